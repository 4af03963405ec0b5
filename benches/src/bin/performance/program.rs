//! Five calls: what a small program that manages database users needs.

use std::error::Error;

use atlas_client::Client;
use atlas_client::models::{CloudDatabaseUser, CloudDatabaseUserDatabaseName, DatabaseUserRole};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(group), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("usage: program GROUP_ID USERNAME".into());
    };
    let client = Client::from_env()?;
    let users = client.database_users();
    let role = DatabaseUserRole::default().with_role_name("read").with_database_name("sales");
    let user = CloudDatabaseUser::default()
        .with_database_name(CloudDatabaseUserDatabaseName::Admin)
        .with_group_id(&group)
        .with_username(&name)
        .with_roles([role]);
    println!("{:?}", users.create_database_user(&group, user).send().await?);
    println!("{:?}", users.get_database_user(&group, "admin", &name).send().await?);
    println!("{}", users.list_database_users(&group).items().all().await?.len());
    println!("{:?}", client.programmatic_api_keys().list_project_api_keys(&group).send().await?);
    users.delete_database_user(&group, "admin", &name).send().await?;
    Ok(())
}
