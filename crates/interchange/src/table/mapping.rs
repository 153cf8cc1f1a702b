//! The mapping file: a small TOML file that says what the columns of a table mean. `docs/guides/import.md` explains it to people.

use std::collections::BTreeMap;
use std::sync::Arc;

use instruments::definition::document::Document;
use instruments::{Definition, Origin};
use serde::Deserialize;
use toml::{Table, Value};
use vocabulary::Day;

use super::date::DatePattern;
use super::field::Field;
use super::source::Source;
use super::{administration, billing_records, care_facts, care_records, chart_papers, planned_visits, review_facts, service_notes};
use crate::file_problem::Encoding;
use crate::record::{DefinitionRecord, DefinitionSource, RecordKind};

/// A mapping file, checked.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(super) delimiter: u8,
    pub(super) encoding: Encoding,
    pub(super) dates: DatePattern,
    pub(super) decimal_comma: bool,
    pub(super) missing: Vec<String>,
    pub(super) codes: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) records: Vec<RecordMapping>,
    pub(super) definitions: Vec<DefinitionRecord>,
}

/// How one kind of record is made from a row.
#[derive(Clone, Debug)]
pub(super) struct RecordMapping {
    pub(super) kind: RecordKind,
    pub(super) fields: BTreeMap<&'static str, Source>,
    pub(super) measure: Option<Measure>,
}

/// What an administration takes from the columns besides its fields.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    /// The instrument for all rows; `None` where a column names it.
    pub(super) instrument: Option<String>,
    pub(super) answers: Answers,
    /// Scale id (empty: the main scale) to its source.
    pub(super) totals: Vec<(String, Source)>,
    /// The code list that turns labels into numbers.
    pub(super) item_codes: Option<String>,
}

/// Where answers stand.
#[derive(Clone, Debug)]
pub(super) enum Answers {
    /// Nowhere: totals only.
    None,
    /// One column an item: item key and column.
    Wide(Vec<(String, String)>),
    /// One column an item, named by a pattern such as `phq_{item}`.
    Pattern(String),
    /// One row an item: the column of the item and the column of the answer.
    Long { item: String, answer: String },
}

/// Why a mapping file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not TOML, or a key that is not known. The message of the reader names line and column.
    #[error("not a mapping file: {0}")]
    Toml(String),
    /// A value that is not allowed.
    #[error("{place}: {what}")]
    Invalid {
        /// The table and key.
        place: String,
        /// What is wrong and what is expected.
        what: String,
    },
}

pub(super) fn invalid<T>(place: impl Into<String>, what: impl Into<String>) -> Result<T, MappingError> {
    Err(MappingError::Invalid { place: place.into(), what: what.into() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    #[serde(default)]
    file: FileTable,
    #[serde(default)]
    codes: BTreeMap<String, BTreeMap<String, Value>>,
    #[serde(default)]
    definitions: Vec<Document>,
    #[serde(default)]
    common: Table,
    #[serde(default)]
    records: Vec<Table>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FileTable {
    delimiter: Option<String>,
    encoding: Option<String>,
    dates: Option<String>,
    decimal: Option<String>,
    missing: Option<Vec<Value>>,
}

/// The fields of each kind, as they stand beside its reader.
pub(super) fn fields_of(kind: RecordKind) -> &'static [Field] {
    match kind {
        RecordKind::Patient => care_records::PATIENT,
        RecordKind::Program => care_records::PROGRAM,
        RecordKind::Clinician => care_records::CLINICIAN,
        RecordKind::Episode => care_records::EPISODE,
        RecordKind::LevelOfCarePeriod => care_records::LEVEL_OF_CARE_PERIOD,
        RecordKind::Diagnosis => care_records::DIAGNOSIS,
        RecordKind::CareTeamMember => care_records::CARE_TEAM_MEMBER,
        RecordKind::Administration => administration::ADMINISTRATION,
        RecordKind::Attendance => care_facts::ATTENDANCE,
        RecordKind::Participation => care_facts::PARTICIPATION,
        RecordKind::FunctionRating => care_facts::FUNCTION_RATING,
        RecordKind::GoalProgress => care_facts::GOAL_PROGRESS,
        RecordKind::TreatmentPlanChange => care_facts::TREATMENT_PLAN_CHANGE,
        RecordKind::MedicationChange => care_facts::MEDICATION_CHANGE,
        RecordKind::RiskRating => care_facts::RISK_RATING,
        RecordKind::Incident => care_facts::INCIDENT,
        RecordKind::MedicalStatus => care_facts::MEDICAL_STATUS,
        RecordKind::SubstanceUse => care_facts::SUBSTANCE_USE,
        RecordKind::AbstinenceReport => care_facts::ABSTINENCE_REPORT,
        RecordKind::DrugScreen => care_facts::DRUG_SCREEN,
        RecordKind::Housing => care_facts::HOUSING,
        RecordKind::Supports => care_facts::SUPPORTS,
        RecordKind::PriorLevel => care_facts::PRIOR_LEVEL,
        RecordKind::ExternalLevelOfCare => care_facts::EXTERNAL_LEVEL_OF_CARE,
        RecordKind::ClinicianStatement => care_facts::CLINICIAN_STATEMENT,
        RecordKind::PlannedVisit => planned_visits::PLANNED_VISIT,
        RecordKind::StepDownPlan => care_facts::STEP_DOWN_PLAN,
        RecordKind::Coverage => review_facts::COVERAGE,
        RecordKind::Authorization => review_facts::AUTHORIZATION,
        RecordKind::BilledUnits => review_facts::BILLED_UNITS,
        RecordKind::PostedCharge => billing_records::POSTED_CHARGE,
        RecordKind::BenefitQuote => billing_records::BENEFIT_QUOTE,
        RecordKind::CaseAgreement => billing_records::CASE_AGREEMENT,
        RecordKind::PatientPayment => billing_records::PATIENT_PAYMENT,
        RecordKind::PostedWriteOff => billing_records::POSTED_WRITE_OFF,
        RecordKind::ClaimAccount => billing_records::CLAIM_ACCOUNT,
        RecordKind::Certification => billing_records::CERTIFICATION,
        RecordKind::LevelOfCareOrder => billing_records::LEVEL_OF_CARE_ORDER,
        RecordKind::ChartPaper => chart_papers::CHART_PAPER,
        RecordKind::ContractRate => care_records::CONTRACT_RATE,
        RecordKind::ProviderCredential => chart_papers::PROVIDER_CREDENTIAL,
        RecordKind::ExclusionCheck => chart_papers::EXCLUSION_CHECK,
        RecordKind::DayRate => care_records::DAY_RATE,
        RecordKind::TreatmentGoal => review_facts::TREATMENT_GOAL,
        RecordKind::ServiceNote => service_notes::SERVICE_NOTE,
        RecordKind::Medication => review_facts::MEDICATION,
        RecordKind::DischargeAppointment => review_facts::DISCHARGE_APPOINTMENT,
        RecordKind::Definition => &[],
    }
}

/// What an administration has besides fields.
const MEASURE_KEYS: [&str; 5] = ["items", "item_codes", "totals", "total", "long"];

impl Mapping {
    /// Reads a mapping file.
    ///
    /// ```
    /// let mapping = interchange::table::Mapping::from_toml(r#"
    ///     [file]
    ///     dates = "month/day/year"
    ///     missing = ["", "-9"]
    ///
    ///     [[records]]
    ///     kind = "administration"
    ///     instrument = "phq-9"
    ///     patient = "MRN"
    ///     day = "Visit Date"
    ///     items = "phq_{item}"
    /// "#)?;
    /// # Ok::<(), interchange::table::MappingError>(())
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, MappingError> {
        let file: MappingFile = toml::from_str(text).map_err(|error| MappingError::Toml(error.to_string().trim_end().to_owned()))?;
        let (delimiter, encoding) = (delimiter(file.file.delimiter.as_deref())?, encoding(file.file.encoding.as_deref())?);
        let pattern = file.file.dates.as_deref().unwrap_or("year-month-day");
        let Some(dates) = DatePattern::parse(pattern) else {
            return invalid("file.dates", "expected a pattern of year, month and day such as `month/day/year`, or `instant`");
        };
        let decimal_comma = match file.file.decimal.as_deref() {
            None | Some(".") => false,
            Some(",") => true,
            Some(_) => return invalid("file.decimal", "expected `.` or `,`"),
        };
        let missing = file
            .file
            .missing
            .map_or_else(|| Ok(vec![String::new()]), |list| list.iter().map(|each| scalar("file.missing", each)).collect())?;
        let mut codes = BTreeMap::new();
        for (name, list) in file.codes {
            let place = format!("codes.{name}");
            let list = list.into_iter().map(|(code, value)| Ok((code, scalar(&place, &value)?))).collect::<Result<_, MappingError>>()?;
            codes.insert(name, list);
        }
        let definitions = file.definitions.into_iter().map(definition).collect::<Result<Vec<_>, _>>()?;
        let mut records = Vec::new();
        for (number, table) in file.records.iter().enumerate() {
            records.push(record(&format!("records[{}]", number + 1), table, &file.common, &codes)?);
        }
        if records.is_empty() && definitions.is_empty() {
            return invalid("records", "a mapping needs at least one [[records]] or [[definitions]]");
        }
        check_common(&file.common)?;
        let is_long = |record: &&RecordMapping| matches!(record.measure, Some(Measure { answers: Answers::Long { .. }, .. }));
        if records.iter().filter(is_long).count() > 1 {
            return invalid("records", "only one kind of administration can have a row an item");
        }
        Ok(Self { delimiter, encoding, dates, decimal_comma, missing, codes, records, definitions })
    }

    /// The definitions that come with the mapping, to be stored before the rows.
    pub fn definitions(&self) -> &[DefinitionRecord] {
        &self.definitions
    }
}

fn delimiter(text: Option<&str>) -> Result<u8, MappingError> {
    match text.unwrap_or(",") {
        "tab" => Ok(b'\t'),
        text if text.len() == 1 && text.is_ascii() && !text.contains(['"', '\n', '\r']) => Ok(text.as_bytes()[0]),
        _ => invalid("file.delimiter", "expected one character such as `,` or `;`, or `tab`"),
    }
}

fn encoding(text: Option<&str>) -> Result<Encoding, MappingError> {
    let text = text.unwrap_or("utf-8").to_ascii_lowercase();
    let known = Encoding::ALL.into_iter().find(|encoding| encoding.code() == text || (*encoding == Encoding::Latin1 && text == "latin-1"));
    known.map_or_else(|| invalid("file.encoding", "expected one of utf-8, utf-16, iso-8859-1, windows-1252"), Ok)
}

/// A text or number as text.
pub(super) fn scalar(place: &str, value: &Value) -> Result<String, MappingError> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Float(number) => Ok(number.to_string()),
        Value::Boolean(value) => Ok(value.to_string()),
        _ => invalid(place, "expected a text or a number"),
    }
}

fn definition(document: Document) -> Result<DefinitionRecord, MappingError> {
    let place = format!("definitions.{}", document.id);
    match Definition::from_document(document.clone(), Origin::Imported) {
        Ok(definition) if definition.is_totals_only() => {
            Ok(DefinitionRecord { document, definition: Arc::new(definition), source: DefinitionSource::TotalsOnly })
        }
        Ok(_) => invalid(
            place,
            "a definition in a mapping file has no items: give total_only_range; forms with items come as FHIR Questionnaires",
        ),
        Err(error) => invalid(place, error.to_string()),
    }
}

/// Every key of `[common]` must be a field of some kind.
fn check_common(common: &Table) -> Result<(), MappingError> {
    let is_field = |key: &str| RecordKind::ALL.iter().any(|kind| fields_of(*kind).iter().any(|field| field.name == key));
    common.keys().find(|key| !is_field(key)).map_or(Ok(()), |key| invalid(format!("common.{key}"), "no kind of record has this field"))
}

fn record(
    place: &str,
    table: &Table,
    common: &Table,
    codes: &BTreeMap<String, BTreeMap<String, String>>,
) -> Result<RecordMapping, MappingError> {
    let name = table.get("kind").and_then(Value::as_str).unwrap_or_default();
    let kind = RecordKind::ALL.into_iter().find(|kind| kind.code() == name && *kind != RecordKind::Definition);
    let Some(kind) = kind else {
        let known: Vec<&str> = RecordKind::ALL.iter().skip(1).map(|kind| kind.code()).collect();
        return invalid(format!("{place}.kind"), format!("expected one of {}", known.join(", ")));
    };
    let specs = fields_of(kind);
    let measures = kind == RecordKind::Administration;
    let is_known = |key: &str| key == "kind" || specs.iter().any(|field| field.name == key) || (measures && MEASURE_KEYS.contains(&key));
    if let Some(unknown) = table.keys().find(|key| !is_known(key)) {
        let known: Vec<&str> = specs.iter().map(|field| field.name).chain(MEASURE_KEYS.into_iter().filter(|_| measures)).collect();
        return invalid(format!("{place}.{unknown}"), format!("a {} has no such field; it has {}", kind.code(), known.join(", ")));
    }
    let mut fields = BTreeMap::new();
    let mut instrument = None;
    for Field { name, is_needed } in specs {
        let given = table.get(*name).or_else(|| common.get(*name));
        match given {
            // The one field whose plain text is its value, because nearly every table holds one instrument.
            Some(Value::String(id)) if *name == "instrument" => instrument = Some(id.to_ascii_lowercase()),
            Some(value) => {
                fields.insert(*name, Source::from_toml(&format!("{place}.{name}"), name, value, codes)?);
            }
            None if *is_needed => return invalid(format!("{place}.{name}"), "must be mapped to a column or a constant"),
            None => {}
        }
    }
    let measure = if measures { Some(measure(place, table, instrument, codes)?) } else { None };
    Ok(RecordMapping { kind, fields, measure })
}

fn measure(
    place: &str,
    table: &Table,
    instrument: Option<String>,
    codes: &BTreeMap<String, BTreeMap<String, String>>,
) -> Result<Measure, MappingError> {
    let answers = match (table.get("items"), table.get("long")) {
        (Some(_), Some(_)) => return invalid(format!("{place}.long"), "either `items` (a column an item) or `long` (a row an item)"),
        (Some(Value::String(pattern)), None) if pattern.contains("{item}") => Answers::Pattern(pattern.clone()),
        (Some(Value::Table(columns)), None) => {
            let column = |(item, column): (&String, &Value)| Ok((item.clone(), scalar(&format!("{place}.items"), column)?));
            Answers::Wide(columns.iter().map(column).collect::<Result<_, MappingError>>()?)
        }
        (Some(_), None) => return invalid(format!("{place}.items"), "expected a table of item = \"column\", or a pattern with {item}"),
        (None, Some(Value::Table(long))) => match (long.get("item").and_then(Value::as_str), long.get("answer").and_then(Value::as_str)) {
            (Some(item), Some(answer)) => Answers::Long { item: item.to_owned(), answer: answer.to_owned() },
            _ => return invalid(format!("{place}.long"), "expected { item = \"column\", answer = \"column\" }"),
        },
        (None, Some(_)) => return invalid(format!("{place}.long"), "expected { item = \"column\", answer = \"column\" }"),
        (None, None) => Answers::None,
    };
    let mut totals = Vec::new();
    if let Some(value) = table.get("total") {
        totals.push((String::new(), Source::from_toml(&format!("{place}.total"), "total", value, codes)?));
    }
    if let Some(value) = table.get("totals") {
        let Some(scales) = value.as_table() else { return invalid(format!("{place}.totals"), "expected a table of scale = \"column\"") };
        for (scale, value) in scales {
            totals.push((scale.clone(), Source::from_toml(&format!("{place}.totals.{scale}"), "total", value, codes)?));
        }
    }
    if matches!(answers, Answers::None) && totals.is_empty() {
        return invalid(place, "an administration needs `items`, `long`, `total` or `totals`");
    }
    let item_codes = table.get("item_codes").map(|value| scalar(&format!("{place}.item_codes"), value)).transpose()?;
    if let Some(unknown) = item_codes.as_ref().filter(|name| !codes.contains_key(*name)) {
        return invalid(format!("{place}.item_codes"), format!("there is no [codes.{unknown}]"));
    }
    Ok(Measure { instrument, answers, totals, item_codes })
}

/// A day in a mapping file.
pub(super) fn day(place: &str, value: Option<&Value>) -> Result<Day, MappingError> {
    let text = match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Datetime(datetime)) => datetime.to_string(),
        _ => String::new(),
    };
    text.parse().or_else(|_| invalid(place, "expected a day like 2020-01-06"))
}
