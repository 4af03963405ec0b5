//! The five calls of `program.rs` with reqwest and serde alone: what one writes who has no client.

use std::error::Error;

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, Method, RequestBuilder};
use serde::{Deserialize, Serialize};

const BASE: &str = "https://cloud.mongodb.com/api/atlas/v2";
const VERSION: &str = "application/vnd.atlas.2023-01-01+json";

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    database_name: String,
    group_id: String,
    username: String,
    #[serde(default)]
    roles: Vec<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Role {
    role_name: String,
    database_name: String,
}

#[derive(Debug, Deserialize)]
struct Key {
    id: Option<String>,
    desc: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Page<T> {
    results: Vec<T>,
}

struct Atlas {
    client: Client,
    token: String,
}

impl Atlas {
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{BASE}/{path}")).header(ACCEPT, VERSION).bearer_auth(&self.token)
    }

    async fn create_user(&self, group: &str, user: &User) -> Result<User, Box<dyn Error>> {
        let request = self.request(Method::POST, &format!("groups/{group}/databaseUsers")).json(user);
        Ok(request.header(CONTENT_TYPE, VERSION).send().await?.error_for_status()?.json().await?)
    }

    async fn user(&self, group: &str, database: &str, name: &str) -> Result<User, Box<dyn Error>> {
        let request = self.request(Method::GET, &format!("groups/{group}/databaseUsers/{database}/{name}"));
        Ok(request.send().await?.error_for_status()?.json().await?)
    }

    async fn users(&self, group: &str) -> Result<Vec<User>, Box<dyn Error>> {
        let mut users = Vec::new();
        for number in 1.. {
            let request = self.request(Method::GET, &format!("groups/{group}/databaseUsers"));
            let request = request.query(&[("itemsPerPage", 100), ("pageNum", number)]);
            let page: Page<User> = request.send().await?.error_for_status()?.json().await?;
            let is_last = page.results.len() < 100;
            users.extend(page.results);
            if is_last {
                break;
            }
        }
        Ok(users)
    }

    async fn keys(&self, group: &str) -> Result<Page<Key>, Box<dyn Error>> {
        let request = self.request(Method::GET, &format!("groups/{group}/apiKeys"));
        Ok(request.send().await?.error_for_status()?.json().await?)
    }

    async fn delete_user(&self, group: &str, database: &str, name: &str) -> Result<(), Box<dyn Error>> {
        let request = self.request(Method::DELETE, &format!("groups/{group}/databaseUsers/{database}/{name}"));
        request.send().await?.error_for_status()?;
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(group), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("usage: by-hand GROUP_ID USERNAME".into());
    };
    let atlas = Atlas { client: Client::builder().build()?, token: std::env::var("ATLAS_TOKEN")? };
    let user = User {
        database_name: "admin".to_owned(),
        group_id: group.clone(),
        username: name.clone(),
        roles: vec![Role { role_name: "read".to_owned(), database_name: "sales".to_owned() }],
        description: None,
    };
    println!("{:?}", atlas.create_user(&group, &user).await?);
    println!("{:?}", atlas.user(&group, "admin", &name).await?);
    println!("{}", atlas.users(&group).await?.len());
    println!("{:?}", atlas.keys(&group).await?);
    atlas.delete_user(&group, "admin", &name).await
}
