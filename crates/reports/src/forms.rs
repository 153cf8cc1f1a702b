//! Forms on paper: one packet for one visit, each form with its bar code.
//!
//! A packet holds no record number, no earlier answer, and no name unless whoever prints it wants one: whose it is follows from the numbers in its bar codes,
//! which mean nothing outside of the practice's database, and the one who answers writes their first name on it, so that a packet that went to the wrong
//! person is noticed. Who answers about somebody else writes two names: whom it is about, and their own. It holds nothing that was answered, so it is no release of records.

use std::sync::{Arc, LazyLock};

use instruments::definition::AnswerKind;
use instruments::{Definition, FormText, Respondent};
use serde::Serialize;
use typst::syntax::Source;
use vocabulary::Instant;
use wording::{Key, Text};

use crate::typesetter::{self, PdfFacts, ReportError};

/// The national lines: sources stand beside the crisis card of the pages (`web`, `check_in/help.rs`).
const LIFELINE: &str = "988";
const EMERGENCY: &str = "911";

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| typesetter::template(include_str!("../templates/forms.typ")));

/// The forms of one visit.
#[derive(Clone, Debug)]
pub struct PaperPacket {
    /// The name of the practice.
    pub practice: String,
    /// The name of the patient, where it is to stand on the first sheet instead of a line to be filled in.
    pub patient_name: Option<String>,
    /// Who answers: anybody but the patient has a line for their own name beside that of the patient.
    pub respondent: Respondent,
    /// The forms in their order.
    pub forms: Vec<PaperForm>,
    /// The practice's own words for somebody who needs help now; `None` where it has none in this language.
    pub crisis_text: Option<String>,
    /// When it is printed.
    pub printed_at: Instant,
}

/// One form.
#[derive(Clone, Debug)]
pub struct PaperForm {
    /// The digits of its bar code.
    pub code: String,
    /// The same in groups, for people.
    pub spoken_code: String,
    /// What is asked.
    pub definition: Arc<Definition>,
    /// In which words.
    pub text: Arc<FormText>,
    /// The places of the items that it asks.
    pub items: Vec<usize>,
}

#[derive(Serialize)]
struct PacketView {
    title: String,
    language: String,
    practice: String,
    name_line: String,
    /// Empty where the one who answers writes it.
    patient_name: String,
    /// Empty where the patient answers.
    respondent_line: String,
    day_line: String,
    lead: String,
    help: Vec<String>,
    staff: Vec<String>,
    page: String,
    forms: Vec<FormView>,
}

#[derive(Serialize)]
struct FormView {
    title: String,
    code: String,
    bar_code: String,
    alternative: String,
    instructions: String,
    items: Vec<ItemView>,
    /// What the owner of the form wants said beside it: in English, in every language of the form. The template says so to whoever reads aloud.
    notice: String,
}

#[derive(Serialize)]
struct ItemView {
    number: String,
    text: String,
    choices: Vec<(String, String)>,
    line: String,
}

/// The packet as a PDF: tagged, PDF/UA-1 and PDF/A-2a.
pub fn render_forms(packet: &PaperPacket, text: Text) -> Result<Vec<u8>, ReportError> {
    let codes: Vec<&str> = packet.forms.iter().map(|form| form.code.as_str()).collect();
    let facts = PdfFacts { identity: codes.join("-"), created: packet.printed_at };
    typesetter::pdf(&TEMPLATE, &view(packet, text), &facts)
}

fn view(packet: &PaperPacket, text: Text) -> PacketView {
    let paragraphs = packet.crisis_text.iter().flat_map(|words| words.split("\n\n")).map(str::to_owned);
    PacketView {
        title: text.say_with(Key::PaperTitle, &[("practice", (&packet.practice).into())]),
        language: text.language_tag().to_owned(),
        practice: packet.practice.clone(),
        name_line: text.say(name_line(packet)),
        patient_name: packet.patient_name.clone().unwrap_or_default(),
        respondent_line: if packet.respondent == Respondent::Patient { String::new() } else { text.say(Key::PaperRespondent) },
        day_line: text.say(Key::PaperDay),
        lead: text.say(Key::PaperLead),
        help: std::iter::once(text.say_with(Key::PaperHelp, &[("lifeline", LIFELINE.into()), ("emergency", EMERGENCY.into())]))
            .chain(paragraphs)
            .collect(),
        staff: staff(packet, text),
        page: text.say_with(Key::PaperPage, &[("page", "{page}".into()), ("pages", "{pages}".into())]),
        forms: packet.forms.iter().map(|form| form_view(form, text)).collect(),
    }
}

/// What stands before the name of the patient, or before the line for it.
fn name_line(packet: &PaperPacket) -> Key {
    match (packet.respondent, packet.patient_name.is_some()) {
        (Respondent::Patient, true) => Key::PaperNamed,
        (Respondent::Patient, false) => Key::PaperName,
        (_, true) => Key::PaperAboutNamed,
        (_, false) => Key::PaperAbout,
    }
}

/// What staff do with it: which questions are looked at before the person leaves, and how it goes on.
fn staff(packet: &PaperPacket, text: Text) -> Vec<String> {
    let lines = packet.forms.iter().filter_map(|form| {
        let mut items: Vec<usize> = form.definition.safety.iter().flat_map(|entry| entry.items.iter().map(|item| item + 1)).collect();
        items.sort_unstable();
        items.dedup();
        let numbers: Vec<String> = items.iter().map(ToString::to_string).collect();
        let arguments = [("instrument", (&form.definition.short_name).into()), ("questions", text.list(&numbers).into())];
        (!numbers.is_empty()).then(|| text.say_with(Key::PaperStaffCheck, &arguments))
    });
    std::iter::once(text.say(Key::PaperStaff)).chain(lines).collect()
}

fn form_view(form: &PaperForm, text: Text) -> FormView {
    let items = form.items.iter().map(|place| item_view(form, *place, text));
    FormView {
        title: form.text.title.clone(),
        code: form.spoken_code.clone(),
        bar_code: charts::bar_code::svg(&form.code).unwrap_or_default(),
        alternative: text.say_with(Key::PaperBarCode, &[("code", (&form.spoken_code).into())]),
        instructions: form.text.instructions.clone().unwrap_or_default(),
        items: items.collect(),
        notice: form.definition.licence.notice.clone().unwrap_or_default(),
    }
}

fn item_view(form: &PaperForm, place: usize, text: Text) -> ItemView {
    let set = form.definition.answers_of(place);
    let labels = &form.text.options[form.definition.items[place].answers];
    let (choices, line) = match &set.kind {
        AnswerKind::Options(options) => {
            let label = |at: usize, value: &i32| labels.get(at).cloned().unwrap_or_else(|| value.to_string());
            (options.iter().enumerate().map(|(at, (value, _))| (value.to_string(), label(at, value))).collect(), String::new())
        }
        AnswerKind::Number { minimum, maximum } => {
            let range = [("low", minimum.to_string().into()), ("high", maximum.to_string().into())];
            (Vec::new(), text.say_with(Key::PaperNumber, &range))
        }
    };
    ItemView { number: (place + 1).to_string(), text: form.text.items[place].clone(), choices, line }
}

#[cfg(test)]
mod tests {
    use instruments::Library;
    use vocabulary::Language;

    use super::*;

    fn packet(language: &str) -> (PaperPacket, Text) {
        let language: Language = language.parse().unwrap();
        let library = Library::shipped().unwrap();
        let forms = ["phq-9", "gad-7"].iter().enumerate().filter_map(|(place, id)| {
            let definition = Arc::clone(library.get(id).unwrap());
            let text = Arc::new(definition.texts.get(&language)?.clone());
            let items = (0..definition.items.len()).collect();
            Some(PaperForm { code: format!("123456789{place}"), spoken_code: format!("1234 567 89{place}"), definition, text, items })
        });
        let packet = PaperPacket {
            practice: "Riverside".to_owned(),
            patient_name: None,
            respondent: Respondent::Patient,
            forms: forms.collect(),
            crisis_text: Some("Call 555-0100.\n\nAt night: 555-0101.".to_owned()),
            printed_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        };
        (packet, Text::for_language(&language))
    }

    #[test]
    fn a_packet_is_a_tagged_document_in_both_languages_and_the_same_twice() {
        for language in ["en", "es"] {
            let (packet, text) = packet(language);
            let bytes = render_forms(&packet, text).unwrap();
            assert!(bytes.starts_with(b"%PDF-"), "{language}");
            assert_eq!(render_forms(&packet, text).unwrap(), bytes, "{language}");
            // The notices of the owners are English beside forms in any language, and are read aloud as such.
            let tagged = bytes.windows(9).any(|bytes| bytes == b"/Lang(en)" || bytes == b"/Lang (en");
            assert!(tagged, "{language}");
        }
    }

    #[test]
    fn a_name_stands_on_a_packet_only_where_that_is_wanted() {
        let (mut packet, text) = packet("en");
        assert_eq!(view(&packet, text).patient_name, "");
        let without = render_forms(&packet, text).unwrap();
        packet.patient_name = Some("Anna Example".to_owned());
        let named = view(&packet, text);
        assert_eq!((named.patient_name.as_str(), named.name_line.as_str()), ("Anna Example", "Name:"));
        assert_ne!(render_forms(&packet, text).unwrap(), without);
    }

    #[test]
    fn who_answers_about_somebody_else_has_a_line_for_their_own_name() {
        let check = |respondent: Respondent, name: Option<&str>, expected: [&str; 3]| {
            let (mut packet, text) = packet("en");
            (packet.respondent, packet.patient_name) = (respondent, name.map(str::to_owned));
            let found = view(&packet, text);
            assert_eq!([found.name_line.as_str(), found.patient_name.as_str(), found.respondent_line.as_str()], expected, "{respondent:?}");
            assert!(render_forms(&packet, text).unwrap().starts_with(b"%PDF-"), "{respondent:?}");
        };
        let own = "First name and first letter of your last name:";
        check(Respondent::Patient, None, [own, "", ""]);
        check(Respondent::Patient, Some("Anna Example"), ["Name:", "Anna Example", ""]);
        let about = "About (first name and first letter of the last name):";
        for respondent in Respondent::ALL.iter().copied().filter(|each| *each != Respondent::Patient) {
            check(respondent, None, [about, "", "Your own name:"]);
            check(respondent, Some("Anna Example"), ["About:", "Anna Example", "Your own name:"]);
        }
    }

    #[test]
    fn staff_are_told_which_questions_are_looked_at_before_the_person_leaves() {
        let (packet, text) = packet("en");
        let view = view(&packet, text);
        assert_eq!(view.forms.len(), 2);
        assert!(view.staff.len() == 2 && view.staff[1].contains("PHQ-9") && view.staff[1].contains('9'), "{:?}", view.staff);
        assert_eq!(view.forms[0].items[0].choices.len(), 4);
        assert!(view.forms.iter().all(|form| form.bar_code.starts_with("<svg")));
    }
}
