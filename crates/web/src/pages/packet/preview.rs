//! The packet as a page: sections with their statements, each with the records behind it, and the evidence by day.

use app::review::packet::PacketDraft;
use maud::{Markup, html};
use utilization_review::appeal::disputed_line::lines_on;
use utilization_review::packet::{IndexEntry, Said, SectionKind, Statement, Words};
use wording::{Key, Text};

use crate::parts::table::{Kind, Row, Table};

/// The whole packet.
pub(super) fn packet(text: Text, draft: &PacketDraft) -> Markup {
    let packet = &draft.packet;
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::PacketPreviewHeading)) } }
            (cover(text, draft))
            @for section in &packet.sections {
                h3 { (heading(text, draft, section.kind)) }
                ul { @for each in &section.statements { li { (statement(text, draft, each)) } } }
            }
            @if !packet.scores.is_empty() { (scores(text, draft)) }
            @if !packet.weeks.is_empty() { (weeks(text, draft)) }
            @if packet.dispute.is_some() { (dispute(text, draft)) }
            (index(text, draft))
        }
    }
}

/// What is asked for, under which authorization and against which criteria, as it will stand on the first page.
fn cover(text: Text, draft: &PacketDraft) -> Markup {
    let (packet, none) = (&draft.packet, text.say(Key::PacketNoneOnRecord));
    let cover = &packet.cover;
    let or_none = |value: &str| if value.is_empty() { none.clone() } else { value.to_owned() };
    let from = text.say_with(Key::PacketAskedFrom, &[("day", cover.from.into())]);
    let asked = match cover.asked {
        Some((kind, units)) => format!("{units} · {} · {from}", text.authorized_unit(kind.code())),
        None => from,
    };
    let asked = if cover.proposed && cover.asked.is_some() { format!("{asked} ({})", text.say(Key::PacketProposed)) } else { asked };
    let rows = [
        (Key::PacketLevel, text.level_of_care(cover.level_of_care)),
        (Key::PacketAsked, asked),
        (Key::PacketAuthorization, or_none(&cover.authorization)),
        (Key::PacketMember, or_none(&cover.member_id)),
        (Key::PacketCriteria, cover.criteria.clone()),
    ];
    html! {
        dl.facts {
            @for (key, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) { div { dt { (text.say(key)) } dd { (value) } } }
        }
    }
}

pub(super) fn heading(text: Text, draft: &PacketDraft, kind: SectionKind) -> String {
    if kind == SectionKind::PlanChange {
        return text.say_with(Key::PacketSectionPlanChange, &[("day", draft.packet.since.into())]);
    }
    text.packet_section(kind.code())
}

/// A statement with its "why?".
pub(super) fn statement(text: Text, draft: &PacketDraft, statement: &Statement) -> Markup {
    html! {
        @match &statement.says {
            Said::Fact(fact) => (text.packet_statement(fact, &draft.zone)),
            Said::Words(words) => { (words.text) (said_by(text, words)) },
        }
        (why(text, draft, &statement.cites))
    }
}

fn said_by(text: Text, words: &Words) -> Markup {
    if words.author.is_empty() {
        return html! {};
    }
    let key = if words.signed { Key::PacketWordsSigned } else { Key::PacketWordsUnsigned };
    html! {
        span.sub {
            (text.say_with(key, &[("author", (&words.author).into()), ("day", words.day.into())]))
            @if let Some(since) = words.carried_from { ", " (text.say_with(Key::PacketWordsUnchanged, &[("day", since.into())])) }
        }
    }
}

/// The records behind a statement, to be opened.
pub(super) fn why(text: Text, draft: &PacketDraft, cites: &[u32]) -> Markup {
    let entry = |number: &u32| draft.packet.index.get(usize::try_from(*number).ok()?.checked_sub(1)?);
    html! {
        details {
            summary { (text.say(Key::PacketWhy)) " " (text.citations(cites)) }
            ul.small { @for entry in cites.iter().filter_map(entry) { li { (record(text, draft, entry)) } } }
        }
    }
}

fn record(text: Text, draft: &PacketDraft, entry: &IndexEntry) -> Markup {
    let arguments = [
        ("number", entry.number.to_string().into()),
        ("kind", text.packet_kind(entry.evidence.kind).into()),
        ("day", entry.evidence.day.into()),
        ("version", entry.evidence.version.0.to_string().into()),
    ];
    html! {
        (text.say_with(Key::PacketWhyRecord, &arguments))
        @if let Some(made) = &entry.provenance { " · " (made_by(text, draft, made)) }
        @if entry.evidence.kind == "administration" {
            " · " a href={ "/administrations/" (entry.evidence.id) } { (text.say(Key::PacketShow)) span.visually-hidden { " " (entry.number) } }
        }
    }
}

fn made_by(text: Text, draft: &PacketDraft, made: &utilization_review::packet::Provenance) -> String {
    let at = text.instant(made.recorded_at, &draft.zone);
    text.say_with(Key::PacketWhyMade, &[("author", (&made.author).into()), ("at", at.into())])
}

fn scores(text: Text, draft: &PacketDraft) -> Markup {
    let rows = draft.packet.scores.chunk_by(|one, other| one.instrument == other.instrument).map(|course| {
        let told = course.iter().map(|row| text.packet_score(row));
        Row::new(vec![html! { (course[0].instrument) }, html! { (told.collect::<Vec<_>>().join(" · ")) }])
    });
    html! {
        h3 { (text.say(Key::PacketMeasures)) }
        (Table::new(text.say(Key::PacketMeasuresLead))
            .with_caption()
            .cards()
            .column(text.say(Key::ReportColumnInstrument), Kind::Head)
            .column(text.say(Key::PacketMeasuresColumnScores), Kind::Words)
            .rows(rows)
            .render(text))
    }
}

/// Attendance by week, as it stands in the packet that is released.
fn weeks(text: Text, draft: &PacketDraft) -> Markup {
    let rows = draft.packet.weeks.iter().map(|week| {
        let pieces = [("attended", week.attended.into()), ("planned", week.planned.into())];
        let hours = [("delivered", text.hours(week.delivered_minutes).into()), ("planned", text.hours(week.planned_minutes).into())];
        Row::new(vec![
            html! { (text.day(week.first)) },
            html! { (text.say_with(Key::PacketWeeksPieces, &pieces)) },
            html! { (text.say_with(Key::PacketWeeksHours, &hours)) },
            html! { (text.citations(&week.cites)) },
        ])
    });
    html! {
        h3 { (text.say(Key::PacketWeeks)) }
        (Table::new(text.say(Key::PacketWeeks))
            .cards()
            .column(text.say(Key::PacketWeeksColumnWeek), Kind::Head)
            .column(text.say(Key::PacketWeeksColumnPieces), Kind::Words)
            .column(text.say(Key::PacketWeeksColumnHours), Kind::Words)
            .column(text.say(Key::PacketWeeksColumnRecords), Kind::Short)
            .rows(rows)
            .render(text))
    }
}

fn dispute(text: Text, draft: &PacketDraft) -> Markup {
    let Some((dispute, days)) = &draft.packet.dispute else { return html! {} };
    let rows = days.iter().map(|day| {
        let standing = day.standing.iter().map(|(fact, age)| {
            let fact = text.packet_fact(fact, &draft.zone);
            text.say_with(Key::PacketDaysStanding, &[("fact", fact.trim_end_matches('.').into()), ("age", (*age).into())])
        });
        Row::new(vec![
            html! { (text.day(day.day)) @for line in lines_on(&dispute.lines, day.day) { span.sub { (text.refused_line(line)) } } },
            html! { (standing.collect::<Vec<_>>().join("; ")) },
            html! { (text.dispute_events(day, &draft.zone)) },
            html! { (text.dispute_services(day)) },
            html! { (text.citations(&day.cites)) },
        ])
    });
    let said = if dispute.reason.is_empty() {
        text.say_with(Key::PacketDisputeNoReason, &[("day", dispute.decided.into())])
    } else {
        text.say_with(Key::PacketDisputeReason, &[("day", dispute.decided.into()), ("reason", (&dispute.reason).into())])
    };
    html! {
        h3 { (text.say(Key::PacketDispute)) }
        p { (said) " " (text.citations(&draft.packet.decision_cites())) }
        @if let Some(approved) = &dispute.approved_before {
            p {
                (text.say_with(Key::AppealApprovedBefore, &[("number", (&approved.number).into())])) " "
                (text.citations(&draft.packet.cites_of(&approved.evidence)))
            }
        }
        (Table::new(text.say(Key::PacketDays))
            .cards()
            .column(text.say(Key::PacketDaysColumnDay), Kind::Head)
            .column(text.say(Key::PacketDaysColumnStanding), Kind::Words)
            .column(text.say(Key::PacketDaysColumnEvents), Kind::Words)
            .column(text.say(Key::PacketDaysColumnHours), Kind::Words)
            .column(text.say(Key::PacketWeeksColumnRecords), Kind::Short)
            .rows(rows)
            .render(text))
    }
}

/// Every record that is cited, by day.
fn index(text: Text, draft: &PacketDraft) -> Markup {
    html! {
        details {
            summary { (text.say(Key::PacketEvidence)) }
            @for day in draft.packet.index.chunk_by(|one, other| one.evidence.day == other.evidence.day) {
                h3 { (text.day(day[0].evidence.day)) }
                ul.small { @for entry in day { li { (record(text, draft, entry)) } } }
            }
        }
    }
}
