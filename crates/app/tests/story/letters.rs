//! What leaves is what was looked at: numbers that lead elsewhere since, and a packet that changed, are told first.

use app::review::appeal::letter::NewLetter;
use app::review::packet::{NewPacket, PacketFormat};
use app::{AppError, Settings};
use care::PlanFunding;
use utilization_review::appeal::{AppealRefusal, LetterKind};
use utilization_review::clock::Appellant;
use utilization_review::packet::{Choices, PacketRefusal, Variant, index_sha256, snapshot_sha256};
use vocabulary::Language;

use crate::appeals::{denial, let_stand, notice, refusal, to_the_payer};
use crate::practice::{operator, phq9, practice};

const APPEAL: (LetterKind, Option<vocabulary::RecordId>) = (LetterKind::Appeal, None);

#[tokio::test]
async fn a_letter_whose_numbers_lead_to_other_records_since_it_was_saved_is_looked_at_again_first() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    let release = async || {
        let_stand(&practice, review).await;
        let author = Some("Ines Okoro, PhD".to_owned());
        let new = NewLetter { kind: LetterKind::Appeal, appeal: None, text: "We ask again [2].".to_owned(), author };
        app.release_letter(&operator(), review, new, &Language::english(), to_the_payer()).await.map(|_| ())
    };
    let save = async || {
        let index = index_sha256(&app.letter(&operator(), review, APPEAL).await.unwrap().packet.packet);
        app.save_letter(&operator(), review, APPEAL, ("We ask again [2].".to_owned(), index)).await.unwrap();
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
