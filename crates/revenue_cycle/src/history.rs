//! All versions of a claim: what was sent under one number.

use vocabulary::Money;

use crate::claim::{Claim, Frequency, Sequence};

/// The versions under one number, the oldest first. The same service may have been sent to several payers and corrected in between; its charge counts
/// once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimHistory<'a> {
    versions: Vec<&'a Claim>,
}

impl<'a> ClaimHistory<'a> {
    /// Puts versions in order; `None` where there are none.
    pub fn new(versions: impl IntoIterator<Item = &'a Claim>) -> Option<Self> {
        let mut versions: Vec<&Claim> = versions.into_iter().collect();
        versions.sort_by(|one, other| (&one.source, one).cmp(&(&other.source, other)));
        (!versions.is_empty()).then_some(Self { versions })
    }

    /// Every version, the oldest first.
    pub fn versions(&self) -> &[&'a Claim] {
        &self.versions
    }

    /// The version that holds: the last of those that no void to their payer withdraws, else the last.
    pub fn current(&self) -> &'a Claim {
        self.standing().next_back().or(self.versions.last().copied()).expect("a history has a version")
    }

    /// True where the bill of every payer is withdrawn: a void goes to one payer and withdraws what was sent to that one.
    pub fn is_void(&self) -> bool {
        self.standing().next().is_none()
    }

    /// The versions whose payer got no void as the last word.
    fn standing(&self) -> impl DoubleEndedIterator<Item = &'a Claim> {
        let versions = self.versions.as_slice();
        let stands = move |(place, version): &(usize, &&'a Claim)| version.frequency != Frequency::Void && !is_withdrawn(versions, *place);
        versions.iter().enumerate().filter(stands).map(|(_, version)| *version)
    }

    /// What is charged: nothing once the claim is withdrawn.
    pub fn charge_amount(&self) -> Money {
        if self.is_void() { Money::ZERO } else { self.current().charge_amount }
    }

    /// True where the number was used for a professional and an institutional bill. Payers answer by number alone, so the two cannot be told apart:
    /// the charge of the current version counts once.
    pub fn has_two_kinds(&self) -> bool {
        self.versions.iter().any(|version| version.kind != self.current().kind)
    }

    /// True where versions speak of different people: the number was used twice. Neither member number nor family name nor day of birth agrees.
    pub fn is_of_two_people(&self) -> bool {
        let first = self.versions[0];
        let differs = |other: &&&Claim| {
            other.member_id != first.member_id
                && !other.family_name.eq_ignore_ascii_case(&first.family_name)
                && other.birth_day != first.birth_day
        };
        self.versions.iter().any(|version| differs(&version))
    }

    /// In which place of the order a payer stands, as far as the versions say.
    pub fn sequence_of(&self, payer_id: &str) -> Option<Sequence> {
        let versions = || self.versions.iter().rev();
        let billed = versions().find(|version| version.payer_id == payer_id).map(|version| version.sequence);
        let other = || versions().flat_map(|version| &version.other_coverages).find(|other| other.payer_id == payer_id);
        billed.or_else(|| other().map(|other| other.sequence))
    }

    /// True where the claim names this payer, as the one that is billed or as another.
    pub fn names_payer(&self, payer_id: &str) -> bool {
        self.sequence_of(payer_id).is_some()
    }
}

/// True where the last word to the payer of a version is a void; or where a void follows that names a payer to which nothing was billed: somebody on the way
/// wrote the payer otherwise.
fn is_withdrawn(versions: &[&Claim], place: usize) -> bool {
    let payer = versions[place].payer_id.as_str();
    let last = versions.iter().rev().find(|version| version.payer_id == payer);
    let is_billed = |payer: &str| versions.iter().any(|other| other.payer_id == payer && other.frequency != Frequency::Void);
    let is_of_nobody = |void: &&&Claim| void.frequency == Frequency::Void && !is_billed(&void.payer_id);
    last.is_some_and(|last| last.frequency == Frequency::Void) || versions[place..].iter().any(|void| is_of_nobody(&void))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{ClaimKind, OtherCoverage};
    use crate::testing::{cents, claim};

    fn version(day: &str, change: impl FnOnce(&mut Claim)) -> Claim {
        let mut version = claim("A1", &[(10_000, "2026-03-02")]);
        version.source.day = day.parse().ok();
        change(&mut version);
        version
    }

    #[test]
    fn the_last_version_holds_whatever_the_order_in_which_they_came() {
        let first = version("2026-03-05", |_| {});
        let second = version("2026-04-05", |version| {
            version.frequency = Frequency::Replacement;
            version.charge_amount = cents(12_000);
        });
        let third = version("2026-05-05", |version| version.frequency = Frequency::Void);
        let check = |versions: &[&Claim], expected| {
            let history = ClaimHistory::new(versions.iter().copied()).unwrap();
            assert_eq!(history.charge_amount(), cents(expected));
        };
        check(&[&first], 10_000);
        check(&[&second, &first], 12_000);
        check(&[&third, &second, &first], 0);
    }

    #[test]
    fn a_void_withdraws_the_bill_of_its_payer_alone() {
        let to = |payer: &str, day: &str, frequency: Frequency| {
            version(day, |version| (version.payer_id, version.frequency) = (payer.into(), frequency))
        };
        let [first, second] = [to("P1", "2026-03-05", Frequency::Original), to("P2", "2026-04-05", Frequency::Original)];
        let [no_second, no_first] = [to("P2", "2026-05-05", Frequency::Void), to("P1", "2026-06-05", Frequency::Void)];
        let check = |versions: &[&Claim], is_void, current: &Claim| {
            let history = ClaimHistory::new(versions.iter().copied()).unwrap();
            assert_eq!((history.is_void(), history.current()), (is_void, current));
        };
        check(&[&first, &second, &no_second], false, &first);
        check(&[&first, &second, &no_first], false, &second);
        check(&[&first, &second, &no_second, &no_first], true, &no_first);
        // Billed again after the void; and a void under a name of the payer that no bill has.
        check(
            &[&first, &to("P1", "2026-04-05", Frequency::Void), &to("P1", "2026-05-05", Frequency::Original)],
            false,
            &to("P1", "2026-05-05", Frequency::Original),
        );
        let renamed = to("0042", "2026-04-05", Frequency::Void);
        check(&[&first, &renamed], true, &renamed);
    }

    #[test]
    fn one_number_for_two_kinds_or_two_people_is_noticed() {
        let first = version("2026-03-05", |_| {});
        let facility = version("2026-03-05", |version| version.kind = ClaimKind::Institutional);
        let stranger = version("2026-03-06", |version| {
            version.member_id = "Z9".into();
            version.family_name = "OAK".into();
            version.birth_day = None;
        });
        assert!(ClaimHistory::new([&first, &facility]).unwrap().has_two_kinds());
        assert!(!ClaimHistory::new([&first, &facility]).unwrap().is_of_two_people());
        assert!(ClaimHistory::new([&first, &stranger]).unwrap().is_of_two_people());
    }

    #[test]
    fn payers_stand_in_the_order_that_any_version_names() {
        let first = version("2026-03-05", |version| {
            version.other_coverages.push(OtherCoverage { sequence: Sequence::Secondary, payer_id: "P2".into(), paid_amount: None });
        });
        let history = ClaimHistory::new([&first]).unwrap();
        let check = |payer: &str, expected| assert_eq!(history.sequence_of(payer), expected, "{payer}");
        check("P1", Some(Sequence::Primary));
        check("P2", Some(Sequence::Secondary));
        check("P3", None);
    }
}
