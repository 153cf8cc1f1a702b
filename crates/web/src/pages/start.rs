//! Where somebody starts: the first place in their navigation.

use axum::response::Response;

use crate::visit::{Visit, go_to};

/// Sends everybody to their own first page.
pub(crate) async fn show(visit: Visit) -> Response {
    let first = visit.frame.person.as_ref().and_then(|person| person.sections.first());
    go_to(first.map_or("/account", |section| section.path()))
}
