//! Problems in sentences: what, where, and what to do next.

use care::CareProblem;
use instruments::{AnswerProblem, Outcome, Unscorable};
use vocabulary::ZoneName;

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// What was odd about an answer, and what to do about it. Names the item, not the patient.
    pub fn answer_problem(self, problem: &AnswerProblem) -> String {
        match problem {
            AnswerProblem::UnknownItem { key } => self.say_with(Key::ProblemUnknownItem, &[("key", (&**key).into())]),
            AnswerProblem::DuplicateItem { item } => self.say_with(Key::ProblemDuplicateItem, &[("item", (&**item).into())]),
            AnswerProblem::NotOffered { item, value } => {
                self.say_with(Key::ProblemNotOffered, &[("item", (&**item).into()), ("value", self.count(i64::from(*value)).into())])
            }
            AnswerProblem::NotASpecialOption { item } => self.say_with(Key::ProblemNotASpecialOption, &[("item", (&**item).into())]),
            AnswerProblem::Unreadable { item } => self.say_with(Key::ProblemUnreadable, &[("item", (&**item).into())]),
            AnswerProblem::AnsweredThoughSkipped { item } => {
                self.say_with(Key::ProblemAnsweredThoughSkipped, &[("item", (&**item).into())])
            }
            AnswerProblem::TotalDiffers { scale, given, computed: Some(computed) } => self.say_with(
                Key::ProblemTotalDiffers,
                &[("scale", scale.replace('_', " ").into()), ("given", (*given).into()), ("computed", (*computed).into())],
            ),
            AnswerProblem::TotalDiffers { scale, given, computed: None } => {
                self.say_with(Key::ProblemTotalCannotBeCompared, &[("scale", scale.replace('_', " ").into()), ("given", (*given).into())])
            }
        }
    }

    /// Why there is no score, and what to do about it.
    pub fn unscorable(self, reason: &Unscorable, instrument: &str) -> String {
        let instrument = ("instrument", instrument.into());
        match reason {
            Unscorable::TooManyMissing { missing, allowed } => self.say_with(
                Key::UnscorableTooManyMissing,
                &[instrument, ("count", missing.len().into()), ("items", self.items(missing).into()), ("allowed", (*allowed).into())],
            ),
            Unscorable::Undetermined => self.say_with(Key::UnscorableUndetermined, &[instrument]),
            Unscorable::NotAdministered => self.say_with(Key::UnscorableNotAdministered, &[instrument]),
            Unscorable::Unfinished => self.say_with(Key::UnscorableUnfinished, &[instrument]),
            Unscorable::NotTold => self.say_with(Key::UnscorableNotTold, &[instrument]),
            Unscorable::OutOfRange { value } => self.say_with(Key::UnscorableOutOfRange, &[instrument, ("value", (*value).into())]),
        }
    }

    /// Why there is no score, short enough for a table: `items 3, 5 and 7 missing; 2 allowed`.
    pub fn unscorable_short(self, reason: &Unscorable) -> String {
        match reason {
            Unscorable::TooManyMissing { missing, allowed } => {
                self.say_with(Key::UnscorableShortTooManyMissing, &[("items", self.items(missing).into()), ("allowed", (*allowed).into())])
            }
            Unscorable::Undetermined => self.say(Key::UnscorableShortUndetermined),
            Unscorable::NotAdministered => self.say(Key::UnscorableShortNotAdministered),
            Unscorable::Unfinished => self.say(Key::UnscorableShortUnfinished),
            Unscorable::NotTold => self.say(Key::UnscorableShortNotTold),
            Unscorable::OutOfRange { value } => self.say_with(Key::UnscorableShortOutOfRange, &[("value", (*value).into())]),
        }
    }

    /// What the status of a score means for this score.
    pub fn status_explained(self, outcome: &Outcome, instrument: &str) -> String {
        match outcome {
            Outcome::Scored(_) => self.say(Key::StatusScoredExplained),
            Outcome::Prorated { imputed, .. } => {
                let items: Vec<&str> = imputed.iter().map(|imputed| &*imputed.item).collect();
                self.say_with(Key::StatusProratedExplained, &[("count", items.len().into()), ("items", self.items(&items).into())])
            }
            Outcome::TotalOnly(_) => self.say(Key::StatusTotalsOnlyExplained),
            Outcome::Unscorable(reason) => self.unscorable(reason, instrument),
        }
    }

    /// What contradicts itself in a record of care.
    pub fn care_problem(self, problem: &CareProblem) -> String {
        let what = |field: &str| ("what", self.named("field-", field).into());
        match *problem {
            CareProblem::Future { what: field, day, today } => {
                self.say_with(Key::CareFuture, &[what(field), ("day", day.into()), ("today", today.into())])
            }
            CareProblem::BeforeBirth { what: field, day, birth_day } => {
                self.say_with(Key::CareBeforeBirth, &[what(field), ("day", day.into()), ("birth-day", birth_day.into())])
            }
            CareProblem::Backwards { what: field, first, last } => {
                self.say_with(Key::CareBackwards, &[what(field), ("first", first.into()), ("last", last.into())])
            }
            CareProblem::OutsideEpisode { what: field, admitted } => {
                self.say_with(Key::CareOutsideEpisode, &[what(field), ("admitted", admitted.into())])
            }
            CareProblem::BirthTooEarly { birth_day } => self.say_with(Key::CareBirthTooEarly, &[("birth-day", birth_day.into())]),
            CareProblem::Empty { what: field } => self.say_with(Key::CareEmpty, &[what(field)]),
            CareProblem::Later { what: field, at, now } => {
                let utc = ZoneName::utc();
                let moments = [("at", self.instant_with_zone(at, &utc).into()), ("now", self.instant_with_zone(now, &utc).into())];
                self.say_with(Key::CareLater, &[&[what(field)], &moments[..]].concat())
            }
            CareProblem::TooMuch { what: field, most } => self.say_with(Key::CareTooMuch, &[what(field), ("most", i64::from(most).into())]),
            CareProblem::TooFew { what: field, least } => {
                self.say_with(Key::CareTooFew, &[what(field), ("least", i64::from(least).into())])
            }
            CareProblem::TooEarly { what: field, day, earliest } => {
                self.say_with(Key::CareTooEarly, &[what(field), ("day", day.into()), ("earliest", earliest.into())])
            }
            CareProblem::Contradiction { what: field, with } => {
                self.say_with(Key::CareContradiction, &[what(field), ("with", self.named("field-", with).into())])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Language, Points};

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    #[test]
    fn a_form_with_too_many_gaps_says_which_and_what_to_do() {
        let check = |missing: &[&str], allowed: usize, expected: &str| {
            let missing = missing.iter().map(|item| (*item).into()).collect();
            assert_eq!(english().unscorable(&Unscorable::TooManyMissing { missing, allowed }, "PHQ-9"), expected);
        };
        check(
            &["2", "4", "9"],
            2,
            "PHQ-9 has no score: items 2, 4 and 9 were not answered, and only 2 may be missing. \
             Ask the patient about the missing items and correct the administration.",
        );
        check(
            &["3"],
            0,
            "PHQ-9 has no score: item 3 was not answered, and none may be missing. \
             Ask the patient about the missing item and correct the administration.",
        );
    }

    #[test]
    fn a_total_that_differs_shows_both() {
        let problem = |computed| AnswerProblem::TotalDiffers { scale: "total".to_owned(), given: Points::from_whole(10), computed };
        assert_eq!(
            english().answer_problem(&problem(Some(Points::from_whole(12)))),
            "A total of 10 came along for “total”, but the answers give 12. The computed score is shown and both are kept. \
             Ask the sender which form was used."
        );
        assert!(english().answer_problem(&problem(None)).contains("do not give a score to compare it with"));
    }

    #[test]
    fn a_contradiction_in_a_record_names_both_days() {
        let problem = CareProblem::Future { what: "birth day", day: "2026-11-24".parse().unwrap(), today: "2026-11-23".parse().unwrap() };
        assert_eq!(
            english().care_problem(&problem),
            "The birth day lies in the future: Nov 24, 2026 is after Nov 23, 2026. Check the day."
        );
    }

    #[test]
    fn a_prorated_score_says_which_items_were_filled_in() {
        let imputed = vec![instruments::score::Imputed { item: "4".into(), value: Points::from_whole(1) }];
        let outcome = Outcome::Prorated { value: Points::from_whole(9), imputed };
        assert_eq!(english().status_explained(&outcome, "PHQ-9"), "item 4 was not answered and was filled in by the scale's rule.");
    }
}
