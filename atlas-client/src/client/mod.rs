//! The client, its builder and the environment: on top of everything but generated code.

mod builder;
mod environment;
mod handle;

pub use builder::ClientBuilder;
#[cfg(feature = "testing")]
pub use handle::Client;
