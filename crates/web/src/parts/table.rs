//! Tables. One renderer for all, so that every table has a caption, heads with their scope, numbers to the right, and a shape for phones.

use maud::{Markup, html};
use wording::{Key, Text};

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The head of the row.
    Head,
    /// Words.
    Words,
    /// A number, to the right.
    Number,
    /// A day or a short word that is not broken.
    Short,
    /// The words of an answer, which should not be broken into a column of single words.
    Answer,
}

/// A column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    label: String,
    kind: Kind,
    hidden: bool,
}

/// A row: its cells in the order of the columns.
pub(crate) struct Row {
    /// Cells.
    pub(crate) cells: Vec<Markup>,
    /// A class of the row, or empty: `urgent`, `pressing`, `void`.
    pub(crate) class: &'static str,
}

impl Row {
    /// An ordinary row.
    pub(crate) fn new(cells: Vec<Markup>) -> Self {
        Self { cells, class: "" }
    }
}

/// A table.
pub(crate) struct Table {
    caption: String,
    shows_caption: bool,
    columns: Vec<Column>,
    rows: Vec<Row>,
    shape: Shape,
}

/// How a table is drawn.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    /// Each row is a card on a phone.
    cards: bool,
    /// Less space between rows.
    dense: bool,
    /// Only as wide as it must be.
    fit: bool,
}

impl Table {
    /// A table with what it shows as its caption, which is read out and not drawn.
    pub(crate) fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), shows_caption: false, columns: Vec::new(), rows: Vec::new(), shape: Shape::default() }
    }

    /// Draws the caption too.
    pub(crate) fn with_caption(mut self) -> Self {
        self.shows_caption = true;
        self
    }

    /// Each row is a card on a phone.
    pub(crate) fn cards(mut self) -> Self {
        self.shape.cards = true;
        self
    }

    /// Less space between rows.
    pub(crate) fn dense(mut self) -> Self {
        self.shape.dense = true;
        self
    }

    /// Only as wide as it must be.
    pub(crate) fn fit(mut self) -> Self {
        self.shape.fit = true;
        self
    }

    /// One more column.
    pub(crate) fn column(mut self, label: impl Into<String>, kind: Kind) -> Self {
        self.columns.push(Column { label: label.into(), kind, hidden: false });
        self
    }

    /// One more column whose label is read out and not drawn.
    pub(crate) fn unlabelled(mut self, label: impl Into<String>, kind: Kind) -> Self {
        self.columns.push(Column { label: label.into(), kind, hidden: true });
        self
    }

    /// One more row.
    pub(crate) fn push(&mut self, row: Row) {
        debug_assert_eq!(row.cells.len(), self.columns.len(), "a cell for each column of `{}`", self.caption);
        self.rows.push(row);
    }

    /// All its rows.
    pub(crate) fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        rows.into_iter().for_each(|row| self.push(row));
        self
    }

    /// Leaves out columns in which no row says anything; the head of the rows stays.
    pub(crate) fn without_empty_columns(mut self) -> Self {
        let says = |place: usize| self.rows.iter().any(|row| !row.cells[place].0.is_empty());
        let kept: Vec<bool> = (0..self.columns.len()).map(|place| self.columns[place].kind == Kind::Head || says(place)).collect();
        let mut keep = kept.iter().copied();
        self.columns.retain(|_| keep.next().unwrap_or(true));
        for row in &mut self.rows {
            let mut keep = kept.iter().copied();
            row.cells.retain(|_| keep.next().unwrap_or(true));
        }
        self
    }

    /// The table inside a box that scrolls sideways when it must. The box can be reached by keyboard for that.
    pub(crate) fn render(&self, text: Text) -> Markup {
        let label = text.say_with(Key::TableScrolls, &[("caption", self.caption.as_str().into())]);
        html! {
            div.scroll role="region" aria-label=(label) tabindex="0" {
                table.table.cards[self.shape.cards].dense[self.shape.dense].fit[self.shape.fit] role="table" {
                    caption.visually-hidden[!self.shows_caption] { (self.caption) }
                    thead role="rowgroup" {
                        tr role="row" {
                            @for column in &self.columns {
                                th scope="col" role="columnheader" class=[class(column.kind)] {
                                    @if column.hidden { span.visually-hidden { (column.label) } } @else { (column.label) }
                                }
                            }
                        }
                    }
                    tbody role="rowgroup" {
                        @for row in &self.rows {
                            tr role="row" class=[(!row.class.is_empty()).then_some(row.class)] {
                                @for (column, cell) in self.columns.iter().zip(&row.cells) { (self.cell(column, cell)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn cell(&self, column: &Column, cell: &Markup) -> Markup {
        let label = (self.shape.cards && !column.hidden).then_some(column.label.as_str());
        // The class `void-when-empty` hides a card's line that says nothing.
        let class = match (class(column.kind), self.shape.cards) {
            (Some(class), true) => Some(format!("{class} void-when-empty")),
            (Some(class), false) => Some(class.to_owned()),
            (None, true) => Some("void-when-empty".to_owned()),
            (None, false) => None,
        };
        html! {
            @if column.kind == Kind::Head {
                th scope="row" role="rowheader" { div { (cell) } }
            } @else if cell.0.is_empty() {
                td role="cell" class=[class] data-label=[label] {}
            } @else {
                td role="cell" class=[class] data-label=[label] { div { (cell) } }
            }
        }
    }
}

fn class(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Head | Kind::Words => None,
        Kind::Number => Some("number"),
        Kind::Short => Some("short"),
        Kind::Answer => Some("answer"),
    }
}

/// What stands in place of a table that has no row.
pub(crate) fn empty(sentence: &str) -> Markup {
    html! { div.empty { p { (sentence) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_in_which_nothing_is_said_is_left_out() {
        let row = |level: &str| Row::new(vec![html! { "Nov 1" }, html! { (level) }, html! {}]);
        let table = Table::new("Days").column("Day", Kind::Head).column("Level", Kind::Short).column("Paid", Kind::Short);
        let page = table.rows([row(""), row("IOP")]).without_empty_columns().render(Text::for_language(&vocabulary::Language::english())).0;
        assert!(page.contains("Level") && page.contains("IOP") && !page.contains("Paid"), "{page}");
    }
}
