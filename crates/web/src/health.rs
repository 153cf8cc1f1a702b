//! For whoever watches the server: is it alive, and can it work?

use axum::extract::State;
use axum::http::StatusCode;

use crate::state::WebState;

/// The process answers.
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers as well, and what the program does on its own is done.
pub(crate) async fn ready(State(state): State<WebState>) -> (StatusCode, &'static str) {
    match state.app.database().schema_version().await {
        Ok(_) if state.app.is_worker_late() => (StatusCode::SERVICE_UNAVAILABLE, "nobody has been judged for minutes\n"),
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

    #[tokio::test]
    async fn a_server_that_judges_nobody_any_more_is_not_ready() {
        let practice = Practice::new().await;
        let stranger = Browser::stranger(&practice);
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let working = tokio::spawn({
            let app = practice.app.clone();
            async move { app.work(stopped).await }
        });
        while !practice.app.has_worked() {
            tokio::task::yield_now().await;
        }
        stop.send_replace(true);
        working.await.unwrap();
        assert_eq!(stranger.get("/readyz").await.status, StatusCode::OK);
        practice.test.pass_seconds(299);
        assert_eq!(stranger.get("/readyz").await.status, StatusCode::OK);
        practice.test.pass_seconds(2);
        let answer = stranger.get("/readyz").await;
        assert_eq!(
            (answer.status, answer.bytes.as_slice()),
            (StatusCode::SERVICE_UNAVAILABLE, b"nobody has been judged for minutes\n".as_slice())
        );
    }
}
