//! A form whose words the practice has a licence for, brought from its own disk, and a teacher who answers it by a link of their own: the form is invented.

use std::sync::Arc;

use app::check_in::{Answered, Door, NewCheckIn};
use app::contact::NewContact;
use app::{App, AppError, Ports, Settings};
use care::{Channel, Consent, ConsentSource, ContactHolder};
use collection::check_in::{Given, Reply};
use instruments::definition::Origin;
use instruments::{Answer, Definition, Library, Mode, Overlay, Respondent};
use storage::View;
use vocabulary::port::SeededRandom;
use vocabulary::{Clock, Language};

use crate::check_ins::{by, ready};
use crate::practice::{Counting, Practice, day, operator, practice_in};

const SCHOOL_FORM: &str = "imported-school-form";

/// What is known of the form without a licence: how it is scored, and none of its words.
const DEFINITION: &str = r#"
id = "imported-school-form"
version = "1"
name = "Invented school form"
short_name = "School form"
construct = "attention"
population = "children"
respondents = ["parent", "teacher"]
use = "outcome"
main_scale = "total"
citations = ["invented"]

[licence]
category = "permission"
text = "bring_your_own"
holder = "nobody"
basis = "invented"
mark = "recalled"
source = "invented"

[answer_sets.often]
values = [0, 1, 2]

[[items]]
id = "1"
answers = "often"

[[items]]
id = "2"
answers = "often"

[[scales]]
id = "total"
name = "Total"
formula = "q1 + q2"
minimum = 0
maximum = 4
direction = "higher_is_worse"
missing = { rule = "all" }
"#;

/// The words, as the practice keeps them on its disk.
const WORDS: &str = r#"
instrument = "imported-school-form"
language = "en"
licence_holder = "an invented publisher"
licence_reference = "invented letter 7"
hash = "HASH"

[text]
source = "words invented for this story"
title = "Invented school form"
[text.items]
1 = "How often does the child look out of the window?"
2 = "How often does the child leave the seat?"
[text.options]
often = ["Never", "At times", "Often"]
"#;

/// The same practice with the definition in its library, with its words or without.
async fn with_form(practice: Practice, has_licence: bool) -> Practice {
    let definition = Definition::from_toml(DEFINITION, Origin::Imported).expect("a definition");
    let hash = Overlay::hash_of_file(WORDS).expect("an overlay file");
    let words = Overlay::from_toml(&WORDS.replace("HASH", &hash), &definition, day("2026-11-20")).expect("its words fit the definition");
    let library = Library::shipped().unwrap().with(definition).unwrap();
    let test = &practice.test;
    let clock: Arc<dyn Clock> = Arc::clone(&test.clock) as Arc<dyn Clock>;
    let ports = Ports { clock, random: Arc::new(SeededRandom::new(9)), ids: Arc::clone(&test.ids), renderer: Arc::new(Counting) };
    let overlays = if has_licence { vec![words] } else { Vec::new() };
    let app = App::open(test.database.clone(), library, overlays, Settings::default(), ports).await.expect("the app opens");
    Practice { app, ..practice }
}

fn asked(respondent: Respondent) -> NewCheckIn {
    NewCheckIn { respondent, instruments: vec![SCHOOL_FORM.to_owned()], language: Language::english(), mode: Mode::Link }
}

/// Sends the form to one of the child's people; the path in the message to that one, and to nobody else.
async fn sent(practice: &Practice, respondent: Respondent) -> String {
    let id = practice.app.make_check_in(&operator(), practice.anna, asked(respondent)).await.unwrap();
    practice.app.send_check_in(&operator(), id).await.unwrap();
    let messages = practice.app.contacts(&operator(), practice.anna).await.unwrap().messages;
    let series = format!("check-in:{id}");
    let own = messages.iter().find(|each| each.series.as_ref() == Some(&series)).expect("a message");
    practice.path_in(own).await
}

async fn answers(practice: &Practice, path: &str, numbers: [i32; 2]) {
    let given = numbers.iter().enumerate().map(|(place, number)| Given {
        instrument: SCHOOL_FORM.to_owned(),
        item: (place + 1).to_string(),
        reply: Reply::Answer(Answer::Value(*number)),
    });
    let answered = practice.app.answer_check_in(&by(path), given.collect()).await.unwrap();
    assert!(matches!(&answered, Answered::Taken { refused, .. } if refused.is_empty()), "{answered:?}");
    practice.app.finish_check_in(&by(path)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_answers_a_licensed_form_by_their_own_link_into_their_own_series() {
    for test in [storage::testing::sqlite().await, storage::testing::postgres().await] {
        let practice = practice_in(test, Settings::default()).await;
        // Without the words nobody is asked.
        let practice = with_form(practice, false).await;
        assert!(matches!(practice.app.make_check_in(&operator(), practice.anna, asked(Respondent::Teacher)).await, Err(AppError::Form(_))));
        let (practice, _) = ready(with_form(practice, true).await).await;
        let by_patient = practice.app.make_check_in(&operator(), practice.anna, asked(Respondent::Patient)).await;
        assert!(matches!(by_patient, Err(AppError::Form(_))), "the child is not asked what others see");
        for (holder, name, address) in [
            (ContactHolder::Parent, "Maria Invented", "maria@example.org"),
            (ContactHolder::Teacher, "Ms. Teal", "teal@school.example.org"),
        ] {
            let contact = NewContact {
                holder,
                holder_name: name.to_owned(),
                channel: Channel::Email,
                address: address.to_owned(),
                rank: 1,
                preference: String::new(),
            };
            let yes = Some((Consent::Given, ConsentSource::SignedForm));
            practice.app.add_contact(&operator(), practice.anna, contact, yes).await.unwrap();
        }
        let mut links = Vec::new();
        for (of_parent, of_teacher) in [([2, 2], [0, 1]), ([1, 0], [2, 2])] {
            for (respondent, numbers) in [(Respondent::Parent, of_parent), (Respondent::Teacher, of_teacher)] {
                let path = sent(&practice, respondent).await;
                let Door::Open(visit) = practice.app.look_at_check_in(&by(&path)).await.unwrap() else { panic!("the link is good") };
                assert_eq!(visit.respondent, respondent);
                let words = &visit.plan.forms()[0].text.items;
                assert_eq!(words[0], "How often does the child look out of the window?", "the words of the practice's own file");
                answers(&practice, &path, numbers).await;
                links.push(path);
            }
            practice.test.pass_seconds(86_400);
        }
        links.sort();
        links.dedup();
        assert_eq!(links.len(), 4, "a link each, each time");
        let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        let numbers = |respondent: Respondent| -> Vec<i64> {
            let own: Vec<_> = page.series.iter().filter(|series| series.respondent == respondent).collect();
            assert_eq!(own.len(), 1, "{respondent:?}");
            own[0].scores.iter().filter_map(|score| score.outcome.value()?.whole()).collect()
        };
        assert_eq!((numbers(Respondent::Parent), numbers(Respondent::Teacher)), (vec![4, 1], vec![1, 4]), "never merged");
        let worse: Vec<(Respondent, bool)> =
            page.latest.iter().map(|latest| (latest.respondent, latest.worsening.is_some_and(|by| by.ten_thousandths() > 0))).collect();
        assert!(worse.contains(&(Respondent::Parent, false)) && worse.contains(&(Respondent::Teacher, true)), "{worse:?}");
    }
}
