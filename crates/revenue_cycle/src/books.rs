//! Everything that was sent and everything that came back, as it came. Nothing in it is changed; what it comes to is [`Books::settle`]d anew.

mod joined;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use vocabulary::{Day, Money};

use crate::acknowledgment::{Acknowledgment, AcknowledgmentVerdict, FileAcknowledgment};
use crate::claim::{Claim, ClaimSource};
use crate::history::ClaimHistory;
use crate::ledger::{Account, Posting};
use crate::matching::{Basis, Candidate, ClaimIndex, settled};
use crate::posting::{self, Hold};
use crate::reason::ReasonTable;
use crate::remittance::{PaymentKey, ProviderAdjustment, Remittance};

/// Whether something was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// It was there, equal in everything.
    Known,
}

impl Added {
    fn of(is_new: bool) -> Self {
        if is_new { Self::New } else { Self::Known }
    }
}

/// What a person decided about a decision of a payer: which claim it speaks of, or that it is none of ours.
pub type PersonsMatch = Option<String>;

/// The versions under one number, each once, in order. Nearly all claims have one: a set would keep room for eleven.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Versions(Vec<Claim>);

impl Versions {
    /// True where the version is new.
    fn insert(&mut self, claim: Claim) -> bool {
        let Err(place) = self.0.binary_search(&claim) else { return false };
        self.0.reserve_exact(1);
        self.0.insert(place, claim);
        true
    }
}

/// Claims, remittances and acknowledgments, and what persons decided about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    claims: BTreeMap<String, Versions>,
    remittances: BTreeSet<Remittance>,
    acknowledgments: BTreeSet<Acknowledgment>,
    file_acknowledgments: BTreeSet<FileAcknowledgment>,
    matches: BTreeMap<(PaymentKey, usize), PersonsMatch>,
    released: BTreeSet<Remittance>,
    joined: Derived,
}

/// Which numbers are one claim: computed from the rest when it is first asked for, and forgotten with every change.
#[derive(Clone, Debug, Default)]
struct Derived(OnceLock<joined::Joined>);

impl PartialEq for Derived {
    /// What is derived from equal books is equal.
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Derived {}

impl Books {
    /// Takes in a version of a claim.
    pub fn add_claim(&mut self, claim: Claim) -> Added {
        self.joined = Derived::default();
        if let Some(versions) = self.claims.get_mut(&claim.number) {
            return Added::of(versions.insert(claim));
        }
        self.claims.insert(claim.number.clone(), Versions(vec![claim]));
        Added::New
    }

    /// Takes in a remittance.
    pub fn add_remittance(&mut self, remittance: Remittance) -> Added {
        self.joined = Derived::default();
        Added::of(self.remittances.insert(remittance))
    }

    /// Takes in an acknowledgment.
    pub fn add_acknowledgment(&mut self, acknowledgment: Acknowledgment) -> Added {
        self.joined = Derived::default();
        Added::of(self.acknowledgments.insert(acknowledgment))
    }

    /// Takes in an acknowledgment of a file.
    pub fn add_file_acknowledgment(&mut self, acknowledgment: FileAcknowledgment) -> Added {
        Added::of(self.file_acknowledgments.insert(acknowledgment))
    }

    /// Forgets versions that were sent, payments that were made and answers that were given after a day. What has no day stays.
    pub fn retain_until(&mut self, day: Day) {
        self.joined = Derived::default();
        let is_by = |known: Option<Day>| known.is_none_or(|known| known <= day);
        for versions in self.claims.values_mut() {
            versions.0.retain(|version| is_by(version.source.day));
        }
        self.claims.retain(|_, versions| !versions.0.is_empty());
        self.remittances.retain(|remittance| is_by(remittance.key.day));
        self.acknowledgments.retain(|answer| is_by(answer.day));
    }

    /// Whether the current version of a claim was taken in: by the last answer about the claim, else by any that refuses its file, else by any that
    /// accepts it. `None` without an answer. A rejection is no denial: no payer has decided.
    pub fn receipt(&self, history: &ClaimHistory<'_>) -> Option<AcknowledgmentVerdict> {
        let number = &history.current().number;
        let of_claim =
            self.acknowledgments.iter().filter(|answer| answer.claim_number == *number).max_by_key(|answer| (answer.day, *answer));
        of_claim.map(|answer| answer.verdict).or_else(|| self.receipt_of_file(&history.current().source))
    }

    /// Whether what was sent on or after a day was turned away: by the last answer about the claim since then; without one, by any that refuses a file in
    /// which a version of that time went out.
    pub fn is_rejected_since(&self, history: &ClaimHistory<'_>, day: Day) -> bool {
        let numbers: BTreeSet<&str> = history.versions().iter().map(|version| version.number.as_str()).collect();
        let of_claim =
            self.acknowledgments.iter().filter(|answer| numbers.contains(answer.claim_number.as_str()) && answer.day >= Some(day));
        if let Some(last) = of_claim.max_by_key(|answer| (answer.day, *answer)) {
            return last.verdict == AcknowledgmentVerdict::Rejected;
        }
        let sent = || history.versions().iter().filter(|version| version.source.day >= Some(day));
        let refuses = |answer: &FileAcknowledgment| {
            answer.verdict == AcknowledgmentVerdict::Rejected && sent().any(|version| answer.is_about(&version.source))
        };
        self.file_acknowledgments.iter().any(refuses)
    }

    /// What 999s say of a file in which a claim went out: any that refuses it, else any other. `None` without one.
    pub fn receipt_of_file(&self, source: &ClaimSource) -> Option<AcknowledgmentVerdict> {
        let about = || self.file_acknowledgments.iter().filter(|answer| answer.is_about(source)).map(|answer| answer.verdict);
        about().find(|verdict| *verdict == AcknowledgmentVerdict::Rejected).or_else(|| about().next())
    }

    /// The last answer about a claim, under whichever of its numbers, on or after a day.
    pub fn last_answer_since(&self, number: &str, day: Day) -> Option<&Acknowledgment> {
        let history = self.history(number)?;
        let numbers: BTreeSet<&str> = history.versions().iter().map(|version| version.number.as_str()).collect();
        let of_claim =
            self.acknowledgments.iter().filter(|answer| numbers.contains(answer.claim_number.as_str()) && answer.day >= Some(day));
        of_claim.max_by_key(|answer| (answer.day, *answer))
    }

    /// A person says which claim a decision speaks of; the same place again takes the earlier word back.
    pub fn decide_match(&mut self, payment: PaymentKey, place: usize, claim: PersonsMatch) {
        self.matches.insert((payment, place), claim);
    }

    /// Takes a person's word about a decision back.
    pub fn undo_match(&mut self, payment: &PaymentKey, place: usize) {
        self.matches.remove(&(payment.clone(), place));
    }

    /// A person says that a held payment is money of its own: this content, and no other that comes under its key.
    pub fn release(&mut self, payment: Remittance) {
        self.released.insert(payment);
    }

    /// The number of every claim: the first one, where it was corrected under another.
    pub fn claim_numbers(&self) -> impl Iterator<Item = &str> {
        let joined = self.joined();
        self.claims.keys().map(String::as_str).filter(|number| !joined.first.contains_key(*number))
    }

    /// The versions of the claim that was sent under a number, under whichever of its numbers they were sent.
    pub fn history(&self, number: &str) -> Option<ClaimHistory<'_>> {
        let joined = self.joined();
        let first = joined.first.get(number).map_or(number, String::as_str);
        let own = self.claims.get(first)?.0.iter();
        let others = joined.following.get(first).into_iter().flatten().filter_map(|other| self.claims.get(other));
        ClaimHistory::new(own.chain(others.flat_map(|versions| &versions.0)))
    }

    fn joined(&self) -> &joined::Joined {
        self.joined.0.get_or_init(|| joined::joined(self))
    }

    /// Every remittance, posted or not.
    pub fn remittances(&self) -> impl Iterator<Item = &Remittance> {
        self.remittances.iter()
    }

    /// Every acknowledgment.
    pub fn acknowledgments(&self) -> impl Iterator<Item = &Acknowledgment> {
        self.acknowledgments.iter()
    }

    /// Every acknowledgment of a file.
    pub fn file_acknowledgments(&self) -> impl Iterator<Item = &FileAcknowledgment> {
        self.file_acknowledgments.iter()
    }

    /// Posts, matches and adds up. The same content gives the same result, however it arrived.
    pub fn settle(&self, table: &ReasonTable) -> Settlement<'_> {
        let (posted, held) = posting::choose(&self.remittances, |payment| self.released.contains(payment));
        let joined: BTreeMap<&str, &str> = self.joined().first.iter().map(|(number, first)| (number.as_str(), first.as_str())).collect();
        let histories = self.claim_numbers().filter_map(|number| Some((number, self.history(number)?)));
        let mut index = ClaimIndex::new(histories.collect(), joined.clone(), &self.acknowledgments);
        index.learn(&posted);
        let mut postings: BTreeMap<&str, Vec<Matched<'_>>> = BTreeMap::new();
        let mut queue = Vec::new();
        for &remittance in &posted {
            for (place, adjudication) in remittance.adjudications.iter().enumerate() {
                let posting = Posting { key: &remittance.key, place, adjudication };
                match self.find(&index, remittance, &posting) {
                    Found::Claim(candidate) => postings.entry(candidate.number).or_default().push(Matched { posting, candidate }),
                    Found::Queue(candidates) => queue.push(Queued { posting, candidates, is_set_aside: false }),
                    Found::SetAside => queue.push(Queued { posting, candidates: Vec::new(), is_set_aside: true }),
                }
            }
        }
        let claims = index.claims().iter().map(|(&number, history)| {
            let mut matched = postings.remove(number).unwrap_or_default();
            matched.sort_by(|one, other| one.posting.cmp(&other.posting));
            let decisions: Vec<Posting<'_>> = matched.iter().map(|matched| matched.posting).collect();
            let account = Account::of(Some(history), &decisions, table);
            (number, SettledClaim { history: history.clone(), account, matched })
        });
        Settlement { books: self, claims: claims.collect(), joined, posted, held, queue }
    }

    fn find<'a>(&'a self, index: &ClaimIndex<'a>, remittance: &Remittance, posting: &Posting<'a>) -> Found<'a> {
        match self.matches.get(&(remittance.key.clone(), posting.place)) {
            Some(None) => return Found::SetAside,
            Some(Some(number)) => {
                if let Some(number) = index.number(number) {
                    return Found::Claim(Candidate { number, basis: Basis::Person, confidence: Basis::Person.confidence() });
                }
            }
            None => {}
        }
        let candidates = index.find(posting.adjudication, remittance);
        settled(&candidates).map_or(Found::Queue(candidates), Found::Claim)
    }
}

enum Found<'a> {
    Claim(Candidate<'a>),
    Queue(Vec<Candidate<'a>>),
    SetAside,
}

/// A decision with the claim it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched<'a> {
    /// The decision.
    pub posting: Posting<'a>,
    /// How it was matched.
    pub candidate: Candidate<'a>,
}

/// A decision that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued<'a> {
    /// The decision.
    pub posting: Posting<'a>,
    /// What it may speak of, the best first.
    pub candidates: Vec<Candidate<'a>>,
    /// True where a person said that it is none of our claims.
    pub is_set_aside: bool,
}

/// A claim with everything that was decided on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledClaim<'a> {
    /// Its versions.
    pub history: ClaimHistory<'a>,
    /// What it comes to.
    pub account: Account,
    /// The decisions in their order.
    pub matched: Vec<Matched<'a>>,
}

/// What the books come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement<'a> {
    /// The books: what was answered before a decision stands there.
    pub books: &'a Books,
    /// Every claim, by number.
    pub claims: BTreeMap<&'a str, SettledClaim<'a>>,
    /// Numbers under which claims were sent again, each with the number of its claim.
    pub joined: BTreeMap<&'a str, &'a str>,
    /// The payments that are posted, in the order of their keys.
    pub posted: Vec<&'a Remittance>,
    /// The payments that wait for a person.
    pub held: Vec<(&'a Remittance, Hold<'a>)>,
    /// The decisions that wait for a person.
    pub queue: Vec<Queued<'a>>,
}

impl<'a> Settlement<'a> {
    /// The claim that was sent under a number.
    pub fn claim(&self, number: &str) -> Option<&SettledClaim<'a>> {
        self.claims.get(self.joined.get(number).copied().unwrap_or(number))
    }

    /// The names of payers by their numbers: as their payments say it, else as claims do.
    pub fn payer_names(&self) -> BTreeMap<String, String> {
        let claims = self.claims.values().map(|settled| settled.history.current()).map(|claim| (&claim.payer_id, &claim.payer_name));
        let payments = self.posted.iter().map(|payment| (&payment.key.payer_id, &payment.payer_name));
        claims.chain(payments).filter(|(_, name)| !name.is_empty()).map(|(id, name)| (id.clone(), name.clone())).collect()
    }

    /// What was paid on claims that we have.
    pub fn matched_paid_amount(&self) -> Money {
        self.claims.values().map(|claim| claim.account.paid_amount).sum()
    }

    /// What was paid on decisions that wait for a person. With [`Settlement::matched_paid_amount`] this is everything that was posted.
    pub fn queued_paid_amount(&self) -> Money {
        self.queue.iter().map(|queued| queued.posting.adjudication.posted_amount()).sum()
    }

    /// The money that belongs to no claim, in the order of the payments.
    pub fn provider_adjustments(&self) -> impl Iterator<Item = (&'a PaymentKey, &'a ProviderAdjustment)> {
        self.posted.iter().flat_map(|remittance| remittance.provider_adjustments.iter().map(|adjustment| (&remittance.key, adjustment)))
    }

    /// The sum of the payments that arrived.
    pub fn payment_amount(&self) -> Money {
        self.posted.iter().map(|remittance| remittance.amount).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cents, claim, decided, remittance};

    fn books() -> Books {
        let mut books = Books::default();
        books.add_claim(claim("A1", &[(10_000, "2026-03-02")]));
        let mut lost = decided("lost", "1", 10_000, 4000, &[("CO", "45", 6000)]);
        lost.lines[0].control = None;
        books.add_remittance(remittance("T1", vec![lost]));
        books
    }

    #[test]
    fn what_is_there_is_known_and_changes_nothing() {
        let mut twice = books();
        let again = remittance("T1", books().remittances().next().unwrap().adjudications.clone());
        assert_eq!(twice.add_claim(claim("A1", &[(10_000, "2026-03-02")])), Added::Known);
        assert_eq!(twice.add_remittance(again), Added::Known);
        assert_eq!(twice, books());
    }

    #[test]
    fn the_last_answer_about_a_claim_says_whether_it_was_taken_in() {
        use AcknowledgmentVerdict::{Accepted, Received, Rejected};
        let check = |answers: &[(&str, AcknowledgmentVerdict)], of_file: &[AcknowledgmentVerdict], expected| {
            let mut books = books();
            for (day, verdict) in answers {
                let (claim_number, day) = ("A1".into(), day.parse().ok());
                books.add_acknowledgment(Acknowledgment { claim_number, verdict: *verdict, codes: Vec::new(), payer_control: None, day });
            }
            for verdict in of_file {
                let (group, codes) = (String::new(), Vec::new());
                books.add_file_acknowledgment(FileAcknowledgment { group, transaction: None, verdict: *verdict, codes });
            }
            assert_eq!(books.receipt(&books.history("A1").unwrap()), expected);
        };
        check(&[], &[], None);
        check(&[("2026-03-05", Received), ("2026-03-06", Rejected)], &[], Some(Rejected));
        check(&[("2026-03-06", Accepted), ("2026-03-05", Rejected)], &[Rejected], Some(Accepted));
        check(&[], &[Accepted, Rejected], Some(Rejected));
        check(&[], &[Accepted], Some(Accepted));
    }

    #[test]
    fn a_correction_is_turned_away_by_what_answers_it_and_not_by_what_answered_the_claim_before() {
        use AcknowledgmentVerdict::{Accepted, Rejected};
        let since = "2026-04-10".parse().unwrap();
        let check = |answers: &[(&str, AcknowledgmentVerdict)], resent: Option<&str>, of_file: bool, expected: bool| {
            let mut books = books();
            for (day, verdict) in answers {
                let (claim_number, day) = ("A1".into(), day.parse().ok());
                books.add_acknowledgment(Acknowledgment { claim_number, verdict: *verdict, codes: Vec::new(), payer_control: None, day });
            }
            if let Some(day) = resent {
                let mut again = claim("A1", &[(10_000, "2026-03-02")]);
                (again.frequency, again.source.day, again.source.group) =
                    (crate::claim::Frequency::Replacement, day.parse().ok(), "77".into());
                books.add_claim(again);
            }
            if of_file {
                let (group, codes) = ("77".into(), Vec::new());
                books.add_file_acknowledgment(FileAcknowledgment { group, transaction: None, verdict: Rejected, codes });
            }
            assert_eq!(books.is_rejected_since(&books.history("A1").unwrap(), since), expected, "{answers:?} {resent:?}");
        };
        check(&[], None, false, false);
        check(&[("2026-03-06", Rejected)], None, false, false);
        check(&[("2026-04-11", Rejected)], None, false, true);
        check(&[("2026-04-11", Rejected), ("2026-04-20", Accepted)], None, false, false);
        check(&[], Some("2026-04-10"), true, true);
        check(&[], Some("2026-04-01"), true, false);
        check(&[("2026-04-11", Accepted)], Some("2026-04-10"), true, false);
    }

    #[test]
    fn a_person_matches_what_waits_and_may_take_it_back() {
        let table = ReasonTable::shipped();
        let mut books = books();
        let key = books.remittances().next().unwrap().key.clone();
        let check = |books: &Books, paid, queued, waiting: &[bool]| {
            let settlement = books.settle(table);
            assert_eq!((settlement.matched_paid_amount(), settlement.queued_paid_amount()), (cents(paid), cents(queued)));
            assert_eq!(settlement.queue.iter().map(|queued| queued.is_set_aside).collect::<Vec<_>>(), waiting);
        };
        check(&books, 0, 4000, &[false]);
        books.decide_match(key.clone(), 0, Some("A1".into()));
        check(&books, 4000, 0, &[]);
        books.decide_match(key.clone(), 0, None);
        check(&books, 0, 4000, &[true]);
        books.undo_match(&key, 0);
        check(&books, 0, 4000, &[false]);
        books.decide_match(key, 0, Some("nowhere".into()));
        check(&books, 0, 4000, &[false]);
    }
}
