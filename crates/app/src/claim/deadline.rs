//! Until when something can be done about a refusal: by the same rules, holidays and profiles as the clocks of an appeal.

use care::{Coverage, PayerProfile};
use revenue_cycle::Claim;
use revenue_cycle::denial::queue::StandingDenial;
use revenue_cycle::level_of_service::level_of_claim;
use revenue_cycle::reason::UsualAction;
use utilization_review::authorization::RequestKind;
use utilization_review::clock::{Appellant, Deadline, DeadlineAct, DeadlineEvent, Due, Occurrence, OwedBy, RuleSet, Setting, resolve};
use vocabulary::{BusinessCalendar, Day, LevelOfCare, ZoneName};

/// The last day of a refusal, with what says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDeadline {
    /// The day.
    pub day: Day,
    /// The rule that gives it, with its source and whether two sources were read.
    pub rule: Deadline,
    /// What the practice calls the payer.
    pub payer: String,
    /// For whom it holds; `None` for a bill, which is the practice's own.
    pub appellant: Option<Appellant>,
}

/// Everything that clocks are counted by.
pub(super) struct Clocks {
    pub(super) rules: RuleSet,
    pub(super) calendar: BusinessCalendar,
    pub(super) zone: ZoneName,
}

impl Clocks {
    /// The last day on which what is usually done about a refusal can be done. An appeal counts from the day of the payment: the practice appeals under its
    /// contract, and where that says nothing for the member, in the time that the law gives. A corrected claim has the time that the contract gives
    /// corrections, from the decision or from the service; that for a first claim says nothing of it. A bill to another payer has that one's time, which
    /// nothing on record says. `None` where nothing on record says it.
    pub(super) fn last_day(
        &self,
        denial: &StandingDenial,
        claim: &Claim,
        (coverage, profile): (&Coverage, &PayerProfile),
    ) -> Option<KnownDeadline> {
        let first = |event, on: Day, appellant, act| {
            let setting = Setting {
                zone: &self.zone,
                calendar: &self.calendar,
                funding: coverage.funding,
                state: &coverage.state,
                level_of_care: level_of_claim(claim).unwrap_or(LevelOfCare::Outpatient),
                substance_use: claim.diagnoses.iter().any(vocabulary::Icd10Code::is_substance_use),
                appellant,
                payer: Some(profile),
            };
            let at = on.start_in(&self.zone);
            let occurrence =
                Occurrence { event, at, timing: Some(RequestKind::Retrospective), urgent: false, incomplete: false, course_ends: None };
            let known = resolve(&self.rules, &occurrence, &setting).into_iter().filter_map(|rule| match rule.due {
                Due::Before(_, day) if rule.owed_by == OwedBy::Practice && rule.act == act => {
                    Some(KnownDeadline { day, rule, payer: profile.name.clone(), appellant })
                }
                _ => None,
            });
            known.min_by(|one, other| (one.day, &one.rule.rule).cmp(&(other.day, &other.rule.rule)))
        };
        match denial.denial.kind.action {
            UsualAction::Appeal | UsualAction::SendRecords | UsualAction::Review => {
                let decided = denial.payment.day?;
                let by = |appellant| first(DeadlineEvent::DenialReceived, decided, Some(appellant), Some(DeadlineAct::Appeal));
                by(Appellant::Provider).or_else(|| by(Appellant::AuthorizedRepresentative))
            }
            UsualAction::CorrectedClaim => {
                let from = |event, on: Option<Day>| on.and_then(|on| first(event, on, None, None));
                let decided = from(DeadlineEvent::ClaimDecided, denial.payment.day);
                let delivered = from(DeadlineEvent::CorrectedServiceDelivered, denial.day);
                decided.into_iter().chain(delivered).min_by_key(|known| known.day)
            }
            UsualAction::Rebill | UsualAction::BillPatient => None,
        }
    }
}
