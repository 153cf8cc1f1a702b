use app::View;
use app::patient::PatientPage;
use axum::http::StatusCode;
use vocabulary::PatientId;

use super::{check_refused, desk, with};
use crate::practice::{Practice, day, operator, problems_on};

async fn page(practice: &Practice, patient: PatientId) -> PatientPage {
    practice.app.patient(&operator(), patient, View::Current).await.unwrap()
}

#[tokio::test]
async fn a_past_stay_is_entered_with_how_it_ended_and_all_of_it_must_be_there() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let program = practice.program.to_string();
    let admit = format!("/patients/{}/admit", practice.anna);
    let past =
        [("program", program.as_str()), ("admitted", "2026-03-01"), ("discharge_day", "2026-04-20"), ("kind", ""), ("destination", "home")];
    check_refused(&desk.post(&admit, &past).await, "admit-past-problems", &["Discharge type: choose one."]);
    let past = with(&past, "kind", "completed");
    let shares_days = desk.post(&admit, &with(&past, "discharge_day", "2026-10-02")).await.again("admit-past-overlaps");
    assert_eq!(problems_on(&shares_days).len(), 1);
    assert!(desk.post(&admit, &past).await.leads_to().ends_with("?done=saved"));
    let stays = page(&practice, practice.anna).await.episodes;
    let found: Vec<_> = stays.iter().map(|view| view.episode.value().discharge.as_ref().map(|discharge| discharge.day)).collect();
    assert_eq!(found, [None, Some(day("2026-04-20"))]);
    let again = desk.post(&admit, &with(&past, "admitted", "2026-04-19")).await.again("admit-past-again");
    assert!(problems_on(&again)[0].contains("was in this program from Mar 1, 2026 to Apr 20, 2026"), "{again}");
}

#[tokio::test]
async fn an_episode_is_put_right_and_its_discharge_taken_back() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let (anna, address) = (format!("/patients/{}", practice.anna), format!("/patients/{}/episodes/{}", practice.anna, practice.episode));
    let correct = format!("{address}/correct");
    assert!(desk.get(&anna).await.page().contains(&format!("href=\"{correct}\"")), "the patient page leads there");
    let form = desk.get(&correct).await.shown("episode-correct");
    assert!(form.contains("value=\"2026-10-01\"") && !form.contains("take_back"), "an open episode has no discharge to take back");
    let clinician = practice.clinician.to_string();
    let right = [
        ("version", "1"),
        ("admitted", "2026-09-28"),
        ("clinician", clinician.as_str()),
        ("referral_source", "court"),
        ("payer_class", "medicaid"),
    ];
    let future = desk.post(&correct, &with(&right, "admitted", "2027-01-01")).await.again("episode-correct-future");
    assert_eq!(problems_on(&future).len(), 1);
    assert!(desk.post(&correct, &right).await.leads_to().ends_with("?done=saved"));
    let episode = page(&practice, practice.anna).await.episodes[0].episode.value().clone();
    let expected = (day("2026-09-28"), Some(::care::ReferralSource::Court), Some(::care::PayerClass::Medicaid));
    assert_eq!((episode.admitted, episode.referral_source, episode.payer_class), expected);
    assert_eq!(desk.post(&correct, &right).await.status, StatusCode::CONFLICT, "somebody else was faster");

    let end = [("day", "2026-11-20"), ("kind", "transfer"), ("destination", "home"), ("version", "2")];
    desk.post(&format!("{address}/discharge"), &end).await.leads_to();
    let form = desk.get(&correct).await.shown("episode-correct-discharged");
    assert!(form.contains("value=\"2026-11-20\"") && form.contains("take_back"), "{form}");
    let ended = [("discharge_day", "2026-11-21"), ("kind", "completed"), ("destination", "")];
    let third = [&with(&right, "version", "3")[..], &ended[..]].concat();
    check_refused(&desk.post(&correct, &third).await, "episode-correct-problems", &["Destination: choose one."]);
    desk.post(&correct, &with(&third, "destination", "home")).await.leads_to();
    let last = async || page(&practice, practice.anna).await.levels().last().and_then(|(_, period)| period.last());
    assert_eq!(last().await, Some(day("2026-11-21")), "the level of care goes along");

    let back = [&with(&right, "version", "4")[..], &[("take_back", "yes")]].concat();
    assert!(desk.post(&correct, &back).await.leads_to().ends_with("?done=saved"));
    assert_eq!((last().await, page(&practice, practice.anna).await.episodes[0].episode.value().discharge.clone()), (None, None));
}

#[tokio::test]
async fn a_diagnosis_gets_another_rank_and_onset_and_ends() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let anna = format!("/patients/{}", practice.anna);
    let diagnosis = [("code", "F33.1"), ("rank", "secondary"), ("onset", "2026-10-05"), ("diagnosed_by", "")];
    desk.post(&format!("{anna}/diagnoses/new"), &diagnosis).await.leads_to();
    let stored = async || page(&practice, practice.anna).await.diagnoses[0].0.clone();
    let address = format!("{anna}/registered/diagnosis/{}/correct", stored().await.id);
    assert!(desk.get(&anna).await.page().contains(&format!("href=\"{address}\"")), "the patient page leads there");
    let form = desk.get(&address).await.shown("diagnosis-correct");
    assert!(form.contains("value=\"2026-10-05\"") && form.contains("F33.1 of Anna"), "{form}");
    let clinician = practice.clinician.to_string();
    let right =
        [("version", "1"), ("rank", "principal"), ("onset", "2026-10-01"), ("last", "2026-11-20"), ("diagnosed_by", clinician.as_str())];
    let check = async |name: &str, value: &str, expected: &str| {
        let told = problems_on(&desk.post(&address, &with(&right, name, value)).await.again("diagnosis-correct-problem"));
        assert!(told.len() == 1 && told[0].starts_with(expected), "{told:?}, not {expected}");
    };
    check("last", "2026-09-30", "Resolved on: the end lies before the beginning").await;
    check("last", "2026-11-24", "Resolved on: this lies in the future").await;
    check("onset", "2027-01-01", "Resolved on: the end lies before").await;
    check("rank", "", "Rank: choose one").await;
    assert!(desk.post(&address, &right).await.leads_to().ends_with("?done=saved"));
    let found = stored().await;
    let value = found.value();
    assert_eq!(
        (value.rank, value.period.first(), value.period.last()),
        (::care::DiagnosisRank::Principal, day("2026-10-01"), Some(day("2026-11-20")))
    );
    assert_eq!((value.code.as_str(), value.diagnosed_by, value.episode), ("F33.1", Some(practice.clinician), Some(practice.episode)));
    assert_eq!(desk.post(&address, &right).await.status, StatusCode::CONFLICT);
    let team = format!("{anna}/registered/team/{}/correct", found.id);
    assert_eq!(desk.get(&team).await.status, StatusCode::NOT_FOUND, "only a diagnosis has such a form");
}
