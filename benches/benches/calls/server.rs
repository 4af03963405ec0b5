//! A server that responds to every request with the same.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Starts a server on loopback whose responses have this body; its URL.
pub(crate) fn serve(body: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let length = body.len();
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.atlas.2023-01-01+json\r\ncontent-length: {length}\r\n\
         date: Fri, 21 Nov 2025 20:00:00 GMT\r\n\r\n{body}"
    );
    thread::spawn(move || {
        for stream in listener.incoming() {
            let response = response.clone();
            thread::spawn(move || respond(stream.unwrap(), response.as_bytes()));
        }
    });
    url
}

/// Responds until the client closes the connection. Requests without a body come in one piece on loopback.
fn respond(mut stream: TcpStream, response: &[u8]) {
    stream.set_nodelay(true).unwrap();
    let mut buffer = [0; 4096];
    while let Ok(read) = stream.read(&mut buffer) {
        if read == 0 {
            return;
        }
        assert!(buffer[..read].ends_with(b"\r\n\r\n"), "a request in pieces");
        stream.write_all(response).unwrap();
    }
}
