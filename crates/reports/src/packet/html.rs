//! The packet as one HTML file: the same statements as on paper, with headings, tables and lists that a screen reader walks through. It asks for nothing from
//! anywhere, needs no script, and prints.

use super::view::{IndexView, Line, SectionView, TableView, View};
use crate::progress::view::{ChartView, Table};

/// Letters, room and lines; no more. Charts are drawn for white paper.
const STYLE: &str = "html{color-scheme:light}body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:60rem;margin:0 auto;\
padding:1rem;overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}dl{display:grid;\
grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:.5rem 1.5rem}dt{color:#4a4a4a;font-size:.875rem}dd{margin:0}table{border-collapse:collapse;\
width:100%}caption{text-align:left;color:#4a4a4a;padding-bottom:.25rem}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;\
border-bottom:1px solid #b5b5b5}.scroll{overflow-x:auto}figure{margin:1rem 0}svg{max-width:100%;height:auto}.by{color:#4a4a4a}.notice{border-left:4px solid \
#4a4a4a;padding-left:.75rem}ul{padding-left:1.25rem}footer{margin-top:2rem;border-top:1px solid #b5b5b5;color:#4a4a4a;font-size:.875rem}";

/// The whole file.
pub(super) fn file(view: &View) -> String {
    let mut page = Page::default();
    page.raw("<!doctype html>\n");
    page.raw(&format!("<html lang=\"{}\"><head><meta charset=\"utf-8\">", escaped(view.language)));
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.element("title", &view.title);
    page.raw(&format!("<style>{STYLE}</style></head>\n<body>\n<main>\n"));
    page.element("h1", &view.title);
    page.element("p", &view.practice);
    for notice in &view.notices {
        page.raw("<p class=\"notice\"><strong>");
        page.text(notice);
        page.raw("</strong></p>\n");
    }
    page.facts(&view.cover);
    page.element("p", &view.request);
    for line in &view.dispute {
        page.element("p", line);
    }
    for section in &view.first {
        page.section(section);
    }
    if let Some(table) = &view.measures.table {
        page.table(table);
    }
    for chart in &view.measures.charts {
        page.chart(chart);
    }
    for section in &view.sections {
        page.section(section);
    }
    for table in &view.tables {
        page.table(table);
    }
    page.index(&view.index);
    page.section(&view.attestation);
    page.raw("</main>\n<footer>\n");
    page.element("p", &view.footer.made);
    page.element("p", &view.footer.notice);
    page.raw("</footer>\n</body></html>\n");
    page.0
}

/// The file as it grows. What is said goes through [`Page::text`], which escapes it.
#[derive(Default)]
struct Page(String);

impl Page {
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn text(&mut self, words: &str) {
        self.0.push_str(&escaped(words));
    }

    /// An element with words in it, on a line of its own; nothing for no words.
    fn element(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.raw(&format!("<{name}>{}</{name}>\n", escaped(words)));
        }
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        self.raw("<dl>\n");
        for (label, value) in facts {
            self.raw(&format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(label), escaped(value)));
        }
        self.raw("</dl>\n");
    }

    fn section(&mut self, section: &SectionView) {
        self.raw("<section>\n");
        self.element("h2", &section.heading);
        self.raw("<ul>\n");
        for Line { text, cites, by } in &section.lines {
            self.raw("<li>");
            self.text(text);
            if !cites.is_empty() {
                self.raw(" ");
                self.text(cites);
            }
            if !by.is_empty() {
                self.raw(&format!(" <span class=\"by\">({})</span>", escaped(by)));
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n</section>\n");
    }

    fn chart(&mut self, chart: &ChartView) {
        self.raw(&format!("<figure><div role=\"img\" aria-label=\"{}\">{}</div>", escaped(&chart.alternative), chart.svg));
        self.raw("<figcaption>");
        self.text(&[chart.caption.as_str(), chart.note.as_str()].join(" "));
        self.raw("</figcaption></figure>\n");
    }

    fn table(&mut self, view: &TableView) {
        self.raw("<section>\n");
        self.element("h2", &view.heading);
        self.raw(&format!("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n", escaped(&view.heading)));
        self.element("caption", if view.lead.is_empty() { &view.heading } else { &view.lead });
        self.rows(&view.table);
        self.raw("</table>\n</div>\n</section>\n");
    }

    fn rows(&mut self, table: &Table) {
        self.raw("<thead><tr>");
        for column in &table.columns {
            self.raw(&format!("<th scope=\"col\">{}</th>", escaped(&column.head)));
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.raw("<tr>");
            for (place, cell) in row.iter().enumerate() {
                let words = escaped(&cell.text);
                self.raw(&if place == 0 { format!("<th scope=\"row\">{words}</th>") } else { format!("<td>{words}</td>") });
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n");
    }

    fn index(&mut self, index: &IndexView) {
        self.raw("<section>\n");
        self.element("h2", &index.heading);
        self.element("p", &index.lead);
        for (day, lines) in &index.days {
            self.element("h3", day);
            self.raw("<ul>\n");
            for line in lines {
                self.element("li", line);
            }
            self.raw("</ul>\n");
        }
        self.raw("</section>\n");
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
