//! The documents: they name what there is, and their links lead somewhere.

use super::violation::Violation;
use super::workspace::Workspace;
use crate::tree::Tree;

const ARCHITECTURE: &str = "ARCHITECTURE.md";
const MOST_LINES: usize = 200;

/// The heading in ARCHITECTURE.md under which planned crates stand.
const PLANNED: &str = "Rooms not built yet";

/// Every crate stands in ARCHITECTURE.md, and a crate that exists does not stand among the planned ones.
pub(super) fn architecture_names_every_crate(workspace: &Workspace, tree: &Tree) -> Vec<Violation> {
    let Some(text) = tree.text(ARCHITECTURE) else {
        return vec![Violation::new(ARCHITECTURE, 1, "is missing")];
    };
    let (planned, built): (Vec<_>, Vec<_>) = by_section(text).partition(|(_, section, _)| *section == PLANNED);
    let mut found = Vec::new();
    for package in &workspace.packages {
        let quoted = format!("`{}`", package.name);
        if !built.iter().any(|(_, _, line)| line.contains(&quoted)) {
            found.push(Violation::new(ARCHITECTURE, 1, format!("does not say what {quoted} is for: add it to the codemap")));
        }
        let left = planned.iter().find(|(_, _, line)| line.contains(&format!("* {quoted}")));
        found
            .extend(left.map(|(number, _, _)| Violation::new(ARCHITECTURE, *number, format!("{quoted} is built: move it to the codemap"))));
    }
    found
}

/// ARCHITECTURE.md is read in one go.
pub(super) fn architecture_is_short(tree: &Tree) -> Vec<Violation> {
    let lines = tree.text(ARCHITECTURE).map_or(0, |text| text.lines().count());
    if lines <= MOST_LINES {
        return Vec::new();
    }
    vec![Violation::new(ARCHITECTURE, lines, format!("{lines} lines: keep it within {MOST_LINES}, move detail into docs/"))]
}

/// A Markdown file has one title, and it comes first.
pub(super) fn one_title(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in tree.texts(&[".md"]) {
        let titles: Vec<usize> = outside_of_code(text).filter(|(_, line)| line.starts_with("# ")).map(|(number, _)| number).collect();
        let first = outside_of_code(text).find(|(_, line)| !line.trim().is_empty()).map_or(1, |(number, _)| number);
        match titles.as_slice() {
            [only] if *only == first => {}
            [] => found.push(Violation::new(path, first, "begin with a title: `# ...`")),
            [one, ..] if *one != first => found.push(Violation::new(path, first, "the title (`# ...`) comes first")),
            [_, second, ..] => found.push(Violation::new(path, *second, "a second title: make it a heading (`## ...`)")),
            [_] => {}
        }
    }
    found
}

/// A link to a file of ours leads to a file that is there.
pub(super) fn links(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in tree.texts(&[".md"]) {
        for (number, line) in outside_of_code(text) {
            for target in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let file = target.split('#').next().unwrap_or_default();
                if file.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                let place = resolved(path, file);
                let there = tree.files.iter().any(|file| file.path == place || file.path.starts_with(&format!("{place}/")));
                if !there {
                    found.push(Violation::new(path, number, format!("the link leads to `{place}`, which is not there")));
                }
            }
        }
    }
    found
}

/// Every line with its number and the `##` heading that it stands under.
fn by_section(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut section = "";
    text.lines().enumerate().map(move |(index, line)| {
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.trim();
        }
        (index + 1, section, line)
    })
}

/// The lines that stand in no fenced block of code, with their numbers.
fn outside_of_code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        if line.trim_start().starts_with("```") {
            inside = !inside;
            return None;
        }
        (!inside).then_some((index + 1, line))
    })
}

/// `docs/dev/A.md` and `../../README.md` give `README.md`.
fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop(),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::violation::places;
    use super::super::workspace::Package;
    use super::*;

    fn workspace(names: &[&str]) -> Workspace {
        Workspace { packages: names.iter().map(|&name| Package { name: name.to_owned(), ..Package::default() }).collect() }
    }

    #[test]
    fn a_crate_that_the_codemap_forgets_is_found() {
        let text = "# Architecture\n## Codemap\n* `care`: patients\n## Rooms not built yet\n* `x12`: claims, read by `care`\n";
        let check = |crates: &[&str], expected: &[&str]| {
            let tree = Tree::of(&[(ARCHITECTURE, text)]);
            assert_eq!(places(&architecture_names_every_crate(&workspace(crates), &tree)), expected);
        };
        check(&["care"], &[]);
        check(&["care", "web"], &["ARCHITECTURE.md:1"]);
        check(&["care", "x12"], &["ARCHITECTURE.md:1", "ARCHITECTURE.md:5"]);
        assert_eq!(architecture_names_every_crate(&workspace(&[]), &Tree::default()).len(), 1);
    }

    #[test]
    fn an_architecture_that_has_grown_too_long_is_found() {
        let of = |lines: usize| architecture_is_short(&Tree::of(&[(ARCHITECTURE, &"\n".repeat(lines))]));
        assert!(of(200).is_empty());
        assert_eq!(places(&of(201)), ["ARCHITECTURE.md:201"]);
    }

    #[test]
    fn a_document_without_one_title_at_its_top_is_found() {
        let check = |text: &str, expected: &[&str]| assert_eq!(places(&one_title(&Tree::of(&[("a.md", text)]))), expected, "{text}");
        check("# Title\n\n## Part\n```sh\n# a comment\n```\n", &[]);
        check("text\n", &["a.md:1"]);
        check("text\n# Title\n", &["a.md:1"]);
        check("# Title\n\n# Another\n", &["a.md:3"]);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let check = |text: &str, expected: &[&str]| {
            let tree = Tree::of(&[("docs/dev/a.md", text), ("README.md", "# R\n"), ("docs/b.md", "# B\n")]);
            let found: Vec<_> = links(&tree);
            assert_eq!(places(&found), expected, "{text}");
        };
        check("[r](../../README.md#top) [b](../b.md) [web](https://example.org/x) [here](#part) [folder](../../docs)\n", &[]);
        check("fine\n[gone](../gone.md)\n", &["docs/dev/a.md:2"]);
    }
}
