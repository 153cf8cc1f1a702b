//! The instrument library: what a definition must carry before anybody may rely on it. Whether it scores rightly is tested in `instruments`.

use toml::{Table, Value};

use super::violation::Violation;
use crate::tree::Tree;

const LIBRARY: &str = "crates/instruments/library/";

/// Citations, a licence with its basis, a source behind every mark, and no text that we may not ship.
pub(super) fn records(tree: &Tree) -> Vec<Violation> {
    definitions(tree).flat_map(|(path, text)| of_definition(path, text)).collect()
}

fn of_definition(path: &str, text: &str) -> Vec<Violation> {
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
            return vec![Violation::new(path, line, format!("is no TOML: {}", error.message()))];
        }
    };
    let at = |start: &'static str, message: String| Violation::at_line(path, text, move |line| line.starts_with(start), message);
    let mut found = Vec::new();
    let citations = table.get("citations").and_then(Value::as_array).is_some_and(|list| !list.is_empty() && list.iter().all(is_filled));
    if !citations {
        found.push(at("citations", "needs `citations`: where the instrument was published".to_owned()));
    }
    let licence = table.get("licence").and_then(Value::as_table);
    for key in ["category", "text", "holder", "basis", "mark", "source"] {
        if !licence.and_then(|licence| licence.get(key)).is_some_and(is_filled) {
            found.push(at("[licence]", format!("[licence] needs `{key}`")));
        }
    }
    let ships = licence.and_then(|licence| licence.get("text")).and_then(Value::as_str) == Some("ships");
    if !ships && table.contains_key("text") {
        found.push(at("[text", "holds text that we may not ship: take it out, a practice loads its own".to_owned()));
    }
    let mut marks = Vec::new();
    unfounded_marks(&Value::Table(table), "", &mut marks);
    found.extend(marks.into_iter().map(|message| Violation::new(path, 1, message)));
    found
}

/// Every `mark` says verified or recalled, and a `source` stands beside it.
fn unfounded_marks(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            if let Some(mark) = table.get("mark") {
                if !matches!(mark.as_str(), Some("verified" | "recalled")) {
                    found.push(format!("{place}: `mark` is \"verified\" or \"recalled\""));
                }
                if !table.get("source").is_some_and(is_filled) {
                    found.push(format!("{place}: a mark needs its `source`: what was read, or where it is said to come from"));
                }
            }
            for (key, inner) in table {
                unfounded_marks(inner, &if place.is_empty() { key.clone() } else { format!("{place}.{key}") }, found);
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                unfounded_marks(inner, &format!("{place}[{index}]"), found);
            }
        }
        _ => {}
    }
}

/// Every definition is compiled in: the source of `instruments` names its file.
///
/// A build script that reads the whole folder lists all of them; then there is nothing to check.
pub(super) fn listed_in_the_library(tree: &Tree) -> Vec<Violation> {
    if tree.text("crates/instruments/build.rs").is_some_and(|script| script.contains("library")) {
        return Vec::new();
    }
    let sources: Vec<&str> =
        tree.texts(&[".rs"]).filter(|(path, _)| path.starts_with("crates/instruments/src/")).map(|(_, text)| text).collect();
    let unlisted = definitions(tree).filter(|(path, _)| {
        let file = path.strip_prefix(LIBRARY).unwrap_or(path);
        !sources.iter().any(|text| text.contains(&format!("\"{file}\"")) || text.contains(&format!("/{file}\"")))
    });
    unlisted.map(|(path, _)| Violation::new(path, 1, "is not in the library: list it in crates/instruments/src/library.rs")).collect()
}

fn definitions(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.texts(&[".toml"]).filter(|(path, _)| path.starts_with(LIBRARY))
}

fn is_filled(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::violation::places;
    use super::*;

    const WHOLE: &str = "citations = [\"Somebody. A tool. 2001.\"]\n[licence]\ncategory = \"permission\"\ntext = \"bring_your_own\"\n\
                         holder = \"Somebody\"\nbasis = \"asked\"\nmark = \"recalled\"\nsource = \"a page\"\n";

    fn check(text: &str, expected: &[(usize, &str)]) {
        let found = records(&Tree::of(&[("crates/instruments/library/own-1.toml", text)]));
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (line, (number, part)) in found.iter().zip(expected) {
            assert!(line.contains(&format!("own-1.toml:{number}: ")) && line.contains(part), "{line}");
        }
    }

    #[test]
    fn a_whole_record_is_fine() {
        check(WHOLE, &[]);
    }

    #[test]
    fn a_definition_without_citations_or_licence_is_found() {
        check(&WHOLE.replace("\"Somebody. A tool. 2001.\"", ""), &[(1, "citations")]);
        check(&WHOLE.replace("basis = \"asked\"\n", ""), &[(2, "`basis`")]);
        check(&WHOLE.replace("mark = \"recalled\"\n", ""), &[(2, "`mark`")]);
    }

    #[test]
    fn text_that_may_not_ship_is_found() {
        let text = format!("{WHOLE}[text.en]\nsource = \"x\"\n");
        check(&text, &[(9, "may not ship")]);
        check(&text.replace("bring_your_own", "ships"), &[]);
    }

    #[test]
    fn a_mark_without_a_source_is_found_wherever_it_stands() {
        check(&format!("{WHOLE}[[scales]]\n[scales.bands_basis]\nmark = \"verified\"\n"), &[(1, "scales[0].bands_basis")]);
        check(&format!("{WHOLE}[loinc]\nmark = \"sure\"\nsource = \"x\"\n"), &[(1, "verified")]);
    }

    #[test]
    fn a_file_that_is_no_toml_is_found_at_its_line() {
        check("id = \"own-1\"\nversion =\n", &[(2, "no TOML")]);
    }

    #[test]
    fn a_definition_that_nobody_compiles_in_is_found() {
        let library = "include_str!(\"../library/gad-7.toml\")";
        let tree = |script: &str| {
            Tree::of(&[
                ("crates/instruments/library/gad-7.toml", WHOLE),
                ("crates/instruments/library/phq-9.toml", WHOLE),
                ("crates/instruments/src/library.rs", library),
                ("crates/instruments/build.rs", script),
            ])
        };
        assert_eq!(places(&listed_in_the_library(&tree(""))), ["crates/instruments/library/phq-9.toml:1"]);
        assert!(listed_in_the_library(&tree("read_dir(\"library\")")).is_empty());
    }
}
