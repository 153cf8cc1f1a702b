//! The fields of forms: what a field takes, how a value is shown in it, and how it is read back.

use std::collections::BTreeSet;

use care::{
    AttendanceKind, AttendanceStatus, ChartPaperKind, DrugScreen, DrugScreenResult, ExternalSystem, FunctionBasis, GoalProgressLevel,
    IncidentKind, MedicationChangeKind, NamedGoals, PlanChangeKind, PriorLevelOutcome, Rating, RiskBasis, RiskLevel, StatementKind,
    SubstanceClass, SubstanceUseKind, YesNoUnknown,
};
use vocabulary::{ClinicianId, ClockTime, Day, Instant, LevelOfCare, ZoneName};

use super::Given;
use crate::error::{FieldProblem, FieldProblemKind};

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A day.
    Day,
    /// A day with a time, on the clock of the program: `2026-11-23T14:30`.
    Moment,
    /// A time of day, on the clock of the program: `14:30`.
    Time,
    /// One of the codes of the list with this name.
    Choice(&'static str),
    /// Any of the codes of the list with this name, separated by spaces.
    Several(&'static str),
    /// A whole number.
    Count,
    /// A line of text.
    Line,
    /// The id of a clinician.
    Clinician,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSpecification {
    /// Its name, which is that of the column in files.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// The codes to choose from; empty for other shapes.
    pub codes: Vec<&'static str>,
    /// False where it may be left open.
    pub is_required: bool,
}

/// A type that a field can hold.
pub(super) trait FieldValue: Sized {
    /// What the field takes.
    const SHAPE: Shape;
    /// False where it may be left open.
    const IS_REQUIRED: bool = true;
    /// The codes to choose from.
    fn codes() -> Vec<&'static str> {
        Vec::new()
    }
    /// As the form shows it; empty where nothing is recorded.
    fn to_text(&self, zone: &ZoneName) -> String;
    /// Reads it. The text is empty where nothing was typed, and then the field may be left open.
    fn read(text: &str, reader: &Reader<'_>) -> Result<Self, FieldProblemKind>;
}

/// Reads typed values and collects what does not fit, each field once.
pub(super) struct Reader<'a> {
    given: &'a Given,
    zone: &'a ZoneName,
    clinicians: BTreeSet<ClinicianId>,
    problems: Vec<FieldProblem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(given: &'a Given, zone: &'a ZoneName, clinicians: BTreeSet<ClinicianId>) -> Self {
        Self { given, zone, clinicians, problems: Vec::new() }
    }

    /// The value of a field; `None` with a problem where it does not read.
    pub(super) fn value<T: FieldValue>(&mut self, name: &'static str, is_required: bool) -> Option<T> {
        let text = self.given.get(name).map_or("", |text| text.trim());
        if text.is_empty() && is_required {
            self.problem(name, FieldProblemKind::Required);
            return None;
        }
        match T::read(text, self) {
            Ok(value) => Some(value),
            Err(kind) => {
                self.problem(name, kind);
                None
            }
        }
    }

    pub(super) fn zone(&self) -> &ZoneName {
        self.zone
    }

    pub(super) fn problem(&mut self, name: &str, kind: FieldProblemKind) {
        if self.problems.iter().all(|problem| problem.field != name) {
            self.problems.push(FieldProblem { field: name.to_owned(), kind });
        }
    }

    pub(super) fn into_problems(self) -> Vec<FieldProblem> {
        self.problems
    }
}

impl FieldValue for Day {
    const SHAPE: Shape = Shape::Day;

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.to_string()
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        text.parse().map_err(|_| FieldProblemKind::Unreadable)
    }
}

impl FieldValue for Instant {
    const SHAPE: Shape = Shape::Moment;

    fn to_text(&self, zone: &ZoneName) -> String {
        let (hour, minute) = self.clock_time_in(zone);
        format!("{}T{hour:02}:{minute:02}", self.day_in(zone))
    }

    fn read(text: &str, reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        reader.zone.instant_of(text).ok_or(FieldProblemKind::Unreadable)
    }
}

impl FieldValue for ClockTime {
    const SHAPE: Shape = Shape::Time;

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.to_string()
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        text.parse().map_err(|_| FieldProblemKind::Unreadable)
    }
}

/// Values that may be left open.
macro_rules! may_be_open {
    ($($type:ty),*) => {$(
        impl FieldValue for Option<$type> {
            const SHAPE: Shape = <$type as FieldValue>::SHAPE;
            const IS_REQUIRED: bool = false;

            fn to_text(&self, zone: &ZoneName) -> String {
                self.as_ref().map(|value| value.to_text(zone)).unwrap_or_default()
            }

            fn read(text: &str, reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
                if text.is_empty() { Ok(None) } else { <$type as FieldValue>::read(text, reader).map(Some) }
            }
        }
    )*};
}

may_be_open!(Day, Instant, ClockTime, u32, NamedGoals);

impl FieldValue for NamedGoals {
    const SHAPE: Shape = Shape::Line;

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.to_string()
    }

    fn read(text: &str, reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        String::read(text, reader)?.parse().map_err(|_| FieldProblemKind::Unreadable)
    }
}

/// Where it may be left open, what is left open is not known.
impl FieldValue for YesNoUnknown {
    const SHAPE: Shape = Shape::Choice("yes-no-unknown");

    fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|choice| choice.code()).collect()
    }

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.code().to_owned()
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        if text.is_empty() { Ok(Self::Unknown) } else { text.parse().map_err(|_| FieldProblemKind::NotAChoice) }
    }
}

impl FieldValue for u32 {
    const SHAPE: Shape = Shape::Count;

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.to_string()
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        text.parse().map_err(|_| FieldProblemKind::Unreadable)
    }
}

/// The longest line that is kept, in characters.
const LINE_LENGTH_MAX: usize = 200;

impl FieldValue for String {
    const SHAPE: Shape = Shape::Line;
    const IS_REQUIRED: bool = false;

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.clone()
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        if text.chars().count() > LINE_LENGTH_MAX { Err(FieldProblemKind::Unreadable) } else { Ok(text.to_owned()) }
    }
}

impl FieldValue for bool {
    const SHAPE: Shape = Shape::Choice("yes-no");

    fn codes() -> Vec<&'static str> {
        vec!["yes", "no"]
    }

    fn to_text(&self, _zone: &ZoneName) -> String {
        if *self { "yes" } else { "no" }.to_owned()
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        match text {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(FieldProblemKind::NotAChoice),
        }
    }
}

impl FieldValue for Rating {
    const SHAPE: Shape = Shape::Choice("rating");

    fn codes() -> Vec<&'static str> {
        vec!["0", "1", "2", "3", "4"]
    }

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.to_string()
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        text.parse().map_err(|_| FieldProblemKind::NotAChoice)
    }
}

impl FieldValue for Option<ClinicianId> {
    const SHAPE: Shape = Shape::Clinician;
    const IS_REQUIRED: bool = false;

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.map(|clinician| clinician.to_string()).unwrap_or_default()
    }

    fn read(text: &str, reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        if text.is_empty() {
            return Ok(None);
        }
        let known = |id: &ClinicianId| reader.clinicians.contains(id);
        text.parse().ok().filter(known).map(Some).ok_or(FieldProblemKind::NotAChoice)
    }
}

impl FieldValue for Vec<SubstanceClass> {
    const SHAPE: Shape = Shape::Several("substance-class");
    const IS_REQUIRED: bool = false;

    fn codes() -> Vec<&'static str> {
        SubstanceClass::ALL.iter().map(|class| class.code()).collect()
    }

    fn to_text(&self, _zone: &ZoneName) -> String {
        self.iter().map(|class| class.code()).collect::<Vec<_>>().join(" ")
    }

    fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
        DrugScreen::parse_substances(text).map_err(|_| FieldProblemKind::NotAChoice)
    }
}

/// Closed lists, by the name under which their words stand.
macro_rules! lists {
    ($($list:ident = $name:literal;)*) => {$(
        impl FieldValue for $list {
            const SHAPE: Shape = Shape::Choice($name);

            fn codes() -> Vec<&'static str> {
                $list::ALL.iter().map(|choice| choice.code()).collect()
            }

            fn to_text(&self, _zone: &ZoneName) -> String {
                self.code().to_owned()
            }

            fn read(text: &str, _reader: &Reader<'_>) -> Result<Self, FieldProblemKind> {
                text.parse().map_err(|_| FieldProblemKind::NotAChoice)
            }
        }
    )*};
}

lists! {
    ChartPaperKind = "chart-paper-kind";
    AttendanceKind = "attendance-kind";
    AttendanceStatus = "attendance-status";
    DrugScreenResult = "drug-screen-result";
    ExternalSystem = "external-system";
    FunctionBasis = "function-basis";
    GoalProgressLevel = "goal-progress";
    IncidentKind = "incident-kind";
    LevelOfCare = "level-of-care";
    MedicationChangeKind = "medication-change";
    PlanChangeKind = "plan-change";
    PriorLevelOutcome = "prior-level-outcome";
    RiskBasis = "risk-basis";
    RiskLevel = "risk-level";
    StatementKind = "statement";
    SubstanceClass = "substance-class";
    SubstanceUseKind = "substance-use";
}
