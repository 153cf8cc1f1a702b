//! What can go wrong between a request and its page, in two tiers: what the person can act on, and defects of ours.
//!
//! Handlers return [`PageError`]. It becomes a response that carries itself; [`crate::failure`] makes the page around it, because only there the
//! language, the person and the number of the request are known.

use app::AppError;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use vocabulary::{Day, PatientId};

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PageError {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignIn,
    /// The patient is outside of the person's care teams: ask for the reason.
    #[error("a reason must be stated first")]
    ReasonNeeded(PatientId),
    /// No such page or record.
    #[error("no such page or record")]
    NotFound,
    /// The role does not allow it. The code names the kind of data, where it is known.
    #[error("the role does not allow it")]
    Refused(Option<&'static str>),
    /// A form without the right token or from elsewhere.
    #[error("the form did not come from a page of ours")]
    Forged,
    /// The record was changed meanwhile.
    #[error("the record was changed meanwhile")]
    Conflict,
    /// More bytes than the page takes.
    #[error("the body is larger than allowed")]
    TooLarge,
    /// Something the page cannot make sense of, which our own forms never send.
    #[error("the request cannot be read")]
    Unreadable,
    /// The day as of which a page was asked for is none, or still to come.
    #[error("the day asked for cannot be shown")]
    AsOf(AsOfProblem),
    /// The method is not one of this address.
    #[error("the address does not know this method")]
    Method,
    /// Too many attempts.
    #[error("too many attempts")]
    TooMany {
        /// When to try again.
        retry_seconds: u32,
    },
    /// The database does not answer.
    #[error("the database does not answer")]
    Unavailable,
    /// The answer took too long.
    #[error("the answer took too long")]
    TimedOut,
    /// A defect. The log has the cause under the number of the request.
    #[error("a defect")]
    Defect,
}

/// Why a page cannot be shown as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AsOfProblem {
    /// What stands in the address reads as no day.
    Unreadable,
    /// The day is still to come where the patient is treated.
    ToCome {
        /// The day that was asked for.
        day: Day,
        /// Today, by the clock of the patient's program.
        today: Day,
    },
}

impl PageError {
    /// The status of the response.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::SignIn | Self::ReasonNeeded(_) => StatusCode::SEE_OTHER,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::Forged => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable | Self::AsOf(_) => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable | Self::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
            Self::Defect => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Where the person is sent instead of getting a page; `from` is where they wanted to go.
    pub(crate) fn elsewhere(&self, from: &str) -> Option<String> {
        let next: String = form_urlencoded::byte_serialize(from.as_bytes()).collect();
        match self {
            Self::SignIn if from == "/" => Some("/sign-in".to_owned()),
            Self::SignIn => Some(format!("/sign-in?next={next}")),
            Self::ReasonNeeded(patient) => Some(format!("/patients/{patient}/reason?next={next}")),
            _ => None,
        }
    }
}

impl From<AppError> for PageError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::RoleRefused(data) => Self::Refused(Some(data.code())),
            AppError::NotInCareTeam(patient) => Self::ReasonNeeded(patient),
            AppError::NotFound(_) => Self::NotFound,
            AppError::Conflict | AppError::VersionConflict => Self::Conflict,
            // Handlers of forms show these beside their fields; elsewhere they mean something that our own pages never send.
            AppError::Form(_)
            | AppError::Care(_)
            | AppError::Authorization(_)
            | AppError::PayerFile(_)
            | AppError::DeadlineFile(_)
            | AppError::EpisodeOverlaps { .. }
            | AppError::Link(_)
            | AppError::Criteria(_)
            | AppError::File(_)
            | AppError::Unreachable(_)
            | AppError::NoBasis { .. }
            | AppError::Packet(_)
            | AppError::Appeal(_)
            | AppError::Correction(_)
            | AppError::SendingIsOff => Self::Unreadable,
            other => {
                if other.is_outage() {
                    return Self::Unavailable;
                }
                tracing::error!(error = %other, "a use case failed");
                Self::Defect
            }
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::TooMany { retry_seconds } = self {
            response.headers_mut().insert(RETRY_AFTER, retry_seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// A path of ours to go to after signing in or stating a reason; the start page for anything that could lead elsewhere.
pub(crate) fn own_path(next: &str) -> &str {
    let stays_here = next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/sign-in");
    let plain = next.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_?=&.%".contains(&byte));
    if stays_here && plain && next.len() < 500 { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        let check = |next: &str, expected: &str| assert_eq!(own_path(next), expected);
        check("/patients/0190b5c4", "/patients/0190b5c4");
        check("//elsewhere.example", "/");
        check("https://elsewhere.example", "/");
        check("/\\elsewhere.example", "/");
        check("/sign-in?next=/", "/");
        check("/a\r\nSet-Cookie: x", "/");
    }

    #[test]
    fn the_way_back_is_kept_when_somebody_must_sign_in() {
        assert_eq!(PageError::SignIn.elsewhere("/patients?after=1&find=x").unwrap(), "/sign-in?next=%2Fpatients%3Fafter%3D1%26find%3Dx");
        assert_eq!(PageError::SignIn.elsewhere("/").unwrap(), "/sign-in");
    }
}
