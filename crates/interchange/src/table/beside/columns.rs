//! The columns of each kind of table.

use integrity::assessment::FileKind;

/// The columns of a kind; `true` for those that must be there. Empty for a kind that is no table.
pub fn columns_of(kind: FileKind) -> &'static [(&'static str, bool)] {
    match kind {
        FileKind::Contracts => {
            &[("payer", true), ("service", true), ("level_of_care", false), ("first_day", true), ("last_day", false), ("unit_amount", true)]
        }
        FileKind::Notes => {
            &[("patient", true), ("day", true), ("service", false), ("minutes", false), ("author", false), ("signed_day", true)]
        }
        FileKind::Charges => &[("patient", true), ("day", true), ("posted_day", true), ("service", false), ("charge_amount", true)],
        FileKind::Attendance => &[("patient", true), ("day", true), ("service", false), ("attended", true)],
        FileKind::Authorizations => &[
            ("authorization", true),
            ("patient", true),
            ("first_day", true),
            ("last_day", false),
            ("units", false),
            ("payer", false),
            ("level_of_care", false),
            ("asked_day", false),
        ],
        FileKind::WriteOffs => {
            &[("claim", true), ("line", false), ("written_off_day", true), ("amount", true), ("reason", true), ("approver", false)]
        }
        FileKind::Measures => &[("patient", true), ("day", true), ("instrument", true), ("score", true), ("interpreted", false)],
        FileKind::Determinations => &[("patient", true), ("day", true), ("determination", true), ("decided_otherwise", false)],
        FileKind::Episodes => &[
            ("patient", true),
            ("admitted_day", true),
            ("discharged_day", false),
            ("discharge_type", false),
            ("program", false),
            ("level_of_care", false),
            ("referral_source", false),
            ("diagnosis", false),
            ("approach", false),
            ("clinician", false),
        ],
        FileKind::Reviews => &[
            ("payer", true),
            ("patient", true),
            ("submitted_day", true),
            ("decision", true),
            ("days_requested", false),
            ("days_approved", false),
            ("minutes", false),
        ],
        FileKind::Appeals => {
            &[("claim", true), ("filed_day", true), ("last_day", false), ("outcome", true), ("decided_day", false), ("with_scores", false)]
        }
        FileKind::AppealLimits => &[("payer", true), ("appeal_days", true)],
        FileKind::FilingLimits => &[("payer", true), ("filing_days", true)],
        FileKind::Benefits => &[
            ("patient", true),
            ("quoted_day", true),
            ("service", false),
            ("covered", true),
            ("patient_share", false),
            ("payer", false),
            ("member", false),
        ],
        FileKind::CaseAgreements => &[
            ("patient", true),
            ("service", true),
            ("level_of_care", false),
            ("first_day", true),
            ("last_day", false),
            ("agreed_amount", true),
        ],
        FileKind::PatientPayments => &[("claim", true), ("paid_day", true), ("paid_amount", true)],
        FileKind::Crosswalk => &[("account", true), ("patient", true)],
        FileKind::Claims | FileKind::Remittances | FileKind::Acknowledgments => &[],
    }
}

/// The kinds that are tables.
pub const KINDS: [FileKind; 17] = [
    FileKind::Contracts,
    FileKind::Notes,
    FileKind::Charges,
    FileKind::Attendance,
    FileKind::Authorizations,
    FileKind::WriteOffs,
    FileKind::Measures,
    FileKind::Determinations,
    FileKind::Episodes,
    FileKind::Reviews,
    FileKind::Appeals,
    FileKind::AppealLimits,
    FileKind::FilingLimits,
    FileKind::Benefits,
    FileKind::CaseAgreements,
    FileKind::PatientPayments,
    FileKind::Crosswalk,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_that_must_be_there_name_one_kind_only() {
        let must = |kind: FileKind| columns_of(kind).iter().filter(|(_, must)| *must).map(|(name, _)| *name).collect::<Vec<_>>();
        for one in KINDS {
            for other in KINDS.into_iter().filter(|other| *other != one) {
                let fits = must(other).iter().all(|name| columns_of(one).iter().any(|(known, _)| known == name));
                assert!(!fits, "a table of {one} would also be one of {other}");
            }
        }
    }

    #[test]
    fn every_kind_that_is_no_x12_is_a_table() {
        for kind in FileKind::ALL {
            assert_eq!(KINDS.contains(kind), !columns_of(*kind).is_empty(), "{kind}");
        }
    }
}
