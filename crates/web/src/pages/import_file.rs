//! Bringing a file in: choose it, try it, import it. A try changes nothing and shows what was understood.

use app::AppError;
use app::import::{DryRun, Format, ImportRequest, NamedMapping, Reason, Understanding};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::imports;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::state::WebState;
use crate::upload::{MAPPING_FIELD, TRIED, Tried, Upload};
use crate::visit::{Visit, again, go_to, html as html_page};

/// Which file do you want to import?
pub(crate) async fn choose(State(state): State<WebState>, visit: Visit) -> Result<Response, PageError> {
    let programs = programs(&visit).await?;
    Ok(html_page(choose_page(&visit.frame, &state, &programs, &Fields::from([("how", "fhir")]), &Problems::default())))
}

async fn programs(visit: &Visit) -> Result<Vec<Choice>, PageError> {
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(choices.programs.iter().map(|stored| (stored.value().code.clone(), stored.value().name.clone())).collect())
}

fn choose_page(frame: &Frame, state: &WebState, programs: &[Choice], fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let megabytes = (state.config.upload_bytes_max / (1024 * 1024)).to_string();
    let hint = text.say_with(Key::ImportFileHint, &[("megabytes", megabytes.into())]);
    let how: Vec<Choice> = vec![("fhir".to_owned(), text.say(Key::ImportHowFhir)), ("table".to_owned(), text.say(Key::ImportHowTable))];
    let body = html! {
        (notice::problem_summary(text, problems))
        form.form method="post" action="/imports/try" enctype="multipart/form-data" {
            (frame.token_field())
            (file_field(&draft, "file", Key::ImportFile, &hint, ""))
            (draft.radios(Field::required("how", Key::ImportHow), &how, false))
            (file_field(&draft, "mapping", Key::ImportMapping, &text.say(Key::ImportMappingHint), ".toml"))
            (draft.line(Field::optional("system", Key::ImportSystem).hint(Key::ImportSystemHint), "text", "off"))
            details open[is_stated(fields)] {
                summary { (text.say(Key::ImportStatedHeading)) }
                div.stack {
                    p.muted { (text.say(Key::ImportStatedLead)) }
                    (draft.line(Field::optional("patient", Key::ImportStatedPatient), "text", "off"))
                    (draft.select(Field::optional("program", Key::ImportStatedProgram), programs))
                    (draft.day(Field::optional("day", Key::ImportStatedDay), None))
                }
            }
            div.submit {
                button.main type="submit" { (text.say(Key::ImportTry)) }
                a href="/imports" { (text.say(Key::ActionCancel)) }
            }
        }
    };
    let page = Page::narrow(Some(Section::Imports), text.say(Key::ImportNewHeading), body);
    frame.render(&page.lead(html! { p { (text.say(Key::ImportChooseLead)) } }))
}

fn is_stated(fields: &Fields) -> bool {
    ["patient", "program", "day"].iter().any(|name| !fields.text(name).is_empty())
}

fn file_field(draft: &Draft<'_>, name: &str, label: Key, hint: &str, accept: &str) -> Markup {
    let problem = draft.problems.of(name);
    let described = if problem.is_some() { format!("{name}-hint {name}-problem") } else { format!("{name}-hint") };
    html! {
        div.field.wrong[problem.is_some()] {
            label for=(name) { (draft.text.say(label)) }
            p.hint id={ (name) "-hint" } { (hint) }
            @if let Some(problem) = problem { p.wrong-text id={ (name) "-problem" } { (problem) } }
            input type="file" id=(name) name=(name) aria-describedby=(described) accept=[(!accept.is_empty()).then_some(accept)];
        }
    }
}

/// What would this file bring? Nothing is changed; the file is kept for a while so that it can be imported without choosing it again.
pub(crate) async fn try_it(State(state): State<WebState>, visit: Visit, upload: Upload) -> Result<Response, PageError> {
    let text = visit.text();
    let mut problems = Problems::default();
    let Some(file) = upload.file("file").cloned() else {
        problems.add("file", text.say(Key::ImportFileMissing));
        return choose_again(&state, &visit, &upload.fields, &problems).await;
    };
    let tried = Tried { file, mapping: upload.file(MAPPING_FIELD).cloned(), fields: upload.fields };
    let Some(request) = request(text, &tried, &mut problems) else {
        return choose_again(&state, &visit, &tried.fields, &problems).await;
    };
    match visit.app.dry_run(&visit.caller, request).await {
        Ok(outcome) => {
            let mark = state.new_form_token();
            let page = tried_page(&visit.frame, (tried.file.name.as_str(), mark.as_str()), &outcome);
            state.kept.keep(visit.signed_in.session, visit.app.now(), mark, tried);
            Ok(html_page(page))
        }
        Err(error) => {
            refused_file(text, error, &tried.fields, &mut problems)?;
            choose_again(&state, &visit, &tried.fields, &problems).await
        }
    }
}

async fn choose_again(state: &WebState, visit: &Visit, fields: &Fields, problems: &Problems) -> Result<Response, PageError> {
    let programs = programs(visit).await?;
    Ok(again(choose_page(&visit.frame, state, &programs, fields, problems)))
}

/// A file that cannot be read at all is a problem of the form; everything else is passed on.
fn refused_file(text: Text, error: AppError, fields: &Fields, problems: &mut Problems) -> Result<(), PageError> {
    match error {
        AppError::File(problem) => {
            let reason = Reason::from(&problem);
            let mut sentence = imports::reason(text, &reason);
            if reason.id == "file-not-json" && fields.text("how") != "table" {
                sentence = format!("{sentence} {}", text.say(Key::ImportIsItATable));
            }
            problems.add("file", sentence);
            Ok(())
        }
        other => Err(other.into()),
    }
}

/// The request that the form describes, or what is wrong with it.
fn request(text: Text, tried: &Tried, problems: &mut Problems) -> Option<ImportRequest> {
    let fields = &tried.fields;
    let format = match (fields.text("how"), &tried.mapping) {
        ("table", None) => {
            problems.add("mapping", text.say(Key::ImportMappingMissing));
            return None;
        }
        ("table", Some(mapping)) => {
            let content = mapping.text().unwrap_or_default();
            match NamedMapping::read(mapping.name.clone(), &content) {
                Ok(mapping) => Format::Table(mapping),
                Err(error) => {
                    problems.add("mapping", text.say_with(Key::ImportMappingProblem, &[("problem", error.to_string().into())]));
                    return None;
                }
            }
        }
        _ => Format::Fhir,
    };
    let Ok(opened) = tried.file.open() else {
        problems.add("file", text.say(Key::ImportFileAgain));
        return None;
    };
    let mut request = ImportRequest::new(tried.file.name.clone(), opened, format);
    let stated = |name: &str| Some(fields.text(name).to_owned()).filter(|value| !value.is_empty());
    request.stated.patient = stated("patient");
    request.stated.program = stated("program");
    request.stated.day = fields.parsed("day");
    fields.text("system").clone_into(&mut request.system);
    Some(request)
}

/// Imports the file that was tried a moment ago, if it is the one whose page asks for it: another may have been tried beside it.
pub(crate) async fn import(State(state): State<WebState>, visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let mut problems = Problems::default();
    let Some(tried) = state.kept.take(visit.signed_in.session, visit.app.now(), visit.form.text(TRIED)) else {
        problems.add("file", text.say(Key::ImportFileAgain));
        return choose_again(&state, &visit, &Fields::from([("how", "fhir")]), &problems).await;
    };
    let Some(request) = request(text, &tried, &mut problems) else {
        return choose_again(&state, &visit, &tried.fields, &problems).await;
    };
    match visit.app.import(&visit.caller, request).await {
        Ok(report) => {
            let done = if report.already_imported { "before" } else { "imported" };
            Ok(go_to(&format!("/imports/{}?done={done}", report.batch)))
        }
        Err(error) => {
            refused_file(text, error, &tried.fields, &mut problems)?;
            choose_again(&state, &visit, &tried.fields, &problems).await
        }
    }
}

/// The page of a try, with the mark under which its file is kept.
fn tried_page(frame: &Frame, (file_name, mark): (&str, &str), outcome: &DryRun) -> Markup {
    let text = frame.text;
    let body = html! {
        @if outcome.imported_before.is_some() { (notice::notice(&html! { p { (text.say(Key::ImportTriedBefore)) } })) }
        @if outcome.counts.records_added == 0 && outcome.imported_before.is_none() && outcome.counts.records_unchanged == 0 {
            (notice::attention(&html! { p { (text.say(Key::ImportTriedNothing)) } }))
        }
        div.split {
            div {
                (understood(text, &outcome.understanding))
                @if !outcome.rejections.is_empty() {
                    section.block {
                        div.block-head { h2 { (text.say(Key::ImportRejectionsHeading)) } span.aside { (text.say_with(Key::ImportRowsRejected, &[("count", outcome.counts.rows_rejected.into())])) } }
                        (imports::rejections(text, &outcome.rejections))
                    }
                }
            }
            aside aria-label=(text.say(Key::ImportTriedCountsHeading)) {
                section.panel.stack {
                    h2 { (text.say(Key::ImportTriedCountsHeading)) }
                    dl.facts {
                        dt { (text.say(Key::ImportRowsRead)) } dd { (text.count(outcome.counts.rows_read)) }
                        dt { (text.say(Key::ImportTriedWouldBeAdded)) } dd { strong { (text.count(outcome.counts.records_added)) } }
                        dt { (text.say(Key::ImportColumnUnchanged)) } dd { (text.count(outcome.counts.records_unchanged)) }
                        dt { (text.say(Key::ImportTriedWouldBeRejected)) } dd { (text.count(outcome.counts.rows_rejected)) }
                    }
                    form method="post" action="/imports" {
                        (frame.token_field())
                        input type="hidden" name=(TRIED) value=(mark);
                        div.submit {
                            button.main type="submit" { (text.say(Key::ImportNow)) }
                            a href="/imports/new" { (text.say(Key::ActionCancel)) }
                        }
                    }
                }
            }
        }
    };
    let page = Page::wide(Section::Imports, text.say(Key::ImportTriedHeading), body);
    frame.render(&page.lead(html! { p { (text.say_with(Key::ImportTriedLead, &[("file", file_name.into())])) } }))
}

fn understood(text: Text, understanding: &Understanding) -> Markup {
    let records = understanding.records.iter().map(|(kind, count)| {
        let name = Key::from_id(&format!("import-record-{}", kind.code().replace('_', "-")));
        let name = name.map_or_else(|| kind.code().replace('_', " "), |key| text.say(key));
        Row::new(vec![html! { (name) }, html! { (text.count(i64::try_from(*count).unwrap_or(i64::MAX))) }])
    });
    let table = Table::new(text.say(Key::ImportUnderstoodCaption))
        .dense()
        .column(text.say(Key::ImportColumnKind), Kind::Head)
        .column(text.say(Key::ImportColumnCount), Kind::Number)
        .rows(records);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ImportUnderstoodHeading)) } }
            @if understanding.records.is_empty() { (table::empty(&text.say(Key::ImportTriedNothing))) } @else { (table.render(text)) }
            @if understanding.totals_compared > 0 { p.small { (text.say_with(Key::ImportTotalsCompared, &[("count", count(understanding.totals_compared).into())])) } }
            @if understanding.totals_differ > 0 { p.small { strong { (text.say_with(Key::ImportTotalsDiffer, &[("count", count(understanding.totals_differ).into())])) } } }
            @if !understanding.differ_at.is_empty() { ul.plain.small { @for position in &understanding.differ_at { li { (position) } } } }
        }
        (instruments(text, understanding))
        (notes(text, understanding))
        (columns(text, understanding))
    }
}

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn instruments(text: Text, understanding: &Understanding) -> Markup {
    let rows = understanding.instruments.iter().map(|(id, tally)| {
        let statuses: Vec<String> =
            tally.statuses.iter().map(|(status, number)| format!("{} {}", text.count(count(*number)), text.status_code(status).to_lowercase())).collect();
        Row::new(vec![
            html! { (tally.name) @if tally.is_imported { " " span.flag.recalled { (text.say(Key::InstrumentImported)) } } @else { span.sub { (id) } } },
            html! { (text.count(count(tally.administrations))) },
            html! { (statuses.join(" · ")) },
        ])
    });
    let table = Table::new(text.say(Key::ImportInstrumentsCaption))
        .cards()
        .column(text.say(Key::InstrumentLabel), Kind::Head)
        .column(text.say(Key::ImportColumnAdministrations), Kind::Number)
        .column(text.say(Key::ImportColumnStatuses), Kind::Words)
        .rows(rows);
    html! {
        @if !understanding.instruments.is_empty() {
            section.block { div.block-head { h2 { (text.say(Key::ImportInstrumentsHeading)) } } (table.render(text)) }
        }
    }
}

fn notes(text: Text, understanding: &Understanding) -> Markup {
    html! {
        @if !understanding.notes.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::ImportNotesHeading)) } }
                ul.plain {
                    @for tally in understanding.notes.values() {
                        li {
                            @if let Some((position, first)) = tally.first.first() {
                                (imports::reason(text, first))
                                span.sub.muted { " " (text.say_with(Key::ImportNoteCount, &[("count", count(tally.count).into())])) ", " (position) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn columns(text: Text, understanding: &Understanding) -> Markup {
    let Some(facts) = &understanding.table else { return Markup::default() };
    let unused: Vec<&str> = facts.columns.iter().filter(|(_, fields)| fields.is_empty()).map(|(column, _)| column.as_str()).collect();
    let rows = facts.columns.iter().filter(|(_, fields)| !fields.is_empty());
    let table = Table::new(text.say(Key::ImportColumnsHeading))
        .dense()
        .column(text.say(Key::ImportColumnPlace), Kind::Head)
        .column(text.say(Key::ImportColumnKind), Kind::Words)
        .rows(rows.map(|(column, fields)| {
            Row::new(vec![
                html! { code { (column) } },
                html! { (text.list(&fields.iter().map(|field| text.import_field(field)).collect::<Vec<_>>())) },
            ])
        }));
    let unlisted: Vec<String> =
        facts.codes_not_listed.iter().map(|(list, number)| format!("{list} ({})", text.count(count(*number)))).collect();
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ImportColumnsHeading)) } }
            (table.render(text))
            @if !unused.is_empty() { p.small { (text.say_with(Key::ImportColumnsUnused, &[("columns", text.list(&unused).into())])) } }
            @if !unlisted.is_empty() { p.small { (text.say_with(Key::ImportCodesUnmapped, &[("codes", text.list(&unlisted).into())])) } }
        }
    }
}
