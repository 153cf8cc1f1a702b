//! Pages and a JSON interface over the use cases of `app`. The only room that names axum.
//!
//! The server is a table of routes ([`router`] is made from it), a guard in front of each handler (session, role, token of the form), and pages:
//! functions from a view of `app` to markup. Pages work without JavaScript and ask no other origin for anything. Sentences come from `wording`,
//! charts from `charts`.
//!
//! How to add a page: `docs/dev/pages.md`.

mod assets;
#[cfg(test)]
mod check;
mod config;
mod cookie;
mod error;
mod failure;
mod form;
mod frame;
mod guard;
mod headers;
mod health;
mod hook;
mod json;
mod link;
mod observe;
mod pages;
mod parts;
#[cfg(test)]
mod practice;
mod route;
mod serve;
mod state;
mod upload;
mod visit;

pub use config::{FORM_BYTES_MAX, WebConfig};
pub use route::{router, shown_paths};
pub use serve::{TlsFiles, TlsProblem, serve};
pub use state::WebState;
