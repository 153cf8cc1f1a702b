//! The billing assessment: codes of findings, files, owners and figures become words.

use std::collections::BTreeMap;

use vocabulary::{Day, LevelOfCare, Money};

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// The title of a finding, from its code: `F4`.
    pub fn finding_title(self, code: &str) -> String {
        self.named("assessment-title-", code)
    }

    /// How a finding is counted, from its code.
    pub fn finding_how(self, code: &str) -> String {
        self.named("assessment-how-", code)
    }

    /// What to do about a finding, from its code.
    pub fn finding_action(self, code: &str) -> String {
        self.named("assessment-action-", code)
    }

    /// What an amount is, from the code of a bucket; `none` for a finding that measures.
    pub fn finding_bucket(self, code: &str) -> String {
        self.named("assessment-bucket-", code)
    }

    /// A kind of file, from its code: `write_offs`.
    pub fn file_kind(self, code: &str) -> String {
        self.named("assessment-file-", code)
    }

    /// Who acts, from its code: `biller`.
    pub fn finding_owner(self, code: &str) -> String {
        self.named("assessment-owner-", code)
    }

    /// Until when, from its code: `30`.
    pub fn finding_horizon(self, code: &str) -> String {
        self.named("assessment-plan-", code)
    }

    /// A figure of a finding, from its name: `refused-charge`.
    pub fn finding_figure(self, name: &str) -> String {
        self.named("assessment-figure-", name)
    }

    /// A category of refusals, from its code: `medical_necessity`.
    pub fn denial_category(self, code: &str) -> String {
        self.named("assessment-category-", code)
    }

    /// Why a line stands in a finding: a word of ours for what is ours, the code as it came for everything else.
    pub fn finding_why(self, why: &str) -> String {
        let (first, rest) = why.split_once(' ').unwrap_or((why, ""));
        match Key::from_id(&format!("assessment-why-{}", first.to_lowercase())) {
            Some(key) => format!("{} {rest}", self.say(key)).trim_end().to_owned(),
            None => why.to_owned(),
        }
    }

    /// Why a line stands in the finding of this code: as [`Text::finding_why`], and in words where the finding compares two values or counts days.
    pub fn finding_why_of(self, code: &str, why: &str) -> String {
        let two = |key: Key, names: [&'static str; 2], said: &dyn Fn(&str) -> Option<String>| {
            let (one, other) = why.split_once(" > ")?;
            Some(self.say_with(key, &[(names[0], said(one)?.into()), (names[1], said(other)?.into())]))
        };
        let money = |amount: &str| amount.parse().ok().map(|amount| self.money(amount));
        let said = match code {
            "F9" => two(Key::AssessmentSaidContract, ["contract", "allowed"], &money),
            "F15" => two(Key::AssessmentSaidDecided, ["billed", "decided"], &|service: &str| Some(service.to_owned())),
            "F10" => why.split_once(' ').and_then(|(day, amounts)| {
                let (was, is) = amounts.split_once(" > ")?;
                let day: Day = day.parse().ok()?;
                Some(self.say_with(Key::AssessmentSaidFell, &[("day", day.into()), ("was", money(was)?.into()), ("is", money(is)?.into())]))
            }),
            "J7" => why.split_once(' ').and_then(|(first, number)| {
                let days =
                    |number: &str| number.parse::<i32>().ok().map(|days| self.say_with(Key::AssessmentDays, &[("count", days.into())]));
                match first {
                    "gain" => Some(self.say_with(Key::AssessmentSaidGain, &[("points", number.into())])),
                    "plateau" => Some(self.say_with(Key::AssessmentSaidPlateau, &[("days", days(number)?.into())])),
                    "half" => Some(self.say_with(Key::AssessmentSaidHalfAuthorized, &[("days", days(number)?.into())])),
                    _ => None,
                }
            }),
            "F12" | "F20" => why.parse::<i32>().ok().map(|days| self.say_with(Key::AssessmentDays, &[("count", days.into())])),
            _ => None,
        };
        said.unwrap_or_else(|| self.finding_why(why))
    }

    /// On how many claims a finding of money was found and what is at stake; what lies on no claim by its entries. `None` for an amount that nobody knows.
    pub fn finding_lead(self, claims: usize, entries: usize, amount: Option<Money>) -> String {
        let (claims_argument, entries_argument) = (("claims", claims.into()), ("count", entries.into()));
        match (claims, amount) {
            (0, Some(amount)) => self.say_with(Key::AssessmentFoundEntriesLead, &[entries_argument, ("amount", amount.into())]),
            (0, None) => self.say_with(Key::AssessmentFoundEntriesUnknownLead, &[entries_argument]),
            (_, Some(amount)) => self.say_with(Key::AssessmentFoundLead, &[claims_argument, ("amount", amount.into())]),
            (_, None) => self.say_with(Key::AssessmentFoundUnknownLead, &[claims_argument]),
        }
    }

    /// A part of a finding: a payer by the name that is known for its number, a level of care by its name, everything else as it came.
    pub fn finding_part(self, code: &str, names: &[String], payers: &BTreeMap<String, String>) -> String {
        let mut said: Vec<String> = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let payer = payers.get(name).filter(|known| place == 0 && !known.is_empty());
            let part = payer.cloned().unwrap_or_else(|| self.part_name(code, name));
            if !part.is_empty() && !said.contains(&part) {
                said.push(part);
            }
        }
        if said.is_empty() { self.say(Key::AssessmentUnknown) } else { said.join(" · ") }
    }

    fn part_name(self, code: &str, name: &str) -> String {
        match name {
            "" if matches!(code, "F5" | "F7") => self.say(Key::AssessmentPartNoClaim),
            "" => String::new(),
            "?" => self.say(Key::AssessmentLevelUnknown),
            "two-claims" => self.say(Key::AssessmentPartTwoClaims),
            name => match name.parse::<LevelOfCare>() {
                Ok(level) => self.level_of_care(level),
                Err(_) => self.finding_why_of(code, name).trim_end_matches([',', ':']).to_owned(),
            },
        }
    }

    /// What the amounts of a finding's lines are: what something is worth, what was paid, or what lies between two amounts.
    pub fn finding_amount(self, code: &str) -> String {
        self.say(match code {
            "F1" | "F2" | "F3" | "F4" | "F5" | "F6" | "F7" | "F11" | "F16" | "F17" | "F18" | "F20" | "F21" | "F22" | "F27" | "F29"
            | "J1" | "J2" => Key::AssessmentHeadWorth,
            "F8" | "F23" | "J3" => Key::AssessmentHeadPaid,
            "F9" | "F10" | "F15" | "F26" => Key::AssessmentHeadDifference,
            _ => Key::AssessmentHeadAmount,
        })
    }

    /// What the amounts of a finding's parts are: of two findings the charge, which is there where the worth is not known.
    pub fn finding_part_amount(self, code: &str) -> String {
        if matches!(code, "F1" | "F20") { self.say(Key::AssessmentHeadCharge) } else { self.finding_amount(code) }
    }

    /// What was said about an exposure, from its code: `confirmed`.
    pub fn exposure_said(self, code: &str) -> String {
        self.named("exposure-said-", code)
    }

    /// What was done about a confirmed overpayment, from its code: `returned`.
    pub fn overpayment_step(self, code: &str) -> String {
        self.named("overpayment-step-", code)
    }

    /// What a cell of a table should have been, from its code: `yes-no`.
    pub fn expected_cell(self, code: &str) -> String {
        self.named("assess-expected-", code)
    }

    /// A level of care in a table of the assessment.
    pub fn level_or_unknown(self, level: Option<LevelOfCare>) -> String {
        level.map_or_else(|| self.say(Key::AssessmentLevelUnknown), |level| level.code().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use vocabulary::{Language, Money};

    use crate::{Key, Text};

    #[test]
    fn a_comparison_is_said_in_words() {
        let (english, spanish) = (Text::for_language(&Language::english()), Text::for_language(&"es".parse().expect("a language")));
        let check = |code, why, expected: [&str; 2]| {
            assert_eq!([english.finding_why_of(code, why), spanish.finding_why_of(code, why)], expected, "{code} {why}");
        };
        check("F9", "680.00 > 416.00", ["contract $680.00, allowed $416.00", "contrato $680.00, permitido $416.00"]);
        check("F15", "H0035 > H0015", ["billed H0035, decided as H0015", "facturado H0035, decidido como H0015"]);
        let fell = [
            "allowed $95.00 a unit before Mar 2, 2026, $85.00 from then on",
            "permitió $95.00 por unidad antes del 2 de marzo de 2026, $85.00 desde entonces",
        ];
        check("F10", "2026-03-02 95.00 > 85.00", fell);
        check("F10", "P1 90834", ["P1 90834", "P1 90834"]);
        check("F12", "10", ["10 days", "10 días"]);
        check("F20", "1", ["one day", "un día"]);
        check("J7", "gain 1.0", ["median gain 1.0 points", "mejora mediana de 1.0 puntos"]);
        check("J7", "plateau 28", ["four fifths of the gain by 28 days", "cuatro quintos de la mejora en 28 días"]);
        check("J7", "half 42", ["half are authorized for at most 42 days", "la mitad tiene autorizados como máximo 42 días"]);
        check("F1", "CO-197", ["CO-197", "CO-197"]);
    }

    #[test]
    fn what_lies_on_no_claim_is_not_found_on_zero_claims() {
        let text = Text::for_language(&Language::english());
        let check = |claims, entries, amount: Option<i64>, expected: &str| {
            assert_eq!(text.finding_lead(claims, entries, amount.map(Money::from_cents)), expected);
        };
        check(2, 0, Some(80_00), "Found on 2 claims, with $80.00 at stake.");
        check(2, 1, None, "Found on 2 claims. What is at stake is not known.");
        check(0, 3, Some(80_00), "Found in 3 entries that are on no claim, with $80.00 at stake.");
        check(0, 1, None, "Found in one entry that is on no claim. What is at stake is not known.");
    }

    #[test]
    fn a_part_names_payer_and_level_and_is_never_empty() {
        let text = Text::for_language(&Language::english());
        let payers = BTreeMap::from([("generic-commercial".to_owned(), "Generic Commercial Plan".to_owned())]);
        let check = |code, names: &[&str], expected: &str| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(text.finding_part(code, &names, &payers), expected, "{names:?}");
        };
        let level = text.level_of_care(vocabulary::LevelOfCare::IntensiveOutpatient);
        check("F2", &["generic-commercial", "IOP", "CO-50"], &format!("Generic Commercial Plan · {level} · CO-50"));
        check("F5", &["", ""], "not on a claim");
        check("F7", &["generic-commercial", ""], "Generic Commercial Plan · not on a claim");
        check("F14", &["P1", "two-claims"], "P1 · paid on two claims");
        check("F12", &["?"], "Not known");
    }

    #[test]
    fn an_amount_is_called_what_it_is() {
        let text = Text::for_language(&Language::english());
        let check = |code, expected: [&str; 2]| assert_eq!([text.finding_part_amount(code), text.finding_amount(code)], expected, "{code}");
        check("F1", ["Charged", "Worth"]);
        check("F20", ["Charged", "Worth"]);
        check("F2", ["Worth", "Worth"]);
        check("F8", ["Paid", "Paid"]);
        check("F9", ["Difference", "Difference"]);
        check("F19", ["Amount", "Amount"]);
    }

    #[test]
    fn every_finding_has_title_count_and_action() {
        let codes = (1..=30).map(|number| format!("f{number}")).chain((1..=16).map(|number| format!("j{number}")));
        for code in codes {
            for part in ["title", "how", "action"] {
                let id = format!("assessment-{part}-{code}");
                assert!(Key::from_id(&id).is_some(), "{id}");
            }
        }
    }
}
