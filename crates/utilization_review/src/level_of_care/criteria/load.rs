//! Reads a criteria file: TOML with positions, checked whole, so that a writer sees all problems at once.

use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest as _, Sha256};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use vocabulary::LevelOfCare;

use super::comparison::{Written, parse};
use super::problem::{CriteriaError, CriteriaProblem, Expected, Fault, near_names};
use super::{Clause, Condition, CriteriaSet, Exclusion, FreshnessLimits, LevelRules, SetKind, StepTarget};
use crate::level_of_care::fact::FactName;

type Node<'a> = Spanned<DeValue<'a>>;
type Table<'a> = DeTable<'a>;

/// Reads and checks a file.
pub(super) fn load(text: &str, instruments: Option<&[&str]>) -> Result<CriteriaSet, CriteriaError> {
    let mut loader = Loader { text, instruments, clauses: BTreeMap::new(), references: Vec::new(), problems: Vec::new() };
    let set = match DeTable::parse(text) {
        Ok(document) => loader.document(document.get_ref(), document.span()),
        Err(error) => {
            loader.fault(error.span().unwrap_or(0..0), Fault::Toml { message: error.message().to_owned() });
            None
        }
    };
    let mut problems = loader.problems;
    problems.sort_by_key(|problem| (problem.line, problem.column));
    match set {
        Some(set) if problems.is_empty() => Ok(set),
        _ => Err(CriteriaError { problems }),
    }
}

/// Goes through a file and collects what is wrong.
struct Loader<'a> {
    text: &'a str,
    instruments: Option<&'a [&'a str]>,
    /// The places of the clauses by name.
    clauses: BTreeMap<String, usize>,
    /// Which clause asks for which, and where.
    references: Vec<(usize, usize, Range<usize>)>,
    problems: Vec<CriteriaProblem>,
}

impl Loader<'_> {
    fn fault(&mut self, span: Range<usize>, fault: Fault) {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.problems.push(CriteriaProblem { line, column, fault });
    }

    fn wrong_kind<T>(&mut self, span: Range<usize>, expected: Expected) -> Option<T> {
        self.fault(span, Fault::WrongKind { expected });
        None
    }

    fn check_keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let near_names = near_names(name, known.iter().copied());
                self.fault(key.span(), Fault::UnknownKey { key: name.to_owned(), near_names });
            }
        }
    }

    fn get<'t, 'i>(&mut self, table: &'t Table<'i>, span: &Range<usize>, key: &'static str) -> Option<&'t Node<'i>> {
        let found = find(table, key);
        if found.is_none() {
            self.fault(span.clone(), Fault::MissingKey { key });
        }
        found
    }

    fn string(&mut self, node: &Node<'_>) -> Option<String> {
        match node.get_ref().as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.wrong_kind(node.span(), Expected::Text),
        }
    }

    fn flag(&mut self, node: &Node<'_>) -> Option<bool> {
        match node.get_ref().as_bool() {
            Some(flag) => Some(flag),
            None => self.wrong_kind(node.span(), Expected::Flag),
        }
    }

    fn number(&mut self, node: &Node<'_>) -> Option<u32> {
        let number = node.get_ref().as_integer().and_then(|number| number.as_str().replace('_', "").parse().ok());
        if number.is_some() { number } else { self.wrong_kind(node.span(), Expected::Number) }
    }

    fn table<'t, 'i>(&mut self, node: &'t Node<'i>) -> Option<&'t Table<'i>> {
        match node.get_ref().as_table() {
            Some(table) => Some(table),
            None => self.wrong_kind(node.span(), Expected::Table),
        }
    }

    fn list<'t, 'i>(&mut self, node: &'t Node<'i>) -> Option<&'t [Node<'i>]> {
        match node.get_ref().as_array() {
            Some(list) => Some(list),
            None => self.wrong_kind(node.span(), Expected::List),
        }
    }

    fn document(&mut self, document: &Table<'_>, span: Range<usize>) -> Option<CriteriaSet> {
        const KEYS: &[&str] = &["id", "version", "title", "kind", "to_be_reviewed", "population", "freshness", "clauses", "levels"];
        self.check_keys(document, KEYS);
        let start = span.start..span.start;
        let id = self.get(document, &start, "id").and_then(|node| self.string(node));
        let version = self.get(document, &start, "version").and_then(|node| self.string(node));
        let title = self.get(document, &start, "title").and_then(|node| self.string(node));
        let kind = self.get(document, &start, "kind").and_then(|node| self.kind(node));
        let to_be_reviewed = self.get(document, &start, "to_be_reviewed").and_then(|node| self.flag(node));
        let population = find(document, "population").and_then(|node| self.population(node));
        let clauses = match find(document, "clauses") {
            Some(node) => self.clauses(node),
            None => Vec::new(),
        };
        self.check_circles(&clauses);
        let freshness = self.get(document, &start, "freshness").map(|node| self.freshness(node)).unwrap_or_default();
        let levels = self.get(document, &start, "levels").map(|node| self.levels(node, &freshness)).unwrap_or_default();
        let (minimum_age, exclusions) = population.unwrap_or_default();
        Some(CriteriaSet {
            id: id?,
            version: version?,
            kind: kind?,
            title: title?,
            to_be_reviewed: to_be_reviewed?,
            sha256: hex::encode(Sha256::digest(self.text.as_bytes())),
            minimum_age,
            exclusions,
            clauses,
            levels,
        })
    }

    fn kind(&mut self, node: &Node<'_>) -> Option<SetKind> {
        match node.get_ref().as_str() {
            Some("neutral") => Some(SetKind::Neutral),
            Some("practice_written") => Some(SetKind::PracticeWritten),
            _ => self.wrong_kind(node.span(), Expected::SetKind),
        }
    }

    fn population(&mut self, node: &Node<'_>) -> Option<(u16, Vec<Exclusion>)> {
        let table = self.table(node)?;
        self.check_keys(table, &["minimum_age", "excluded"]);
        let minimum_age = find(table, "minimum_age").and_then(|node| self.number(node)).unwrap_or(0);
        let mut exclusions = Vec::new();
        let excluded = find(table, "excluded").and_then(|node| self.list(node)).unwrap_or_default();
        for node in excluded {
            let Some(entry) = self.table(node) else { continue };
            self.check_keys(entry, &["reason", "codes"]);
            let reason = self.get(entry, &node.span(), "reason").and_then(|node| self.string(node));
            let codes = self.get(entry, &node.span(), "codes").and_then(|node| self.list(node)).unwrap_or_default();
            let codes = codes.iter().filter_map(|code| self.string(code)).collect();
            exclusions.extend(reason.map(|reason| Exclusion { reason, codes }));
        }
        Some((u16::try_from(minimum_age).unwrap_or(u16::MAX), exclusions))
    }

    fn level(&mut self, key: &Spanned<DeString<'_>>) -> Option<LevelOfCare> {
        let name: &str = key.get_ref();
        let level = LevelOfCare::ALL.into_iter().find(|level| level.code() == name);
        if level.is_none() {
            self.fault(key.span(), Fault::UnknownLevel { name: name.to_owned() });
        }
        level
    }

    fn freshness(&mut self, node: &Node<'_>) -> BTreeMap<LevelOfCare, FreshnessLimits> {
        const KEYS: &[&str] = &["measure_days", "risk_hours", "risk_session_hours", "statement_days", "baseline_days"];
        let mut limits = BTreeMap::new();
        for (key, node) in self.table(node).into_iter().flatten() {
            let (Some(level), Some(table)) = (self.level(key), self.table(node)) else { continue };
            self.check_keys(table, KEYS);
            let mut number = |key| self.get(table, &node.span(), key).and_then(|node| self.number(node));
            let required = (number("measure_days"), number("risk_hours"), number("statement_days"), number("baseline_days"));
            let risk_session_hours = find(table, "risk_session_hours").and_then(|node| self.number(node));
            if let (Some(measure_days), Some(risk_hours), Some(statement_days), Some(baseline_days)) = required {
                limits.insert(level, FreshnessLimits { measure_days, risk_hours, risk_session_hours, statement_days, baseline_days });
            }
        }
        limits
    }

    fn clauses(&mut self, node: &Node<'_>) -> Vec<Clause> {
        let Some(table) = self.table(node) else { return Vec::new() };
        for (place, key) in table.keys().enumerate() {
            let name: &str = key.get_ref();
            if FactName::from_code(name).is_some() {
                self.fault(key.span(), Fault::NamedLikeFact { name: name.to_owned() });
            }
            self.clauses.insert(name.to_owned(), place);
        }
        let mut clauses = Vec::new();
        for (place, (key, node)) in table.iter().enumerate() {
            let references_before = self.references.len();
            let entry = node.get_ref().as_table();
            let required = entry.and_then(|entry| find(entry, "required")).and_then(|node| self.flag(node)).unwrap_or(true);
            let text = entry.and_then(|entry| find(entry, "text")).and_then(|node| self.string(node));
            // A clause that could not be read is kept as one that never holds, so that the places of the others stay right; the file is refused.
            let condition = self.condition(node, &["required", "text"]).unwrap_or(Condition::Any(Vec::new()));
            for reference in &mut self.references[references_before..] {
                reference.0 = place;
            }
            clauses.push(Clause { name: key.get_ref().to_string(), condition, required, text });
        }
        clauses
    }

    fn condition(&mut self, node: &Node<'_>, besides: &[&str]) -> Option<Condition> {
        match node.get_ref() {
            DeValue::String(text) => self.written(text, node.span()),
            DeValue::Table(table) => self.condition_table(table, node.span(), besides),
            _ => self.wrong_kind(node.span(), Expected::Condition),
        }
    }

    fn condition_table(&mut self, table: &Table<'_>, span: Range<usize>, besides: &[&str]) -> Option<Condition> {
        const WAYS: &[&str] = &["all", "any", "not", "at_least"];
        self.check_keys(table, &[WAYS, &["of"], besides].concat());
        let mut ways = WAYS.iter().filter_map(|way| find(table, way).map(|node| (*way, node)));
        let (Some((way, node)), None) = (ways.next(), ways.next()) else {
            self.fault(span, Fault::NotOneCondition);
            return None;
        };
        match way {
            "all" => self.parts(node, "all").map(Condition::All),
            "any" => self.parts(node, "any").map(Condition::Any),
            "not" => self.condition(node, &[]).map(|inner| Condition::Not(Box::new(inner))),
            _ => {
                let count = self.number(node)?;
                let of = self.get(table, &span, "of")?;
                let parts = self.parts(of, "of")?;
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                if count == 0 || count > parts.len() {
                    self.fault(node.span(), Fault::BadCount { parts: parts.len() });
                    return None;
                }
                Some(Condition::AtLeast(count, parts))
            }
        }
    }

    /// The parts of a list; all of them are read, so that the problems of all are found.
    fn parts(&mut self, node: &Node<'_>, key: &'static str) -> Option<Vec<Condition>> {
        let list = self.list(node)?;
        if list.is_empty() {
            self.fault(node.span(), Fault::EmptyList { key });
            return None;
        }
        let parts: Vec<Option<Condition>> = list.iter().map(|part| self.condition(part, &[])).collect();
        parts.into_iter().collect()
    }

    fn written(&mut self, text: &str, span: Range<usize>) -> Option<Condition> {
        let inside = span.start + 1;
        match parse(text, inside, self.instruments) {
            Ok(written) => self.resolve(written, span),
            Err((position, fault)) => {
                let fault = match fault {
                    Fault::UnknownName { name, .. } => self.unknown_name(name),
                    other => other,
                };
                self.fault(position..position, fault);
                None
            }
        }
    }

    fn resolve(&mut self, written: Written, span: Range<usize>) -> Option<Condition> {
        match written {
            Written::Comparison(comparison) => Some(Condition::Compare(comparison)),
            Written::Not(inner) => self.resolve(*inner, span).map(|inner| Condition::Not(Box::new(inner))),
            Written::Name(name) => {
                let Some(place) = self.clauses.get(&name).copied() else {
                    let fault = self.unknown_name(name);
                    self.fault(span.start + 1..span.end, fault);
                    return None;
                };
                self.references.push((usize::MAX, place, span));
                Some(Condition::Clause(place))
            }
        }
    }

    fn unknown_name(&self, name: String) -> Fault {
        let facts = FactName::ALL.iter().map(|name| name.code());
        let near_names = near_names(&name, facts.chain(self.clauses.keys().map(String::as_str)));
        Fault::UnknownName { name, near_names }
    }

    /// Follows the references from every clause; a way that comes back is a circle, reported once, at the reference that closes it.
    fn check_circles(&mut self, clauses: &[Clause]) {
        let mut state = vec![State::Unseen; clauses.len()];
        let mut faults = Vec::new();
        for start in 0..clauses.len() {
            visit(start, &self.references, &mut state, &mut Vec::new(), &mut |path, span| {
                let path = path.iter().filter_map(|place| clauses.get(*place)).map(|clause| clause.name.clone()).collect();
                faults.push((span, Fault::Circle { path }));
            });
        }
        for (span, fault) in faults {
            self.fault(span, fault);
        }
    }

    fn levels(&mut self, node: &Node<'_>, freshness: &BTreeMap<LevelOfCare, FreshnessLimits>) -> Vec<LevelRules> {
        const KEYS: &[&str] = &["safety", "step_up", "continue", "step_down", "review"];
        let mut levels = Vec::new();
        for (key, node) in self.table(node).into_iter().flatten() {
            let (Some(level), Some(table)) = (self.level(key), self.table(node)) else { continue };
            self.check_keys(table, KEYS);
            let safety = self.get(table, &key.span(), "safety").and_then(|node| self.condition(node, &[]));
            let stay = self.get(table, &key.span(), "continue").and_then(|node| self.condition(node, &[]));
            let step_up = find(table, "step_up").and_then(|node| self.condition(node, &[]));
            let review = find(table, "review").and_then(|node| self.condition(node, &[]));
            let mut step_down = Vec::new();
            for node in find(table, "step_down").and_then(|node| self.list(node)).unwrap_or_default() {
                step_down.extend(self.step_down(node, level));
            }
            step_down.sort_by_key(|(target, _)| *target);
            let limits = freshness.get(&level).copied();
            if limits.is_none() {
                self.fault(key.span(), Fault::MissingKey { key: "freshness" });
            }
            if let (Some(safety), Some(stay), Some(freshness)) = (safety, stay, limits) {
                levels.push(LevelRules { level, freshness, safety, step_up, stay, step_down, review });
            }
        }
        levels.sort_by_key(|rules| rules.level);
        levels
    }

    fn step_down(&mut self, node: &Node<'_>, level: LevelOfCare) -> Option<(StepTarget, Condition)> {
        let table = self.table(node)?;
        let to = self.get(table, &node.span(), "to")?;
        let name = self.string(to)?;
        let condition = self.condition(node, &["to"]);
        if name == "complete" {
            return Some((StepTarget::Complete, condition?));
        }
        let Some(target) = LevelOfCare::ALL.into_iter().find(|level| level.code() == name) else {
            self.fault(to.span(), Fault::UnknownLevel { name });
            return None;
        };
        if target >= level {
            self.fault(to.span(), Fault::NotLower { from: level, to: target });
            return None;
        }
        Some((target.into(), condition?))
    }
}

fn find<'t, 'i>(table: &'t Table<'i>, key: &str) -> Option<&'t Node<'i>> {
    table.iter().find(|(known, _)| known.get_ref() == key).map(|(_, node)| node)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    Open,
    Done,
}

fn visit(
    place: usize,
    references: &[(usize, usize, Range<usize>)],
    state: &mut [State],
    path: &mut Vec<usize>,
    report: &mut impl FnMut(Vec<usize>, Range<usize>),
) {
    if state[place] == State::Done {
        return;
    }
    state[place] = State::Open;
    path.push(place);
    for (_, to, span) in references.iter().filter(|(from, _, _)| *from == place) {
        if state[*to] == State::Open {
            let start = path.iter().position(|known| known == to).unwrap_or(0);
            let mut circle = path[start..].to_vec();
            circle.push(*to);
            report(circle, span.clone());
        } else {
            visit(*to, references, state, path, report);
        }
    }
    path.pop();
    state[place] = State::Done;
}
