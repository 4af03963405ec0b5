//! Which properties hold credentials, by name. `format: password` says it by itself.

use serde::Deserialize;

use crate::case;

/// Rules for names of properties.
///
/// A rule is the end of a name, word by word: `apiKey` fits `apiKey` and `datadogApiKey`, not `apiKeyId`. One with a full stop is a
/// single property: `Webhook.url`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Lists")]
#[non_exhaustive]
pub struct Secrets {
    texts: Rules,
    containers: Rules,
    except: Rules,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Lists {
    /// Strings.
    texts: Vec<String>,
    /// Lists, maps and objects.
    containers: Vec<String>,
    /// What the other two would take by mistake.
    except: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Rules {
    endings: Vec<Vec<String>>,
    single: Vec<String>,
}

impl From<Lists> for Secrets {
    fn from(lists: Lists) -> Self {
        Self { texts: lists.texts.into(), containers: lists.containers.into(), except: lists.except.into() }
    }
}

impl From<Vec<String>> for Rules {
    fn from(rules: Vec<String>) -> Self {
        let (single, endings): (Vec<_>, Vec<_>) = rules.into_iter().partition(|rule| rule.contains('.'));
        Self { endings: endings.iter().map(|ending| case::words(ending)).collect(), single }
    }
}

impl Rules {
    fn fits(&self, schema: &str, property: &str, words: &[String]) -> bool {
        self.endings.iter().any(|ending| words.ends_with(ending))
            || self.single.iter().any(|single| single.split_once('.') == Some((schema, property)))
    }
}

impl Secrets {
    /// Whether a string property of a schema is a credential.
    #[must_use]
    pub fn is_text(&self, schema: &str, property: &str) -> bool {
        self.fits(&self.texts, schema, property)
    }

    /// Whether a property of another type holds credentials.
    #[must_use]
    pub fn is_container(&self, schema: &str, property: &str) -> bool {
        self.fits(&self.containers, schema, property)
    }

    fn fits(&self, rules: &Rules, schema: &str, property: &str) -> bool {
        let words = case::words(property);
        rules.fits(schema, property, &words) && !self.except.fits(schema, property, &words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> Secrets {
        let own = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Lists {
            texts: own(&["apiKey", "secret", "token", "Webhook.url"]),
            containers: own(&["headers"]),
            except: own(&["maskedSecret", "publicApiKey", "Filter.token"]),
        }
        .into()
    }

    #[test]
    fn ends_of_names() {
        for property in ["apiKey", "datadogApiKey", "DATADOG_API_KEY", "clientSecret", "token"] {
            assert!(secrets().is_text("Any", property), "{property}");
        }
        for property in
            ["apiKeyId", "secretId", "tokens", "maskedSecret", "destinationOrgPublicApiKey", "keyVersion", "url"]
        {
            assert!(!secrets().is_text("Any", property), "{property}");
        }
    }

    #[test]
    fn single_properties() {
        assert!(secrets().is_text("Webhook", "url"));
        assert!(!secrets().is_text("Filter", "token"));
    }

    #[test]
    fn containers_have_their_own_rules() {
        assert!(secrets().is_container("Any", "otelSuppliedHeaders"));
        assert!(!secrets().is_text("Any", "headers"));
        assert!(!secrets().is_container("Any", "apiKey"));
    }
}
