//! Tests of [`super`].

use super::*;

async fn exchange(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    response
}

#[tokio::test]
async fn records_and_responses_in_order() {
    let server = Server::start().await;
    server.script(Response::new(201, "application/json", r#"{"a":1}"#).with_header("x-a", "b"));
    server.script(Response::empty(204));
    let response = exchange(
        &server,
        "POST /a%2Fb?x=1&x=%20 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\ntrueDELETE /c HTTP/1.1\r\n\r\n",
    )
    .await;

    let (first, second) = response.split_once(r#"{"a":1}"#).unwrap();
    assert!(first.starts_with("HTTP/1.1 201 ") && first.contains("x-a: b\r\n"), "{first}");
    assert!(second.starts_with("HTTP/1.1 204 ") && !second.contains("content-length"), "{second}");

    let requests = server.take();
    assert_eq!((requests[0].method.as_str(), requests[0].path.as_str()), ("POST", "/a%2Fb"));
    assert_eq!(requests[0].query.as_deref(), Some("x=1&x=%20"));
    assert_eq!((requests[0].header("host"), requests[0].json()), (Some("x"), Value::Bool(true)));
    assert_eq!((requests[1].path.as_str(), &requests[1].query, requests[1].json()), ("/c", &None, Value::Null));
    assert!(server.take().is_empty());
}

#[tokio::test]
async fn chunks_and_unscripted_requests() {
    let server = Server::start().await;
    let response =
        exchange(&server, "PUT /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
            .await;
    assert!(
        response.starts_with("HTTP/1.1 500 ") && response.ends_with("no response is scripted for PUT /p"),
        "{response}"
    );
    assert_eq!(server.take()[0].body, b"abcde");
}
