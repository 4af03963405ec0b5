//! TLS with HAProxy, whose certificate an authority signed that only this test knows.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use atlas_client::{Client, ClientBuilder, Credentials, Method, RetryPolicy};

use crate::process::{Plan, Running, fixture, program};

/// Makes an authority and a certificate for `localhost` and `0.0.0.0` with openssl.
const CERTIFICATES: &str = r#"
set -e
cd "$1"
printf 'subjectAltName=DNS:localhost,IP:0.0.0.0\nbasicConstraints=CA:FALSE\n' >leaf.ext
ec='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
openssl req -x509 $ec -keyout ca.key -out ca.pem -days 30 -subj '/CN=authority of a test'
openssl req -new $ec -keyout leaf.key -out leaf.csr -subj '/CN=localhost'
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile leaf.ext -out leaf.pem
cat leaf.pem leaf.key >server.pem
"#;

/// HAProxy with TLS, and the authority of its certificate.
pub(crate) struct Server {
    running: Running,
    authority: PathBuf,
}

pub(crate) fn server() -> Option<Server> {
    let (haproxy, _) = (program("haproxy")?, program("openssl")?);
    let plan = Plan::new(haproxy).argument("-db").argument("-f").argument(fixture("haproxy-tls.cfg"));
    let mut command = Command::new("sh");
    command.args(["-c", CERTIFICATES, "sh"]).arg(plan.path("")).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success(), "openssl made no certificates");
    let authority = plan.path("ca.pem");
    Some(Server { running: plan.start(), authority })
}

impl Server {
    pub(crate) fn port(&self) -> u16 {
        self.running.port()
    }

    /// By the name that the certificate has.
    pub(crate) fn url(&self) -> String {
        format!("https://localhost:{}", self.port())
    }

    pub(crate) fn authority_file(&self) -> &Path {
        &self.authority
    }
}

pub(crate) fn client(url: String) -> ClientBuilder {
    Client::builder().base_url(url).credentials(Credentials::bearer("canary")).retry(RetryPolicy::none())
}

#[tokio::test]
async fn certificates_of_a_named_authority() {
    let Some(server) = server() else { return };
    let authority = std::fs::read(server.authority_file()).unwrap();
    let client_of = |url| client(url).root_certificate(authority.clone()).build().unwrap();
    let response = client_of(server.url()).request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!(response.body(), "{}");

    // Neither an authority nobody named, nor another name than that of the certificate.
    let stranger = client(server.url()).build().unwrap();
    let other = client_of(server.url().replace("localhost", "127.0.0.1"));
    for (client, says) in [(stranger, "not trusted"), (other, "that of another name")] {
        let error = client.request(Method::POST, "/api/x").send().await.unwrap_err();
        assert!(error.is_connect() && !error.may_have_been_applied(), "{error}");
        assert!(error.to_string().contains(&format!("its certificate is {says}; check")), "{error}");
        let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
        let chain = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
        assert!(chain.contains("ertificate") && !chain.contains("canary"), "{chain}");
    }

    // http instead of https.
    let unencrypted = client(server.url().replace("https:", "http:")).build().unwrap();
    assert!(unencrypted.request(Method::GET, "/api/x").send().await.is_err());
}
