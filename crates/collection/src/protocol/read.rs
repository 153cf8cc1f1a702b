//! From the document to the protocol: every problem found, each with its line and what is expected.

use std::fmt;
use std::sync::Arc;

use instruments::{Definition, Library, Respondent};
use vocabulary::LevelOfCare;

use super::document::{AroundTable, Document, FollowUpTable, IntervalTable, MeasureTable, ScheduleTable};
use super::fault::ProtocolFault;
use super::{Around, FollowUp, Interval, Measure, Protocol, Schedule};
use crate::privacy::{OF_AGE, PrivateInstrument};

/// Longer than any window, interval or follow-up: ten years.
const MOST_DAYS: i64 = 3_650;

/// Nowhere is somebody of age later than this.
const OLDEST: u16 = 21;

/// Names farther than this from what was written are no suggestion.
const NEAR_LETTERS: usize = 3;

/// Why a protocol is refused: everything that is wrong with it, in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// Not TOML, or a key that is not known, missing or of the wrong kind.
    #[error("line {line}, column {column}: not a protocol: {message}")]
    Toml {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What the reader of TOML says.
        message: String,
    },
    /// Values that are not allowed.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Invalid(Vec<ProtocolProblem>),
}

/// One thing that is wrong with a protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtocolProblem {
    /// The line of the document, from 1.
    pub line: usize,
    /// The table and key.
    pub place: String,
    /// What is wrong and what is expected.
    pub fault: ProtocolFault,
}

impl fmt::Display for ProtocolProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.place, self.fault)
    }
}

impl Protocol {
    /// The protocol that comes with the product: a starting point for the practice to make its own.
    pub fn shipped(library: &Library) -> Result<Self, ProtocolError> {
        Self::from_toml(super::SHIPPED, library)
    }

    /// Reads a protocol and checks it against the instruments there are.
    pub fn from_toml(text: &str, library: &Library) -> Result<Self, ProtocolError> {
        let document: Document = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
        let mut reading = Reading { text, library, problems: Vec::new(), line: 1, place: String::new() };
        let schedules = reading.schedules(&document);
        let private = reading.private(&document);
        for (key, value) in [("id", &document.id), ("version", &document.version), ("name", &document.name), ("note", &document.note)] {
            if value.trim().is_empty() {
                reading.problems.push(ProtocolProblem { line: 1, place: key.to_owned(), fault: ProtocolFault::Empty });
            }
        }
        if !reading.problems.is_empty() {
            return Err(ProtocolError::Invalid(reading.problems));
        }
        let (id, version) = (document.id.into(), document.version.into());
        Ok(Self { id, version, name: document.name, note: document.note, schedules, private })
    }
}

/// A key that is missing or not known is a fault with words of its own; of the rest the reader of TOML speaks.
fn not_toml(text: &str, error: &toml::de::Error) -> ProtocolError {
    let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
    let quoted: Vec<&str> = error.message().split('`').skip(1).step_by(2).collect();
    let of_key = match quoted.as_slice() {
        [key] if error.message().starts_with("missing field") => Some((*key, ProtocolFault::MissingKey)),
        [key, known @ ..] if error.message().starts_with("unknown field") => {
            Some((*key, ProtocolFault::UnknownKey { known: known.iter().map(|key| (*key).to_owned()).collect() }))
        }
        _ => None,
    };
    if let Some((key, fault)) = of_key {
        let line = before.matches('\n').count() + 1;
        return ProtocolError::Invalid(vec![ProtocolProblem { line, place: key.to_owned(), fault }]);
    }
    ProtocolError::Toml {
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
        message: error.message().to_owned(),
    }
}

/// Where one reads, and what was wrong so far.
struct Reading<'a> {
    text: &'a str,
    library: &'a Library,
    problems: Vec<ProtocolProblem>,
    line: usize,
    place: String,
}

impl Reading<'_> {
    fn problem(&mut self, key: &str, fault: ProtocolFault) {
        let place = if key.is_empty() { self.place.clone() } else { format!("{}.{key}", self.place) };
        self.problems.push(ProtocolProblem { line: self.line, place, fault });
    }

    fn go_to(&mut self, offset: usize, place: String) {
        self.line = self.text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
        self.place = place;
    }

    fn schedules(&mut self, document: &Document) -> Vec<Schedule> {
        let mut schedules: Vec<Schedule> = Vec::new();
        for (number, table) in document.schedules.iter().enumerate() {
            let place = format!("schedules[{}]", number + 1);
            self.go_to(table.span().start, place.clone());
            let Some(level_of_care) = self.level_of_care(table.get_ref()) else { continue };
            let program: Option<Arc<str>> = table.get_ref().program.as_deref().map(Into::into);
            if schedules.iter().any(|each| each.level_of_care == level_of_care && each.program == program) {
                self.problem("", ProtocolFault::ScheduleTwice { level: level_of_care });
            }
            let measures = self.measures(table.get_ref(), &place);
            schedules.push(Schedule { level_of_care, program, budget_minutes: table.get_ref().budget_minutes, measures });
        }
        if document.schedules.is_empty() {
            self.go_to(0, "schedules".to_owned());
            self.problem("", ProtocolFault::NothingThere);
        }
        schedules
    }

    fn private(&mut self, document: &Document) -> Vec<PrivateInstrument> {
        let mut private: Vec<PrivateInstrument> = Vec::new();
        for (number, table) in document.private.iter().enumerate() {
            let name = table.instrument.get_ref();
            self.go_to(table.instrument.span().start, format!("private[{}] ({name})", number + 1));
            let Some(definition) = self.definition(name) else { continue };
            let (from_age, until_age) = (table.from_age, table.until_age.unwrap_or(OF_AGE));
            if !definition.respondents.contains(&Respondent::Patient) {
                self.problem("instrument", ProtocolFault::NotAnsweredByPatients);
            }
            if from_age >= until_age || until_age > OLDEST {
                self.problem("from_age", ProtocolFault::NoSpan { from: from_age, until: until_age, oldest: OLDEST });
            }
            if private.iter().any(|each| each.instrument == definition.id) {
                self.problem("instrument", ProtocolFault::Twice);
            }
            private.push(PrivateInstrument { instrument: definition.id.clone(), from_age, until_age });
        }
        private
    }

    fn level_of_care(&mut self, table: &ScheduleTable) -> Option<LevelOfCare> {
        let level = table.level_of_care.parse().ok();
        if level.is_none() {
            self.problem("level_of_care", ProtocolFault::UnknownLevel { name: table.level_of_care.clone() });
        }
        level
    }

    fn measures(&mut self, table: &ScheduleTable, schedule: &str) -> Vec<Measure> {
        let mut measures: Vec<Measure> = Vec::new();
        if table.measures.is_empty() {
            self.problem("measures", ProtocolFault::NothingThere);
        }
        for (number, table) in table.measures.iter().enumerate() {
            let name = table.get_ref().instrument.get_ref();
            self.go_to(table.get_ref().instrument.span().start, format!("{schedule}.measures[{}] ({name})", number + 1));
            let Some(measure) = self.measure(table.get_ref()) else { continue };
            if measures.iter().any(|each| each.instrument == measure.instrument && each.respondent == measure.respondent) {
                self.problem("", ProtocolFault::MeasureTwice);
            }
            measures.push(measure);
        }
        measures
    }

    fn measure(&mut self, table: &MeasureTable) -> Option<Measure> {
        let definition = self.definition(table.instrument.get_ref())?;
        let respondent = self.respondent(table.respondent.as_deref(), &definition)?;
        let measure = Measure {
            instrument: definition.id.clone(),
            short_name: definition.short_name.as_str().into(),
            respondent,
            intake: table.intake.as_ref().map(|around| self.around("intake", around)),
            in_treatment: table.in_treatment.as_ref().map(|interval| self.interval(interval)),
            before_review_days: table.before_review.as_ref().map(|table| self.at_least("before_review.days_before", table.days_before, 1)),
            discharge: table.discharge.as_ref().map(|around| self.around("discharge", around)),
            follow_up: table.follow_up.iter().enumerate().map(|(number, table)| self.follow_up(number, table)).collect(),
        };
        self.check_windows(&measure);
        Some(measure)
    }

    fn definition(&mut self, id: &str) -> Option<Arc<Definition>> {
        if let Some(definition) = self.library.get(id) {
            return Some(definition.clone());
        }
        let distance = |known: &Arc<Definition>| {
            strsim::damerau_levenshtein(&known.id, &id.to_lowercase())
                .min(strsim::damerau_levenshtein(&known.short_name.to_lowercase(), &id.to_lowercase()))
        };
        let mut near: Vec<(usize, String)> = self.library.iter().map(|known| (distance(known), known.id.to_string())).collect();
        near.retain(|(letters, _)| *letters <= NEAR_LETTERS);
        near.sort();
        let near_names = near.into_iter().take(3).map(|(_, name)| name).collect();
        self.problem("instrument", ProtocolFault::UnknownInstrument { name: id.to_owned(), near_names });
        None
    }

    fn respondent(&mut self, code: Option<&str>, definition: &Definition) -> Option<Respondent> {
        let allowed = &definition.respondents;
        let asked = match code {
            None => allowed.first().copied(),
            Some(code) => code.parse().ok().filter(|respondent: &Respondent| definition.is_answered_by(*respondent)),
        };
        if asked.is_none() {
            let fault = ProtocolFault::UnknownRespondent { name: code.unwrap_or_default().to_owned(), allowed: allowed.clone() };
            self.problem("respondent", fault);
        }
        asked
    }

    fn around(&mut self, key: &str, table: &AroundTable) -> Around {
        Around {
            days_before: self.at_least(&format!("{key}.days_before"), table.days_before, 0),
            days_after: self.at_least(&format!("{key}.days_after"), table.days_after, 0),
        }
    }

    fn interval(&mut self, table: &IntervalTable) -> Interval {
        let around = AroundTable { days_before: table.days_before, days_after: table.days_after };
        let interval = Interval {
            every_days: self.at_least("in_treatment.every_days", table.every_days, 1),
            around: self.around("in_treatment", &around),
        };
        let window = u32::from(interval.around.days_before) + u32::from(interval.around.days_after);
        if window >= u32::from(interval.every_days) && table.every_days >= 1 {
            let Around { days_before: before, days_after: after } = interval.around;
            self.problem("in_treatment", ProtocolFault::IntervalOverlaps { before, after, every: interval.every_days });
        }
        interval
    }

    fn follow_up(&mut self, number: usize, table: &FollowUpTable) -> FollowUp {
        let key = format!("follow_up[{}]", number + 1);
        let around = AroundTable { days_before: table.days_before, days_after: table.days_after };
        FollowUp { after_days: self.at_least(&format!("{key}.after_days"), table.after_days, 1), around: self.around(&key, &around) }
    }

    /// A number of days that is not too small and not absurd; the least allowed in its place otherwise, so that reading goes on.
    fn at_least(&mut self, key: &str, days: i64, least: u16) -> u16 {
        let fault = match u16::try_from(days) {
            Ok(fits) if fits >= least && days <= MOST_DAYS => return fits,
            _ if days < 0 => ProtocolFault::NegativeDays { days, least },
            _ if days < i64::from(least) => ProtocolFault::TooFewDays { days, least },
            _ => ProtocolFault::TooManyDays { days, most: MOST_DAYS },
        };
        self.problem(key, fault);
        least
    }

    /// The windows of a measure follow each other without sharing a day, whatever the length of the stay.
    fn check_windows(&mut self, measure: &Measure) {
        if let (Some(intake), Some(interval)) = (measure.intake, measure.in_treatment) {
            let first = u32::from(interval.every_days).saturating_sub(interval.around.days_before.into());
            if first <= u32::from(intake.days_after) {
                self.problem("in_treatment", ProtocolFault::IntakeOverlaps { intake: intake.days_after, first });
            }
        }
        let mut last = measure.discharge.map(|discharge| ("discharge".to_owned(), u32::from(discharge.days_after)));
        for (number, follow_up) in measure.follow_up.iter().enumerate() {
            let key = format!("follow_up[{}]", number + 1);
            let first = u32::from(follow_up.after_days).saturating_sub(follow_up.around.days_before.into());
            match &last {
                Some((before, day)) if first <= *day => {
                    self.problem(&key, ProtocolFault::FollowUpOverlaps { before: before.clone(), day: *day, first });
                }
                None if first == 0 => self.problem(&key, ProtocolFault::BeforeDischarge),
                _ => {}
            }
            last = Some((key, u32::from(follow_up.after_days) + u32::from(follow_up.around.days_after)));
        }
        let nothing = measure.intake.is_none() && measure.in_treatment.is_none() && measure.before_review_days.is_none();
        if nothing && measure.discharge.is_none() && measure.follow_up.is_empty() {
            self.problem("", ProtocolFault::NoWindow);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(measure: &str) -> Result<Protocol, ProtocolError> {
        let head = "id = \"test\"\nversion = \"1\"\nname = \"Test\"\nnote = \"Invented.\"\n\n[[schedules]]\nlevel_of_care = \"IOP\"\n\n";
        Protocol::from_toml(&format!("{head}[[schedules.measures]]\n{measure}\n"), &Library::shipped().unwrap())
    }

    #[track_caller]
    fn check(measure: &str, expected: &[&str]) {
        let problems: Vec<String> = match read(measure) {
            Err(ProtocolError::Invalid(problems)) => problems.iter().map(ToString::to_string).collect(),
            other => panic!("{other:?}"),
        };
        let place = |text: &&str| text.replace('@', "schedules[1].measures[1]");
        assert_eq!(problems, expected.iter().map(place).collect::<Vec<_>>());
    }

    #[test]
    fn the_shipped_protocol_reads_and_covers_every_level() {
        let protocol = Protocol::shipped(&Library::shipped().unwrap()).unwrap();
        for level in LevelOfCare::ALL {
            assert!(protocol.schedule(level, "ANY").is_some_and(|schedule| !schedule.measures.is_empty()), "{level}");
        }
        assert!(protocol.note.contains("starting point"));
    }

    #[test]
    fn an_unknown_instrument_is_answered_with_near_names_and_its_line() {
        check(
            "instrument = \"phq9\"\nintake = { days_before = 1, days_after = 1 }",
            &["line 10: @ (phq9).instrument: there is no instrument `phq9`; near it are `phq-9`, `phq-2`, `phq-4`"],
        );
        check(
            "instrument = \"something else entirely\"\nintake = { days_before = 1, days_after = 1 }",
            &["line 10: @ (something else entirely).instrument: there is no instrument `something else entirely`"],
        );
    }

    #[test]
    fn windows_that_share_a_day_are_refused() {
        check(
            "instrument = \"phq-9\"\nin_treatment = { every_days = 7, days_before = 3, days_after = 4 }",
            &["line 10: @ (phq-9).in_treatment: windows overlap: 3 days before and 4 after do not fit into 7 days"],
        );
        check(
            "instrument = \"phq-9\"\nintake = { days_before = 3, days_after = 5 }\nin_treatment = { every_days = 7, days_before = 2, days_after = 2 }",
            &["line 10: @ (phq-9).in_treatment: windows overlap: intake lasts to day 5 and the first interval begins on day 5"],
        );
        check(
            "instrument = \"phq-9\"\ndischarge = { days_before = 3, days_after = 23 }\nfollow_up = [{ after_days = 30, days_before = 7, days_after = 7 }]",
            &["line 10: @ (phq-9).follow_up[1]: windows overlap: discharge lasts to day 23 after discharge and this one begins on day 23"],
        );
        check(
            "instrument = \"phq-9\"\nfollow_up = [{ after_days = 90, days_before = 7, days_after = 7 }, { after_days = 30, days_before = 7, days_after = 7 }]",
            &[
                "line 10: @ (phq-9).follow_up[2]: windows overlap: follow_up[1] lasts to day 97 after discharge and this one begins on day 23",
            ],
        );
    }

    #[test]
    fn days_are_counted_from_nought_up() {
        check(
            "instrument = \"phq-9\"\nintake = { days_before = -3, days_after = 99999 }",
            &[
                "line 10: @ (phq-9).intake.days_before: -3 days: write days as 0 or more, before and after are keys of their own",
                "line 10: @ (phq-9).intake.days_after: 99999 days: expected at most 3650",
            ],
        );
        check(
            "instrument = \"phq-9\"\nin_treatment = { every_days = 0, days_before = 0, days_after = 0 }",
            &["line 10: @ (phq-9).in_treatment.every_days: 0 days: expected 1 or more"],
        );
    }

    #[test]
    fn what_is_kept_private_is_read_and_checked() {
        let library = Library::shipped().unwrap();
        let with = |private: &str| Protocol::from_toml(&format!("{}\n{private}", super::super::SHIPPED), &library);
        let read = with(
            "[[private]]\ninstrument = \"phq-9\"\nfrom_age = 13\n[[private]]\ninstrument = \"gad-7\"\nfrom_age = 12\nuntil_age = 19\n",
        );
        let ages: Vec<(u16, u16)> = read.unwrap().private.iter().map(|each| (each.from_age, each.until_age)).collect();
        assert_eq!(ages, [(13, 18), (12, 19)]);
        let refused = |private: &str, expected: &str| {
            let told = with(private).unwrap_err().to_string();
            assert!(told.contains(expected), "{told}");
        };
        refused(
            "[[private]]\ninstrument = \"phq-9\"\nfrom_age = 18\n",
            "private[1] (phq-9).from_age: from 18 until 18 is no span of years",
        );
        refused("[[private]]\ninstrument = \"phq-9\"\nfrom_age = 13\nuntil_age = 40\n", "no span of years up to 21");
        refused("[[private]]\ninstrument = \"phq9\"\nfrom_age = 13\n", "private[1] (phq9)");
        let twice = "[[private]]\ninstrument = \"phq-9\"\nfrom_age = 13\n";
        refused(&format!("{twice}{twice}"), "stands twice");
    }

    #[test]
    fn who_does_not_answer_the_instrument_is_refused() {
        check(
            "instrument = \"phq-9\"\nrespondent = \"parent\"\nintake = { days_before = 1, days_after = 1 }",
            &["line 10: @ (phq-9).respondent: `parent` does not answer this instrument: expected one of patient"],
        );
    }

    #[test]
    fn a_measure_without_a_window_and_one_that_stands_twice() {
        check("instrument = \"phq-9\"", &["line 10: @ (phq-9): has no window: it would never be due"]);
        let twice = "instrument = \"phq-9\"\nintake = { days_before = 1, days_after = 1 }";
        check(
            &format!("{twice}\n[[schedules.measures]]\n{twice}"),
            &["line 13: schedules[1].measures[2] (phq-9): stands twice for this respondent: put its windows into one measure"],
        );
    }

    #[test]
    fn a_key_that_is_not_known_is_named_with_its_line() {
        let error = read("instrument = \"phq-9\"\nweekly = true").unwrap_err().to_string();
        assert!(error.starts_with("line 11: weekly: is not known here: expected one of instrument, "), "{error}");
        let kind = read("instrument = 9").unwrap_err().to_string();
        assert!(kind.starts_with("line 10, column 14: not a protocol: "), "{kind}");
    }

    #[test]
    fn levels_that_are_none_and_empty_documents() {
        let error = |text: &str| Protocol::from_toml(text, &Library::shipped().unwrap()).unwrap_err().to_string();
        let head = "id = \"test\"\nversion = \"\"\nname = \"Test\"\nnote = \"Invented.\"\n";
        assert_eq!(error(&format!("{head}schedules = []")), "line 1: schedules: there is none\nline 1: version: is empty");
        let level = error(&format!("{head}[[schedules]]\nlevel_of_care = \"ASAM 2.1\"\nmeasures = []"));
        assert!(level.starts_with("line 5: schedules[1].level_of_care: `ASAM 2.1` is not one of OP, IOP, PHP, RTC, IP"), "{level}");
        assert_eq!(error(""), "line 1: id: is missing");
    }
}
