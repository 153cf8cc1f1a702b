//! A table of scores for spreadsheets.

use instruments::definition::Mark;
use instruments::{Phase, Respondent};
use vocabulary::{Day, Points};

use super::REDISCLOSURE_NOTICE;

/// One score of one scale.
#[derive(Clone, Copy, Debug)]
pub struct ScoreRow<'a> {
    /// How the patient is named: a record number or a pseudonym.
    pub patient: &'a str,
    /// The clinical day.
    pub day: Day,
    /// The instrument's id.
    pub instrument: &'a str,
    /// The definition's version.
    pub definition_version: &'a str,
    /// The scale's id.
    pub scale: &'a str,
    /// `scored`, `prorated`, …
    pub status: &'a str,
    /// The number, where there is one.
    pub value: Option<Points>,
    /// The band's published word, where there is one.
    pub band: Option<&'a str>,
    /// Items that were filled in to compute the number.
    pub imputed: &'a [String],
    /// True where the band was not read at its source.
    pub is_recalled: bool,
    /// Where in the episode, where known.
    pub phase: Option<Phase>,
    /// Who answered.
    pub respondent: Respondent,
    /// True where 42 CFR Part 2 covers the patient's records.
    pub is_part2: bool,
}

const HEADER: [&str; 12] = [
    "patient",
    "day",
    "instrument",
    "definition_version",
    "scale",
    "status",
    "value",
    "band",
    "phase",
    "respondent",
    "imputed_items",
    "band_mark",
];

/// The column that carries the notice, where any row needs it.
const NOTICE: &str = "redisclosure_notice";

/// The head of the table as CSV (RFC 4180), its columns in the order of [`ScoreRow`], with the column for the notice or without it.
pub fn scores_head(has_notice: bool) -> String {
    let notice = if has_notice { format!(",{NOTICE}") } else { String::new() };
    HEADER.join(",") + &notice + "\r\n"
}

/// The rows of the table, without its head. A text that a spreadsheet would run as a formula is written with an apostrophe before it. A table that has the
/// column for the notice carries [`REDISCLOSURE_NOTICE`] beside each row that needs it: a line before the head would be read as one.
pub fn score_lines<'a>(rows: impl IntoIterator<Item = ScoreRow<'a>>, has_notice: bool) -> String {
    let mut table = String::new();
    for row in rows {
        let cells = [
            text_cell(row.patient),
            row.day.to_string(),
            text_cell(row.instrument),
            text_cell(row.definition_version),
            text_cell(row.scale),
            text_cell(row.status),
            row.value.map(|value| value.to_string()).unwrap_or_default(),
            text_cell(row.band.unwrap_or_default()),
            row.phase.map(Phase::code).unwrap_or_default().to_owned(),
            row.respondent.code().to_owned(),
            text_cell(&row.imputed.join(" ")),
            row.band.map(|_| if row.is_recalled { Mark::Recalled } else { Mark::Verified }.code()).unwrap_or_default().to_owned(),
        ];
        table.push_str(&cells.join(","));
        if has_notice {
            table.push(',');
            table.push_str(&text_cell(if row.is_part2 { REDISCLOSURE_NOTICE } else { "" }));
        }
        table.push_str("\r\n");
    }
    table
}

/// A text that stays text in a spreadsheet, quoted where it must be.
pub fn text_cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if is_formula { format!("'{text}") } else { text.to_owned() };
    let needs_quotes = safe.contains(['"', ',', '\n', '\r', ';', '\t']) || safe.starts_with(' ') || safe.ends_with(' ');
    if needs_quotes { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(text_cell(text), expected);
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        check("A-1", "A-1");
        check("=1+1", "'=1+1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("-2", "'-2");
        check("\t=1", "\"'\t=1\"");
        check("a \"b\", c", "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn negative_values_stay_numbers() {
        let row = ScoreRow {
            patient: "A-1",
            day: "2026-11-23".parse().unwrap(),
            instrument: "phq-9",
            definition_version: "1",
            scale: "total",
            status: "scored",
            value: "-2.5".parse().ok(),
            band: Some("high"),
            imputed: &["3".to_owned(), "7".to_owned()],
            is_recalled: true,
            phase: Some(Phase::Intake),
            respondent: Respondent::Patient,
            is_part2: false,
        };
        let table = scores_head(false) + &score_lines([row], false);
        assert_eq!(table.lines().nth(1), Some("A-1,2026-11-23,phq-9,1,total,scored,-2.5,high,intake,patient,3 7,recalled"));
        let noticed = scores_head(true) + &score_lines([row, ScoreRow { is_part2: true, ..row }], true);
        let lines: Vec<&str> = noticed.lines().collect();
        assert!(lines[0].ends_with(",band_mark,redisclosure_notice"), "{noticed}");
        assert!(lines[1].ends_with(",3 7,recalled,"), "{noticed}");
        assert!(lines[2].ends_with(&format!(",3 7,recalled,{REDISCLOSURE_NOTICE}")), "{noticed}");
    }
}
