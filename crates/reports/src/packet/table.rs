//! The tables of a packet: every score, attendance by week, the payer's clauses, the days in dispute.

use outcomes::change::judge::{ChangeCategory, NormUse};
use utilization_review::appeal::disputed_line::lines_on;
use utilization_review::packet::{DisputeDay, Packet};
use vocabulary::ZoneName;
use wording::{ChartNorm, Key, Text};

use super::PacketReport;
use super::view::{TableView, words_line};
use crate::progress::judgement::ChangeFacts;
use crate::progress::view::{shown, table_of};

/// One row an instrument: every score with its day and record, and what was judged of the change. Above it stands what each verdict rests on: the
/// reliable-change value and the minimal important difference, where they are used, with their sources and marks.
pub(super) fn measures(report: &PacketReport, text: Text) -> Option<TableView> {
    let scores = &report.packet.scores;
    let heads =
        [(Key::ReportColumnInstrument, "fit"), (Key::PacketMeasuresColumnScores, "fill"), (Key::PacketMeasuresColumnVerdict, "verdict")];
    let mut table = table_of(&heads, text);
    let mut lead = vec![text.say(Key::PacketMeasuresLead)];
    for course in scores.chunk_by(|one, other| one.instrument == other.instrument) {
        let told: Vec<String> = course.iter().map(|row| text.packet_score(row)).collect();
        let name = &course[0].instrument;
        let change = change(report, name);
        table.push([name.clone(), told.join(" · "), verdict(change, text)]);
        lead.extend(change.into_iter().flat_map(|change| grounds(name, change, text)));
    }
    let view = || TableView { heading: text.say(Key::PacketMeasures), lead: lead.join(" "), table };
    (!scores.is_empty()).then(view)
}

/// What was judged of the main scale, or of the one that is named where there is no total, as the usual respondent answers it.
fn change<'a>(report: &'a PacketReport, instrument: &str) -> Option<&'a ChangeFacts> {
    report.progress.instruments.iter().find_map(|section| {
        let rest = instrument.strip_prefix(section.definition.short_name.as_str())?.trim_start();
        let named = || section.definition.scales.iter().position(|scale| scale.name.as_str() == rest);
        let scale = if rest.is_empty() { section.definition.main_scale? } else { named()? };
        let usual = section.definition.respondents.first();
        let mut of_scale = section.judgements.iter().flatten().filter(|judged| judged.scale == scale);
        of_scale.find(|judged| usual.is_none_or(|usual| judged.respondent == *usual))?.change.as_ref()
    })
}

fn verdict(change: Option<&ChangeFacts>, text: Text) -> String {
    let category: Option<ChangeCategory> = change.and_then(|change| change.judgement.category);
    category.map_or_else(|| text.say(Key::ReportNoVerdict), |category| text.change_verdict(category.code()))
}

/// What a verdict rests on, in sentences.
fn grounds(instrument: &str, change: &ChangeFacts, text: Text) -> Vec<String> {
    let mut lines = Vec::new();
    if let NormUse::Used(norm) = &change.judgement.norm {
        lines.push(text.chart_norm(instrument, &ChartNorm { least_change: norm.least_change, basis: &norm.basis }));
        lines.extend(norm.enabled_by.as_ref().map(|name| text.say_with(Key::ReportChangeEnabled, &[("name", name.into())])));
    }
    lines.extend(text.important_change(&change.important).filter(|_| change.important.threshold.is_some()));
    lines
}

pub(super) fn weeks(packet: &Packet, text: Text) -> Option<TableView> {
    let heads = [
        (Key::PacketWeeksColumnWeek, "fit"),
        (Key::PacketWeeksColumnPieces, "fit"),
        (Key::PacketWeeksColumnHours, "fit"),
        (Key::PacketWeeksColumnRecords, "fill"),
    ];
    let mut table = table_of(&heads, text);
    for week in &packet.weeks {
        let pieces = [("attended", week.attended.into()), ("planned", week.planned.into())];
        let hours = [("delivered", text.hours(week.delivered_minutes).into()), ("planned", text.hours(week.planned_minutes).into())];
        table.push([
            text.day(week.first),
            text.say_with(Key::PacketWeeksPieces, &pieces),
            text.say_with(Key::PacketWeeksHours, &hours),
            text.citations(&week.cites),
        ]);
    }
    let view = || TableView { heading: text.say(Key::PacketWeeks), lead: String::new(), table };
    (!packet.weeks.is_empty()).then(view)
}

pub(super) fn clauses(report: &PacketReport, text: Text) -> Option<TableView> {
    let packet = &report.packet;
    let heads = [(Key::PacketClausesColumnClause, "fill"), (Key::PacketClausesColumnAnswer, "wide")];
    let mut table = table_of(&heads, text);
    for clause in &packet.clauses {
        table.push([format!("“{}”", clause.quotation), words_line(&clause.answer, &report.zone, text)]);
    }
    let view = || TableView { heading: text.say(Key::PacketClauses), lead: String::new(), table };
    (!packet.clauses.is_empty()).then(view)
}

pub(super) fn dispute_days(packet: &Packet, zone: &ZoneName, text: Text) -> Option<TableView> {
    let (dispute, days) = packet.dispute.as_ref()?;
    // What is as wide as its words takes the room of what stood on the day: a day alone may be, one with its refused lines and several services may not.
    let heads = [
        (Key::PacketDaysColumnDay, if dispute.lines.is_empty() { "fit" } else { "fill" }),
        (Key::PacketDaysColumnStanding, "wide"),
        (Key::PacketDaysColumnEvents, "fill"),
        (Key::PacketDaysColumnHours, if days.iter().any(|day| day.services.len() > 1) { "fill" } else { "fit" }),
        (Key::PacketWeeksColumnRecords, "fit"),
    ];
    let mut table = table_of(&heads, text);
    for day in days {
        table.push([
            std::iter::once(text.day(day.day))
                .chain(lines_on(&dispute.lines, day.day).map(|line| text.refused_line(line)))
                .collect::<Vec<_>>()
                .join(" "),
            standing(day, zone, text),
            text.dispute_events(day, zone),
            text.dispute_services(day),
            text.citations(&day.cites),
        ]);
    }
    let view = || TableView { heading: text.say(Key::PacketDays), lead: String::new(), table };
    (!days.is_empty()).then(view)
}

fn standing(day: &DisputeDay, zone: &ZoneName, text: Text) -> String {
    let told = day.standing.iter().map(|(fact, age)| {
        let fact = text.packet_fact(fact, zone);
        text.say_with(Key::PacketDaysStanding, &[("fact", shown(fact.trim_end_matches('.')).into()), ("age", (*age).into())])
    });
    told.collect::<Vec<_>>().join("; ")
}
