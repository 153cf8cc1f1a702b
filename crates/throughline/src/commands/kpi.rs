//! `throughline kpi`: how well billing works, from a folder of files. Stores nothing and needs no practice.

use std::path::PathBuf;

use clap::Args;
use integrity::assessment::Assessment;
use integrity::kpi;
use revenue_cycle::kpi::{Board, Indicator, Value, Window};
use serde_json::{Value as Json, json};
use vocabulary::{Day, Money, Points, Rate};
use wording::Key;

use super::assess::folder::Folder;
use crate::console;
use crate::failure::{Failure, Kind};

/// Count the key figures of billing from a folder of files
///
/// Reads the files that `throughline assess` reads. Every figure stands with its numerator, its denominator, over which claims it is counted, the day to
/// which it is counted, and how many of those claims some payer has decided. What the files do not hold is said, never counted as nothing.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline kpi --from march/
  throughline kpi --from march/ --json > march.json
  throughline kpi --from 2026/ --since 2026-01-01 --as-of 2026-03-31
  throughline kpi --from 2026/ --billing-cost-a-month 18500.00

docs/reference/kpi-json.md describes the figures. Ends with code 3 where the folder holds no claims
and no payments, or where a file in it is broken.")]
pub(crate) struct Arguments {
    /// The folder; its subfolders are read too
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
    /// Count claims that were first sent on this day or later
    #[arg(long, value_name = "DAY")]
    since: Option<Day>,
    /// Leave out what came after this day; by default the last day of which the files speak
    #[arg(long, value_name = "DAY")]
    as_of: Option<Day>,
    /// What billing costs in a month, for the cost to collect; without it that figure is not known
    #[arg(long, value_name = "AMOUNT")]
    billing_cost_a_month: Option<Money>,
    /// One JSON object
    #[arg(long)]
    json: bool,
    /// A table of reasons of one's own, laid over the one that ships
    #[arg(long, value_name = "FILE")]
    reasons: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = console::text();
    let reasons = super::x12::reasons(arguments.reasons.as_deref())?;
    let mut folder = Folder::read(&arguments.from)?;
    if let Some(day) = arguments.as_of {
        folder.books.retain_until(day);
    }
    folder.side.billing_cost_a_month = arguments.billing_cost_a_month;
    let settlement = folder.books.settle(&reasons);
    let Some(as_of) = arguments.as_of.or_else(|| Assessment::last_day(&settlement)).filter(|_| folder.holds_something()) else {
        let name = [("folder", arguments.from.display().to_string().into())];
        return Err(Failure::new(Kind::Input, text.say_with(Key::AssessNothing, &name)));
    };
    let board = kpi::board(&settlement, &folder.side, &reasons, Window { since: arguments.since, as_of });
    if arguments.json {
        console::json(&document(&board, &reasons.version))?;
    } else {
        let page = page(&board);
        console::data(|output| write!(output, "{page}"))?;
    }
    folder.verdict()
}

/// The board as JSON: codes and figures, no sentences.
fn document(board: &Board, reasons_version: &str) -> Json {
    json!({
        "as_of": board.window.as_of.to_string(),
        "since": board.window.since.map(|day| day.to_string()),
        "reasons_version": reasons_version,
        "maturity": { "decided": board.decided, "submitted": board.submitted },
        "indicators": board.indicators.iter().map(indicator).collect::<Vec<_>>(),
    })
}

fn indicator(indicator: &Indicator) -> Json {
    let mut object = json!({
        "code": indicator.code.replace('-', "_"),
        "payer": indicator.payer,
        "month": indicator.month.map(|month| month.to_string()),
        "cohort": indicator.cohort.code().replace('-', "_"),
    });
    let value = match &indicator.value {
        Value::Count { numerator, denominator } => {
            let rounded = |value: f64| (value * 1e6).round() / 1e6;
            let interval = Rate { count: *numerator, of: *denominator }.interval().map(|(low, high)| json!([rounded(low), rounded(high)]));
            json!({ "numerator": numerator, "denominator": denominator, "interval_95": interval })
        }
        Value::Amount { numerator, denominator } => json!({ "numerator": numerator.to_string(), "denominator": denominator.to_string() }),
        Value::DaysOf { numerator, denominator, days } => {
            json!({ "numerator": numerator.to_string(), "denominator": denominator.to_string(), "denominator_days": days })
        }
        Value::Days(days) => json!({
            "count": days.count, "total_days": days.total, "median_days": days.median, "ninth_tenth_days": days.ninth_tenth,
        }),
        Value::Missing(what) => json!({ "missing": what.replace('-', "_") }),
    };
    if let (Some(fields), Json::Object(more)) = (object.as_object_mut(), value) {
        fields.extend(more);
    }
    object
}

/// The board as a table.
fn page(board: &Board) -> String {
    let text = console::text();
    let mut arguments =
        vec![("as_of", board.window.as_of.into()), ("decided", board.decided.into()), ("submitted", board.submitted.into())];
    let heading = match board.window.since {
        Some(since) => {
            arguments.push(("since", since.into()));
            text.say_with(Key::KpiHeadingSince, &arguments)
        }
        None => text.say_with(Key::KpiHeading, &arguments),
    };
    let heads = [Key::KpiHeadFigure, Key::KpiHeadValue, Key::KpiHeadNumerator, Key::KpiHeadDenominator, Key::KpiHeadCohort];
    let mut rows = vec![heads.map(|key| text.say(key)).to_vec()];
    rows.extend(board.indicators.iter().map(row));
    format!("{heading}\n\n{}", console::columns(&rows, &[1, 2, 3]))
}

fn row(indicator: &Indicator) -> Vec<String> {
    let text = console::text();
    let name = text.kpi_name(indicator.code);
    let name = indicator.payer.as_ref().map_or_else(|| name.clone(), |payer| format!("{name}, {payer}"));
    let name = indicator.month.map_or_else(
        || name.clone(),
        |month| text.say_with(Key::KpiPageByMonth, &[("name", name.as_str().into()), ("month", text.month(month).into())]),
    );
    let decimal = |value: f64| Points::from_f64(value).map_or_else(|_| String::new(), |points| text.points(points, 1));
    let ratio = |part: f64, whole: f64| if whole == 0.0 { None } else { Some(part / whole) };
    let share = |ratio: Option<f64>| {
        ratio.map_or_else(String::new, |ratio| text.say_with(Key::AssessmentShare, &[("share", decimal(100.0 * ratio).into())]))
    };
    #[expect(clippy::cast_precision_loss, reason = "cents and counts of one practice are far below 2^53")]
    let (value, numerator, denominator) = match &indicator.value {
        Value::Count { numerator, denominator } => {
            (share(ratio(*numerator as f64, *denominator as f64)), text.number_of(*numerator), text.number_of(*denominator))
        }
        Value::Amount { numerator, denominator } => {
            let value = ratio(numerator.cents() as f64, denominator.cents() as f64);
            (share(value), text.money(*numerator), text.money(*denominator))
        }
        Value::DaysOf { numerator, denominator, days } => {
            let value = ratio(numerator.cents() as f64 * f64::from(*days), denominator.cents() as f64);
            let whole = text.say_with(Key::KpiAmountOfDays, &[("amount", (*denominator).into()), ("days", (*days).into())]);
            (value.map(decimal).unwrap_or_default(), text.money(*numerator), whole)
        }
        Value::Days(days) => {
            let took = [("median", days.median.into()), ("ninth", days.ninth_tenth.into())];
            let mean = ratio(days.total as f64, days.count as f64).map(decimal).unwrap_or_default();
            (mean, text.say_with(Key::KpiDays, &took), text.number_of(days.count))
        }
        Value::Missing(what) => (text.say_with(Key::KpiMissing, &[("what", text.kpi_missing(what).into())]), String::new(), String::new()),
    };
    vec![name, value, numerator, denominator, text.kpi_cohort(indicator.cohort.code())]
}
