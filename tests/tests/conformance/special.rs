//! What the checker does not look for: a certificate as plain text, a PATCH of one property, read-only
//! properties on request, and the version of the operation that has two.

use atlas_client::models::{CloudDatabaseUser, CloudDatabaseUserPatch, UserCert};
use conformance::compare::assert_same;
use conformance::sample::{Extent, Sampler};
use conformance::server::Response;
use serde_json::json;

use crate::bench::Bench;

const PEM: &str = "-----BEGIN CERTIFICATE-----\nMIIBexampleexample\n-----END CERTIFICATE-----\n\
                   -----BEGIN PRIVATE KEY-----\nMIIBexampleexample\n-----END PRIVATE KEY-----\n";

#[tokio::test]
async fn certificates_as_plain_text_and_as_json() {
    let bench = Bench::new().await;
    for body in [PEM.to_owned(), json!(PEM).to_string()] {
        bench.server.script(Response::new(201, "application/vnd.atlas.2023-01-01+json", body));
        let call = bench.client.x509_authentication().create_database_user_certificate(
            "64f1c2a9e4b0a73d5c8e2f10",
            "app-reports",
            UserCert::default().with_months_until_expiration(6),
        );
        let certificate = call.send().await.expect("a certificate");
        assert_eq!(certificate.expose(), PEM);
        assert!(!format!("{certificate:?}").contains("MIIB"), "{certificate:?}");
        assert_same(
            "createDatabaseUserCertificate",
            &json!({ "monthsUntilExpiration": 6 }),
            &bench.server.take()[0].json(),
        );
    }
}

#[tokio::test]
async fn a_patch_sends_only_what_was_set() {
    let bench = Bench::new().await;
    let call = |body: CloudDatabaseUserPatch| {
        bench.client.database_users().update_database_user("64f1c2a9e4b0a73d5c8e2f10", "admin", "app-orders", body)
    };
    let response = bench.response(bench.operation("updateDatabaseUser")).to_string();
    let patches = [
        (CloudDatabaseUserPatch::default(), json!({})),
        (CloudDatabaseUserPatch::default().with_password("new password"), json!({ "password": "new password" })),
        (
            CloudDatabaseUserPatch::default().with_labels(Vec::<atlas_client::models::ComponentLabel>::new()),
            json!({ "labels": [] }),
        ),
    ];
    for (patch, expected) in patches {
        bench.server.script(Response::new(200, "application/vnd.atlas.2023-01-01+json", response.clone()));
        call(patch).send().await.expect("the user");
        assert_same("updateDatabaseUser", &expected, &bench.server.take()[0].json());
    }
}

#[tokio::test]
async fn read_only_properties_on_request() {
    let bench = Bench::new().await;
    let operation = bench.operation("createDatabaseUser");
    let schema = operation.request.as_ref().and_then(|body| body.schema.as_ref()).expect("it has a body");
    let sample = Sampler::new(&bench.document, Extent::Full).sample(schema, "body");
    let response = bench.response(operation).to_string();
    bench.server.script(Response::new(201, "application/vnd.atlas.2023-01-01+json", response));

    let body: CloudDatabaseUser = serde_json::from_value(sample.clone()).expect("the sample fits");
    let call = bench.client.database_users().create_database_user("64f1c2a9e4b0a73d5c8e2f10", body);
    call.with_read_only_fields().send().await.expect("the user");
    assert_same("createDatabaseUser", &sample, &bench.server.take()[0].json());
}

#[tokio::test]
async fn search_nodes_in_the_newest_version() {
    let bench = Bench::new().await;
    bench.server.script(Response::empty(204));
    let call = bench.client.atlas_search().delete_atlas_search_deployment("64f1c2a9e4b0a73d5c8e2f10", "Orders-Prod");
    let response = call.send_full().await.expect("no content");
    assert_eq!(response.status().as_u16(), 204);
    assert_eq!(bench.server.take()[0].header("accept"), Some("application/vnd.atlas.2024-05-30+json"));
}
