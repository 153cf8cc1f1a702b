//! The report of an invented patient, to be looked at: `cargo run -p reports --example sample > report.pdf`.

#[path = "../tests/progress/fixture.rs"]
mod fixture;

use std::io::{Error, Write as _};

use vocabulary::Language;
use wording::Text;

fn main() -> Result<(), Error> {
    let report = if std::env::args().any(|argument| argument == "--long") { fixture::with_administrations(200) } else { fixture::judged() };
    let pdf = reports::render(&report, Text::for_language(&Language::english())).map_err(Error::other)?;
    std::io::stdout().write_all(&pdf)
}
