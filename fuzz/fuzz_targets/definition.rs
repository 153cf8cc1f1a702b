//! Any text as an instrument definition: it is read, or refused with a reason.
#![no_main]

use instruments::{Definition, Origin};

libfuzzer_sys::fuzz_target!(|text: &str| {
    _ = Definition::from_toml(text, Origin::Library);
});
