//! `--approach talking-therapies`: the PHQ-9 and the GAD-7 judged together, as NHS Talking Therapies counts recovery. By published thresholds; nothing
//! comes from the patients of the table.

use std::collections::BTreeMap;
use std::path::Path;

use instruments::{Definition, Library};
use outcomes::change::judge::RecalledValues;
use outcomes::change::spec::Spec;
use outcomes::response::talking_therapies::{Measure, Paired, PairedOutcome, judge};
use serde_json::{Map, Value, json};
use vocabulary::{Points, Verdict};
use wording::Key;

use super::{problem, table};
use crate::console;
use crate::failure::{Failure, Kind};

/// The name of the approach.
pub(super) const APPROACH: &str = "talking-therapies";
/// The measures, as the service gives them.
const DEPRESSION: &str = "phq-9";
const ANXIETY: &str = "gad-7";

/// What is counted, with its name in JSON and its words.
type Counted = (&'static str, Key, fn(&PairedOutcome) -> Verdict);

const COUNTED: [Counted; 4] = [
    ("recovery", Key::ChangePairedRecovery, |outcome| outcome.recovery),
    ("reliable_improvement", Key::ChangePairedImprovement, |outcome| outcome.reliable_improvement),
    ("reliable_recovery", Key::ChangePairedReliableRecovery, |outcome| outcome.reliable_recovery),
    ("reliable_deterioration", Key::ChangePairedDeterioration, |outcome| outcome.reliable_deterioration),
];

/// The question: the same columns for both measures, but for the scores.
pub(super) struct Asked {
    pub(super) depression: Spec,
    pub(super) anxiety: Spec,
}

/// The scores of a patient and what they come to.
struct Judged {
    id: String,
    scores: [Paired; 2],
    outcome: PairedOutcome,
}

/// A share of those of whom it is known.
struct Share {
    count: usize,
    of: usize,
    unknown: usize,
}

impl Share {
    /// Recovery is counted among those who were at caseness at first, change among all.
    fn of(name: &str, judged: &[Judged], verdict: fn(&PairedOutcome) -> Verdict) -> Self {
        let is_counted = |each: &&Judged| !name.ends_with("recovery") || each.outcome.caseness_at_first != Verdict::NotMet;
        let verdicts: Vec<Verdict> = judged.iter().filter(is_counted).map(|each| verdict(&each.outcome)).collect();
        let unknown = verdicts.iter().filter(|verdict| **verdict == Verdict::Unknown).count();
        Self { count: verdicts.iter().filter(|verdict| **verdict == Verdict::Met).count(), of: verdicts.len() - unknown, unknown }
    }
}

/// Reads, judges and prints.
pub(super) fn run(file: &Path, asked: &Asked, as_json: bool) -> Result<(), Failure> {
    let library = Library::shipped().expect("the library that ships reads: its tests read every file");
    let measure = |id: &str| {
        let definition = library.get(id).expect("both measures ship");
        Measure::of(definition, &RecalledValues::NotEnabled).expect("both measures have verified thresholds")
    };
    let measures = [(DEPRESSION, measure(DEPRESSION), &asked.depression), (ANXIETY, measure(ANXIETY), &asked.anxiety)];
    let mut scores: BTreeMap<String, [Paired; 2]> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for (place, (instrument, _, spec)) in measures.iter().enumerate() {
        let definition = library.get(instrument).expect("both measures ship");
        let read = table::read(file, spec).map_err(|problem| problem.said(file))?;
        for note in read.suspicious(spec) {
            console::note(&note);
        }
        for patient in read.patients {
            let score = |value: Option<f64>| value.map(|value| points(definition, spec, &patient.id, value)).transpose();
            let pair = Paired { first: score(patient.pre)?, last: score(patient.post)? };
            if !scores.contains_key(&patient.id) {
                order.push(patient.id.clone());
            }
            scores.entry(patient.id).or_insert([Paired { first: None, last: None }; 2])[place] = pair;
        }
    }
    let judged: Vec<Judged> = order
        .into_iter()
        .map(|id| {
            let scores = scores[&id];
            Judged { id, scores, outcome: judge((&measures[0].1, scores[0]), (&measures[1].1, scores[1])) }
        })
        .collect();
    if as_json {
        return console::json(&document(asked, &measures, &judged));
    }
    let page = page(&measures, &judged);
    console::data(|output| write!(output, "{page}"))
}

/// A score of the instrument; refused where the instrument has none like it.
fn points(definition: &Definition, spec: &Spec, id: &str, value: f64) -> Result<Points, Failure> {
    let scale = definition.main().expect("both measures have a total");
    let fits = |points: &Points| *points >= scale.minimum && *points <= scale.maximum && value.fract() == 0.0;
    Points::from_f64(value).ok().filter(fits).ok_or_else(|| {
        let said = [
            ("column", spec.outcome_column.as_str().into()),
            ("value", problem::plain(value).into()),
            ("id", id.into()),
            ("instrument", definition.short_name.as_str().into()),
        ];
        Failure::new(Kind::Input, console::text().say_with(Key::ChangePairedNoScore, &said))
    })
}

fn document(asked: &Asked, measures: &[(&str, Measure<'_>, &Spec); 2], judged: &[Judged]) -> Value {
    let measure = |(instrument, measure, spec): &(&str, Measure<'_>, &Spec)| {
        let cutoff = measure.caseness();
        json!({
            "instrument": instrument,
            "column": spec.outcome_column,
            "caseness": { "id": &*cutoff.id, "when": cutoff.when_text, "source": cutoff.basis.source },
            "reliable_change": measure.reliable_change.to_f64(),
            "reliable_change_source": measure.reliable_change_basis.source,
        })
    };
    let number = |points: Option<Points>| points.map(Points::to_f64);
    let column = |of: &dyn Fn(&Judged) -> Value| Value::Array(judged.iter().map(of).collect());
    let mut rows = Map::new();
    rows.insert("id".to_owned(), column(&|each| each.id.clone().into()));
    for (place, name) in ["depression", "anxiety"].into_iter().enumerate() {
        rows.insert(format!("{name}_pre"), column(&|each| number(each.scores[place].first).into()));
        rows.insert(format!("{name}_post"), column(&|each| number(each.scores[place].last).into()));
    }
    rows.insert("caseness_pre".to_owned(), column(&|each| each.outcome.caseness_at_first.code().into()));
    rows.insert("caseness_post".to_owned(), column(&|each| each.outcome.caseness_at_last.code().into()));
    let mut summary = Map::new();
    for (name, _, verdict) in COUNTED {
        rows.insert(name.to_owned(), column(&|each| verdict(&each.outcome).code().into()));
        let share = Share::of(name, judged, verdict);
        summary.insert(name.to_owned(), json!({ "count": share.count, "of": share.of, "unknown": share.unknown }));
    }
    let spec = &asked.depression;
    json!({
        "fn": APPROACH,
        "id_col": spec.id_column,
        "time_col": spec.time_column,
        "params": { "pre": spec.pre, "post": spec.post },
        "missing": spec.missing,
        "norms": "published",
        "measures": measures.iter().map(measure).collect::<Vec<_>>(),
        "rows": rows,
        "summary": summary,
    })
}

fn page(measures: &[(&str, Measure<'_>, &Spec); 2], judged: &[Judged]) -> String {
    let text = console::text();
    let shares = COUNTED.iter().map(|(name, key, verdict)| {
        let Share { count, of, unknown } = Share::of(name, judged, *verdict);
        let said = [("count", count.into()), ("of", of.into()), ("unknown", unknown.into())];
        vec![text.say(*key), text.say_with(Key::ChangePairedShare, &said)]
    });
    let mut page = console::columns(&shares.collect::<Vec<_>>(), &[]);
    page.push('\n');
    for (instrument, measure, spec) in measures {
        let said = [
            ("instrument", (*instrument).into()),
            ("column", spec.outcome_column.as_str().into()),
            ("caseness", measure.caseness().when_text.as_str().into()),
            ("points", measure.reliable_change.into()),
            ("source", measure.reliable_change_basis.source.as_str().into()),
        ];
        page.push_str(&text.say_with(Key::ChangePairedMeasure, &said));
        page.push('\n');
    }
    page
}
