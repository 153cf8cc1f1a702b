//! Claims as they are read back. All of them are many: they are read so many at a time, each table in the order of the claims' ids.

use revenue_cycle::{Claim, ClaimLine, ClaimSource, OtherCoverage, Rendering, Units};
use vocabulary::Money;

use crate::StorageError;
use crate::content::{self, InOrder, ends_of, optional_period, owner_of, parts};
use crate::database::{Columns, Reader, Row, Sql, Value};
use crate::unit::ReadUnit;

const VERSION: Columns = Columns(&[
    &["id", "number", "kind", "frequency", "charge_cents", "payer_id", "payer_name", "payer_rank", "member_id", "family_name"],
    &["given_name", "birth_day", "record_number", "original_payer_control", "authorizations", "diagnoses", "billing_provider_id"],
    &["billing_tax_id", "first_day", "last_day", "facility_code", "condition_codes", "billed_day", "interchange_control"],
    &["group_control", "transaction_control", "ordinal"],
]);
const LINE: Columns = Columns(&[
    &["claim_version_id", "number", "control", "procedure_code", "modifiers", "revenue_code", "charge_cents", "unit_thousandths"],
    &["first_day", "last_day", "authorization_number", "rendering_id", "supervisor_id"],
]);
const OTHER: Columns = Columns(&[&["claim_version_id", "payer_rank", "payer_id", "paid_cents"]]);

/// Which versions are wanted. `parts` limits lines and other coverages by the version that they belong to.
pub(super) struct Chosen<'l> {
    pub(super) versions: &'static str,
    pub(super) parts: &'static str,
    pub(super) bound: Vec<Value>,
    /// What stands in the place of `{list}`, where there is one.
    pub(super) list: Option<&'l [Value]>,
}

/// Every version of every claim, in the order of their numbers, and under a number in that in which they came.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit) -> Result<Vec<Claim>, StorageError> {
    /// What is read at a time travels, and is held, together.
    const CHUNK: &str = "WHERE id > $1 ORDER BY id LIMIT 20000";
    const PARTS: &str = "WHERE claim_version_id >= $1 AND claim_version_id <= $2 ORDER BY claim_version_id, place";
    let mut claims = Vec::new();
    let mut last = String::new();
    loop {
        let versions = unit.fetch_all(&Sql::select("claim_version", VERSION, &[CHUNK]), vec![last.as_str().into()]).await?;
        let Some([first, end]) = ends_of("claim_version", &versions)? else { break };
        let bound = || vec![Value::from(first.as_str()), end.as_str().into()];
        let lines = unit.fetch_all(&Sql::select("claim_line", LINE, &[PARTS]), bound()).await?;
        let others = unit.fetch_all(&Sql::select("claim_other_coverage", OTHER, &[PARTS]), bound()).await?;
        put_together(&mut claims, &versions, &lines, &others)?;
        last = end;
    }
    unit.touch_unnamed(claims.len());
    Ok(by_number(claims))
}

/// Every version under a number, the first that came first.
#[crate::boxed]
pub async fn of_number(unit: &mut ReadUnit, number: &str) -> Result<Vec<Claim>, StorageError> {
    let chosen = Chosen {
        versions: "WHERE number = $1 ORDER BY id",
        parts: "WHERE claim_version_id IN (SELECT id FROM claim_version WHERE number = $1) ORDER BY claim_version_id, place",
        bound: vec![number.into()],
        list: None,
    };
    load(unit, chosen).await
}

/// The chosen versions, in the order of their numbers, and under a number in that in which they came.
pub(super) async fn load(unit: &mut ReadUnit, chosen: Chosen<'_>) -> Result<Vec<Claim>, StorageError> {
    let Chosen { versions, parts, bound, list } = chosen;
    let sql = |table: &'static str, columns: Columns, rest: &'static str| {
        let sql = Sql::select(table, columns, &[rest]);
        match list {
            Some(list) => sql.with_list(&bound, list.iter().cloned()),
            None => sql,
        }
    };
    let versions = unit.fetch_all(&sql("claim_version", VERSION, versions), bound.clone()).await?;
    let lines = unit.fetch_all(&sql("claim_line", LINE, parts), bound.clone()).await?;
    let others = unit.fetch_all(&sql("claim_other_coverage", OTHER, parts), bound.clone()).await?;
    let mut claims = Vec::new();
    put_together(&mut claims, &versions, &lines, &others)?;
    unit.touch_unnamed(claims.len());
    Ok(by_number(claims))
}

/// Rows of versions, in the order of their ids, with those of their parts in the same order.
fn put_together(claims: &mut Vec<Claim>, versions: &[Row], lines: &[Row], others: &[Row]) -> Result<(), StorageError> {
    let mut lines = InOrder::new("claim_line", lines, owner_of, line_of);
    let mut others = InOrder::new("claim_other_coverage", others, owner_of, other_of);
    claims.reserve(versions.len());
    for version in versions {
        let mut reader = version.reader("claim_version");
        let id = reader.text_in_place()?;
        claims.push(claim_of(&mut reader, lines.of(&id)?, others.of(&id)?)?);
    }
    Ok(())
}

/// Ids say in which order versions came; a stable sort keeps that under each number.
fn by_number(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(|one, other| one.number.cmp(&other.number));
    claims
}

fn claim_of(reader: &mut Reader<'_>, lines: Vec<ClaimLine>, other_coverages: Vec<OtherCoverage>) -> Result<Claim, StorageError> {
    Ok(Claim {
        number: reader.text()?,
        kind: reader.parsed()?,
        frequency: reader.parsed()?,
        charge_amount: content::read_money(reader)?,
        payer_id: reader.text()?,
        payer_name: reader.text()?,
        sequence: reader.parsed()?,
        member_id: reader.text()?,
        family_name: reader.text()?,
        given_name: reader.text()?,
        birth_day: reader.optional_parsed()?,
        record_number: reader.optional_text()?,
        original_payer_control: reader.optional_text()?,
        authorizations: parts(reader)?,
        diagnoses: parts(reader)?,
        billing_provider_id: reader.text()?,
        billing_tax_id: reader.text()?,
        statement: optional_period(reader)?,
        facility_code: reader.text()?,
        condition_codes: parts(reader)?,
        source: ClaimSource {
            day: reader.optional_parsed()?,
            interchange: reader.text()?,
            group: reader.text()?,
            transaction: reader.text()?,
            ordinal: u32::try_from(reader.integer()?).map_err(|_| reader.damaged())?,
        },
        other_coverages,
        lines,
    })
}

fn line_of(reader: &mut Reader<'_>) -> Result<ClaimLine, StorageError> {
    Ok(ClaimLine {
        number: u32::try_from(reader.integer()?).map_err(|_| reader.damaged())?,
        control: reader.optional_text()?,
        procedure: reader.text()?,
        modifiers: parts(reader)?,
        revenue_code: reader.text()?,
        charge_amount: content::read_money(reader)?,
        units: Units::from_thousandths(reader.integer()?),
        days: optional_period(reader)?,
        authorization: reader.optional_text()?,
        rendering: rendering_of(reader)?,
    })
}

fn rendering_of(reader: &mut Reader<'_>) -> Result<Option<Rendering>, StorageError> {
    let (provider, supervisor_id) = (reader.optional_text()?, reader.optional_text()?);
    Ok(provider.map(|provider_id| Rendering { provider_id, supervisor_id }))
}

fn other_of(reader: &mut Reader<'_>) -> Result<OtherCoverage, StorageError> {
    Ok(OtherCoverage {
        sequence: reader.parsed()?,
        payer_id: reader.text()?,
        paid_amount: reader.optional_integer()?.map(Money::from_cents),
    })
}
