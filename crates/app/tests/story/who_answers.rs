//! Who answers about a child: mother, father, two teachers. Each has a link of their own at an address of their own and a series of their own, never merged:
//! on SQLite and on PostgreSQL.

use std::sync::Arc;

use app::check_in::{Answered, Door, NewCheckIn};
use app::contact::NewContact;
use app::import::Format;
use app::{App, AppError, FieldProblem, FieldProblemKind, Ports, Settings};
use care::{Channel, Consent, ConsentSource, ContactHolder};
use collection::check_in::{Given, Reply};
use instruments::definition::Origin;
use instruments::{Answer, Definition, Library, Mode, Respondent};
use storage::View;
use vocabulary::port::SeededRandom;
use vocabulary::{Clock, Language, RecordId};

use crate::check_ins::{both, by, ready};
use crate::files::import;
use crate::practice::{Counting, Practice, operator};

/// An invented form of two questions, as a practice brings its own: patients, parents, teachers and clinicians may answer it.
const FORM: &str = r#"{"resourceType":"Questionnaire","url":"http://example.org/fhir/Questionnaire/kite","title":"Kite form","status":"active","item":[
    {"linkId":"a","text":"First invented question?","type":"choice","answerOption":[
        {"valueCoding":{"code":"no","display":"No","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":0}]}},
        {"valueCoding":{"code":"yes","display":"Yes","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1}]}}]},
    {"linkId":"b","text":"Second invented question?","type":"choice","answerOption":[
        {"valueCoding":{"code":"no","display":"No","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":0}]}},
        {"valueCoding":{"code":"yes","display":"Yes","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1}]}}]}]}"#;

/// Everybody who answers about the child: in which role, whose contact that is, what they are called.
const ANSWERING: [(Respondent, ContactHolder, &str); 4] = [
    (Respondent::Parent, ContactHolder::Parent, "Maria"),
    (Respondent::SecondParent, ContactHolder::SecondParent, "José"),
    (Respondent::Teacher, ContactHolder::Teacher, "Ms. Teal"),
    (Respondent::SecondTeacher, ContactHolder::SecondTeacher, "Mr. Tan"),
];

async fn add(practice: &Practice, holder: ContactHolder, name: &str, address: &str) -> Result<RecordId, AppError> {
    let contact = NewContact {
        holder,
        holder_name: name.to_owned(),
        channel: Channel::Email,
        address: address.to_owned(),
        rank: 1,
        preference: String::new(),
    };
    practice.app.add_contact(&operator(), practice.anna, contact, Some((Consent::Given, ConsentSource::ToldStaff))).await
}

/// Sends the form to one of them; the path of the link in the message to that one.
async fn sent(practice: &Practice, instrument: &str, respondent: Respondent) -> String {
    let new = NewCheckIn { respondent, instruments: vec![instrument.to_owned()], language: Language::english(), mode: Mode::Link };
    let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
    practice.app.send_check_in(&operator(), id).await.unwrap();
    let messages = practice.app.contacts(&operator(), practice.anna).await.unwrap().messages;
    let series = format!("check-in:{id}");
    practice.path_in(messages.iter().find(|each| each.series.as_ref() == Some(&series)).expect("a message")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_parents_and_two_teachers_have_links_and_series_of_their_own() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        import(&practice.app, FORM, Format::Fhir).await;
        let library = practice.app.library();
        let definition = library.iter().find(|definition| definition.short_name == "Kite form").expect("it came in");
        let instrument = definition.id.to_string();
        for (respondent, holder, name) in ANSWERING {
            add(&practice, holder, name, &format!("{}@example.org", respondent.code())).await.unwrap();
        }
        let mut links = Vec::new();
        // Everybody answers twice, each with numbers of their own.
        for turn in 0..2 {
            for (place, (respondent, ..)) in ANSWERING.into_iter().enumerate() {
                let path = sent(&practice, &instrument, respondent).await;
                let value = i32::from(place % 2 == turn);
                let given = definition.items.iter().map(|item| Given {
                    instrument: instrument.clone(),
                    item: item.id.to_string(),
                    reply: Reply::Answer(Answer::Value(value)),
                });
                let answered = practice.app.answer_check_in(&by(&path), given.collect()).await.unwrap();
                assert!(matches!(answered, Answered::Taken { .. }), "{answered:?}");
                practice.app.finish_check_in(&by(&path)).await.unwrap();
                links.push(path);
            }
            practice.test.pass_seconds(86_400);
        }
        links.sort();
        links.dedup();
        assert_eq!(links.len(), 8, "a link each");
        let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        let mut series: Vec<(Respondent, usize)> = page.series.iter().map(|series| (series.respondent, series.scores.len())).collect();
        series.sort();
        assert_eq!(series, ANSWERING.map(|(respondent, ..)| (respondent, 2)), "nobody's answers stand in another's series");
        let changes: Vec<bool> = page.latest.iter().map(|latest| latest.worsening.is_some_and(|by| by.ten_thousandths() != 0)).collect();
        assert_eq!(changes, [true; 4], "each is held against their own last answers");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_person_under_one_holder_is_refused() {
    let practice = crate::practice::practice(Settings::default()).await;
    add(&practice, ContactHolder::Parent, "Maria Invented", "maria@example.org").await.unwrap();
    add(&practice, ContactHolder::Parent, " maria  invented ", "maria@work.example.org").await.unwrap();
    let refused = add(&practice, ContactHolder::Parent, "José Invented", "jose@example.org").await;
    let Err(AppError::Form(problems)) = refused else { panic!("{refused:?}") };
    assert_eq!(problems, [FieldProblem { field: "holder".to_owned(), kind: FieldProblemKind::AnotherPerson }]);
    add(&practice, ContactHolder::SecondParent, "José Invented", "jose@example.org").await.unwrap();
    add(&practice, ContactHolder::Proxy, "An aunt", "aunt@example.org").await.unwrap();
    add(&practice, ContactHolder::Proxy, "An uncle", "uncle@example.org").await.unwrap();
}

/// An invented form with English words only, which permits an interview in another language.
const OPEN_FORM: &str = r#"
id = "imported-kite"
version = "1"
name = "Kite form"
short_name = "Kite"
construct = "mood"
population = "adults"
respondents = ["patient"]
use = "outcome"
citations = ["invented"]
bilingual_interview = { mark = "verified", source = "an invented letter of the owner" }

[licence]
category = "permission"
text = "bring_your_own"
holder = "nobody"
basis = "invented"
mark = "recalled"
source = "invented"

[answer_sets.yes_no]
values = [0, 1]

[[items]]
id = "1"
answers = "yes_no"

[[scales]]
id = "total"
name = "Total"
formula = "q1"
minimum = 0
maximum = 1
direction = "higher_is_worse"
missing = { rule = "all" }

[text.en]
source = "invented"
title = "Kite form"
[text.en.items]
1 = "An invented question?"
[text.en.options]
yes_no = ["No", "Yes"]
"#;

/// The practice with two forms: the second is the same and permits nothing.
async fn with_two_forms(practice: Practice) -> Practice {
    let shut: String = OPEN_FORM.lines().filter(|line| !line.starts_with("bilingual")).fold(String::new(), |text, line| text + line + "\n");
    let shut = shut.replace("imported-kite", "imported-shut").replace("Kite", "Shut");
    let mut library = Library::shipped().unwrap();
    for form in [OPEN_FORM, &shut] {
        library = library.with(Definition::from_toml(form, Origin::Imported).expect("a definition")).unwrap();
    }
    let test = &practice.test;
    let clock: Arc<dyn Clock> = Arc::clone(&test.clock) as Arc<dyn Clock>;
    let ports = Ports { clock, random: Arc::new(SeededRandom::new(9)), ids: Arc::clone(&test.ids), renderer: Arc::new(Counting) };
    let app = App::open(test.database.clone(), library, Vec::new(), Settings::default(), ports).await.expect("the app opens");
    Practice { app, ..practice }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interview_in_another_language_is_offered_only_where_the_instrument_permits_it() {
    let practice = with_two_forms(crate::practice::practice(Settings::default()).await).await;
    let spanish: Language = "es".parse().unwrap();
    let made = async |instruments: &[&str], mode: Mode| {
        let instruments = instruments.iter().map(|id| (*id).to_owned()).collect();
        let new = NewCheckIn { respondent: Respondent::Patient, instruments, language: spanish.clone(), mode };
        practice.app.make_check_in(&operator(), practice.anna, new).await
    };
    for (instrument, mode, is_offered) in [
        ("imported-kite", Mode::Interview, true),
        ("imported-kite", Mode::Link, false),
        ("imported-kite", Mode::Tablet, false),
        ("imported-shut", Mode::Interview, false),
    ] {
        assert_eq!(made(&[instrument], mode).await.is_ok(), is_offered, "{instrument} {mode:?}");
    }
    let id = made(&["imported-kite", "imported-shut"], Mode::Interview).await.unwrap();
    assert!(practice.app.print_check_in_link(&operator(), id).await.is_err(), "nobody answers alone in words that are not their own");
    let link = practice.app.open_check_in_here(&operator(), id, Mode::Interview).await.unwrap();
    let Door::Open(visit) = practice.app.look_at_check_in(&by(&link.path)).await.unwrap() else { panic!("the link is good") };
    let words: Vec<&str> = visit.plan.forms().iter().map(|form| form.language.as_str()).collect();
    assert_eq!((words, visit.language.as_str()), (vec!["en"], "es"), "asked in Spanish from English words");
    assert_eq!(
        visit.without_text.iter().map(|each| each.may_be_asked_bilingually).collect::<Vec<_>>(),
        [false],
        "the other form is not asked"
    );
    let offered = practice.app.check_ins(&operator(), practice.anna).await.unwrap().offered;
    let of = |id: &str| offered.iter().find(|each| each.instrument == id).map(|each| each.may_be_asked_bilingually);
    assert_eq!((of("imported-kite"), of("imported-shut"), of("phq-9")), (Some(true), Some(false), Some(false)));
}
