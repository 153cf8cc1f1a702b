//! What must not stand in a file, whatever its room.

use super::rooms::Room;
use super::violation::Violation;
use super::workspace::Workspace;
use crate::tree::Tree;

/// Files of more than 800 lines that are better whole, and why.
const LONG_FILES: &[(&str, &str)] = &[];

/// Files of more than a mebibyte that belong here, and why.
const LARGE_FILES: &[(&str, &str)] = &[];

const MOST_LINES: usize = 800;
const MOST_BYTES: u64 = 1024 * 1024;

/// Texts in which nothing may be left over.
const CODE: &[&str] = &[".rs", ".toml", ".sql", ".css", ".js", ".ftl", ".typ", ".html", ".sh", ".yml"];

/// Marks of unfinished work. Written in two halves, for this file is searched too.
const LEFT_OVERS: &[&str] = &[
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("HA", "CK"),
    concat!("to", "do!"),
    concat!("un", "implemented!"),
    concat!("db", "g!"),
];

/// Folders of somebody's machine. What is only there does not work elsewhere.
const MACHINE_PATHS: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/t", "mp/")];

/// What a domain room does not touch.
const OUTSIDE_WORLD: &[&str] = &["std::fs", "std::net", "std::process", "SystemTime", "env::var"];

/// Domain rooms read no file, no socket and no clock, outside of their tests.
pub(super) fn no_outside_world_in_the_domain(tree: &Tree) -> Vec<Violation> {
    let in_domain = |path: &str| {
        let mut parts = path.split('/');
        let room = parts.next().filter(|part| *part == "crates").and_then(|_| parts.next()).and_then(Room::named);
        room.is_some_and(|room| room.domain) && parts.next() == Some("src")
    };
    let message = |what: &str| format!("a domain room takes the outside world as an argument or a port, it does not name `{what}`");
    let mut found = Vec::new();
    for (path, text) in tree.texts(&[".rs"]).filter(|(path, _)| in_domain(path) && !is_test_module(path, tree)) {
        for (number, line) in numbered(before_tests(text)).filter(|(_, line)| !is_comment(line)) {
            let grouped = line.trim_start().starts_with("use std::{");
            let inside = |name: &str| grouped && name.strip_prefix("std::").is_some_and(|module| has_word(line, module));
            let named = OUTSIDE_WORLD.iter().find(|name| has_word(line, name) || inside(name));
            found.extend(named.map(|name| Violation::new(path, number, message(name))));
        }
    }
    found
}

/// Nothing unfinished is left behind.
pub(super) fn left_overs(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in tree.texts(CODE) {
        for (number, line) in numbered(text) {
            let mark = LEFT_OVERS.iter().find(|mark| has_word(line, mark));
            found.extend(
                mark.map(|mark| Violation::new(path, number, format!("`{mark}`: finish it, or file what is missing and say so in words"))),
            );
        }
    }
    found
}

/// A file that has grown beyond what one reads at a sitting, without a reason; and reasons that no longer hold.
pub(super) fn long_files(tree: &Tree) -> Vec<Violation> {
    let long: Vec<(&str, usize)> =
        tree.texts(&[".rs"]).map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > MOST_LINES).collect();
    listed("lines", &long, LONG_FILES, |lines| {
        format!("{lines} lines, more than {MOST_LINES}: cut it at a noun, or list it with a reason in xtask/src/tidy/sources.rs")
    })
}

/// Data that is too large for a repository.
pub(super) fn large_files(tree: &Tree) -> Vec<Violation> {
    let large: Vec<(&str, u64)> =
        tree.files.iter().map(|file| (file.path.as_str(), file.size)).filter(|(_, size)| *size > MOST_BYTES).collect();
    listed("size", &large, LARGE_FILES, |size| {
        format!(
            "{} KiB, more than a mebibyte: make it smaller, generate it, or list it with a reason in xtask/src/tidy/sources.rs",
            size / 1024
        )
    })
}

/// A violation for each entry that is not on the list, and for each line of the list that is no longer needed: lists only shrink by themselves.
fn listed<N: Copy>(what: &str, over: &[(&str, N)], list: &[(&str, &str)], message: impl Fn(N) -> String) -> Vec<Violation> {
    let unlisted = over.iter().filter(|(path, _)| !list.iter().any(|(listed, _)| listed == path));
    let stale = list.iter().filter(|(listed, _)| !over.iter().any(|(path, _)| path == listed));
    let unlisted = unlisted.map(|&(path, number)| Violation::new(path, 1, message(number)));
    let stale = stale.map(|(path, _)| Violation::new(path, 1, format!("needs no exception for its {what} any more: take it off the list")));
    unlisted.chain(stale).collect()
}

/// Every crate says at its top what it is for.
pub(super) fn module_docs(workspace: &Workspace, tree: &Tree) -> Vec<Violation> {
    let roots = workspace.packages.iter().flat_map(|package| ["lib.rs", "main.rs"].map(|file| format!("{}/src/{file}", package.folder)));
    let silent = roots.filter(|path| tree.text(path).is_some_and(|text| !text.starts_with("//!")));
    silent.map(|path| Violation::new(&path, 1, "begin with `//!`: what this room is for")).collect()
}

/// Rooms whose futures are boxed where they are written: others would compile each of them again (docs/decisions/0012).
const BOXED_ROOMS: &[&str] = &["crates/app/src/", "crates/storage/src/"];

/// A future that everybody who awaits it compiles again. What is generic is compiled by its user anyway and stays as it is.
pub(super) fn unboxed_futures(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in tree.texts(&[".rs"]).filter(|(path, _)| BOXED_ROOMS.iter().any(|room| path.starts_with(room))) {
        let text = before_tests(text);
        for (start, _) in text.match_indices("pub async fn ") {
            let signature = text[start..].split('{').next().unwrap_or_default();
            let is_boxed = text[..start].trim_end().ends_with("#[crate::boxed]");
            if !is_boxed && !is_generic(signature) && !is_in_generic_block(&text[..start]) {
                let line = text[..start].matches('\n').count() + 1;
                found.push(Violation::new(path, line, "write `#[crate::boxed]` above it, or everybody who awaits it compiles it again"));
            }
        }
    }
    found
}

/// True where types are filled in by who calls: `current<T: Record>(`, `work: impl FnOnce()`.
fn is_generic(signature: &str) -> bool {
    let before_arguments = signature.split('(').next().unwrap_or_default();
    before_arguments.split_once('<').is_some_and(|(_, names)| !names.starts_with('\'')) || signature.contains(" impl ")
}

/// True where the block around the place is one for types that are filled in later: `impl<T> OnRecord<T> {`.
fn is_in_generic_block(before: &str) -> bool {
    let header = before.rsplit("\nimpl").next().and_then(|block| block.strip_prefix('<'));
    before.contains("\nimpl") && header.is_some_and(|names| !names.starts_with('\''))
}

/// A test is only left out when it is a long form.
pub(super) fn ignored_tests(tree: &Tree) -> Vec<Violation> {
    let without_reason = |line: &str| {
        let rest = line.trim_start().strip_prefix("#[ignore");
        rest.is_some_and(|rest| !rest.strip_prefix(" = \"soak: ").is_some_and(|what| what.ends_with("\"]")))
    };
    let mut found = Vec::new();
    for (path, text) in tree.texts(&[".rs"]) {
        for (number, _) in numbered(text).filter(|(_, line)| without_reason(line)) {
            found.push(Violation::new(path, number, "write `#[ignore = \"soak: <what it does>\"]` on one line, or let the test run"));
        }
    }
    found
}

/// A test that leaves something out says so in the one way that `cargo xtask test` counts and names.
pub(super) fn unheard_skips(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in tree.texts(&[".rs"]) {
        for (number, _) in numbered(text).filter(|(_, line)| is_unheard_skip(line)) {
            found.push(Violation::new(path, number, "write `println!(\"SKIPPED <name>: <reason>\")`: nothing else is counted and named"));
        }
    }
    found
}

/// True where something is printed that begins with a word of leaving out, but not as it is counted.
fn is_unheard_skip(line: &str) -> bool {
    let Some((before, after)) = line.split_once("println!(") else { return false };
    let said = after.split('"').nth(1).unwrap_or_default();
    let speaks_of_it = said.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("skip"));
    speaks_of_it && (before.ends_with('e') || !said.starts_with("SKIPPED "))
}

/// Nothing refers to a folder of somebody's machine.
pub(super) fn machine_paths(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path != "Cargo.lock") {
        for (number, line) in numbered(file.text.as_deref().unwrap_or_default()) {
            let path = MACHINE_PATHS.iter().find(|path| names_folder(line, path));
            found.extend(
                path.map(|path| Violation::new(&file.path, number, format!("`{path}...` is a folder of one machine: use a relative path"))),
            );
        }
    }
    found
}

/// No snapshot waits for somebody to accept or refuse it.
pub(super) fn pending_snapshots(tree: &Tree) -> Vec<Violation> {
    let pending = tree.files.iter().filter(|file| file.path.ends_with(".snap.new") || file.path.ends_with(".pending-snap"));
    pending.map(|file| Violation::new(&file.path, 1, "a snapshot that nobody decided on: `cargo xtask golden`, or delete it")).collect()
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// The text up to the test module at the bottom of a file.
fn before_tests(text: &str) -> &str {
    let opens_module = |end: &usize| text[*end..].lines().nth(1).is_some_and(|line| line.trim_end().ends_with('{'));
    let end = text.match_indices("#[cfg(test)]\nmod ").map(|(end, _)| end).find(opens_module);
    end.map_or(text, |end| &text[..end])
}

/// True for a file that its crate declares as a module of tests: `#[cfg(test)]`, then `mod lint;`.
fn is_test_module(path: &str, tree: &Tree) -> bool {
    let Some((folder, file)) = path.split_once("/src/") else { return false };
    let name = file.trim_end_matches(".rs").rsplit('/').next().unwrap_or_default();
    let declaration = format!("#[cfg(test)]\nmod {name};");
    tree.texts(&[".rs"]).any(|(path, text)| path.starts_with(folder) && text.contains(&declaration))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// True where the line holds the word and not only a longer one around it.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        let (before, after) = (&line[..start], &line[start + word.len()..]);
        !before.ends_with(part_of_word) && (word.ends_with('!') || !after.starts_with(part_of_word))
    })
}

/// True where an absolute path below this folder stands in the line: at its start, or after something that is no part of a path.
fn names_folder(line: &str, folder: &str) -> bool {
    let part_of_path = |c: char| c.is_alphanumeric() || "_.~}".contains(c);
    line.match_indices(folder).any(|(start, _)| !line[..start].ends_with(part_of_path))
}

#[cfg(test)]
mod tests {
    use super::super::violation::places;
    use super::super::workspace::Package;
    use super::*;

    fn check(check: fn(&Tree) -> Vec<Violation>, path: &str, text: &str, expected: &[usize]) {
        let expected: Vec<String> = expected.iter().map(|line| format!("{path}:{line}")).collect();
        assert_eq!(places(&check(&Tree::of(&[(path, text)]))), expected, "{text}");
    }

    #[test]
    fn a_domain_room_that_reads_a_file_or_the_clock_is_found() {
        let text = "use std::fs;\n// std::fs is only named\nuse std::{fmt, net};\nlet now = SystemTime::now();\n#[cfg(test)]\nmod tests {\n use std::fs;\n}\n";
        check(no_outside_world_in_the_domain, "crates/care/src/patient.rs", text, &[1, 3, 4]);
        check(no_outside_world_in_the_domain, "crates/storage/src/db.rs", text, &[]);
        check(no_outside_world_in_the_domain, "crates/care/tests/files.rs", text, &[]);
        check(no_outside_world_in_the_domain, "crates/care/src/lib.rs", "use std::fmt;\nlet std::fsx = netto;\n", &[]);
        check(no_outside_world_in_the_domain, "crates/care/src/lib.rs", "#[cfg(test)]\nmod lint;\nuse std::fs;\n", &[3]);
        let with_module = |declaration: &str| {
            let files = [("crates/care/src/lib.rs", declaration), ("crates/care/src/lint.rs", "use std::fs;\n")];
            places(&no_outside_world_in_the_domain(&Tree::of(&files)))
        };
        assert_eq!(with_module("#[cfg(test)]\nmod lint;\n"), Vec::<String>::new());
        assert_eq!(with_module("mod lint;\n"), ["crates/care/src/lint.rs:1"]);
    }

    #[test]
    fn unfinished_work_is_found() {
        let [fix, cross, _, later, missing, debug] = LEFT_OVERS else { panic!("the list has changed") };
        check(
            left_overs,
            "crates/care/src/lib.rs",
            &format!("fine\n// {fix}: later\n{later}(\"x\");\n{missing}()\n {debug}(x)\n"),
            &[2, 3, 4, 5],
        );
        check(left_overs, "crates/care/src/lib.rs", &format!("let a{cross}b = {cross}L;\n"), &[]);
        check(left_overs, "README.md", fix, &[]);
    }

    #[test]
    fn a_file_that_has_grown_too_long_is_found() {
        check(long_files, "crates/care/src/patient.rs", &"\n".repeat(801), &[1]);
        check(long_files, "crates/care/src/patient.rs", &"\n".repeat(800), &[]);
    }

    #[test]
    fn exceptions_that_are_no_longer_needed_are_found() {
        let list = [("old.rs", "was long"), ("long.rs", "one table")];
        let found = listed("lines", &[("long.rs", 900), ("new.rs", 900)], &list, |lines| format!("{lines} lines"));
        assert_eq!(places(&found), ["new.rs:1", "old.rs:1"]);
    }

    #[test]
    fn a_large_file_is_found() {
        check(large_files, "docs/picture.svg", &"x".repeat(1024 * 1024 + 1), &[1]);
        check(large_files, "docs/picture.svg", "x", &[]);
    }

    #[test]
    fn a_crate_that_does_not_say_what_it_is_for_is_found() {
        let package = |name: &str| Package { name: name.to_owned(), folder: format!("crates/{name}"), ..Package::default() };
        let workspace = Workspace { packages: vec![package("care"), package("web")] };
        let tree = Tree::of(&[("crates/care/src/lib.rs", "//! Who is in care.\n"), ("crates/web/src/lib.rs", "mod pages;\n")]);
        assert_eq!(places(&module_docs(&workspace, &tree)), ["crates/web/src/lib.rs:1"]);
    }

    #[test]
    fn a_test_that_is_left_out_without_being_a_long_form_is_found() {
        let text = "#[ignore]\n#[ignore = \"slow\"]\n    #[ignore = \"soak: a thousand kills\"]\n#[ignored_by_us]\n";
        check(ignored_tests, "crates/care/src/lib.rs", text, &[1, 2, 4]);
    }

    #[test]
    fn a_future_that_others_compile_again_is_found() {
        let text = "    #[crate::boxed]\n    pub async fn a(&self) {}\n    pub async fn b(&self) {}\n    pub async fn c<T: Record>(&self) {}\n    \
                    pub async fn d(work: impl Fn()) {}\n    pub async fn e<'a>(&'a self) {}\n    pub(crate) async fn f() {}\n";
        check(unboxed_futures, "crates/app/src/alert.rs", text, &[3, 6]);
        check(unboxed_futures, "crates/web/src/pages.rs", text, &[]);
        let block = |header: &str| format!("use x;\n\n{header} {{\n    pub async fn a(self) {{}}\n}}\n");
        check(unboxed_futures, "crates/storage/src/unit.rs", &block("impl<T> OnRecord<T>"), &[]);
        check(unboxed_futures, "crates/storage/src/unit.rs", &block("impl<'a> Reader<'a>"), &[4]);
        check(unboxed_futures, "crates/storage/src/unit.rs", &block("impl Database"), &[4]);
    }

    #[test]
    fn a_skip_that_nobody_counts_is_found() {
        let said = |print: &str, words: &str| format!("    {print}(\"{words}: no data\");\n");
        let text = said("eprintln!", "skipped")
            + &said("eprintln!", "SKIPPED all")
            + &said("println!", "skipping")
            + &said("println!", "SKIPPED all");
        check(unheard_skips, "crates/outcomes/src/conformance.rs", &text, &[1, 2, 3]);
        check(unheard_skips, "crates/outcomes/src/conformance.rs", "println!(concat!(\"SKIPPED \", \"all\"));\n", &[]);
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        let [work, root, ..] = MACHINE_PATHS else { panic!("the list has changed") };
        check(machine_paths, "docs/dev/x.md", &format!("see {work}main\n`{root}x`\n{work}\n"), &[1, 2, 3]);
        check(machine_paths, "docs/dev/x.md", &format!("see net{work}x and ..{root}x and ~{root}x\n"), &[]);
        check(machine_paths, "Cargo.lock", &format!("{work}x\n"), &[]);
    }

    #[test]
    fn an_undecided_snapshot_is_found() {
        check(pending_snapshots, "tests/golden/phq_9.snap.new", "x", &[1]);
        check(pending_snapshots, "tests/golden/phq_9.snap", "x", &[]);
    }
}
