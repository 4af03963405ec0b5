//! Words of a name as the document spells it, and words as Rust spells them.
//!
//! Only spelling: what is reserved or taken is decided by `names`.

mod spell;

use std::borrow::Cow;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

/// Names with a fixed spelling that the rules below would take apart, as `(in the document, one word)`.
const WHOLE: &[(&str, &str)] = &[
    ("GitHub", "github"),
    ("GraphQL", "graphql"),
    ("IPv4", "ipv4"),
    ("IPv6", "ipv6"),
    ("MongoDB", "mongodb"),
    ("OAuth", "oauth"),
    ("OpenAPI", "openapi"),
    ("X.509", "x509"),
    ("mongoDB", "mongodb"),
    ("openAPI", "openapi"),
    ("x.509", "x509"),
];

/// Acronyms that occur glued together: `AWSKMS` is `AWS` and `KMS`. Where one starts with another, the longer is first.
const ACRONYMS: &[&str] = &[
    "api", "arn", "aws", "bson", "cidr", "dlq", "dls", "dns", "ear", "ebs", "fcv", "fts", "gcp", "https", "http",
    "iam", "json", "jwt", "kms", "ldap", "mcp", "nds", "oidc", "rpu", "s3", "saml", "sku", "sms", "sql", "ssh", "ssl",
    "sso", "tls", "uri", "url", "utc", "uuid", "vpc", "x509", "xml", "yaml",
];

/// The words of a name, in lower case.
///
/// Punctuation separates words and is dropped, unless there is nothing else. A sign in front of a number is a word:
/// `-1` is `minus`, `1`. Letters outside ASCII are spelled by code point, so that every result is an identifier.
pub(crate) fn words(text: &str) -> Vec<String> {
    let words = split(text);
    if words.is_empty() { spell::every_char(text) } else { words }
}

/// The words of a name with its punctuation spelled out: `a-b` is `a`, `dash`, `b`, and `ids[]` is `ids`, `list`.
///
/// The longer form of [`words`], for names that would be the same otherwise.
pub(crate) fn spelled_words(text: &str) -> Vec<String> {
    let words = text.split("[]").map(spelled_part).collect::<Vec<_>>().join(&"list".to_owned());
    if words.is_empty() { spell::every_char(text) } else { words }
}

fn spelled_part(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut plain = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            plain.push(c);
        } else {
            words.extend(split(&plain));
            plain.clear();
            words.extend(spell::char_words(c));
        }
    }
    words.extend(split(&plain));
    words
}

/// How names of a kind are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `snake_case`: fields, methods, parameters, modules.
    Snake,
    /// `UpperCamelCase`: types and variants.
    Pascal,
}

impl Style {
    /// Words in this style.
    pub(crate) fn write(self, words: &[String]) -> String {
        match self {
            Self::Snake => snake(words),
            Self::Pascal => pascal(words),
        }
    }
}

/// Words as `snake_case`. The result is an identifier, but may be a keyword.
pub(crate) fn snake(words: &[String]) -> String {
    led_by_letter(words).join("_")
}

/// Bytes of the name of a file or folder, less than any file system allows: an extension and the folders around it need
/// room as well.
const MAX_FILE: usize = 120;

/// A name that is too long for a file, cut, with a hash of all of it: two long names stay different.
pub(crate) fn short(name: &str) -> String {
    if name.len() <= MAX_FILE {
        return name.to_owned();
    }
    let start: String = name.chars().take_while(char::is_ascii).take(MAX_FILE - 10).collect();
    format!("{}_h{:08x}", start.trim_end_matches('_'), fnv(name.as_bytes()) >> 32)
}

/// A hash that is the same on every machine (FNV-1a).
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Words as `UpperCamelCase`. The result is an identifier, but may be a keyword.
pub(crate) fn pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in led_by_letter(words).iter() {
        // `5.0` must not become the same as `50`.
        if name.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        name.push_str(&word.to_upper_camel_case());
    }
    name
}

/// How many words two names have in common at their start.
pub(crate) fn shared_start(a: &[String], b: &[String]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// How many words two names have in common at their end.
pub(crate) fn shared_end(a: &[String], b: &[String]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// The words of a variant without those that it has in common with its union at the start and at the end:
/// `StreamsKafkaConnection` of `StreamsConnection` is `kafka`. All of them when nothing else, or no name, would be
/// left.
pub(crate) fn distinct<'w>(union: &[String], variant: &'w [String]) -> &'w [String] {
    // A patch type keeps the variants that need no patch type, and their names.
    let union = union
        .strip_suffix(&["patch".to_owned()])
        .filter(|_| variant.last().is_none_or(|last| last != "patch"))
        .unwrap_or(union);
    let start = shared_start(union, variant);
    let rest = variant.get(start..).unwrap_or(variant);
    let union_rest = union.get(start..).unwrap_or_default();
    let end = shared_end(union_rest, rest);
    let distinct = rest.get(..rest.len() - end).unwrap_or(rest);
    let names_something = distinct.first().is_some_and(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    if names_something { distinct } else { variant }
}

/// An identifier does not start with a digit: one digit in front of a letter is spelled (`2dsphere` is `two`,
/// `dsphere`), any other number gets an `n` (`10` is `n10`).
fn led_by_letter(words: &[String]) -> Cow<'_, [String]> {
    let Some((first, others)) = words.split_first() else { return Cow::Borrowed(words) };
    let rest = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &first[..first.len() - rest.len()];
    if number.is_empty() {
        return Cow::Borrowed(words);
    }
    let letter_follows =
        !rest.is_empty() || others.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let mut led = match spell::digit(number).filter(|_| letter_follows) {
        Some(digit) if rest.is_empty() => vec![digit.to_owned()],
        Some(digit) => vec![digit.to_owned(), rest.to_owned()],
        None => vec![format!("n{first}")],
    };
    led.extend_from_slice(others);
    Cow::Owned(led)
}

/// Words between punctuation, and where the case changes. heck finds them, in a text that is prepared for it: what it
/// would take apart or leave together is set apart by spaces.
fn split(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut prepared = String::with_capacity(text.len() + 8);
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        if let Some((length, word)) = whole_at(&chars, i) {
            prepared.extend([" ", word]);
            i += length;
            continue;
        }
        if let Some(length) = plural_at(&chars, i) {
            prepared.push(' ');
            prepared.extend(chars[i..i + length].iter().map(char::to_ascii_lowercase));
            i += length;
            continue;
        }
        let previous = i.checked_sub(1).and_then(|before| chars.get(before));
        if c.is_alphanumeric() && !c.is_ascii() {
            prepared.extend([" ", &spell::code_point(c), " "]);
        } else if let Some(sign) = sign_at(&chars, i) {
            prepared.extend([" ", sign, " "]);
        } else {
            // `S3STORE` is `S3` and `STORE`.
            if c.is_ascii_uppercase() && previous.is_some_and(char::is_ascii_digit) {
                prepared.push(' ');
            }
            prepared.push(c);
        }
        i += 1;
    }
    let snake = prepared.to_snake_case();
    snake.split('_').filter(|word| !word.is_empty()).flat_map(unglued).collect()
}

/// The acronyms that a word consists of, or the word if it consists of other things.
fn unglued(word: &str) -> Vec<String> {
    let glued = if word.len() > 3 { acronyms(word) } else { None };
    glued.unwrap_or_else(|| vec![word.to_owned()])
}

fn acronyms(word: &str) -> Option<Vec<String>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    ACRONYMS.iter().copied().find_map(|acronym| {
        let mut rest = acronyms(word.strip_prefix(acronym)?)?;
        rest.insert(0, acronym.to_owned());
        Some(rest)
    })
}

/// A name with a fixed spelling that starts here: how long it is, and its word.
fn whole_at(chars: &[char], i: usize) -> Option<(usize, &'static str)> {
    let first = chars.get(i)?;
    let after_lower = i.checked_sub(1).and_then(|p| chars.get(p)).is_some_and(char::is_ascii_lowercase);
    if first.is_ascii_lowercase() && after_lower {
        return None;
    }
    WHOLE.iter().filter(|(spelling, _)| spelling.starts_with(*first)).find_map(|(spelling, word)| {
        let length = spelling.len();
        let here = chars.get(i..i + length)?;
        let ends = !chars.get(i + length).is_some_and(char::is_ascii_lowercase);
        (ends && here.iter().copied().eq(spelling.chars())).then_some((length, *word))
    })
}

/// How long the plural of an acronym is that starts here: `MTMs`.
fn plural_at(chars: &[char], i: usize) -> Option<usize> {
    let capitals = chars.get(i..)?.iter().take_while(|c| c.is_ascii_uppercase()).count();
    let follows = |at: usize| chars.get(i + capitals + at).copied().unwrap_or(' ');
    let ends = !follows(1).is_ascii_lowercase() && !follows(1).is_ascii_digit();
    (capitals > 1 && follows(0) == 's' && ends).then_some(capitals + 1)
}

/// `minus` or `plus` for the sign of a number.
fn sign_at(chars: &[char], i: usize) -> Option<&'static str> {
    let before = i.checked_sub(1).and_then(|p| chars.get(p));
    if before.is_some_and(|c| c.is_alphanumeric()) || !chars.get(i + 1).is_some_and(char::is_ascii_digit) {
        return None;
    }
    match chars.get(i)? {
        '-' => Some("minus"),
        '+' => Some("plus"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_acronyms_come_first() {
        for (at, acronym) in ACRONYMS.iter().enumerate() {
            assert!(ACRONYMS[..at].iter().all(|earlier| !acronym.starts_with(earlier)), "{acronym}");
        }
        assert_eq!(words("AWSHTTPSURI"), ["aws", "https", "uri"]);
    }

    #[test]
    fn names_of_atlas() {
        for (text, snake_case, upper_camel) in [
            ("groupId", "group_id", "GroupId"),
            ("awsIAMType", "aws_iam_type", "AwsIamType"),
            ("customerX509", "customer_x509", "CustomerX509"),
            ("x509Type", "x509_type", "X509Type"),
            ("X.509 Authentication", "x509_authentication", "X509Authentication"),
            ("mongoURI", "mongo_uri", "MongoUri"),
            ("mongoURIWithOptions", "mongo_uri_with_options", "MongoUriWithOptions"),
            ("mongoDBMajorVersion", "mongodb_major_version", "MongodbMajorVersion"),
            ("MongoDB Cloud Users", "mongodb_cloud_users", "MongodbCloudUsers"),
            ("MongoDBAccessLogs", "mongodb_access_logs", "MongodbAccessLogs"),
            ("OpenAPI", "openapi", "Openapi"),
            ("getOpenapiInfo", "get_openapi_info", "GetOpenapiInfo"),
            ("userToDNMapping", "user_to_dn_mapping", "UserToDnMapping"),
            ("UpdateCustomDBRole", "update_custom_db_role", "UpdateCustomDbRole"),
            ("AWSKMSEARPrivateEndpoint", "aws_kms_ear_private_endpoint", "AwsKmsEarPrivateEndpoint"),
            ("CloudProviderAccessAWSIAMRole", "cloud_provider_access_aws_iam_role", "CloudProviderAccessAwsIamRole"),
            ("DBUserTLSX509Settings", "db_user_tls_x509_settings", "DbUserTlsX509Settings"),
            ("NDSX509UserAuthentication", "nds_x509_user_authentication", "NdsX509UserAuthentication"),
            ("DataLakeS3StoreSettings", "data_lake_s3_store_settings", "DataLakeS3StoreSettings"),
            ("ClusterDescription20240805", "cluster_description20240805", "ClusterDescription20240805"),
            ("diskSizeGB", "disk_size_gb", "DiskSizeGb"),
            ("DiskGBAutoScaling", "disk_gb_auto_scaling", "DiskGbAutoScaling"),
            (
                "isDataExplorerGenAIFeaturesEnabled",
                "is_data_explorer_gen_ai_features_enabled",
                "IsDataExplorerGenAiFeaturesEnabled",
            ),
            ("startASAP", "start_asap", "StartAsap"),
            ("STATUS", "status", "Status"),
            ("_id", "id", "Id"),
            ("_t", "t", "T"),
            ("default_language", "default_language", "DefaultLanguage"),
            ("urlV2", "url_v2", "UrlV2"),
            ("2dsphereIndexVersion", "two_dsphere_index_version", "TwoDsphereIndexVersion"),
            ("charFilterhtmlStrip", "char_filterhtml_strip", "CharFilterhtmlStrip"),
            ("Use-Effective-Instance-Fields", "use_effective_instance_fields", "UseEffectiveInstanceFields"),
            ("Push-Based Log Export", "push_based_log_export", "PushBasedLogExport"),
            ("AWS Clusters DNS", "aws_clusters_dns", "AwsClustersDns"),
        ] {
            assert_eq!(snake(&words(text)), snake_case, "{text}");
            assert_eq!(pascal(&words(text)), upper_camel, "{text}");
        }
    }

    #[test]
    fn values_of_enums() {
        for (text, upper_camel) in [
            ("US_EAST_1", "UsEast1"),
            ("M10_NVME", "M10Nvme"),
            ("IDP_GROUP", "IdpGroup"),
            ("AWSKinesisDataStreams", "AwsKinesisDataStreams"),
            ("GCPPubSub", "GcpPubSub"),
            ("$external", "External"),
            ("<a custom role name>", "ACustomRoleName"),
            ("<", "LessThan"),
            (">", "GreaterThan"),
            ("<=", "LessThanEquals"),
            ("!", "Bang"),
            ("$", "Dollar"),
            (".avro.gz", "AvroGz"),
            ("SHA-256", "Sha256"),
            ("HTTP-POST", "HttpPost"),
            ("TLS1_2", "Tls1_2"),
            ("5.0", "N5_0"),
            ("1", "N1"),
            ("-1", "Minus1"),
            ("+2", "Plus2"),
            ("1000 requests", "N1000Requests"),
            ("3DES", "ThreeDes"),
            ("5 GB", "FiveGb"),
            ("10 GB", "N10Gb"),
            ("AI Model APIs", "AiModelApis"),
            ("atlas.project.deployment.serverlessMTMs", "AtlasProjectDeploymentServerlessMtms"),
            ("de_AT", "DeAt"),
            ("", "Empty"),
            (" ", "Space"),
            ("---", "DashDashDash"),
            ("é", "U00e9"),
            ("café", "CafU00e9"),
            ("日本", "U65e5U672c"),
            ("🚀", "U1f680"),
            ("rocket 🚀", "Rocket"),
            ("\u{0}", "U0000"),
            ("\n", "Newline"),
        ] {
            assert_eq!(pascal(&words(text)), upper_camel, "{text:?}");
        }
    }

    #[test]
    fn spelled_out() {
        for (text, upper_camel) in [
            ("a-b", "ADashB"),
            ("a_b", "AUnderscoreB"),
            ("_id", "UnderscoreId"),
            (".json", "DotJson"),
            ("json", "Json"),
            ("rocket 🚀", "RocketSpaceU1f680"),
            ("", "Empty"),
        ] {
            assert_eq!(pascal(&spelled_words(text)), upper_camel, "{text:?}");
        }
    }

    #[test]
    fn whole_words_only_where_they_end() {
        assert_eq!(words("MongoDBs"), ["mongo", "dbs"]);
        assert_eq!(words("MongoDB5"), ["mongodb5"]);
        assert_eq!(words("taxOAuthToken"), ["tax", "oauth", "token"]);
        assert_eq!(words("formopenAPI"), ["formopen", "api"]);
    }

    #[test]
    fn always_an_identifier() {
        for text in ["2", "é2", "__", "a b", "9lives", "ß", "x\u{301}", "²", "½", "a²", "Ⅷ", "١", "१२"] {
            for name in
                [snake(&words(text)), pascal(&words(text)), snake(&spelled_words(text)), pascal(&spelled_words(text))]
            {
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{text:?}: {name:?}");
            }
        }
    }

    #[test]
    fn distinct_words_of_variants() {
        for (union, variant, name) in [
            ("StreamsConnection", "StreamsKafkaConnection", "Kafka"),
            ("StreamsConnection", "StreamsConnection", "StreamsConnection"),
            ("HardwareSpec20240805", "AWSHardwareSpec20240805", "Aws"),
            ("ServerlessTenantEndpoint", "ServerlessAWSTenantEndpoint", "Aws"),
            ("Schedule", "Schedule20240805", "Schedule20240805"),
            ("SearchIndexDefinition", "TextSearchIndexDefinition", "Text"),
            ("ThirdPartyIntegration", "Slack", "Slack"),
            ("Foo", "FooFoo", "Foo"),
            ("LogIntegrationRequest", "LogIntegration", "LogIntegration"),
            ("StreamsConnectionPatch", "StreamsKafkaConnection", "Kafka"),
            ("StreamsConnectionPatch", "StreamsSchemaRegistryConnectionPatch", "SchemaRegistry"),
        ] {
            let (union, variant) = (words(union), words(variant));
            assert_eq!(pascal(distinct(&union, &variant)), name);
        }
    }
}
