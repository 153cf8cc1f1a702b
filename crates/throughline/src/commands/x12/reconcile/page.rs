//! A reconciliation as a biller reads it.

use revenue_cycle::books::SettledClaim;
use revenue_cycle::{AccountProblem, AcknowledgmentVerdict, Books, ClaimStatus, ReasonTable, Reconciliation, Settlement};
use vocabulary::Money;
use wording::{Arg, Key};

use crate::console;

/// So many claims are named where something needs a look.
const NAMED: usize = 10;

/// The whole page.
pub(super) fn page(books: &Books, table: &ReasonTable) -> String {
    let settlement = books.settle(table);
    let whole = Reconciliation::of(&settlement, table);
    let mut parts = vec![heading(&settlement, &whole)];
    parts.extend(section(Key::ReconcileStatus, &statuses(&whole), &[1, 2, 3]));
    parts.extend(section(Key::ReconcileRefused, &refused(&whole, table), &[2]));
    parts.extend(section(Key::ReconcilePayers, &payers(&whole), &[1]));
    parts.extend(section(Key::ReconcileLevels, &levels(&whole), &[1, 2, 3]));
    let look = to_look_at(books, &settlement);
    if !look.is_empty() {
        parts.push(format!("{}\n{}", console::text().say(Key::ReconcileLook), indented(look.iter().map(String::as_str))));
    }
    parts.join("\n")
}

fn count(count: usize) -> Arg {
    Arg::Count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn money(amount: Money) -> String {
    console::text().money(amount)
}

fn heading(settlement: &Settlement<'_>, whole: &Reconciliation) -> String {
    let text = console::text();
    let charge: Money = whole.claims.values().map(|claim| claim.charge_amount).sum();
    let elsewhere: Money = settlement.provider_adjustments().map(|(_, adjustment)| -adjustment.amount).sum();
    let claims = [
        ("claims", count(whole.claims.len())),
        ("charge", Arg::Money(charge)),
        ("remitted", count(whole.remitted_count())),
        ("paid", Arg::Money(whole.net_paid_amount)),
    ];
    let payments = [
        ("count", count(settlement.posted.len())),
        ("amount", Arg::Money(settlement.payment_amount())),
        ("elsewhere", Arg::Money(elsewhere)),
    ];
    format!("{}\n{}\n", text.say_with(Key::ReconcileClaims, &claims), text.say_with(Key::ReconcilePayments, &payments))
}

/// A heading and a table; nothing where the table has no rows below its own heading.
fn section(title: Key, rows: &[Vec<String>], right: &[usize]) -> Option<String> {
    let body = console::columns(rows, right);
    (rows.len() > 1).then(|| format!("{}\n{}", console::text().say(title), indented(body.lines())))
}

/// Lines that stand below a heading.
fn indented<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.fold(String::new(), |written, line| written + "  " + line + "\n")
}

fn heads(keys: &[Option<Key>]) -> Vec<String> {
    keys.iter().map(|key| key.map(|key| console::text().say(key)).unwrap_or_default()).collect()
}

fn statuses(whole: &Reconciliation) -> Vec<Vec<String>> {
    let mut rows = vec![heads(&[None, Some(Key::ReconcileCount), Some(Key::ReconcileCharge), Some(Key::ReconcilePaid)])];
    let names = [
        (ClaimStatus::Paid, Key::ClaimStatusPaid),
        (ClaimStatus::Secondary, Key::ClaimStatusSecondary),
        (ClaimStatus::Partial, Key::ClaimStatusPartial),
        (ClaimStatus::Denied, Key::ClaimStatusDenied),
        (ClaimStatus::NeverRemitted, Key::ClaimStatusNeverRemitted),
    ];
    for (status, name) in names {
        let claims: Vec<_> = whole.claims.values().filter(|claim| claim.status == status).collect();
        if claims.is_empty() {
            continue;
        }
        let charge: Money = claims.iter().map(|claim| claim.charge_amount).sum();
        let paid: Money = claims.iter().map(|claim| claim.net_paid_amount).sum();
        rows.push(vec![console::text().say(name), claims.len().to_string(), money(charge), money(paid)]);
    }
    rows
}

fn refused(whole: &Reconciliation, table: &ReasonTable) -> Vec<Vec<String>> {
    let mut reasons: Vec<(&String, &Money)> = whole.denied_by_code.iter().collect();
    reasons.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
    let label = |code: &str| {
        let reason = code.split_once('-').map_or(code, |(_, reason)| reason);
        console::text().reason_label(table.reason(reason).map(|reason| &reason.label))
    };
    let rows = reasons.into_iter().map(|(code, amount)| vec![code.clone(), label(code), money(*amount)]);
    std::iter::once(heads(&[Some(Key::ReconcileCode), None, Some(Key::ReconcileCharge)])).chain(rows).collect()
}

fn payers(whole: &Reconciliation) -> Vec<Vec<String>> {
    let rows = whole.net_paid_by_payer.iter().map(|(payer, paid)| vec![payer.clone(), money(*paid)]);
    std::iter::once(heads(&[None, Some(Key::ReconcilePaid)])).chain(rows).collect()
}

fn levels(whole: &Reconciliation) -> Vec<Vec<String>> {
    let unknown = || console::text().say(Key::ReconcileLevelUnknown);
    let rows = whole.by_level.iter().map(|(level, sum)| {
        let level = level.map_or_else(unknown, |level| level.code().to_owned());
        vec![level, sum.claims.to_string(), money(sum.charge_amount), money(sum.net_paid_amount)]
    });
    let head = heads(&[None, Some(Key::ReconcileCount), Some(Key::ReconcileCharge), Some(Key::ReconcilePaid)]);
    std::iter::once(head).chain(rows).collect()
}

fn to_look_at(books: &Books, settlement: &Settlement<'_>) -> Vec<String> {
    let text = console::text();
    let rejected = settlement
        .claims
        .values()
        .filter(|claim| claim.matched.is_empty() && books.receipt(&claim.history) == Some(AcknowledgmentVerdict::Rejected));
    let unbalanced = settlement.posted.iter().filter(|payment| payment.out_of_balance_amount() != Money::ZERO);
    let has_two_kinds = |claim: &&SettledClaim<'_>| claim.account.problems.contains(&AccountProblem::TwoKinds);
    let two_kinds = settlement.claims.values().filter(has_two_kinds).count();
    let queued = Arg::Money(settlement.queued_paid_amount());
    let found = [
        (Key::ReconcileRejected, rejected.count(), vec![]),
        (Key::ReconcileQueue, settlement.queue.len(), vec![("amount", queued)]),
        (Key::ReconcileHeld, settlement.held.len(), vec![]),
        (Key::ReconcileUnbalancedPayments, unbalanced.count(), vec![]),
        accounts(settlement),
        (Key::ReconcileTwoKinds, two_kinds, vec![]),
    ];
    let counted = found.into_iter().filter(|(_, found, _)| *found > 0);
    counted
        .map(|(key, found, mut arguments)| {
            arguments.push(("count", count(found)));
            text.say_with(key, &arguments)
        })
        .collect()
}

fn accounts(settlement: &Settlement<'_>) -> (Key, usize, Vec<(&'static str, Arg)>) {
    let odd: Vec<&str> =
        settlement.claims.iter().filter(|(_, claim)| !claim.account.problems.is_empty()).map(|(number, _)| *number).collect();
    let mut named: Vec<String> = odd.iter().take(NAMED).map(|number| (*number).to_owned()).collect();
    if odd.len() > NAMED {
        named.push(console::text().say_with(Key::ReconcileAndMore, &[("count", count(odd.len() - NAMED))]));
    }
    (Key::ReconcileAccounts, odd.len(), vec![("claims", named.join(", ").into())])
}
