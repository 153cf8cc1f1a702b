//! As much of a browser as the stories need: pages, forms, cookies, no scripts.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// Somebody's browser.
pub(crate) struct Browser {
    address: String,
    cookies: BTreeMap<String, String>,
    /// Every address that was asked for, for the story that looks for names in them.
    pub(crate) visited: Vec<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) bytes: Vec<u8>,
}

impl Browser {
    pub(crate) fn new(address: &str) -> Self {
        Self { address: address.to_owned(), cookies: BTreeMap::new(), visited: Vec::new() }
    }

    /// Where it asks.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Asks for a page; follows redirects.
    pub(crate) fn get(&mut self, path: &str) -> Page {
        let page = self.request("GET", path, None);
        self.followed(page)
    }

    /// Sends a form; follows the redirect behind it.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect::<Vec<_>>().join("&");
        let page = self.request("POST", path, Some(body));
        self.followed(page)
    }

    /// Fills in the form of a page that has this field, with its hidden fields as they are, and sends it.
    pub(crate) fn submit(&mut self, page: &Page, with_field: &str, fields: &[(&str, &str)]) -> Page {
        let html = page.text();
        let form = forms(&html).into_iter().find(|form| form.contains(&format!("name=\"{with_field}\"")));
        let form = form.unwrap_or_else(|| panic!("no form has the field {with_field}:\n{html}"));
        let action = attribute(form, "action").unwrap_or_else(|| self.visited.last().cloned().unwrap_or_default());
        let hidden = hidden_fields(form);
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        all.extend(fields);
        self.post(&action, &all)
    }

    fn request(&mut self, method: &str, path: &str, body: Option<String>) -> Page {
        let headers = if body.is_some() { "Content-Type: application/x-www-form-urlencoded\r\n" } else { "" };
        self.send(method, path, headers, body.unwrap_or_default().as_bytes())
    }

    fn followed(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            let Some(next) = page.header("location").filter(|_| (300..400).contains(&page.status)).map(str::to_owned) else { break };
            page = self.request("GET", &next, None);
        }
        page
    }

    /// Sends a request with further headers and reads the whole answer.
    pub(crate) fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Page {
        self.visited.push(path.to_owned());
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let cookies = if cookies.is_empty() { String::new() } else { format!("Cookie: {cookies}\r\n") };
        let origin = if method == "POST" { format!("Origin: http://{}\r\n", self.address) } else { String::new() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{origin}{cookies}{headers}\r\n",
            self.address,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let page = parsed(&answer);
        self.keep_cookies(&page);
        page
    }

    fn keep_cookies(&mut self, page: &Page) {
        for (_, cookie) in page.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() || attributes.to_lowercase().contains("max-age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str())
    }

    /// What a person reads: the text between the tags, with single spaces.
    pub(crate) fn words(&self) -> String {
        let html = self.text();
        let mut words = String::new();
        let mut inside = false;
        for letter in html.chars() {
            match letter {
                '<' => {
                    inside = true;
                    words.push(' ');
                }
                '>' if inside => inside = false,
                letter if !inside => words.push(letter),
                _ => {}
            }
        }
        let plain = unescaped(&words);
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The addresses of links that begin like this.
    pub(crate) fn links(&self, beginning: &str) -> Vec<String> {
        let html = self.text();
        let links = html.match_indices("href=\"").map(|(start, found)| &html[start + found.len()..]);
        links.filter_map(|rest| rest.split('"').next()).filter(|link| link.starts_with(beginning)).map(unescaped).collect()
    }

    /// Fails unless the page came with this status.
    pub(crate) fn with_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.words());
        self
    }
}

fn parsed(answer: &[u8]) -> Page {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer: {} bytes", answer.len()));
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok()).unwrap();
    let headers: Vec<(String, String)> =
        lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    let body = &answer[end + 4..];
    Page { status, headers, bytes: if chunked { joined(body) } else { body.to_vec() } }
}

/// The chunks of a body, without their lengths.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|window| window == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap().trim(), 16).unwrap();
        whole.extend_from_slice(&body[end + 2..end + 2 + length]);
        body = body.get(end + 4 + length..).unwrap_or_default();
        if length == 0 {
            break;
        }
    }
    whole
}

fn forms(html: &str) -> Vec<&str> {
    html.match_indices("<form")
        .map(|(start, _)| &html[start..html[start..].find("</form>").map_or(html.len(), |end| start + end)])
        .collect()
}

fn hidden_fields(form: &str) -> Vec<(String, String)> {
    let inputs = form.match_indices("<input").map(|(start, _)| &form[start..form[start..].find('>').map_or(form.len(), |end| start + end)]);
    let hidden = inputs.filter(|input| input.contains("type=\"hidden\""));
    hidden.filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))).collect()
}

/// An attribute of the first tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let head = &tag[..tag.find('>').unwrap_or(tag.len())];
    let start = head.find(&format!(" {name}=\""))? + name.len() + 3;
    head[start..].split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[test]
fn answers_in_chunks_are_put_together() {
    let page = parsed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    assert_eq!((page.status, page.text().as_str()), (200, "abcde"));
}

#[test]
fn hidden_fields_of_a_form_are_found() {
    let form = "<form action=\"/x?a=1&amp;b=2\"><input type=\"hidden\" name=\"token\" value=\"a&quot;b\"><input name=\"answer\"></form>";
    assert_eq!(hidden_fields(form), [("token".to_owned(), "a\"b".to_owned())]);
    assert_eq!(attribute(form, "action").as_deref(), Some("/x?a=1&b=2"));
}
