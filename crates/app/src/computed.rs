//! What is computed off the async threads, and what is said when that stops.

use std::sync::Arc;

use tokio::sync::Semaphore;
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

/// As [`computed`], by so many at a time as there are places. Who is still waiting when their request ends is never computed for; a place is free again
/// when the computation ended, whether or not anybody waits for it.
pub(crate) async fn computed_in_turn<T>(
    what: &'static str,
    places: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError>
where
    T: Send + 'static,
{
    let place = Arc::clone(places).acquire_owned().await.map_err(|_| AppError::Defect(what))?;
    let computation = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(place);
        done
    });
    computed(what, computation).await
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

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

    #[tokio::test]
    async fn no_more_are_computed_at_once_than_there_are_places_and_a_panic_frees_its_place() {
        let (places, running, most) = (Arc::new(Semaphore::new(2)), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        assert!(computed_in_turn("counting", &places, || panic!("nothing of a record")).await.is_err());
        let asked: Vec<_> = (0..12)
            .map(|_| {
                let (places, running, most) = (Arc::clone(&places), Arc::clone(&running), Arc::clone(&most));
                tokio::spawn(async move {
                    let work = move || {
                        most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(5));
                        running.fetch_sub(1, Ordering::SeqCst);
                    };
                    computed_in_turn("counting", &places, work).await
                })
            })
            .collect();
        for each in asked {
            each.await.unwrap().unwrap();
        }
        assert_eq!((most.load(Ordering::SeqCst), places.available_permits()), (2, 2));
    }
}
