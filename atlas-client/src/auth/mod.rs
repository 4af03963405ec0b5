//! Who the caller is: credentials, and what each attempt gets from them.

mod authorization;
mod credentials;
mod digest;
mod header;
mod hex;
mod refusal;
mod service_account;
mod store;

pub(crate) use authorization::{Auth, Authorization, Next, Turn};
pub use credentials::Credentials;
pub use store::{StoreFuture, StoredToken, TokenStore};
