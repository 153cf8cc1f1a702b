//! Facts about notes of services, from the values of a row. The text of a note is never read: a table that has a column called like one is refused before
//! its first row, so that not even a rejected row keeps any of it.

use care::service_note::is_text_column;
use care::{Fingerprint, NamedGoals, ServiceNote};
use vocabulary::Day;

use super::care_facts::{Reading, Understood, of_episode, on_day};
use super::field::Field;
use crate::file_problem::FileProblem;
use crate::record::care_fact::{CareFact, Moment};
use crate::rejection::RejectionCode;
use crate::short::short;

/// Refuses a header with a column called like the text of a note.
pub(super) fn refuse_text(names: &[String]) -> Result<(), FileProblem> {
    let text = names.iter().find(|name| is_text_column(name));
    text.map_or(Ok(()), |column| Err(FileProblem::NoteText { column: short(column) }))
}

impl Reading<'_, '_> {
    /// A moment, or a time such as `14:30` on the day of the row and the clock of the program. A service over midnight gives moments: nothing is guessed.
    fn time_on(&mut self, field: &'static str, day: Day) -> Result<Option<Moment>, RejectionCode> {
        let Some(text) = self.values.text(field).filter(|text| !text.is_empty()) else { return Ok(None) };
        if text.len() > 8 {
            return self.moment(field).map(Some);
        }
        let refused = || RejectionCode::NotADay { field, expected: "14:30, 2026-11-23T14:30 or 2026-11-23T14:30:00Z".to_owned() };
        let part = |text: &str| (text.len() <= 2).then(|| text.parse::<i8>().ok()).flatten();
        let mut parts = text.split(':').map(part);
        let (hour, minute) = parts.next().flatten().zip(parts.next().flatten()).ok_or_else(refused)?;
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) || parts.any(|seconds| seconds.is_none()) {
            return Err(refused());
        }
        let stated = self.values.context.zone.instant_at(day, hour, minute).map_err(|_| refused())?;
        self.noted(field, stated);
        Ok(Some(Moment::Local { day, hour, minute, stated }))
    }

    /// A text that reads as a value; nothing where it is empty.
    fn parsed<T: std::str::FromStr + ToString>(&mut self, field: &'static str, expected: &str) -> Result<Option<T>, RejectionCode> {
        let Some(text) = self.values.text(field).filter(|text| !text.is_empty()) else { return Ok(None) };
        let value: T = text.parse().map_err(|_| RejectionCode::UnknownCode { field, expected: expected.to_owned() })?;
        self.noted(field, value.to_string());
        Ok(Some(value))
    }
}

pub(super) const SERVICE_NOTE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::optional("service"),
    Field::optional("started_at"),
    Field::optional("stopped_at"),
    Field::optional("minutes"),
    Field::optional("author"),
    Field::optional("credential"),
    Field::needed("signed_day"),
    Field::optional("needs_cosigner"),
    Field::optional("cosigner"),
    Field::optional("cosigned_day"),
    Field::optional("place"),
    Field::optional("telehealth"),
    Field::optional("setting_present"),
    Field::optional("group"),
    Field::optional("group_size"),
    Field::optional("own_part_present"),
    Field::optional("goals"),
    Field::optional("intervention_present"),
    Field::optional("response_present"),
    Field::optional("risk_present"),
    Field::optional("progress_present"),
    Field::optional("fingerprint"),
];

/// Reads facts about a note. Without a key of its own a note is known by its day, service, author, start and group: its signatures may come later.
pub(super) fn read(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let service = reading.text("service");
    let (started, stopped) = (reading.time_on("started_at", day)?, reading.time_on("stopped_at", day)?);
    let minutes = reading.count("minutes")?;
    reading.by("author");
    let credential = reading.text("credential");
    let signed_day = reading.optional_day("signed_day")?;
    let needs_cosigner = reading.yes_no_unknown("needs_cosigner")?;
    let cosigner = reading.text("cosigner");
    let cosigned_day = reading.optional_day("cosigned_day")?;
    let (place, telehealth) = (reading.text("place"), reading.yes_no_unknown("telehealth")?);
    let setting_present = reading.yes_no_unknown("setting_present")?;
    let (group, group_size) = (reading.text("group"), reading.count("group_size")?);
    let own_part_present = reading.yes_no_unknown("own_part_present")?;
    let goals: Option<NamedGoals> = reading.parsed("goals", "keys of goals with `;` between them, or `none`")?;
    let intervention_present = reading.yes_no_unknown("intervention_present")?;
    let response_present = reading.yes_no_unknown("response_present")?;
    let risk_present = reading.yes_no_unknown("risk_present")?;
    let progress_present = reading.yes_no_unknown("progress_present")?;
    let fingerprint: Option<Fingerprint> = reading.parsed("fingerprint", "w5: and up to 256 hashes of 16 hexadecimal digits")?;
    let author = reading.values.text("author").unwrap_or_default();
    let start = started.map(|start| start.stated().to_string()).unwrap_or_default();
    reading.identity = Some(format!("{day}/{service}/{author}/{start}/{group}"));
    on_day(
        day,
        of_episode(move |of| {
            CareFact::ServiceNote(ServiceNote {
                episode: of.episode,
                day,
                service: service.clone(),
                started_at: started.map(|moment| moment.on(&of.zone)),
                stopped_at: stopped.map(|moment| moment.on(&of.zone)),
                minutes,
                author: of.clinician,
                credential: credential.clone(),
                signed_day,
                needs_cosigner,
                cosigner: cosigner.clone(),
                cosigned_day,
                place: place.clone(),
                telehealth,
                setting_present,
                group: group.clone(),
                group_size,
                own_part_present,
                goals: goals.clone(),
                intervention_present,
                response_present,
                risk_present,
                progress_present,
                fingerprint: fingerprint.clone(),
            })
        }),
    )
}
