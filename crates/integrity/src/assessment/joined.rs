//! Which tables name the patients of claims: what a finding that joins claims to care says of the lines that it could not join.

use std::collections::BTreeMap;

use revenue_cycle::Claim;
use vocabulary::Rate;

use super::definition::FileKind;
use super::side::{Names, Side};

/// The kinds of tables that name patients.
const KINDS: [FileKind; 10] = [
    FileKind::Notes,
    FileKind::Charges,
    FileKind::Attendance,
    FileKind::Authorizations,
    FileKind::Measures,
    FileKind::Determinations,
    FileKind::Episodes,
    FileKind::Reviews,
    FileKind::Benefits,
    FileKind::CaseAgreements,
];

/// A set of [`KINDS`], a bit each.
type Tables = u16;

fn bit(kind: FileKind) -> Tables {
    KINDS.iter().position(|known| *known == kind).map_or(0, |place| 1 << place)
}

/// Lines of claims by the tables that name their patient.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    lines: BTreeMap<Tables, usize>,
}

/// Everybody whom a table names.
fn patients(side: &Side, kind: FileKind) -> Vec<&str> {
    match kind {
        FileKind::Notes => side.notes.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Charges => side.charges.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Attendance => side.attendance.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Authorizations => side.authorizations.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Measures => side.measures.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Determinations => side.determinations.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Episodes => side.episodes.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Reviews => side.reviews.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Benefits => side.benefits.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::CaseAgreements => side.case_agreements.iter().flatten().map(|fact| fact.patient.as_str()).collect(),
        FileKind::Claims
        | FileKind::Remittances
        | FileKind::Acknowledgments
        | FileKind::Contracts
        | FileKind::WriteOffs
        | FileKind::Appeals
        | FileKind::AppealLimits
        | FileKind::FilingLimits
        | FileKind::PatientPayments
        | FileKind::Crosswalk => Vec::new(),
    }
}

impl Joined {
    /// Of claims that hold.
    pub(super) fn of<'a>(side: &'a Side, names: &Names<'a>, claims: impl Iterator<Item = &'a Claim>) -> Self {
        let mut named: BTreeMap<&str, Tables> = BTreeMap::new();
        for kind in KINDS {
            for patient in patients(side, kind) {
                *named.entry(patient).or_default() |= bit(kind);
            }
        }
        let mut lines: BTreeMap<Tables, usize> = BTreeMap::new();
        for claim in claims {
            let tables = names.of(claim).filter_map(|name| named.get(name)).fold(0, |all, tables| all | tables);
            *lines.entry(tables).or_default() += claim.lines.len();
        }
        Self { lines }
    }

    /// The lines of patients whom none of these tables names, of all lines.
    pub(super) fn unmatched(&self, kinds: &[FileKind]) -> Rate {
        let asked = kinds.iter().fold(0, |all, kind| all | bit(*kind));
        let count = self.lines.iter().filter(|(tables, _)| *tables & asked == 0).map(|(_, lines)| lines).sum();
        Rate { count, of: self.lines.values().sum() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::definition::FileKind;
    use super::super::findings::{CATALOGUE, JOINT};
    use super::super::outcome::Figure;
    use super::super::testing::Books;

    fn given<T: Default>(table: &mut Option<T>) {
        *table = Some(T::default());
    }

    /// Eight claims with a line each, and an empty table of every kind.
    fn with_empty_tables() -> Books {
        let mut books = Books::clean();
        let side = &mut books.side;
        given(&mut side.contracts);
        given(&mut side.notes);
        given(&mut side.charges);
        given(&mut side.attendance);
        given(&mut side.authorizations);
        given(&mut side.measures);
        given(&mut side.determinations);
        given(&mut side.episodes);
        given(&mut side.reviews);
        given(&mut side.benefits);
        given(&mut side.case_agreements);
        books
    }

    /// What each joint finding says of the lines that it could not join; `None` where it says nothing.
    fn said(books: &Books) -> Vec<(&'static str, Option<(usize, usize)>)> {
        books.assessed(|assessment| {
            let of = |code: &str| {
                let figures = assessment.finding(code).expect("joint findings are in the catalogue").outcome.figures();
                figures.iter().find_map(|(name, figure)| match figure {
                    Figure::Share(rate) if *name == "claim-lines-unmatched" => Some((rate.count, rate.of)),
                    _ => None,
                })
            };
            JOINT.iter().map(|(code, _)| (*code, of(code))).collect()
        })
    }

    #[test]
    fn every_joint_finding_says_which_lines_it_could_not_join() {
        for (code, said) in said(&with_empty_tables()) {
            assert_eq!(said, Some((8, 8)), "{code}");
        }
        // The patient of C1 is named by every table.
        let named = with_empty_tables()
            .note("M-C1", "2026-04-20", true)
            .attended("M-C1", "2026-04-20", true)
            .authorized("M-C1", "2026-04-01", "2026-04-30")
            .measured("M-C1", "2026-04-20", "phq-9", 12)
            .determined("M-C1", "2026-04-20", "CONTINUE")
            .episode("M-C1", "2026-04-01", "", "", "")
            .quoted("M-C1", "2026-04-01", true, None)
            .agreed("M-C1", "90834", 8000);
        for (code, said) in said(&named) {
            assert_eq!(said, Some((7, 8)), "{code}");
        }
    }

    #[test]
    fn what_asks_a_table_of_patients_beside_claims_is_joint() {
        let of_patients = |kind: &FileKind| super::bit(*kind) > 0;
        let needs_both = CATALOGUE
            .iter()
            .map(|finding| finding.definition)
            .filter(|definition| definition.needs.contains(&FileKind::Claims) && definition.needs.iter().any(of_patients));
        let forgotten: Vec<&str> =
            needs_both.map(|definition| definition.code).filter(|code| JOINT.iter().all(|(joint, _)| joint != code)).collect();
        assert_eq!(forgotten, [""; 0]);
    }
}
