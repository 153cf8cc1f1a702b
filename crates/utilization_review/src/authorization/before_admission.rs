//! How the first request of an admission that is planned stands, and what is to be done next about it.

use vocabulary::RecordId;

use super::{AuthorizationDetermination, AuthorizationRequest, DeterminationOutcome};

/// How what a payer was asked about a planned admission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstRequest {
    /// Nothing was asked, and nothing was decided.
    NotAsked,
    /// It is with the payer.
    Waiting,
    /// The payer wants more before it decides.
    MoreWanted,
    /// The newest decision grants it, or a part.
    Granted,
    /// The newest decision grants nothing.
    Denied,
}

impl FirstRequest {
    /// Of the requests and the decisions about one admission, the decisions in the order of time. A request waits until a decision names it, or one that names
    /// none was received after it.
    pub fn of(requests: &[(RecordId, &AuthorizationRequest)], decisions: &[&AuthorizationDetermination]) -> Self {
        let is_answered = |(id, asked): &(RecordId, &AuthorizationRequest)| {
            decisions.iter().any(|decision| match decision.request {
                Some(named) => named == *id,
                None => decision.decided_at >= asked.submitted_at,
            })
        };
        if !requests.iter().all(is_answered) {
            return Self::Waiting;
        }
        let Some(newest) = decisions.iter().max_by_key(|decision| decision.decided_at) else { return Self::NotAsked };
        match newest.outcome {
            DeterminationOutcome::Approved | DeterminationOutcome::Partial => Self::Granted,
            DeterminationOutcome::Denied => Self::Denied,
            DeterminationOutcome::Pended if newest.supplied_at.is_some() => Self::Waiting,
            DeterminationOutcome::Pended => Self::MoreWanted,
        }
    }
}

/// What is to be done next about a planned admission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Its day is over: the patient is admitted, or the plan is moved or withdrawn.
    Settle,
    /// Nobody knows whom to ask: the coverage is recorded.
    RecordPayer,
    /// The review for the first request is opened.
    OpenReview,
    /// The payer is asked.
    Ask,
    /// The payer decides.
    AwaitDecision,
    /// The payer is given what it wants more.
    Supply,
    /// The denial is answered.
    AnswerDenial,
    /// The patient is admitted.
    Admit,
}

impl NextStep {
    /// By how the request stands, and whether a payer is on record for the day, a review is open and the day is over.
    pub const fn of(request: FirstRequest, has_payer: bool, has_review: bool, is_past: bool) -> Self {
        match request {
            _ if is_past => Self::Settle,
            FirstRequest::NotAsked if !has_payer => Self::RecordPayer,
            FirstRequest::NotAsked if !has_review => Self::OpenReview,
            FirstRequest::NotAsked => Self::Ask,
            FirstRequest::Waiting => Self::AwaitDecision,
            FirstRequest::MoreWanted => Self::Supply,
            FirstRequest::Denied => Self::AnswerDenial,
            FirstRequest::Granted => Self::Admit,
        }
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::{EpisodeId, LevelOfCare, Period};

    use super::*;
    use crate::authorization::{DecisionStage, RequestKind, UnitKind};

    fn record(number: u8) -> RecordId {
        format!("00000000-0000-7000-8000-00000000000{number}").parse().unwrap()
    }

    fn episode() -> EpisodeId {
        "00000000-0000-7000-8000-000000000009".parse().unwrap()
    }

    fn period() -> Period {
        Period::new("2026-11-27".parse().unwrap(), Some("2026-12-03".parse().unwrap())).unwrap()
    }

    fn asked(at: &str) -> AuthorizationRequest {
        AuthorizationRequest {
            episode: episode(),
            payer: "acme".to_owned(),
            kind: RequestKind::Initial,
            level_of_care: LevelOfCare::IntensiveOutpatient,
            codes: String::new(),
            unit_kind: UnitKind::Day,
            units: 7,
            period: period(),
            submitted_at: at.parse().unwrap(),
            urgent: false,
        }
    }

    fn decided(outcome: DeterminationOutcome, request: Option<u8>, at: &str) -> AuthorizationDetermination {
        AuthorizationDetermination {
            episode: episode(),
            request: request.map(record),
            review: None,
            authorization: None,
            outcome,
            stage: DecisionStage::FirstReview,
            period: period(),
            decided_at: at.parse().unwrap(),
            reviewer: String::new(),
            reference: String::new(),
            reason: String::new(),
            supplied_at: None,
        }
    }

    #[test]
    fn the_newest_answer_says_how_a_request_stands_and_one_without_an_answer_waits() {
        use DeterminationOutcome::{Approved, Denied, Partial, Pended};
        let (first, second) = (asked("2026-11-20T12:00:00Z"), asked("2026-11-23T12:00:00Z"));
        let check = |requests: &[(u8, &AuthorizationRequest)], decisions: &[AuthorizationDetermination], expected: FirstRequest| {
            let requests: Vec<_> = requests.iter().map(|(id, asked)| (record(*id), *asked)).collect();
            let decisions: Vec<&AuthorizationDetermination> = decisions.iter().collect();
            assert_eq!(FirstRequest::of(&requests, &decisions), expected, "{decisions:?}");
        };
        check(&[], &[], FirstRequest::NotAsked);
        check(&[(1, &first)], &[], FirstRequest::Waiting);
        for (outcome, expected) in [
            (Approved, FirstRequest::Granted),
            (Partial, FirstRequest::Granted),
            (Denied, FirstRequest::Denied),
            (Pended, FirstRequest::MoreWanted),
        ] {
            check(&[(1, &first)], &[decided(outcome, Some(1), "2026-11-21T12:00:00Z")], expected);
            check(&[(1, &first)], &[decided(outcome, None, "2026-11-21T12:00:00Z")], expected);
            check(&[], &[decided(outcome, None, "2026-11-21T12:00:00Z")], expected);
        }
        // What names no request answers none that came later.
        check(&[(1, &second)], &[decided(Denied, None, "2026-11-21T12:00:00Z")], FirstRequest::Waiting);
        check(&[(1, &first), (2, &second)], &[decided(Denied, Some(1), "2026-11-24T12:00:00Z")], FirstRequest::Waiting);
        let supplied = AuthorizationDetermination {
            supplied_at: Some("2026-11-22T12:00:00Z".parse().unwrap()),
            ..decided(Pended, Some(1), "2026-11-21T12:00:00Z")
        };
        check(&[(1, &first)], std::slice::from_ref(&supplied), FirstRequest::Waiting);
        check(&[(1, &first)], &[supplied, decided(Approved, Some(1), "2026-11-23T12:00:00Z")], FirstRequest::Granted);
    }

    #[test]
    fn a_day_that_is_over_comes_before_everything_else_that_is_to_be_done() {
        let check = |request, (has_payer, has_review, is_past): (bool, bool, bool), expected: NextStep| {
            assert_eq!(NextStep::of(request, has_payer, has_review, is_past), expected, "{request:?}");
        };
        check(FirstRequest::NotAsked, (false, false, false), NextStep::RecordPayer);
        check(FirstRequest::NotAsked, (true, false, false), NextStep::OpenReview);
        check(FirstRequest::NotAsked, (true, true, false), NextStep::Ask);
        check(FirstRequest::Waiting, (true, true, false), NextStep::AwaitDecision);
        check(FirstRequest::MoreWanted, (true, true, false), NextStep::Supply);
        check(FirstRequest::Denied, (false, false, false), NextStep::AnswerDenial);
        check(FirstRequest::Granted, (false, false, false), NextStep::Admit);
        check(FirstRequest::Granted, (true, true, true), NextStep::Settle);
    }
}
