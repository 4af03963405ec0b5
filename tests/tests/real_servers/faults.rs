//! Faults on the wire with WireMock: what is retried, and how often a request arrives.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use atlas_client::{Attempt, Client, ClientBuilder, Credentials, ErrorKind, Json, Method, RetryPolicy};
use serde_json::{Value, json};

use crate::process::{Plan, Running, module, program};

const JAR: &str = "wiremock/build/wiremock-standalone-3.13.2.jar";

/// WireMock, and a client that tells it what to do.
struct Mock {
    server: Running,
    admin: Client,
}

impl Mock {
    fn start() -> Option<Self> {
        let plan = Plan::new(program("java")?).argument("-jar").argument(module(JAR)?);
        let port = plan.port().to_string();
        let options = ["--port", &port, "--bind-address", "127.0.0.1", "--disable-banner"];
        let server = plan.arguments(options).start();
        let admin = Client::builder().base_url(server.url()).credentials(Credentials::anonymous()).build().unwrap();
        Some(Self { server, admin })
    }

    /// A client with four attempts and hardly any delay between them.
    fn builder(&self) -> ClientBuilder {
        let policy = RetryPolicy::default().with_backoff(Duration::from_millis(1), Duration::from_millis(5));
        Client::builder().base_url(self.server.url()).credentials(Credentials::bearer("token")).retry(policy)
    }

    async fn post(&self, path: &str, body: &Value) -> Json {
        let request = self.admin.request(Method::POST, path).accept("application/json");
        let response = request.content_type("application/json").json(body).send().await.unwrap();
        response.json().unwrap()
    }

    /// Responds to requests for `path`, whatever the method.
    async fn response(&self, path: &str, response: Value) {
        let stub = json!({ "request": { "method": "ANY", "urlPath": path }, "response": response });
        self.post("/__admin/mappings", &stub).await;
    }

    /// How many requests with this method and path arrived.
    async fn count(&self, method: &Method, path: &str) -> u64 {
        let filter = json!({ "method": method.as_str(), "urlPath": path });
        self.post("/__admin/requests/count", &filter).await["count"].as_u64().unwrap()
    }
}

/// One server for all: it takes long to start.
#[tokio::test]
async fn faults() {
    let Some(mock) = Mock::start() else { return };
    broken_connections(&mock).await;
    a_limit_that_is_lifted(&mock).await;
    a_gateway_that_recovers(&mock).await;
    bodies_that_dribble(&mock).await;
    compressed_and_streamed(&mock).await;
}

async fn broken_connections(mock: &Mock) {
    for fault in ["CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"] {
        let path = format!("/api/{fault}");
        mock.response(&path, json!({ "status": 200, "fault": fault })).await;
        for (method, times) in
            [(Method::GET, 4), (Method::PUT, 4), (Method::DELETE, 4), (Method::POST, 1), (Method::PATCH, 1)]
        {
            // A client of its own: no connection is there to be used again.
            let client = mock.builder().build().unwrap();
            let error = client.request(method.clone(), &path).json(&1).send().await.unwrap_err();
            let about = format!("{method} × {fault}: {error}");
            assert_eq!((error.kind(), u64::from(error.attempts())), (ErrorKind::Io, times), "{about}");
            assert_eq!(error.may_have_been_applied(), method != Method::GET, "{about}");
            assert_eq!(mock.count(&method, &path).await, times, "{about}");
        }
    }
}

/// Responds with `first` once and with 200 from then on.
async fn scenario(mock: &Mock, path: &str, first: Value) {
    for (state, next, response) in
        [("Started", "later", first), ("later", "later", json!({ "status": 200, "jsonBody": {} }))]
    {
        let stub = json!({
            "scenarioName": path, "requiredScenarioState": state, "newScenarioState": next,
            "request": { "method": "ANY", "urlPath": path }, "response": response,
        });
        mock.post("/__admin/mappings", &stub).await;
    }
}

async fn a_limit_that_is_lifted(mock: &Mock) {
    let refusal = json!({ "status": 429, "headers": { "Retry-After": "2", "RateLimit-Limit": "10" } });
    scenario(mock, "/api/limited", refusal).await;
    let started = Instant::now();
    let response = mock.builder().build().unwrap().request(Method::POST, "/api/limited").send().await.unwrap();
    assert_eq!((response.attempts(), mock.count(&Method::POST, "/api/limited").await), (2, 2));
    assert!(started.elapsed() >= Duration::from_secs(2));
}

async fn a_gateway_that_recovers(mock: &Mock) {
    let page = json!({ "status": 503, "headers": { "Content-Type": "text/html" }, "body": "<title>Down</title>" });
    scenario(mock, "/api/get", page.clone()).await;
    scenario(mock, "/api/post", page).await;
    let client = mock.builder().build().unwrap();
    assert_eq!(client.request(Method::GET, "/api/get").send().await.unwrap().attempts(), 2);
    let error = client.request(Method::POST, "/api/post").send().await.unwrap_err();
    assert!(error.to_string().contains("503 Service Unavailable") && error.to_string().contains("\"Down\""), "{error}");
    assert!(error.may_have_been_applied());
    assert_eq!(mock.count(&Method::POST, "/api/post").await, 1);
}

async fn bodies_that_dribble(mock: &Mock) {
    let text = "x".repeat(10_000);
    let dribble = json!({ "numberOfChunks": 10, "totalDuration": 3000 });
    mock.response("/api/dribble", json!({ "status": 200, "body": text, "chunkedDribbleDelay": dribble })).await;
    let client = mock.builder().build().unwrap();
    let whole = client.request(Method::GET, "/api/dribble").send().await.unwrap();
    assert_eq!(whole.body(), text.as_bytes());
    // A stream may take longer than an attempt, as long as it is never silent for that long.
    let patience = Duration::from_secs(2);
    let mut stream = client.request(Method::GET, "/api/dribble").with_timeout(patience).stream().await.unwrap();
    let (mut length, mut chunks) = (0, 0);
    while let Some(chunk) = stream.try_next().await.unwrap() {
        length += chunk.len();
        chunks += 1;
    }
    assert!(length == text.len() && chunks > 3, "{length} bytes in {chunks} chunks");
    // A whole body may not.
    let policy = RetryPolicy::none();
    let call = client.request(Method::POST, "/api/dribble").with_timeout(patience).with_retry(policy).send();
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_applied(), "{error}");
}

async fn compressed_and_streamed(mock: &Mock) {
    let text = json!({ "text": "x".repeat(100_000) });
    mock.response("/api/large", json!({ "status": 200, "jsonBody": text })).await;
    let coding = Arc::new(Mutex::new(None));
    let seen = Arc::clone(&coding);
    let hook = move |attempt: Attempt| {
        let seen = Arc::clone(&seen);
        async move {
            let response = attempt.send().await?;
            *seen.lock().unwrap() = response.headers().get("content-encoding").cloned();
            Ok(response)
        }
    };
    let client = mock.builder().around_attempts(hook).build().unwrap();
    // WireMock compresses for whoever takes gzip.
    let response = client.request(Method::GET, "/api/large").send().await.unwrap();
    assert_eq!(response.json::<Json>().unwrap(), text);
    assert!(coding.lock().unwrap().as_ref().is_some_and(|coding| coding == "gzip"));
    assert!(!response.headers().contains_key("content-encoding"), "the body is not compressed any more");
    let stream = client.request(Method::GET, "/api/large").stream().await.unwrap();
    assert_eq!(stream.collect(200_000).await.unwrap(), text.to_string());
}
