//! A portion of a long list of people: whom somebody looked for, what comes behind the last row seen, or where a person stands.
//!
//! What is looked for is a name, so that it is sent as a form and stands in no address. The mark of the last row seen holds its place beside the person:
//! where they have left the list meanwhile, a portion is repeated rather than passed over.

use maud::{Markup, html};
use vocabulary::PatientId;
use wording::Key;

use crate::form::{Fields, Problems};
use crate::frame::Frame;
use crate::parts::field::Draft;
use crate::parts::pager::Next;
use crate::visit::Visit;

/// How many rows a portion has.
pub(crate) const PORTION: usize = 25;

/// Somebody in a list.
pub(crate) trait Listed {
    /// Who.
    fn patient(&self) -> PatientId;
    /// Their name as lists have it, and their record number.
    fn words(&self) -> [&str; 2];
}

/// What of a list is asked for.
#[derive(Default)]
pub(crate) struct Wanted {
    /// Words of a name, or a record number; empty for everybody.
    pub(crate) find: String,
    after: Option<(usize, PatientId)>,
    /// Whose row is to be on the page.
    pub(crate) patient: Option<PatientId>,
}

impl Wanted {
    /// As a page was asked for.
    pub(crate) fn of(visit: &Visit) -> Self {
        let after = [visit.form.text("after"), visit.query.text("after")].into_iter().find_map(read_mark);
        Self { find: visit.form.text("find").trim().to_owned(), after, patient: visit.query.parsed("patient") }
    }

    /// The rows of the portion, by their place among those that fit what is looked for.
    pub(crate) fn portion<'a, T: Listed>(&self, rows: impl Iterator<Item = &'a T>) -> Portion<'a, T> {
        let words: Vec<String> = self.find.to_lowercase().split_whitespace().map(|word| word.trim_matches(',').to_owned()).collect();
        let fits = |row: &&T| {
            let told = row.words().join(" ").to_lowercase();
            words.iter().all(|word| told.contains(word.as_str()))
        };
        let all: Vec<&'a T> = rows.filter(fits).collect();
        let first = self.first(&all);
        let rows: Vec<&'a T> = all.iter().skip(first).take(PORTION).copied().collect();
        let last = first + rows.len();
        let next = rows.last().filter(|_| last < all.len()).map(|row| mark(last, row.patient()));
        let jump = self.patient.and_then(|patient| rows.iter().position(|row| row.patient() == patient));
        Portion { rows, next, jump }
    }

    fn first<T: Listed>(&self, all: &[&T]) -> usize {
        let near = |patient: PatientId, at: usize| {
            let places = all.iter().enumerate().filter(|(_, row)| row.patient() == patient).map(|(place, _)| place);
            places.min_by_key(|place| place.abs_diff(at))
        };
        match (self.after, self.patient) {
            (Some((seen, patient)), _) => near(patient, seen.saturating_sub(1)).map_or(seen.saturating_sub(PORTION), |place| place + 1),
            (None, Some(patient)) => near(patient, 0).map_or(0, |place| place / PORTION * PORTION),
            (None, None) => 0,
        }
    }

    /// The box to look for somebody.
    pub(crate) fn search(&self, frame: &Frame, action: &str) -> Markup {
        let fields = Fields::from([("find", self.find.as_str())]);
        let draft = Draft { text: frame.text, fields: &fields, problems: &Problems::default() };
        html! {
            form.search method="post" action=(action) role="search" {
                (frame.token_field())
                (draft.search_line("find", Key::CaseloadFilterLabel))
                button type="submit" { (frame.text.say(Key::ActionSearch)) }
                @if !self.find.is_empty() { a href=(action) { (frame.text.say(Key::AuditShowAll)) } }
            }
        }
    }

    /// The way to the next portion.
    pub(crate) fn next(&self, frame: &Frame, action: &str, mark: Option<&String>) -> Next {
        match mark {
            None => Next::End,
            Some(mark) if self.find.is_empty() => Next::Link(format!("{action}?after={mark}")),
            Some(mark) => Next::Form(html! {
                form method="post" action=(action) {
                    (frame.token_field())
                    input type="hidden" name="find" value=(self.find);
                    input type="hidden" name="after" value=(mark);
                    button type="submit" { (frame.text.say(Key::ActionNextPage)) }
                }
            }),
        }
    }
}

/// Rows that are shown.
pub(crate) struct Portion<'a, T> {
    /// The rows.
    pub(crate) rows: Vec<&'a T>,
    /// The mark behind which the next portion begins.
    pub(crate) next: Option<String>,
    /// The place of the person whose row is to be on the page.
    pub(crate) jump: Option<usize>,
}

/// The mark of a row: how many rows were seen with it, and whose it is.
pub(crate) fn mark(seen: usize, patient: PatientId) -> String {
    format!("{seen}.{patient}")
}

fn read_mark(text: &str) -> Option<(usize, PatientId)> {
    let (seen, patient) = text.split_once('.')?;
    Some((seen.parse().ok()?, patient.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Someone(u128);

    impl Listed for Someone {
        fn patient(&self) -> PatientId {
            format!("00000000-0000-7000-8000-{:012}", self.0).parse().expect("an id")
        }

        fn words(&self) -> [&str; 2] {
            if self.0 == 7 { ["Ortiz, Ana María", "A-7"] } else { ["Nobody, Else", "B-1"] }
        }
    }

    fn id(of: u128) -> PatientId {
        Someone(of).patient()
    }

    fn check(wanted: &Wanted, list: &[u128], expected: (u128, usize)) {
        let list: Vec<Someone> = list.iter().copied().map(Someone).collect();
        let portion = wanted.portion(list.iter());
        assert_eq!((portion.rows.first().map_or(0, |row| row.0), portion.rows.len()), expected);
    }

    #[test]
    fn portions_follow_each_other_and_pass_nobody_over() {
        let all: Vec<u128> = (1..=60).collect();
        check(&Wanted::default(), &all, (1, 25));
        let list: Vec<Someone> = all.iter().copied().map(Someone).collect();
        let mark = Wanted::default().portion(list.iter()).next.expect("more");
        let behind = || Wanted { after: read_mark(&mark), ..Wanted::default() };
        check(&behind(), &all, (26, 25));
        let before: Vec<u128> = (10..=60).collect();
        check(&behind(), &before, (26, 25));
        let without: Vec<u128> = all.iter().copied().filter(|each| *each != 25).collect();
        check(&behind(), &without, (1, 25));
        check(&Wanted { after: Some((50, id(50))), ..Wanted::default() }, &all, (51, 10));
        check(&Wanted { patient: Some(id(30)), ..Wanted::default() }, &all, (26, 25));
    }

    #[test]
    fn somebody_is_found_by_any_words_of_the_name_or_by_the_number() {
        let all: Vec<u128> = (1..=60).collect();
        for find in ["ana ortiz", "Ortiz, Ana", "a-7", "MARÍA"] {
            check(&Wanted { find: find.to_owned(), ..Wanted::default() }, &all, (7, 1));
        }
        check(&Wanted { find: "ana else".to_owned(), ..Wanted::default() }, &all, (0, 0));
    }
}
