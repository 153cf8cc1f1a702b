//! The report as the template takes it: every word said, every number written, in the order in which it is read.

mod administrations;
mod answers;
mod judgement;

use instruments::definition::{Direction, Scale};
use instruments::{Definition, Respondent};
use serde::Serialize;
use vocabulary::{Day, Points};
use wording::{Arg, ChartScore, ChartSeries, Key, Text};

use crate::font::{breakable, lacks_characters, printable};
use crate::progress::data::{AdministrationFacts, EpisodeFacts, InstrumentSection, ProgressReport};
use crate::progress::view_numbers;

/// At most so many scales of one instrument are drawn where it has no main scale; all of them are in the tables.
const MOST_CHARTS: usize = 4;

#[derive(Serialize)]
pub(crate) struct View {
    language: &'static str,
    title: String,
    kicker: String,
    patient: String,
    practice: String,
    facts: Vec<(String, String)>,
    notes: Vec<String>,
    summary: Block,
    summary_note: String,
    care: Block,
    sections: Vec<SectionView>,
    footer: Footer,
}

/// A heading with a table, or with a sentence where there is nothing to put into one.
#[derive(Serialize)]
pub(crate) struct Block {
    pub(crate) heading: String,
    pub(crate) table: Option<Table>,
    pub(crate) nothing: String,
    /// Lines under the table.
    pub(crate) under: Vec<String>,
}

/// Rows under a head. Widths are the template's: `fit`, `fill` (a share of what is left), `wide` (a double share), `end` (`fit` with its text to
/// the right), `day` (as wide as a day in two lines, to the right).
#[derive(Serialize, Default)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

#[derive(Serialize)]
pub(crate) struct Column {
    pub(crate) head: String,
    pub(crate) width: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) strong: bool,
}

#[derive(Serialize)]
struct SectionView {
    heading: String,
    lead: String,
    charts: Vec<ChartView>,
    blocks: Vec<Block>,
    notes: Vec<String>,
    definition: DefinitionView,
}

#[derive(Serialize)]
pub(crate) struct ChartView {
    pub(crate) svg: String,
    pub(crate) alternative: String,
    pub(crate) caption: String,
    /// What is to be known of recalled bands and cutoffs in the picture; empty where all were verified.
    pub(crate) note: String,
}

#[derive(Serialize)]
struct DefinitionView {
    heading: String,
    lines: Vec<(String, Vec<String>)>,
    numbers: Block,
}

#[derive(Serialize)]
struct Footer {
    generated: String,
    data: String,
    snapshot: String,
    /// With `{page}` and `{pages}` in it.
    page: String,
    notice: String,
}

impl Cell {
    /// Puts a line below what stands in the cell: a name below the number it belongs to.
    pub(crate) fn put_below(&mut self, line: &str) {
        self.text.push('\n');
        self.text.push_str(&shown(line));
    }
}

impl Table {
    pub(crate) fn new(columns: &[(&str, &'static str)]) -> Self {
        let columns = columns.iter().map(|(head, width)| Column { head: shown(head), width }).collect();
        Self { columns, rows: Vec::new() }
    }

    pub(crate) fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|text| Cell { text: shown(&text), strong: false }).collect());
    }
}

/// A text as it can be printed and broken.
pub(crate) fn shown(text: &str) -> String {
    breakable(&printable(text))
}

pub(crate) fn of(report: &ProgressReport, text: Text, hash: &str) -> View {
    let patient = &report.patient;
    let for_patient = text.say_with(Key::ReportProgressFor, &[("patient", (&patient.listed_name).into())]);
    View {
        language: text.language_tag(),
        title: printable(&for_patient).into_owned(),
        kicker: text.say(Key::ReportProgressTitle),
        patient: shown(&patient.listed_name),
        practice: shown(&report.practice),
        facts: facts(report, text),
        notes: missing_characters(report).then(|| text.say(Key::ReportMissingCharacters)).into_iter().collect(),
        summary: summary(report, text),
        summary_note: text.say(Key::ReportSummaryNote),
        care: care(report, text),
        sections: report.instruments.iter().map(|section| section_view(report, section, text)).collect(),
        footer: footer(report, text, hash),
    }
}

fn facts(report: &ProgressReport, text: Text) -> Vec<(String, String)> {
    let patient = &report.patient;
    let age = report.until().age_since(patient.birth_day);
    let birth = text.say_with(Key::ReportBirthDayWithAge, &[("day", patient.birth_day.into()), ("years", age.into())]);
    let program = report.program.clone().unwrap_or_else(|| text.say(Key::ReportAllPrograms));
    let facts = [
        (Key::ReportRecordNumber, patient.record_number.clone()),
        (Key::ReportBirthDay, birth),
        (Key::ReportPractice, report.practice.clone()),
        (Key::ReportProgram, program),
        (Key::ReportDataAsOf, text.instant_with_zone(report.data_as_of, &report.zone)),
    ];
    facts.into_iter().map(|(label, value)| (text.say(label), shown(&value))).collect()
}

fn missing_characters(report: &ProgressReport) -> bool {
    let programs = report.episodes.iter().map(|episode| episode.program.as_str());
    let names = [report.patient.listed_name.as_str(), &report.patient.record_number, &report.practice];
    names.into_iter().chain(report.program.as_deref()).chain(programs).any(lacks_characters)
}

/// The scales that are drawn and summarised: the main one, or the first few where there is none.
pub(crate) fn leading_scales(definition: &Definition) -> Vec<usize> {
    match definition.main_scale {
        Some(main) => vec![main],
        None => (0..definition.scales.len().min(MOST_CHARTS)).collect(),
    }
}

/// One row for each drawn scale of each respondent that has a score.
fn summary(report: &ProgressReport, text: Text) -> Block {
    let heads = [
        (Key::ReportColumnInstrument, "fill"),
        (Key::ReportColumnFirst, "fill"),
        (Key::ReportColumnLatest, "fill"),
        (Key::ReportColumnChange, "end"),
        (Key::ReportColumnAdministrations, "end"),
    ];
    let mut table = table_of(&heads, text);
    for section in &report.instruments {
        let definition = &section.definition;
        for (scale, respondent) in series_of(section) {
            let all: Vec<&AdministrationFacts> = section.in_order().into_iter().filter(|each| each.respondent == respondent).collect();
            let name = series_name(definition, scale, respondent, text);
            let scored: Vec<(Day, Points, Option<usize>)> = (all.iter())
                .filter_map(|each| each.score.scales.get(scale).and_then(|result| Some((each.day, result.outcome.value()?, result.band))))
                .collect();
            let said = |(day, value, band): (Day, Points, Option<usize>)| {
                let score = text.score_with_band(&definition.scales[scale], value, band);
                text.say_with(Key::ReportScoreOnDay, &[("score", score.into()), ("day", day.into())])
            };
            let (first, latest) = (scored.first().copied(), scored.last().copied());
            let change = first.zip(latest).filter(|_| scored.len() > 1).map(|(first, latest)| text.points_signed(latest.1.minus(first.1)));
            let none = || text.say(Key::ScoreNone);
            let count = text.count(i64::try_from(all.len()).unwrap_or(i64::MAX));
            table.push([
                name,
                first.map_or_else(none, said),
                latest.map_or_else(none, said),
                change.unwrap_or_else(|| "–".to_owned()),
                count,
            ]);
        }
    }
    block(Key::ReportSummary, table, Key::ReportNothing, text)
}

/// The drawn scales with each respondent who answered, the usual one first.
fn series_of(section: &InstrumentSection) -> Vec<(usize, Respondent)> {
    let answered = |respondent: &Respondent| section.administrations.iter().any(|each| each.respondent == *respondent);
    let usual = section.definition.respondents.first().copied();
    let mut respondents: Vec<Respondent> = Respondent::ALL.iter().copied().filter(answered).collect();
    respondents.sort_by_key(|respondent| Some(*respondent) != usual);
    respondents.iter().flat_map(|respondent| leading_scales(&section.definition).into_iter().map(|scale| (scale, *respondent))).collect()
}

pub(crate) fn series_name(definition: &Definition, scale: usize, respondent: Respondent, text: Text) -> String {
    let mut name = definition.short_name.clone();
    if definition.main_scale != Some(scale) {
        name = format!("{name}, {}", definition.scales[scale].name);
    }
    if definition.respondents.first() != Some(&respondent) {
        name = format!("{name} ({})", text.respondent(respondent));
    }
    name
}

fn care(report: &ProgressReport, text: Text) -> Block {
    let heads = [
        (Key::ReportColumnCare, "fill"),
        (Key::ReportColumnProgram, "fill"),
        (Key::ReportFirstDay, "fit"),
        (Key::ReportLastDay, "fit"),
        (Key::ReportColumnDischarge, "fill"),
    ];
    let mut table = table_of(&heads, text);
    for episode in &report.episodes {
        add_episode(&mut table, episode, text);
    }
    block(Key::ReportCare, table, Key::ReportNoCare, text)
}

fn add_episode(table: &mut Table, episode: &EpisodeFacts, text: Text) {
    let open = || text.say(Key::ReportStillOpen);
    let last = episode.discharge.as_ref().map_or_else(open, |discharge| text.day(discharge.day));
    let discharge = episode.discharge.as_ref().map_or_else(String::new, |discharge| {
        let kind = ("kind", text.discharge_type(discharge.kind).into());
        text.say_with(Key::DischargeWithDestination, &[kind, ("destination", text.discharge_destination(discharge.destination).into())])
    });
    table.push([text.say(Key::ReportEpisodeRow), episode.program.clone(), text.day(episode.admitted), last, discharge]);
    if let Some(cell) = table.rows.last_mut().and_then(|row| row.first_mut()) {
        cell.strong = true;
    }
    for level in &episode.levels {
        let mut name = text.level_of_care_with_code(level.level_of_care);
        let modality = level.modality.map(|modality| text.modality(modality)).unwrap_or_default();
        for detail in [&level.track, &modality].into_iter().filter(|detail| !detail.is_empty()) {
            name = text.say_with(Key::ReportLevelRow, &[("level", name.into()), ("track", detail.into())]);
        }
        let last = level.period.last().map_or_else(open, |last| text.day(last));
        table.push([name, level.program.clone(), text.day(level.period.first()), last, String::new()]);
    }
}

fn section_view(report: &ProgressReport, section: &InstrumentSection, text: Text) -> SectionView {
    let definition = &section.definition;
    let direction = leading_scales(definition).first().map(|scale| direction_of(&definition.scales[*scale], text)).unwrap_or_default();
    let lead = [("name", (&definition.name).into()), ("construct", (&definition.construct).into()), ("direction", direction.into())];
    let mut blocks = judgement::blocks(section, text);
    blocks.push(administrations::block(section, text));
    blocks.extend(administrations::scales(section, text));
    blocks.extend(answers::blocks(section, text));
    SectionView {
        heading: text.say_with(Key::ReportInstrumentHeading, &[("instrument", shown(&definition.short_name).into())]),
        lead: shown(text.say_with(Key::ReportInstrumentLead, &lead).trim_end()),
        charts: charts_of(report, section, text),
        blocks,
        notes: administrations::notes(section, text),
        definition: definition_view(section, text),
    }
}

fn direction_of(scale: &Scale, text: Text) -> String {
    text.say(match scale.direction {
        Direction::HigherIsWorse => Key::InstrumentHigherIsWorse,
        Direction::HigherIsBetter => Key::InstrumentHigherIsBetter,
    })
}

/// A chart for each drawn scale and respondent. Instruments that are given once to find out who needs more make no course and have none.
pub(crate) fn charts_of(report: &ProgressReport, section: &InstrumentSection, text: Text) -> Vec<ChartView> {
    if !section.definition.intended_use.is_trended() {
        return Vec::new();
    }
    let (levels, until) = (report.levels(), report.until());
    let chart = |(scale, respondent): (usize, Respondent)| {
        let results = section.administrations.iter().filter(|each| each.respondent == respondent);
        let scores: Vec<ChartScore<'_>> = results
            .filter_map(|each| {
                let result = each.score.scales.get(scale)?;
                Some(ChartScore { day: each.day, phase: each.phase, outcome: &result.outcome, band: result.band })
            })
            .collect();
        let note = view_numbers::mark_in_picture(section, scale, text).unwrap_or_default();
        let series = ChartSeries { definition: &section.definition, scale, respondent, scores: &scores, levels: &levels, until };
        if let Some(judged) = section.judgement_of(scale, respondent) {
            let chart = judgement::chart(judged, series, &levels, text);
            return Some(chart_view(&chart.panels.first()?.scores.title, &chart.description, &chart.svg(charts::Medium::Print), &note));
        }
        let chart = text.score_chart(&series)?;
        Some(chart_view(&chart.title, &chart.description, &chart.svg(charts::Medium::Print), &note))
    };
    series_of(section).into_iter().filter_map(chart).collect()
}

fn chart_view(title: &str, description: &str, svg: &str, note: &str) -> ChartView {
    let alternative = if description.starts_with(title) { description.to_owned() } else { format!("{title}. {description}") };
    ChartView {
        svg: printable(svg).into_owned(),
        alternative: printable(&alternative).into_owned(),
        caption: shown(title),
        note: shown(note),
    }
}

fn definition_view(section: &InstrumentSection, text: Text) -> DefinitionView {
    let definition = &section.definition;
    let engine = instruments::ENGINE_VERSION;
    let version = [("instrument", (&definition.name).into()), ("version", (&*definition.version).into()), ("engine", engine.into())];
    let mut how = vec![text.say_with(Key::ReportDefinitionLine, &version)];
    if definition.origin == instruments::Origin::Imported {
        how.push(text.say(Key::ReportDefinitionImported));
    }
    how.extend(definition.scales.iter().filter(|scale| !scale.formula_text.is_empty()).map(|scale| formula_line(scale, text)));
    let licence = &definition.licence;
    let category = text.licence_category(licence.category.code());
    let licence_line = text.say_with(Key::ReportLicenceLine, &[("category", category.into()), ("holder", (&licence.holder).into())]);
    let lines = [
        (String::new(), how),
        (text.say(Key::ReportCitations), definition.citations.clone()),
        (text.say(Key::ReportLicence), vec![licence_line]),
        (text.say(Key::ReportNotice), licence.notice.clone().into_iter().collect()),
    ];
    let printed = |lines: Vec<String>| lines.iter().map(|line| shown(line)).collect::<Vec<_>>();
    DefinitionView {
        heading: text.say(Key::ReportDefinition),
        lines: lines.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(label, lines)| (label, printed(lines))).collect(),
        numbers: block(Key::ReportNumbers, view_numbers::table(section, text), Key::NotKnown, text),
    }
}

fn formula_line(scale: &Scale, text: Text) -> String {
    let points = |value: Points| Arg::Text(text.points(value, scale.decimals));
    let arguments = [
        ("scale", (&scale.name).into()),
        ("formula", (&scale.formula_text).into()),
        ("low", points(scale.minimum)),
        ("high", points(scale.maximum)),
    ];
    text.say_with(Key::ReportFormula, &arguments)
}

fn footer(report: &ProgressReport, text: Text, hash: &str) -> Footer {
    // Two moments of one line: the clock is named behind the second, and is that of both.
    let (generated, data) = (text.instant(report.generated_at, &report.zone), text.instant_with_zone(report.data_as_of, &report.zone));
    let page = [("page", "{page}".into()), ("pages", "{pages}".into())];
    Footer {
        generated: text.say_with(Key::ReportFooterGenerated, &[("instant", generated.into())]),
        data: text.say_with(Key::ReportFooterData, &[("instant", data.into())]),
        snapshot: text.say_with(Key::ReportFooterSnapshot, &[("hash", hash.into())]),
        page: text.say_with(Key::ReportFooterPage, &page),
        notice: notice(report, text),
    }
}

fn notice(report: &ProgressReport, text: Text) -> String {
    let notice = text.say(if report.part2 { Key::ReportPart2 } else { Key::ReportConfidential });
    if report.is_for_proxy { format!("{} {notice}", text.say(Key::ReportForProxy)) } else { notice }
}

pub(crate) fn table_of(heads: &[(Key, &'static str)], text: Text) -> Table {
    let said: Vec<(String, &'static str)> = heads.iter().map(|(key, width)| (text.say(*key), *width)).collect();
    Table::new(&said.iter().map(|(head, width)| (head.as_str(), *width)).collect::<Vec<_>>())
}

pub(crate) fn block(heading: Key, table: Table, nothing: Key, text: Text) -> Block {
    let table = (!table.rows.is_empty()).then_some(table);
    Block { heading: text.say(heading), table, nothing: text.say(nothing), under: Vec::new() }
}
