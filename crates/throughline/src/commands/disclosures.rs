//! `throughline disclosures`: the accounting of what left about a patient, with consents.

use std::path::Path;

use app::Stored;
use app::disclosure::{Accounted, DisclosuresPage};
use care::DisclosureConsent;
use clap::Args;
use serde_json::{Value as Json, json};
use wording::{Key, Text};

use crate::configuration;
use crate::console;
use crate::failure::Failure;
use crate::wiring::{self, Practice, app_failure, find_patient};

/// List what left the practice about a patient: when, what, for whom, why, on what ground, by whom
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline disclosures A-1042
  throughline disclosures A-1042 --json")]
pub(crate) struct Arguments {
    /// The record number or the id of the patient
    patient: String,
    /// One JSON object: part2, consents, releases
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "disclosures").await?;
        let patient = find_patient(&practice.app, &practice.caller, &arguments.patient).await?;
        let page = practice.app.disclosures(&practice.caller, patient).await.map_err(|error| app_failure(&error))?;
        if arguments.json {
            console::json(&as_json(&page))?;
        } else {
            print(&page)?;
        }
        practice.close().await
    })
}

fn as_json(page: &DisclosuresPage) -> Json {
    json!({
        "part2": page.is_part2,
        "consents": page.consents.iter().map(consent_json).collect::<Vec<_>>(),
        "releases": page.releases.iter().map(release_json).collect::<Vec<_>>(),
    })
}

fn consent_json(stored: &Stored<DisclosureConsent>) -> Json {
    let value = stored.value();
    json!({
        "id": stored.id.to_string(), "signed": value.signed.to_string(), "use": value.consent_use.code(), "recipient": value.recipient,
        "scope": value.scope, "expires": value.expires.map(|day| day.to_string()), "revoked": value.revoked.map(|day| day.to_string()),
    })
}

fn release_json(accounted: &Accounted) -> Json {
    let value = accounted.release.value();
    json!({
        "release": accounted.release.id.to_string(), "at": accounted.release.recorded.recorded_at.to_string(), "what": value.subject,
        "recipient": value.recipient, "reason": value.reason, "basis": value.basis, "authority": value.authority, "by": accounted.by, "sha256": value.sha256,
        "patients": value.patient_count, "consent": accounted.consent.as_ref().map(|consent| consent.id.to_string()), "waits_for_documentation": accounted.waits_for_documentation(),
    })
}

fn print(page: &DisclosuresPage) -> Result<(), Failure> {
    let text = console::text();
    let consents: Vec<Vec<String>> = page.consents.iter().map(|stored| consent_row(text, page, stored.value())).collect();
    let releases: Vec<Vec<String>> = page.releases.iter().map(|accounted| release_row(text, page, accounted)).collect();
    let with_head = |heads: &[Key], rows: Vec<Vec<String>>, none: Key| {
        if rows.is_empty() {
            return text.say(none);
        }
        let head = heads.iter().map(|key| text.say(*key)).collect();
        console::columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), &[])
    };
    let of_releases = [
        Key::DisclosuresColumnWhen,
        Key::DisclosuresColumnWhat,
        Key::DisclosuresColumnFor,
        Key::DisclosuresColumnWhy,
        Key::DisclosuresColumnBasis,
        Key::DisclosuresColumnBy,
    ];
    let of_consents = [
        Key::DisclosuresConsentsColumnSigned,
        Key::DisclosuresConsentsColumnUse,
        Key::DisclosuresConsentsColumnRecipient,
        Key::DisclosuresConsentsColumnState,
    ];
    console::data(|output| {
        if page.is_part2 {
            writeln!(output, "{}\n", text.say(Key::DisclosuresPart2))?;
        }
        writeln!(output, "{}\n", with_head(&of_releases, releases, Key::DisclosuresNone))?;
        writeln!(output, "{}", with_head(&of_consents, consents, Key::DisclosuresConsentsNone))
    })
}

fn release_row(text: Text, page: &DisclosuresPage, accounted: &Accounted) -> Vec<String> {
    let value = accounted.release.value();
    let mut basis = text.legal_basis(&value.basis);
    if !value.authority.is_empty() {
        basis = format!("{basis} · {}", value.authority);
    }
    if accounted.waits_for_documentation() {
        basis = format!("{basis} · {}", text.say(Key::DisclosuresEmergencyOpen));
    }
    let mut what = text.release_subject(&value.subject);
    if value.patient_count > 1 {
        what = format!("{what} · {}", text.say_with(Key::DisclosuresOfSeveral, &[("count", value.patient_count.into())]));
    }
    vec![
        text.instant(accounted.release.recorded.recorded_at, &page.zone),
        what,
        value.recipient.clone(),
        value.reason.clone(),
        basis,
        accounted.by.clone(),
    ]
}

fn consent_row(text: Text, page: &DisclosuresPage, consent: &DisclosureConsent) -> Vec<String> {
    let recipient = if consent.recipient.is_empty() { text.say(Key::DisclosuresRecipientAny) } else { consent.recipient.clone() };
    vec![text.day(consent.signed), text.consent_use(consent.consent_use.code()), recipient, text.consent_state(consent, page.today)]
}
