//! What is computed off the async threads, and what is said when that stops.

use tokio::task::JoinHandle;

use crate::error::AppError;

/// What a computation on a thread of its own gave. `what` names it, for the log and the error.
///
/// # Errors
/// [`AppError::Defect`] where it panicked or was cancelled: nobody changed a record, and trying again will not help. It is logged here, without the
/// message of the panic.
pub(crate) async fn computed<T>(what: &'static str, computation: JoinHandle<T>) -> Result<T, AppError> {
    computation.await.map_err(|error| {
        tracing::error!(what, panicked = error.is_panic(), "a computation stopped");
        AppError::Defect(what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn check(computation: impl FnOnce() -> u32 + Send + 'static, expected: Result<u32, &'static str>) {
        let got = computed("adding", tokio::task::spawn_blocking(computation)).await;
        let got = got.map_err(|error| match error {
            AppError::Defect(what) => what,
            other => panic!("{other}"),
        });
        assert_eq!(got, expected);
    }

    #[tokio::test]
    async fn a_panic_is_told_as_a_defect_and_not_as_somebody_elses_change() {
        check(|| 3, Ok(3)).await;
        check(|| panic!("nothing of a record"), Err("adding")).await;
    }
}
