//! Patients: found by record number or name, listed by care team.

use care::Patient;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use vocabulary::{ClinicianId, Day, PatientId};

use crate::StorageError;
use crate::database::{Reader, Sql, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for Patient {
    type Id = PatientId;
    table!(
        "patient",
        ["record_number", "given_name", "family_name", "birth_day", "sex", "race", "ethnicity", "language", "sort_name", "given_sort",]
    );

    fn owner(&self, id: PatientId) -> Owner {
        Owner::Patient(id)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            self.record_number.as_str().into(),
            self.given_name.as_str().into(),
            self.family_name.as_str().into(),
            self.birth_day.into(),
            Value::optional_text(self.sex.map(vocabulary::Sex::code)),
            Value::optional_text(self.race),
            Value::optional_text(self.ethnicity),
            self.language.as_str().into(),
            sort_name(self).into(),
            folded(&self.given_name).into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            record_number: reader.text()?,
            given_name: reader.text()?,
            family_name: reader.text()?,
            birth_day: reader.parsed()?,
            sex: reader.optional_parsed()?,
            race: reader.optional_parsed()?,
            ethnicity: reader.optional_parsed()?,
            language: reader.parsed()?,
        })
    }
}

impl Record for Patient {}
impl PlainRecord for Patient {}

/// A name as it is ordered and looked up: without accents, in lower case, so that both databases do it alike. `Åsa` is found as `asa`.
pub fn folded(name: &str) -> String {
    name.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

/// Family name and given name, folded, as lists of patients are ordered.
fn sort_name(patient: &Patient) -> String {
    format!("{}, {}", folded(&patient.family_name), folded(&patient.given_name))
}

/// A place in a list of patients that is ordered by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamePosition {
    sort_name: String,
    id: PatientId,
}

impl NamePosition {
    /// The place of a patient in the list: the next page starts after it.
    pub fn of(patient: &Stored<Patient>) -> Self {
        Self { sort_name: sort_name(patient.value()), id: patient.id }
    }

    /// The same place from its parts, as an address carries them: the id is enough to find the name again.
    #[crate::boxed]
    pub async fn of_id(unit: &mut ReadUnit, id: PatientId) -> Result<Option<Self>, StorageError> {
        Ok(unit.current::<Patient>(id).await?.map(|patient| Self::of(&patient)))
    }
}

/// Which page of a list: what comes after a place, at most so many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePage {
    /// Only patients after this place; `None` for the first page.
    pub after: Option<NamePosition>,
    /// At most so many.
    pub size: u16,
}

impl NamePage {
    /// The first page.
    pub const fn first(size: u16) -> Self {
        Self { after: None, size }
    }

    fn values(&self) -> [Value; 3] {
        let (sort_name, id) = self
            .after
            .as_ref()
            .map_or_else(|| (Value::from(""), Value::from("")), |after| (after.sort_name.as_str().into(), Value::id(after.id)));
        [sort_name, id, i64::from(self.size).into()]
    }
}

/// The patient with a record number.
#[crate::boxed]
pub async fn by_record_number(unit: &mut ReadUnit, record_number: &str, view: View) -> Result<Option<Stored<Patient>>, StorageError> {
    Ok(read::find(unit, view, "record_number = $2", [record_number.into()], None).await?.pop())
}

/// The patients with these record numbers, in no particular order. For imports.
#[crate::boxed]
pub async fn by_record_numbers(unit: &mut ReadUnit, record_numbers: &[String]) -> Result<Vec<Stored<Patient>>, StorageError> {
    let mut found = Vec::new();
    for chunk in record_numbers.chunks(crate::database::LIST_MAX) {
        let list = chunk.iter().map(|number| Value::from(number.as_str())).collect();
        found.extend(read::find(unit, View::Current, "record_number IN ({list})", [], Some(list)).await?);
    }
    Ok(found)
}

/// True where anybody is registered. Says nothing about whom.
#[crate::boxed]
pub async fn is_any(unit: &mut ReadUnit) -> Result<bool, StorageError> {
    let sql = Sql::new("patient", "SELECT id FROM patient WHERE superseded_at IS NULL AND void_reason IS NULL LIMIT 1");
    Ok(unit.fetch_optional(&sql, Vec::new()).await?.is_some())
}

/// All patients, by name.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit, view: View, page: &NamePage) -> Result<Vec<Stored<Patient>>, StorageError> {
    read::find(unit, view, "(sort_name, id) > ($2, $3) ORDER BY sort_name, id LIMIT $4", page.values(), None).await
}

/// Patients whose family name, given name or record number begins with a text, by name. Accents and case do not matter in names; a text with
/// a comma is looked up as `family name, given name`.
#[crate::boxed]
pub async fn search(unit: &mut ReadUnit, text: &str, view: View, page: &NamePage) -> Result<Vec<Stored<Patient>>, StorageError> {
    let rest = "((sort_name >= $5 AND sort_name < $6) OR (given_sort >= $5 AND given_sort < $6) OR (record_number >= $7 AND record_number < $8)) \
                AND (sort_name, id) > ($2, $3) ORDER BY sort_name, id LIMIT $4";
    let name = normal_comma(&folded(text));
    let number = text.trim();
    let bounds = [name.as_str().into(), after_prefix(&name), number.into(), after_prefix(number)];
    read::find(unit, view, rest, page.values().into_iter().chain(bounds), None).await
}

/// True for a patient whom [`search`] finds by this text; an empty one finds everybody.
pub fn is_found(patient: &Patient, text: &str) -> bool {
    let name = normal_comma(&folded(text));
    let (sorted, given) = (sort_name(patient), folded(&patient.given_name));
    sorted.starts_with(&name) || given.starts_with(&name) || patient.record_number.starts_with(text.trim())
}

/// `garcia,lu` is looked up as `garcia, lu`.
fn normal_comma(text: &str) -> String {
    match text.split_once(',') {
        Some((family, given)) => format!("{}, {}", family.trim_end(), given.trim_start()),
        None => text.to_owned(),
    }
}

/// Later than every text that begins with the prefix.
fn after_prefix(prefix: &str) -> Value {
    Value::from(format!("{prefix}\u{10FFFF}"))
}

/// The patients whose care team a clinician belongs to on a day, by name.
#[crate::boxed]
pub async fn of_care_team(
    unit: &mut ReadUnit,
    clinician: ClinicianId,
    on: Day,
    view: View,
    page: &NamePage,
) -> Result<Vec<Stored<Patient>>, StorageError> {
    let rest = "id IN (SELECT patient_id FROM care_team_member WHERE clinician_id = $5 \
                    AND recorded_at <= $1 AND (superseded_at IS NULL OR superseded_at > $1) AND void_reason IS NULL \
                    AND first_day <= $6 AND (last_day IS NULL OR last_day >= $6)) \
                AND (sort_name, id) > ($2, $3) ORDER BY sort_name, id LIMIT $4";
    read::find(unit, view, rest, page.values().into_iter().chain([Value::id(clinician), on.into()]), None).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_for_order_and_search() {
        let check = |name: &str, expected: &str| assert_eq!(folded(name), expected);
        check("Åström", "astrom");
        check(" GARCÍA Márquez ", "garcia marquez");
        check("Łukasz", "łukasz");
        check("李", "李");
    }

    #[test]
    fn whom_a_search_finds_can_be_told_of_a_record() {
        let lucia = Patient {
            record_number: "A-7".to_owned(),
            given_name: "Lucía".to_owned(),
            family_name: "García Márquez".to_owned(),
            birth_day: "1990-05-01".parse().unwrap(),
            sex: None,
            race: None,
            ethnicity: None,
            language: vocabulary::Language::english(),
        };
        let check = |text: &str, expected: bool| assert_eq!(is_found(&lucia, text), expected, "{text}");
        for text in ["", " ", "garc", "GARCÍA márquez,lu", "lucia", "A-7", " A-"] {
            check(text, true);
        }
        for text in ["marquez", "garcia, lu", "a-7", "A-8", "lucia g"] {
            check(text, false);
        }
    }

    #[test]
    fn a_comma_is_looked_up_with_one_space() {
        assert_eq!(normal_comma("garcia,lu"), "garcia, lu");
        assert_eq!(normal_comma("garcia ,  lu"), "garcia, lu");
    }
}
