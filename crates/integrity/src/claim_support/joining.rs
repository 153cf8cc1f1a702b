//! Which patient is a claim about? By what the practice says of an account number ([`care::ClaimAccount`]), by account or record number, then by the member's number with birth day and family name. Never by a name alone,
//! and never against the birth day that the claim states: where nothing fits, the claim stays without a patient and the page says so.

use care::choices;
use revenue_cycle::Claim;
use vocabulary::{Day, PatientId};

use super::facts::plain;

choices! {
    /// By what a claim was joined to a patient, the surest first.
    JoinBasis ("basis of a join") {
        /// The practice says whose the number on the claim is: by a crosswalk file, or a person did.
        Crosswalk = "crosswalk",
        /// The record number that the claim carries.
        RecordNumber = "record_number",
        /// The claim's own number begins with a record number.
        AccountNumber = "account_number",
        /// The member's number, the birth day and the family name.
        Member = "member",
    }
}

/// A patient that a claim may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Whose record.
    pub patient: PatientId,
    /// The practice's number.
    pub record_number: String,
    /// Family name.
    pub family_name: String,
    /// Day of birth.
    pub birth_day: Day,
    /// Numbers of the patient as a member, at any payer.
    pub member_ids: Vec<String>,
    /// Numbers of which the practice says that they speak of this patient.
    pub accounts: Vec<String>,
}

/// What separates the number of a patient from the rest of a claim's number.
const SEPARATORS: [char; 4] = ['-', '.', '/', '_'];

/// The record numbers with which a claim's number may begin, the longest first.
pub fn account_numbers(claim_number: &str) -> Vec<String> {
    account_prefixes(claim_number).map(str::to_owned).collect()
}

/// The same, lent.
pub(crate) fn account_prefixes(claim_number: &str) -> impl Iterator<Item = &str> {
    let cuts = claim_number.char_indices().rev().filter(|(_, separator)| SEPARATORS.contains(separator));
    cuts.map(|(at, _)| &claim_number[..at]).filter(|number| !number.is_empty())
}

/// The numbers of a claim under which a crosswalk may name its patient, the most particular first: its own, the patient's, and what its own begins with.
pub fn account_lookups(claim: &Claim) -> Vec<String> {
    let own = Some(claim.number.clone()).filter(|number| !number.is_empty());
    let stated = claim.record_number.as_deref().map(str::trim).filter(|number| !number.is_empty()).map(str::to_owned);
    own.into_iter().chain(stated).chain(account_numbers(&claim.number)).collect()
}

/// The one patient of a claim; `None` where none fits, or two fit equally well.
pub fn join(claim: &Claim, candidates: &[Candidate]) -> Option<(PatientId, JoinBasis)> {
    // A payer's file may leave the birth day out: then the family name must not speak against it.
    let agrees = |candidate: &Candidate| match claim.birth_day {
        Some(born) => born == candidate.birth_day,
        None => same_name(&claim.family_name, &candidate.family_name),
    };
    let one = |basis: JoinBasis, fits: &dyn Fn(&Candidate) -> bool| {
        let mut fitting = candidates.iter().filter(|candidate| fits(candidate) && agrees(candidate)).map(|candidate| candidate.patient);
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some((first, basis))
    };
    for number in account_lookups(claim) {
        let joined = one(JoinBasis::Crosswalk, &|candidate| candidate.accounts.contains(&number));
        if joined.is_some() {
            return joined;
        }
    }
    if let Some(number) = claim.record_number.as_deref().filter(|number| !number.trim().is_empty()) {
        let joined = one(JoinBasis::RecordNumber, &|candidate| plain(&candidate.record_number) == plain(number));
        if joined.is_some() {
            return joined;
        }
    }
    for number in account_numbers(&claim.number) {
        let joined = one(JoinBasis::AccountNumber, &|candidate| candidate.record_number == number);
        if joined.is_some() {
            return joined;
        }
    }
    let member = plain(&claim.member_id);
    let is_member = |candidate: &Candidate| {
        let has_number = !member.is_empty() && candidate.member_ids.iter().any(|id| plain(id) == member);
        has_number && claim.birth_day == Some(candidate.birth_day) && same_name(&claim.family_name, &candidate.family_name)
    };
    one(JoinBasis::Member, &is_member)
}

/// True for names that differ only in case, spaces and hyphens.
pub fn same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(one) == letters(other)
}

/// Whether what was said of a plan is said of the one that a claim bills: its payer is named by the number or the name that stands on the claim, and the
/// member's number, where both have one, is that of the claim. Where the payer is not named, the member's number tells alone. `None` where neither tells.
pub fn is_plan_of<'a>(payers: impl IntoIterator<Item = &'a str>, member: &str, claim: &Claim) -> Option<bool> {
    let (asked, billed) = (plain(member), plain(&claim.member_id));
    let is_member = (!asked.is_empty() && !billed.is_empty()).then(|| asked == billed);
    let is_named = |payer: &str| payer == claim.payer_id || (!claim.payer_name.is_empty() && same_name(payer, &claim.payer_name));
    let mut payers = payers.into_iter().filter(|payer| !payer.trim().is_empty()).peekable();
    if payers.peek().is_none() {
        return is_member;
    }
    Some(payers.any(is_named) && is_member != Some(false))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{claim, day};
    use super::*;

    fn id(place: u128) -> PatientId {
        format!("00000000-0000-7000-8000-{place:012}").parse().expect("an id")
    }

    fn candidate(place: u128, record_number: &str, member: &str) -> Candidate {
        Candidate {
            patient: id(place),
            record_number: record_number.into(),
            family_name: "Birch".into(),
            birth_day: day("1990-05-06"),
            member_ids: vec![member.into()],
            accounts: Vec::new(),
        }
    }

    #[test]
    fn numbers_join_a_claim_to_its_patient_and_a_name_alone_never_does() {
        let candidates = [candidate(1, "TL-0001", "M1"), candidate(2, "TL-0002", "M2")];
        let check = |change: fn(&mut Claim), expected: Option<(u128, JoinBasis)>| {
            let mut claim = claim();
            claim.record_number = None;
            (claim.number, claim.member_id) = ("C1".into(), String::new());
            change(&mut claim);
            let expected = expected.map(|(place, basis)| (id(place), basis));
            assert_eq!(join(&claim, &candidates), expected);
        };
        check(|_| {}, None);
        check(|claim| claim.record_number = Some("tl 0002".into()), Some((2, JoinBasis::RecordNumber)));
        check(|claim| claim.number = "TL-0001-7".into(), Some((1, JoinBasis::AccountNumber)));
        check(|claim| claim.number = "TL-00017".into(), None);
        check(|claim| (claim.number, claim.birth_day) = ("TL-0001-7".into(), Some(day("1971-01-01"))), None);
        check(|claim| (claim.number, claim.birth_day) = ("TL-0001-7".into(), None), Some((1, JoinBasis::AccountNumber)));
        check(|claim| (claim.number, claim.birth_day, claim.family_name) = ("TL-0001-7".into(), None, "Alder".into()), None);
        check(|claim| claim.member_id = "m-2".into(), Some((2, JoinBasis::Member)));
        check(|claim| (claim.member_id, claim.birth_day) = ("M2".into(), None), None);
        check(|claim| (claim.member_id, claim.family_name) = ("M2".into(), "Alder".into()), None);
    }

    #[test]
    fn what_the_practice_says_of_a_number_comes_first_and_not_against_the_birth_day() {
        // The number of another system, under which somebody else is known here.
        let mut candidates = [candidate(1, "TL-0001", "M1"), candidate(2, "TL-0002", "M2")];
        candidates[1].accounts = vec!["TL-0001".into(), "B-7".into()];
        let check = |number: &str, record: Option<&str>, born: Option<&str>, expected: Option<(u128, JoinBasis)>| {
            let mut claim = claim();
            (claim.number, claim.record_number, claim.member_id) = (number.into(), record.map(str::to_owned), String::new());
            claim.birth_day = born.map(day);
            let expected = expected.map(|(place, basis)| (id(place), basis));
            assert_eq!(join(&claim, &candidates), expected, "{number} {record:?} {born:?}");
        };
        check("B-7", None, Some("1990-05-06"), Some((2, JoinBasis::Crosswalk)));
        check("B-7-20260302", None, Some("1990-05-06"), Some((2, JoinBasis::Crosswalk)));
        check("C1", Some("B-7"), Some("1990-05-06"), Some((2, JoinBasis::Crosswalk)));
        check("C1", Some("TL-0001"), Some("1990-05-06"), Some((2, JoinBasis::Crosswalk)));
        check("B-7", None, Some("1971-01-01"), None);
        check("B-70", None, Some("1990-05-06"), None);
        candidates[0].accounts = vec!["B-7-1".into()];
        let mut claim = claim();
        (claim.number, claim.record_number, claim.member_id) = ("B-7-1".into(), None, String::new());
        assert_eq!(join(&claim, &candidates), Some((id(1), JoinBasis::Crosswalk)), "the most particular number holds");
    }

    #[test]
    fn two_patients_that_fit_equally_join_nothing() {
        let mut claim = claim();
        (claim.number, claim.record_number, claim.member_id) = ("C1".into(), None, "M1".into());
        assert_eq!(join(&claim, &[candidate(1, "A", "M1"), candidate(2, "B", "M1")]), None);
    }

    #[test]
    fn what_was_said_of_one_plan_is_not_said_of_another() {
        let check = |payers: &[&str], member: &str, expected: Option<bool>| {
            let mut billed = claim();
            (billed.payer_id, billed.payer_name, billed.member_id) = ("P1".into(), "PLAN ONE".into(), "M-1".into());
            assert_eq!(is_plan_of(payers.iter().copied(), member, &billed), expected, "{payers:?} {member}");
        };
        check(&["P1"], "M1", Some(true));
        check(&["P1"], "", Some(true));
        check(&["", "Plan One"], "m-1", Some(true));
        // The same payer, another plan; another payer under the same number.
        check(&["P1"], "M2", Some(false));
        check(&["P2", "PLAN TWO"], "M1", Some(false));
        check(&[], "M1", Some(true));
        check(&[""], "M2", Some(false));
        check(&[], "", None);
    }
}
