//! `cargo xtask gen-docs`: the pages of `docs/reference` that the program itself writes, so that they cannot say anything else than it does.

use crate::console;
use crate::failure::Failure;
use crate::house::House;
use crate::process;

/// A page, and the arguments with which the program prints it.
struct Page {
    path: &'static str,
    arguments: &'static [&'static str],
}

/// Every generated page. A command that prints one gets a line here.
const PAGES: &[Page] = &[
    Page { path: "docs/reference/command-line.md", arguments: &["reference", "command-line"] },
    Page { path: "docs/reference/configuration.md", arguments: &["reference", "configuration"] },
];

/// `cargo xtask gen-docs [--check]`: writes the pages, or with `--check` only says which are out of date.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<(), Failure> {
    let check = match arguments {
        [] => false,
        [option] if option == "--check" => true,
        _ => return Err(Failure::Usage("`gen-docs` takes nothing but `--check`".to_owned())),
    };
    let mut stale = Vec::new();
    for page in PAGES {
        let mut command = house.cargo(["run", "--quiet", "--bin", "throughline", "--"]);
        let generated = process::output(command.args(page.arguments))?;
        let kept = house.read(page.path).unwrap_or_default();
        let Some(line) = first_difference(&kept, &generated) else { continue };
        if check {
            stale.push(format!("{}:{line}: is not what the program prints", page.path));
            continue;
        }
        write(house, page.path, &generated)?;
        console::say(&format!("wrote {}", page.path));
    }
    if stale.is_empty() {
        console::say(&format!("{} generated page(s), all up to date", PAGES.len()));
        return Ok(());
    }
    Err(Failure::Found(format!("{}\nRun `cargo xtask gen-docs` and commit what it writes.", stale.join("\n"))))
}

fn write(house: &House, path: &str, text: &str) -> Result<(), Failure> {
    let place = house.root.join(path);
    let folder = place.parent().map_or(Ok(()), std::fs::create_dir_all);
    folder.and_then(|()| std::fs::write(&place, text)).map_err(|error| Failure::Found(format!("{path} could not be written: {error}")))
}

/// The number of the first line that differs; `None` where the texts are the same.
fn first_difference(kept: &str, generated: &str) -> Option<usize> {
    if kept == generated {
        return None;
    }
    let same = kept.lines().zip(generated.lines()).take_while(|(one, other)| one == other).count();
    Some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("", "a\n"), Some(1));
        assert_eq!(first_difference("a\nb\n", "a\n"), Some(2));
    }
}
