//! TLS for the built-in transport.

use reqwest::ClientBuilder;

use super::settings::Settings;
use crate::error::BuildError;

/// reqwest's own TLS set-up.
#[cfg(feature = "rustls")]
pub(super) fn tls(builder: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, BuildError> {
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

/// rustls with ring, handed to reqwest ready-made. reqwest takes it only if both use the same version
/// of rustls and says so only at run time, hence not the default.
#[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
pub(super) fn tls(builder: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, BuildError> {
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
pub(super) fn tls(builder: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, BuildError> {
    if settings.tls || !settings.roots.is_empty() {
        return Err(BuildError::new(
            "there is no TLS: turn on the feature `rustls`, or hand in a reqwest client or a transport",
        ));
    }
    Ok(builder)
}
