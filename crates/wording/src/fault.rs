//! What is wrong with a document that a practice wrote: criteria, a protocol. Words of the document itself stay as they are written there.

use collection::protocol::{ProtocolError, ProtocolFault};
use outcomes::warning_sign::{ParameterError, ParameterFault};
use utilization_review::level_of_care::{CriteriaProblem, Expected, ExpectedValue, Fault};

use crate::key::Key;
use crate::text::{Arg, Text};

/// A window as it is written in a file.
const WINDOW: &str = "14 days";

impl Text {
    /// A problem of a criteria file with its place: `Line 3, column 5: the key "title" is missing.`
    pub fn criteria_problem(self, problem: &CriteriaProblem) -> String {
        let arguments = [
            ("line", Arg::from(problem.line.to_string())),
            ("column", problem.column.to_string().into()),
            ("fault", self.criteria_fault(&problem.fault).into()),
        ];
        self.say_with(Key::CriteriaProblemLine, &arguments)
    }

    fn criteria_fault(self, fault: &Fault) -> String {
        match fault {
            Fault::Toml { message } => self.say_with(Key::CriteriaFaultToml, &[("message", message.into())]),
            Fault::MissingKey { key } => self.say_with(Key::CriteriaFaultMissingKey, &[("key", (*key).into())]),
            Fault::UnknownKey { key, near_names } => {
                self.near(self.say_with(Key::CriteriaFaultUnknownKey, &[("key", key.into())]), near_names)
            }
            Fault::WrongKind { expected } => {
                self.say_with(Key::CriteriaFaultWrongKind, &[("expected", self.say(expected_kind(*expected)).into())])
            }
            Fault::UnknownName { name, near_names } => {
                self.near(self.say_with(Key::CriteriaFaultUnknownName, &[("name", name.into())]), near_names)
            }
            Fault::UnknownInstrument { name, near_names } => {
                self.near(self.say_with(Key::CriteriaFaultUnknownInstrument, &[("name", name.into())]), near_names)
            }
            Fault::UnknownLevel { name } => self.say_with(Key::FaultUnknownLevel, &[("name", name.into())]),
            Fault::NotLower { from, to } => {
                self.say_with(Key::CriteriaFaultNotLower, &[("from", from.code().into()), ("to", to.code().into())])
            }
            Fault::Circle { path } => self.say_with(Key::CriteriaFaultCircle, &[("path", path.join(" → ").into())]),
            Fault::NamedLikeFact { name } => self.say_with(Key::CriteriaFaultNamedLikeFact, &[("name", name.into())]),
            Fault::EmptyList { key } => self.say_with(Key::CriteriaFaultEmptyList, &[("key", (*key).into())]),
            Fault::BadCount { parts } => self.say_with(Key::CriteriaFaultBadCount, &[("parts", parts.to_string().into())]),
            Fault::NotOneCondition => self.say(Key::CriteriaFaultNotOneCondition),
            comparison => self.comparison_fault(comparison),
        }
    }

    /// What is wrong inside of one comparison.
    fn comparison_fault(self, fault: &Fault) -> String {
        let of = |key: Key, fact: &String| self.say_with(key, &[("fact", fact.into())]);
        match fault {
            Fault::UnknownOperator { operator } => self.say_with(Key::CriteriaFaultUnknownOperator, &[("operator", operator.into())]),
            Fault::NoOrder { fact, operator } => {
                self.say_with(Key::CriteriaFaultNoOrder, &[("fact", fact.into()), ("operator", (*operator).into())])
            }
            Fault::WrongValue { fact, value, expected } => {
                let arguments = [("fact", fact.into()), ("value", value.into()), ("expected", self.expected_value(*expected).into())];
                self.say_with(Key::CriteriaFaultWrongValue, &arguments)
            }
            Fault::NeedsWindow { fact } => {
                self.say_with(Key::CriteriaFaultNeedsWindow, &[("fact", fact.into()), ("example", WINDOW.into())])
            }
            Fault::TakesNoWindow { fact } => of(Key::CriteriaFaultTakesNoWindow, fact),
            Fault::TakesNoInstrument { fact } => of(Key::CriteriaFaultTakesNoInstrument, fact),
            Fault::BadWindow => self.say_with(Key::CriteriaFaultBadWindow, &[("example", WINDOW.into())]),
            Fault::LeftOver { rest } => self.say_with(Key::CriteriaFaultLeftOver, &[("rest", rest.into())]),
            other => other.to_string(),
        }
    }

    fn expected_value(self, expected: ExpectedValue) -> String {
        match expected {
            ExpectedValue::Number => self.say(Key::CriteriaExpectedValueNumber),
            ExpectedValue::YesNo => self.say(Key::CriteriaExpectedValueYesNo),
            ExpectedValue::OneOf(words) => self.say_with(Key::CriteriaExpectedValueOneOf, &[("words", words.join(", ").into())]),
        }
    }

    /// The sentence, with names that are written like the unknown one.
    fn near(self, said: String, names: &[String]) -> String {
        if names.is_empty() {
            return said;
        }
        self.say_with(Key::FaultNear, &[("fault", said.into()), ("names", names.join(", ").into())])
    }

    /// Every problem of a protocol, each with its line.
    pub fn protocol_problems(self, error: &ProtocolError) -> Vec<String> {
        match error {
            ProtocolError::Toml { line, column, message } => {
                let arguments = [("line", Arg::from(line.to_string())), ("column", column.to_string().into()), ("message", message.into())];
                vec![self.say_with(Key::ProtocolNotToml, &arguments)]
            }
            ProtocolError::Invalid(problems) => {
                let problem = |each: &collection::protocol::ProtocolProblem| {
                    let what = self.protocol_fault(&each.fault);
                    let arguments = [("line", Arg::from(each.line.to_string())), ("place", (&each.place).into()), ("what", what.into())];
                    self.say_with(Key::ProtocolProblem, &arguments)
                };
                problems.iter().map(problem).collect()
            }
        }
    }

    fn protocol_fault(self, fault: &ProtocolFault) -> String {
        let days = |key: Key, days: i64, name: &str, limit: i64| {
            self.say_with(key, &[("days", days.to_string().into()), (name, limit.to_string().into())])
        };
        match fault {
            ProtocolFault::MissingKey => self.say(Key::ProtocolFaultMissingKey),
            ProtocolFault::UnknownKey { known } => self.say_with(Key::ProtocolFaultUnknownKey, &[("known", known.join(", ").into())]),
            ProtocolFault::Empty => self.say(Key::ProtocolFaultEmpty),
            ProtocolFault::NothingThere => self.say(Key::ProtocolFaultNothingThere),
            ProtocolFault::ScheduleTwice { level } => self.say_with(Key::ProtocolFaultScheduleTwice, &[("level", level.code().into())]),
            ProtocolFault::UnknownLevel { name } => self.say_with(Key::FaultUnknownLevel, &[("name", name.into())]),
            ProtocolFault::UnknownInstrument { name, near_names } => {
                self.near(self.say_with(Key::ProtocolFaultUnknownInstrument, &[("name", name.into())]), near_names)
            }
            ProtocolFault::UnknownRespondent { name, allowed } => {
                let allowed = allowed.iter().map(|respondent| respondent.code()).collect::<Vec<_>>().join(", ");
                self.say_with(Key::ProtocolFaultUnknownRespondent, &[("name", name.into()), ("allowed", allowed.into())])
            }
            ProtocolFault::NotAnsweredByPatients => self.say(Key::ProtocolFaultNotAnsweredByPatients),
            ProtocolFault::NoSpan { from, until, oldest } => {
                let arguments = [("from", *from), ("until", *until), ("oldest", *oldest)];
                self.say_with(Key::ProtocolFaultNoSpan, &arguments.map(|(name, year)| (name, year.to_string().into())))
            }
            ProtocolFault::Twice => self.say(Key::ProtocolFaultTwice),
            ProtocolFault::MeasureTwice => self.say(Key::ProtocolFaultMeasureTwice),
            ProtocolFault::NegativeDays { days: given, least } => days(Key::ProtocolFaultNegativeDays, *given, "least", i64::from(*least)),
            ProtocolFault::TooFewDays { days: given, least } => days(Key::ProtocolFaultTooFewDays, *given, "least", i64::from(*least)),
            ProtocolFault::TooManyDays { days: given, most } => days(Key::ProtocolFaultTooManyDays, *given, "most", *most),
            window => self.window_fault(window),
        }
    }

    /// Windows that share a day, or that never come.
    fn window_fault(self, fault: &ProtocolFault) -> String {
        match fault {
            ProtocolFault::IntervalOverlaps { before, after, every } => {
                let arguments = [("before", *before), ("after", *after), ("every", *every)];
                self.say_with(Key::ProtocolFaultIntervalOverlaps, &arguments.map(|(name, days)| (name, days.to_string().into())))
            }
            ProtocolFault::IntakeOverlaps { intake, first } => {
                let arguments = [("intake", intake.to_string().into()), ("first", first.to_string().into())];
                self.say_with(Key::ProtocolFaultIntakeOverlaps, &arguments)
            }
            ProtocolFault::FollowUpOverlaps { before, day, first } => {
                let arguments = [("before", before.into()), ("day", day.to_string().into()), ("first", first.to_string().into())];
                self.say_with(Key::ProtocolFaultFollowUpOverlaps, &arguments)
            }
            ProtocolFault::BeforeDischarge => self.say(Key::ProtocolFaultBeforeDischarge),
            ProtocolFault::NoWindow => self.say(Key::ProtocolFaultNoWindow),
            other => other.to_string(),
        }
    }
}

impl Text {
    /// What is wrong with a file of the numbers of warning rules.
    pub fn warning_rules_problem(self, error: &ParameterError) -> String {
        match error {
            ParameterError::Toml { line, column, message } => {
                let arguments = [("line", Arg::from(line.to_string())), ("column", column.to_string().into()), ("message", message.into())];
                self.say_with(Key::WarningRulesNotToml, &arguments)
            }
            ParameterError::Invalid { place, fault } => {
                let what = self.parameter_fault(fault);
                self.say_with(Key::WarningRulesProblem, &[("place", place.into()), ("what", what.into())])
            }
        }
    }

    fn parameter_fault(self, fault: &ParameterFault) -> String {
        match fault {
            ParameterFault::Empty => self.say(Key::ProtocolFaultEmpty),
            ParameterFault::NoSource => self.say(Key::WarningRulesFaultNoSource),
            ParameterFault::OnlyRecalled => self.say(Key::WarningRulesFaultOnlyRecalled),
            ParameterFault::TooSmall => self.say(Key::WarningRulesFaultTooSmall),
            ParameterFault::Twice { instrument } => self.say_with(Key::WarningRulesFaultTwice, &[("instrument", instrument.into())]),
            ParameterFault::MoreThanAll => self.say(Key::WarningRulesFaultMoreThanAll),
            ParameterFault::EndsBefore { after } => self.say_with(Key::WarningRulesFaultEndsBefore, &[("after", after.to_string().into())]),
            ParameterFault::Overlaps { until } => self.say_with(Key::WarningRulesFaultOverlaps, &[("until", until.to_string().into())]),
        }
    }
}

fn expected_kind(expected: Expected) -> Key {
    match expected {
        Expected::Text => Key::CriteriaExpectedText,
        Expected::Flag => Key::CriteriaExpectedFlag,
        Expected::Number => Key::CriteriaExpectedNumber,
        Expected::Table => Key::CriteriaExpectedTable,
        Expected::List => Key::CriteriaExpectedList,
        Expected::SetKind => Key::CriteriaExpectedSetKind,
        Expected::PracticeWritten => Key::CriteriaExpectedPracticeWritten,
        Expected::OwnId => Key::CriteriaExpectedOwnId,
        Expected::Condition => Key::CriteriaExpectedCondition,
        Expected::ListAfterIn => Key::CriteriaExpectedListAfterIn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use collection::protocol::Protocol;
    use instruments::Library;
    use utilization_review::level_of_care::CriteriaSet;
    use vocabulary::Language;

    fn text(language: &str) -> Text {
        Text::for_language(&language.parse::<Language>().unwrap())
    }

    /// A set of criteria around one continue rule, as a practice may write it.
    fn criteria(clauses: &str, stay: &str) -> String {
        format!(
            "id = \"own\"\nversion = \"1\"\ntitle = \"Own\"\nkind = \"practice_written\"\nto_be_reviewed = false\n\
             [freshness]\nOP = {{ measure_days = 30, risk_hours = 24, statement_days = 30, baseline_days = 14 }}\n\
             [clauses]\n{clauses}\n[levels.OP]\nsafety = \"risk_level == high\"\ncontinue = \"{stay}\"\n"
        )
    }

    #[track_caller]
    fn check(language: &str, file: &str, expected: &[&str]) {
        let error = CriteriaSet::load(file, Some(&["phq-9", "gad-7"])).unwrap_err();
        let said: Vec<String> = error.problems.iter().map(|problem| text(language).criteria_problem(problem)).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn faults_of_criteria_are_said_in_both_languages_with_their_place() {
        let unknown = criteria("", "bnad >= 1");
        check("en", &unknown, &["Line 12, column 13: “bnad” is neither a fact nor a clause of this file. Names near it: band."]);
        check("es", &unknown, &["Línea 12, columna 13: «bnad» no es un hecho ni una cláusula de este archivo. Nombres parecidos: band."]);
        let circle = criteria("a = \"b\"\nb = \"a\"", "a");
        check("en", &circle, &["Line 10, column 5: clauses ask for each other in a circle: a → b → a."]);
        check("es", &circle, &["Línea 10, columna 5: las cláusulas se remiten unas a otras en círculo: a → b → a."]);
        check(
            "es",
            &criteria("", "change == better"),
            &["Línea 12, columna 23: «better» no es un valor de «change»: se espera una de estas palabras: reliably_improved, recovered, \
             no_reliable_change, reliably_worse, floor."],
        );
    }

    #[test]
    fn faults_of_warning_rules_are_said_in_both_languages() {
        let shipped = outcomes::warning_sign::Parameters::shipped_text();
        let error = |from: &str, to: &str| outcomes::warning_sign::Parameters::from_toml(&shipped.replacen(from, to, 1)).unwrap_err();
        let small = error("in_a_row = 2", "in_a_row = 0");
        assert_eq!(text("en").warning_rules_problem(&small), "repeated_absence.in_a_row: it is too small to say anything.");
        assert_eq!(text("es").warning_rules_problem(&small), "repeated_absence.in_a_row: es demasiado pequeño para decir algo.");
        let unknown = text("es").warning_rules_problem(&error("grace_days", "grace_dayz"));
        assert!(unknown.starts_with("Línea ") && unknown.contains("grace_dayz"), "{unknown}");
    }

    #[track_caller]
    fn check_protocol(language: &str, measure: &str, expected: &[&str]) {
        let head = "id = \"test\"\nversion = \"1\"\nname = \"Test\"\nnote = \"Invented.\"\n\n[[schedules]]\nlevel_of_care = \"IOP\"\n\n";
        let file = format!("{head}[[schedules.measures]]\n{measure}\n");
        let error = Protocol::from_toml(&file, &Library::shipped().unwrap()).unwrap_err();
        assert_eq!(text(language).protocol_problems(&error), expected);
    }

    #[test]
    fn faults_of_protocols_are_said_in_both_languages_with_their_line() {
        let unknown = "instrument = \"phq9\"\nintake = { days_before = 1, days_after = 1 }";
        check_protocol(
            "en",
            unknown,
            &["Line 10, schedules[1].measures[1] (phq9).instrument: there is no instrument “phq9”. Names near it: phq-9, phq-2, phq-4."],
        );
        check_protocol(
            "es",
            unknown,
            &[
                "Línea 10, schedules[1].measures[1] (phq9).instrument: no hay ningún instrumento «phq9». Nombres parecidos: phq-9, phq-2, phq-4.",
            ],
        );
        let days = "instrument = \"phq-9\"\nin_treatment = { every_days = 7, days_before = 3, days_after = 4 }";
        check_protocol(
            "es",
            days,
            &[
                "Línea 10, schedules[1].measures[1] (phq-9).in_treatment: las ventanas se solapan: 3 días antes y 4 después no caben en 7 días.",
            ],
        );
    }
}
