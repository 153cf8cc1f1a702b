//! Payments as payers advised them: what was paid, refused and why, owed by whom, and whether the payment is explained.

use std::collections::BTreeMap;
use std::sync::Arc;

use revenue_cycle::{Books, Posting, ProviderAdjustment, ReasonTable, Remittance, Said};
use storage::remittance::{self, PaymentIds};
use vocabulary::{Day, Money, PatientId, RecordId};

use super::WhyHeld;
use super::denials::note_shown;
use super::whose::JoinedBooks;
use crate::computed::computed;
use crate::context::App;
use crate::error::AppError;
use crate::opening;
use crate::permission::{Caller, Data};

/// A payment in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// Its id.
    pub payment: RecordId,
    /// Who pays.
    pub payer: String,
    /// The day of the check or transfer.
    pub day: Option<Day>,
    /// Its number.
    pub trace: String,
    /// How much.
    pub amount: Money,
    /// Decisions on claims in it.
    pub decisions: usize,
    /// What its claims and what stands beside them leave unexplained.
    pub out_of_balance_amount: Money,
    /// Why it is kept and not posted; `None` for one that is posted.
    pub held: Option<WhyHeld>,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentsPage {
    /// The newest first.
    pub rows: Vec<PaymentRow>,
    /// How many there are in all.
    pub count: usize,
    /// True where more follow.
    pub more: bool,
}

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentPage {
    /// As in the list.
    pub row: PaymentRow,
    /// What its claims are paid in all.
    pub claims_amount: Money,
    /// Money that belongs to no claim; positive lowers the payment.
    pub besides: Vec<ProviderAdjustment>,
    /// Each decision, in the order of the payment: the number that came back, the claim that it was matched to, and what it comes to.
    pub decisions: Vec<(String, Option<String>, Said)>,
    /// What names the claims of its decisions in an address, by number.
    pub ids: BTreeMap<String, RecordId>,
}

impl App {
    /// The payments on record, the newest first.
    #[crate::boxed]
    pub async fn payment_list(&self, caller: &Caller, after: Option<RecordId>, size: usize) -> Result<PaymentsPage, AppError> {
        const ACTION: &str = "list_payments";
        let (books, ids) = self.books_with_ids(caller, ACTION).await?;
        let listed = tokio::task::spawn_blocking(move || {
            let rows = rows(&books, &ids);
            let begin = after.and_then(|after| rows.iter().position(|row| row.payment == after)).map_or(0, |place| place + 1);
            let (count, size) = (rows.len(), size.max(1));
            PaymentsPage { more: count > begin + size, rows: rows.into_iter().skip(begin).take(size).collect(), count }
        });
        computed("listing payments", listed).await
    }

    /// One payment, read in plain figures.
    #[crate::boxed]
    pub async fn payment(&self, caller: &Caller, payment: RecordId) -> Result<PaymentPage, AppError> {
        const ACTION: &str = opening::VIEW_PAYMENT;
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok((JoinedBooks::read(unit).await?, remittance::ids_by_content(unit).await?)) })
        });
        let (JoinedBooks { books, whose, ids: claims }, ids) = read.await?;
        let read = tokio::task::spawn_blocking(move || {
            let row = rows(&books, &ids).into_iter().find(|row| row.payment == payment)?;
            let found = books.remittances().find(|each| ids.of(each) == Some(payment))?;
            let mut page = page(&books, found, row);
            let matched = page.decisions.iter().filter_map(|(_, matched, _)| matched.as_ref());
            page.ids = matched.filter_map(|number| Some((number.clone(), *claims.get(number)?))).collect();
            let patient_of = |number: &String| books.history(number).and_then(|history| whose.patient(history.current()));
            let shown: Vec<Option<PatientId>> = page.decisions.iter().map(|(_, ours, _)| ours.as_ref().and_then(patient_of)).collect();
            Some((page, shown))
        });
        let (page, shown) = computed("reading a payment", read).await?.ok_or(AppError::NotFound("payment"))?;
        let operation = self.operation(caller, ACTION);
        let noted = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                note_shown(unit, &shown);
                Ok(())
            })
        });
        noted.await?;
        Ok(page)
    }

    async fn books_with_ids(&self, caller: &Caller, action: &'static str) -> Result<(Arc<Books>, PaymentIds), AppError> {
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, action, refused.into()).await;
        }
        let operation = self.operation(caller, action);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok((remittance::books(unit).await?, remittance::ids_by_content(unit).await?)) })
        });
        read.await
    }
}

fn rows(books: &Books, ids: &PaymentIds) -> Vec<PaymentRow> {
    let settlement = books.settle(ReasonTable::shipped());
    let held = settlement.held.iter().map(|(payment, hold)| (*payment, Some(WhyHeld::of(hold))));
    let posted = settlement.posted.iter().map(|payment| (*payment, None));
    let mut rows: Vec<PaymentRow> = posted
        .chain(held)
        .filter_map(|(payment, held)| {
            Some(PaymentRow {
                payment: ids.of(payment)?,
                payer: payment.payer_name.clone(),
                day: payment.key.day,
                trace: payment.key.trace.clone(),
                amount: payment.amount,
                decisions: payment.adjudications.len(),
                out_of_balance_amount: payment.out_of_balance_amount(),
                held,
            })
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.day, row.payment, row.held.is_none())));
    rows
}

/// True where the decision stands in this payment: another content may have come under its name.
pub(super) fn is_of(payment: &Remittance, posting: &Posting<'_>) -> bool {
    posting.key == &payment.key && payment.adjudications.get(posting.place) == Some(posting.adjudication)
}

fn page(books: &Books, payment: &Remittance, row: PaymentRow) -> PaymentPage {
    let table = ReasonTable::shipped();
    let settlement = books.settle(table);
    let mut matched: BTreeMap<usize, &str> = BTreeMap::new();
    for (number, claim) in &settlement.claims {
        let ours = claim.matched.iter().filter(|matched| is_of(payment, &matched.posting));
        matched.extend(ours.map(|matched| (matched.posting.place, *number)));
    }
    let decisions = payment.adjudications.iter().enumerate().map(|(place, decision)| {
        (decision.claim_number.clone(), matched.get(&place).map(|number| (*number).to_owned()), Said::of(decision, table))
    });
    PaymentPage {
        claims_amount: payment.adjudications.iter().map(|decision| decision.paid_amount).sum(),
        besides: payment.provider_adjustments.clone(),
        decisions: decisions.collect(),
        ids: BTreeMap::new(),
        row,
    }
}
