//! The built-in transport, and the only module that knows reqwest.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response, Uri};
use http_body::Body as _;
use reqwest::{ClientBuilder, Url};

use super::{Body, Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::error::BuildError;

/// A connection that idles longer is not used again: shorter than what load balancers keep, so that a
/// request is rarely sent into a connection that is just being closed.
const IDLE: Duration = Duration::from_secs(30);
/// How long connecting may take, name resolution and TLS included.
const CONNECT: Duration = Duration::from_secs(15);

/// reqwest as a [`Transport`].
#[derive(Clone, Debug)]
pub(crate) struct Reqwest(reqwest::Client);

/// What the built-in client is made of.
#[derive(Default)]
pub(crate) struct Settings {
    /// Certificates in PEM to trust besides the system's.
    pub(crate) roots: Vec<Vec<u8>>,
    /// Whether there will be TLS at all: without it, no certificates are loaded.
    pub(crate) tls: bool,
}

impl Reqwest {
    /// A client configured elsewhere.
    pub(crate) fn from_client(client: reqwest::Client) -> Self {
        Self(client)
    }

    /// A client of our own: no redirects, no cookies, no decompression, proxies from the environment.
    pub(crate) fn new(settings: &Settings) -> Result<Self, BuildError> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .pool_idle_timeout(IDLE)
            .connect_timeout(CONNECT);
        let client = tls(builder, settings)?.build().map_err(|error| {
            BuildError::new("the HTTP client could not be set up; its TLS needs the system's certificates")
                .with_source(error)
        })?;
        Ok(Self(client))
    }
}

/// reqwest's own TLS set-up.
#[cfg(feature = "rustls")]
fn tls(builder: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, BuildError> {
    if !settings.tls {
        return Ok(builder.tls_certs_only([]));
    }
    let mut roots = Vec::new();
    for pem in &settings.roots {
        let bundle = reqwest::Certificate::from_pem_bundle(pem).map_err(bad_certificate)?;
        if bundle.is_empty() {
            return Err(BuildError::new("a root certificate is not in PEM"));
        }
        roots.extend(bundle);
    }
    Ok(builder.tls_backend_rustls().tls_certs_merge(roots))
}

/// rustls with ring, handed to reqwest ready made. reqwest takes it only if both use the same version
/// of rustls and says so only at run time, hence not the default.
#[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
fn tls(builder: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, BuildError> {
    use std::sync::Arc;

    use rustls::client::danger::ServerCertVerifier;
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|e| BuildError::new("TLS could not be set up").with_source(e))?;
    if !settings.tls {
        let none = rustls::RootCertStore::empty();
        return Ok(builder.tls_backend_preconfigured(config.with_root_certificates(none).with_no_client_auth()));
    }
    let mut roots = Vec::new();
    for pem in &settings.roots {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.push(certificate.map_err(bad_certificate)?);
        }
        if roots.len() == before {
            return Err(BuildError::new("a root certificate is not in PEM"));
        }
    }
    let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(roots, provider)
        .map_err(|e| BuildError::new("the system's certificates could not be loaded").with_source(e))?;
    let verifier: Arc<dyn ServerCertVerifier> = Arc::new(verifier);
    let config = config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(config))
}

#[cfg(any(feature = "rustls", feature = "rustls-ring"))]
fn bad_certificate(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> BuildError {
    BuildError::new("a root certificate is not in PEM").with_source(source)
}

#[cfg(not(any(feature = "rustls", feature = "rustls-ring")))]
fn tls(builder: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, BuildError> {
    if settings.tls || !settings.roots.is_empty() {
        return Err(BuildError::new(
            "there is no TLS: turn on the feature `rustls`, or hand in a reqwest client or a transport",
        ));
    }
    Ok(builder)
}

impl Transport for Reqwest {
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        let client = self.0.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = exact(&parts.uri)?;
            let mut request = reqwest::Request::new(parts.method, url.clone());
            *request.headers_mut() = parts.headers;
            if !body.is_empty() {
                *request.body_mut() = Some(body.into());
            }
            let response = client.execute(request).await.map_err(convert)?;
            if *response.url() != url {
                let text = "the reqwest client followed a redirect; turn that off";
                return Err(TransportError::new(TransportErrorKind::Redirected, text));
            }
            Ok(Response::from(response).map(|body| Body::stream(Frames(body))))
        })
    }
}

/// The URL, unless the URL parser would send another one than was built.
fn exact(uri: &Uri) -> Result<Url, TransportError> {
    let text = uri.to_string();
    match Url::parse(&text) {
        Ok(url) if url.as_str() == text => Ok(url),
        Ok(_) => Err(TransportError::new(TransportErrorKind::Request, "the URL would be altered on its way out")),
        Err(error) => Err(TransportError::new(TransportErrorKind::Request, error)),
    }
}

/// The kind of failure; the URL, whose query may hold anything, is taken out of the text.
fn convert(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_redirect() {
        TransportErrorKind::Redirected
    } else {
        TransportErrorKind::Io
    };
    TransportError::new(kind, error.without_url())
}

/// The data of a body; trailers are dropped.
struct Frames(reqwest::Body);

impl Stream for Frames {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match Pin::new(&mut self.0).poll_frame(cx) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(convert(error)))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => Poll::Ready(Some(Ok(data))),
                    Err(_) => continue,
                },
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_urls_that_stay_as_they_are_go_out() {
        for text in
            ["https://host/", "https://host/a/b%2Fc?x=1%202&y=%24", "http://127.0.0.1:8080/a:b/x.gz", "https://h/a//b"]
        {
            assert_eq!(exact(&text.parse().unwrap()).unwrap().as_str(), text);
        }
        for text in [
            "https://host/a/../b",
            "https://host/a/%2e%2e/b",
            "https://host/a/.",
            "https://HOST/a",
            "https://host:443/a",
        ] {
            let error = exact(&text.parse().unwrap()).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Request, "{text}");
        }
    }
}
