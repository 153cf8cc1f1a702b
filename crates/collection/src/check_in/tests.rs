//! Check-ins over the instruments that ship.

use std::sync::LazyLock;

use instruments::{Completion, Library, PersonFacts};
use proptest::prelude::*;
use vocabulary::Language;

use super::*;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::shipped().unwrap());

fn plan(ids: &[&str]) -> Plan {
    let library = &*LIBRARY;
    let form = |id: &&str| {
        let definition = Arc::clone(library.get(id).unwrap());
        let text = Arc::new(definition.texts[&Language::english()].clone());
        Form { definition, text, language: Language::english() }
    };
    Plan::new(ids.iter().map(form).collect())
}

fn given(instrument: &str, item: &str, reply: Reply) -> Given {
    Given { instrument: instrument.to_owned(), item: item.to_owned(), reply }
}

fn value(number: i32) -> Reply {
    Reply::Answer(Answer::Value(number))
}

fn all(plan: &Plan, number: i32) -> Vec<Given> {
    let of = |question: &Question| {
        let definition = &plan.forms()[question.asked.form].definition;
        given(&definition.id, &definition.items[question.asked.item].id, value(number))
    };
    plan.questions().iter().map(of).collect()
}

fn progress<'a>(plan: &'a Plan, answers: &[Given]) -> Progress<'a> {
    Progress::new(plan, PersonFacts::default(), answers)
}

#[test]
fn a_form_inside_another_is_not_given() {
    let check = |ids: &[&str], questions: usize, is_given: &[bool]| {
        let plan = plan(ids);
        assert_eq!(plan.questions().len(), questions, "{ids:?}");
        let found: Vec<bool> = (0..ids.len()).map(|form| plan.is_given(form)).collect();
        assert_eq!(found, is_given, "{ids:?}");
        let outcomes: Vec<usize> = progress(&plan, &all(&plan, 1)).outcomes().iter().map(|outcome| outcome.form).collect();
        let expected: Vec<usize> = (0..ids.len()).filter(|form| is_given[*form]).collect();
        assert_eq!(outcomes, expected, "{ids:?}: what is only derived is no administration");
    };
    check(&["phq-9"], 10, &[true]);
    check(&["phq-9", "gad-7"], 17, &[true, true]);
    check(&["phq-2", "phq-9"], 10, &[false, true]);
    check(&["gad-2", "phq-9", "gad-7"], 17, &[false, true, true]);
    // The monthly recall of the PCL-5 shares nothing with two weeks.
    check(&["phq-9", "pcl-5"], 30, &[true, true]);
}

#[test]
fn an_answer_in_other_words_or_about_another_time_is_asked_again() {
    let library = &*LIBRARY;
    let form = |id: &str| {
        let definition = (**library.get(id).unwrap()).clone();
        let text = definition.texts[&Language::english()].clone();
        (definition, text)
    };
    let check = |change: &dyn Fn(&mut Definition, &mut FormText), expected: usize| {
        let (long, mut short) = (form("phq-9"), form("phq-2"));
        change(&mut short.0, &mut short.1);
        let forms = [long, short].map(|(definition, text)| Form {
            definition: Arc::new(definition),
            text: Arc::new(text),
            language: Language::english(),
        });
        assert_eq!(Plan::new(forms.to_vec()).questions().len(), expected);
    };
    check(&|_, _| {}, 10);
    check(&|definition, _| definition.recall = Some("month".to_owned()), 12);
    check(&|definition, _| definition.recall = None, 12);
    check(&|_, text| text.items[0].push('!'), 11);
    check(&|_, text| text.options[0][1].push('!'), 12);
}

#[test]
fn what_is_asked_next_is_the_first_that_is_open() {
    let plan = plan(&["phq-9", "gad-7"]);
    let empty = progress(&plan, &[]);
    assert_eq!((empty.next(), empty.count(), empty.is_empty()), (Some(0), (0, 17), true));
    let answers = [given("phq-9", "1", value(2)), given("phq-9", "3", Reply::Skip), given("phq-9", "1", value(0))];
    let some = progress(&plan, &answers);
    assert_eq!((some.next(), some.count(), some.reply(0)), (Some(1), (2, 17), Some(value(0))));
    let everything = all(&plan, 0);
    let done = progress(&plan, &everything);
    assert_eq!((done.next(), done.count()), (None, (17, 17)));
    assert!(done.outcomes().iter().all(|outcome| outcome.completion == Completion::Complete));
}

#[test]
fn what_the_form_does_not_ask_or_offer_is_refused() {
    let plan = plan(&["phq-2", "phq-9"]);
    let progress = progress(&plan, &[]);
    assert_eq!(progress.check(&given("phq-9", "9", value(3))), Ok(8));
    assert_eq!(progress.check(&given("phq-9", "9", value(4))), Err(Refusal::NotOffered));
    assert_eq!(progress.check(&given("phq-9", "9", Reply::Answer(Answer::Refused))), Err(Refusal::NotOffered));
    assert_eq!(progress.check(&given("phq-9", "11", value(1))), Err(Refusal::ForeignItem));
    assert_eq!(progress.check(&given("gad-7", "1", value(1))), Err(Refusal::ForeignItem));
    assert_eq!(progress.check(&given("phq-2", "1", value(1))), Err(Refusal::ForeignItem), "it is asked for the PHQ-9");
}

#[test]
fn leaving_a_question_out_says_what_it_does() {
    let plan = plan(&["phq-9", "gad-2"]);
    let skip = |item: &str| given("phq-9", item, Reply::Skip);
    assert_eq!(progress(&plan, &[]).effect_of_skipping(0), SkipEffect::FilledIn);
    assert_eq!(progress(&plan, &[skip("1"), skip("2")]).effect_of_skipping(2), SkipEffect::NoScore, "a third one is one too many");
    assert_eq!(progress(&plan, &[]).effect_of_skipping(9), SkipEffect::Nothing, "difficulty is not scored");
    let first_of_gad = plan.question_of("gad-2", "1").unwrap();
    assert_eq!(progress(&plan, &[]).effect_of_skipping(first_of_gad), SkipEffect::NoScore);
}

#[test]
fn a_positive_answer_is_found_in_an_unfinished_form() {
    let plan = plan(&["phq-9", "gad-7"]);
    assert_eq!(progress(&plan, &[given("phq-9", "9", value(0))]).positive(), [0; 0]);
    let answers = [given("phq-9", "9", value(1))];
    let positive = progress(&plan, &answers);
    assert_eq!(positive.positive(), [0]);
    assert_eq!(positive.outcome(0).completion, Completion::Partial);
}

#[test]
fn the_rules_of_a_form_leave_questions_out() {
    let plan = plan(&["audit-c"]);
    let all = progress(&plan, &[]).count().1;
    let answers = [given("audit-c", "1", value(0))];
    let never = progress(&plan, &answers);
    assert_eq!((never.next(), never.count()), (None, (1, all - 2)), "who never drinks is not asked how much");
}

#[test]
fn minutes_are_whole_and_never_none() {
    assert_eq!(plan(&["phq-9"]).minutes(), 2);
    assert_eq!(plan(&["gad-2"]).minutes(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_answers_in_any_order_lead_to_an_end(order in prop::collection::vec((0_usize..17, -2_i32..5), 0..60)) {
        let plan = plan(&["phq-9", "gad-7"]);
        let mut answers: Vec<Given> = Vec::new();
        for (place, number) in order {
            let target = plan.questions()[place].asked;
            let definition = &plan.forms()[target.form].definition;
            let reply = if number < 0 { Reply::Skip } else { value(number) };
            let each = given(&definition.id, &definition.items[target.item].id, reply);
            if progress(&plan, &answers).check(&each).is_ok() {
                answers.push(each);
            }
        }
        let so_far = progress(&plan, &answers);
        let (done, asked) = so_far.count();
        prop_assert_eq!(so_far.open().count(), asked - done);
        // The same answers twice change nothing.
        let twice: Vec<Given> = answers.iter().chain(&answers).cloned().collect();
        prop_assert_eq!(progress(&plan, &twice).outcomes(), so_far.outcomes());
    }

    #[test]
    fn a_reply_reads_back(number in -5_i32..100) {
        for reply in [value(number), Reply::Skip, Reply::Answer(Answer::Refused), Reply::Answer(Answer::NotApplicable)] {
            prop_assert_eq!(Reply::from_stored(&reply.to_stored()), Some(reply));
        }
    }
}
