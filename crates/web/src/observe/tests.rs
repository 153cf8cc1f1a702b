//! What a panic was given is nowhere: not in the log, not on the page.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use vocabulary::port::SeededRandom;

use super::*;
use crate::WebConfig;
use crate::practice::Practice;

/// Keeps everything that is logged, every field of it.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<String>>);

impl Visit for Kept {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), "{}={value:?} ", field.name()).unwrap();
    }
}

impl Subscriber for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

async fn defect() -> &'static str {
    // Chosen at run time, as a name from a record would be.
    let name = std::hint::black_box("Quetzalcanary answered 3");
    panic!("no such patient: {name}")
}

#[tokio::test]
async fn a_caught_panic_tells_its_place_and_nothing_of_what_it_was_given() {
    let practice = Practice::new().await;
    let state = WebState::new(practice.app.clone(), WebConfig::default(), Arc::new(SeededRandom::new(12)));
    let router: Router = Router::new().route("/defect", get(defect)).layer(from_fn_with_state(state, observe));
    let log = Kept::default();
    let listening = tracing::subscriber::set_default(log.clone());
    let before = std::panic::take_hook();
    // As the program does: where it was, and nothing of what it was given.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "?".to_owned(), |place| format!("{}:{}", place.file(), place.line()));
        tracing::error!(place, "a defect stopped a task");
    }));
    let response = router.oneshot(Request::get("/defect").body(Body::empty()).unwrap()).await.unwrap();
    std::panic::set_hook(before);
    drop(listening);
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap();
    let log = log.0.lock().unwrap().clone();
    assert!(log.contains("a handler panicked") && log.contains("observe/tests.rs:"), "the place is told: {log}");
    for told in [&page, &log] {
        assert!(!told.contains("canary") && !told.contains("answered 3"), "{told}");
    }
}
