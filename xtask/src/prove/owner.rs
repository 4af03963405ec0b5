//! The type or operation that a change or an error is about, so that both sides can be compared.

use std::collections::{BTreeMap, BTreeSet};

use codegen::Lock;

use super::compiler::Missing;

/// What the old crate has, by the names that errors use.
pub(super) struct Owners<'l> {
    types: BTreeSet<&'l str>,
    /// `clusters::list_clusters` by `ListClusters`.
    builders: BTreeMap<&'l str, String>,
    /// Modules by handle, and by feature.
    handles: BTreeMap<&'l str, &'l str>,
    features: BTreeMap<&'l str, &'l str>,
}

impl<'l> Owners<'l> {
    pub(super) fn of(lock: &'l Lock) -> Self {
        let mut owners = Self {
            types: BTreeSet::new(),
            builders: BTreeMap::new(),
            handles: BTreeMap::new(),
            features: BTreeMap::new(),
        };
        for names in lock.types.values().filter(|names| names.kind.is_some()) {
            owners.types.insert(&names.name);
            owners.types.extend(names.former.iter().map(String::as_str));
        }
        for names in lock.operations.values().filter(|names| names.response.is_some()) {
            let Some(tag) = lock.tags.get(&names.tag) else { continue };
            owners.builders.insert(&names.builder, format!("{}::{}", tag.module, names.method));
            owners.handles.insert(&tag.handle, &tag.module);
            owners.features.insert(&tag.feature, &tag.module);
        }
        owners
    }

    /// The type, operation or tag that `cargo semver-checks` misses, or misses something of. The line itself where that
    /// cannot be told, so that somebody looks at it.
    pub(super) fn of_missing(&self, missing: &Missing) -> String {
        let what = missing.what.as_str();
        let mut words =
            what.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').filter(|word| !word.is_empty());
        let tag = |module: &str| format!("Client::{module}");
        if what.starts_with("feature_missing") {
            return words
                .find_map(|word| self.features.get(word))
                .map_or_else(|| what.to_owned(), |module| tag(module));
        }
        while let Some(word) = words.next() {
            if let Some(module) = self.handles.get(word) {
                return words.next().map_or_else(|| tag(module), |method| format!("{module}::{method}"));
            }
            match self.builders.get(word).filter(|_| missing.of_api || !self.types.contains(word)) {
                Some(operation) => return operation.clone(),
                None if self.types.contains(word) => return word.to_owned(),
                None => {}
            }
            if word == "Client"
                || what.starts_with("module_missing") && self.handles.values().any(|module| *module == word)
            {
                return tag(if word == "Client" { words.next().unwrap_or_default() } else { word });
            }
        }
        what.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_of_what_is_missing() {
        let lock = "\
            [tags.T]\nmodule = \"users\"\nhandle = \"UsersApi\"\nfeature = \"all-users\"\n\
            [operations.\"GET /a\"]\ntag = \"T\"\nmethod = \"list\"\nbuilder = \"List\"\nresponse = \"()\"\n\
            [types.\"#/L\"]\nname = \"List\"\nkind = \"struct\"\n[types.\"#/U\"]\nname = \"User\"\nkind = \"struct\"\n";
        let lock = Lock::parse("names.lock", lock).expect("a lock");
        let owners = Owners::of(&lock);
        for (lint, line, owner) in [
            (
                "struct_missing",
                "struct atlas_client::models::User, previously in file a/generated/models/user.rs:1",
                "User",
            ),
            ("inherent_method_missing", "User::with_name, previously in file a/generated/models/user.rs:1", "User"),
            ("inherent_method_missing", "List::limit, previously in file a/generated/api/users.rs:1", "users::list"),
            ("inherent_method_missing", "List::with_it, previously in file a/generated/models/list.rs:1", "List"),
            ("inherent_method_missing", "UsersApi::list, previously in file a/generated/api/users.rs:1", "users::list"),
            ("inherent_method_missing", "Client::users, previously in file a/generated/mod.rs:1", "Client::users"),
            ("feature_missing", "feature all-users in the package's Cargo.toml", "Client::users"),
            ("struct_missing", "struct atlas_client::api::users::UsersApi, previously in file a.rs:1", "Client::users"),
            ("module_missing", "mod atlas_client::api::users, previously in file a.rs:1", "Client::users"),
            (
                "trait_missing",
                "trait atlas_client::Other, previously in file a.rs:1",
                "trait_missing: trait atlas_client::Other",
            ),
        ] {
            assert_eq!(owners.of_missing(&Missing::parse(lint, line)), owner, "{line}");
        }
    }
}
