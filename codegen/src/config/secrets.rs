//! Which properties hold credentials, by name. `format: password` says it by itself.

use toml::Spanned;

use super::entries;
use crate::case;

/// Rules for names of properties.
///
/// A rule is the end of a name, word by word: `apiKey` fits `apiKey` and `datadogApiKey`, not `apiKeyId`. One with a full stop is a
/// single property: `Webhook.url`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets {
    texts: Rules,
    containers: Rules,
    except: Rules,
}

#[derive(Clone, Debug, Default)]
struct Rules {
    endings: Vec<Vec<String>>,
    single: Vec<String>,
}

impl<'a> FromIterator<&'a Spanned<String>> for Rules {
    fn from_iter<I: IntoIterator<Item = &'a Spanned<String>>>(rules: I) -> Self {
        let rules = rules.into_iter().map(|rule| rule.get_ref().clone());
        let (single, endings): (Vec<_>, Vec<_>) = rules.partition(|rule| rule.contains('.'));
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
    /// The rules of several tables together.
    pub(super) fn new(tables: &[&entries::Secrets]) -> Self {
        Self {
            texts: tables.iter().flat_map(|table| &table.texts).collect(),
            containers: tables.iter().flat_map(|table| &table.containers).collect(),
            except: tables.iter().flat_map(|table| &table.except).collect(),
        }
    }

    /// Whether a rule fits a property.
    pub(super) fn rule_fits(rule: &Spanned<String>, schema: &str, property: &str) -> bool {
        Rules::from_iter([rule]).fits(schema, property, &case::words(property))
    }

    /// Whether a property would hold credentials if there were no exceptions.
    pub(super) fn fits_without_exceptions(&self, schema: &str, property: &str) -> bool {
        let words = case::words(property);
        self.texts.fits(schema, property, &words) || self.containers.fits(schema, property, &words)
    }

    /// Whether a string property is a credential, or holds some: `headers` may be a text of several lines. One of the
    /// schemas that declare it is enough.
    pub(crate) fn is_text(&self, schemas: &[&str], property: &str) -> bool {
        self.fits(&[&self.texts, &self.containers], schemas, property)
    }

    /// Whether a property of another type holds credentials.
    pub(crate) fn is_container(&self, schemas: &[&str], property: &str) -> bool {
        self.fits(&[&self.containers], schemas, property)
    }

    fn fits(&self, rules: &[&Rules], schemas: &[&str], property: &str) -> bool {
        let words = case::words(property);
        let fits = |rules: &Rules, schema: &str| rules.fits(schema, property, &words);
        schemas.iter().any(|schema| rules.iter().any(|rules| fits(rules, schema)) && !fits(&self.except, schema))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> Secrets {
        let text = "texts = [\"apiKey\", \"secret\", \"token\", \"Webhook.url\"]\ncontainers = [\"headers\"]\n\
                    except = [\"maskedSecret\", \"publicApiKey\", \"Filter.token\"]\n";
        Secrets::new(&[&toml::from_str(text).unwrap()])
    }

    #[test]
    fn ends_of_names() {
        for property in ["apiKey", "datadogApiKey", "DATADOG_API_KEY", "clientSecret", "token"] {
            assert!(secrets().is_text(&["Any"], property), "{property}");
        }
        for property in
            ["apiKeyId", "secretId", "tokens", "maskedSecret", "destinationOrgPublicApiKey", "keyVersion", "url"]
        {
            assert!(!secrets().is_text(&["Any"], property), "{property}");
        }
    }

    #[test]
    fn single_properties() {
        assert!(secrets().is_text(&["Webhook"], "url"));
        assert!(!secrets().is_text(&["Filter"], "token"));
    }

    #[test]
    fn containers_have_their_own_rules() {
        assert!(secrets().is_container(&["Any"], "otelSuppliedHeaders"));
        assert!(secrets().is_text(&["Any"], "additional_headers"));
        assert!(!secrets().is_container(&["Any"], "apiKey"));
    }
}
