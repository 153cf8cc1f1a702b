//! Reading what a form sent. A value that does not fit stays as it was typed, beside its problem, so that nothing has to be typed twice.

use std::str::FromStr;

use app::{AppError, FieldProblemKind, Held};
use care::identity::LinkProblem;
use vocabulary::{Day, Instant, PatientId, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;

/// The most characters that a line of text may have.
pub(crate) const LINE_LENGTH_MAX: usize = 200;
/// The most characters that a longer text may have.
pub(crate) const TEXT_LENGTH_MAX: usize = 2_000;

/// The name of the hidden field with the session's token.
pub(crate) const TOKEN_FIELD: &str = "form_token";

/// The fields of a form as they came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pairs: Vec<(String, String)>,
}

impl Fields {
    /// Reads the body of a form or the query of an address.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        Self { pairs: form_urlencoded::parse(bytes).into_owned().collect() }
    }

    /// The first value of a field without space around it; empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value.trim())
    }

    /// The first value as it was typed, for passwords.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.pairs.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.trim())
    }

    /// Every field with its value, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A value that reads as `T`; `None` when it is absent or does not.
    pub(crate) fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Fields {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self { pairs: pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect() }
    }
}

/// What is wrong with the fields of a form, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems {
    list: Vec<(String, String)>,
    /// About whom nothing may leave: what they consented to stands on a page of its own.
    pub(crate) without_consent: Option<PatientId>,
}

impl Problems {
    /// Notes a problem of a field; the first one of a field is kept.
    pub(crate) fn add(&mut self, field: &str, sentence: impl Into<String>) {
        if self.of(field).is_none() {
            self.list.push((field.to_owned(), sentence.into()));
        }
    }

    /// The problem of a field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.list.iter().find(|(given, _)| given == field).map(|(_, sentence)| sentence.as_str())
    }

    /// True when nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Field and sentence, in the order of the form.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(field, sentence)| (field.as_str(), sentence.as_str()))
    }
}

/// Reads typed values out of fields and collects what does not fit.
pub(crate) struct Reader<'a> {
    /// What came in.
    pub(crate) fields: &'a Fields,
    /// What is wrong with it so far.
    pub(crate) problems: Problems,
    text: Text,
    today: Day,
}

impl<'a> Reader<'a> {
    /// Starts reading; today is only the example of how a day is written.
    pub(crate) fn new(fields: &'a Fields, text: Text, today: Day) -> Self {
        Self { fields, problems: Problems::default(), text, today }
    }

    /// A sentence in the language of the form.
    pub(crate) fn say(&self, key: Key) -> String {
        self.text.say(key)
    }

    fn refuse(&mut self, name: &str, key: Key, label: Key) {
        let sentence = self.text.say_with(key, &[("label", self.text.say(label).into())]);
        self.problems.add(name, sentence);
    }

    /// A line that may be empty.
    pub(crate) fn line(&mut self, name: &str, label: Key) -> String {
        self.limited(name, label, LINE_LENGTH_MAX)
    }

    /// A line that must be there.
    pub(crate) fn required_line(&mut self, name: &str, label: Key) -> String {
        self.required(name, label, LINE_LENGTH_MAX)
    }

    /// A longer text that may be empty.
    pub(crate) fn text(&mut self, name: &str, label: Key) -> String {
        self.limited(name, label, TEXT_LENGTH_MAX)
    }

    /// A longer text that must be there.
    pub(crate) fn required_text(&mut self, name: &str, label: Key) -> String {
        self.required(name, label, TEXT_LENGTH_MAX)
    }

    fn required(&mut self, name: &str, label: Key, longest: usize) -> String {
        if self.fields.text(name).is_empty() {
            self.refuse(name, Key::FormProblemRequired, label);
        }
        self.limited(name, label, longest)
    }

    fn limited(&mut self, name: &str, label: Key, longest: usize) -> String {
        let value = self.fields.text(name);
        if value.chars().count() > longest {
            let arguments = [("label", self.text.say(label).into()), ("allowed", longest.into())];
            self.problems.add(name, self.text.say_with(Key::FormProblemTooLong, &arguments));
        }
        value.to_owned()
    }

    /// A day that must be there.
    pub(crate) fn required_day(&mut self, name: &str, label: Key) -> Option<Day> {
        if self.fields.text(name).is_empty() {
            self.refuse(name, Key::FormProblemRequired, label);
        }
        self.day(name, label)
    }

    /// A day that may be left out.
    pub(crate) fn day(&mut self, name: &str, label: Key) -> Option<Day> {
        let value = self.fields.text(name);
        let day = value.parse().ok();
        if day.is_none() && !value.is_empty() {
            let example = self.today.to_string();
            let arguments = [("label", self.text.say(label).into()), ("example", example.into())];
            self.problems.add(name, self.text.say_with(Key::FormProblemDay, &arguments));
        }
        day
    }

    /// A day with a time on the clock of a zone, which must be there.
    pub(crate) fn required_moment(&mut self, name: &str, label: Key, zone: &ZoneName) -> Option<Instant> {
        if self.fields.text(name).is_empty() {
            self.refuse(name, Key::FormProblemRequired, label);
        }
        self.moment(name, label, zone)
    }

    /// A day with a time on the clock of a zone, which may be left out.
    pub(crate) fn moment(&mut self, name: &str, label: Key, zone: &ZoneName) -> Option<Instant> {
        let value = self.fields.text(name);
        let moment = zone.instant_of(value);
        if moment.is_none() && !value.is_empty() {
            self.refuse(name, Key::FormProblemUnreadable, label);
        }
        moment
    }

    /// A choice that must be made.
    pub(crate) fn required_choice<T: FromStr>(&mut self, name: &str, label: Key) -> Option<T> {
        if self.fields.text(name).is_empty() {
            self.refuse(name, Key::FormProblemChoose, label);
        }
        self.choice(name, label)
    }

    /// A number, an amount or another value that is typed and must be there.
    pub(crate) fn required_value<T: FromStr>(&mut self, name: &str, label: Key) -> Option<T> {
        let value = self.fields.text(name);
        let read = value.parse().ok();
        if read.is_none() {
            self.refuse(name, if value.is_empty() { Key::FormProblemRequired } else { Key::FormProblemUnreadable }, label);
        }
        read
    }

    /// A choice that may be left open.
    pub(crate) fn choice<T: FromStr>(&mut self, name: &str, label: Key) -> Option<T> {
        let value = self.fields.text(name);
        let choice = value.parse().ok();
        if choice.is_none() && !value.is_empty() {
            self.refuse(name, Key::FormProblemNotOffered, label);
        }
        choice
    }
}

/// The fields of a form by name, with their labels: how the problems that a use case found get their words.
pub(crate) type Labels<'a> = &'a [(&'a str, Key)];

impl Problems {
    /// Takes over what a use case found wrong with a form. Every other kind of error is passed on.
    pub(crate) fn take_over(&mut self, text: Text, error: AppError, labels: Labels<'_>) -> Result<(), PageError> {
        match error {
            AppError::Form(list) => {
                for problem in list {
                    let label = labels.iter().find(|(field, _)| *field == problem.field).map(|(_, label)| text.say(*label));
                    // A problem of a field that is not on this form stands at the first one rather than nowhere.
                    let place =
                        if label.is_some() { problem.field.as_str() } else { labels.first().map_or("content", |(field, _)| *field) };
                    let label = label.unwrap_or_else(|| problem.field.replace(['_', '-'], " "));
                    let mut arguments = vec![("label", label.into())];
                    if let FieldProblemKind::TooLong(allowed) = problem.kind {
                        arguments.push(("allowed", allowed.into()));
                    }
                    self.add(place, text.say_with(sentence_of(&problem.kind), &arguments));
                }
            }
            AppError::NoBasis { why, patient, lacking, of } => {
                self.without_consent = Some(patient);
                let place = labels.iter().find(|(field, _)| *field == "basis").or(labels.first()).map_or("content", |(field, _)| *field);
                let patients = text.say_with(Key::NoBasisLacking, &[("lacking", lacking.into()), ("of", of.into())]);
                self.add(place, if of > 1 { format!("{} {patients}", text.no_basis(why)) } else { text.no_basis(why) });
            }
            AppError::Packet(refusal) => {
                let place = labels.first().map_or("content", |(field, _)| *field);
                self.add(place, text.packet_refusal(refusal));
            }
            AppError::Appeal(refusal) => {
                let place = labels.first().map_or("content", |(field, _)| *field);
                self.add(place, text.appeal_refusal(refusal));
            }
            AppError::Care(problem) => {
                let place = labels.first().map_or("content", |(field, _)| *field);
                self.add(place, text.care_problem(&problem));
            }
            AppError::Link(problem) => {
                let key = match problem {
                    LinkProblem::SamePatient => Key::PatientLinkSame,
                    LinkProblem::AlreadyMerged => Key::PatientLinkAlready,
                    LinkProblem::Circle => Key::PatientLinkCircle,
                    LinkProblem::NotMerged => Key::PatientLinkNot,
                };
                self.add(labels.first().map_or("content", |(field, _)| *field), text.say(key));
            }
            other => return Err(other.into()),
        }
        Ok(())
    }
}

const fn sentence_of(kind: &FieldProblemKind) -> Key {
    match kind {
        FieldProblemKind::Required => Key::FormProblemRequired,
        FieldProblemKind::Unreadable => Key::FormProblemUnreadable,
        FieldProblemKind::NotAChoice => Key::FormProblemNotOffered,
        FieldProblemKind::Future => Key::FormProblemFuture,
        FieldProblemKind::BeforeBirth => Key::FormProblemBeforeBirth,
        FieldProblemKind::Backwards => Key::FormProblemBackwards,
        FieldProblemKind::TooLong(_) => Key::FormProblemTooLong,
        FieldProblemKind::Past => Key::FormProblemPast,
        FieldProblemKind::AfterReview => Key::FormProblemAfterReview,
        FieldProblemKind::Taken => Key::FormProblemTaken,
        FieldProblemKind::AnotherPerson => Key::FormProblemAnotherPerson,
        FieldProblemKind::PasswordTooShort => Key::FormProblemPasswordTooShort,
        FieldProblemKind::ReasonTooShort => Key::FormProblemReasonTooShort,
        FieldProblemKind::StillNeeded => Key::FormProblemStillNeeded,
        FieldProblemKind::Held(Held::Released) => Key::FormProblemHeldReleased,
        FieldProblemKind::Held(Held::Notice) => Key::FormProblemHeldNotice,
        FieldProblemKind::Held(Held::Dispute) => Key::FormProblemHeldDispute,
        FieldProblemKind::Held(Held::Billed) => Key::FormProblemHeldBilled,
        FieldProblemKind::Held(Held::Decision) => Key::FormProblemHeldDecision,
        FieldProblemKind::Held(Held::Readmission) => Key::FormProblemHeldReadmission,
        FieldProblemKind::LevelBeyond => Key::FormProblemLevelBeyond,
        FieldProblemKind::AlertsOpen => Key::FormProblemAlertsOpen,
        FieldProblemKind::AnotherPersonApproves => Key::FormProblemAnotherPersonApproves,
        FieldProblemKind::OwnAdministrator => Key::FormProblemOwnAdministrator,
        FieldProblemKind::NoEpisode => Key::FormProblemNoEpisode,
        FieldProblemKind::NobodyHasNumber => Key::FormProblemNobodyHasNumber,
        FieldProblemKind::ClaimSpeaksAgainst => Key::FormProblemClaimSpeaksAgainst,
        FieldProblemKind::NoLine => Key::FormProblemNoLine,
        FieldProblemKind::NotOnRecord => Key::FormProblemNotOnRecord,
        FieldProblemKind::OtherDays => Key::FormProblemOtherDays,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Language, Sex};

    fn today() -> Day {
        "2026-11-23".parse().unwrap()
    }

    #[test]
    fn fields_repeat_and_keep_their_order() {
        let fields = Fields::parse(b"role=biller&role=director&item.1=3&item.2=+0+&name=Z%C3%BCrich");
        assert_eq!(fields.all("role").collect::<Vec<_>>(), ["biller", "director"]);
        assert_eq!((fields.text("item.1"), fields.text("item.2")), ("3", "0"));
        assert_eq!(fields.text("name"), "Zürich");
        assert_eq!(fields.text("absent"), "");
    }

    #[test]
    fn bytes_that_are_no_text_do_not_stop_the_reading() {
        assert_eq!(Fields::parse(b"a=%ff&b=%zz&=&c").text("b"), "%zz");
    }

    #[test]
    fn each_field_that_does_not_fit_is_named_once() {
        let fields = Fields::from([("day", "yesterday"), ("sex", "unclear"), ("name", " ")]);
        let mut reader = Reader::new(&fields, Text::for_language(&Language::english()), today());
        assert_eq!(reader.required_day("day", Key::PatientBirthDay), None);
        assert_eq!(reader.choice::<Sex>("sex", Key::PatientSex), None);
        assert_eq!(reader.required_line("name", Key::PatientFamilyName), "");
        let sentences: Vec<&str> = reader.problems.iter().map(|(_, sentence)| sentence).collect();
        assert_eq!(
            sentences,
            [
                "Birth day: give a day as year, month and day, such as 2026-11-23.",
                "Sex: this answer is not one of those offered.",
                "Family name: fill this in."
            ]
        );
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let long = "x".repeat(LINE_LENGTH_MAX + 1);
        let fields = Fields::from([("name", long.as_str())]);
        let mut reader = Reader::new(&fields, Text::for_language(&Language::english()), today());
        reader.line("name", Key::PatientFamilyName);
        assert_eq!(reader.problems.of("name"), Some("Family name: at most 200 characters."));
    }
}
