//! The five examples of a stream connection, each with the tag that its properties belong to.

use conformance::compare::assert_same;
use conformance::places::with;
use conformance::server::Response;
use serde_json::{Value, json};

use crate::{GROUP, bench};

fn connection(tag: &str, own: &Value) -> Value {
    let mut all = json!({ "links": links(), "name": "string", "type": tag });
    for (key, value) in own.as_object().into_iter().flatten() {
        all[key] = value.clone();
    }
    all
}

fn links() -> Value {
    json!([{ "href": "https://cloud.mongodb.com/api/atlas", "rel": "self" }])
}

/// Decodes `sent` as the response to a lookup; gives the result encoded, and as `{:?}` shows it.
async fn decode(sent: &Value) -> (Value, String) {
    let (server, client) = bench().await;
    server.script(Response::new(200, "application/vnd.atlas.2023-02-01+json", sent.to_string()));
    let found = client.streams().get_stream_connection(GROUP, "string", "string").send().await.expect("a connection");
    (serde_json::to_value(&found).expect("a model can be encoded"), format!("{found:?}"))
}

#[tokio::test]
async fn connections_by_their_tag() {
    let aws = json!({ "aws": { "links": links(), "roleArn": "string", "testBucket": "string" } });
    let examples = [
        (
            "Cluster",
            json!({
                "clusterGroupId": "string",
                "clusterName": "string",
                "dbRoleToExecute": { "links": links(), "role": "string", "type": "BUILT_IN" }
            }),
        ),
        (
            "Https",
            json!({ "headers": { "additionalProperty1": "string", "additionalProperty2": "string" }, "url": "string" }),
        ),
        ("AWSLambda", aws.clone()),
        ("S3", aws),
    ];
    for (tag, own) in examples {
        let sent = connection(tag, &own);
        let (found, shown) = decode(&sent).await;
        assert_same(tag, &sent, &found);
        assert!(!shown.starts_with("Unknown"), "{tag}: {shown}");
    }
}

#[tokio::test]
async fn a_kafka_connection_without_secrets() {
    let sent = connection(
        "Kafka",
        &json!({
            "authentication": {
                "links": links(),
                "mechanism": "string",
                "sslCertificate": "string",
                "username": "string"
            },
            "bootstrapServers": "string",
            "config": { "debug": "queue, msg, protocol", "group.protocol.type": "consumer" },
            "networking": {
                "access": {
                    "connectionId": "32b6e34b3d91647abb20e7b8",
                    "links": links(),
                    "name": "string",
                    "tgwId": "string",
                    "tgwRouteId": "32b6e34b3d91647abb20e7b8",
                    "type": "PUBLIC",
                    "vpcCIDR": "string"
                },
                "links": links()
            },
            "security": { "brokerPublicCertificate": "string", "links": links(), "protocol": "string" }
        }),
    );
    let (found, shown) = decode(&sent).await;
    assert!(shown.starts_with("Kafka("), "{shown}");
    // The API of today has neither of these.
    let expected = with(&with(&sent, "/networking/access/tgwId", None), "/networking/access/vpcCIDR", None);
    assert_same("Kafka", &expected, &found);
}
