//! What a remittance decides: claims, their lines, and adjustments of both.

use revenue_cycle::{AdjudicatedLine, Adjudication, Adjustment, Remittance, Units};
use vocabulary::{Money, RecordId};

use crate::StorageError;
use crate::content::{self, InOrder, joined, money, owner_of, parts, period_values};
use crate::database::{Columns, Insert, Reader, Row, Sql, Value};
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

const DECISION_COLUMNS: Columns = Columns(&[
    &["remittance_id", "place", "claim_number", "status", "charge_cents", "paid_cents", "patient_responsibility_cents"],
    &["payer_control", "member_id", "family_name", "given_name", "record_number", "first_day", "last_day", "received_day", "remarks"],
]);
const LINE_COLUMNS: Columns = Columns(&[
    &["remittance_id", "place", "line", "control", "procedure_code", "modifiers", "submitted_procedure", "revenue_code"],
    &["charge_cents", "paid_cents", "paid_unit_thousandths", "submitted_unit_thousandths", "first_day", "last_day", "remarks"],
    &["allowed_cents"],
]);
const ADJUSTMENT_COLUMNS: Columns = Columns(&[&["remittance_id", "place", "line", "adjustment_group", "reason", "amount_cents"]]);

/// A decision: the id of its remittance, and its place in it.
type Decision<'r> = (&'r str, i64);

/// What adjustments belong to: a decision, and the number of its line; 0 is the whole claim.
type Adjusted<'r> = (&'r str, i64, i64);

/// The rows of what remittances decide, each table in the order of the remittances' ids.
pub(super) struct Decided {
    decisions: Vec<Row>,
    lines: Vec<Row>,
    adjustments: Vec<Row>,
}

impl Decided {
    /// `chosen` limits every table by its `remittance_id`.
    pub(super) async fn load(unit: &mut ReadUnit, chosen: &'static str, bound: &[Value]) -> Result<Self, StorageError> {
        let sql = |table, columns, order| Sql::select(table, columns, &[chosen, order]);
        let decisions = sql("adjudication", DECISION_COLUMNS, "ORDER BY remittance_id, place");
        let lines = sql("adjudicated_line", LINE_COLUMNS, "ORDER BY remittance_id, place, line");
        let adjustments = sql("adjustment", ADJUSTMENT_COLUMNS, "ORDER BY remittance_id, place, line, ordinal");
        Ok(Self {
            decisions: unit.fetch_all(&decisions, bound.to_vec()).await?,
            lines: unit.fetch_all(&lines, bound.to_vec()).await?,
            adjustments: unit.fetch_all(&adjustments, bound.to_vec()).await?,
        })
    }

    /// For going through them, remittance by remittance in the order of their ids.
    pub(super) fn in_order(&self) -> InDecisions<'_> {
        InDecisions {
            decisions: InOrder::new("adjudication", &self.decisions, owner_of, |reader| Ok((reader.integer()?, decision_of(reader)?))),
            lines: InOrder::new("adjudicated_line", &self.lines, decision_key, |reader| Ok((reader.integer()?, line_of(reader)?))),
            adjustments: InOrder::new("adjustment", &self.adjustments, adjusted_key, adjustment_of),
        }
    }
}

/// Going through what remittances decide.
pub(super) struct InDecisions<'r> {
    decisions: InOrder<'r, &'r str, (i64, Adjudication)>,
    lines: InOrder<'r, Decision<'r>, (i64, AdjudicatedLine)>,
    adjustments: InOrder<'r, Adjusted<'r>, Adjustment>,
}

impl<'r> InDecisions<'r> {
    /// What a remittance decides, in the order of the places.
    pub(super) fn of(&mut self, remittance: &'r str) -> Result<Vec<Adjudication>, StorageError> {
        let mut found = Vec::new();
        for (place, mut decision) in self.decisions.of(&remittance)? {
            decision.adjustments = self.adjustments.of(&(remittance, place, 0))?;
            for (number, mut line) in self.lines.of(&(remittance, place))? {
                line.adjustments = self.adjustments.of(&(remittance, place, number))?;
                decision.lines.push(line);
            }
            found.push(decision);
        }
        Ok(found)
    }
}

fn decision_key<'r>(reader: &mut Reader<'r>) -> Result<Decision<'r>, StorageError> {
    Ok((reader.text_in_place()?, reader.integer()?))
}

fn adjusted_key<'r>(reader: &mut Reader<'r>) -> Result<Adjusted<'r>, StorageError> {
    Ok((reader.text_in_place()?, reader.integer()?, reader.integer()?))
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
