//! From nothing to a connection string: a project, a cluster once it is idle, a database user and an entry of the
//! access list.
//!
//! ```text
//! POST /api/atlas/v2/groups
//! POST /api/atlas/v2/groups/{groupId}/clusters
//! POST /api/atlas/v2/groups/{groupId}/databaseUsers
//! POST /api/atlas/v2/groups/{groupId}/accessList
//! GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use atlas_client::models::{
    AwsHardwareSpec20240805, AwsRegionConfig20240805, CloudDatabaseUser, ClusterDescription20240805, DatabaseUserRole,
    Group, NetworkPermissionEntry, ReplicationSpec20240805,
};
use atlas_client::{Client, Wait};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let org_id = std::env::var("ORG_ID")?;
    let password = std::env::var("NEW_USER_PASSWORD")?;
    let client = Client::from_env()?;

    let project = Group::default().with_name("shop").with_org_id(org_id);
    let project = client.projects().create_group(project).send().await?;
    let group_id = project.id;

    let nodes = AwsHardwareSpec20240805::default().with_instance_size("M10").with_node_count(3);
    let region = AwsRegionConfig20240805::default()
        .with_region_name("EU_CENTRAL_1")
        .with_priority(7)
        .with_electable_specs(nodes);
    let cluster = ClusterDescription20240805::default()
        .with_name("orders")
        .with_cluster_type("REPLICASET")
        .with_replication_specs([ReplicationSpec20240805::default().with_region_configs([region.into()])]);
    client.clusters().create_cluster(&group_id, cluster).send().await?;

    let reader = DatabaseUserRole::default().with_role_name("read").with_database_name("orders");
    let user = CloudDatabaseUser::default()
        .with_database_name("admin")
        .with_username("reports")
        .with_password(password)
        .with_roles([reader]);
    client.database_users().create_database_user(&group_id, user).send().await?;

    let office = NetworkPermissionEntry::default().with_cidr_block("192.0.2.0/24").with_comment("the office");
    client.project_ip_access_list().create_access_list_entry(&group_id, [office]).send().await?;

    let look = || client.clusters().get_cluster(&group_id, "orders").send();
    let cluster =
        Wait::default().until(look, |cluster| cluster.state_name.as_ref().is_some_and(|s| s == "IDLE")).await?;
    let strings = cluster.connection_strings.ok_or("the cluster has no connection strings")?;
    println!("{}", strings.standard_srv.ok_or("the cluster has no connection string with a DNS seed list")?);
    Ok(())
}
