//! The client, its builder and the environment: on top of everything but generated code.

mod builder;
mod environment;
mod handle;

pub use builder::ClientBuilder;
pub use handle::Client;
