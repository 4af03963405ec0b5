//! Reading the environment: the only module that does.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `MONGODB_ATLAS_CLIENT_ID`, `MONGODB_ATLAS_CLIENT_SECRET` | service account |
//! | `MONGODB_ATLAS_PUBLIC_API_KEY`, `MONGODB_ATLAS_PRIVATE_API_KEY` | API key |
//! | `MONGODB_ATLAS_PUBLIC_KEY`, `MONGODB_ATLAS_PRIVATE_KEY` | API key, as other tools spell it |
//! | `MONGODB_ATLAS_BASE_URL` | base URL |
//!
//! An empty variable counts as not set. A service account wins over an API key, and the first spelling
//! over the second. Half a pair is an error, not a reason to take other credentials.

use std::env::VarError;

use crate::auth::Credentials;
use crate::error::BuildError;

const SERVICE_ACCOUNT: Pair = Pair("MONGODB_ATLAS_CLIENT_ID", "MONGODB_ATLAS_CLIENT_SECRET");
const API_KEY: [Pair; 2] = [
    Pair("MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PRIVATE_API_KEY"),
    Pair("MONGODB_ATLAS_PUBLIC_KEY", "MONGODB_ATLAS_PRIVATE_KEY"),
];
const BASE_URL: &str = "MONGODB_ATLAS_BASE_URL";

/// Two variables that belong together.
#[derive(Clone, Copy)]
struct Pair(&'static str, &'static str);

/// What the environment says.
#[derive(Debug)]
pub(crate) struct Environment {
    pub(crate) credentials: Credentials,
    pub(crate) base_url: Option<String>,
}

/// Reads the process's environment.
pub(crate) fn from_env() -> Result<Environment, BuildError> {
    read(&|name| std::env::var(name))
}

fn read(lookup: &dyn Fn(&str) -> Result<String, VarError>) -> Result<Environment, BuildError> {
    let get = |name: &'static str| match lookup(name) {
        Ok(value) if value.trim().is_empty() => Ok(None),
        Ok(value) => Ok(Some(value.trim().to_owned())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(BuildError::new(format!("{name} is not Unicode text"))),
    };
    let pair = |Pair(first, second): Pair| match (get(first)?, get(second)?) {
        (Some(id), Some(secret)) => Ok(Some((id, secret))),
        (None, None) => Ok(None),
        (Some(_), None) => Err(half(first, second)),
        (None, Some(_)) => Err(half(second, first)),
    };
    let credentials = if let Some((id, secret)) = pair(SERVICE_ACCOUNT)? {
        Credentials::service_account(id, secret)
    } else {
        let key = match pair(API_KEY[0])? {
            Some(key) => Some(key),
            None => pair(API_KEY[1])?,
        };
        let (public, private) = key.ok_or_else(missing)?;
        Credentials::api_key(public, private)
    };
    Ok(Environment { credentials, base_url: get(BASE_URL)? })
}

fn half(present: &str, absent: &str) -> BuildError {
    BuildError::missing_credentials(format!("{present} is set, but {absent} is not"))
}

fn missing() -> BuildError {
    let Pair(id, secret) = SERVICE_ACCOUNT;
    let Pair(public, private) = API_KEY[0];
    BuildError::missing_credentials(format!(
        "there are no credentials in the environment: set {id} and {secret} for a service account, \
         or {public} and {private} for an API key"
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Result<Environment, BuildError> {
        let variables: BTreeMap<_, _> = pairs.iter().copied().collect();
        read(&|name| variables.get(name).map(|value| (*value).to_owned()).ok_or(VarError::NotPresent))
    }

    const ID: (&str, &str) = ("MONGODB_ATLAS_CLIENT_ID", "mdb_sa_id");
    const SECRET: (&str, &str) = ("MONGODB_ATLAS_CLIENT_SECRET", "canary");
    const PUBLIC: (&str, &str) = ("MONGODB_ATLAS_PUBLIC_API_KEY", "abcdef");
    const PRIVATE: (&str, &str) = ("MONGODB_ATLAS_PRIVATE_API_KEY", "canary");

    #[test]
    fn precedence_of_credentials() {
        let kind = |pairs: &[_]| format!("{:?}", environment(pairs).unwrap().credentials);
        assert_eq!(kind(&[PUBLIC, PRIVATE, ID, SECRET]), "Credentials(service account)");
        assert_eq!(kind(&[PUBLIC, PRIVATE]), "Credentials(API key)");
        let other = [("MONGODB_ATLAS_PUBLIC_KEY", "abcdef"), ("MONGODB_ATLAS_PRIVATE_KEY", "canary")];
        assert_eq!(kind(&other), "Credentials(API key)");
    }

    #[test]
    fn the_base_url_is_optional() {
        let base = |url| environment(&[ID, SECRET, ("MONGODB_ATLAS_BASE_URL", url)]).unwrap().base_url;
        assert_eq!(base(" https://cloud.mongodbgov.com/ ").as_deref(), Some("https://cloud.mongodbgov.com/"));
        assert_eq!(base(""), None);
    }

    #[test]
    fn missing_variables_are_named() {
        let error = |pairs: &[_]| environment(pairs).unwrap_err();
        let nothing = error(&[]);
        assert!(nothing.is_missing_credentials());
        for name in [ID.0, SECRET.0, PUBLIC.0, PRIVATE.0] {
            assert!(nothing.to_string().contains(name), "{nothing}");
        }
        assert_eq!(error(&[ID]).to_string(), format!("{} is set, but {} is not", ID.0, SECRET.0));
        assert_eq!(error(&[SECRET]).to_string(), format!("{} is set, but {} is not", SECRET.0, ID.0));
        let half = error(&[ID, ("MONGODB_ATLAS_CLIENT_SECRET", " "), PUBLIC, PRIVATE]);
        assert_eq!(half.to_string(), format!("{} is set, but {} is not", ID.0, SECRET.0));
        for error in [nothing, half, error(&[PRIVATE])] {
            assert!(!format!("{error} {error:?}").contains("canary"));
        }
    }

    #[test]
    fn text_that_is_not_unicode_is_an_error() {
        let error = read(&|_| Err(VarError::NotUnicode("canary".into()))).unwrap_err();
        assert_eq!(error.to_string(), "MONGODB_ATLAS_CLIENT_ID is not Unicode text");
    }
}
