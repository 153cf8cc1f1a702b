//! From the file to the scales: formula, missing data, bands, cutoffs, norms.

use super::document::{BandTable, MissingTable, ReliableChangeTable, ScaleTable};
use super::read::{Reading, all, basis, invalid, loinc, points};
use super::{Band, Cutoff, DefinitionError, Direction, MissingRule, Norms, NotApplicableRule, ReliableChange, Rounding, Scale};
use crate::formula::{Names, parse_formula};

impl Reading {
    pub(super) fn scale(&self, table: &ScaleTable) -> Result<Scale, DefinitionError> {
        let place = format!("scales.{}", table.id);
        let id_fits = !table.id.is_empty() && table.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !id_fits {
            return invalid(place, "a scale id has lower-case letters, digits and `_` only");
        }
        if table.minimum >= table.maximum {
            return invalid(place, "minimum must be below maximum");
        }
        let formula = table.formula.as_deref().map(|text| parse_formula(text, self)).transpose();
        let formula = formula.map_err(|error| DefinitionError::Formula { place: place.clone(), error })?;
        if formula.is_none() && !self.items.is_empty() {
            return invalid(place, "a scale of a definition with items needs a formula");
        }
        let items = formula.as_ref().map(crate::formula::Formula::items).unwrap_or_default();
        let mut scale = Scale {
            id: table.id.as_str().into(),
            name: table.name.clone(),
            items,
            formula,
            formula_text: table.formula.clone().unwrap_or_default(),
            minimum: points(&place, table.minimum)?,
            maximum: points(&place, table.maximum)?,
            direction: direction(&place, &table.direction)?,
            missing: missing_rule(&place, table.missing.as_ref())?,
            missing_basis: table.missing_basis.as_ref().map(|each| basis(&place, &each.mark, &each.source)).transpose()?,
            not_applicable: not_applicable(&place, table.not_applicable.as_deref())?,
            loinc: table.loinc.as_deref().map(|code| loinc(&place, code)).transpose()?,
            decimals: table.decimals,
            bands: bands(&place, &table.bands)?,
            bands_basis: bands_basis(&place, table)?,
            cutoffs: Vec::new(),
            reliable_change: table.reliable_change.as_ref().map(|each| reliable_change(&place, each)).transpose()?,
            minimal_difference: None,
            treatment_response: None,
            remission: None,
        };
        self.judgements(&place, table, &mut scale)?;
        Ok(scale)
    }

    /// Cutoffs and the like may speak of the scale itself, so they are read with it among the names.
    fn judgements(&self, place: &str, table: &ScaleTable, scale: &mut Scale) -> Result<(), DefinitionError> {
        let with_itself = WithScale { reading: self, scale: &table.id };
        let condition = |text: &str| {
            crate::formula::parse_condition(text, &with_itself).map_err(|error| DefinitionError::Formula { place: place.to_owned(), error })
        };
        scale.cutoffs = all(&table.cutoffs, |each| {
            Ok(Cutoff {
                id: each.id.as_str().into(),
                when: condition(&each.when)?,
                when_text: each.when.clone(),
                intended_use: each.intended_use.clone(),
                basis: basis(place, &each.mark, &each.source)?,
            })
        })?;
        if let Some(each) = &table.minimal_difference {
            scale.minimal_difference = Some((points(place, each.points)?, basis(place, &each.mark, &each.source)?));
        }
        if let Some(each) = &table.treatment_response {
            scale.treatment_response = Some((each.reduction_percent, basis(place, &each.mark, &each.source)?));
        }
        if let Some(each) = &table.remission {
            scale.remission = Some((condition(&each.when)?, each.when.clone(), basis(place, &each.mark, &each.source)?));
        }
        Ok(())
    }
}

/// The names of a reading plus the scale that is being read.
struct WithScale<'a> {
    reading: &'a Reading,
    scale: &'a str,
}

impl Names for WithScale<'_> {
    fn item(&self, id: &str) -> Option<usize> {
        self.reading.item(id)
    }
    fn is_scored(&self, item: usize) -> bool {
        self.reading.is_scored(item)
    }
    fn scale(&self, id: &str) -> Option<usize> {
        if id == self.scale { Some(self.reading.scales.len()) } else { Names::scale(self.reading, id) }
    }
    fn table(&self, name: &str) -> Option<Vec<(f64, f64)>> {
        self.reading.table(name)
    }
}

fn direction(place: &str, code: &str) -> Result<Direction, DefinitionError> {
    match code {
        "higher_is_worse" => Ok(Direction::HigherIsWorse),
        "higher_is_better" => Ok(Direction::HigherIsBetter),
        other => invalid(place, format!("direction `{other}` is neither higher_is_worse nor higher_is_better")),
    }
}

fn missing_rule(place: &str, table: Option<&MissingTable>) -> Result<MissingRule, DefinitionError> {
    let Some(table) = table else { return Ok(MissingRule::All) };
    let most = || table.most.map_or_else(|| invalid(place, format!("missing rule `{}` needs `most`", table.rule)), Ok);
    let round = match table.round.as_deref() {
        None | Some("none") => Rounding::None,
        Some("nearest") => Rounding::Nearest,
        Some("up") => Rounding::Up,
        Some("down") => Rounding::Down,
        Some(other) => return invalid(place, format!("round `{other}` is not one of none, nearest, up, down")),
    };
    match table.rule.as_str() {
        "all" => Ok(MissingRule::All),
        "prorate" => Ok(MissingRule::Prorate { most: most()?, round }),
        "zero" => Ok(MissingRule::Zero { most: most()? }),
        "by_formula" => Ok(MissingRule::ByFormula),
        other => invalid(place, format!("missing rule `{other}` is not one of all, prorate, zero, by_formula")),
    }
}

fn not_applicable(place: &str, code: Option<&str>) -> Result<NotApplicableRule, DefinitionError> {
    match code {
        None | Some("missing") => Ok(NotApplicableRule::Missing),
        Some("zero") => Ok(NotApplicableRule::Zero),
        Some("leave_out") => Ok(NotApplicableRule::LeaveOut),
        Some(other) => invalid(place, format!("not_applicable `{other}` is not one of missing, zero, leave_out")),
    }
}

fn bands(place: &str, tables: &[BandTable]) -> Result<Vec<Band>, DefinitionError> {
    let bands: Vec<Band> = all(tables, |table| {
        Ok(Band {
            from: points(place, table.from)?,
            to: points(place, table.to)?,
            name: table.name.as_str().into(),
            severity: table.severity,
        })
    })?;
    for band in &bands {
        if band.from > band.to {
            return invalid(place, format!("band `{}` ends before it starts", band.name));
        }
    }
    for pair in bands.windows(2) {
        if pair[1].from <= pair[0].from || pair[1].from < pair[0].to {
            return invalid(place, format!("band `{}` does not follow `{}`", pair[1].name, pair[0].name));
        }
        if pair[1].from.minus(pair[0].to) > vocabulary::Points::from_whole(1) {
            return invalid(place, format!("a gap between the bands `{}` and `{}`", pair[0].name, pair[1].name));
        }
    }
    Ok(bands)
}

fn bands_basis(place: &str, table: &ScaleTable) -> Result<Option<super::Basis>, DefinitionError> {
    match &table.bands_basis {
        Some(each) => basis(place, &each.mark, &each.source).map(Some),
        None if table.bands.is_empty() => Ok(None),
        None => invalid(place, "bands need a bands_basis"),
    }
}

fn reliable_change(place: &str, table: &ReliableChangeTable) -> Result<ReliableChange, DefinitionError> {
    let norms = match (table.sd, table.reliability) {
        (Some(sd), Some(reliability)) if sd > 0.0 && (0.0..=1.0).contains(&reliability) => {
            Some(Norms { standard_deviation: sd, reliability })
        }
        (None, None) => None,
        _ => return invalid(place, "norms need a positive sd and a reliability between 0 and 1"),
    };
    if norms.is_none() && table.points.is_none() {
        return invalid(place, "reliable_change needs points or norms");
    }
    Ok(ReliableChange {
        points: table.points.map(|value| points(place, value)).transpose()?,
        norms,
        population: table.population.clone(),
        basis: basis(place, &table.mark, &table.source)?,
    })
}
