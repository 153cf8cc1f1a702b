//! What is recorded of answers: every sheet that came in, nothing twice, never over a correction, and on the day on which it was answered. On SQLite and
//! on PostgreSQL.

use std::collections::BTreeMap;

use app::AppError;
use app::check_in::{Answered, Closed, Door, Identified, Keyed, LinkRequest, PaperPage, RoundDoor, Turn};
use collection::check_in::{Given, Reply};
use collection::paper::FormCode;
use instruments::{Administration, Answer, Completion};
use storage::{Stored, View};
use vocabulary::{OperationId, Version};

use crate::check_ins::{both, by, new, ready};
use crate::practice::{Practice, day, operator, phq9};

async fn administrations(practice: &Practice) -> BTreeMap<String, Stored<Administration>> {
    let anna = practice.anna;
    let operation = storage::testing::operation("look");
    let read = practice.test.database.read::<_, AppError, _>(&operation, |unit| {
        Box::pin(async move { Ok(storage::administration::of_patients(unit, &[anna], View::Current).await?) })
    });
    read.await.unwrap().into_iter().map(|stored| (stored.value().instrument.clone(), stored)).collect()
}

/// The answers of Anna's PHQ-9 as they stand.
async fn answers(practice: &Practice) -> BTreeMap<String, Answer> {
    let id = administrations(practice).await["phq-9"].id;
    let page = practice.app.administration(&operator(), id).await.unwrap();
    page.responses.expect("the operator sees them").iter().map(|(item, answer)| (item.to_owned(), answer)).collect()
}

fn given(item: usize, value: i32) -> Given {
    Given { instrument: "phq-9".to_owned(), item: item.to_string(), reply: Reply::Answer(Answer::Value(value)) }
}

/// The sheets of everything that is due from Anna, by instrument.
async fn printed(practice: &Practice) -> BTreeMap<String, PaperPage> {
    let bytes = practice.app.print_forms(&operator(), practice.anna).await.unwrap();
    let mut sheets = BTreeMap::new();
    for code in String::from_utf8(bytes).unwrap().split_whitespace() {
        let page = practice.app.paper_form(&operator(), code, &BTreeMap::new()).await.unwrap().unwrap();
        sheets.insert(page.definition.id.to_string(), page);
    }
    sheets
}

/// The highest answer to every question of a sheet.
fn highest(page: &PaperPage) -> BTreeMap<String, Reply> {
    let answer = |place: &usize| {
        let highest = page.definition.answers_of(*place).bounds().1;
        (page.definition.items[*place].id.to_string(), Reply::Answer(Answer::Value(highest)))
    };
    page.items.iter().map(answer).collect()
}

async fn key(practice: &Practice, page: &PaperPage) -> Keyed {
    practice.app.key_paper_form(&operator(), &page.code, highest(page), false).await.unwrap()
}

async fn waiting(practice: &Practice) -> Vec<(FormCode, bool)> {
    let list = practice.app.waiting_paper_forms(&operator()).await.unwrap();
    list.iter().map(|form| (FormCode::read(&form.code).unwrap(), form.is_keyed_once)).collect()
}

#[tokio::test]
async fn what_was_handed_in_on_paper_is_not_answered_by_its_link_too() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        practice.test.pass_seconds(2 * 86_400);
        let sheets = printed(&practice).await;
        let about_safety = &sheets["phq-9"];
        let check_in = practice.app.check_ins(&operator(), practice.anna).await.unwrap().check_ins[0].check_in.id;
        let link = by(&practice.app.print_check_in_link(&operator(), check_in).await.unwrap().path);
        assert!(matches!(practice.app.look_at_check_in(&link).await.unwrap(), Door::Open(_)), "both ways are open");
        practice.app.paper_handed_in(&operator(), &about_safety.code, practice.app.now()).await.unwrap();
        let door = practice.app.look_at_check_in(&link).await.unwrap();
        assert!(matches!(door, Door::Closed { why: Closed::Finished, .. }), "{door:?}");
        practice.app.finish_check_in(&link).await.unwrap();
        assert_eq!(waiting(&practice).await.len(), sheets.len(), "every sheet still waits for its keying");
    })
    .await;
}

#[tokio::test]
async fn a_sheet_that_was_handed_in_stands_on_a_list_until_it_is_settled_however_late() {
    both(async |practice| {
        practice.test.pass_seconds(2 * 86_400);
        let sheets = printed(&practice).await;
        assert!(sheets.len() > 1, "{:?}", sheets.keys());
        assert_eq!(waiting(&practice).await, [], "nothing was handed in");
        let about_safety = &sheets["phq-9"];
        practice.app.paper_handed_in(&operator(), &about_safety.code, practice.app.now()).await.unwrap();
        let list = waiting(&practice).await;
        assert_eq!((list.len(), list[0].clone()), (sheets.len(), (about_safety.code.clone(), false)), "what asks about safety goes first");
        // It lies in a drawer for half a year.
        practice.test.pass_seconds(180 * 86_400);
        practice.app.keep_house().await;
        assert_eq!(waiting(&practice).await.len(), sheets.len());
        let page = practice.app.paper_form(&operator(), about_safety.code.as_str(), &BTreeMap::new()).await.unwrap().unwrap();
        assert!(page.is_open, "a sheet that was handed in never closes");
        assert_eq!(key(&practice, about_safety).await, Keyed::First);
        assert!(waiting(&practice).await.contains(&(about_safety.code.clone(), true)), "keyed once is not settled");
        assert_eq!(key(&practice, about_safety).await, Keyed::Settled);
        let list = waiting(&practice).await;
        assert!(list.len() == sheets.len() - 1 && list.iter().all(|(code, _)| *code != about_safety.code), "{list:?}");
    })
    .await;
}

#[tokio::test]
async fn one_sheet_after_the_other_changes_nothing_of_those_before_and_nothing_that_staff_corrected() {
    both(async |practice| {
        practice.test.pass_seconds(2 * 86_400);
        let sheets = printed(&practice).await;
        let first = &sheets["phq-9"];
        practice.app.paper_handed_in(&operator(), &first.code, practice.app.now()).await.unwrap();
        for _ in 0..2 {
            practice.test.pass_seconds(60);
            key(&practice, first).await;
        }
        let recorded = administrations(&practice).await["phq-9"].clone();
        assert_eq!(recorded.recorded.version, Version::FIRST, "the second keying said the same");
        let mut others = sheets.values().filter(|page| *page.definition.id != *first.definition.id);
        let (second, third) = (others.next().expect("a second sheet"), others.next());
        for _ in 0..2 {
            practice.test.pass_seconds(60);
            key(&practice, second).await;
        }
        let after = administrations(&practice).await["phq-9"].clone();
        assert_eq!(after.recorded.version, recorded.recorded.version, "nothing changed: no new version");
        // Somebody looks at the paper and corrects it.
        let entry = phq9(&recorded.value().day.to_string(), [1; 9]);
        practice.app.correct_administration(&operator(), recorded.id, recorded.recorded.version, entry).await.unwrap();
        let corrected = administrations(&practice).await["phq-9"].clone();
        for page in third.into_iter().flat_map(|page| [page, page]) {
            practice.test.pass_seconds(60);
            key(&practice, page).await;
        }
        let after = administrations(&practice).await["phq-9"].clone();
        assert_eq!((after.recorded.version, after.value()), (corrected.recorded.version, corrected.value()));
        assert!(answers(&practice).await.values().all(|answer| *answer == Answer::Value(1)));
    })
    .await;
}

#[tokio::test]
async fn what_is_answered_after_a_correction_takes_its_place_answer_by_answer() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let id = practice.app.make_check_in(&operator(), practice.anna, new(&["phq-9"])).await.unwrap();
        let link = by(&practice.app.print_check_in_link(&operator(), id).await.unwrap().path);
        let take = async |item: usize, value: i32| {
            practice.test.pass_seconds(5);
            let taken = practice.app.answer_check_in(&link, vec![given(item, value)]).await.unwrap();
            assert!(matches!(taken, Answered::Taken { .. }));
        };
        take(1, 3).await;
        take(9, 1).await;
        practice.test.pass_seconds(5);
        let recorded = administrations(&practice).await["phq-9"].clone();
        let entry = phq9(&recorded.value().day.to_string(), [2, -1, -1, -1, -1, -1, -1, -1, 0]);
        practice.app.correct_administration(&operator(), recorded.id, recorded.recorded.version, entry).await.unwrap();
        for item in 2..=8 {
            take(item, 1).await;
        }
        practice.test.pass_seconds(5);
        practice.app.finish_check_in(&link).await.unwrap();
        let all = answers(&practice).await;
        assert_eq!((all["1"], all["9"]), (Answer::Value(2), Answer::Value(0)), "what staff corrected stands");
        assert!((2..=8).all(|item| all[&item.to_string()] == Answer::Value(1)), "what came after it is there: {all:?}");
        assert_eq!(administrations(&practice).await["phq-9"].value().completion, Completion::Complete);
    })
    .await;
}

#[tokio::test]
async fn each_form_is_dated_by_the_day_of_its_own_last_answer() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        practice.test.clock.set("2026-11-23T15:00:00Z".parse().unwrap());
        let id = practice.app.make_check_in(&operator(), practice.anna, new(&["phq-9", "gad-7"])).await.unwrap();
        let link = by(&practice.app.print_check_in_link(&operator(), id).await.unwrap().path);
        // The last at half past ten in the evening there, the next day at Greenwich.
        practice.test.clock.set("2026-11-24T03:30:00Z".parse().unwrap());
        let monday: Vec<Given> = (1..=9).map(|item| given(item, 1)).collect();
        practice.app.answer_check_in(&link, monday).await.unwrap();
        practice.test.clock.set("2026-11-28T15:00:00Z".parse().unwrap());
        let identified = practice.app.identify_by_link(&link, Some(day("1990-05-01"))).await.unwrap();
        let Identified::Done { pass } = identified else { panic!("{identified:?}") };
        let inside = LinkRequest { pass: Some(pass), ..link };
        let saturday = (1..=7).map(|item| Given { instrument: "gad-7".to_owned(), ..given(item, 1) }).collect();
        practice.app.answer_check_in(&inside, saturday).await.unwrap();
        practice.app.finish_check_in(&inside).await.unwrap();
        let all = administrations(&practice).await;
        assert_eq!((all["phq-9"].value().day, all["gad-7"].value().day), (day("2026-11-23"), day("2026-11-28")));
    })
    .await;
}

#[tokio::test]
async fn a_round_goes_on_while_somebody_answers_on_its_device_and_ends_when_it_rests() {
    both(async |practice| {
        practice.test.pass_seconds(2 * 86_400);
        let opened = practice.app.open_round(&operator(), "Morning", vec![practice.anna, practice.ben]).await.unwrap();
        let secret = practice.app.hand_over_round(&operator(), opened.id).await.unwrap();
        let request = || OperationId("story".to_owned());
        let Turn::Begun { path } = practice.app.begin_turn(&secret, &opened.pins[0].pin, &request()).await.unwrap() else {
            panic!("the number fits")
        };
        let is_open = async || {
            let board = practice.app.collection(&operator()).await.unwrap().rounds[0].is_open;
            assert_eq!(practice.app.round(&operator(), opened.id).await.unwrap().is_open, board, "page and board say the same");
            board
        };
        // Somebody takes their time: longer than a device may rest.
        for item in 1..=6 {
            practice.test.pass_seconds(9 * 60);
            let taken = practice.app.answer_check_in(&by(&path), vec![given(item, 0)]).await.unwrap();
            assert!(matches!(taken, Answered::Taken { .. }));
            assert!(is_open().await, "the device is in use");
        }
        practice.app.finish_check_in(&by(&path)).await.unwrap();
        assert!(matches!(practice.app.look_at_round(&secret, &request()).await.unwrap(), RoundDoor::Turn { .. }), "the next is called");
        practice.test.pass_seconds(31 * 60);
        assert!(!is_open().await, "it rested");
        assert_eq!(practice.app.look_at_round(&secret, &request()).await.unwrap(), RoundDoor::Closed);
    })
    .await;
}

#[tokio::test]
async fn a_round_rests_while_somebody_can_be_called_again_and_ends_when_everybody_is_done() {
    both(async |practice| {
        practice.test.pass_seconds(2 * 86_400);
        let app = &practice.app;
        let opened = app.open_round(&operator(), "Morning", vec![practice.anna, practice.ben]).await.unwrap();
        let secret = app.hand_over_round(&operator(), opened.id).await.unwrap();
        let request = || OperationId("story".to_owned());
        // The first is not there; of the second no number fits; the first is not there again.
        app.pass_turn(&secret, &request()).await.unwrap();
        for left in (0..5).rev() {
            assert_eq!(app.begin_turn(&secret, "x", &request()).await.unwrap(), Turn::Wrong { left });
        }
        assert_eq!(app.pass_turn(&secret, &request()).await.unwrap(), RoundDoor::Resting { is_locked: true });
        assert_eq!(app.look_at_round(&secret, &request()).await.unwrap(), RoundDoor::Resting { is_locked: true }, "it has not ended");
        for (ordinal, then) in [(2, RoundDoor::Resting { is_locked: false }), (1, RoundDoor::Finished)] {
            assert!(app.round(&operator(), opened.id).await.unwrap().is_open);
            let pin = app.call_again(&operator(), opened.id, ordinal).await.unwrap().pin;
            let Turn::Begun { path } = app.begin_turn(&secret, &pin, &request()).await.unwrap() else { panic!("the number fits") };
            app.answer_check_in(&by(&path), vec![given(1, 0)]).await.unwrap();
            app.finish_check_in(&by(&path)).await.unwrap();
            assert_eq!(app.look_at_round(&secret, &request()).await.unwrap(), then);
        }
        assert!(!app.round(&operator(), opened.id).await.unwrap().is_open);
    })
    .await;
}

#[tokio::test]
async fn the_device_of_a_round_shows_the_practices_words_and_who_is_done_gets_no_number() {
    let (practice, _) = ready(crate::practice::practice(app::Settings::default()).await).await;
    practice.test.pass_seconds(2 * 86_400);
    let opened = practice.app.open_round(&operator(), "Morning", vec![practice.anna, practice.ben]).await.unwrap();
    let secret = practice.app.hand_over_round(&operator(), opened.id).await.unwrap();
    let request = || OperationId("story".to_owned());
    let RoundDoor::Turn { crisis_text, .. } = practice.app.look_at_round(&secret, &request()).await.unwrap() else { panic!("a turn") };
    assert_eq!(crisis_text.as_deref(), Some("Call the practice: 555-0100."));
    let Turn::Begun { path } = practice.app.begin_turn(&secret, &opened.pins[0].pin, &request()).await.unwrap() else { panic!("it fits") };
    practice.app.answer_check_in(&by(&path), vec![given(1, 0)]).await.unwrap();
    practice.app.finish_check_in(&by(&path)).await.unwrap();
    assert!(matches!(practice.app.call_again(&operator(), opened.id, 1).await, Err(AppError::Conflict)));
    practice.app.call_again(&operator(), opened.id, 2).await.unwrap();
}
