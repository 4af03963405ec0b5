//! A small HTTP/1.1 server that records requests as they come over the wire and sends
//! scripted responses, in the order in which these were given.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A server on a free port of this host, for as long as the value lives.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Log>>,
    task: JoinHandle<()>,
}

/// One recorded request.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// `GET`, `POST`, …
    pub method: String,
    /// Path as on the wire, still percent-encoded.
    pub path: String,
    /// Query as on the wire, without the question mark.
    pub query: Option<String>,
    /// Names in lower case and values, in order.
    pub headers: Vec<(String, String)>,
    /// Body without its transfer coding.
    pub body: Vec<u8>,
}

/// What the server sends.
#[derive(Clone, Debug)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

#[derive(Debug, Default)]
struct Log {
    script: VecDeque<Response>,
    requests: Vec<Recorded>,
}

impl Server {
    /// Starts a server. Requests for which no response is scripted get status 500.
    ///
    /// # Panics
    ///
    /// No port can be opened on this host.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let log = Arc::new(Mutex::new(Log::default()));
        let task = tokio::spawn(accept(listener, Arc::clone(&log)));
        Self { address, log, task }
    }

    /// `http://host:port`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Adds a response to the script.
    pub fn script(&self, response: Response) {
        lock(&self.log).script.push_back(response);
    }

    /// Forgets responses that nobody asked for.
    pub fn clear(&self) {
        lock(&self.log).script.clear();
    }

    /// Takes the requests that came since the last call.
    #[must_use]
    pub fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut lock(&self.log).requests)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Recorded {
    /// The value of the header `name` (lower case). `None` if there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; an empty one is null.
    ///
    /// # Panics
    ///
    /// The body is neither empty nor JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{} {}: body: {e}", self.method, self.path))
    }
}

impl Response {
    /// A response without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A response with a body of type `media_type`.
    #[must_use]
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..Self::empty(status) }.with_header("content-type", media_type)
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut head = vec![format!("HTTP/1.1 {} Scripted", self.status)];
        head.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        if self.status != 204 {
            head.push(format!("content-length: {}", self.body.len()));
        }
        let head = head.join("\r\n") + "\r\n\r\n";
        [head.as_bytes(), &self.body].concat()
    }
}

async fn accept(listener: TcpListener, log: Arc<Mutex<Log>>) {
    // Dropped with this task, and all connections with it.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(serve(stream, Arc::clone(&log)));
    }
}

/// Responds to requests on one connection until the client closes it or sends what is not HTTP.
async fn serve(stream: TcpStream, log: Arc<Mutex<Log>>) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = receive(&mut stream).await {
        let response = {
            let mut log = lock(&log);
            let missing = format!("no response is scripted for {} {}", request.method, request.path);
            log.requests.push(request);
            log.script.pop_front().unwrap_or_else(|| Response::new(500, "text/plain", missing))
        };
        if stream.write_all(&response.to_bytes()).await.is_err() {
            return;
        }
    }
}

async fn receive(stream: &mut BufReader<TcpStream>) -> Option<Recorded> {
    let start = line(stream).await?;
    let mut words = start.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let mut request = Recorded {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.map(str::to_owned),
        ..Recorded::default()
    };
    loop {
        let header = line(stream).await?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    request.body = if request.header("transfer-encoding") == Some("chunked") {
        chunks(stream).await?
    } else {
        let length = request.header("content-length").map_or(Some(0), |length| length.parse().ok())?;
        bytes(stream, length).await?
    };
    Some(request)
}

async fn chunks(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let length = usize::from_str_radix(line(stream).await?.trim(), 16).ok()?;
        body.extend(bytes(stream, length).await?);
        line(stream).await?;
        if length == 0 {
            return Some(body);
        }
    }
}

async fn bytes(stream: &mut BufReader<TcpStream>, length: usize) -> Option<Vec<u8>> {
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(body)
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then(|| line.trim_end().to_owned())
}

fn lock(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
