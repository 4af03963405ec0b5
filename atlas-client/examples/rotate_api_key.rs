//! Replaces an organization's API key: creates a new one with the same roles, in the organization and in its projects,
//! and the same access list, then deletes the old one.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example rotate_api_key -- ORG_ID API_USER_ID
//! ```
//!
//! Atlas shows a private key once, in the response that creates it. This program writes it to standard output for a
//! secret store to read.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program prints")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;

use atlas_client::Client;
use atlas_client::models::{CreateAtlasOrganizationApiKey, UserAccessListRequest, UserAccessRoleAssignment};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [org_id, old_id] = arguments.as_slice() else {
        return Err("usage: rotate_api_key ORG_ID API_USER_ID".into());
    };
    let client = Client::from_env()?;
    let keys = client.programmatic_api_keys();

    let old = keys.get_api_key(org_id, old_id).send().await?;
    let (mut roles, mut project_roles) = (Vec::new(), BTreeMap::<_, Vec<_>>::new());
    for role in old.roles.into_iter().flatten() {
        match (role.role_name, role.group_id) {
            (Some(name), Some(project)) => project_roles.entry(project).or_default().push(name),
            (Some(name), None) => roles.push(name),
            (None, _) => {}
        }
    }
    let description = old.desc.as_deref().unwrap_or("rotated key");
    let body = CreateAtlasOrganizationApiKey::default().with_desc(description).with_roles(roles);
    let new = keys.create_api_key(org_id, body).send().await?;
    let new_id = new.id;
    // At once: nobody can ask for it again if a later call fails.
    println!("public key:  {}", new.public_key.as_deref().unwrap_or_default());
    println!("private key: {}", new.private_key.as_ref().map(atlas_client::Secret::expose).unwrap_or_default());

    for (project, roles) in project_roles {
        let assignment = UserAccessRoleAssignment::default().with_roles(roles);
        keys.add_project_api_key(project, &new_id, [assignment]).send().await?;
    }

    // The list comes in pages; `items` asks for the next one when the last is used up.
    let mut entries = keys.list_api_key_access_lists_entries(org_id, old_id).items_per_page(500).items();
    let mut copies = Vec::new();
    while let Some(entry) = entries.try_next().await? {
        if let Some(block) = entry.cidr_block {
            copies.push(UserAccessListRequest::default().with_cidr_block(block));
        }
    }
    let count = copies.len();
    if count > 0 {
        keys.create_api_key_access_list(org_id, &new_id, copies).send().await?;
    }

    // Only now that the new key can do what the old one could.
    keys.delete_api_key(org_id, old_id).send().await?;
    eprintln!("replaced {old_id} by {new_id} with {count} access list entries");
    Ok(())
}
