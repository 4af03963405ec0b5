//! `fetch` and `regenerate --spec URL` against a small server on this machine: what is written, and what a person reads
//! when it fails.

mod server;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use server::{Response, serve};
use tempfile::TempDir;
use xtask::download::Limits;
use xtask::fetch::{self, Edition, Fetched, Request};
use xtask::regenerate;
use xtask::spec::Spec;
use xtask::workspace::Workspace;

const DOCUMENT: &str = "openapi: 3.0.1\ninfo: { title: Empty, version: '1' }\npaths: {}\n";
const EARLIER: &str = "openapi: 3.0.1\n";

/// Short enough for a test, long enough for a busy machine.
fn limits() -> Limits {
    Limits {
        bytes: 1000,
        connect: Duration::from_secs(5),
        silence: Duration::from_millis(300),
        total: Duration::from_secs(20),
    }
}

/// A folder for the file, with what was there before.
struct Output {
    folder: TempDir,
}

impl Output {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("atlas.yaml")
    }

    fn fetch(&self, url: &str) -> Result<Fetched, String> {
        let request = Request { url: Some(url.to_owned()), output: Some(self.path()), ..Request::default() };
        fetch::fetch(&Workspace::current(), &request, &limits()).map_err(|error| format!("{error:#}"))
    }

    /// The names of all files in the folder: a failed download leaves none behind.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder is there");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }
}

/// Fetches what `response` gives; says what was reported and that an earlier file is as it was.
fn failure(response: Response) -> String {
    let output = Output::new();
    fs::write(output.path(), EARLIER).expect("an earlier download");
    let error = output.fetch(&serve(vec![response])).expect_err("this cannot succeed");
    assert_eq!(fs::read_to_string(output.path()).expect("the earlier file"), EARLIER, "{error}");
    assert_eq!(output.files(), ["atlas.yaml"], "{error}");
    error
}

#[track_caller]
fn assert_says(error: &str, words: &[&str]) {
    for word in words {
        assert!(error.contains(word), "no `{word}` in:\n{error}");
    }
}

#[test]
fn writes_the_file_and_its_checksum() {
    for response in [Response::ok(DOCUMENT), Response::chunked(DOCUMENT)] {
        let output = Output::new();
        fs::write(output.path(), EARLIER).expect("an earlier download");
        let url = serve(vec![response]);
        let fetched = output.fetch(&url).expect("a document");
        assert_eq!(fs::read_to_string(output.path()).expect("the file"), DOCUMENT);
        assert_eq!(output.files(), ["atlas.yaml"]);
        let shown = fetch::summary(&fetched);
        let size = format!("{} bytes", DOCUMENT.len());
        assert_says(&shown, &[&size, &url, "sha256 ", "next: cargo xtask regenerate --spec"]);
        assert_eq!(fetched.checksum.len(), 64);
    }
}

#[test]
fn a_redirect_is_followed() {
    let output = Output::new();
    let there = serve(vec![Response::ok(DOCUMENT)]);
    output.fetch(&serve(vec![Response::redirect(&there)])).expect("a document");
    output.fetch(&serve(vec![Response::redirect("/elsewhere.yaml"), Response::ok(DOCUMENT)])).expect("a document");
    for relative in ["elsewhere.yaml", "./a/../b.yaml", "?raw"] {
        output.fetch(&serve(vec![Response::redirect(relative), Response::ok(DOCUMENT)])).expect(relative);
    }
}

#[test]
fn redirect_to_where_nothing_is_fetched() {
    for to in ["http://example.com/atlas.yaml", "file:///etc/passwd", "//example.com/atlas.yaml"] {
        let shown = if to.starts_with("//") { "http://example.com/atlas.yaml" } else { to };
        assert_says(&failure(Response::redirect(to)), &["redirects to", shown, "with https"]);
    }
    let around = serve(vec![Response::redirect("/again.yaml"); 9]);
    assert_says(&Output::new().fetch(&around).expect_err("no end"), &["redirects to", "after 5 others"]);
}

#[test]
fn an_error_status_is_named() {
    assert_says(&failure(Response::status(404)), &["status 404", "check the address"]);
    assert_says(&failure(Response::status(429)), &["status 429", "wait"]);
    assert_says(&failure(Response::status(503)), &["status 503", "try again later"]);
    assert_says(&failure(Response::status(204)), &["status 204"]);
}

#[test]
fn a_server_that_falls_silent_is_left() {
    let started = Instant::now();
    assert_says(&failure(Response::silent()), &["sent nothing for", "try again later"]);
    assert_says(&failure(Response::ok(DOCUMENT).stalled_after(10)), &["sent nothing for"]);
    assert!(started.elapsed() < Duration::from_secs(10), "the limit is 300 ms");
}

#[test]
fn more_than_the_limit_is_refused() {
    let large = "openapi: 3.0.1\n".repeat(100);
    assert_says(&failure(Response::ok(&large)), &["more than 1000 bytes"]);
    assert_says(&failure(Response::chunked(&large)), &["more than 1000 bytes"]);
    let just = format!("{DOCUMENT}#{}", "x".repeat(1000 - DOCUMENT.len() - 1));
    assert_eq!(Output::new().fetch(&serve(vec![Response::chunked(&just)])).expect("1000 bytes").bytes, 1000);
}

#[test]
fn a_body_that_is_cut_off_is_not_written() {
    assert_says(&failure(Response::ok(DOCUMENT).cut_after(10)), &["ended before the file did", "nothing was written"]);
    assert_says(&failure(Response::chunked(DOCUMENT).cut_after(10)), &["ended before the file did"]);
}

#[test]
fn a_body_without_a_length_is_refused() {
    for document in [DOCUMENT, &DOCUMENT[..20]] {
        assert_says(&failure(Response::unbounded(document)), &["does not say how long", "by other means"]);
    }
}

#[test]
fn secrets_of_a_url_are_not_shown() {
    let secret = |url: &str| url.replace("http://", "http://david:hunter2@") + "?token=hunter2";
    let output = Output::new();
    let fetched = output.fetch(&secret(&serve(vec![Response::ok(DOCUMENT)]))).expect("a document");
    let mut said = vec![fetch::summary(&fetched)];
    let refused = [Response::status(404), Response::ok("<!DOCTYPE html>"), Response::ok("no"), Response::silent()];
    said.extend(refused.map(|response| output.fetch(&secret(&serve(vec![response]))).expect_err("no document")));
    let elsewhere = secret("http://example.com/a.yaml");
    said.push(output.fetch(&serve(vec![Response::redirect(&elsewhere)])).expect_err("not https"));
    said.push(output.fetch(&elsewhere).expect_err("not https"));
    said.push(output.fetch("https://david:hunter2@exa mple.com/?hunter2").expect_err("not a URL"));
    said.push(Spec::from_argument(&elsewhere).read().expect_err("not https").to_string());
    said.push(Spec::from_argument(&elsewhere).to_string());
    for text in said {
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[test]
fn only_a_document_is_overwritten() {
    let output = Output::new();
    fs::write(output.path(), "fn main() {}").expect("a write");
    let error = output.fetch(&serve(vec![Response::ok(DOCUMENT)])).expect_err("not a document");
    assert_says(&error, &["is not an OpenAPI document", "name another file"]);
    assert_eq!(fs::read_to_string(output.path()).expect("text"), "fn main() {}");
}

#[test]
fn the_newest_date() {
    let list = serve(vec![Response::ok(r#"["2023-01-01","2025-03-12","preview"]"#), Response::ok(DOCUMENT)]);
    let published = list.trim_end_matches("/atlas.yaml").to_owned();
    let output = Output::new();
    let request = Request {
        edition: Edition::Latest,
        published: Some(published.clone()),
        output: Some(output.path()),
        ..Request::default()
    };
    let fetched = fetch::fetch(&Workspace::current(), &request, &limits()).expect("a document");
    assert_eq!(fetched.url, format!("{published}/v2/openapi-2025-03-12.yaml"));
}

#[test]
fn another_document_is_refused() {
    assert_says(&failure(Response::ok("<!DOCTYPE html><title>Sign in</title>")), &["web page", "Raw"]);
    assert_says(&failure(Response::ok("404: Not Found")), &["not an OpenAPI document", "404: Not Found"]);
}

#[test]
fn an_unreachable_host_is_named() {
    let closed = server::closed_port();
    let error = Output::new().fetch(&closed).expect_err("nobody listens");
    assert_says(&error, &[&closed, "cannot reach the host", "HTTPS_PROXY"]);
}

#[test]
fn a_server_without_tls_is_named() {
    let plain = serve(vec![Response::ok(DOCUMENT)]).replace("http://", "https://");
    assert_says(&Output::new().fetch(&plain).expect_err("no TLS"), &["no secure connection", "certificate"]);
}

#[test]
fn only_https_or_this_machine() {
    let error = Output::new().fetch("http://example.com/atlas.yaml").expect_err("plain HTTP");
    assert_says(&error, &["not https", "https://"]);
}

#[test]
fn files_of_the_project_are_not_written() {
    let workspace = Workspace::current();
    let before = fs::read(workspace.spec()).expect("our document");
    for path in ["spec/openapi.yaml", "codegen/tests/cases/allof_merge.yaml", "docs/new.yaml"] {
        let url = Some(serve(vec![Response::ok(DOCUMENT)]));
        let request = Request { url, output: Some(workspace.root().join(path)), ..Request::default() };
        let error = fetch::fetch(&workspace, &request, &limits()).expect_err("our own file").to_string();
        assert_says(&error, &[path, "would be a file of this project"]);
    }
    assert!(fs::read(workspace.spec()).expect("our document") == before);
}

#[test]
fn regenerate_reads_a_url() {
    let workspace = Workspace::current();
    let text = fs::read_to_string(workspace.spec()).expect("our document");
    let url = serve(vec![Response::ok(&text)]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let request = |spec| regenerate::Request {
        spec: Some(spec),
        out: Some(folder.path().join("out")),
        ..regenerate::Request::default()
    };
    let from_url = regenerate::plan(&workspace, &request(Spec::from_argument(&url))).expect("our document is valid");
    let from_file = regenerate::plan(&workspace, &request(workspace.spec().into())).expect("our document is valid");
    assert_eq!(from_url.owned.files(), from_file.owned.files());
}
