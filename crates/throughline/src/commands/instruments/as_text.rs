//! A definition in words, for a terminal.

use std::fmt::Write as _;

use instruments::Library;
use instruments::definition::{Basis, Definition, Direction, Scale, TextPolicy};
use wording::{Key, Text};

use super::as_json::marks;
use crate::console;

/// A line a definition.
pub(super) fn list(library: &Library) -> String {
    let text = console::text();
    let headings =
        [Key::InstrumentLabel, Key::CommandVersion, Key::CommandItems, Key::CommandText, Key::InstrumentLicence, Key::CommandMarks];
    let mut rows = vec![headings.map(|key| text.say(key)).to_vec()];
    rows[0].push(text.say(Key::InstrumentConstruct));
    for definition in library.iter() {
        let (verified, recalled) = marks(definition);
        rows.push(vec![
            definition.id.to_string(),
            definition.version.to_string(),
            definition.items.iter().filter(|item| item.scored).count().to_string(),
            definition.licence.text.code().replace('_', " "),
            definition.licence.category.code().replace('_', " "),
            text.say_with(Key::OfTotal, &[("part", verified.into()), ("whole", (verified + recalled).into())]),
            definition.construct.clone(),
        ]);
    }
    console::columns(&rows, &[2])
}

/// All of one definition.
pub(super) fn page(definition: &Definition) -> String {
    let text = console::text();
    let name =
        text.say_with(Key::InstrumentNameWithShort, &[("name", (&definition.name).into()), ("short", (&definition.short_name).into())]);
    let mut page = format!("{name}\n");
    let version = text.say_with(Key::InstrumentVersion, &[("version", (&*definition.version).into())]);
    let _ = writeln!(page, "{} · {version} · {}\n", definition.id, text_policy(text, definition.licence.text));
    let mut line = |label: Key, value: &str| {
        let _ = writeln!(page, "{}", labelled(text, label, value));
    };
    line(Key::InstrumentConstruct, &definition.construct);
    line(Key::InstrumentPopulation, &definition.population);
    if let Some(recall) = &definition.recall {
        line(Key::InstrumentRecall, recall);
    }
    if let Some(cadence) = &definition.cadence {
        line(Key::InstrumentCadence, cadence);
    }
    let licence = &definition.licence;
    line(Key::InstrumentLicence, &text.licence_category(licence.category.code()));
    line(Key::InstrumentLicenceHolder, &licence.holder);
    if let Some(notice) = &licence.notice {
        line(Key::InstrumentLicenceNotice, notice);
    }
    for scale in &definition.scales {
        write_scale(&mut page, text, scale);
    }
    for entry in &definition.safety {
        let items: Vec<&str> = entry.items.iter().map(|item| &*definition.items[*item].id).collect();
        let _ = write!(page, "\n{}: {}\n", text.safety_entry(&entry.id), text.items(&items));
        let _ = writeln!(page, "  {}", basis(text, &entry.basis));
    }
    for (heading, lines) in [(Key::InstrumentCautions, &definition.cautions), (Key::InstrumentCitations, &definition.citations)] {
        if !lines.is_empty() {
            let _ = write!(page, "\n{}\n", text.say(heading));
            for line in lines {
                let _ = writeln!(page, "  {line}");
            }
        }
    }
    page
}

fn write_scale(page: &mut String, text: Text, scale: &Scale) {
    let (low, high) = (text.points(scale.minimum, scale.decimals), text.points(scale.maximum, scale.decimals));
    let range = text.say_with(Key::InstrumentRange, &[("low", low.into()), ("high", high.into())]);
    let _ = write!(page, "\n{} ({range})\n", scale.name);
    if scale.formula.is_some() {
        let _ = writeln!(page, "  {} = {}", scale.id, scale.formula_text);
    }
    let direction = match scale.direction {
        Direction::HigherIsWorse => Key::InstrumentHigherIsWorse,
        Direction::HigherIsBetter => Key::InstrumentHigherIsBetter,
    };
    let _ = writeln!(page, "  {}", text.say(direction));
    for band in &scale.bands {
        let range = [("low", text.points(band.from, scale.decimals).into()), ("high", text.points(band.to, scale.decimals).into())];
        let _ = writeln!(page, "  {:>9}  {}", text.say_with(Key::InstrumentRange, &range), band.name);
    }
    if let Some(from) = &scale.bands_basis {
        let _ = writeln!(page, "  {}", basis(text, from));
    }
    for cutoff in &scale.cutoffs {
        let _ = writeln!(page, "  {}: {}", cutoff.when_text, cutoff.intended_use);
        let _ = writeln!(page, "    {}", basis(text, &cutoff.basis));
    }
}

fn text_policy(text: Text, policy: TextPolicy) -> String {
    text.say(match policy {
        TextPolicy::Ships => Key::InstrumentTextShips,
        TextPolicy::BringYourOwn => Key::InstrumentTextBringYourOwn,
        TextPolicy::AwaitingConfirmation => Key::InstrumentTextNone,
    })
}

fn basis(text: Text, basis: &Basis) -> String {
    let mark = text.mark(basis.mark.code());
    text.say_with(Key::MarkWithSource, &[("mark", mark.into()), ("source", (&basis.source).into())])
}

fn labelled(text: Text, label: Key, value: &str) -> String {
    format!("{} {value}", text.say_with(Key::LabelColon, &[("label", text.say(label).into())]))
}
