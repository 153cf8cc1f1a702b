//! A chart with the table behind it: the same facts for those who look and those who read.

use app::instrument::RecalledEnabled;
use app::series::Series;
use charts::{ChartTable, Medium, ScoreChart};
use instruments::definition::Mark;
use maud::{Markup, PreEscaped, html};
use vocabulary::{Day, LevelOfCare, Period};
use wording::{ChartScore, ChartSeries, Key, Text};

use crate::parts::basis;
use crate::parts::table::{Kind, Row, Table};

/// A series as a picture in two shapes (the style sheet shows the one that fits) and as a table.
pub(crate) struct Drawn {
    chart: ScoreChart,
    spark: Option<String>,
    /// What is to be known of recalled bands and cutoffs in the picture.
    recalled: Option<String>,
}

/// Draws a series over the levels of care.
pub(crate) fn draw(
    text: Text,
    series: &Series,
    levels: &[(LevelOfCare, Period)],
    until: Day,
    enabled: Option<&RecalledEnabled>,
) -> Option<Drawn> {
    let scores: Vec<ChartScore<'_>> = (series.scores.iter())
        .map(|score| ChartScore { day: score.day, phase: score.phase, outcome: &score.outcome, band: score.band })
        .collect();
    let definition = &series.definition;
    let view = ChartSeries { definition, scale: series.scale, respondent: series.respondent, scores: &scores, levels, until };
    let chart = text.score_chart(&view)?;
    let bands = definition.scales[series.scale].bands_basis.as_ref().filter(|_| !chart.bands.is_empty());
    // A cutoff carries its mark in its label, where it stands in the picture.
    let word = text.mark(Mark::Recalled.code());
    let is_recalled =
        bands.is_some_and(|basis| basis.mark == Mark::Recalled) || chart.cutoffs.iter().any(|cutoff| cutoff.label.contains(&word));
    let recalled = is_recalled.then(|| basis::standing(text, enabled));
    Some(Drawn { chart, spark: text.score_sparkline(&view), recalled })
}

impl Drawn {
    /// What the chart shows, as the heading above it.
    pub(crate) fn title(&self) -> &str {
        &self.chart.title
    }

    /// The anchor of the chart's section.
    pub(crate) fn anchor(&self) -> String {
        format!("section-{}", self.chart.id)
    }

    /// The course in the height of a table row.
    pub(crate) fn sparkline(&self) -> Markup {
        html! { @if let Some(svg) = &self.spark { span.spark { (PreEscaped(svg)) } } }
    }

    /// What is to be known of recalled bands and cutoffs in the picture.
    pub(crate) fn recalled(&self, text: Text) -> Option<String> {
        self.recalled.as_ref().map(|standing| text.say_with(Key::MarkRecalledInPicture, &[("standing", standing.into())]))
    }

    /// The picture, with its table folded away below.
    pub(crate) fn panel(&self, text: Text) -> Markup {
        // Both shapes stand on the page, so their ids must differ.
        let phone = ScoreChart { id: format!("{}-phone", self.chart.id), ..self.chart.clone() };
        html! {
            div.chart {
                div.for-screen { (PreEscaped(self.chart.svg(Medium::Screen))) }
                div.for-phone { (PreEscaped(phone.svg(Medium::Phone))) }
            }
            @if let Some(recalled) = self.recalled(text) { p.small.muted { (recalled) } }
            details {
                summary { (text.say(Key::PatientChartTable)) span.visually-hidden { ": " (self.chart.title) } }
                (chart_table(text, &self.chart.table()))
            }
        }
    }
}

/// A table behind a picture.
pub(crate) fn chart_table(text: Text, table: &ChartTable) -> Markup {
    let mut shown = Table::new(&table.caption).dense();
    for (index, head) in table.header.iter().enumerate() {
        let kind = match index {
            0 => Kind::Head,
            1 => Kind::Number,
            _ => Kind::Words,
        };
        shown = shown.column(head, kind);
    }
    let rows = table.rows.iter().map(|row| Row::new(row.iter().map(|cell| html! { (cell) }).collect()));
    shown.rows(rows).render(text)
}
