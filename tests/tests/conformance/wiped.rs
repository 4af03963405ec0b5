//! Secrets are gone from the memory of the process once their model or their client is dropped.

use std::any::Any;
use std::collections::BTreeSet;

use atlas_client::{Client, Credentials, Method};
use conformance::document::Document;
use conformance::memory::{Needle, is_readable};
use conformance::sample::{Extent, Sampler};
use conformance::schema::{Kind, kind};
use conformance::secret::{CANARY, with_canaries};
use conformance::server::{Response, Server};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes JSON text and nothing else.
type Hold = fn(&str) -> Box<dyn Any>;

fn hold<T: DeserializeOwned + Any>(json: &str) -> Box<dyn Any> {
    Box::new(serde_json::from_str::<T>(json).unwrap_or_else(|error| panic!("{error}")))
}

/// The components that hold secrets, themselves or in what they contain.
fn models() -> Vec<(&'static str, Hold)> {
    macro_rules! models {
        ($($name:ident $schema:literal)*) => { vec![$(($schema, hold::<atlas_client::models::$name> as Hold)),*] };
    }
    models! {
        ApiKeyUserDetails "ApiKeyUserDetails"
        CloudAppUser "CloudAppUser"
        CloudDatabaseUser "CloudDatabaseUser"
        ConfluentUserInfoAuthentication "ConfluentUserInfoAuthentication"
        LdapSecuritySettings "LDAPSecuritySettings"
        LdapVerifyConnectivityJobRequest "LDAPVerifyConnectivityJobRequest"
        LdapVerifyConnectivityJobRequestParams "LDAPVerifyConnectivityJobRequestParams"
        PaginatedApiApiUserView "PaginatedApiApiUserView"
        PaginatedApiAtlasDatabaseUserView "PaginatedApiAtlasDatabaseUserView"
        SchemaRegistryAuthentication "SchemaRegistryAuthentication"
        StreamsConnection "StreamsConnection"
        StreamsHttpsConnection "StreamsHttpsConnection"
        StreamsKafkaAuthentication "StreamsKafkaAuthentication"
        StreamsKafkaConnection "StreamsKafkaConnection"
        StreamsSchemaRegistryConnection "StreamsSchemaRegistryConnection"
        UserSecurity "UserSecurity"
    }
}

#[test]
fn secrets_of_dropped_models() {
    if !is_readable() {
        return;
    }
    let document = Document::committed();
    let needle = Needle::new();
    let place = format!("\"{}", Needle::place());
    let (mut held, mut secrets) = (Vec::new(), 0);
    for (name, hold) in models() {
        for mut value in filled(&document, name) {
            take_headers(&mut value);
            let json = value.to_string();
            secrets += json.matches(CANARY).count();
            let mut json = json.replace(&format!("\"{CANARY}"), &place).into_bytes();
            needle.plant(&mut json);
            held.push(hold(std::str::from_utf8(&json).unwrap()));
            json.fill(0);
        }
    }
    assert!(secrets > 20, "only {secrets} secrets were looked at");
    assert!(needle.count().unwrap() >= secrets, "it finds what is there");
    drop(held);
    assert_eq!(needle.count().unwrap(), 0, "secrets are left in memory");
}

#[test]
fn every_component_with_secrets() {
    let document = Document::committed();
    let components = document.root()["components"]["schemas"].as_object().unwrap();
    let secret = components.keys().filter(|name| !filled(&document, name).is_empty());
    let listed: BTreeSet<&str> = models().into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, secret.map(String::as_str).collect(), "components listed above, and those with secrets");
}

/// Values of a component with canaries for secrets, one for each alternative; none if there are no secrets.
fn filled(document: &Document, name: &str) -> Vec<Value> {
    let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
    let choices = if let Kind::Union(alternatives) = kind(document, &schema) { alternatives.len() } else { 1 };
    let samples = (0..choices).map(|choice| {
        let sample = Sampler::new(document, Extent::Full).with_choice(choice).sample(&schema, name);
        with_canaries(document, &schema, &sample)
    });
    samples.filter(|(_, count)| *count > 0).map(|(value, _)| value).collect()
}

/// Takes the maps out that are not shown, but are ordinary strings.
fn take_headers(value: &mut Value) {
    if let Value::Object(entries) = value {
        entries.remove("headers");
        entries.values_mut().for_each(take_headers);
    }
    value.as_array_mut().into_iter().flatten().for_each(take_headers);
}

/// The secret of the account and the private key are on the wire as hashes or encoded only, so that no HTTP library has
/// a copy.
#[tokio::test]
async fn credentials_of_a_dropped_client() {
    if !is_readable() {
        return;
    }
    let server = Server::start().await;
    let needle = Needle::new();
    let secret = || String::from_utf8(needle.text()).expect("text");
    let challenge = r#"Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth""#;
    let clients =
        [Credentials::service_account("id", secret()), Credentials::api_key("id", secret())].map(|credentials| {
            Client::builder().base_url(server.url()).credentials(credentials).build().expect("a client")
        });
    for (client, first) in clients.iter().zip([
        Response::new(200, "application/json", r#"{"access_token":"t"}"#),
        Response::empty(401).with_header("www-authenticate", challenge),
    ]) {
        server.script(first);
        server.script(Response::new(200, "application/json", "{}"));
        client.request(Method::GET, "/api/x").send().await.expect("a response");
        assert_eq!(server.take().len(), 2);
    }
    assert!(needle.count().expect("memory") >= 1, "it finds what is there");
    drop(clients);
    assert_eq!(needle.count().expect("memory"), 0);
}
