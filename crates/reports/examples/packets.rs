//! Writes a packet of every variant and an appeal letter into a folder, to be looked at: `cargo run -p reports --example packets -- FOLDER`.

#[path = "../tests/packet/fixture.rs"]
mod fixture;

use utilization_review::packet::Variant;
use vocabulary::Language;
use wording::Text;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    for variant in Variant::ALL {
        let bytes = reports::render_packet(&fixture::packet(*variant), Text::for_language(&Language::english()))?;
        std::fs::write(folder.join(format!("{variant}.pdf")), bytes)?;
    }
    let judged = reports::render_packet(&fixture::judged(Variant::Concurrent), Text::for_language(&Language::english()))?;
    std::fs::write(folder.join("judged.pdf"), judged)?;
    let letter = reports::render_letter(&fixture::letter(), Text::for_language(&Language::english()))?;
    std::fs::write(folder.join("letter.pdf"), letter)?;
    Ok(())
}
