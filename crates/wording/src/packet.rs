//! Packets and disclosures: facts that speak against a request, citations, and codes that arrive from records.

use ::utilization_review::packet::{DisputeDay, PacketRefusal, ScoreRow, ScoreValue};
use care::{DisclosureConsent, NoBasis};
use vocabulary::{Argument, Day, Finding, Points, ZoneName};

use crate::key::Key;
use crate::text::Text;

/// Facts of one moment whose sentences name no day.
const DATED: &[&str] = &[
    "review-fact-risk",
    "review-fact-incident",
    "review-fact-functioning",
    "review-fact-supports",
    "review-fact-substance-use",
    "review-fact-drug-screen",
    "review-fact-participation",
    "review-fact-plan-change",
    "review-fact-goal-progress",
    "review-fact-housing",
];

impl Text {
    /// A fact of a packet: as in a review, and those that speak against the request.
    pub fn packet_fact(self, fact: &Finding, zone: &ZoneName) -> String {
        self.with_details(self.packet_sentence(fact, zone), fact)
    }

    fn packet_sentence(self, fact: &Finding, zone: &ZoneName) -> String {
        let mut said = fact.clone();
        for (name, argument) in &mut said.arguments {
            let Argument::Name(code) = argument else { continue };
            match (fact.key.0, *name) {
                ("packet-against-carried", "question") => *code = self.review_question(code),
                (key, "entries") if key.starts_with("packet-fact-safety-") => {
                    *code = code.split(' ').map(|entry| self.safety_entry(entry)).collect::<Vec<_>>().join(", ");
                }
                _ => {}
            }
        }
        self.fact_sentence(&said, zone)
    }

    /// A statement of a packet: a fact with the day of its newest record, where the sentence itself names none; with how many records say the same, from when
    /// to when, where several days do.
    pub fn packet_statement(self, fact: &Finding, zone: &ZoneName) -> String {
        let sentence = self.packet_sentence(fact, zone);
        let days = || fact.evidence.iter().map(|evidence| evidence.day);
        let dated = match (days().min(), days().max()) {
            (Some(first), Some(last)) if DATED.contains(&fact.key.0) => {
                let told = ("fact", sentence.trim_end_matches('.').into());
                // A goal and its progress are two records of one statement.
                if first == last || fact.key.0 == "review-fact-goal-progress" {
                    self.say_with(Key::PacketFactDated, &[told, ("day", last.into())])
                } else {
                    let count = ("count", fact.evidence.len().into());
                    self.say_with(Key::PacketFactDatedSeries, &[told, count, ("first", first.into()), ("last", last.into())])
                }
            }
            _ => sentence,
        };
        self.with_details(dated, fact)
    }

    /// One score with its day and its record.
    pub fn packet_score(self, row: &ScoreRow) -> String {
        let value = match &row.value {
            ScoreValue::Points(points) => (*points).into(),
            ScoreValue::Words(word) => self.classification(word).into(),
        };
        self.say_with(Key::PacketScore, &[("points", value), ("day", row.day.into()), ("cites", self.citations(&[row.cite]).into())])
    }

    /// What happened on a day in dispute; that nothing is on record where nothing is.
    pub fn dispute_events(self, day: &DisputeDay, zone: &ZoneName) -> String {
        let told: Vec<String> = day.events.iter().map(|fact| self.packet_fact(fact, zone)).collect();
        if told.is_empty() { self.say(Key::PacketDaysNothing) } else { told.join(" ") }
    }

    /// What was given at this level on a day in dispute, with its hours.
    pub fn dispute_services(self, day: &DisputeDay) -> String {
        let told = day.services.iter().map(|(kind, minutes)| {
            let kind = self.record_choice("attendance", "attendance-kind", kind.code());
            self.say_with(Key::PacketDaysService, &[("kind", kind.into()), ("hours", self.hours(*minutes).into())])
        });
        let told: Vec<String> = told.collect();
        match (told.is_empty(), day.delivered_minutes) {
            (true, 0) => self.say(Key::PacketDaysNoService),
            (true, minutes) => self.hours(minutes),
            (false, _) => told.join(", "),
        }
    }

    /// Hours with one decimal.
    pub fn hours(self, minutes: u32) -> String {
        let tenths = i64::from(minutes) * 10 / 60;
        self.points_exact(Points::from_ten_thousandths(tenths * 1_000))
    }

    /// A variant of a packet, from its code: `peer_to_peer`.
    pub fn packet_variant(self, code: &str) -> String {
        self.named("packet-variant-", code)
    }

    /// A section of a packet, from its code. The one about changes needs a day and has its own key.
    pub fn packet_section(self, code: &str) -> String {
        self.named("packet-section-", code)
    }

    /// A kind of record, as an index names it: `risk_rating`.
    pub fn packet_kind(self, kind: &str) -> String {
        let slug = kind.replace('_', "-");
        Key::from_id(&format!("packet-kind-{slug}")).map_or_else(|| self.record_kind(kind), |key| self.say(key))
    }

    /// The ground on which something leaves, from its code; one that is not in the list is shown as it stands on record.
    pub fn legal_basis(self, code: &str) -> String {
        self.named("legal-basis-", code)
    }

    /// For what a patient consented, from its code.
    pub fn consent_use(self, code: &str) -> String {
        self.named("consent-use-", code)
    }

    /// What left, from its code; a kind without words is shown as it stands on record.
    pub fn release_subject(self, code: &str) -> String {
        self.named("release-subject-", code)
    }

    /// Whether a consent holds on a day, and until when.
    pub fn consent_state(self, consent: &DisclosureConsent, today: Day) -> String {
        match (consent.revoked, consent.expires) {
            (Some(revoked), _) => self.say_with(Key::DisclosuresConsentRevoked, &[("day", revoked.into())]),
            (None, Some(last)) if last < today => self.say_with(Key::DisclosuresConsentExpired, &[("day", last.into())]),
            (None, Some(last)) => self.say_with(Key::DisclosuresConsentHoldsUntil, &[("day", last.into())]),
            (None, None) => self.say(Key::DisclosuresConsentHolds),
        }
    }

    /// Why nothing may leave, and what to do.
    pub fn no_basis(self, why: NoBasis) -> String {
        match why {
            NoBasis::NoConsent => self.say(Key::NoBasisNoConsent),
            NoBasis::NoConsentUnderPart2 => self.say(Key::NoBasisNoConsentUnderPart2),
            NoBasis::Revoked { on } => self.say_with(Key::NoBasisRevoked, &[("day", on.into())]),
            NoBasis::Expired { on } => self.say_with(Key::NoBasisExpired, &[("day", on.into())]),
        }
    }

    /// Why a packet may not be released, and what to do.
    pub fn packet_refusal(self, refusal: PacketRefusal) -> String {
        match refusal {
            PacketRefusal::Unanswered { count } => self.say_with(Key::PacketRefusedUnanswered, &[("count", count.into())]),
            PacketRefusal::NoAuthor => self.say(Key::PacketRefusedNoAuthor),
            PacketRefusal::NoDenial => self.say(Key::PacketRefusedNoDenial),
            PacketRefusal::NoPayer { day } => self.say_with(Key::PacketRefusedNoPayer, &[("day", day.into())]),
            PacketRefusal::Nothing => self.say(Key::PacketRefusedNothing),
            PacketRefusal::Changed => self.say(Key::PacketRefusedChanged),
        }
    }

    /// Numbers of an index in brackets, runs of three and more shortened: `[1, 3–5]`. Empty without numbers.
    #[expect(clippy::unused_self, reason = "a language may write them otherwise")]
    pub fn citations(self, numbers: &[u32]) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut rest = numbers;
        while let Some(first) = rest.first() {
            let length = rest.iter().zip(*first..).take_while(|(number, expected)| *number == expected).count();
            match length {
                1 | 2 => parts.extend(rest[..length].iter().map(u32::to_string)),
                _ => parts.push(format!("{first}–{}", rest[length - 1])),
            }
            rest = &rest[length..];
        }
        if parts.is_empty() { String::new() } else { format!("[{}]", parts.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use ::utilization_review::packet::{SectionKind, Variant};
    use care::{ConsentUse, LegalBasis};
    use vocabulary::{Argument, Evidence, Finding, FindingKey, Language, Verdict, Version};

    use crate::{Key, Text};

    #[test]
    fn a_statement_says_of_which_day_it_is() {
        let check = |key: &'static str, arguments: Vec<(&'static str, Argument)>, expected: &str| {
            let day = "2026-11-24".parse().expect("a day");
            let evidence = Evidence { kind: "record", id: "1".to_owned(), version: Version::FIRST, day };
            let fact = Finding { key: FindingKey(key), arguments, verdict: Verdict::Met, evidence: vec![evidence], missing: None };
            let zone = "America/New_York".parse().expect("a zone");
            let said = Text::for_language(&Language::english()).packet_statement(&fact, &zone);
            assert_eq!(said, expected);
        };
        check("review-fact-functioning", vec![("impairment", Argument::Count(2))], "Impairment of function: Moderately (Nov 24, 2026).");
        check("packet-against-goals-met", Vec::new(), "All goals of the plan are reached.");
        let goal = [("goal", "Sleeps six hours"), ("progress", "none"), ("measure", "nights slept"), ("interventions", "CBT-I weekly.")];
        let mut goal: Vec<_> = goal.map(|(name, words)| (name, Argument::Name(words.to_owned()))).into();
        goal.insert(3, ("target-day", Argument::Day("2026-12-08".parse().expect("a day"))));
        let said = "Goal: Sleeps six hours. Progress: No nearer (Nov 24, 2026). Measured by: nights slept. By Dec 8, 2026. What is done: CBT-I weekly.";
        check("review-fact-goal-progress", goal, said);
        let asked =
            |entries: &str| vec![("instrument", Argument::Name("C-SSRS".to_owned())), ("entries", Argument::Name(entries.to_owned()))];
        let day = ("day", Argument::Day("2026-11-24".parse().expect("a day")));
        let said = "C-SSRS of Nov 24, 2026: asked, not reported: thoughts of death or self-harm, suicidal thoughts.";
        check("packet-fact-safety-not-reported", [asked("thoughts_of_death suicidal_ideation"), vec![day]].concat(), said);
    }

    #[test]
    fn what_several_records_say_is_told_from_the_first_to_the_last_of_them() {
        let told = |days: &[&str]| {
            let of = |day: &&str| {
                let day = day.parse().expect("a day");
                Evidence { kind: "risk_rating", id: "1".to_owned(), version: Version::FIRST, day }
            };
            let arguments = vec![("impairment", Argument::Count(2))];
            let evidence = days.iter().map(of).collect();
            let fact = Finding { key: FindingKey("review-fact-functioning"), arguments, verdict: Verdict::Met, evidence, missing: None };
            Text::for_language(&Language::english()).packet_statement(&fact, &"America/New_York".parse().expect("a zone"))
        };
        let series = "Impairment of function: Moderately (3 records, Oct 1, 2026 to Nov 24, 2026).";
        assert_eq!(told(&["2026-11-24", "2026-10-01", "2026-11-02"]), series);
        assert_eq!(told(&["2026-11-24", "2026-11-24"]), "Impairment of function: Moderately (Nov 24, 2026).");
    }

    #[test]
    fn runs_of_citations_are_shortened() {
        let check = |numbers: &[u32], expected: &str| {
            assert_eq!(Text::for_language(&Language::english()).citations(numbers), expected);
        };
        check(&[], "");
        check(&[7], "[7]");
        check(&[1, 2], "[1, 2]");
        check(&[1, 3, 4, 5, 9, 10], "[1, 3–5, 9, 10]");
    }

    #[test]
    fn every_code_has_words() {
        let check = |prefix: &str, codes: Vec<&'static str>| {
            for code in codes {
                assert!(Key::from_id(&format!("{prefix}{}", code.replace('_', "-"))).is_some(), "{prefix}{code} has no message");
            }
        };
        check("packet-variant-", Variant::ALL.iter().map(|each| each.code()).collect());
        check("packet-section-", SectionKind::ALL.iter().map(|each| each.code()).collect());
        check("legal-basis-", LegalBasis::ALL.iter().map(|each| each.code()).collect());
        check("consent-use-", ConsentUse::ALL.iter().map(|each| each.code()).collect());
    }
}
