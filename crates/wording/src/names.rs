//! The names of codes. Each list is matched in full, so that a new code without a name does not compile.

use care::{CareTeamRole, DiagnosisRank, DischargeDestination, DischargeType, Ethnicity, Modality, PayerClass, Race, ReferralSource};
use instruments::Outcome;
use instruments::{Answer, Completion, Mode, Phase, Respondent};
use vocabulary::{Language, LevelOfCare, Purpose, Role, Sex, Source, Verdict};

use crate::key::Key;
use crate::text::Text;

macro_rules! names {
    ($($(#[$doc:meta])* $method:ident($kind:ident) { $($variant:ident => $key:ident,)* })*) => {
        impl Text {$(
            $(#[$doc])*
            pub fn $method(self, code: $kind) -> String {
                self.say(match code { $($kind::$variant => Key::$key,)* })
            }
        )*}
    };
}

names! {
    /// Where in the episode of care an instrument was given.
    phase(Phase) {
        Intake => PhaseIntake,
        InTreatment => PhaseInTreatment,
        Discharge => PhaseDischarge,
        FollowUp => PhaseFollowUp,
    }
    /// How the answers were given.
    mode(Mode) {
        Link => ModeLink,
        Tablet => ModeTablet,
        Kiosk => ModeKiosk,
        Paper => ModePaper,
        Telephone => ModeTelephone,
        Interview => ModeInterview,
        Import => ModeImport,
    }
    /// Who answered.
    respondent(Respondent) {
        Patient => RespondentPatient,
        Parent => RespondentParent,
        SecondParent => RespondentSecondParent,
        Teacher => RespondentTeacher,
        SecondTeacher => RespondentSecondTeacher,
        Clinician => RespondentClinician,
    }
    /// How far an administration went.
    completion(Completion) {
        Complete => CompletionComplete,
        Partial => CompletionPartial,
        Declined => CompletionDeclined,
        TotalsOnly => CompletionTotalsOnly,
    }
    /// The level of care in words; its code is [`LevelOfCare::code`].
    level_of_care(LevelOfCare) {
        Outpatient => LevelOfCareOutpatient,
        IntensiveOutpatient => LevelOfCareIntensiveOutpatient,
        PartialHospitalization => LevelOfCarePartialHospitalization,
        Residential => LevelOfCareResidential,
        Inpatient => LevelOfCareInpatient,
    }
    /// Why an episode ended.
    discharge_type(DischargeType) {
        Completed => DischargeTypeCompleted,
        AgainstAdvice => DischargeTypeAgainstAdvice,
        Administrative => DischargeTypeAdministrative,
        PayerForced => DischargeTypePayerForced,
        Transfer => DischargeTypeTransfer,
        Died => DischargeTypeDied,
    }
    /// Where the patient went after the episode.
    discharge_destination(DischargeDestination) {
        HomeWithOutpatientCare => DischargeDestinationHomeWithOutpatientCare,
        Home => DischargeDestinationHome,
        HigherLevelElsewhere => DischargeDestinationHigherLevelElsewhere,
        LowerLevelElsewhere => DischargeDestinationLowerLevelElsewhere,
        TransitionalLiving => DischargeDestinationTransitionalLiving,
        MedicalHospital => DischargeDestinationMedicalHospital,
        Incarceration => DischargeDestinationIncarceration,
        Unknown => DischargeDestinationUnknown,
    }
    /// What somebody who signs in may do.
    role(Role) {
        Clinician => RoleClinician,
        FrontDesk => RoleFrontDesk,
        UtilizationReview => RoleUtilizationReview,
        Biller => RoleBiller,
        Director => RoleDirector,
        Administrator => RoleAdministrator,
    }
    /// Race.
    race(Race) {
        AmericanIndian => RaceAmericanIndian,
        Asian => RaceAsian,
        Black => RaceBlack,
        PacificIslander => RacePacificIslander,
        White => RaceWhite,
        Multiple => RaceMultiple,
        Other => RaceOther,
        Declined => RaceDeclined,
    }
    /// Ethnicity.
    ethnicity(Ethnicity) {
        Hispanic => EthnicityHispanic,
        NotHispanic => EthnicityNotHispanic,
        Declined => EthnicityDeclined,
    }
    /// Sex as recorded for scoring.
    sex(Sex) {
        Female => SexFemale,
        Male => SexMale,
        Other => SexOther,
    }
    /// Who pays, broadly.
    payer_class(PayerClass) {
        Commercial => PayerClassCommercial,
        Medicare => PayerClassMedicare,
        MedicareAdvantage => PayerClassMedicareAdvantage,
        Medicaid => PayerClassMedicaid,
        MedicaidManagedCare => PayerClassMedicaidManagedCare,
        Military => PayerClassMilitary,
        SelfPay => PayerClassSelfPay,
        Other => PayerClassOther,
    }
    /// Who sent the patient.
    referral_source(ReferralSource) {
        SelfReferred => ReferralSourceSelfReferred,
        Family => ReferralSourceFamily,
        PrimaryCare => ReferralSourcePrimaryCare,
        BehavioralHealth => ReferralSourceBehavioralHealth,
        Hospital => ReferralSourceHospital,
        Court => ReferralSourceCourt,
        School => ReferralSourceSchool,
        Payer => ReferralSourcePayer,
        Other => ReferralSourceOther,
    }
    /// How the care reaches the patient.
    modality(Modality) {
        InPerson => ModalityInPerson,
        Telehealth => ModalityTelehealth,
        Hybrid => ModalityHybrid,
    }
    /// A diagnosis' place among the patient's diagnoses.
    diagnosis_rank(DiagnosisRank) {
        Principal => DiagnosisRankPrincipal,
        Secondary => DiagnosisRankSecondary,
        RuleOut => DiagnosisRankRuleOut,
    }
    /// What somebody does in a care team.
    care_team_role(CareTeamRole) {
        Primary => CareTeamRolePrimary,
        Member => CareTeamRoleMember,
        Supervisor => CareTeamRoleSupervisor,
    }
    /// Whether a statement holds.
    verdict(Verdict) {
        Met => VerdictMet,
        NotMet => VerdictNotMet,
        Unknown => VerdictUnknown,
    }
}

impl Text {
    /// The level of care with its code: `Intensive outpatient (IOP)`.
    pub fn level_of_care_with_code(self, level: LevelOfCare) -> String {
        self.say_with(Key::LevelOfCareWithCode, &[("name", self.level_of_care(level).into()), ("code", level.code().into())])
    }

    /// How a record came in.
    pub fn source(self, source: &Source) -> String {
        self.say(match source {
            Source::Form => Key::SourceForm,
            Source::Batch(_) => Key::SourceBatch,
            Source::Computed => Key::SourceComputed,
        })
    }

    /// Why something was read or written.
    pub fn purpose(self, purpose: &Purpose) -> String {
        match purpose {
            Purpose::Treatment => self.say(Key::PurposeTreatment),
            Purpose::Operations => self.say(Key::PurposeOperations),
            Purpose::Payment => self.say(Key::PurposePayment),
            Purpose::StatedReason(reason) => self.say_with(Key::PurposeStatedReason, &[("reason", reason.into())]),
            Purpose::Maintenance => self.say(Key::PurposeMaintenance),
        }
    }

    /// The status of a score.
    pub fn status(self, outcome: &Outcome) -> String {
        self.status_code(outcome.status())
    }

    /// The status of a score from its stored code ([`Outcome::status`]).
    pub fn status_code(self, code: &str) -> String {
        self.named("status-", code)
    }

    /// An answer that is no number; the option's own words come from the definition.
    pub fn special_answer(self, answer: Answer) -> Option<String> {
        match answer {
            Answer::Value(_) => None,
            Answer::Refused => Some(self.say(Key::AnswerRefused)),
            Answer::NotApplicable => Some(self.say(Key::AnswerNotApplicable)),
        }
    }

    /// The word of a band. A definition names its bands in English; a word that is not in the messages is shown as it stands there.
    pub fn band(self, word: &str) -> String {
        self.named("band-word-", word)
    }

    /// The word of a classification's result, as [`Text::band`].
    pub fn classification(self, word: &str) -> String {
        self.named("result-word-", word)
    }

    /// What a safety entry asks about, from its id (`thoughts_of_death`).
    pub fn safety_entry(self, entry: &str) -> String {
        self.named("safety-entry-", entry)
    }

    /// How well a number is known, from its code (`verified`, `recalled`).
    pub fn mark(self, code: &str) -> String {
        self.named("mark-word-", code)
    }

    /// A licence's category, from its code (`public_domain`).
    pub fn licence_category(self, code: &str) -> String {
        self.named("licence-category-", code)
    }

    /// The language's name in the language that speaks; its tag where it has no name here.
    pub fn language(self, language: &Language) -> String {
        let base = language.as_str().split('-').next().unwrap_or_default();
        let key = Key::from_id(&format!("language-{}", language.as_str())).or_else(|| Key::from_id(&format!("language-{base}")));
        key.map_or_else(|| language.as_str().to_owned(), |key| self.say(key))
    }

    /// What an instrument asks about, in a patient's plain words; `None` for one that did not come with the product.
    pub fn own_topic(self, instrument: &str) -> Option<String> {
        key_of("own-page-topic-", instrument).map(|key| self.say(key))
    }

    /// The message for a code that arrives as data; the code in plain words where there is none.
    pub(crate) fn named(self, prefix: &str, code: &str) -> String {
        key_of(prefix, code).map_or_else(|| code.replace('_', " "), |key| self.format(key, &[]))
    }
}

/// The key of a code that arrives as data: lower case, with a hyphen for everything that is no letter or digit.
fn key_of(prefix: &str, code: &str) -> Option<Key> {
    let slug: String = code.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    Key::from_id(&format!("{prefix}{slug}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Library;
    use instruments::definition::LicenceCategory;
    use std::collections::BTreeSet;

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    /// Every code of a list has a name of its own.
    fn check<Code: Copy>(codes: &[Code], name: impl Fn(Code) -> String) {
        let names: BTreeSet<String> = codes.iter().map(|code| name(*code)).collect();
        assert_eq!(names.len(), codes.len(), "{names:?}");
    }

    #[test]
    fn no_two_codes_of_a_list_share_a_name() {
        let text = english();
        check(Phase::ALL, |code| text.phase(code));
        check(Mode::ALL, |code| text.mode(code));
        check(Respondent::ALL, |code| text.respondent(code));
        check(Completion::ALL, |code| text.completion(code));
        check(&LevelOfCare::ALL, |code| text.level_of_care(code));
        check(DischargeType::ALL, |code| text.discharge_type(code));
        check(DischargeDestination::ALL, |code| text.discharge_destination(code));
        check(&Role::ALL, |code| text.role(code));
        check(Race::ALL, |code| text.race(code));
        check(Ethnicity::ALL, |code| text.ethnicity(code));
        check(&[Sex::Female, Sex::Male, Sex::Other], |code| text.sex(code));
        check(PayerClass::ALL, |code| text.payer_class(code));
        check(ReferralSource::ALL, |code| text.referral_source(code));
        check(Modality::ALL, |code| text.modality(code));
        check(DiagnosisRank::ALL, |code| text.diagnosis_rank(code));
        check(CareTeamRole::ALL, |code| text.care_team_role(code));
        check(&[Verdict::Met, Verdict::NotMet, Verdict::Unknown], |code| text.verdict(code));
    }

    #[test]
    fn codes_that_arrive_as_data_have_a_name_or_are_shown_in_plain_words() {
        let text = english();
        for status in ["scored", "prorated", "totals_only", "unscorable", "not_administered", "recorded"] {
            assert!(Key::from_id(&format!("status-{}", status.replace('_', "-"))).is_some(), "{status}");
        }
        assert_eq!(text.status_code("totals_only"), "Total only");
        assert_eq!(text.band("moderately severe"), "moderately severe");
        assert_eq!(text.band("zone II hazardous"), "zone II hazardous");
        assert_eq!(text.safety_entry("thoughts_of_death"), "thoughts of death or self-harm");
        assert_eq!(text.safety_entry("fire_setting"), "fire setting");
        assert_eq!(text.mark("recalled"), "recalled");
        assert_eq!(text.licence_category("public_domain"), "Public domain");
        assert_eq!(text.language(&"es-us".parse().unwrap()), "Spanish");
        assert_eq!(text.language(&"xx".parse().unwrap()), "xx");
    }

    #[test]
    fn every_word_of_the_library_has_a_message() {
        let mut words: BTreeSet<(&str, String)> = BTreeSet::new();
        words.extend(LicenceCategory::ALL.map(|(_, code)| ("licence-category-", code.to_owned())));
        words.extend(["verified", "recalled"].map(|code| ("mark-word-", code.to_owned())));
        for definition in Library::shipped().unwrap().iter() {
            let bands = definition.scales.iter().flat_map(|scale| &scale.bands);
            words.extend(bands.map(|band| ("band-word-", band.name.to_string())));
            let rules = definition.classifications.iter().flat_map(|classification| &classification.rules);
            words.extend(rules.map(|rule| ("result-word-", rule.result.to_string())));
            words.extend(definition.safety.iter().map(|entry| ("safety-entry-", entry.id.to_string())));
            let is_of_patients = definition.is_answered_by(Respondent::Patient);
            words.extend(is_of_patients.then(|| ("own-page-topic-", definition.id.to_string())));
        }
        let missing: Vec<&(&str, String)> = words.iter().filter(|(prefix, word)| key_of(prefix, word).is_none()).collect();
        assert!(missing.is_empty(), "add to messages/en/instrument.ftl, topics to own_page.ftl: {missing:?}");
    }
}
