//! Which properties hold credentials, by name. `format: password` says it by itself.

use toml::Spanned;

use super::entries;
use crate::case;

/// Rules for names of properties.
///
/// A rule is the end of a name, in any case: `apiKey` fits `apiKey`, `DATADOG_API_KEY` and `datadogapikey`, not `apiKeyId`. One
/// with a full stop is a single property: `Webhook.url`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets {
    texts: Rules,
    containers: Rules,
    except: Rules,
}

#[derive(Clone, Debug, Default)]
struct Rules {
    endings: Vec<String>,
    single: Vec<String>,
}

impl<'a> FromIterator<&'a Spanned<String>> for Rules {
    fn from_iter<I: IntoIterator<Item = &'a Spanned<String>>>(rules: I) -> Self {
        let rules = rules.into_iter().map(|rule| rule.get_ref().clone());
        let (single, endings): (Vec<_>, Vec<_>) = rules.partition(|rule| rule.contains('.'));
        Self { endings: endings.iter().map(|ending| letters(ending)).collect(), single }
    }
}

impl Rules {
    fn fits(&self, schema: &str, property: &str, letters: &str) -> bool {
        self.endings.iter().any(|ending| letters.ends_with(ending))
            || self.single.iter().any(|single| single.split_once('.') == Some((schema, property)))
    }
}

/// The words of a name as one. Many documents write names without telling their words apart: `accesstoken`.
fn letters(name: &str) -> String {
    case::words(name).concat()
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
        Rules::from_iter([rule]).fits(schema, property, &letters(property))
    }

    /// Whether a property would hold credentials if there were no exceptions.
    pub(super) fn fits_without_exceptions(&self, schema: &str, property: &str) -> bool {
        let letters = letters(property);
        self.texts.fits(schema, property, &letters) || self.containers.fits(schema, property, &letters)
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
        let letters = letters(property);
        let fits = |rules: &Rules, schema: &str| rules.fits(schema, property, &letters);
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
        for property in ["apiKey", "datadogApiKey", "DATADOG_API_KEY", "clientSecret", "token", "accesstoken", "apikey"]
        {
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
