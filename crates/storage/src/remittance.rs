//! Remittances, as they came: payments with everything that they decide, and what persons said about them.
//!
//! Every remittance is kept, also one that may be money that came before; whether it is posted is [`revenue_cycle::posting`]'s, from what is on record.
//! What was recorded by a person (which claim a decision speaks of, that a held payment is money of its own) is a further row; the last one holds.

mod decided;

use std::collections::BTreeMap;
use std::sync::Arc;

use revenue_cycle::posting::{self, Judgement};
use revenue_cycle::{Adjudication, Books, PaymentKey, ProviderAdjustment, ProviderAdjustmentKind, Remittance};
use vocabulary::RecordId;

use crate::StorageError;
use crate::content::{self, Digested, InOrder, ends_of, money, owner_of};
use crate::database::{Columns, Insert, Reader, Row, Sql, Value};
use crate::kept::Stamp;
use crate::unit::{ReadUnit, WriteUnit};

const REMITTANCE: Insert = Insert::into(
    "remittance",
    &[
        &["id", "digest", "batch_id", "recorded_at", "recorder", "payment_day", "payer_id", "trace", "originator", "interchange_control"],
        &["group_control", "transaction_control", "payer_name", "payee_id", "payee_tax_id", "amount_cents", "payment_method", "is_whole"],
    ],
);
const PROVIDER_ADJUSTMENT: Insert =
    Insert::into("provider_adjustment", &[&["remittance_id", "ordinal", "reason", "reference", "amount_cents"]]);
const MATCH: Insert =
    Insert::into("claim_match", &[&["remittance_id", "place", "ordinal", "claim_number", "is_undone", "recorded_at", "recorder"]]);
const RELEASE: Insert = Insert::into("payment_release", &[&["remittance_id", "recorded_at", "recorder"]]);

const HEAD: Columns = Columns(&[
    &["id", "payment_day", "payer_id", "trace", "originator", "interchange_control", "group_control", "transaction_control"],
    &["payer_name", "payee_id", "payee_tax_id", "amount_cents", "payment_method", "is_whole"],
]);
const BESIDES: Columns = Columns(&[&["remittance_id", "reason", "reference", "amount_cents"]]);

/// What became of a remittance that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// New money: it is posted.
    Posted,
    /// It was there; nothing changed.
    Known,
    /// It is kept and waits for a person, or for the whole file.
    Held,
}

/// Adds a remittance unless it is there, and says what became of it. The unit must be a batch's.
#[crate::boxed]
pub async fn add(unit: &mut WriteUnit, remittance: &Remittance) -> Result<Added, StorageError> {
    let batch = content::batch_of(unit)?;
    let content = Digested::of(head_values(remittance), &decided::part_values(remittance));
    let lookup = "SELECT digest FROM remittance WHERE digest IN ({list})";
    let Some(((), content)) = content::not_there(unit, lookup, "remittance", vec![((), content)]).await?.pop() else {
        return Ok(Added::Known);
    };
    let alike = of_trace(unit, &remittance.key).await?;
    let judgement = posting::judge(remittance, alike.values());
    let id: RecordId = unit.ids().next();
    let mut row: Vec<Value> = content::origin(unit, id, &content, batch).into();
    row.extend(content.values);
    unit.insert_rows(REMITTANCE, row).await?;
    decided::insert(unit, id, remittance).await?;
    let mut besides = Vec::new();
    for (ordinal, adjustment) in (0_i64..).zip(&remittance.provider_adjustments) {
        besides.extend([Value::id(id), ordinal.into()]);
        besides.extend(besides_values(adjustment));
    }
    content::insert(unit, PROVIDER_ADJUSTMENT, besides).await?;
    Ok(match judgement {
        Judgement::Post => Added::Posted,
        Judgement::Known => Added::Known,
        Judgement::SentAgain(_) | Judgement::ControlReused(_) | Judgement::Incomplete => Added::Held,
    })
}

fn head_values(remittance: &Remittance) -> Vec<Value> {
    let key = &remittance.key;
    vec![
        key.day.into(),
        key.payer_id.as_str().into(),
        key.trace.as_str().into(),
        key.originator.as_str().into(),
        key.interchange.as_str().into(),
        key.group.as_str().into(),
        key.transaction.as_str().into(),
        remittance.payer_name.as_str().into(),
        remittance.payee_id.as_str().into(),
        remittance.payee_tax_id.as_str().into(),
        money(remittance.amount),
        remittance.method.as_str().into(),
        remittance.is_whole.into(),
    ]
}

fn besides_values(adjustment: &ProviderAdjustment) -> [Value; 3] {
    [adjustment.reason.as_str().into(), adjustment.reference.as_str().into(), money(adjustment.amount)]
}

/// Every remittance by its id, in the order in which they came.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit) -> Result<BTreeMap<String, Remittance>, StorageError> {
    /// What is read at a time travels, and is held, together: a payment may decide ten thousand claims.
    const CHUNK: &str = "WHERE id > $1 ORDER BY id LIMIT 100";
    const PARTS: &str = "WHERE remittance_id >= $1 AND remittance_id <= $2 ";
    let mut remittances = BTreeMap::new();
    let mut last = String::new();
    loop {
        let rows = unit.fetch_all(&Sql::select("remittance", HEAD, &[CHUNK]), vec![last.as_str().into()]).await?;
        let Some([first, end]) = ends_of("remittance", &rows)? else { break };
        put_together(unit, &mut remittances, &rows, PARTS, &[first.as_str().into(), end.as_str().into()]).await?;
        last = end;
    }
    Ok(remittances)
}

/// The id of every payment by what names it; of several with one name, that of the first that came.
#[crate::boxed]
pub async fn ids(unit: &mut ReadUnit) -> Result<BTreeMap<PaymentKey, RecordId>, StorageError> {
    let text = "SELECT id, payment_day, payer_id, trace, originator, interchange_control, group_control, transaction_control \
                FROM remittance ORDER BY id";
    let mut ids = BTreeMap::new();
    for row in unit.fetch_all(&Sql::new("remittance", text), Vec::new()).await? {
        let mut reader = row.reader("remittance");
        let id = reader.parsed()?;
        ids.entry(key_of(&mut reader)?).or_insert(id);
    }
    Ok(ids)
}

/// The ids of payments by what they are: several contents may have come under one name.
#[derive(Clone, Debug, Default)]
pub struct PaymentIds {
    first: BTreeMap<PaymentKey, RecordId>,
    repeated: Vec<(Remittance, RecordId)>,
}

impl PaymentIds {
    /// The id of a payment.
    pub fn of(&self, remittance: &Remittance) -> Option<RecordId> {
        let repeated = self.repeated.iter().find(|(content, _)| content == remittance).map(|(_, id)| *id);
        repeated.or_else(|| self.first.get(&remittance.key).copied())
    }
}

/// Payments of a payer under a trace.
async fn of_trace(unit: &mut ReadUnit, key: &PaymentKey) -> Result<BTreeMap<String, Remittance>, StorageError> {
    let chosen = Chosen {
        heads: "WHERE trace = $1 AND payer_id = $2 ORDER BY id",
        parts: "WHERE remittance_id IN (SELECT id FROM remittance WHERE trace = $1 AND payer_id = $2) ",
    };
    load(unit, chosen, vec![key.trace.as_str().into(), key.payer_id.as_str().into()]).await
}

/// The id of every payment by its content.
#[crate::boxed]
pub async fn ids_by_content(unit: &mut ReadUnit) -> Result<PaymentIds, StorageError> {
    let text = "SELECT payment_day, payer_id, trace, originator, interchange_control, group_control, transaction_control FROM remittance \
                GROUP BY payment_day, payer_id, trace, originator, interchange_control, group_control, transaction_control \
                HAVING COUNT(*) > 1";
    let mut found = PaymentIds { first: ids(unit).await?, repeated: Vec::new() };
    for row in unit.fetch_all(&Sql::new("remittance", text), Vec::new()).await? {
        let key = key_of(&mut row.reader("remittance"))?;
        let of_key = of_trace(unit, &key).await?.into_iter().filter(|(_, remittance)| remittance.key == key);
        let with_ids = of_key.filter_map(|(id, remittance)| Some((remittance, id.parse().ok()?)));
        found.repeated.extend(with_ids);
    }
    Ok(found)
}

/// The decision at a place of a payment.
#[crate::boxed]
pub async fn decision(unit: &mut ReadUnit, payment: RecordId, place: usize) -> Result<Option<Adjudication>, StorageError> {
    let bound = [Value::id(payment), i64::try_from(place).unwrap_or(i64::MAX).into()];
    let decided = decided::Decided::load(unit, "WHERE remittance_id = $1 AND place = $2 ", &bound).await?;
    let id = payment.to_string();
    let found = decided.in_order().of(&id)?.pop();
    unit.touch_unnamed(usize::from(found.is_some()));
    Ok(found)
}

/// Which payments are read: their own rows by `heads`, what belongs to them by `parts`.
struct Chosen {
    heads: &'static str,
    parts: &'static str,
}

/// The chosen payments by their ids. `bound` are the values of both conditions.
async fn load(unit: &mut ReadUnit, chosen: Chosen, bound: Vec<Value>) -> Result<BTreeMap<String, Remittance>, StorageError> {
    let rows = unit.fetch_all(&Sql::select("remittance", HEAD, &[chosen.heads]), bound.clone()).await?;
    let mut remittances = BTreeMap::new();
    put_together(unit, &mut remittances, &rows, chosen.parts, &bound).await?;
    Ok(remittances)
}

/// Adds payments of which the own rows are there, in the order of their ids, with what belongs to them.
async fn put_together(
    unit: &mut ReadUnit,
    remittances: &mut BTreeMap<String, Remittance>,
    rows: &[Row],
    parts: &'static str,
    bound: &[Value],
) -> Result<(), StorageError> {
    let order = "ORDER BY remittance_id, ordinal";
    let besides = unit.fetch_all(&Sql::select("provider_adjustment", BESIDES, &[parts, order]), bound.to_vec()).await?;
    let decided = decided::Decided::load(unit, parts, bound).await?;
    let mut besides = InOrder::new("provider_adjustment", &besides, owner_of, besides_of);
    let mut decisions = decided.in_order();
    for row in rows {
        let mut reader = row.reader("remittance");
        let id = reader.text_in_place()?;
        let mut remittance = head_of(&mut reader)?;
        remittance.provider_adjustments = besides.of(&id)?;
        remittance.adjudications = decisions.of(id)?;
        unit.touch_unnamed(remittance.adjudications.len());
        remittances.insert(id.to_owned(), remittance);
    }
    Ok(())
}

fn key_of(reader: &mut Reader<'_>) -> Result<PaymentKey, StorageError> {
    Ok(PaymentKey {
        day: reader.optional_parsed()?,
        payer_id: reader.text()?,
        trace: reader.text()?,
        originator: reader.text()?,
        interchange: reader.text()?,
        group: reader.text()?,
        transaction: reader.text()?,
    })
}

fn head_of(reader: &mut Reader<'_>) -> Result<Remittance, StorageError> {
    Ok(Remittance {
        key: key_of(reader)?,
        payer_name: reader.text()?,
        payee_id: reader.text()?,
        payee_tax_id: reader.text()?,
        amount: content::read_money(reader)?,
        method: reader.text()?,
        is_whole: reader.flag()?,
        adjudications: Vec::new(),
        provider_adjustments: Vec::new(),
    })
}

fn besides_of(reader: &mut Reader<'_>) -> Result<ProviderAdjustment, StorageError> {
    let reason = reader.text()?;
    Ok(ProviderAdjustment {
        kind: reason.parse().unwrap_or(ProviderAdjustmentKind::Other),
        reason,
        reference: reader.text()?,
        amount: content::read_money(reader)?,
    })
}

/// What a person says about a decision of a payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaidMatch {
    /// It speaks of this claim.
    Claim(String),
    /// It speaks of none of ours.
    NoneOfOurs,
    /// What was said before does not hold any more.
    Undone,
}

/// Keeps what a person says about the decision at `place` of a remittance.
#[crate::boxed]
pub async fn say_match(unit: &mut WriteUnit, remittance: RecordId, place: usize, said: &SaidMatch) -> Result<(), StorageError> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    let known = "SELECT claim_number FROM adjudication WHERE remittance_id = $1 AND place = $2";
    let bound = vec![Value::id(remittance), place.into()];
    if unit.fetch_optional(&Sql::new("adjudication", known), bound.clone()).await?.is_none() {
        return Err(StorageError::NotFound { noun: "decision of a payer", id: remittance.to_string() });
    }
    let last = "SELECT COALESCE(MAX(ordinal), 0) FROM claim_match WHERE remittance_id = $1 AND place = $2";
    let row = unit.fetch_optional(&Sql::new("claim_match", last), bound).await?;
    let ordinal = row.map_or(Ok(0), |row| row.reader("claim_match").integer())? + 1;
    let claim = if let SaidMatch::Claim(number) = said { Some(number.clone()) } else { None };
    let is_undone = *said == SaidMatch::Undone;
    let (at, recorder) = (unit.at(), unit.recorder().to_owned());
    let values =
        vec![Value::id(remittance), place.into(), ordinal.into(), claim.into(), is_undone.into(), at.into(), recorder.as_str().into()];
    unit.insert_rows(MATCH, values).await
}

/// Keeps that a person found a held payment to be money of its own. Saying it twice is a [`StorageError::Duplicate`].
#[crate::boxed]
pub async fn release(unit: &mut WriteUnit, remittance: RecordId) -> Result<(), StorageError> {
    let known =
        unit.fetch_optional(&Sql::new("remittance", "SELECT id FROM remittance WHERE id = $1"), vec![Value::id(remittance)]).await?;
    if known.is_none() {
        return Err(StorageError::NotFound { noun: "payment", id: remittance.to_string() });
    }
    let values = vec![Value::id(remittance), unit.at().into(), unit.recorder().into()];
    unit.insert_rows(RELEASE, values).await
}

/// Everything on record as [`Books`]: claims, remittances, answers, and what persons said. Several units share them while nothing is added.
#[crate::boxed]
pub async fn books(unit: &mut ReadUnit) -> Result<Arc<Books>, StorageError> {
    let stamp = Stamp::of_claims(unit).await?;
    if let Some(seen) = unit.kept::<Seen>(&stamp) {
        unit.touch_unnamed(seen.rows);
        return Ok(Arc::clone(&seen.books));
    }
    let seen = Arc::new(read_books(unit).await?);
    unit.keep(stamp, &seen);
    Ok(Arc::clone(&seen.books))
}

/// Books with what the audit is told of whoever gets them.
struct Seen {
    books: Arc<Books>,
    /// Claims and decisions in them.
    rows: usize,
}

async fn read_books(unit: &mut ReadUnit) -> Result<Seen, StorageError> {
    let before = unit.touched_unnamed();
    let mut books = Books::default();
    for claim in crate::claim::all(unit).await? {
        books.add_claim(claim);
    }
    for answer in crate::claim::answers(unit).await? {
        books.add_acknowledgment(answer);
    }
    for answer in crate::claim::file_answers(unit).await? {
        books.add_file_acknowledgment(answer);
    }
    let remittances = all(unit).await?;
    let text = "SELECT remittance_id, place, claim_number, is_undone FROM claim_match ORDER BY remittance_id, place, ordinal";
    for row in unit.fetch_all(&Sql::new("claim_match", text), Vec::new()).await? {
        let mut reader = row.reader("claim_match");
        let remittance = remittances.get(&reader.text()?).ok_or_else(|| reader.damaged())?;
        let place = usize::try_from(reader.integer()?).map_err(|_| reader.damaged())?;
        let claim = reader.optional_text()?;
        if reader.flag()? {
            books.undo_match(&remittance.key, place);
        } else {
            books.decide_match(remittance.key.clone(), place, claim);
        }
    }
    let text = "SELECT remittance_id FROM payment_release ORDER BY remittance_id";
    for row in unit.fetch_all(&Sql::new("payment_release", text), Vec::new()).await? {
        let mut reader = row.reader("payment_release");
        books.release(remittances.get(&reader.text()?).ok_or_else(|| reader.damaged())?.clone());
    }
    for remittance in remittances.into_values() {
        books.add_remittance(remittance);
    }
    Ok(Seen { books: Arc::new(books), rows: usize::try_from(unit.touched_unnamed() - before).unwrap_or(0) })
}
