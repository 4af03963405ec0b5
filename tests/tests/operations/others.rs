//! Cases of the tags with one operation each.

use atlas_client::models::{DataFederationTenantQueryLimitPatch, UpdateCustomDbRole};

use crate::case::{Case, case};

#[allow(deprecated, reason = "deprecated operations work until they are removed")]
pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!("deleteAtlasSearchDeployment", |c, g| {
            c.atlas_search().delete_atlas_search_deployment(g.text("groupId"), g.text("clusterName"))
        }),
        case!("updateCustomDatabaseRole", |c, g| {
            let body = g.body::<UpdateCustomDbRole>();
            c.custom_database_roles().update_custom_database_role(g.text("groupId"), g.text("roleName"), body)
        }),
        case!("createOneDataFederationQueryLimit", |c, g| {
            let body = g.body::<DataFederationTenantQueryLimitPatch>();
            let (group, tenant, limit) = (g.text("groupId"), g.text("tenantName"), g.text("limitName"));
            c.data_federation().create_one_data_federation_query_limit(group, tenant, limit, body)
        }),
        case!("getLdapConfigurationStatus", |c, g| {
            c.ldap_configuration().get_ldap_configuration_status(g.text("groupId"), g.text("requestId"))
        }),
        case!("getUserByUsername", |c, g| { c.mongodb_cloud_users().get_user_by_username(g.text("userName")) }),
        case!(
            "getMeasurements",
            |c, g| {
                let (group, process, granularity) = (g.text("groupId"), g.text("processId"), g.text("granularity"));
                c.monitoring_and_logs().get_measurements(group, process, granularity, g.texts("metrics"))
            },
            |r| r.period(g.text("period")).start(g.time("start")).end(g.time("end"))
        ),
        case!("getStreamConnection", |c, g| {
            let (group, workspace, connection) = (g.text("groupId"), g.text("tenantName"), g.text("connectionName"));
            c.streams().get_stream_connection(group, workspace, connection)
        }),
    ]
}
