//! Check-ins of the invented practice: the crisis text in both languages, a few check-ins that are open, and one
//! that stopped after an answer that a person must see.

use app::AppError;
use app::check_in::{CheckInState, NewCheckIn};
use collection::check_in::{Given, Reply};
use instruments::{Answer, Mode, Respondent};
use synthetic::Practice;
use vocabulary::{Language, OperationId, PatientId};

use crate::wiring;

/// So many are in the group of the morning.
const GROUP: usize = 4;
/// So many check-ins are open and unanswered.
const OPEN: usize = 3;
/// The practice's words for somebody who needs help now; the numbers belong to nobody (555-01xx).
const CRISIS_TEXTS: [(&str, &str); 2] = [
    ("en", "Weekdays from 8 to 6, call the front desk: 212-555-0142.\n\nAt any other time, call our on-call clinician: 212-555-0143."),
    (
        "es",
        "De lunes a viernes, de 8 a 6, llame a la recepción: 212-555-0142.\n\nA cualquier otra hora, llame a la persona de guardia: 212-555-0143.",
    ),
];

/// Adds them to a practice whose records are all in.
pub(super) async fn make(practice: &wiring::Practice, invented: &Practice) -> Result<(), AppError> {
    let (app, caller) = (&practice.app, &practice.caller);
    for (language, words) in CRISIS_TEXTS {
        app.put_crisis_text(caller, None, language.parse().expect("the code of a language"), words).await?;
    }
    for (place, patient) in in_care(invented).into_iter().take(OPEN + 1).enumerate() {
        let language: &str = if place == 1 { "es" } else { "en" };
        let new = NewCheckIn {
            respondent: Respondent::Patient,
            instruments: vec!["phq-9".to_owned(), "gad-7".to_owned()],
            language: language.parse().expect("the code of a language"),
            mode: Mode::Link,
        };
        let id = app.make_check_in(caller, patient, new).await?;
        let link = app.print_check_in_link(caller, id).await?;
        if place == OPEN {
            stop_half_way(app, &link.path).await?;
        }
    }
    at_the_practice(app, caller).await
}

/// A group of the morning whose round on one tablet goes on, and forms on paper that are still to be keyed, of people who owe measures today.
async fn at_the_practice(app: &app::App, caller: &app::Caller) -> Result<(), AppError> {
    let rows = owing(app, caller).await?;
    let (group, rest) = rows.split_at(rows.len().min(GROUP));
    open_group(app, caller, group).await?;
    for patient in rest {
        match app.print_forms(caller, *patient).await {
            Ok(_) => break,
            // What this one owes has no form on paper.
            Err(AppError::Form(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Patients who owe measures today that nobody has sent them.
async fn owing(app: &app::App, caller: &app::Caller) -> Result<Vec<PatientId>, AppError> {
    let board = app.collection(caller).await?;
    let owes = |row: &&app::schedule::CollectionRow| {
        row.check_ins.is_empty() && row.open.iter().any(|each| each.respondent == Respondent::Patient)
    };
    Ok(board.programs.iter().flat_map(|program| &program.rows).filter(owes).map(|row| row.patient).collect())
}

async fn open_group(app: &app::App, caller: &app::Caller, group: &[PatientId]) -> Result<(), AppError> {
    if group.is_empty() {
        return Ok(());
    }
    let opened = app.open_round(caller, "Morning group", group.to_vec()).await?;
    let secret = app.hand_over_round(caller, opened.id).await?;
    app.pass_turn(&secret, &OperationId("demo".to_owned())).await.map(drop)
}

/// A group of the day on which the practice is shown, whatever day it was made for: a round is over when its day is.
pub(super) async fn group_of_today(practice: &wiring::Practice) -> Result<(), AppError> {
    let (app, caller) = (&practice.app, &practice.caller);
    if !app.collection(caller).await?.rounds.is_empty() {
        return Ok(());
    }
    let rows = owing(app, caller).await?;
    open_group(app, caller, &rows[..rows.len().min(GROUP)]).await
}

/// Answers some questions, among them the one about safety, and goes away.
async fn stop_half_way(app: &app::App, path: &str) -> Result<(), AppError> {
    let request = app::check_in::LinkRequest {
        secret: path.trim_start_matches("/c/").to_owned(),
        pass: None,
        origin: "127.0.0.1".to_owned(),
        request: OperationId("demo".to_owned()),
    };
    for (item, value) in [("1", 2), ("2", 2), ("3", 1), ("9", 1)] {
        let reply = Reply::Answer(Answer::Value(value));
        app.answer_check_in(&request, vec![Given { instrument: "phq-9".to_owned(), item: item.to_owned(), reply }]).await?;
    }
    Ok(())
}

/// Patients in an open episode, in the order of the practice.
fn in_care(invented: &Practice) -> Vec<PatientId> {
    let open = invented.episodes.iter().filter_map(|entry| entry.current()).filter(|episode| episode.discharge.is_none());
    let mut patients: Vec<PatientId> = Vec::new();
    for episode in open {
        if !patients.contains(&episode.patient) {
            patients.push(episode.patient);
        }
    }
    patients
}

/// New links to the check-ins of the demo that are open and not begun, with their languages: printed when the practice is served.
pub(super) async fn links(practice: &wiring::Practice, invented: &Practice) -> Result<Vec<(Language, String)>, AppError> {
    let mut links = Vec::new();
    for patient in in_care(invented).into_iter().take(OPEN) {
        let page = practice.app.check_ins(&practice.caller, patient).await?;
        let open =
            page.check_ins.iter().filter(|row| row.is_open && row.check_in.state == CheckInState::Open && row.check_in.mode == Mode::Link);
        if let Some(row) = open.into_iter().next() {
            let link = practice.app.print_check_in_link(&practice.caller, row.check_in.id).await?;
            links.push((link.language, link.path));
        }
    }
    Ok(links)
}
