//! Why is this the score? Each step from the answers to the number, the band and the cutoffs, in one table a scale.

use app::administration::AdministrationPage;
use app::instrument::RecalledEnabled;
use instruments::definition::Scale;
use instruments::explanation::{CutoffStep, ItemOrigin, ItemStep, ScaleExplanation};
use maud::{Markup, html};
use vocabulary::Verdict;
use wording::{Key, Text};

use crate::pages::instrument::missing_rule;
use crate::parts::basis;
use crate::parts::table::{Kind, Row, Table};

/// The steps of one scale. Where the role does not show answers, only what came out and on what it rests.
pub(crate) fn steps(text: Text, view: &AdministrationPage, explanation: &ScaleExplanation) -> Markup {
    let (definition, enabled, shows_answers) = (&*view.definition, view.recalled.as_ref(), view.may_see_answers);
    let scale = &definition.scales[explanation.scale];
    html! {
        div.stack {
            @if scale.formula.is_some() {
                p { (text.say_with(Key::AdministrationWhyFormula, &[("formula", basis::readable(&explanation.formula).into())])) }
            }
            @if let Some(rule) = explanation.missing_rule {
                p { (text.say_with(Key::AdministrationWhyMissing, &[("rule", missing_rule(text, rule).into())])) }
            }
            @if shows_answers && !explanation.items.is_empty() { (items(text, scale, explanation)) }
            p { (text.status_explained(&explanation.outcome, &definition.short_name)) }
            (band(text, scale, explanation, enabled))
            @if !explanation.cutoffs.is_empty() { (cutoffs(text, scale, &explanation.cutoffs, enabled)) }
        }
    }
}

fn items(text: Text, scale: &Scale, explanation: &ScaleExplanation) -> Markup {
    let mut rows: Vec<Row> = explanation.items.iter().map(|step| item(text, step)).collect();
    if let Some(value) = explanation.outcome.value() {
        let result = html! { strong { (text.points(value, scale.decimals)) } };
        rows.push(Row { cells: vec![html! { (text.say(Key::AdministrationWhySum)) }, result, html! { (scale.name) }], class: "total" });
    }
    Table::new(text.say_with(Key::AdministrationWhyCaption, &[("scale", (&scale.name).into())]))
        .dense()
        .fit()
        .column(text.say(Key::AdministrationColumnItem), Kind::Head)
        .column(text.say(Key::AdministrationColumnCounted), Kind::Number)
        .column(text.say(Key::AdministrationColumnAnswer), Kind::Words)
        .rows(rows)
        .render(text)
}

fn item(text: Text, step: &ItemStep) -> Row {
    let none = || "–".to_owned();
    let (counted, how) = match step.origin {
        ItemOrigin::Answered(value) => (value.to_string(), text.say(Key::AdministrationStepAnswered)),
        ItemOrigin::Recoded { given, scored } => {
            (scored.to_string(), text.say_with(Key::AdministrationStepRecoded, &[("given", given.to_string().into())]))
        }
        ItemOrigin::Skipped => (none(), text.say(Key::AdministrationStepSkipped)),
        ItemOrigin::Imputed(value) => (text.points_exact(value), text.say(Key::AdministrationStepImputed)),
        ItemOrigin::NotApplicable => (none(), text.say(Key::AdministrationStepNotApplicable)),
        ItemOrigin::Refused => (none(), text.say(Key::AdministrationStepRefused)),
        ItemOrigin::Missing => (none(), text.say(Key::AdministrationStepMissing)),
    };
    let unusual = !matches!(step.origin, ItemOrigin::Answered(_));
    let label = text.say_with(Key::ItemLabel, &[("item", (&*step.item).into())]);
    Row::new(vec![html! { (label) }, html! { (counted) }, html! { @if unusual { (how) } @else { span.muted { (how) } } }])
}

fn band(text: Text, scale: &Scale, explanation: &ScaleExplanation, enabled: Option<&RecalledEnabled>) -> Markup {
    let (Some(band), Some(value)) = (&explanation.band, explanation.outcome.value()) else { return Markup::default() };
    let arguments = [
        ("score", text.points(value, scale.decimals).into()),
        ("low", text.points_exact(band.from).into()),
        ("high", text.points_exact(band.to).into()),
        ("band", text.band(&band.name).into()),
    ];
    html! {
        p {
            (text.say_with(Key::AdministrationWhyBand, &arguments))
            @if let Some(each) = &band.basis { br; (basis::number_basis(text, each, enabled)) }
        }
    }
}

fn cutoffs(text: Text, scale: &Scale, cutoffs: &[CutoffStep], enabled: Option<&RecalledEnabled>) -> Markup {
    let rows = cutoffs.iter().map(|cutoff| {
        Row::new(vec![
            html! { (cutoff.intended_use) span.sub { code { (basis::readable(&cutoff.condition)) } } },
            verdict(text, cutoff.verdict),
            basis::number_basis(text, &cutoff.basis, enabled),
        ])
    });
    Table::new(text.say_with(Key::AdministrationWhyCutoffs, &[("scale", (&scale.name).into())]))
        .cards()
        .dense()
        .column(text.say(Key::AdministrationColumnCutoff), Kind::Head)
        .column(text.say(Key::StatusLabel), Kind::Short)
        .column(text.say(Key::InstrumentColumnSource), Kind::Words)
        .rows(rows)
        .render(text)
}

/// A verdict as a word.
pub(crate) fn verdict(text: Text, verdict: Verdict) -> Markup {
    let (class, key) = match verdict {
        Verdict::Met => ("flag accent", Key::VerdictMet),
        Verdict::NotMet => ("flag quiet", Key::VerdictNotMet),
        Verdict::Unknown => ("flag recalled", Key::VerdictUnknown),
    };
    html! { span class=(class) { (text.say(key)) } }
}
