//! Turns the English message files into `Key`: one variant a message, so that a page that names a message that does not exist fails to compile.
//!
//! The syntax read here is the part of Fluent that the files use: `id = text` at the start of a line, indented lines that go on, `#` comments,
//! and `$name` for a variable. Everything else is left to Fluent itself at run time.
//!
//! Four of five messages are one line without anything to fill in. They are taken out here and need not be parsed and kept by a program that starts: they
//! stay in its file, one after the other, and only the others go to Fluent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// One message as it stands in a file.
struct Message {
    id: String,
    file: String,
    text: String,
}

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR")).join("messages");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    for language in sorted_entries(&root) {
        let tag = file_stem(&language);
        println!("cargo:rerun-if-changed={}", language.display());
        for file in sorted_entries(&language) {
            println!("cargo:rerun-if-changed={}", file.display());
            files.push((tag.clone(), file_stem(&file), file));
        }
    }
    let mut messages = Vec::new();
    for (_, name, path) in files.iter().filter(|(tag, _, _)| tag == "en") {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        read_messages(name, &text, &mut messages);
    }
    refuse_duplicates(&messages);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let code = generate(&messages, &files) + &generate_spoken(&messages, &files, &out);
    write(&out.join("key.rs"), &code);
}

fn write(path: &Path, content: &str) {
    fs::write(path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The messages of each language apart: those of one plain line, and the rest for Fluent.
fn generate_spoken(messages: &[Message], files: &[(String, String, PathBuf)], out: &Path) -> String {
    let mut code = String::from(
        "\n/// What each language says.\n#[expect(clippy::unreadable_literal, reason = \"nobody reads where lines end\")]\npub(crate) static SPOKEN: &[Spoken] = &[\n",
    );
    let languages: BTreeSet<&str> = files.iter().map(|(language, _, _)| language.as_str()).collect();
    for language in languages {
        let mut plain = BTreeMap::new();
        let mut rest = String::new();
        for (_, _, path) in files.iter().filter(|(tag, _, _)| tag == language) {
            let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            take_apart(&text, &mut plain, &mut rest);
        }
        let (mut lines, mut ends) = (String::new(), Vec::new());
        for message in messages {
            lines.push_str(plain.get(&message.id).map_or("", String::as_str));
            ends.push(lines.len());
        }
        write(&out.join(format!("lines-{language}.txt")), &lines);
        write(&out.join(format!("rest-{language}.ftl")), &rest);
        let included = |name: String| format!("include_str!(concat!(env!(\"OUT_DIR\"), {:?}))", format!("/{name}"));
        let (lines, rest) = (included(format!("lines-{language}.txt")), included(format!("rest-{language}.ftl")));
        writeln!(code, "    Spoken {{ language: {language:?}, lines: {lines}, ends: &{ends:?}, rest: {rest} }},")
            .expect("writing to a String");
    }
    code.push_str("];\n");
    code
}

/// Puts each message of one line without braces into `plain`, and whatever else stands in a file into `rest`, without its comments.
fn take_apart(text: &str, plain: &mut BTreeMap<String, String>, rest: &mut String) {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    while let Some(line) = lines.next() {
        let goes_on = next_with_text_is_indented(lines.clone());
        match line.split_once('=').map(|(id, said)| (id.trim(), said.trim())) {
            Some((id, said))
                if line.starts_with(|first: char| first.is_ascii_lowercase())
                    && !goes_on
                    && !said.is_empty()
                    && !said.contains(['{', '}']) =>
            {
                plain.insert(id.to_owned(), said.to_owned());
            }
            _ => {
                rest.push_str(line);
                rest.push('\n');
            }
        }
    }
}

/// Whether a message goes on after the line that was read: blank lines may stand in between.
fn next_with_text_is_indented<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    lines.map(str::trim_end).find(|line| !line.is_empty()).is_some_and(|line| line.starts_with([' ', '}']))
}

fn sorted_entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder entry").path()).collect();
    paths.retain(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "ftl"));
    paths.sort();
    paths
}

fn file_stem(path: &Path) -> String {
    path.file_stem().expect("a path from a folder listing has a name").to_string_lossy().into_owned()
}

fn read_messages(file: &str, text: &str, messages: &mut Vec<Message>) {
    for line in text.lines() {
        let starts_message = line.starts_with(|first: char| first.is_ascii_lowercase());
        if let (true, Some((id, first_line))) = (starts_message, line.split_once('=')) {
            messages.push(Message { id: id.trim().to_owned(), file: file.to_owned(), text: first_line.trim().to_owned() });
        } else if let (true, Some(message)) = (line.starts_with([' ', '}']), messages.last_mut()) {
            message.text.push('\n');
            message.text.push_str(line.trim_end());
        }
    }
}

fn refuse_duplicates(messages: &[Message]) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut variants: BTreeMap<String, &str> = BTreeMap::new();
    for message in messages {
        if let Some(first) = seen.insert(&message.id, &message.file) {
            panic!("message `{}` stands twice: in {first}.ftl and in {}.ftl", message.id, message.file);
        }
        if let Some(first) = variants.insert(variant(&message.id), &message.id) {
            panic!("messages `{first}` and `{}` would have the same key", message.id);
        }
    }
}

/// `caseload-heading` becomes `CaseloadHeading`.
fn variant(id: &str) -> String {
    let mut name = String::new();
    for part in id.split(['-', '_']) {
        let mut letters = part.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// The names after `$`, once each.
fn variables(text: &str) -> BTreeSet<String> {
    let name_of =
        |rest: &str| rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-' || *letter == '_').collect();
    text.split('$').skip(1).map(name_of).filter(|name: &String| name.starts_with(|letter: char| letter.is_ascii_alphabetic())).collect()
}

fn generate(messages: &[Message], files: &[(String, String, PathBuf)]) -> String {
    let mut code = String::from(
        "/// Every message there is. Made from `messages/en/*.ftl`: add a message there and its key is here.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u16)]\n",
    );
    if messages.iter().map(|message| variant(&message.id)).any(|name| name.starts_with("Key") || name.ends_with("Key")) {
        code.push_str("#[expect(clippy::enum_variant_names, reason = \"a message may speak of keys\")]\n");
    }
    code.push_str("pub enum Key {\n");
    for message in messages {
        let doc = format!("`messages/en/{}.ftl`, `{}`:\n```text\n{}\n```", message.file, message.id, message.text);
        writeln!(code, "    #[doc = {doc:?}]\n    {},", variant(&message.id)).expect("writing to a String");
    }
    code.push_str("}\n\nimpl Key {\n    /// Every key, in the order of the files.\n    pub const ALL: &'static [Self] = &[\n");
    for message in messages {
        writeln!(code, "        Self::{},", variant(&message.id)).expect("writing to a String");
    }
    code.push_str("    ];\n}\n\n/// What is known of each key, in the order of `Key::ALL`: id, file, variables.\nstatic FACTS: &[(&str, &str, &[&str])] = &[\n");
    for message in messages {
        let names: Vec<String> = variables(&message.text).into_iter().collect();
        writeln!(code, "    ({:?}, {:?}, &{names:?}),", message.id, message.file).expect("writing to a String");
    }
    code.push_str("];\n\n/// Keys in the order of their ids.\nstatic BY_ID: &[(&str, Key)] = &[\n");
    let mut by_id: Vec<&Message> = messages.iter().collect();
    by_id.sort_by(|left, right| left.id.cmp(&right.id));
    for message in by_id {
        writeln!(code, "    ({:?}, Key::{}),", message.id, variant(&message.id)).expect("writing to a String");
    }
    code.push_str(
        "];\n\n/// The message files: language, file name, content.\n#[cfg(test)]\npub(crate) static FILES: &[(&str, &str, &str)] = &[\n",
    );
    for (language, name, path) in files {
        writeln!(code, "    ({language:?}, {name:?}, include_str!({:?})),", path.to_string_lossy()).expect("writing to a String");
    }
    code.push_str("];\n");
    code
}
