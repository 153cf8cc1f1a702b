//! What leaves is what was looked at: numbers that lead elsewhere since, and a packet that changed, are told first.

use app::review::appeal::letter::{BegunFrom, LetterWords, NewLetter};
use app::review::packet::{NewPacket, PacketFormat};
use app::{AppError, Settings};
use care::PlanFunding;
use utilization_review::appeal::{AppealRefusal, LetterKind};
use utilization_review::clock::Appellant;
use utilization_review::packet::{Choices, PacketRefusal, Variant, index_sha256, snapshot_sha256};
use vocabulary::Language;

use crate::appeals::{denial, let_stand, notice, refusal, to_the_payer};
use crate::practice::{operator, phq9, practice, practice_in};

const APPEAL: (LetterKind, Option<vocabulary::RecordId>) = (LetterKind::Appeal, None);

#[tokio::test]
async fn a_letter_whose_numbers_lead_to_other_records_since_it_was_saved_is_looked_at_again_first() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    let release = async || {
        let_stand(&practice, review).await;
        let begun = app.letter(&operator(), review, APPEAL).await.unwrap().begun();
        let author = Some("Ines Okoro, PhD".to_owned());
        let new = NewLetter { kind: LetterKind::Appeal, appeal: None, text: "We ask again [2].".to_owned(), begun, author };
        app.release_letter(&operator(), review, new, &Language::english(), to_the_payer()).await.map(|_| ())
    };
    let save = async || {
        let letter = app.letter(&operator(), review, APPEAL).await.unwrap();
        let (text, begun) = ("We ask again [2].".to_owned(), letter.begun());
        let words = LetterWords { text, index_sha256: index_sha256(&letter.packet.packet), begun };
        app.save_letter(&operator(), review, APPEAL, words).await.unwrap();
    };
    save().await;
    assert!(!app.letter(&operator(), review, APPEAL).await.unwrap().numbers_moved());
    app.record_administration(&operator(), practice.anna, phq9("2026-10-10", [2; 9])).await.unwrap();
    assert!(app.letter(&operator(), review, APPEAL).await.unwrap().numbers_moved(), "the second record is another now");
    assert_eq!(refusal(release().await), AppealRefusal::NumbersMoved);
    save().await;
    release().await.unwrap();
}

#[tokio::test]
async fn words_that_somebody_saved_meanwhile_are_neither_written_over_nor_let_out_unread() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    let save = async |text: &str, begun| {
        let words = LetterWords { text: text.to_owned(), index_sha256: String::new(), begun };
        app.save_letter(&operator(), review, APPEAL, words).await
    };
    let stands = async || app.letter(&operator(), review, APPEAL).await.unwrap();
    let release = async |begun| {
        let_stand(&practice, review).await;
        let (text, author) = (stands().await.saved.unwrap().value().text.clone(), Some("Ines Okoro, PhD".to_owned()));
        let new = NewLetter { kind: LetterKind::Appeal, appeal: None, text, begun, author };
        app.release_letter(&operator(), review, new, &Language::english(), to_the_payer()).await.map(|_| ())
    };
    assert_eq!(stands().await.begun(), BegunFrom::Records);
    save("Ours.", BegunFrom::Records).await.unwrap();
    let ours = stands().await.begun();
    // Two tabs that began with the same words.
    save("Theirs.", ours).await.unwrap();
    assert_eq!(refusal(save("Ours again.", ours).await), AppealRefusal::SavedSince);
    assert_eq!(refusal(save("From the beginning.", BegunFrom::Records).await), AppealRefusal::SavedSince);
    assert_eq!(refusal(release(ours).await), AppealRefusal::SavedSince);
    assert_eq!(stands().await.saved.unwrap().value().text, "Theirs.");
    let theirs = stands().await.begun();
    save("Both.", theirs).await.unwrap();
    release(stands().await.begun()).await.unwrap();
}

/// Pairs that save in the same moment with what they began, and one that lets the letter out while another one saves.
async fn saved_in_the_same_moment(test: storage::testing::TestDatabase) {
    let practice = practice_in(test, Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    let caller = operator();
    let save = async |text: &str, begun| {
        let words = LetterWords { text: text.to_owned(), index_sha256: String::new(), begun };
        app.save_letter(&caller, review, APPEAL, words).await
    };
    let stands = async || app.letter(&caller, review, APPEAL).await.unwrap();
    for _ in 0..3 {
        let begun = stands().await.begun();
        let (one, other) = tokio::join!(save("Ours.", begun), save("Theirs.", begun));
        let kept = if one.is_ok() { "Ours." } else { "Theirs." };
        let refused = if one.is_ok() { other } else { other.and(one) };
        assert_eq!(refusal(refused), AppealRefusal::SavedSince);
        assert_eq!(stands().await.saved.unwrap().value().text, kept);
    }
    let_stand(&practice, review).await;
    let letter = stands().await;
    let (begun, text) = (letter.begun(), "Looked at.".to_owned());
    let new = NewLetter { kind: LetterKind::Appeal, appeal: None, text, begun, author: Some("Ines Okoro, PhD".to_owned()) };
    let english = Language::english();
    let (left, saved) = tokio::join!(app.release_letter(&caller, review, new, &english, to_the_payer()), save("Not looked at.", begun));
    let refused = if left.is_ok() { saved } else { saved.and(left.map(|_| ())) };
    assert_eq!(refusal(refused), AppealRefusal::SavedSince);
}

#[tokio::test]
async fn of_two_texts_saved_in_the_same_moment_the_later_one_is_refused_on_sqlite() {
    saved_in_the_same_moment(storage::testing::sqlite().await).await;
}

#[tokio::test]
async fn of_two_texts_saved_in_the_same_moment_the_later_one_is_refused_on_postgres() {
    saved_in_the_same_moment(storage::testing::postgres().await).await;
}

#[tokio::test]
async fn a_packet_that_changed_since_it_was_looked_at_does_not_leave() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let looked_at = async || {
        let draft = app.packet(&operator(), review, Variant::AppealFirst, Choices::default()).await.unwrap();
        Some(snapshot_sha256(&draft.packet))
    };
    let release = async |seen: Option<String>| {
        let_stand(&practice, review).await;
        let (variant, author) = (Variant::AppealFirst, Some("Ines Okoro, PhD".to_owned()));
        // What was chosen on the form that releases was not chosen when the packet was looked at.
        let choices = Choices { initials_only: true, ..Choices::default() };
        let new = NewPacket { variant, choices, format: PacketFormat::Pdf, author, seen };
        app.release_packet(&operator(), review, new, &Language::english(), to_the_payer()).await.map(|_| ())
    };
    let seen = looked_at().await;
    app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [3; 9])).await.unwrap();
    let refused = release(seen).await;
    assert!(matches!(refused, Err(AppError::Packet(PacketRefusal::Changed))), "{refused:?}");
    release(looked_at().await).await.unwrap();
}
