//! https through a proxy: Apache connects (`CONNECT`), HAProxy responses behind it. Proxies come from the
//! environment, so the calls are made by this program run again in another one.

use std::path::Path;
use std::process::{Command, Output};

use atlas_client::Method;

use crate::digest::MODULES;
use crate::process::{Plan, Running, fixture, program};
use crate::tls;

/// `canary-proxy`, hashed with SHA-1.
const PASSWORDS: &str = "gate:{SHA}cilg7iL2eYMa+aEzTp4iv4eNKBU=\n";
const URL: &str = "ATLAS_TEST_URL";
const AUTHORITY: &str = "ATLAS_TEST_AUTHORITY";
const CALLERS: &str = "ATLAS_TEST_CALLERS";

fn apache(target: u16) -> Option<Running> {
    let plan = Plan::new(program("apache2")?);
    let root = plan.is_root();
    let plan = plan
        .argument("-f")
        .argument(fixture("apache-proxy.conf"))
        .argument("-DFOREGROUND")
        .file("htpasswd", PASSWORDS)
        .env("MODULES", MODULES)
        .env("TARGET", target);
    Some(if root { plan.argument("-DROOT") } else { plan }.start())
}

/// Makes so many calls in a program with this proxy in its environment.
async fn call(server: &tls::Server, proxy: String, no_proxy: &'static str, callers: usize) -> Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "proxy::call_through_the_proxy", "--ignored", "--nocapture"]);
    for name in ["HTTP_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
        command.env_remove(name);
    }
    command.env(CALLERS, callers.to_string());
    command.env("HTTPS_PROXY", proxy).env("NO_PROXY", no_proxy);
    // An address that leads here, and that the client does not take for this machine, which no proxy is used for.
    let url = server.url().replace("localhost", "0.0.0.0");
    command.env(URL, url).env(AUTHORITY, server.authority_file());
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

#[tokio::test]
#[ignore = "another test runs it"]
async fn call_through_the_proxy() {
    let authority = std::fs::read(Path::new(&std::env::var_os(AUTHORITY).unwrap())).unwrap();
    let client = tls::client(std::env::var(URL).unwrap()).root_certificate(authority).build().unwrap();
    let callers: usize = std::env::var(CALLERS).unwrap().parse().unwrap();
    let calls: Vec<_> = (0..callers).map(|_| tokio::spawn(client.request(Method::POST, "/api/x").send())).collect();
    for call in calls {
        match call.await.unwrap() {
            Ok(response) => println!("status {}", response.status()),
            Err(error) => println!("failed: {error} {error:?}"),
        }
    }
}

#[tokio::test]
async fn https_through_a_proxy() {
    let Some(server) = tls::server() else { return };
    let Some(proxy) = apache(server.port()) else { return };
    let through = |user: &str| format!("http://{user}@127.0.0.1:{}", proxy.port());
    let says = |output: Output| String::from_utf8(output.stdout).unwrap();

    let text = says(call(&server, through("gate:canary-proxy"), "", 1).await);
    assert!(text.contains("status 200"), "{text}");
    let text = says(call(&server, through("gate:canary-wrong"), "", 1).await);
    assert!(text.contains("the proxy asks for a user name and password") && !text.contains("canary"), "{text}");
    // Where the environment says so, the proxy is not asked.
    let text = says(call(&server, through("gate:canary-wrong"), "0.0.0.0", 1).await);
    assert!(text.contains("status 200"), "{text}");
    // A kind of proxy that is not supported is not gone around.
    let text = says(call(&server, "socks5://gate:canary@127.0.0.1:9".to_owned(), "", 1).await);
    assert!(text.contains("SOCKS") && !text.contains("canary"), "{text}");

    let target = format!("0.0.0.0:{}", server.port());
    assert_eq!(
        proxy.stop(),
        [200, 407].map(|status| format!("{status} CONNECT {target} HTTP/1.1 authorization=-")),
        "the proxy sees where to, and no credentials"
    );
}

#[tokio::test]
async fn many_callers_through_a_proxy() {
    for callers in [8, 16, 64, 200] {
        let Some(server) = tls::server() else { return };
        let Some(proxy) = apache(server.port()) else { return };
        let through = format!("http://gate:canary-proxy@127.0.0.1:{}", proxy.port());
        let text = String::from_utf8(call(&server, through, "", callers).await.stdout).unwrap();
        assert_eq!(text.matches("status 200").count(), callers, "{text}");
        assert_eq!(proxy.stop().iter().filter(|line| line.starts_with("200 CONNECT")).count(), callers);
    }
}
