//! One instrument: what it measures, how it is scored, whose it is, and on what each number rests.

use app::instrument::{LedgerRow, RecalledEnabled};
use axum::extract::Path;
use axum::response::Response;
use instruments::ENGINE_VERSION;
use instruments::definition::{
    AnswerKind, AnswerSet, Basis, Definition, Direction, FormText, Mark, MissingRule, ReliableChange, Scale, Urgency,
};
use maud::{Markup, html};
use vocabulary::Language;
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::instrument_list::{imported_notice, intended_use, overlay_words, text_policy};
use crate::parts::field::{Draft, Field};
use crate::parts::severity::{self, BandPlace};
use crate::parts::table::{Kind, Row, Table};
use crate::parts::{basis, notice};
use crate::visit::{Visit, again, go_to, html as html_page};

const LABELS: Labels<'static> = &[("reason", Key::InstrumentRecalledReason)];
const WITHDRAWAL_LABELS: Labels<'static> = &[("reason", Key::InstrumentRecalledWithdrawReason)];

/// What the page shows.
pub(crate) struct View<'a> {
    /// The definition with its licence, its texts and who enabled recalled numbers.
    pub(crate) ledger: &'a LedgerRow,
    /// The words of the form and their language, where there are any.
    pub(crate) form: Option<(&'a Language, &'a FormText)>,
    /// True when the person may enable the recalled numbers, and withdraw that.
    pub(crate) may_enable: bool,
    /// What was done a moment ago.
    pub(crate) done: Option<String>,
    /// What was typed to enable recalled numbers, and what is wrong with it.
    pub(crate) draft: (&'a Fields, &'a Problems),
}

/// What does it measure, and how is it scored?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let ledger = visit.app.instrument(&visit.caller, &id).await?;
    let done = match visit.query.text("done") {
        "enabled" => Some(Key::InstrumentRecalledSaved),
        "withdrawn" => Some(Key::InstrumentRecalledWithdrawn),
        _ => None,
    };
    let done = done.map(|key| visit.text().say_with(key, &[("instrument", (&ledger.definition.short_name).into())]));
    let page = view_page(&visit, &ledger, done, &Fields::default(), &Problems::default());
    Ok(html_page(page))
}

/// Enables the recalled numbers, with the name of a clinician behind it.
pub(crate) async fn enable_recalled(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let mut problems = Problems::default();
    match visit.app.enable_recalled_values(&visit.caller, &id, visit.form.text("reason")).await {
        Ok(()) => Ok(go_to(&format!("/instruments/{id}?done=enabled"))),
        Err(error) => {
            problems.take_over(visit.text(), error, LABELS)?;
            let ledger = visit.app.instrument(&visit.caller, &id).await?;
            Ok(again(view_page(&visit, &ledger, None, &visit.form, &problems)))
        }
    }
}

/// Withdraws that permission.
pub(crate) async fn withdraw_recalled(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let mut problems = Problems::default();
    match visit.app.withdraw_recalled_values(&visit.caller, &id, visit.form.text("reason")).await {
        Ok(()) => Ok(go_to(&format!("/instruments/{id}?done=withdrawn"))),
        Err(error) => {
            problems.take_over(visit.text(), error, WITHDRAWAL_LABELS)?;
            let ledger = visit.app.instrument(&visit.caller, &id).await?;
            Ok(again(view_page(&visit, &ledger, None, &visit.form, &problems)))
        }
    }
}

fn view_page(visit: &Visit, ledger: &LedgerRow, done: Option<String>, fields: &Fields, problems: &Problems) -> Markup {
    let definition = &ledger.definition;
    let of = |tag: &str| ledger.languages.iter().find(|language| language.as_str() == tag);
    let language = of(visit.text().language_tag()).or_else(|| of(Language::english().as_str())).or(ledger.languages.first());
    let form = language.and_then(|language| visit.app.form_text(&definition.id, language));
    let may_enable = visit.caller.may_enable_recalled_values();
    let view = View { ledger, form: language.zip(form.as_ref()), may_enable, done, draft: (fields, problems) };
    page(&visit.frame, &view)
}

/// The page.
pub(crate) fn page(frame: &Frame, view: &View<'_>) -> Markup {
    let (text, definition) = (frame.text, &*view.ledger.definition);
    let main = html! {
        section.block {
            h2 { (text.say(Key::InstrumentScalesHeading)) }
            @for (index, scale) in definition.scales.iter().enumerate() { (scale_panel(text, view, index, scale)) }
            (classifications(text, view))
        }
        @if !definition.safety.is_empty() { section.block { div.block-head { h2 { (text.say(Key::InstrumentSafetyHeading)) } } (safety(text, view)) } }
        @if !definition.is_totals_only() {
            section.block {
                div.block-head { h2 { (text.say(Key::InstrumentItemsHeading)) } }
                @if view.form.is_none() {
                    (notice::notice(&html! { p { (text.say_with(Key::InstrumentTextMissingForm, &[("instrument", (&definition.short_name).into())])) } }))
                }
                (items(text, definition, view.form))
            }
        }
    };
    let body = html! {
        @if let Some(sentence) = &view.done { (notice::done(sentence)) }
        (notice::problem_summary(text, view.draft.1))
        (imported_notice(text, definition))
        div.split { div { (main) } aside aria-label=(text.say(Key::InstrumentFactsHeading)) { (facts(text, view)) } }
    };
    let heading = text.say_with(Key::InstrumentPageHeading, &[("instrument", (&definition.short_name).into())]);
    let page = Page::wide(Section::Instruments, heading, body)
        .lead(html! { p { (definition.name) } })
        .actions(html! { a.button href="/instruments" { (text.say(Key::InstrumentLibraryLink)) } });
    let page = if view.ledger.marks.1 == 0 { page } else { with_recalled(frame, view, page) };
    frame.render(&page)
}

fn facts(text: Text, view: &View<'_>) -> Markup {
    let definition = &view.ledger.definition;
    let licence = &definition.licence;
    let respondents: Vec<String> = definition.respondents.iter().map(|each| text.respondent(*each)).collect();
    let version = text.say_with(Key::InstrumentVersion, &[("version", (&*definition.version).into())]);
    let engine = text.say_with(Key::InstrumentEngine, &[("version", ENGINE_VERSION.into())]);
    html! {
        section.panel {
            h2 { (text.say(Key::InstrumentFactsHeading)) }
            dl.facts {
                (fact(text, Key::InstrumentConstruct, &html! { (definition.construct) }))
                (fact(text, Key::InstrumentColumnUse, &html! { (text.say(intended_use(definition.intended_use))) }))
                (fact(text, Key::InstrumentPopulation, &html! { (definition.population) }))
                (fact(text, Key::InstrumentRespondents, &html! { (text.list(&respondents)) }))
                (fact(text, Key::InstrumentBilingual, &html! {
                    @match &definition.bilingual_interview {
                        Some(basis) => { p { (text.say(Key::InstrumentBilingualYes)) } p { (basis::basis(text, basis)) } }
                        None => { (text.say(Key::InstrumentBilingualNo)) }
                    }
                }))
                @if let Some(recall) = &definition.recall { (fact(text, Key::InstrumentRecall, &html! { (recall) })) }
                @if let Some(cadence) = &definition.cadence { (fact(text, Key::InstrumentCadence, &html! { (cadence) })) }
                @if let Some(code) = &definition.loinc_panel { (fact(text, Key::InstrumentLoinc, &html! { (code) })) }
                (fact(text, Key::InstrumentDefinition, &html! { p { (version) } p.muted { (engine) } }))
            }
        }
        section.panel {
            h2 { (text.say(Key::InstrumentLicenceHeading)) }
            dl.facts {
                (fact(text, Key::InstrumentLicence, &html! { (text.licence_category(licence.category.code())) }))
                (fact(text, Key::InstrumentLicenceHolder, &html! { (licence.holder) }))
                (fact(text, Key::InstrumentColumnText, &html! { (text.say(text_policy(licence.text))) }))
                (fact(text, Key::InstrumentLedgerBasis, &html! { p { (licence.basis) } p { (basis::basis(text, &licence.evidence)) } }))
                @if let Some(words) = &licence.notice { (fact(text, Key::InstrumentLicenceNotice, &html! { span lang="en" { (words) } })) }
                @for overlay in &view.ledger.overlays { (fact(text, Key::InstrumentLedgerOverlay, &html! { (overlay_words(text, overlay)) })) }
            }
        }
        (sentences(text, Key::InstrumentCautionsHeading, &definition.cautions))
        (sentences(text, Key::InstrumentCitationsHeading, &definition.citations))
    }
}

fn fact(text: Text, label: Key, value: &Markup) -> Markup {
    html! { dt { (text.say(label)) } dd { (value) } }
}

fn sentences(text: Text, heading: Key, sentences: &[String]) -> Markup {
    html! { @if !sentences.is_empty() { section.panel { h2 { (text.say(heading)) } ul.plain.small { @for sentence in sentences { li { (sentence) } } } } } }
}

fn scale_panel(text: Text, view: &View<'_>, index: usize, scale: &Scale) -> Markup {
    let (definition, enabled) = (&view.ledger.definition, view.ledger.enabled.as_ref());
    let range = [("low", text.points_exact(scale.minimum).into()), ("high", text.points_exact(scale.maximum).into())];
    let direction = match scale.direction {
        Direction::HigherIsWorse => Key::InstrumentHigherIsWorse,
        Direction::HigherIsBetter => Key::InstrumentHigherIsBetter,
    };
    html! {
        div.panel.stack id={ "scale-" (scale.id) } {
            h3 { (scale.name) @if definition.main_scale == Some(index) && definition.scales.len() > 1 { " " span.flag.accent { (text.say(Key::ScoreLabel)) } } }
            dl.facts {
                (fact(text, Key::InstrumentScaleRange, &html! { (text.say_with(Key::InstrumentRange, &range)) }))
                (fact(text, Key::InstrumentScaleDirection, &html! { (text.say(direction)) }))
                @if scale.formula.is_some() {
                    (fact(text, Key::InstrumentScaleFormula, &html! { code { (basis::readable(&scale.formula_text)) } }))
                    (fact(text, Key::InstrumentScaleMissing, &html! {
                        p { (missing_rule(text, scale.missing)) }
                        @if let Some(each) = &scale.missing_basis { p { (basis::number_basis(text, each, enabled)) } }
                    }))
                } @else {
                    (fact(text, Key::InstrumentScaleFormula, &html! { (text.say(Key::InstrumentScaleTotalsOnly)) }))
                }
            }
            @if scale.bands.is_empty() {
                p.muted { (text.say(Key::InstrumentBandsNone)) }
            } @else {
                (bands(text, scale))
                @if let Some(each) = &scale.bands_basis { p { (basis::number_basis(text, each, enabled)) } }
            }
            (numbers(text, scale, enabled))
        }
    }
}

/// The rule for missing items as a sentence.
pub(crate) fn missing_rule(text: Text, rule: MissingRule) -> String {
    match rule {
        MissingRule::All => text.say(Key::InstrumentMissingAll),
        MissingRule::Prorate { most, .. } => text.say_with(Key::InstrumentMissingProrate, &[("count", most.into())]),
        MissingRule::Zero { most } => text.say_with(Key::InstrumentMissingZero, &[("count", most.into())]),
        MissingRule::ByFormula => text.say(Key::InstrumentMissingByFormula),
    }
}

fn bands(text: Text, scale: &Scale) -> Markup {
    let count = scale.bands.len();
    let rows = scale.bands.iter().enumerate().map(|(index, band)| {
        let place = BandPlace { word: band.name.to_string(), severity: band.severity, place: index + 1, count };
        let range = [("low", text.points_exact(band.from).into()), ("high", text.points_exact(band.to).into())];
        Row::new(vec![severity::band(text, &place), html! { (text.say_with(Key::InstrumentRange, &range)) }])
    });
    Table::new(text.say_with(Key::InstrumentBandsCaption, &[("scale", (&scale.name).into())]))
        .dense()
        .fit()
        .column(text.say(Key::BandLabel), Kind::Head)
        .column(text.say(Key::InstrumentColumnRange), Kind::Number)
        .rows(rows)
        .render(text)
}

fn numbers(text: Text, scale: &Scale, enabled: Option<&RecalledEnabled>) -> Markup {
    let mut rows: Vec<Row> = (scale.cutoffs.iter())
        .map(|cutoff| {
            let name = text.say_with(Key::InstrumentNumberCutoff, &[("use", (&cutoff.intended_use).into())]);
            number(text, &name, &html! { code { (basis::readable(&cutoff.when_text)) } }, &cutoff.basis, enabled)
        })
        .collect();
    rows.extend(scale.reliable_change.iter().map(|change| reliable_change(text, change, enabled)));
    if let Some((points, each)) = &scale.minimal_difference {
        let value = text.say_with(Key::InstrumentValuePoints, &[("points", (*points).into())]);
        rows.push(number(text, &text.say(Key::InstrumentNumberMinimalDifference), &html! { (value) }, each, enabled));
    }
    if let Some((percent, each)) = &scale.treatment_response {
        let value = text.say_with(Key::InstrumentValuePercent, &[("percent", percent.to_string().into())]);
        rows.push(number(text, &text.say(Key::InstrumentNumberResponse), &html! { (value) }, each, enabled));
    }
    if let Some((_, condition, each)) = &scale.remission {
        rows.push(number(text, &text.say(Key::InstrumentNumberRemission), &html! { code { (basis::readable(condition)) } }, each, enabled));
    }
    if rows.is_empty() {
        return Markup::default();
    }
    numbers_table(text, text.say_with(Key::InstrumentNumbersCaption, &[("scale", (&scale.name).into())]), rows)
}

fn numbers_table(text: Text, caption: String, rows: Vec<Row>) -> Markup {
    Table::new(caption)
        .cards()
        .dense()
        .column(text.say(Key::InstrumentColumnNumber), Kind::Head)
        .column(text.say(Key::InstrumentColumnValue), Kind::Words)
        .column(text.say(Key::InstrumentColumnSource), Kind::Words)
        .rows(rows)
        .render(text)
}

fn number(text: Text, name: &str, value: &Markup, each: &Basis, enabled: Option<&RecalledEnabled>) -> Row {
    Row::new(vec![html! { (name) }, html! { (value) }, basis::number_basis(text, each, enabled)])
}

fn reliable_change(text: Text, change: &ReliableChange, enabled: Option<&RecalledEnabled>) -> Row {
    let name = match &change.population {
        Some(population) => text.say_with(Key::InstrumentNumberReliableChangeIn, &[("population", population.into())]),
        None => text.say(Key::InstrumentNumberReliableChange),
    };
    let value = html! {
        @if let Some(points) = change.points { p { (text.say_with(Key::InstrumentValuePoints, &[("points", points.into())])) } }
        @if let Some(norms) = change.norms {
            p { (text.say_with(Key::InstrumentValueNorms, &[
                ("deviation", norms.standard_deviation.to_string().into()), ("reliability", norms.reliability.to_string().into())])) }
        }
    };
    number(text, &name, &value, &change.basis, enabled)
}

fn classifications(text: Text, view: &View<'_>) -> Markup {
    let (definition, enabled) = (&view.ledger.definition, view.ledger.enabled.as_ref());
    let rows: Vec<Row> = (definition.classifications.iter())
        .flat_map(|each| each.rules.iter().map(move |rule| (each, rule)))
        .map(|(each, rule)| {
            let result = text.classification(&rule.result);
            let name = text.say_with(Key::InstrumentNumberClassification, &[("name", (&each.name).into()), ("result", result.into())]);
            number(text, &name, &html! { code { (basis::readable(&rule.when_text)) } }, &each.basis, enabled)
        })
        .collect();
    html! { @if !rows.is_empty() { div.panel { (numbers_table(text, text.say(Key::InstrumentNumbersHeading), rows)) } } }
}

fn safety(text: Text, view: &View<'_>) -> Markup {
    let (definition, enabled) = (&view.ledger.definition, view.ledger.enabled.as_ref());
    let rows = definition.safety.iter().map(|entry| {
        let items: Vec<String> = entry.items.iter().map(|item| definition.items[*item].id.to_string()).collect();
        Row::new(vec![
            html! { (text.safety_entry(&entry.id)) span.sub { (text.items(&items)) } },
            html! { (text.say(urgency(entry.urgency))) },
            basis::number_basis(text, &entry.basis, enabled),
        ])
    });
    Table::new(text.say(Key::InstrumentSafetyCaption))
        .cards()
        .column(text.say(Key::InstrumentColumnSafety), Kind::Head)
        .column(text.say(Key::InstrumentColumnUrgency), Kind::Short)
        .column(text.say(Key::InstrumentColumnSource), Kind::Words)
        .rows(rows)
        .render(text)
}

const fn urgency(urgency: Urgency) -> Key {
    match urgency {
        Urgency::Review => Key::InstrumentUrgencyReview,
        Urgency::SameDay => Key::InstrumentUrgencySameDay,
        Urgency::Immediate => Key::InstrumentUrgencyImmediate,
    }
}

fn items(text: Text, definition: &Definition, form: Option<(&Language, &FormText)>) -> Markup {
    let (lang, form) = (form.map(|(language, _)| language.as_str()), form.map(|(_, form)| form));
    let rows = definition.items.iter().enumerate().map(|(index, item)| {
        let asked = form.and_then(|form| form.items.get(index));
        let labels = form.and_then(|form| form.options.get(item.answers));
        let answers = answers(text, definition.answers_of(index), labels.map(Vec::as_slice), lang);
        Row::new(vec![
            html! { (item.id) @if item.is_recoded() { span.sub { (text.say(Key::InstrumentItemRecoded)) } } },
            html! { @if let Some(words) = asked { span lang=[lang] { (words) } } @else if let Some(concept) = &item.concept { span.muted { (concept.replace('_', " ")) } } },
            answers,
        ])
    });
    html! {
        (Table::new(text.say_with(Key::InstrumentItemsCaption, &[("instrument", (&definition.short_name).into())]))
            .cards()
            .column(text.say(Key::InstrumentColumnItem), Kind::Head)
            .column(text.say(Key::InstrumentColumnAsked), Kind::Words)
            .column(text.say(Key::InstrumentColumnAnswers), Kind::Words)
            .rows(rows)
            .render(text))
        @if let Some(form) = form { p.small.muted { (text.say_with(Key::InstrumentTextSource, &[("source", (&form.source).into())])) } }
    }
}

fn answers(text: Text, set: &AnswerSet, labels: Option<&[String]>, lang: Option<&str>) -> Markup {
    match &set.kind {
        AnswerKind::Options(options) => html! {
            span.small {
                @for (index, (value, _)) in options.iter().enumerate() {
                    span.option-word { b { (value) } @if let Some(label) = labels.and_then(|labels| labels.get(index)) { " " span lang=[lang] { (label) } } } " "
                }
            }
        },
        AnswerKind::Number { minimum, maximum } => {
            let range = [("low", minimum.to_string().into()), ("high", maximum.to_string().into())];
            html! { span.small { (text.say_with(Key::InstrumentItemNumberRange, &range)) } }
        }
    }
}

/// Adds the panel in which recalled numbers are enabled, and in which that is withdrawn.
fn with_recalled(frame: &Frame, view: &View<'_>, mut page: Page) -> Page {
    let (text, definition) = (frame.text, &*view.ledger.definition);
    let instrument = [("instrument", (&definition.short_name).into())];
    let address = format!("/instruments/{}/recalled", definition.id);
    let draft = Draft { text, fields: view.draft.0, problems: view.draft.1 };
    let enabled = view.ledger.enabled.as_ref();
    page.body = html! {
        (page.body)
        section.block.panel.stack #recalled {
            h2 { (text.say(Key::InstrumentRecalledHeading)) }
            p { (basis::number_mark(text, Mark::Recalled, enabled)) }
            p { (text.say(Key::InstrumentRecalledLead)) }
            @if let Some(enabled) = enabled { dl.facts { dt { (text.say(Key::InstrumentRecalledReason)) } dd { (enabled.reason) } } }
            @if !view.may_enable {
                p.muted { (text.say(Key::InstrumentRecalledCliniciansOnly)) }
            } @else if enabled.is_some() {
                form.form method="post" action={ (address) "/withdraw" } {
                    (frame.token_field())
                    p { (text.say_with(Key::InstrumentRecalledWithdrawStatement, &instrument)) }
                    (draft.text(Field::required("reason", Key::InstrumentRecalledWithdrawReason)))
                    div.submit { button.serious type="submit" { (text.say(Key::InstrumentRecalledWithdraw)) } }
                }
            } @else {
                form.form method="post" action=(address) {
                    (frame.token_field())
                    p { (text.say_with(Key::InstrumentRecalledStatement, &instrument)) }
                    (draft.text(Field::required("reason", Key::InstrumentRecalledReason).hint(Key::InstrumentRecalledReasonHint)))
                    div.submit { button type="submit" { (text.say(Key::InstrumentRecalledEnable)) } }
                }
            }
        }
    };
    page
}
