//! Tests of the engine on hand-written models.

mod models;
mod smoke;
