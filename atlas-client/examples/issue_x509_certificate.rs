//! Issues an X.509 certificate that Atlas manages for a database user, and writes it to a file that only its owner can
//! read.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example issue_x509_certificate -- GROUP_ID USERNAME MONTHS FILE
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program prints")]

use std::env;
use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;

use atlas_client::Client;
use atlas_client::models::UserCert;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [group_id, username, months, path] = arguments.as_slice() else {
        return Err("usage: issue_x509_certificate GROUP_ID USERNAME MONTHS FILE".into());
    };
    // Opened first: Atlas hands out the private key once, so there must be a place for it.
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;

    let client = Client::from_env()?;
    let x509 = client.x509_authentication();
    let months: i64 = months.parse()?;
    let body = UserCert::default().with_months_until_expiration(months);
    let pem = x509.create_database_user_certificate(group_id, username, body).send().await?;
    file.write_all(pem.expose().as_bytes())?;
    println!("wrote {path}");

    let mut certificates = x509.list_database_user_certificates(group_id, username).items();
    while let Some(certificate) = certificates.try_next().await? {
        if let (Some(id), Some(until)) = (certificate.id, certificate.not_after) {
            println!("certificate {id} is valid until {until}");
        }
    }
    Ok(())
}
