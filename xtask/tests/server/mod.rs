//! An HTTP server for one response per connection, with the faults that real servers have.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// What a connection receives.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    head: String,
    body: Vec<u8>,
    end: End,
}

/// What follows when everything is sent.
#[derive(Clone, Copy, Debug)]
enum End {
    Close,
    Stall,
}

impl Response {
    pub(crate) fn ok(body: &str) -> Self {
        Self::new(&format!("200 OK\r\ncontent-length: {}", body.len()), body.as_bytes())
    }

    pub(crate) fn chunked(body: &str) -> Self {
        let chunks = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        Self::new("200 OK\r\ntransfer-encoding: chunked", chunks.as_bytes())
    }

    /// With the end of the connection as the only sign of the end.
    pub(crate) fn unbounded(body: &str) -> Self {
        Self::new("200 OK", body.as_bytes())
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::new(&format!("{status} Status\r\ncontent-length: 0"), b"")
    }

    pub(crate) fn redirect(to: &str) -> Self {
        Self::new(&format!("302 Found\r\nlocation: {to}\r\ncontent-length: 0"), b"")
    }

    /// Takes the request and never says anything.
    pub(crate) fn silent() -> Self {
        Self { head: String::new(), body: Vec::new(), end: End::Stall }
    }

    /// Sends so much of the body and then nothing, with the connection open.
    pub(crate) fn stalled_after(mut self, bytes: usize) -> Self {
        self.body.truncate(bytes);
        self.end = End::Stall;
        self
    }

    /// Sends so much of the body and closes the connection.
    pub(crate) fn cut_after(mut self, bytes: usize) -> Self {
        self.body.truncate(bytes);
        self
    }

    fn new(status_and_headers: &str, body: &[u8]) -> Self {
        let head = format!("HTTP/1.1 {status_and_headers}\r\nconnection: close\r\n\r\n");
        Self { head, body: body.to_owned(), end: End::Close }
    }

    fn send(self, stream: &mut TcpStream) -> std::io::Result<()> {
        let lines = BufReader::new(stream.try_clone()?).lines();
        // Up to the empty line that ends a request. Anything but HTTP ends with the connection or the client's
        // patience.
        lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
        stream.write_all(self.head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()?;
        match self.end {
            End::Close => stream.shutdown(Shutdown::Write),
            End::Stall => {
                // Until the client gives up; bounded, so that a client that never does is seen in the test's time.
                stream.set_read_timeout(Some(Duration::from_secs(20)))?;
                std::io::copy(stream, &mut std::io::sink()).map(drop)
            }
        }
    }
}

/// Serves one connection after the other; the address of the first document.
pub(crate) fn serve(responses: Vec<Response>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for response in responses {
            let Ok((mut stream, _)) = listener.accept() else { return };
            // A client that leaves early is part of the tests.
            let _ = response.send(&mut stream);
        }
    });
    format!("http://{address}/atlas.yaml")
}

/// The address of a port where nobody listens.
pub(crate) fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("http://{}/atlas.yaml", listener.local_addr().expect("an address"))
}
