//! A mail server and a text gateway on this machine, for tests: they listen on a port of the loopback, keep what they take, and misbehave on request.
//!
//! The mail server speaks SMTP over TCP with a parser that a mail server in use is built on (`smtp-proto`), with or without STARTTLS and a sign-in, and a
//! certificate made for the test. It is no full mail server: it relays nothing and keeps messages in memory.

mod certificate;
mod gateway;
mod smtp;

pub use gateway::{GatewayAnswer, TestGateway};
pub use smtp::{Behavior, TakenMail, TestMailServer};
