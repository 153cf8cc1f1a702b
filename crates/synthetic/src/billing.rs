//! What the invented practice billed, and what payers made of it: a folder of files that agrees with the care.
//!
//! Every documented day of a stay of which notes are kept is billed on the Monday after it, by what took place: a day of a program as a whole, else each
//! piece by its minutes with the instruments that were scored and interpreted. Payers answer the next day and pay after two weeks, at the agreed rates.
//! Into these clean books cases are planted, one claim each, and written down as [`Planted`] lines: an assessment of the folder must find these and
//! nothing else ([`NOT_COMPARED`] says which findings are not compared line by line, and why). With [`Cases::Chance`] nothing is planted and much
//! happens by chance: then a statistical finding says something only wrongly.
//!
//! The files are the same for the same practice. Nobody in them is real, and neither is any number.

mod books;
mod cases;
mod chance;
mod claim;
mod payer;
mod person;
mod planted;
mod table_text;
pub mod till;
mod x12_text;

use std::collections::BTreeMap;

use vocabulary::Day;

pub use planted::{Case, NOT_COMPARED, NotCompared, Planted};

use crate::practice::Practice;
use crate::stream::Stream;
use books::Books;
use x12_text::{Interchanges, Sheet};

/// What is done to clean books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cases {
    /// Cases are planted, and nothing else is wrong.
    Planted,
    /// Nothing is planted; refusals, amounts and decisions follow chance alone.
    Chance,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingFile {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// The billing of a practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billing {
    /// The files: claims, payments and answers by month, and the tables beside them.
    pub files: Vec<BillingFile>,
    /// What an assessment of them must find.
    pub planted: Vec<Planted>,
    /// The last day of which the files speak.
    pub last_day: Day,
}

impl Billing {
    /// The billing of a practice. The same practice gives the same files.
    pub fn of(practice: &Practice, cases: Cases) -> Self {
        let stream = Stream::new(practice.plan.seed).branch("billing");
        let mut books = Books::of_care(person::persons(practice), practice.plan.as_of);
        let planted = match cases {
            Cases::Planted => {
                books.begin_drift();
                books.decide();
                cases::plant(&mut books, &mut stream.branch("cases"))
            }
            Cases::Chance => {
                books.decide();
                chance::happen(&mut books, &stream.branch("chance"));
                Vec::new()
            }
        };
        Self { files: files(&books), planted, last_day: books.last_day() }
    }
}

/// All files of the folder.
fn files(books: &Books) -> Vec<BillingFile> {
    let mut files = by_month(&books.sheet());
    files.extend(table_text::files(books));
    files
}

/// Bills, payments and answers of a month stand in one file each.
fn by_month(sheet: &Sheet<'_>) -> Vec<BillingFile> {
    let mut months: BTreeMap<String, String> = BTreeMap::new();
    for (set, day, text) in Interchanges::of(sheet).texts {
        let what = match set {
            "837" => "claims",
            "835" => "payments",
            _ => "answers",
        };
        months.entry(format!("{what}-{}-{:02}.{set}", day.year(), day.month())).or_default().push_str(&text);
    }
    months.into_iter().map(|(name, text)| BillingFile { name, text }).collect()
}
