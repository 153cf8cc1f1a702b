//! Denials and appeals: codes that arrive from records, refusals, and the text of letters.

use ::utilization_review::appeal::{AppealRefusal, DisputedLine, LetterPart};
use vocabulary::{Argument, Finding, ZoneName};

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// A paper of an appeal, from its code: `designation`.
    pub fn appeal_paper(self, code: &str) -> String {
        self.named("paper-", code)
    }

    /// How a notice came, from its code: `fax`.
    pub fn notice_channel(self, code: &str) -> String {
        self.named("notice-channel-", code)
    }

    /// An element of a notice, from its code: `clinical_rationale`.
    pub fn notice_element(self, code: &str) -> String {
        self.named("notice-element-", code)
    }

    /// To whom is appealed, from its code: `external`.
    pub fn appeal_level(self, code: &str) -> String {
        self.named("appeal-level-", code)
    }

    /// Who appeals, from its code: `authorized_representative`.
    pub fn appellant(self, code: &str) -> String {
        self.named("appellant-", code)
    }

    /// What is to be done about a denial, from its code: `peer_to_peer`.
    pub fn appeal_task(self, code: &str) -> String {
        self.named("appeal-task-", code)
    }

    /// Why no rule says until when a decision must come, from its code: `contract`.
    pub fn appeal_no_rule(self, code: &str) -> String {
        self.named("appeal-no-rule-", code)
    }

    /// Why no rule says until when an appeal is filed, from its code: `second-level`.
    pub fn appeal_no_filing_rule(self, code: &str) -> String {
        self.named("appeal-no-filing-rule-", code)
    }

    /// Why nothing more is done about a denial, from its code: `not_appealed`.
    pub fn closure_reason(self, code: &str) -> String {
        self.named("closure-", code)
    }

    /// A letter to a payer, from its code: `claim_file`.
    pub fn letter_kind(self, code: &str) -> String {
        self.named("letter-kind-", code)
    }

    /// What became of a day in dispute, from its code: `overturned`.
    pub fn day_outcome(self, code: &str) -> String {
        self.named("day-outcome-", code)
    }

    /// A refused line of a claim beside the day on which the service was given.
    pub fn refused_line(self, line: &DisputedLine) -> String {
        let arguments = [("service", line.service.as_str().into()), ("amount", line.amount.into()), ("code", line.code.as_str().into())];
        self.say_with(Key::PacketDaysRefused, &arguments)
    }

    /// Why something about an appeal is not done, and what to do.
    pub fn appeal_refusal(self, refusal: AppealRefusal) -> String {
        match refusal {
            AppealRefusal::NoDenial => self.say(Key::AppealRefusedNoDenial),
            AppealRefusal::NoPatient => self.say(Key::AppealRefusedNoPatient),
            AppealRefusal::NoStay => self.say(Key::AppealRefusedNoStay),
            AppealRefusal::TakesNone => self.say(Key::AppealRefusedTakesNone),
            AppealRefusal::NotTakenIn => self.say(Key::AppealRefusedNotTakenIn),
            AppealRefusal::PaperMissing(kind) => {
                self.say_with(Key::AppealRefusedPaper, &[("paper", self.appeal_paper(kind.code()).into())])
            }
            AppealRefusal::NotAClinician => self.say(Key::AppealRefusedNotAClinician),
            AppealRefusal::CitesNothing { number } => {
                self.say_with(Key::AppealRefusedCitesNothing, &[("number", number.to_string().into())])
            }
            AppealRefusal::NumbersMoved => self.say(Key::AppealRefusedNumbersMoved),
            AppealRefusal::SavedSince => self.say(Key::LetterReleaseOther),
            AppealRefusal::EmptyLetter => self.say(Key::AppealRefusedEmpty),
            AppealRefusal::FiledBeforeNotice => self.say(Key::AppealRefusedBeforeNotice),
            AppealRefusal::AlreadyFiled => self.say(Key::AppealRefusedAlreadyFiled),
            AppealRefusal::AlreadyDecided => self.say(Key::AppealRefusedAlreadyDecided),
            AppealRefusal::NotFiled => self.say(Key::AppealRefusedNotFiled),
            AppealRefusal::NotInDispute { day } => self.say_with(Key::AppealRefusedNotInDispute, &[("day", day.into())]),
            AppealRefusal::NoNumber => self.say(Key::AppealRefusedNoNumber),
            AppealRefusal::NoticeBeforeDecision => self.say(Key::AppealRefusedNoticeBeforeDecision),
            AppealRefusal::Closed => self.say(Key::AppealRefusedClosed),
            AppealRefusal::NotTheLastOutcome => self.say(Key::AppealRefusedNotTheLastOutcome),
            AppealRefusal::OutOfOrder => self.say(Key::AppealRefusedOutOfOrder),
            AppealRefusal::FollowedUp => self.say(Key::AppealRefusedFollowedUp),
        }
    }

    /// A letter as the text that a person edits: paragraphs with an empty line between them, lines of a list with a hyphen.
    pub fn letter(self, parts: &[LetterPart], zone: &ZoneName) -> String {
        let mut text = String::new();
        let mut in_list = false;
        for part in parts {
            let is_item = matches!(part, LetterPart::Item(..) | LetterPart::Words(..) | LetterPart::Scores(_));
            if !text.is_empty() {
                text.push_str(if is_item && in_list { "\n" } else { "\n\n" });
            }
            in_list = is_item;
            text.push_str(&self.letter_line(part, zone));
        }
        text
    }

    fn letter_line(self, part: &LetterPart, zone: &ZoneName) -> String {
        let cited = |sentence: String, cites: &[u32]| match self.citations(cites) {
            numbers if numbers.is_empty() => sentence,
            numbers => format!("{sentence} {numbers}"),
        };
        match part {
            LetterPart::Heading(key) => Key::from_id(key).map_or_else(|| (*key).to_owned(), |key| self.say(key)),
            LetterPart::Sentence(fact, cites) => cited(self.letter_fact(fact, zone), cites),
            LetterPart::Item(fact, cites) => format!("- {}", cited(self.letter_fact(fact, zone), cites)),
            LetterPart::Scores(rows) => {
                let told = rows.iter().map(|row| self.packet_score(row));
                let instrument = rows.first().map(|row| row.instrument.as_str()).unwrap_or_default();
                format!("- {instrument}: {}", told.collect::<Vec<_>>().join(" · "))
            }
            // What a person wrote in several lines stays one line of the list.
            LetterPart::Words(words, cites) => {
                format!("- {}", cited(words.split_whitespace().collect::<Vec<_>>().join(" "), cites))
            }
        }
    }

    /// A fact of a letter: as in a packet, with the words of codes that only letters have.
    fn letter_fact(self, fact: &Finding, zone: &ZoneName) -> String {
        let mut said = fact.clone();
        for (name, argument) in &mut said.arguments {
            let Argument::Name(code) = argument else { continue };
            match (fact.key.0, *name) {
                (key, "element") if key.starts_with("letter-") => *code = self.notice_element(code),
                (key, "level") if key.starts_with("letter-") => {
                    if let Ok(level) = code.parse() {
                        *code = self.level_of_care(level);
                    }
                }
                _ => {}
            }
        }
        self.packet_statement(&said, zone)
    }
}

#[cfg(test)]
mod tests {
    use ::utilization_review::appeal::{
        AppealLevel, ClosureReason, DayOutcome, LetterKind, LetterPart, NoRule, NoticeChannel, NoticeElement, PaperKind,
    };
    use ::utilization_review::clock::{Appellant, DeadlineAct};
    use care::PlanFunding;
    use vocabulary::{Argument, Finding, FindingKey, Language, Verdict, ZoneName};

    use crate::{Key, Text};

    #[test]
    fn every_code_has_words() {
        let check = |prefix: &str, codes: Vec<&'static str>| {
            for code in codes {
                assert!(Key::from_id(&format!("{prefix}{}", code.replace('_', "-"))).is_some(), "{prefix}{code} has no message");
            }
        };
        check("paper-", PaperKind::ALL.iter().map(|each| each.code()).collect());
        check("notice-channel-", NoticeChannel::ALL.iter().map(|each| each.code()).collect());
        check("notice-element-", NoticeElement::ALL.iter().map(|each| each.code()).collect());
        check("appeal-level-", AppealLevel::ALL.iter().map(|each| each.code()).collect());
        check("appellant-", Appellant::ALL.iter().map(|each| each.code()).collect());
        check("letter-kind-", LetterKind::ALL.iter().map(|each| each.code()).collect());
        check("day-outcome-", DayOutcome::ALL.iter().map(|each| each.code()).collect());
        check("closure-", ClosureReason::ALL.iter().map(|each| each.code()).collect());
        let (unknown, self_funded) = (PlanFunding::Unknown, PlanFunding::SelfFunded);
        let filings = [
            (AppealLevel::First, Appellant::Provider, self_funded, false),
            (AppealLevel::First, Appellant::Member, unknown, false),
            (AppealLevel::First, Appellant::Member, self_funded, false),
            (AppealLevel::Second, Appellant::Member, self_funded, false),
            (AppealLevel::External, Appellant::Member, self_funded, false),
        ];
        let codes = filings.map(|(level, appellant, funding, is_final)| NoRule::of_filing(level, appellant, funding, is_final).code());
        assert_eq!(codes, ["contract", "funding-unknown", "no-row", "second-level", "not-final"]);
        check("appeal-no-filing-rule-", codes.to_vec());
        check("appeal-task-", DeadlineAct::ALL.iter().map(|each| each.code()).collect());
        check("appeal-task-", PaperKind::ALL.iter().map(|each| each.code()).collect());
    }

    #[test]
    fn a_letter_is_paragraphs_headings_and_lists_with_numbers_of_records() {
        let fact = |key, arguments| Finding { key: FindingKey(key), arguments, verdict: Verdict::Met, evidence: Vec::new(), missing: None };
        let element =
            vec![("element", Argument::Name("criteria".into())), ("source", Argument::Name("29 CFR 2560.503-1(g)(1)(v)(A)".into()))];
        let parts = [
            LetterPart::Sentence(fact("letter-no-reason", Vec::new()), Vec::new()),
            LetterPart::Heading("letter-heading-notice"),
            LetterPart::Item(fact("letter-missing-element-source", element), Vec::new()),
            LetterPart::Words("Lives alone;\ntwo crisis calls.".into(), vec![1, 2, 3, 7]),
            LetterPart::Sentence(fact("letter-continue-answer", Vec::new()), Vec::new()),
        ];
        let expected = "\
The decision gives no reason. The facts of each day in dispute stand in the table at the end of this letter.

What the notice does not say

- The criteria relied on, or that they are free on request (29 CFR 2560.503-1(g)(1)(v)(A)).
- Lives alone; two crisis calls. [1–3, 7]

Tell us at once, and in writing, whether coverage continues, and until when.";
        assert_eq!(Text::for_language(&Language::english()).letter(&parts, &ZoneName::utc()), expected);
    }
}
