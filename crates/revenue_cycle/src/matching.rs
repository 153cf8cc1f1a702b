//! Which claim a payer's decision speaks of.
//!
//! | found by | confidence |
//! |---|---|
//! | the payer's own number of the claim, known from an acknowledgment or an earlier decision | 97 |
//! | our number of the claim | 92 |
//! | our number, cut to 20 characters or in capitals | 87 |
//! | our numbers of the lines | 86 |
//! | member, day of service and procedure | 75 |
//!
//! A payer that the claim does not name takes 20 off; it takes 10 off where a number of the biller, the member's number and the charge are all given and
//! agree: then it is the payer that was billed under another name. A biller or a patient that does not agree takes 15 off each; two numbers that point to
//! different claims take 20 off both. Below [`AUTOMATIC`], or with two claims alike, a person decides. A name alone never matches.

use std::collections::{BTreeMap, BTreeSet};

use care::choices;
use vocabulary::{Day, Period};

use crate::acknowledgment::Acknowledgment;
use crate::claim::Claim;
use crate::history::ClaimHistory;
use crate::remittance::{Adjudication, Remittance};

/// From this confidence on a match needs no person.
pub const AUTOMATIC: u8 = 82;

choices! {
    /// By what a claim was found.
    Basis ("basis of a match") {
        /// The payer's number of the claim.
        PayerControl = "payer_control",
        /// Our number of the claim.
        ClaimNumber = "claim_number",
        /// Our number, cut or in capitals.
        AlteredNumber = "altered_number",
        /// Our numbers of the lines.
        LineNumbers = "line_numbers",
        /// Member, day of service and procedure.
        MemberAndService = "member_and_service",
        /// A person said so.
        Person = "person",
    }
}

impl Basis {
    /// The confidence where everything else agrees.
    pub const fn confidence(self) -> u8 {
        match self {
            Self::Person => 100,
            Self::PayerControl => 97,
            Self::ClaimNumber => 92,
            Self::AlteredNumber => 87,
            Self::LineNumbers => 86,
            Self::MemberAndService => 75,
        }
    }
}

/// A claim that a decision may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The claim's number.
    pub number: &'a str,
    /// By what it was found.
    pub basis: Basis,
    /// 0 to 100.
    pub confidence: u8,
}

/// The one candidate that needs no person, if there is one.
pub fn settled<'a>(candidates: &[Candidate<'a>]) -> Option<Candidate<'a>> {
    let best = *candidates.first()?;
    let is_alone = candidates.get(1).is_none_or(|second| second.confidence < best.confidence);
    (best.confidence >= AUTOMATIC && is_alone).then_some(best)
}

/// The claims to which something points, in order: nearly always one, so one takes no room beside the map.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Owners<'a> {
    One(&'a str),
    Many(BTreeSet<&'a str>),
}

impl<'a> Owners<'a> {
    fn insert(&mut self, number: &'a str) {
        match self {
            Self::One(known) if *known == number => {}
            Self::One(known) => *self = Self::Many(BTreeSet::from([*known, number])),
            Self::Many(numbers) => drop(numbers.insert(number)),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &'a str> {
        let (one, many) = match self {
            Self::One(number) => (Some(*number), None),
            Self::Many(numbers) => (None, Some(numbers)),
        };
        one.into_iter().chain(many.into_iter().flat_map(|numbers| numbers.iter().copied()))
    }

    fn contains(&self, number: &str) -> bool {
        self.iter().any(|known| known == number)
    }

    fn only(&self) -> Option<&'a str> {
        if let Self::One(number) = self { Some(number) } else { None }
    }
}

/// Notes that a key points to a claim.
fn note<'a, K: Ord>(index: &mut BTreeMap<K, Owners<'a>>, key: K, number: &'a str) {
    index.entry(key).and_modify(|owners| owners.insert(number)).or_insert(Owners::One(number));
}

/// Claims by everything that a payer may give back.
#[derive(Debug)]
pub struct ClaimIndex<'a> {
    claims: BTreeMap<&'a str, ClaimHistory<'a>>,
    joined: BTreeMap<&'a str, &'a str>,
    altered: BTreeMap<String, Owners<'a>>,
    controls: BTreeMap<&'a str, Owners<'a>>,
    lines: BTreeMap<String, Owners<'a>>,
    services: BTreeMap<(&'a str, Day), Owners<'a>>,
}

/// So many characters a payer keeps at least.
const KEPT: usize = 20;

fn capitals(text: &str) -> String {
    text.trim().to_uppercase()
}

fn cut(text: &str) -> String {
    capitals(text).chars().take(KEPT).collect()
}

impl<'a> ClaimIndex<'a> {
    /// An index of claims by number, with the numbers under which they were sent again, and the payers' numbers that acknowledgments brought.
    pub fn new(
        claims: BTreeMap<&'a str, ClaimHistory<'a>>,
        joined: BTreeMap<&'a str, &'a str>,
        acknowledgments: impl IntoIterator<Item = &'a Acknowledgment>,
    ) -> Self {
        let (mut altered, mut lines, mut services) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (&again, &number) in &joined {
            note(&mut altered, cut(again), number);
        }
        for (&number, history) in &claims {
            note(&mut altered, cut(number), number);
            for line in history.versions().iter().flat_map(|version| &version.lines) {
                if let Some(control) = &line.control {
                    note(&mut lines, capitals(control), number);
                }
            }
            for version in history.versions() {
                for day in version.lines.iter().filter_map(|line| line.days.map(Period::first)) {
                    note(&mut services, (version.member_id.as_str(), day), number);
                }
            }
        }
        let mut index = Self { claims, joined, altered, controls: BTreeMap::new(), lines, services };
        for acknowledgment in acknowledgments {
            if let (Some(control), Some(number)) = (&acknowledgment.payer_control, index.number(&acknowledgment.claim_number)) {
                note(&mut index.controls, control.as_str(), number);
            }
        }
        index
    }

    /// The number of the claim that was sent under a number.
    pub fn number(&self, given: &str) -> Option<&'a str> {
        let own = || self.claims.get_key_value(given).map(|(number, _)| *number);
        self.joined.get(given).copied().or_else(own)
    }

    /// The claims, by number.
    pub fn claims(&self) -> &BTreeMap<&'a str, ClaimHistory<'a>> {
        &self.claims
    }

    /// Learns the payers' numbers from decisions that give our number back without a doubt. All are learned before any is used, so that the order of
    /// files does not matter.
    pub fn learn(&mut self, remittances: &[&'a Remittance]) {
        let mut learned: Vec<(&'a str, &'a str)> = Vec::new();
        for remittance in remittances {
            for adjudication in &remittance.adjudications {
                let number = self.number(&adjudication.claim_number);
                let Some(number) = number.filter(|_| !adjudication.payer_control.is_empty()) else { continue };
                if Basis::ClaimNumber.confidence() - self.taken_off(number, adjudication, remittance) >= AUTOMATIC {
                    learned.push((&adjudication.payer_control, number));
                }
            }
        }
        for (control, number) in learned {
            note(&mut self.controls, control, number);
        }
    }

    /// Every claim that the decision may speak of, the best first.
    pub fn find(&self, adjudication: &Adjudication, remittance: &Remittance) -> Vec<Candidate<'a>> {
        let mut found: BTreeMap<&'a str, Basis> = BTreeMap::new();
        let mut add = |numbers: &mut dyn Iterator<Item = &'a str>, basis: Basis| {
            for number in numbers {
                let known = found.entry(number).or_insert(basis);
                if basis.confidence() > known.confidence() {
                    *known = basis;
                }
            }
        };
        let by_control = self.controls.get(adjudication.payer_control.as_str()).filter(|_| !adjudication.payer_control.is_empty());
        let by_number = self.number(&adjudication.claim_number);
        if let Some(numbers) = by_control {
            add(&mut numbers.iter(), Basis::PayerControl);
        }
        if let Some(number) = by_number {
            add(&mut std::iter::once(number), Basis::ClaimNumber);
        } else {
            add(&mut self.altered_like(&adjudication.claim_number).into_iter(), Basis::AlteredNumber);
            add(&mut self.by_lines(adjudication).into_iter(), Basis::LineNumbers);
            add(&mut self.by_service(adjudication).into_iter(), Basis::MemberAndService);
        }
        let disagrees = matches!((by_control, by_number), (Some(control), Some(number)) if !control.contains(number));
        let rate = |(number, basis): (&'a str, Basis)| {
            let off = self.taken_off(number, adjudication, remittance) + if disagrees { 20 } else { 0 };
            Candidate { number, basis, confidence: basis.confidence().saturating_sub(off) }
        };
        let mut candidates: Vec<Candidate<'a>> = found.into_iter().map(rate).collect();
        candidates.sort_by(|one, other| other.confidence.cmp(&one.confidence).then(one.number.cmp(other.number)));
        candidates
    }

    fn altered_like(&self, given: &str) -> BTreeSet<&'a str> {
        let length = given.trim().chars().count();
        let fits = |number: &&str| number.chars().count() == length || length == KEPT;
        self.altered.get(&cut(given)).map(|numbers| numbers.iter().filter(fits).collect()).unwrap_or_default()
    }

    /// The claim to which all of our line numbers belong; numbers that several claims use say nothing.
    fn by_lines(&self, adjudication: &Adjudication) -> Option<&'a str> {
        let controls = adjudication.lines.iter().filter_map(|line| line.control.as_deref());
        let mut owners = controls.filter_map(|control| self.lines.get(&capitals(control)));
        let first = owners.next()?.only()?;
        owners.all(|other| other.only() == Some(first)).then_some(first)
    }

    fn by_service(&self, adjudication: &Adjudication) -> BTreeSet<&'a str> {
        if adjudication.member_id.is_empty() {
            return BTreeSet::new();
        }
        let days = adjudication.lines.iter().filter_map(|line| line.days.map(Period::first).map(|day| (line, day)));
        let mut found = BTreeSet::new();
        for (line, day) in days {
            let Some(numbers) = self.services.get(&(adjudication.member_id.as_str(), day)) else { continue };
            let procedure = line.submitted_procedure.as_deref().unwrap_or(&line.procedure);
            let bills = |number: &&'a str| {
                let lines = self.claims[*number].versions().iter().flat_map(|version| &version.lines);
                lines.into_iter().any(|billed| billed.procedure == procedure && billed.days.map(Period::first) == Some(day))
            };
            found.extend(numbers.iter().filter(bills));
        }
        found
    }

    /// What disagreement takes off.
    fn taken_off(&self, number: &str, adjudication: &Adjudication, remittance: &Remittance) -> u8 {
        let history = &self.claims[number];
        let of_payer = match (payer_agrees(history, remittance), is_the_same_bill(history, adjudication, remittance)) {
            (true, _) => 0,
            (false, true) => 10,
            // The money of another payer, that happens to carry one of our numbers, stands with no claim before somebody looked at it.
            (false, false) => 20,
        };
        let off = |agrees: bool, points: u8| if agrees { 0 } else { points };
        of_payer + off(biller_agrees(history, remittance), 15) + off(patient_agrees(history, adjudication), 15)
    }
}

/// True where the claim names the payer, by number or by name. A payment that names nobody agrees with no claim.
fn payer_agrees(history: &ClaimHistory<'_>, remittance: &Remittance) -> bool {
    let (id, name) = (&remittance.key.payer_id, &remittance.payer_name);
    let is_named_alike = || history.versions().iter().any(|version| version.payer_name.eq_ignore_ascii_case(name));
    (!id.is_empty() && history.names_payer(id)) || (!name.is_empty() && is_named_alike())
}

/// Whether two numbers agree; `None` where one of them is not given.
fn said(theirs: &str, ours: &str) -> Option<bool> {
    (!theirs.is_empty() && !ours.is_empty()).then(|| capitals(theirs) == capitals(ours))
}

/// What the numbers of the biller (national provider number, tax number) say of one version.
fn of_biller(version: &Claim, remittance: &Remittance) -> [Option<bool>; 2] {
    [said(&remittance.payee_id, &version.billing_provider_id), said(&remittance.payee_tax_id, &version.billing_tax_id)]
}

/// True where biller, member and charge are given on both sides and agree, all on one version: whatever the payer calls itself, it decides on this bill.
fn is_the_same_bill(history: &ClaimHistory<'_>, adjudication: &Adjudication, remittance: &Remittance) -> bool {
    // A reversal carries the charge negated.
    let charge = adjudication.charge_amount.cents().abs();
    history.versions().iter().any(|version| {
        let biller = of_biller(version, remittance);
        let is_its_biller = biller.contains(&Some(true)) && !biller.contains(&Some(false));
        is_its_biller && said(&adjudication.member_id, &version.member_id) == Some(true) && version.charge_amount.cents() == charge
    })
}

/// False only where both sides name a biller and neither number agrees.
fn biller_agrees(history: &ClaimHistory<'_>, remittance: &Remittance) -> bool {
    history.versions().iter().any(|version| {
        let answers = of_biller(version, remittance);
        answers.contains(&Some(true)) || answers == [None, None]
    })
}

/// False only where both member number and family name are given and neither agrees.
fn patient_agrees(history: &ClaimHistory<'_>, adjudication: &Adjudication) -> bool {
    history.versions().iter().any(|version| {
        let answers = [said(&adjudication.member_id, &version.member_id), said(&adjudication.family_name, &version.family_name)];
        answers.contains(&Some(true)) || answers.contains(&None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acknowledgment::AcknowledgmentVerdict;
    use crate::testing::{claim, decided, remittance};

    const LONG: &str = "invented-2026-03-000000001";

    fn acknowledged(number: &str, control: &str) -> Acknowledgment {
        Acknowledgment {
            claim_number: number.into(),
            verdict: AcknowledgmentVerdict::Accepted,
            codes: Vec::new(),
            payer_control: Some(control.into()),
            day: None,
        }
    }

    fn claims() -> Vec<Claim> {
        let mut claims =
            vec![claim("A1", &[(10_000, "2026-03-02")]), claim("A2", &[(10_000, "2026-03-02")]), claim(LONG, &[(500, "2026-03-03")])];
        for claim in &mut claims {
            claim.lines[0].control = Some(format!("{}-L1", claim.number));
        }
        claims[1].member_id = "M2".into();
        claims[1].family_name = "OAK".into();
        claims
    }

    fn best(change: impl Fn(&mut Adjudication, &mut Remittance)) -> (Option<(String, u8)>, Option<String>) {
        let claims = claims();
        let known = [acknowledged("A2", "ICN-2")];
        let histories = claims.iter().map(|claim| (&*claim.number, ClaimHistory::new([claim]).unwrap())).collect();
        let index = ClaimIndex::new(histories, BTreeMap::new(), &known);
        let mut adjudication = decided("A1", "1", 10_000, 4000, &[("CO", "45", 6000)]);
        let mut payment = remittance("T1", Vec::new());
        change(&mut adjudication, &mut payment);
        let found = index.find(&adjudication, &payment);
        (found.first().map(|best| (best.number.to_owned(), best.confidence)), settled(&found).map(|best| best.number.to_owned()))
    }

    #[test]
    fn a_claim_is_found_by_its_numbers_in_their_order() {
        let check = |change: fn(&mut Adjudication), number: &str, confidence, alone: bool| {
            let (found, settled) = best(|adjudication, _| change(adjudication));
            assert_eq!(found, Some((number.to_owned(), confidence)));
            assert_eq!(settled.is_some(), alone, "{number} {confidence}");
        };
        check(|_| {}, "A1", 92, true);
        check(|it| it.claim_number = "a1".into(), "A1", 87, true);
        check(|it| it.claim_number = LONG[..20].to_uppercase(), LONG, 87, true);
        check(|it| (it.claim_number, it.lines[0].control) = ("lost".into(), Some("A1-L1".into())), "A1", 86, true);
        check(|it| it.claim_number = "lost".into(), "A1", 75, false);
        check(
            |it| {
                (it.claim_number, it.payer_control, it.member_id, it.family_name) =
                    ("lost".into(), "ICN-2".into(), "M2".into(), "OAK".into());
            },
            "A2",
            97,
            true,
        );
    }

    #[test]
    fn what_does_not_agree_goes_to_a_person() {
        let check = |change: fn(&mut Adjudication, &mut Remittance), expected: Option<(&str, u8)>, is_settled: bool| {
            let (found, settled) = best(change);
            assert_eq!(found.as_ref().map(|(number, confidence)| (&**number, *confidence)), expected);
            assert_eq!(settled.is_some(), is_settled);
        };
        check(|_, payment| payment.key.payer_id = "P9".into(), Some(("A1", 92)), true);
        check(|_, payment| (payment.payee_id, payment.payee_tax_id) = ("9".into(), "9".into()), Some(("A1", 77)), false);
        check(|it, _| (it.member_id, it.family_name) = ("M9".into(), "ELM".into()), Some(("A1", 77)), false);
        check(|it, _| it.family_name = "ELM".into(), Some(("A1", 92)), true);
        check(|it, _| it.payer_control = "ICN-2".into(), Some(("A1", 72)), false);
        check(|it, _| (it.claim_number, it.member_id) = ("lost".into(), String::new()), None, false);
    }

    #[test]
    fn money_of_a_payer_that_the_claim_does_not_name_goes_to_a_person() {
        let check = |change: fn(&mut Adjudication, &mut Remittance), expected: (&str, u8), is_settled: bool| {
            let (found, settled) = best(|it, payment| {
                (payment.key.payer_id, payment.payer_name) = ("P9".into(), "OTHER".into());
                change(it, payment);
            });
            assert_eq!(found.as_ref().map(|(number, confidence)| (&**number, *confidence)), Some(expected));
            assert_eq!(settled.is_some(), is_settled, "{expected:?}");
        };
        // Biller, member and charge agree: the payer that was billed, under another name; also where it takes its word back.
        check(|_, _| {}, ("A1", 82), true);
        check(|it, _| it.charge_amount = -it.charge_amount, ("A1", 82), true);
        check(|_, payment| payment.payee_id.clear(), ("A1", 82), true);
        // Another payer knows its member by another number, or does not say it; the name is not enough.
        check(|it, _| it.member_id = "M9".into(), ("A1", 72), false);
        check(|it, _| it.member_id.clear(), ("A1", 72), false);
        check(|it, _| it.charge_amount = crate::testing::cents(9000), ("A1", 72), false);
        check(|_, payment| (payment.payee_id.clear(), payment.payee_tax_id.clear()).0, ("A1", 72), false);
        check(|_, payment| payment.payee_tax_id = "9".into(), ("A1", 72), false);
        check(|_, payment| (payment.key.payer_id.clear(), payment.payer_name.clear()).0, ("A1", 82), true);
        check(|it, payment| (payment.key.payer_id.clear(), payment.payer_name.clear(), it.member_id.clear()).0, ("A1", 72), false);
        // The payer's number of the claim, which it gave before, is no better a witness.
        check(
            |it, _| {
                (it.claim_number, it.payer_control, it.member_id, it.family_name) =
                    ("lost".into(), "ICN-2".into(), String::new(), "OAK".into());
            },
            ("A2", 77),
            false,
        );
    }

    #[test]
    fn two_claims_alike_are_for_a_person() {
        let mut claims = claims();
        claims[1].member_id = "M1".into();
        let histories = claims.iter().map(|claim| (&*claim.number, ClaimHistory::new([claim]).unwrap())).collect();
        let index = ClaimIndex::new(histories, BTreeMap::new(), []);
        let found = index.find(&decided("lost", "1", 10_000, 4000, &[]), &remittance("T1", Vec::new()));
        assert_eq!(found.iter().map(|candidate| candidate.number).collect::<Vec<_>>(), ["A1", "A2"]);
        assert_eq!(settled(&found), None);
    }
}
