//! The tables of one instrument: every administration, its scales, and what was odd about it.

use instruments::administration::Completion;
use instruments::definition::Scale;
use instruments::score::SafetyAnswer;
use instruments::{Answer, Definition, Outcome, ScaleScore, Unscorable};
use vocabulary::Verdict;
use wording::{Key, Text};

use crate::progress::data::{AdministrationFacts, InstrumentSection};
use crate::progress::view::{Block, Cell, Table, block as block_of, shown, table_of};

/// Scales side by side in one table.
const MOST_SCALES: usize = 4;

/// Every administration, oldest first.
pub(super) fn block(section: &InstrumentSection, text: Text) -> Block {
    let definition = &section.definition;
    let mut heads = vec![
        (Key::ReportColumnDay, "fit"),
        (Key::ReportColumnPhase, "fit"),
        (Key::ReportColumnMode, "fit"),
        (Key::ReportColumnRespondent, "fit"),
    ];
    if let Some(main) = definition.main() {
        heads.push((Key::ReportColumnScore, "end"));
        heads.extend(meaning_of(main).head());
    } else if definition.main_classification.is_some() {
        heads.push((Key::ReportColumnResult, "fit"));
    }
    heads.push((Key::ReportColumnStatus, "fill"));
    if !definition.safety.is_empty() {
        heads.push((Key::ReportColumnSafety, "wide"));
    }
    let mut table = table_of(&heads, text);
    table.rows = section.in_order().into_iter().map(|administration| row(definition, administration, text)).collect();
    block_of(Key::ReportAdministrations, table, Key::ReportNoAdministrations, text)
}

fn row(definition: &Definition, administration: &AdministrationFacts, text: Text) -> Vec<Cell> {
    let plain = |words: String| Cell { text: shown(&words), strong: false };
    let phase = administration.phase.map_or_else(|| text.say(Key::NotRecorded), |phase| text.phase(phase));
    let mut cells = vec![
        plain(text.day(administration.day)),
        plain(phase),
        plain(text.mode(administration.mode)),
        plain(text.respondent(administration.respondent)),
    ];
    if let Some(main) = definition.main() {
        cells.extend(score_and_meaning(main, administration, text).into_iter().map(plain));
    } else if definition.main_classification.is_some() {
        cells.push(plain(classification(definition, administration, text)));
    }
    cells.push(plain(status(administration, text)));
    if !definition.safety.is_empty() {
        let reported = administration.score.safety.iter().any(|entry| entry.verdict == Verdict::Met);
        cells.push(Cell { text: shown(&safety(&administration.score.safety, text)), strong: reported });
    }
    cells
}

/// What says what a score means.
#[derive(Clone, Copy)]
enum Meaning {
    Band,
    Cutoffs,
    None,
}

impl Meaning {
    fn head(self) -> Option<(Key, &'static str)> {
        match self {
            Self::Band => Some((Key::ReportColumnBand, "fit")),
            Self::Cutoffs => Some((Key::ReportColumnCutoffs, "fill")),
            Self::None => None,
        }
    }
}

/// The band where the scale has bands, else its cutoffs.
fn meaning_of(scale: &Scale) -> Meaning {
    match (scale.bands.is_empty(), scale.cutoffs.is_empty()) {
        (false, _) => Meaning::Band,
        (true, false) => Meaning::Cutoffs,
        (true, true) => Meaning::None,
    }
}

/// The score, and its band with the band's place (`moderately severe, 4 of 5`) or what became of the cutoffs.
fn score_and_meaning(scale: &Scale, administration: &AdministrationFacts, text: Text) -> Vec<String> {
    let result = administration.score.main();
    let none = || "–".to_owned();
    let value = result.and_then(|result| result.outcome.value());
    let mut cells = vec![value.map_or_else(none, |value| text.points(value, scale.decimals))];
    let known = result.filter(|_| value.is_some());
    match meaning_of(scale) {
        Meaning::Band => cells.push(known.map_or_else(none, |result| band(scale, result, text))),
        Meaning::Cutoffs => cells.push(known.map_or_else(none, |result| cutoffs(scale, result, text))),
        Meaning::None => {}
    }
    cells
}

fn band(scale: &Scale, result: &ScaleScore, text: Text) -> String {
    let band = result.band.and_then(|index| Some((index, scale.bands.get(index)?)));
    let Some((index, band)) = band else { return text.say(Key::BandAbsent) };
    let place = [("band", text.band(&band.name).into()), ("place", (index + 1).into()), ("count", scale.bands.len().into())];
    text.say_with(Key::BandPlace, &place)
}

fn cutoffs(scale: &Scale, result: &ScaleScore, text: Text) -> String {
    let said = scale.cutoffs.iter().zip(&result.cutoffs).map(|(cutoff, verdict)| {
        let (name, verdict) = (cutoff.id.replace('_', " "), text.verdict(*verdict).to_lowercase());
        text.say_with(Key::ReportCutoffVerdict, &[("cutoff", name.into()), ("verdict", verdict.into())])
    });
    said.collect::<Vec<_>>().join("; ")
}

fn classification(definition: &Definition, administration: &AdministrationFacts, text: Text) -> String {
    let index = definition.main_classification.unwrap_or_default();
    let rule = administration.score.classifications.get(index).and_then(|result| result.rule);
    let rule = rule.and_then(|rule| definition.classifications.get(index)?.rules.get(rule));
    rule.map_or_else(|| text.say(Key::NotKnown), |rule| text.classification(&rule.result))
}

/// How the score came about; with the reason where there is none.
fn status(administration: &AdministrationFacts, text: Text) -> String {
    if administration.completion == Completion::Declined {
        return text.completion(Completion::Declined);
    }
    let Some(main) = administration.score.main() else { return text.status_code(administration.score.status()) };
    let status = ("status", text.status(&main.outcome).into());
    match &main.outcome {
        Outcome::Prorated { imputed, .. } => {
            let items: Vec<&str> = imputed.iter().map(|imputed| &*imputed.item).collect();
            text.say_with(Key::ReportStatusProrated, &[status, ("items", text.items(&items).into())])
        }
        Outcome::Scored(_) | Outcome::TotalOnly(_) | Outcome::Unscorable(Unscorable::NotAdministered) => text.status(&main.outcome),
        Outcome::Unscorable(reason) => {
            text.say_with(Key::ReportStatusUnscorable, &[status, ("reason", text.unscorable_short(reason).into())])
        }
    }
}

/// What was reported and what is not known; that nothing was reported only when every entry was answered.
fn safety(entries: &[SafetyAnswer], text: Text) -> String {
    let said = |entry: &SafetyAnswer| {
        let name = ("entry", text.safety_entry(&entry.id).into());
        match entry.verdict {
            Verdict::Met if entry.answers.is_empty() => Some(text.say_with(Key::ReportSafetyMet, &[name])),
            Verdict::Met => {
                let answers: Vec<String> = entry.answers.iter().map(|(item, answer)| safety_answer(item, *answer, text)).collect();
                Some(text.say_with(Key::ReportSafetyMetWithAnswers, &[name, ("answers", text.list(&answers).into())]))
            }
            Verdict::Unknown => Some(text.say_with(Key::ReportSafetyUnknown, &[name])),
            Verdict::NotMet => None,
        }
    };
    let said: Vec<String> = entries.iter().filter_map(said).collect();
    if said.is_empty() { text.say(Key::ReportSafetyNoneMet) } else { said.join("; ") }
}

fn safety_answer(item: &str, answer: Answer, text: Text) -> String {
    let answer = match answer {
        Answer::Value(value) => text.count(i64::from(value)),
        special => text.special_answer(special).unwrap_or_default(),
    };
    text.say_with(Key::ReportSafetyAnswer, &[("item", item.into()), ("answer", answer.into())])
}

/// The scales beside the main one (or all where there is none), a few in a table.
pub(super) fn scales(section: &InstrumentSection, text: Text) -> Vec<Block> {
    let definition = &section.definition;
    let others: Vec<usize> = (0..definition.scales.len()).filter(|scale| Some(*scale) != definition.main_scale).collect();
    let tables = others.chunks(MOST_SCALES).map(|scales| {
        let day = text.say(Key::ReportColumnDay);
        let names = scales.iter().map(|scale| (definition.scales[*scale].name.as_str(), "fill"));
        let mut table = Table::new(&std::iter::once((day.as_str(), "fit")).chain(names).collect::<Vec<_>>());
        for administration in section.in_order() {
            let results = scales.iter().map(|scale| scale_result(definition, administration, *scale, text));
            table.push(std::iter::once(text.day(administration.day)).chain(results));
        }
        block_of(Key::ReportScales, table, Key::ReportNoAdministrations, text)
    });
    tables.filter(|block| block.table.is_some()).collect()
}

fn scale_result(definition: &Definition, administration: &AdministrationFacts, scale: usize, text: Text) -> String {
    let Some(result) = administration.score.scales.get(scale) else { return "–".to_owned() };
    match &result.outcome {
        Outcome::Unscorable(reason) => text.unscorable_short(reason),
        outcome => outcome.value().map_or_else(String::new, |value| text.score_with_band(&definition.scales[scale], value, result.band)),
    }
}

/// What was odd about the answers, and scores of another version of the definition or the engine.
pub(super) fn notes(section: &InstrumentSection, text: Text) -> Vec<String> {
    let definition = &section.definition;
    let mut notes = Vec::new();
    for administration in section.in_order() {
        let on_day =
            |note: String| shown(&text.say_with(Key::ReportNoteOnDay, &[("day", administration.day.into()), ("note", note.into())]));
        let (version, engine) = (&administration.score.definition_version, administration.engine_version.as_str());
        if *version != definition.version || engine != instruments::ENGINE_VERSION {
            notes.push(on_day(text.say_with(Key::ReportScoredByOther, &[("version", (&**version).into()), ("engine", engine.into())])));
        }
        notes.extend(administration.score.problems.iter().map(|problem| on_day(text.answer_problem(problem))));
    }
    notes
}
