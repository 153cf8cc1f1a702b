//! The billing of the invented practice as a folder of files.

use std::path::Path;

use synthetic::billing::{Billing, Cases};
use synthetic::{Plan, Practice};
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// Writes the files into a folder that is not there yet, or that is empty.
pub(super) fn write(folder: &Path, plan: &Plan) -> Result<(), Failure> {
    let text = console::text();
    let name = || ("folder", folder.display().to_string().into());
    let unwritable = |error: std::io::Error| {
        let said = [name(), ("reason", error.to_string().into())];
        Failure::new(Kind::Refused, text.say_with(Key::CommandDemoFolder, &said))
    };
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = text.say_with(Key::CommandDemoBillingNotEmpty, &[name()]);
        return Err(Failure::new(Kind::Refused, message).hint(text.say(Key::CommandDemoBillingNotEmptyHint)));
    }
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    let billing = Billing::of(&Practice::invent(*plan), Cases::Planted);
    for file in &billing.files {
        std::fs::write(folder.join(&file.name), &file.text).map_err(unwritable)?;
    }
    console::note(&text.say_with(Key::CommandDemoBilling, &[name(), ("count", billing.files.len().into())]));
    Ok(())
}
