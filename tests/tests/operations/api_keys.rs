//! Cases of the tag Programmatic API Keys.

use atlas_client::models::{
    CreateAtlasOrganizationApiKey, CreateAtlasProjectApiKey, UpdateAtlasOrganizationApiKey, UpdateAtlasProjectApiKey,
    UserAccessListRequest, UserAccessRoleAssignment,
};

use crate::case::{Case, case};

pub(crate) fn cases() -> Vec<Case> {
    [of_organizations(), access_lists(), of_projects()].into_iter().flatten().collect()
}

fn of_organizations() -> Vec<Case> {
    vec![
        case!("listApiKeys", |c, g| c.programmatic_api_keys().list_api_keys(g.text("orgId")), |r| r
            .include_count(g.flag("includeCount"))
            .items_per_page(g.number("itemsPerPage"))
            .page_num(g.number("pageNum"))),
        case!("createApiKey", |c, g| {
            c.programmatic_api_keys().create_api_key(g.text("orgId"), g.body::<CreateAtlasOrganizationApiKey>())
        }),
        case!("getApiKey", |c, g| { c.programmatic_api_keys().get_api_key(g.text("orgId"), g.text("apiUserId")) }),
        case!("updateApiKey", |c, g| {
            let body = g.body::<UpdateAtlasOrganizationApiKey>();
            c.programmatic_api_keys().update_api_key(g.text("orgId"), g.text("apiUserId"), body)
        }),
        case!("deleteApiKey", |c, g| {
            c.programmatic_api_keys().delete_api_key(g.text("orgId"), g.text("apiUserId"))
        }),
    ]
}

fn access_lists() -> Vec<Case> {
    vec![
        case!(
            "listApiKeyAccessListsEntries",
            |c, g| c.programmatic_api_keys().list_api_key_access_lists_entries(g.text("orgId"), g.text("apiUserId")),
            |r| r
                .include_count(g.flag("includeCount"))
                .items_per_page(g.number("itemsPerPage"))
                .page_num(g.number("pageNum"))
        ),
        case!(
            "createApiKeyAccessList",
            |c, g| {
                let body = g.body::<Vec<UserAccessListRequest>>();
                c.programmatic_api_keys().create_api_key_access_list(g.text("orgId"), g.text("apiUserId"), body)
            },
            |r| r
                .include_count(g.flag("includeCount"))
                .items_per_page(g.number("itemsPerPage"))
                .page_num(g.number("pageNum"))
        ),
        case!("getApiKeyAccessList", |c, g| {
            let keys = c.programmatic_api_keys();
            keys.get_api_key_access_list(g.text("orgId"), g.text("apiUserId"), g.text("ipAddress"))
        }),
        case!("deleteApiKeyAccessListEntry", |c, g| {
            let keys = c.programmatic_api_keys();
            keys.delete_api_key_access_list_entry(g.text("orgId"), g.text("apiUserId"), g.text("ipAddress"))
        }),
    ]
}

fn of_projects() -> Vec<Case> {
    vec![
        case!("listProjectApiKeys", |c, g| c.programmatic_api_keys().list_project_api_keys(g.text("groupId")), |r| r
            .include_count(g.flag("includeCount"))
            .items_per_page(g.number("itemsPerPage"))
            .page_num(g.number("pageNum"))),
        case!("createProjectApiKey", |c, g| {
            c.programmatic_api_keys().create_project_api_key(g.text("groupId"), g.body::<CreateAtlasProjectApiKey>())
        }),
        case!("addProjectApiKey", |c, g| {
            let body = g.body::<Vec<UserAccessRoleAssignment>>();
            c.programmatic_api_keys().add_project_api_key(g.text("groupId"), g.text("apiUserId"), body)
        }),
        case!(
            "updateApiKeyRoles",
            |c, g| {
                let body = g.body::<UpdateAtlasProjectApiKey>();
                c.programmatic_api_keys().update_api_key_roles(g.text("groupId"), g.text("apiUserId"), body)
            },
            |r| r
                .include_count(g.flag("includeCount"))
                .items_per_page(g.number("itemsPerPage"))
                .page_num(g.number("pageNum"))
        ),
        case!("removeProjectApiKey", |c, g| {
            c.programmatic_api_keys().remove_project_api_key(g.text("groupId"), g.text("apiUserId"))
        }),
    ]
}
