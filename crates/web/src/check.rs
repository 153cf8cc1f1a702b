//! A small checker for the pages in tests: what a browser would forgive and a screen reader would not.

use std::collections::{BTreeMap, BTreeSet};

/// One start tag with its attributes.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Names of the elements around it, outermost first.
    pub(crate) inside: Vec<String>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr", "col"];
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4"];

/// Everything that is wrong with a page, one line each.
pub(crate) fn problems(page: &str) -> Vec<String> {
    let (tags, mut problems) = read(page);
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    if known.len() != ids.len() {
        let doubles: Vec<_> = known.iter().filter(|id| ids.iter().filter(|each| each == id).count() > 1).collect();
        problems.push(format!("ids that stand twice: {doubles:?}"));
    }
    problems.extend(tags.iter().flat_map(|tag| references(tag, &known)));
    problems.extend(tags.iter().flat_map(forbidden));
    problems.extend(headings(&tags));
    problems.extend(labels(&tags));
    problems.extend(structure(&tags));
    problems
}

/// The tags of a page, and where it is not well-formed.
pub(crate) fn read(page: &str) -> (Vec<Tag>, Vec<String>) {
    let (mut tags, mut problems, mut open) = (Vec::new(), Vec::new(), Vec::<String>::new());
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let Some(end) = end_of_tag(rest) else {
            problems.push("a tag without end".to_owned());
            break;
        };
        let (inner, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if inner.starts_with('!') {
            continue;
        }
        if let Some(name) = inner.strip_prefix('/') {
            match open.pop() {
                Some(opened) if opened == name.trim() => {}
                opened => problems.push(format!("</{name}> closes {opened:?}")),
            }
            continue;
        }
        let closed = inner.ends_with('/');
        let tag = tag(inner.trim_end_matches('/'), &open);
        if !closed && !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name.clone());
        }
        tags.push(tag);
    }
    if !open.is_empty() {
        problems.push(format!("never closed: {open:?}"));
    }
    (tags, problems)
}

fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = false;
    text.char_indices()
        .find(|(_, letter)| {
            quote ^= *letter == '"';
            *letter == '>' && !quote
        })
        .map(|(index, _)| index)
}

fn tag(inner: &str, open: &[String]) -> Tag {
    let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let name_end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let name = &rest[..name_end];
        rest = &rest[name_end..];
        let value = if let Some(quoted) = rest.strip_prefix("=\"") {
            let end = quoted.find('"').unwrap_or(quoted.len());
            rest = quoted.get(end + 1..).unwrap_or("");
            &quoted[..end]
        } else {
            ""
        };
        attributes.insert(name.to_owned(), value.to_owned());
    }
    Tag { name: name.to_owned(), attributes, inside: open.to_vec() }
}

fn references(tag: &Tag, known: &BTreeSet<&str>) -> Vec<String> {
    let lists = ["aria-labelledby", "aria-describedby", "for"].into_iter().filter_map(|name| tag.get(name));
    let links = tag.get("href").and_then(|href| href.strip_prefix('#'));
    let missing = lists.flat_map(str::split_whitespace).chain(links).filter(|id| !known.contains(id));
    missing.map(|id| format!("<{}> refers to {id}, which is not on the page", tag.name)).collect()
}

fn forbidden(tag: &Tag) -> Vec<String> {
    let mut problems = Vec::new();
    if tag.name == "style" || (tag.name == "script" && tag.get("src").is_none()) {
        problems.push(format!("inline <{}>", tag.name));
    }
    for (name, value) in &tag.attributes {
        if name == "style" || name.starts_with("on") {
            problems.push(format!("<{} {name}>", tag.name));
        }
        let leads_away = ["href", "src", "action", "formaction"].contains(&name.as_str()) && (value.contains("//") || value.contains(':'));
        // A link of the practice's own to where it keeps something: nothing is asked for until somebody follows it, and then it says not from where.
        let is_followed =
            tag.name == "a" && name == "href" && value.starts_with("https://") && tag.get("rel") == Some("noreferrer noopener");
        // A telephone number is dialled by whoever touches it, and asks no server for anything.
        let is_dialled = tag.name == "a" && name == "href" && dials(value);
        if leads_away && !is_followed && !is_dialled && !value.starts_with("data:image/") {
            problems.push(format!("<{} {name}=\"{value}\"> leads to another origin", tag.name));
        }
    }
    problems
}

/// `tel:988`, `tel:+15550100199`, `sms:988`.
fn dials(address: &str) -> bool {
    let number = address.strip_prefix("tel:").or_else(|| address.strip_prefix("sms:"));
    number.is_some_and(|number| !number.is_empty() && number.trim_start_matches('+').chars().all(|character| character.is_ascii_digit()))
}

fn headings(tags: &[Tag]) -> Vec<String> {
    let levels: Vec<usize> = tags.iter().filter_map(|tag| HEADINGS.iter().position(|name| *name == tag.name)).collect();
    let mut problems = Vec::new();
    if levels.iter().filter(|level| **level == 0).count() != 1 {
        problems.push("not exactly one h1".to_owned());
    }
    if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
        problems.push(format!("a level of headings is left out: {levels:?}"));
    }
    problems
}

fn labels(tags: &[Tag]) -> Vec<String> {
    let labelled: BTreeSet<&str> = tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.get("for")).collect();
    let controls =
        tags.iter().filter(|tag| ["input", "select", "textarea"].contains(&tag.name.as_str()) && tag.get("type") != Some("hidden"));
    let unlabelled = controls.filter(|tag| {
        let by_id = tag.get("id").is_some_and(|id| labelled.contains(id));
        !by_id && tag.get("aria-label").is_none() && !tag.inside.iter().any(|name| name == "label")
    });
    unlabelled.map(|tag| format!("<{} name={:?}> has no label", tag.name, tag.get("name"))).collect()
}

fn structure(tags: &[Tag]) -> Vec<String> {
    let mut problems = Vec::new();
    let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
    if tags.first().is_none_or(|tag| tag.name != "html" || tag.get("lang").is_none_or(str::is_empty)) {
        problems.push("the page does not say its language".to_owned());
    }
    if count("main") != 1 || count("title") < 1 {
        problems.push("not exactly one main, or no title".to_owned());
    }
    if count("table") != count("caption") {
        problems.push("a table without caption".to_owned());
    }
    if count("fieldset") != count("legend") {
        problems.push("a fieldset without legend".to_owned());
    }
    // A field cuts a longer text at its own height: paper shows the words beside it.
    let written = tags.iter().filter(|tag| tag.get("class").is_some_and(|class| class.split(' ').any(|each| each == "written"))).count();
    if count("textarea") != written {
        problems.push("a longer text that paper cuts".to_owned());
    }
    for tag in tags {
        let name = tag.name.as_str();
        let named = tag.get("aria-label").is_some_and(|label| !label.is_empty()) || tag.get("aria-labelledby").is_some();
        match name {
            "th" if tag.get("scope").is_none() => problems.push("a head of a table without scope".to_owned()),
            "button" if tag.get("type").is_none() => problems.push("a button without type".to_owned()),
            "img" if tag.get("alt").is_none() => problems.push("a picture without alternative".to_owned()),
            "svg" if tag.get("aria-hidden") != Some("true") && !(tag.get("role") == Some("img") && named) => {
                problems.push("a drawing that is neither named nor hidden".to_owned());
            }
            "nav" | "aside" if !named => problems.push(format!("a <{name}> without name")),
            _ => {}
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        let page =
            format!("<!DOCTYPE html><html lang=\"en\"><head><title>t</title></head><body><main><h1>q</h1>{body}</main></body></html>");
        assert_eq!(problems(&page).join("\n"), expected);
    }

    #[test]
    fn a_sound_page_has_no_problem() {
        check("<a href=\"tel:+15550100199\">x</a><a href=\"sms:988\">y</a>", "");
        check("<label for=\"a\">A</label><input id=\"a\" name=\"a\" type=\"text\"><p title=\"1 > 0\">x</p>", "");
    }

    #[test]
    fn each_kind_of_defect_is_found() {
        check("<p>x</div>", "</div> closes Some(\"p\")");
        check("<p id=\"a\"></p><p id=\"a\"></p>", "ids that stand twice: [\"a\"]");
        check("<a href=\"#b\">x</a>", "<a> refers to b, which is not on the page");
        check("<p style=\"color:red\"></p>", "<p style>");
        check("<script>x</script>", "inline <script>");
        check("<a href=\"https://elsewhere.example\">x</a>", "<a href=\"https://elsewhere.example\"> leads to another origin");
        check("<h3>x</h3>", "a level of headings is left out: [0, 2]");
        check("<input name=\"a\" type=\"text\">", "<input name=Some(\"a\")> has no label");
        check("<table><caption>c</caption><tr><th>x</th></tr></table>", "a head of a table without scope");
        check("<table></table>", "a table without caption");
        check("<textarea id=\"a\" aria-label=\"A\"></textarea>", "a longer text that paper cuts");
        check("<svg></svg>", "a drawing that is neither named nor hidden");
    }
}
