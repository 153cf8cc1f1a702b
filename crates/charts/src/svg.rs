//! Writing SVG text. Every text and attribute goes through here and is escaped.

use std::fmt::Write as _;

/// A coordinate with at most one decimal: enough on any screen, and the same text on every machine.
pub(crate) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Adding zero turns -0 into 0.
    format!("{}", rounded + 0.0)
}

/// Text for an element's content or an attribute in double quotes. Characters that XML does not allow become a space.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// An attribute's value.
pub(crate) enum Value<'a> {
    /// Text, escaped when written.
    Text(&'a str),
    /// A coordinate or length.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// SVG text in the making.
#[derive(Default)]
pub(crate) struct Svg {
    text: String,
}

impl Svg {
    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// Opens an element; [`Svg::close`] ends it.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) {
        self.start(name, attributes);
        self.text.push('>');
    }

    /// Ends an element.
    pub(crate) fn close(&mut self, name: &str) {
        let _infallible = write!(self.text, "</{name}>");
    }

    /// An element with text in it.
    pub(crate) fn text(&mut self, name: &str, attributes: &[(&str, Value<'_>)], content: &str) {
        self.open(name, attributes);
        self.text.push_str(&escape(content));
        self.close(name);
    }

    /// The whole text.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn start(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) {
        let _infallible = write!(self.text, "<{name}");
        for (attribute, value) in attributes {
            let value = match value {
                Value::Text(text) => escape(text),
                Value::Number(value) => number(*value),
            };
            let _infallible = write!(self.text, " {attribute}=\"{value}\"");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_have_no_negative_zero() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(12.345), "12.3");
        assert_eq!(number(-0.01), "0");
    }

    #[test]
    fn markup_in_a_text_is_text() {
        let mut svg = Svg::default();
        svg.text("text", &[("class", "\"><script>".into())], "a<b> & \"c\"\u{0}");
        assert_eq!(svg.finish(), "<text class=\"&quot;&gt;&lt;script&gt;\">a&lt;b&gt; &amp; &quot;c&quot; </text>");
    }
}
