//! The instrument library, and the ledger of licences.

use app::instrument::LedgerRow;
use app::{Data, Scope};
use axum::response::Response;
use instruments::definition::{Definition, IntendedUse, TextPolicy};
use instruments::{Origin, Overlay};
use maud::{Markup, html};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Draft, Field};
use crate::parts::pager::pager;
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{basis, notice};
use crate::visit::{Visit, html as html_page};

/// How many instruments a page shows.
const PAGE_SIZE: usize = 30;

/// The rows after one, as many as a page shows, and where the next page begins.
fn part<'a>(rows: &[&'a LedgerRow], after: &str) -> (Vec<&'a LedgerRow>, Option<String>) {
    let start = rows.iter().position(|row| &*row.definition.id == after).map_or(0, |place| place + 1);
    let shown: Vec<&LedgerRow> = rows.iter().skip(start).take(PAGE_SIZE).copied().collect();
    let next = shown.last().filter(|_| start + shown.len() < rows.len()).map(|last| last.definition.id.to_string());
    (shown, next)
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Words in the name or in what it measures.
    pub(crate) find: String,
    /// The code of a text policy; empty for all.
    pub(crate) text: String,
}

impl Filter {
    /// True where the words stand in a name of it or in what it measures.
    pub(crate) fn fits(&self, definition: &Definition) -> bool {
        let words = [&*definition.id, &definition.name, &definition.short_name, &definition.construct];
        let find = self.find.to_lowercase();
        let found = words.iter().any(|word| word.to_lowercase().contains(&find));
        found && (self.text.is_empty() || definition.licence.text.code() == self.text)
    }
}

/// Which instruments can you use?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let rows = visit.app.instruments(&visit.caller).await?;
    let filter = Filter { find: visit.query.text("find").to_owned(), text: visit.query.text("text").to_owned() };
    let may_see_courses = visit.caller.scope(Data::Courses) == Scope::All;
    Ok(html_page(page(&visit.frame, &rows, &filter, visit.query.text("after"), may_see_courses)))
}

/// What does each licence allow?
pub(crate) async fn show_ledger(visit: Visit) -> Result<Response, PageError> {
    let rows = visit.app.instruments(&visit.caller).await?;
    Ok(html_page(ledger(&visit.frame, &rows, visit.query.text("after"))))
}

/// The library.
pub(crate) fn page(frame: &Frame, rows: &[LedgerRow], filter: &Filter, after: &str, may_see_courses: bool) -> Markup {
    let text = frame.text;
    let fitting: Vec<&LedgerRow> = rows.iter().filter(|row| filter.fits(&row.definition)).collect();
    let (shown, next) = part(&fitting, after);
    let next = next.map(|after| {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs([("find", filter.find.as_str()), ("text", filter.text.as_str()), ("after", after.as_str())]);
        format!("/instruments?{}", pairs.finish())
    });
    let table = Table::new(text.say(Key::NavigationInstruments))
        .cards()
        .column(text.say(Key::InstrumentLabel), Kind::Head)
        .column(text.say(Key::InstrumentConstruct), Kind::Words)
        .column(text.say(Key::InstrumentColumnUse), Kind::Words)
        .column(text.say(Key::InstrumentColumnItems), Kind::Number)
        .column(text.say(Key::InstrumentColumnText), Kind::Words)
        .column(text.say(Key::InstrumentColumnNumbers), Kind::Words)
        .column(text.say(Key::InstrumentLicence), Kind::Words)
        .rows(shown.iter().map(|each| row(text, each)));
    let body = html! {
        (search(text, filter))
        @if shown.is_empty() {
            (table::empty(&text.say(Key::InstrumentEmpty)))
        } @else {
            (table.render(text))
            (pager(text, &text.say_with(Key::InstrumentShown, &[("count", shown.len().into()), ("all", fitting.len().into())]), &next.into()))
        }
    };
    let page = Page::wide(Section::Instruments, text.say(Key::InstrumentHeading), body)
        .lead(html! { p { (text.say(Key::InstrumentLead)) } })
        .actions(html! {
            a.button href="/instruments/licences" { (text.say(Key::InstrumentLedgerLink)) }
            @if may_see_courses { a.button href="/courses" { (text.say(Key::CoursesLink)) } }
        });
    frame.render(&page)
}

fn search(text: Text, filter: &Filter) -> Markup {
    let fields = Fields::from([("find", filter.find.as_str()), ("text", filter.text.as_str())]);
    let draft = Draft { text, fields: &fields, problems: &Problems::default() };
    let policies = [TextPolicy::Ships, TextPolicy::BringYourOwn, TextPolicy::AwaitingConfirmation];
    html! {
        form.search method="get" action="/instruments" role="search" {
            (draft.search_line("find", Key::InstrumentFind))
            (draft.filter(Field::optional("text", Key::InstrumentFilterText), Key::InstrumentFilterAll,
                &policies.map(|policy| (policy.code().to_owned(), text.say(text_policy(policy))))))
            button type="submit" { (text.say(Key::ActionSearch)) }
        }
    }
}

fn row(text: Text, each: &LedgerRow) -> Row {
    let (definition, (verified, recalled)) = (&each.definition, each.marks);
    let languages: Vec<String> = each.languages.iter().map(|language| text.language(language)).collect();
    Row::new(vec![
        html! {
            a.row-link href={ "/instruments/" (definition.id) } { (definition.short_name) }
            @if definition.name != definition.short_name { span.sub { (definition.name) } }
            @if definition.origin == Origin::Imported { span.flag.recalled { (text.say(Key::InstrumentImported)) } }
        },
        html! { (definition.construct) },
        html! { (text.say(intended_use(definition.intended_use))) },
        html! { @if definition.is_totals_only() { span.visually-hidden { (text.say(Key::CompletionTotalsOnly)) } span aria-hidden="true" { "–" } } @else { (definition.items.len()) } },
        html! {
            (text.say(text_policy(definition.licence.text)))
            @if !languages.is_empty() { span.sub { (text.list(&languages)) } }
        },
        html! {
            @if verified + recalled == 0 { span.muted { (text.say(Key::InstrumentNumbersNone)) } }
            @else if recalled == 0 { (text.say(Key::InstrumentNumbersAllVerified)) }
            @else { span.flag.recalled { (text.say_with(Key::InstrumentNumbersSomeRecalled, &[("count", recalled.into())])) } span.sub { (basis::standing(text, each.enabled.as_ref())) } }
        },
        html! { (text.licence_category(definition.licence.category.code())) },
    ])
}

/// The ledger of licences.
pub(crate) fn ledger(frame: &Frame, rows: &[LedgerRow], after: &str) -> Markup {
    let text = frame.text;
    let all: Vec<&LedgerRow> = rows.iter().collect();
    let (shown, next) = part(&all, after);
    let table = Table::new(text.say(Key::InstrumentLedgerLink))
        .cards()
        .column(text.say(Key::InstrumentLabel), Kind::Head)
        .column(text.say(Key::InstrumentLicence), Kind::Words)
        .column(text.say(Key::InstrumentLicenceHolder), Kind::Words)
        .column(text.say(Key::InstrumentLedgerBasis), Kind::Words)
        .column(text.say(Key::InstrumentLedgerEvidence), Kind::Words)
        .column(text.say(Key::InstrumentLedgerOverlay), Kind::Words)
        .rows(shown.iter().map(|row| ledger_row(text, row)));
    let said = text.say_with(Key::InstrumentShown, &[("count", shown.len().into()), ("all", all.len().into())]);
    let body = html! {
        (table.render(text))
        (pager(text, &said, &next.map(|after| format!("/instruments/licences?after={after}")).into()))
    };
    let page = Page::wide(Section::Instruments, text.say(Key::InstrumentLedgerHeading), body)
        .lead(html! { p { (text.say(Key::InstrumentLedgerLead)) } })
        .actions(html! { a.button href="/instruments" { (text.say(Key::InstrumentLibraryLink)) } });
    frame.render(&page)
}

fn ledger_row(text: Text, row: &LedgerRow) -> Row {
    let definition = &row.definition;
    let licence = &definition.licence;
    Row::new(vec![
        html! { a.row-link href={ "/instruments/" (definition.id) } { (definition.short_name) } },
        html! {
            (text.licence_category(licence.category.code()))
            span.sub { (text.say(text_policy(licence.text))) }
        },
        html! { (licence.holder) },
        html! { (licence.basis) @if let Some(notice) = &licence.notice { span.sub lang="en" { (notice) } } },
        html! { (basis::basis(text, &licence.evidence)) },
        html! { @for overlay in &row.overlays { span.sub { (text.language(&overlay.language)) ": " (overlay_words(text, overlay)) } } },
    ])
}

/// Whose text it is and until when.
pub(crate) fn overlay_words(text: Text, overlay: &Overlay) -> String {
    let (holder, reference) = (overlay.licence_holder.as_str().into(), overlay.licence_reference.as_str().into());
    match overlay.expires {
        Some(day) => text.say_with(Key::InstrumentOverlayUntil, &[("holder", holder), ("reference", reference), ("day", day.into())]),
        None => text.say_with(Key::InstrumentOverlayOpen, &[("holder", holder), ("reference", reference)]),
    }
}

pub(crate) const fn text_policy(policy: TextPolicy) -> Key {
    match policy {
        TextPolicy::Ships => Key::InstrumentTextShips,
        TextPolicy::BringYourOwn => Key::InstrumentTextBringYourOwn,
        TextPolicy::AwaitingConfirmation => Key::InstrumentTextAwaiting,
    }
}

pub(crate) const fn intended_use(intended_use: IntendedUse) -> Key {
    match intended_use {
        IntendedUse::Outcome => Key::InstrumentUseOutcome,
        IntendedUse::Screening => Key::InstrumentUseScreening,
        IntendedUse::Withdrawal => Key::InstrumentUseWithdrawal,
        IntendedUse::History => Key::InstrumentUseHistory,
        IntendedUse::Alliance => Key::InstrumentUseAlliance,
    }
}

/// What to say about an imported definition; nothing about one of the library.
pub(crate) fn imported_notice(text: Text, definition: &Definition) -> Markup {
    html! { @if definition.origin == Origin::Imported { (notice::attention(&html! { p { (text.say(Key::InstrumentImportedExplained)) } })) } }
}
