//! TLS with HAProxy, whose certificate an authority signed that only this test knows.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use atlas_client::{Client, ClientBuilder, Credentials, Method, RetryPolicy};

use crate::process::{Plan, fixture, program};

/// Makes an authority and a certificate for `localhost` with openssl.
const CERTIFICATES: &str = r#"
set -e
cd "$1"
printf 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n' >leaf.ext
ec='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
openssl req -x509 $ec -keyout ca.key -out ca.pem -days 30 -subj '/CN=authority of a test'
openssl req -new $ec -keyout leaf.key -out leaf.csr -subj '/CN=localhost'
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile leaf.ext -out leaf.pem
cat leaf.pem leaf.key >server.pem
"#;

fn certificates(folder: PathBuf) {
    let mut command = Command::new("sh");
    command.args(["-c", CERTIFICATES, "sh"]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success(), "openssl made no certificates");
}

fn client(port: u16, scheme: &str, host: &str) -> ClientBuilder {
    let url = format!("{scheme}://{host}:{port}");
    Client::builder().base_url(url).credentials(Credentials::bearer("canary")).retry(RetryPolicy::none())
}

#[tokio::test]
async fn a_certificate_is_taken_from_an_authority_that_was_named_and_from_no_other() {
    let (Some(haproxy), Some(_)) = (program("haproxy"), program("openssl")) else { return };
    let plan = Plan::new(haproxy).argument("-db").argument("-f").argument(fixture("haproxy-tls.cfg"));
    certificates(plan.path(""));
    let authority = std::fs::read(plan.path("ca.pem")).unwrap();
    let server = plan.start();

    let client_of = |host| client(server.port(), "https", host).root_certificate(authority.clone()).build().unwrap();
    let answer = client_of("localhost").request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!(answer.body(), "{}");

    // Neither an authority nobody named, nor another name than that of the certificate.
    let stranger = client(server.port(), "https", "localhost").build().unwrap();
    for client in [stranger, client_of("127.0.0.1")] {
        let error = client.request(Method::POST, "/api/x").send().await.unwrap_err();
        assert!(error.is_connect() && !error.may_have_been_applied(), "{error}");
        assert!(error.to_string().contains("certificates"), "{error}");
        let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
        let chain = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
        assert!(chain.contains("ertificate") && !chain.contains("canary"), "{chain}");
    }

    // http instead of https.
    let unencrypted = client(server.port(), "http", "localhost").build().unwrap();
    assert!(unencrypted.request(Method::GET, "/api/x").send().await.is_err());
}
