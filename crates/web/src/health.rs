//! For whoever watches the server: is it alive, and can it work?

use axum::extract::State;
use axum::http::StatusCode;

use crate::state::WebState;

/// The process answers.
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers as well.
pub(crate) async fn ready(State(state): State<WebState>) -> (StatusCode, &'static str) {
    match state.app.database().schema_version().await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::practice::{Browser, Practice};

    #[tokio::test]
    async fn a_server_without_its_database_is_alive_and_not_ready() {
        let practice = Practice::new().await;
        let stranger = Browser::stranger(&practice);
        assert_eq!(stranger.get("/readyz").await.status, StatusCode::OK);
        practice.test.database.close().await;
        let answer = stranger.get("/readyz").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.bytes, b"the database does not answer\n");
        assert_eq!(stranger.get("/healthz").await.status, StatusCode::OK);
    }
}
