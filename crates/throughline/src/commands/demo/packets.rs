//! What left the invented practice: a packet that was released, a release that a revoked consent stopped, and one in an emergency.

use app::release::Disclosure;
use app::review::Stay;
use app::review::packet::{NewClause, NewPacket, PacketFormat};
use app::{App, AppError, Caller};
use care::{ConsentUse, DisclosureConsent, LegalBasis, ReviewQuestion};
use synthetic::Practice;
use utilization_review::packet::{Choices, Response, Variant};
use vocabulary::{Day, EpisodeId, Language, LevelOfCare};

/// For whom the release was that did not take place.
const PAYER: &str = "Generic commercial plan";

/// Makes all three. The packet is of a stay that has a payer.
pub(super) async fn make(app: &App, caller: &Caller, (stays, paid): (&[Stay], &[&Stay]), practice: &Practice) -> Result<(), AppError> {
    let mut under_part2 = Vec::new();
    let mut others = Vec::new();
    for stay in stays {
        let of = if app.disclosures(caller, stay.patient).await?.is_part2 { &mut under_part2 } else { &mut others };
        of.push(stay);
    }
    let admitted = |episode: EpisodeId| practice.episodes.iter().find(|entry| entry.id == episode).map(|entry| entry.value.admitted);
    // The longest stay in intensive outpatient care: the packet has weeks to show.
    let is_paid = |stay: &Stay| paid.iter().any(|of| of.episode == stay.episode);
    let longest = others.iter().filter(|stay| stay.level_of_care == LevelOfCare::IntensiveOutpatient && is_paid(stay));
    if let Some(stay) = longest.min_by_key(|stay| (admitted(stay.episode), stay.episode)) {
        packet(app, caller, stay).await?;
    }
    if let Some(stay) = under_part2.first() {
        revoked(app, caller, stay, admitted(stay.episode)).await?;
    }
    if let Some(stay) = under_part2.get(1) {
        let disclosure = disclosure("Mercy Hospital, emergency department", "brought in unconscious", LegalBasis::MedicalEmergency);
        app.progress_report(caller, stay.patient, &Language::english(), disclosure).await?;
    }
    Ok(())
}

fn disclosure(recipient: &str, reason: &str, basis: LegalBasis) -> Disclosure {
    let (recipient, reason) = (recipient.to_owned(), reason.to_owned());
    Disclosure { recipient, reason, basis: basis.code().to_owned(), authority: String::new() }
}

/// A concurrent packet with one clause; each fact that speaks against the request was let stand or explained, by turns.
async fn packet(app: &App, caller: &Caller, stay: &Stay) -> Result<(), AppError> {
    let review = app.open_next_review(caller, stay.episode).await?;
    let clause = NewClause {
        quotation: "symptoms that cannot be managed safely at a less intensive level".to_owned(),
        argument: "Symptoms and risk as rated, and what happened in the last weeks, are cited here.".to_owned(),
        rests_on: vec![ReviewQuestion::Risk, ReviewQuestion::Measures],
    };
    app.add_criteria_clause(caller, review, clause).await?;
    let draft = app.packet(caller, review, Variant::Concurrent, Choices::default()).await?;
    for (number, contradiction) in draft.packet.contradictions.iter().enumerate() {
        let (response, words) = match number % 2 {
            0 => (Response::Answered, "The change is recent; it is looked at again in a week."),
            _ => (Response::Accepted, ""),
        };
        app.answer_contradiction(caller, review, contradiction.key.clone(), response, words.to_owned()).await?;
    }
    let new = NewPacket { variant: Variant::Concurrent, choices: Choices::default(), format: PacketFormat::Pdf, author: None, seen: None };
    let to_the_payer = disclosure(&draft.packet.cover.payer, "concurrent review", LegalBasis::Payment);
    match app.release_packet(caller, review, new, &Language::english(), to_the_payer).await {
        // A stay about which nothing is on record yet has no packet.
        Ok(_) | Err(AppError::Packet(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The patient consented at admission and took it back; what was to leave today did not.
async fn revoked(app: &App, caller: &Caller, stay: &Stay, admitted: Option<Day>) -> Result<(), AppError> {
    let consent = DisclosureConsent {
        patient: stay.patient,
        signed: admitted.unwrap_or(stay.today).min(stay.today),
        consent_use: ConsentUse::All,
        recipient: String::new(),
        scope: "Records of treatment in this program".to_owned(),
        expires: None,
        revoked: None,
    };
    let id = app.record_disclosure_consent(caller, consent).await?;
    app.revoke_disclosure_consent(caller, id, stay.today).await?;
    let disclosure = disclosure(PAYER, "concurrent review", LegalBasis::Payment);
    match app.progress_report(caller, stay.patient, &Language::english(), disclosure).await {
        // The gate refused, and the refusal stands in the audit.
        Err(AppError::NoBasis { .. }) => Ok(()),
        Ok(_) => Err(AppError::NotFound("refusal")),
        Err(error) => Err(error),
    }
}
