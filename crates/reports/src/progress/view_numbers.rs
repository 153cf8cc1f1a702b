//! Every number of a definition that a reader could act on, with how well it is known and where it comes from.

use instruments::definition::{Basis, Mark, MissingRule, ReliableChange, Scale};
use instruments::formula::Condition;
use vocabulary::Points;
use wording::{Key, Text};

use crate::progress::data::InstrumentSection;
use crate::progress::view::{Table, table_of};

/// One row a number: what it is, its value, how well it is known, and its source.
pub(crate) fn table(section: &InstrumentSection, text: Text) -> Table {
    let definition = &section.definition;
    let heads = [
        (Key::ReportColumnNumber, "fit"),
        (Key::ReportColumnValue, "fill"),
        (Key::ReportColumnMark, "fill"),
        (Key::ReportColumnSource, "wide"),
    ];
    let mut table = table_of(&heads, text);
    let several = definition.scales.len() > 1;
    for (place, scale) in definition.scales.iter().enumerate() {
        for (number, value, basis) in numbers(scale, place, text) {
            let number = text.say(number);
            let name = if several {
                text.say_with(Key::ReportNumberWithScale, &[("number", number.into()), ("scale", (&scale.name).into())])
            } else {
                number
            };
            table.push([name, value, mark(section, basis.mark, text), basis.source.clone()]);
            if let (Mark::Recalled, Some(cell)) = (basis.mark, table.rows.last_mut().and_then(|row| row.get_mut(2))) {
                cell.strong = true;
            }
        }
    }
    table
}

/// How well a number is known: of a recalled one with who enabled it, or that it is not used.
pub(crate) fn mark(section: &InstrumentSection, mark: Mark, text: Text) -> String {
    match (mark, &section.recalled) {
        (Mark::Verified, _) => text.mark(mark.code()),
        (Mark::Recalled, Some(enabled)) => {
            text.say_with(Key::MarkRecalledEnabled, &[("name", (&enabled.by).into()), ("day", enabled.on.into())])
        }
        (Mark::Recalled, None) => text.say(Key::MarkRecalledNotEnabled),
    }
}

/// What is to be known of a picture whose bands or cutoffs are recalled.
pub(crate) fn mark_in_picture(section: &InstrumentSection, scale: usize, text: Text) -> Option<String> {
    let scale = section.definition.scales.get(scale)?;
    let mut shown = scale.bands_basis.iter().chain(scale.cutoffs.iter().map(|cutoff| &cutoff.basis));
    let recalled = shown.find(|basis| basis.mark == Mark::Recalled)?;
    Some(text.say_with(Key::MarkRecalledInPicture, &[("standing", mark(section, recalled.mark, text).into())]))
}

fn numbers(scale: &Scale, place: usize, text: Text) -> Vec<(Key, String, &Basis)> {
    let condition =
        |condition: &Condition, written: &str| text.threshold(condition, place, scale.decimals).unwrap_or_else(|| written.to_owned());
    let mut numbers = Vec::new();
    if let Some(basis) = scale.bands_basis.as_ref().filter(|_| !scale.bands.is_empty()) {
        numbers.push((Key::ReportNumberBands, bands(scale, text), basis));
    }
    for cutoff in &scale.cutoffs {
        let threshold = ("condition", condition(&cutoff.when, &cutoff.when_text).into());
        let value = text.say_with(Key::ReportValueCondition, &[threshold, ("use", (&cutoff.intended_use).into())]);
        numbers.push((Key::ReportNumberCutoff, value, &cutoff.basis));
    }
    if let Some(basis) = &scale.missing_basis {
        numbers.push((Key::ReportNumberMissing, missing(scale.missing, text), basis));
    }
    if let Some(change) = &scale.reliable_change {
        numbers.push((Key::ReportNumberReliableChange, reliable_change(change, scale, text), &change.basis));
    }
    if let Some((value, basis)) = &scale.minimal_difference {
        numbers.push((Key::ReportNumberMinimalDifference, in_points(*value, scale, text), basis));
    }
    if let Some((percent, basis)) = &scale.treatment_response {
        let value = text.say_with(Key::ReportValuePercent, &[("percent", i64::from(*percent).into())]);
        numbers.push((Key::ReportNumberTreatmentResponse, value, basis));
    }
    if let Some((when, written, basis)) = &scale.remission {
        numbers.push((Key::ReportNumberRemission, condition(when, written), basis));
    }
    numbers
}

fn bands(scale: &Scale, text: Text) -> String {
    let points = |value: Points| text.points(value, scale.decimals);
    let band = |band: &instruments::definition::Band| format!("{} {}–{}", text.band(&band.name), points(band.from), points(band.to));
    scale.bands.iter().map(band).collect::<Vec<_>>().join("; ")
}

fn in_points(value: Points, scale: &Scale, text: Text) -> String {
    let count = value.whole().unwrap_or(0);
    text.say_with(Key::ReportValuePoints, &[("count", count.into()), ("points", text.points(value, scale.decimals).into())])
}

fn reliable_change(change: &ReliableChange, scale: &Scale, text: Text) -> String {
    let number = |value: f64| Points::from_f64(value).map_or_else(|_| text.say(Key::NotKnown), |value| text.points_exact(value));
    let value = match (change.points, change.norms) {
        (Some(points), _) => in_points(points, scale, text),
        (None, Some(norms)) => {
            let norms = [("deviation", number(norms.standard_deviation).into()), ("reliability", number(norms.reliability).into())];
            text.say_with(Key::ReportValueNorms, &norms)
        }
        (None, None) => text.say(Key::NotKnown),
    };
    match &change.population {
        Some(population) => text.say_with(Key::ReportValuePopulation, &[("value", value.into()), ("population", population.into())]),
        None => value,
    }
}

fn missing(rule: MissingRule, text: Text) -> String {
    match rule {
        MissingRule::All => text.say(Key::ReportValueMissingAll),
        MissingRule::Prorate { most, .. } => text.say_with(Key::ReportValueMissingProrate, &[("count", most.into())]),
        MissingRule::Zero { most } => text.say_with(Key::ReportValueMissingZero, &[("count", most.into())]),
        MissingRule::ByFormula => text.say(Key::ReportValueMissingFormula),
    }
}
