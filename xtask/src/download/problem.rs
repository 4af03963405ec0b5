//! Why a download failed, and what to do about it.

use std::fmt;
use std::io;

use super::Limits;

/// A download that failed.
#[derive(Debug)]
pub struct Problem {
    /// What was asked for.
    pub url: String,
    /// What went wrong.
    pub reason: Reason,
}

/// What went wrong.
#[derive(Debug)]
pub enum Reason {
    /// The address may not be used.
    Address(&'static str),
    /// The host has no address.
    UnknownHost,
    /// No connection to the host.
    Connection(String),
    /// No secure connection to the host.
    Tls(String),
    /// The server redirects to an address that may not be used, or too often.
    Redirect(String),
    /// A status other than 200.
    Status(u16),
    /// Nothing was received for so many seconds.
    Silence(u64),
    /// It was not complete after so many seconds.
    TooLong(u64),
    /// Nothing tells where the body ends.
    NoLength,
    /// More bytes than this.
    TooLarge(u64),
    /// The connection ended before the body did.
    CutOff,
    /// Anything else.
    Other(String),
}

impl Reason {
    pub(super) fn of(error: ureq::Error, limits: &Limits) -> Self {
        match error {
            ureq::Error::HostNotFound => Self::UnknownHost,
            ureq::Error::ConnectionFailed => Self::Connection("no connection".to_owned()),
            ureq::Error::ConnectProxyFailed(text) => Self::Connection(format!("the proxy refused: {text}")),
            ureq::Error::Rustls(error) => Self::Tls(error.to_string()),
            ureq::Error::Tls(text) => Self::Tls(text.to_owned()),
            ureq::Error::Timeout(ureq::Timeout::Global) => Self::TooLong(limits.total.as_secs()),
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                Self::Connection(format!("no response for {} s", limits.connect.as_secs()))
            }
            ureq::Error::Timeout(_) => Self::Silence(limits.silence.as_secs()),
            ureq::Error::Io(error) => Self::of_io(&error),
            // The text of this one has the whole address, with its password.
            ureq::Error::BadUri(_) => Self::Address("it is not a valid URL"),
            other => Self::Other(other.to_string()),
        }
    }

    fn of_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::CutOff,
            io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
                Self::CutOff
            }
            // This is how rustls reports what it cannot accept.
            io::ErrorKind::InvalidData => Self::Tls(error.to_string()),
            io::ErrorKind::ConnectionRefused
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable => Self::Connection(error.to_string()),
            // Name resolution has no kind of its own: its errors are those of the system's resolver.
            _ if error.to_string().contains("lookup address") => Self::UnknownHost,
            _ => Self::Other(error.to_string()),
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Self::Address(_) => {
                "give a URL that starts with https://, or the path of a file that you downloaded yourself"
            }
            Self::UnknownHost | Self::Connection(_) => {
                "is there a network? A proxy is taken from HTTPS_PROXY; a file that was downloaded elsewhere works as well"
            }
            Self::Tls(_) => {
                "the certificate must be known to this system; behind a proxy that inspects traffic, install the proxy's certificate"
            }
            Self::Redirect(_) => "give the final address, with https",
            Self::Status(404) => "check the address: the server has nothing there",
            Self::Status(401 | 403) => {
                "the server wants credentials; only public addresses are supported, so download the file yourself"
            }
            Self::Status(429) => "the server limits requests; wait some minutes",
            Self::Status(_) | Self::Silence(_) | Self::TooLong(_) | Self::CutOff => {
                "nothing was written; try again later"
            }
            Self::NoLength => "download the file by other means, and give its path",
            Self::TooLarge(_) => {
                "an official document has less than 10 MB; check the address, or download the file yourself"
            }
            Self::Other(_) => "nothing was written; try again, or download the file yourself",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(text) => f.write_str(text),
            Self::UnknownHost => f.write_str("the host is unknown"),
            Self::Connection(text) => write!(f, "cannot reach the host: {text}"),
            Self::Tls(text) => write!(f, "no secure connection: {text}"),
            Self::Redirect(to) => write!(f, "the server redirects to {to}"),
            Self::Status(status) => write!(f, "the server responded with status {status}"),
            Self::Silence(seconds) => write!(f, "the server sent nothing for {seconds} s"),
            Self::TooLong(seconds) => write!(f, "not complete after {seconds} s"),
            Self::TooLarge(bytes) => write!(f, "the file has more than {bytes} bytes"),
            Self::NoLength => {
                f.write_str("the server does not say how long the file is, so a part cannot be told from the whole")
            }
            Self::CutOff => f.write_str("the connection ended before the file did"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot download {}: {}\n  help: {}", self.url, self.reason, self.reason.help())
    }
}

impl std::error::Error for Problem {}
