//! The assessment as one web page that stands alone: no script, no picture, nothing from elsewhere. It shows the same data as the PDF, in the same order.

use serde_json::Value;

const STYLE: &str = include_str!("../../templates/assessment.css");

/// The page. `data` is the assessment as the template of the PDF takes it.
pub(super) fn page(data: &Value) -> String {
    let mut page = Page::default();
    let title = format!("{} · {}", text(&data["document"]), text(&data["practice"]));
    page.raw("<!doctype html>\n<html lang=\"").text(text(&data["language"])).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"robots\" content=\"noindex\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    page.text(title.trim_end_matches([' ', '·'])).raw("</title>\n<style>\n").raw(STYLE).raw("</style>\n</head>\n<body>\n<main>\n");
    page.first(data);
    page.heading(2, &data["plan_heading"]);
    list(&data["plan"]).for_each(|part| page.block(part, 3));
    list(&data["pages"]).for_each(|finding| page.finding(finding));
    for annex in list(&data["annexes"]) {
        page.raw("<section>\n").heading(2, &annex["heading"]);
        list(&annex["paragraphs"]).for_each(|paragraph| page.paragraph("", paragraph));
        list(&annex["blocks"]).for_each(|block| page.block(block, 3));
        page.raw("</section>\n");
    }
    page.raw("</main>\n<footer>\n");
    for line in ["document", "identity", "made", "notice"] {
        page.paragraph("", &data["footer"][line]);
    }
    page.paragraph("", &data["counsel"]);
    page.raw("</footer>\n</body>\n</html>\n");
    page.written
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[derive(Default)]
struct Page {
    written: String,
}

impl Page {
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.written.push_str(markup);
        self
    }

    /// Text, with what would be markup written out.
    fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.written.push_str("&amp;"),
                '<' => self.written.push_str("&lt;"),
                '>' => self.written.push_str("&gt;"),
                '"' => self.written.push_str("&quot;"),
                letter => self.written.push(letter),
            }
        }
        self
    }

    fn heading(&mut self, level: u8, content: &Value) -> &mut Self {
        let (open, close) = (format!("<h{level}>"), format!("</h{level}>\n"));
        self.raw(&open).text(text(content)).raw(&close)
    }

    /// A paragraph; nothing where there is nothing to say.
    fn paragraph(&mut self, class: &str, content: &Value) {
        let said = text(content);
        if said.is_empty() {
            return;
        }
        let open = if class.is_empty() { "<p>".to_owned() } else { format!("<p class=\"{class}\">") };
        self.raw(&open).text(said).raw("</p>\n");
    }

    /// What the first page of the PDF shows.
    fn first(&mut self, data: &Value) {
        self.raw("<header>\n");
        self.paragraph("document", &data["document"]);
        self.paragraph("counsel", &data["counsel"]);
        self.heading(1, &data["title"]);
        self.paragraph("muted", &data["lead"]);
        self.raw("<dl>\n");
        for fact in list(&data["facts"]) {
            self.raw("<div><dt>").text(text(&fact[0])).raw("</dt><dd>").text(text(&fact[1])).raw("</dd></div>\n");
        }
        self.raw("</dl>\n</header>\n<div class=\"buckets\">\n");
        for bucket in list(&data["buckets"]) {
            self.raw("<section>\n").heading(2, &bucket["name"]);
            self.paragraph("amount", &bucket["amount"]);
            self.paragraph("muted", &bucket["claims"]);
            list(&bucket["lines"]).for_each(|line| self.paragraph("muted", line));
            self.raw("</section>\n");
        }
        self.raw("</div>\n");
        list(&data["notes"]).for_each(|note| self.paragraph("", note));
        self.block(&data["actions"], 2);
        self.block(&data["found"], 2);
    }

    fn finding(&mut self, finding: &Value) {
        self.raw("<section>\n").heading(2, &finding["heading"]);
        self.paragraph("muted", &finding["kind"]);
        self.paragraph("potential", &finding["potential"]);
        self.paragraph("lead", &finding["lead"]);
        list(&finding["notes"]).for_each(|note| self.paragraph("", note));
        self.raw("<div class=\"action\">\n").heading(3, &finding["action_heading"]);
        self.paragraph("", &finding["action"]);
        self.paragraph("muted", &finding["due"]);
        self.raw("</div>\n");
        for part in ["figures", "parts", "samples"] {
            self.block(&finding[part], 3);
        }
        self.heading(3, &finding["how_heading"]);
        self.paragraph("", &finding["how"]);
        self.paragraph("muted", &finding["sources"]);
        self.raw("</section>\n");
    }

    /// A heading with a table, or with a sentence where there is nothing to put into one; nothing where there is neither.
    fn block(&mut self, block: &Value, level: u8) {
        let table = &block["table"];
        if table.is_null() && text(&block["nothing"]).is_empty() {
            return;
        }
        self.heading(level, &block["heading"]);
        if table.is_null() {
            self.paragraph("", &block["nothing"]);
            return;
        }
        let ends: Vec<bool> = list(&table["columns"]).map(|column| matches!(text(&column["width"]), "end" | "day")).collect();
        let class = |place: usize| if ends.get(place).copied().unwrap_or(false) { " class=\"end\"" } else { "" };
        self.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").text(text(&block["heading"]));
        self.raw("\">\n<table>\n<thead><tr>");
        for (place, column) in list(&table["columns"]).enumerate() {
            self.raw("<th scope=\"col\"").raw(class(place)).raw(">").text(text(&column["head"])).raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for row in list(&table["rows"]) {
            self.raw("<tr>");
            for (place, cell) in list(row).enumerate() {
                self.raw("<td").raw(class(place)).raw(">");
                for (line, said) in text(&cell["text"]).split('\n').enumerate() {
                    self.raw(if line > 0 { "<br>" } else { "" }).text(said);
                }
                self.raw("</td>");
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n");
        list(&block["under"]).for_each(|line| self.paragraph("muted", line));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::page;

    #[test]
    fn what_would_be_markup_is_text_and_every_row_is_there() {
        let block = json!({
            "heading": "Parts", "nothing": "", "under": ["more"],
            "table": { "columns": [{ "head": "Claim", "width": "fill" }, { "head": "Amount", "width": "end" }],
                "rows": [[{ "text": "<b>A&1</b>\nA Name", "strong": false }, { "text": "$1.00", "strong": false }]] },
        });
        let written = page(&json!({ "language": "en", "document": "Billing assessment", "practice": "\"Grove\"", "found": block }));
        assert!(written.contains("<td>&lt;b&gt;A&amp;1&lt;/b&gt;<br>A Name</td><td class=\"end\">$1.00</td>"), "{written}");
        assert!(
            written.contains("<title>Billing assessment · &quot;Grove&quot;</title>") && written.contains("<p class=\"muted\">more</p>")
        );
        for foreign in ["<script", "http://", "https://", "url(", "<img", "<link", "@import"] {
            assert!(!written.contains(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_part_without_anything_leaves_no_heading() {
        let written = page(&json!({ "found": { "heading": "Empty", "nothing": "", "table": null, "under": [] } }));
        assert!(!written.contains("Empty"));
    }
}
