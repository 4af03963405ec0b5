//! Cases of the tag Database Users.

use atlas_client::models::{CloudDatabaseUser, CloudDatabaseUserPatch};

use crate::case::{Case, case};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!("listDatabaseUsers", |c, g| c.database_users().list_database_users(g.text("groupId")), |r| r
            .include_count(g.flag("includeCount"))
            .items_per_page(g.number("itemsPerPage"))
            .page_num(g.number("pageNum"))),
        case!("createDatabaseUser", |c, g| {
            c.database_users().create_database_user(g.text("groupId"), g.body::<CloudDatabaseUser>())
        }),
        case!("getDatabaseUser", |c, g| {
            c.database_users().get_database_user(g.text("groupId"), g.text("databaseName"), g.text("username"))
        }),
        case!("updateDatabaseUser", |c, g| {
            let body = g.body::<CloudDatabaseUserPatch>();
            let (group, database, user) = (g.text("groupId"), g.text("databaseName"), g.text("username"));
            c.database_users().update_database_user(group, database, user, body)
        }),
        case!("deleteDatabaseUser", |c, g| {
            c.database_users().delete_database_user(g.text("groupId"), g.text("databaseName"), g.text("username"))
        }),
    ]
}
