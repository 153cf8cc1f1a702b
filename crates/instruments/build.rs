//! Lists the files of `library/` so that `src/library.rs` can include them: adding an instrument is adding one file.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=library");
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir("library")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    let mut text = String::from("const FILES: &[(&str, &str)] = &[\n");
    for name in names {
        let _ = writeln!(text, "    (\"{name}\", include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/library/{name}\"))),");
    }
    text.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("library_files.rs"), text)
}
