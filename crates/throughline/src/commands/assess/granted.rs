//! Answers to requests for authorizations (278) that stand beside claims in a folder: what they grant becomes authorizations of the patients whom the
//! claims name. Of the others the file says that they were not used.

use std::collections::BTreeSet;

use integrity::assessment::side::AuthorizationFact;
use interchange::x12_map::{Members, Place, Problem, ProblemKind};
use revenue_cycle::Books;

use crate::commands::x12::Brought;

/// What the answers of these files grant. A folder without any that can be used has no authorizations by it: nothing is judged by an empty list.
pub(super) fn authorizations<'f>(books: &Books, files: impl Iterator<Item = &'f mut Brought>) -> BTreeSet<AuthorizationFact> {
    let (members, mut granted) = (Members::of(books), BTreeSet::new());
    for brought in files {
        for (place, answer) in std::mem::take(&mut brought.reviews) {
            let facts = members.authorizations(&answer);
            if facts.is_empty() {
                brought.problems.push(not_used(place));
            }
            granted.extend(facts);
        }
    }
    granted
}

fn not_used(place: Place) -> Problem {
    Problem { place, kind: ProblemKind::ReviewNotUsed }
}
