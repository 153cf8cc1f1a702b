//! Payer profiles: how one payer reviews, as data that the practice edits.
//!
//! Four generic profiles ship ([`PayerProfile::shipped`]): they are a beginning, marked `verified = false`, and name no payer. A practice copies
//! one, writes what its own payer does beside it, and marks it verified when it has read the payer's manual. A profile is one TOML file; what is
//! stored, exported and imported is that file.

mod file;
mod identity;

use std::collections::BTreeSet;

use vocabulary::{Day, LevelOfCare};

pub use file::PayerFileError;
pub use identity::PayerIdentities;

use crate::choice::choices;
use crate::episode::PayerClass;
use crate::review_question::ReviewQuestion;

choices! {
    /// How a request reaches the payer.
    SubmissionChannel ("submission channel") {
        /// The payer's web portal.
        Portal = "portal",
        /// By telephone, live with a reviewer.
        Telephone = "telephone",
        /// By fax.
        Fax = "fax",
        /// By secure mail.
        Email = "email",
        /// As a 278 transaction.
        Electronic = "electronic",
    }
}

/// How one payer reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerProfile {
    /// Its key in files and tables, such as `generic-commercial`.
    pub key: String,
    /// What the practice calls the payer.
    pub name: String,
    /// Other keys under which the same payer is on record, such as that of a second profile or of an import.
    pub also_known_as: BTreeSet<String>,
    /// What kind of payer.
    pub class: PayerClass,
    /// True when the practice has checked it against the payer's own documents.
    pub verified: bool,
    /// Where its values come from.
    pub source: String,
    /// The criteria that the payer names, by level of care (`None`: for all levels). Names and editions only, never their text.
    pub criteria: Vec<NamedCriteria>,
    /// How many days it usually grants.
    pub cadence: Vec<Cadence>,
    /// How requests reach it, the preferred way first.
    pub channels: Vec<SubmissionChannel>,
    /// Speaking with the payer's physician.
    pub peer_to_peer: PeerToPeer,
    /// Time limits, as far as known.
    pub limits: Limits,
    /// What it asks of a claim, as far as known.
    pub billing: Billing,
    /// What its reviewer asks, in the order of the call.
    pub questions: Vec<AskedQuestion>,
}

/// Criteria by their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCriteria {
    /// For which level; `None` for all.
    pub level_of_care: Option<LevelOfCare>,
    /// The name.
    pub name: String,
    /// The edition; may be empty.
    pub edition: String,
}

/// What is usually granted at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// The level.
    pub level_of_care: LevelOfCare,
    /// Days of a first authorization.
    pub initial_days: u32,
    /// Days of each further one.
    pub concurrent_days: u32,
}

/// Speaking with the payer's physician.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeerToPeer {
    /// Business days after the denial within which to ask; `None` when not known.
    pub window_business_days: Option<u32>,
    /// Whether facts that the reviewer did not have may be brought; `None` when not known.
    pub new_information_allowed: Option<bool>,
}

/// Time limits of the contract. Those of the law are deadline rules; where both speak, the shorter one is worked to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Hours before the last covered day ends by which a request for more is sent.
    pub request_hours_before_end: Option<u32>,
    /// Hours after admission within which an authorization is still given.
    pub retro_authorization_hours: Option<u32>,
    /// Days after the service within which a claim is filed for the first time.
    pub filing_days: Option<u32>,
    /// Days after the payer's decision within which a corrected claim is filed, where the contract counts from there.
    pub corrected_days: Option<u32>,
    /// Days after the service within which a corrected claim is filed, where the contract counts from there. Where both are given, the earlier end holds.
    pub corrected_days_from_service: Option<u32>,
    /// Days after the denial within which an appeal is filed.
    pub appeal_days: Option<u32>,
    /// How many internal levels of appeal there are.
    pub appeal_levels: Option<u32>,
    /// Hours after a discharge or step-down within which the payer is told.
    pub discharge_notice_hours: Option<u32>,
}

/// What the payer asks of a claim. Each part is `None` while nobody has written it down: then it is not known, and never taken for "no".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Billing {
    /// Levels that need an authorization.
    pub authorized_levels: Option<BTreeSet<LevelOfCare>>,
    /// Business days within which it is told of a discharge.
    pub discharge_notice_business_days: Option<u32>,
    /// Whether it asks for a referral.
    pub needs_referral: Option<bool>,
    /// Revenue code and procedure that it pays together.
    pub code_pairs: Option<BTreeSet<(String, String)>>,
    /// Place of service and modifier that it pays together; an empty modifier for none.
    pub place_modifiers: Option<BTreeSet<(String, String)>>,
    /// Whether a factor that influences health (a diagnosis of chapter Z) may stand first.
    pub allows_factors_first: Option<bool>,
    /// The most units of a brief measure on one day.
    pub measure_units_most: Option<u32>,
    /// Whether it pays a brief measure outside of program days.
    pub pays_measures: Option<bool>,
    /// Local coverage rules of its contractor that the practice looked up, by number, each with the day. Their text does not ship.
    pub local_coverage: Option<BTreeSet<(String, Day)>>,
}

/// One question of the payer's review call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedQuestion {
    /// The question.
    pub question: ReviewQuestion,
    /// True where no decision comes without an answer.
    pub required: bool,
    /// How many days old the newest fact behind the answer may be; `None` for any age.
    pub max_age_days: Option<u32>,
}

/// The files that ship.
const SHIPPED: [&str; 4] = [
    include_str!("../payers/generic-commercial.toml"),
    include_str!("../payers/generic-medicaid-managed-care.toml"),
    include_str!("../payers/generic-medicare.toml"),
    include_str!("../payers/generic-medicare-advantage.toml"),
];

impl PayerProfile {
    /// The generic profiles, with the text of their files.
    pub fn shipped() -> Vec<(Self, &'static str)> {
        SHIPPED.into_iter().map(|text| (Self::parse(text).expect("a shipped profile is read by the tests"), text)).collect()
    }

    /// What holds where no payer is known: it asks the questions that reviewers ask in general, and names no criteria, no days and no limits. It has neither
    /// key nor name.
    pub fn of_nobody() -> Self {
        let asked = Self::shipped().into_iter().next().map(|(profile, _)| profile.questions).unwrap_or_default();
        Self {
            key: String::new(),
            name: String::new(),
            also_known_as: BTreeSet::new(),
            class: PayerClass::Other,
            verified: false,
            source: String::new(),
            criteria: Vec::new(),
            cadence: Vec::new(),
            channels: Vec::new(),
            peer_to_peer: PeerToPeer::default(),
            limits: Limits::default(),
            billing: Billing::default(),
            questions: asked,
        }
    }

    /// Reads a file.
    pub fn parse(text: &str) -> Result<Self, PayerFileError> {
        file::parse(text)
    }

    /// Writes the file. Read back it gives the same profile.
    pub fn to_toml(&self) -> String {
        file::print(self)
    }

    /// What is usually granted at a level.
    pub fn cadence_for(&self, level: LevelOfCare) -> Option<Cadence> {
        self.cadence.iter().copied().find(|cadence| cadence.level_of_care == level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_generic_profiles_ship_none_verified_and_all_read_back_what_they_print() {
        let shipped = PayerProfile::shipped();
        let keys: Vec<&str> = shipped.iter().map(|(profile, _)| profile.key.as_str()).collect();
        assert_eq!(keys, ["generic-commercial", "generic-medicaid-managed-care", "generic-medicare", "generic-medicare-advantage"]);
        for (profile, _) in &shipped {
            assert!(!profile.verified, "{}", profile.key);
            assert_eq!(PayerProfile::parse(&profile.to_toml()).as_ref(), Ok(profile));
            for question in ReviewQuestion::ALL.iter().filter(|question| question.needs_a_person()) {
                let asked = profile.questions.iter().any(|asked| asked.question == *question && asked.required);
                assert!(asked, "{} asks {question}", profile.key);
            }
        }
    }

    #[test]
    fn where_no_payer_is_known_only_the_questions_are_left() {
        let nobody = PayerProfile::of_nobody();
        assert_eq!((nobody.key.as_str(), nobody.name.as_str()), ("", ""));
        assert_eq!((nobody.limits, nobody.peer_to_peer), (Limits::default(), PeerToPeer::default()));
        assert!(nobody.criteria.is_empty() && nobody.cadence.is_empty(), "what one payer grants and goes by is not another's");
        for question in ReviewQuestion::ALL.iter().filter(|question| question.needs_a_person()) {
            assert!(nobody.questions.iter().any(|asked| asked.question == *question), "{question}");
        }
    }

    #[test]
    fn what_a_payer_asks_of_a_claim_is_unknown_until_it_is_written_and_then_reads_back() {
        for (profile, _) in PayerProfile::shipped() {
            assert_eq!(profile.billing, Billing::default(), "{}: nothing is claimed of a payer that nobody checked", profile.key);
        }
        let asks = "[billing]\nauthorized_levels = [\"PHP\", \"IOP\"]\ndischarge_notice_business_days = 1\nneeds_referral = false\n\
                    code_pairs = [[\"0905\", \"S9480\"], [\"0912\", \"H0035\"]]\nplace_modifiers = [[\"10\", \"95\"], [\"11\", \"\"]]\n\
                    allows_factors_first = false\nmeasure_units_most = 2\npays_measures = true\n\
                    local_coverage = [[\"L33626\", \"2026-05-01\"]]\n\n[limits]";
        let profile = PayerProfile::parse(&SHIPPED[0].replacen("[limits]", asks, 1)).unwrap();
        assert_eq!(profile.billing.authorized_levels.as_ref().map(BTreeSet::len), Some(2));
        assert!(profile.billing.place_modifiers.as_ref().unwrap().contains(&("11".to_owned(), String::new())));
        assert_eq!(profile.billing.local_coverage.as_ref().map(BTreeSet::len), Some(1));
        assert_eq!(PayerProfile::parse(&profile.to_toml()), Ok(profile));
    }

    #[test]
    fn the_time_for_a_correction_is_unknown_until_it_is_written_and_then_reads_back() {
        for (profile, _) in PayerProfile::shipped() {
            assert_eq!((profile.limits.corrected_days, profile.limits.corrected_days_from_service), (None, None), "{}", profile.key);
        }
        let says = "[limits]\ncorrected_days = 180\ncorrected_days_from_service = 365";
        let profile = PayerProfile::parse(&SHIPPED[0].replacen("[limits]", says, 1)).unwrap();
        assert_eq!((profile.limits.corrected_days, profile.limits.corrected_days_from_service), (Some(180), Some(365)));
        assert_eq!(PayerProfile::parse(&profile.to_toml()), Ok(profile));
    }

    #[test]
    fn other_keys_of_a_payer_read_back_and_are_keys() {
        let named = |keys: &str| SHIPPED[0].replacen("class = ", &format!("also_known_as = [{keys}]\nclass = "), 1);
        let profile = PayerProfile::parse(&named("\"acme-ppo\", \"acme-hmo\"")).unwrap();
        assert_eq!(profile.also_known_as.len(), 2);
        assert_eq!(PayerProfile::parse(&profile.to_toml()), Ok(profile));
        let error = PayerProfile::parse(&named("\"Acme PPO\"")).unwrap_err().to_string();
        assert!(error.contains("also_known_as: expected small letters, digits and hyphens"), "{error}");
    }

    #[test]
    fn a_file_that_is_wrong_is_answered_with_the_line_and_what_to_write() {
        let check = |from: &str, to: &str, expected: &str| {
            let text = SHIPPED[0].replacen(from, to, 1);
            assert_ne!(text, SHIPPED[0], "the file has {from}");
            let error = PayerProfile::parse(&text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        check("class = \"commercial\"", "class = \"private\"", "class: not a known payer class: expected one of commercial, medicare");
        check("name = ", "nmae = ", "line 4, column 1: unknown field `nmae`");
        check("key = \"generic-commercial\"", "key = \"Generic Commercial\"", "key: expected small letters, digits and hyphens");
        check("question = \"request\"", "question = \"why\"", "question: not a known review question");
        check("level = \"IOP\"", "level = \"2.1\"", "level: not a level of care");
        let billing = |line: &str| format!("[billing]\n{line}\n\n[limits]");
        check("[limits]", &billing("authorized_levels = [\"2.1\"]"), "authorized_levels: not a level of care");
        check("[limits]", &billing("code_pairs = [[\"0905\"]]"), "line 14, column 15");
        check("[limits]", &billing("code_pairs = [[\"0905\", \"\"]]"), "code_pairs: expected codes of letters and digits");
        check("[limits]", &billing("local_coverage = [[\"L33626\", \"May\"]]"), "local_coverage: expected pairs of a number and the day");
        check("[limits]", &billing("referral = true"), "unknown field `referral`");
        check("concurrent_days = 7", "concurrent_days = 0", "cadence IP: days must be 1 to 366");
    }
}
