//! What a remittance decides: claims, their lines, and adjustments of both.

use std::collections::BTreeMap;

use revenue_cycle::{AdjudicatedLine, Adjudication, Adjustment, Remittance, Units};
use vocabulary::{Money, RecordId};

use crate::StorageError;
use crate::content::{self, joined, money, parts, period_values};
use crate::database::{Insert, Reader, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const ADJUDICATION: Insert = Insert::into(
    "adjudication",
    &[
        &["remittance_id", "place", "claim_number", "status", "charge_cents", "paid_cents", "patient_responsibility_cents"],
        &["payer_control", "member_id", "family_name", "given_name", "record_number", "first_day", "last_day", "received_day", "remarks"],
    ],
);
const LINE: Insert = Insert::into(
    "adjudicated_line",
    &[
        &["remittance_id", "place", "line", "control", "procedure_code", "modifiers", "submitted_procedure", "revenue_code"],
        &["charge_cents", "paid_cents", "paid_unit_thousandths", "submitted_unit_thousandths", "first_day", "last_day", "remarks"],
        &["allowed_cents"],
    ],
);
const ADJUSTMENT: Insert =
    Insert::into("adjustment", &[&["remittance_id", "place", "line", "ordinal", "adjustment_group", "reason", "amount_cents"]]);

/// Everything that is decided, as values, for the digest.
pub(super) fn part_values(remittance: &Remittance) -> Vec<Value> {
    let mut values = Vec::new();
    for decision in &remittance.adjudications {
        values.extend(decision_values(decision));
        values.extend(decision.adjustments.iter().flat_map(adjustment_values));
        for line in &decision.lines {
            values.extend(line_values(line));
            values.extend(line.adjustments.iter().flat_map(adjustment_values));
        }
    }
    values.extend(remittance.provider_adjustments.iter().flat_map(super::besides_values));
    values
}

pub(super) async fn insert(unit: &mut WriteUnit, id: RecordId, remittance: &Remittance) -> Result<(), StorageError> {
    let (mut decisions, mut lines, mut adjustments) = (Vec::new(), Vec::new(), Vec::new());
    for (place, decision) in (0_i64..).zip(&remittance.adjudications) {
        decisions.extend([Value::id(id), place.into()]);
        decisions.extend(decision_values(decision));
        let of_claim = std::iter::once((0_i64, &decision.adjustments));
        let of_lines = (1_i64..).zip(decision.lines.iter().map(|line| &line.adjustments));
        for (line, all) in of_claim.chain(of_lines) {
            for (ordinal, adjustment) in (0_i64..).zip(all) {
                adjustments.extend([Value::id(id), place.into(), line.into(), ordinal.into()]);
                adjustments.extend(adjustment_values(adjustment));
            }
        }
        for (number, line) in (1_i64..).zip(&decision.lines) {
            lines.extend([Value::id(id), place.into(), number.into()]);
            lines.extend(line_values(line));
        }
    }
    content::insert(unit, ADJUDICATION, decisions).await?;
    content::insert(unit, LINE, lines).await?;
    content::insert(unit, ADJUSTMENT, adjustments).await
}

fn decision_values(decision: &Adjudication) -> Vec<Value> {
    let [first_day, last_day] = period_values(decision.statement);
    vec![
        decision.claim_number.as_str().into(),
        decision.status.code().into(),
        money(decision.charge_amount),
        money(decision.paid_amount),
        money(decision.patient_responsibility_amount),
        decision.payer_control.as_str().into(),
        decision.member_id.as_str().into(),
        decision.family_name.as_str().into(),
        decision.given_name.as_str().into(),
        decision.record_number.clone().into(),
        first_day,
        last_day,
        decision.received_day.into(),
        joined(&decision.remarks),
    ]
}

fn line_values(line: &AdjudicatedLine) -> Vec<Value> {
    let [first_day, last_day] = period_values(line.days);
    vec![
        line.control.clone().into(),
        line.procedure.as_str().into(),
        joined(&line.modifiers),
        line.submitted_procedure.clone().into(),
        line.revenue_code.as_str().into(),
        money(line.charge_amount),
        money(line.paid_amount),
        line.paid_units.thousandths().into(),
        line.submitted_units.map(Units::thousandths).into(),
        first_day,
        last_day,
        joined(&line.remarks),
        line.allowed_amount.map(Money::cents).into(),
    ]
}

fn adjustment_values(adjustment: &Adjustment) -> [Value; 3] {
    [adjustment.group.code().into(), adjustment.reason.as_str().into(), money(adjustment.amount)]
}

/// A place in a remittance: its id, the decision, the line.
type Place = (String, i64, i64);

/// What remittances decide, by their ids. `chosen` limits every table by its `remittance_id`.
pub(super) async fn load(
    unit: &mut ReadUnit,
    chosen: &'static str,
    bound: &[Value],
) -> Result<BTreeMap<String, Vec<Adjudication>>, StorageError> {
    const DECISIONS: &str = "SELECT remittance_id, place, claim_number, status, charge_cents, paid_cents, patient_responsibility_cents, \
                             payer_control, member_id, family_name, given_name, record_number, first_day, last_day, received_day, remarks \
                             FROM adjudication ";
    const LINES: &str = "SELECT remittance_id, place, line, control, procedure_code, modifiers, submitted_procedure, revenue_code, \
                         charge_cents, paid_cents, paid_unit_thousandths, submitted_unit_thousandths, first_day, last_day, remarks, \
                         allowed_cents FROM adjudicated_line ";
    const ADJUSTMENTS: &str = "SELECT remittance_id, place, line, adjustment_group, reason, amount_cents FROM adjustment ";
    let sql = |table, select, order| Sql::of_pieces(table, &[select, chosen, order]);
    let decisions = unit.fetch_all(&sql("adjudication", DECISIONS, "ORDER BY remittance_id, place"), bound.to_vec()).await?;
    let lines = unit.fetch_all(&sql("adjudicated_line", LINES, "ORDER BY remittance_id, place, line"), bound.to_vec()).await?;
    let order = "ORDER BY remittance_id, place, line, ordinal";
    let adjustments = unit.fetch_all(&sql("adjustment", ADJUSTMENTS, order), bound.to_vec()).await?;
    let mut adjustments = by_place("adjustment", &adjustments, adjustment_of)?;
    let mut of_decisions: BTreeMap<(String, i64), Vec<AdjudicatedLine>> = BTreeMap::new();
    for row in &lines {
        let mut reader = row.reader("adjudicated_line");
        let place = place_of(&mut reader)?;
        let mut line = line_of(&mut reader)?;
        line.adjustments = adjustments.remove(&place).unwrap_or_default();
        of_decisions.entry((place.0, place.1)).or_default().push(line);
    }
    let mut found: BTreeMap<String, Vec<Adjudication>> = BTreeMap::new();
    for row in &decisions {
        let mut reader = row.reader("adjudication");
        let (id, place) = (reader.text()?, reader.integer()?);
        let mut decision = decision_of(&mut reader)?;
        decision.adjustments = adjustments.remove(&(id.clone(), place, 0)).unwrap_or_default();
        decision.lines = of_decisions.remove(&(id.clone(), place)).unwrap_or_default();
        found.entry(id).or_default().push(decision);
    }
    Ok(found)
}

fn place_of(reader: &mut Reader<'_>) -> Result<Place, StorageError> {
    Ok((reader.text()?, reader.integer()?, reader.integer()?))
}

fn by_place<T>(
    table: &'static str,
    rows: &[Row],
    part: impl Fn(&mut Reader<'_>) -> Result<T, StorageError>,
) -> Result<BTreeMap<Place, Vec<T>>, StorageError> {
    let mut found: BTreeMap<Place, Vec<T>> = BTreeMap::new();
    for row in rows {
        let mut reader = row.reader(table);
        let place = place_of(&mut reader)?;
        found.entry(place).or_default().push(part(&mut reader)?);
    }
    Ok(found)
}

fn decision_of(reader: &mut Reader<'_>) -> Result<Adjudication, StorageError> {
    Ok(Adjudication {
        claim_number: reader.text()?,
        status: reader.parsed()?,
        charge_amount: content::read_money(reader)?,
        paid_amount: content::read_money(reader)?,
        patient_responsibility_amount: content::read_money(reader)?,
        payer_control: reader.text()?,
        member_id: reader.text()?,
        family_name: reader.text()?,
        given_name: reader.text()?,
        record_number: reader.optional_text()?,
        statement: content::optional_period(reader)?,
        received_day: reader.optional_parsed()?,
        remarks: parts(reader)?,
        adjustments: Vec::new(),
        lines: Vec::new(),
    })
}

fn line_of(reader: &mut Reader<'_>) -> Result<AdjudicatedLine, StorageError> {
    Ok(AdjudicatedLine {
        control: reader.optional_text()?,
        procedure: reader.text()?,
        modifiers: parts(reader)?,
        submitted_procedure: reader.optional_text()?,
        revenue_code: reader.text()?,
        charge_amount: content::read_money(reader)?,
        paid_amount: content::read_money(reader)?,
        paid_units: Units::from_thousandths(reader.integer()?),
        submitted_units: reader.optional_integer()?.map(Units::from_thousandths),
        days: content::optional_period(reader)?,
        remarks: parts(reader)?,
        allowed_amount: reader.optional_integer()?.map(Money::from_cents),
        adjustments: Vec::new(),
    })
}

fn adjustment_of(reader: &mut Reader<'_>) -> Result<Adjustment, StorageError> {
    Ok(Adjustment { group: reader.parsed()?, reason: reader.text()?, amount: content::read_money(reader)? })
}
