//! Entering an administration from paper, by staff: choose the instrument, then its form. The form is made from the definition, and whatever was
//! typed stays when something has to be looked at again.

use std::sync::Arc;

use app::Stored;
use instruments::definition::{AnswerKind, Definition, FormText, Scale};
use instruments::{Answer, Mode, Phase, Respondent, Responses};
use maud::{Markup, html};
use vocabulary::{AdministrationId, Day, Language, PatientId, Points};
use wording::{Key, Text};

use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field, choices};
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{live_score, notice};

/// Whether an instrument is asked of a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// It is due now.
    Due,
    /// It was given before.
    Before,
    /// Neither.
    Never,
}

/// An instrument that can be entered, with the languages its words are there in.
pub(crate) struct Enterable {
    /// The definition.
    pub(crate) definition: Arc<Definition>,
    /// Languages with words, the patient's own first.
    pub(crate) languages: Vec<Language>,
    /// Whether it is asked for.
    pub(crate) when: When,
}

/// Which instrument are you entering?
pub(crate) fn choose_page(frame: &Frame, about: &Stored<care::Patient>, find: &str, instruments: &[Enterable]) -> Markup {
    let (text, patient) = (frame.text, about.id);
    let of = |when: When| instruments.iter().filter(|each| each.when == when).collect::<Vec<_>>();
    let (due, before) = (of(When::Due), of(When::Before));
    let (with, without): (Vec<_>, Vec<_>) = of(When::Never).into_iter().partition(|each| !each.languages.is_empty());
    let fields = Fields::from([("find", find)]);
    let draft = Draft { text, fields: &fields, problems: &Problems::default() };
    let body = html! {
        form.search method="get" action={ "/patients/" (patient) "/administrations/new" } role="search" {
            (draft.search_line("find", Key::InstrumentFind))
            button type="submit" { (text.say(Key::ActionSearch)) }
        }
        @if instruments.is_empty() { (table::empty(&text.say(Key::InstrumentEmpty))) }
        (choice_group(text, patient, &due, Key::AdministrationChooseDue))
        (choice_group(text, patient, &before, Key::AdministrationChooseBefore))
        (folded_group(text, patient, (&with, Key::AdministrationChooseWithText), None, !find.is_empty()))
        (folded_group(text, patient, (&without, Key::AdministrationChooseWithoutText), Some(Key::AdministrationWithoutTextNote), !find.is_empty()))
    };
    let lead = text.say_with(Key::AdministrationChooseLead, &[("patient", spoken_name(about.value()).into())]);
    let page = Page::wide(Section::Patients, text.say(Key::AdministrationNewHeading), body)
        .about(about.value())
        .lead(html! { p { (lead) } })
        .actions(html! { a.button href={ "/patients/" (patient) } { (text.say(Key::ActionBack)) } });
    frame.render(&page)
}

fn choice_group(text: Text, patient: PatientId, instruments: &[&Enterable], heading: Key) -> Markup {
    html! {
        @if !instruments.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(heading)) } span.aside { (text.number_of(instruments.len())) } }
                (choice_table(text, patient, instruments, heading))
            }
        }
    }
}

/// The many that nobody asks of the patient now: folded, unless they were searched for.
fn folded_group(text: Text, patient: PatientId, (instruments, heading): (&[&Enterable], Key), note: Option<Key>, is_open: bool) -> Markup {
    html! {
        @if !instruments.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(heading)) } span.aside { (text.number_of(instruments.len())) } }
                @if let Some(note) = note { p.muted { (text.say(note)) } }
                details open[is_open] {
                    summary { (text.say_with(Key::AdministrationChooseShow, &[("count", instruments.len().into())])) span.visually-hidden { ": " (text.say(heading)) } }
                    (choice_table(text, patient, instruments, heading))
                }
            }
        }
    }
}

fn choice_table(text: Text, patient: PatientId, instruments: &[&Enterable], caption: Key) -> Markup {
    let rows = instruments.iter().map(|each| {
        let definition = &each.definition;
        let address = format!("/patients/{patient}/administrations/new/{}", definition.id);
        Row::new(vec![
            html! { strong { (definition.short_name) } @if definition.name != definition.short_name { span.sub { (definition.name) } } },
            html! { (definition.construct) },
            html! { @if definition.is_totals_only() { (text.say(Key::CompletionTotalsOnly)) } @else { (definition.items.len()) } },
            html! {
                span.inline-actions {
                    @for language in &each.languages {
                        a.button href={ (address) "?language=" (language) } { (text.language(language)) span.visually-hidden { ", " (definition.short_name) } }
                    }
                    @if each.languages.is_empty() {
                        a.button href=(address) { (text.say(Key::AdministrationChooseOpen)) span.visually-hidden { " " (definition.short_name) } }
                    }
                }
            },
        ])
    });
    Table::new(text.say(caption))
        .cards()
        .column(text.say(Key::InstrumentLabel), Kind::Head)
        .column(text.say(Key::InstrumentConstruct), Kind::Words)
        .column(text.say(Key::InstrumentColumnItems), Kind::Number)
        .column(text.say(Key::AdministrationChooseLanguage), Kind::Words)
        .rows(rows)
        .render(text)
}

/// What the form of one instrument needs.
pub(crate) struct EntryForm<'a> {
    /// The patient.
    pub(crate) patient: &'a care::Patient,
    /// The instrument.
    pub(crate) definition: &'a Definition,
    /// Its words and their language, where they may be shown.
    pub(crate) form: Option<(&'a Language, &'a FormText)>,
    /// Today, for the latest day that can be given.
    pub(crate) today: Day,
    /// Where the form is sent.
    pub(crate) action: String,
    /// Where one gets without saving.
    pub(crate) back: String,
    /// Further hidden fields, such as the version that is corrected.
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// The question; `None` for the ordinary one.
    pub(crate) heading: Option<String>,
    /// What the answers so far come to, where that was asked.
    pub(crate) checked: Option<Markup>,
    /// Whether totals are asked for and no answers: where nothing else is known of the instrument, or of the administration that is corrected.
    pub(crate) by_totals: bool,
    /// An administration of the same instrument and day that is on record, where it was about to be saved a second time.
    pub(crate) same_day: Option<AdministrationId>,
}

impl EntryForm<'_> {
    /// The page with what was typed so far.
    pub(crate) fn page(&self, frame: &Frame, fields: &Fields, problems: &Problems) -> Markup {
        let text = frame.text;
        let draft = Draft { text, fields, problems };
        let body = html! {
            (notice::problem_summary(text, problems))
            form.form.wide method="post" action=(self.action) {
                (frame.token_field())
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                @if let Some((language, _)) = self.form { input type="hidden" name="language" value=(language); }
                (self.about(&draft))
                @if self.by_totals {
                    (self.totals(&draft))
                } @else {
                    (self.items(&draft))
                }
                label.choice {
                    input type="checkbox" name="declined" value="yes" checked[fields.text("declined") == "yes"];
                    span { (text.say(Key::AdministrationDeclined)) }
                }
                @if let Some(known) = self.same_day { (self.second(frame, &draft, known)) }
                @if !self.by_totals { (live_score::place(self.checked.as_ref())) }
                div.submit {
                    button.main type="submit" { (text.say(Key::AdministrationSave)) }
                    @if !self.by_totals { button type="submit" name="do" value="check" { (text.say(Key::KeyingCheck)) } }
                    a href=(self.back) { (text.say(Key::ActionCancel)) }
                }
            }
        };
        let heading = self.heading.clone();
        let heading =
            heading.unwrap_or_else(|| text.say_with(Key::AdministrationHeading, &[("patient", spoken_name(self.patient).into())]));
        let page = Page::wide(Section::Patients, heading, body).about(self.patient);
        frame.render(&page.lead(html! { p { (self.lead(text)) } }))
    }

    fn lead(&self, text: Text) -> String {
        let instrument = ("instrument", (&self.definition.short_name).into());
        match self.form {
            Some((language, _)) => text.say_with(Key::AdministrationEntryLead, &[instrument, ("language", text.language(language).into())]),
            None => text.say_with(Key::AdministrationEntryLeadTextless, &[instrument]),
        }
    }

    /// The one that is on record, to be corrected, or the tick to save another beside it.
    fn second(&self, frame: &Frame, draft: &Draft<'_>, known: AdministrationId) -> Markup {
        let (text, instrument) = (draft.text, [("instrument", (&self.definition.short_name).into())]);
        html! {
            (notice::attention(&html! {
                p {
                    (text.say_with(Key::AdministrationSameDay, &instrument)) " "
                    @if frame.may(app::Data::Scores) { a href={ "/administrations/" (known) } { (self.definition.short_name) } } @else { (self.definition.short_name) }
                    ". " (text.say(Key::AdministrationSameDayOr))
                }
                label.choice {
                    input type="checkbox" id="second" name="second" value="yes" checked[draft.fields.text("second") == "yes"];
                    span { (text.say_with(Key::AdministrationSameDaySecond, &instrument)) }
                }
            }))
        }
    }

    fn about(&self, draft: &Draft<'_>) -> Markup {
        let text = draft.text;
        let respondents = choices(&self.definition.answering(), Respondent::code, |each| text.respondent(each));
        html! {
            section.panel.stack {
                h2 { (text.say(Key::AdministrationAboutHeading)) }
                div.row.four {
                    (draft.day(Field::required("day", Key::AdministrationDay), Some(self.today)))
                    (draft.select(Field::optional("phase", Key::PhaseLabel), &choices(Phase::ALL, Phase::code, |each| text.phase(each))))
                    (draft.select(Field::required("mode", Key::ModeLabel), &choices(Mode::ALL, Mode::code, |each| text.mode(each))))
                    (draft.select(Field::required("respondent", Key::AdministrationGivenBy), &respondents))
                }
            }
        }
    }

    fn totals(&self, draft: &Draft<'_>) -> Markup {
        let text = draft.text;
        html! {
            section.panel.stack {
                h2 { (text.say(Key::CompletionTotalsOnly)) }
                p.muted { (text.say(Key::StatusTotalsOnlyExplained)) }
                @for scale in &self.definition.scales {
                    @let name = format!("total.{}", scale.id);
                    @let problem = draft.problems.of(&name);
                    @let range = [("low", text.points_exact(scale.minimum).into()), ("high", text.points_exact(scale.maximum).into())];
                    div.field.wrong[problem.is_some()] {
                        label for=(name) { (text.say_with(Key::AdministrationTotal, &[("scale", (&scale.name).into())])) }
                        p.hint { (text.say_with(Key::AdministrationNumberRange, &range)) }
                        @if let Some(problem) = problem { p.wrong-text { (problem) } }
                        input.short type="text" inputmode="decimal" id=(name) name=(name) value=(draft.fields.text(&name)) autocomplete="off";
                    }
                }
            }
        }
    }

    fn items(&self, draft: &Draft<'_>) -> Markup {
        let text = draft.text;
        let words = self.form.map(|(_, words)| words);
        let lang = self.form.map(|(language, _)| language.as_str());
        html! {
            section #answers {
                div.block-head { h2 lang=[words.and(lang)] { (words.map_or_else(|| text.say(Key::AdministrationAnswersHeading), |words| words.title.clone())) } }
                @if let Some(instructions) = words.and_then(|words| words.instructions.as_ref()) { p.instructions lang=[lang] { (instructions) } }
                p.small.muted { (text.say(Key::AdministrationMissingNote)) }
                (self.typed(draft))
                div.items { @for item in 0..self.definition.items.len() { (self.item(draft, item)) } }
                @if let Some(closing) = words.and_then(|words| words.closing.as_ref()) { p.small lang=[lang] { (closing) } }
                @if let Some(licence) = &self.definition.licence.notice { p.small.muted lang="en" { (licence) } }
            }
        }
    }

    fn typed(&self, draft: &Draft<'_>) -> Markup {
        // Only where each answer is one of a few numbers; typing is for those who key in a stack of paper.
        let field = Field::optional("typed", Key::AdministrationTyped).hint(Key::AdministrationTypedHint);
        html! {
            @if self.definition.items.len() > 1 {
                details.typed open[!draft.fields.text("typed").is_empty()] {
                    summary { (draft.text.say(Key::AdministrationTyped)) }
                    (draft.line(field, "text", "off"))
                }
            }
        }
    }

    fn item(&self, draft: &Draft<'_>, index: usize) -> Markup {
        let text = draft.text;
        let item = &self.definition.items[index];
        let name = format!("item.{}", item.id);
        let asked = self.form.map(|(_, words)| words.items[index].as_str());
        let lang = self.form.map(|(language, _)| language.as_str());
        let label = text.say_with(Key::ItemLabel, &[("item", (&*item.id).into())]);
        html! {
            fieldset.item.wrong[draft.problems.of(&name).is_some()] {
                legend {
                    span.asked {
                        span.place { (item.id) }
                        @match asked {
                            Some(words) => span lang=[lang] { (words) },
                            None => span.muted { (label) @if let Some(concept) = &item.concept { ": " (concept.replace('_', " ")) } },
                        }
                    }
                }
                (self.answer(draft, index, &name))
            }
        }
    }

    fn answer(&self, draft: &Draft<'_>, index: usize, name: &str) -> Markup {
        let text = draft.text;
        let set = self.definition.answers_of(index);
        let chosen = draft.fields.text(name);
        let labels = self.form.map(|(_, words)| words.options[self.definition.items[index].answers].as_slice());
        let lang = self.form.map(|(language, _)| language.as_str());
        let specials = [
            (set.refused, "refused", Key::AdministrationRefused),
            (set.not_applicable, "not_applicable", Key::AdministrationNotApplicable),
        ];
        let mut options: Vec<(String, Option<String>)> = Vec::new();
        if let AnswerKind::Options(values) = &set.kind {
            let label_of = |place: usize| labels.and_then(|labels| labels.get(place)).cloned();
            options.extend(values.iter().enumerate().map(|(place, (value, _))| (value.to_string(), label_of(place))));
        }
        html! {
            @if let Some(problem) = draft.problems.of(name) { p.wrong-text { (problem) } }
            div.options {
                @if let AnswerKind::Number { minimum, maximum } = &set.kind {
                    input.short type="text" inputmode="numeric" id=(name) name=(name) value=(chosen) autocomplete="off"
                        aria-label=(text.say_with(Key::AdministrationNumberRange, &[("low", minimum.to_string().into()), ("high", maximum.to_string().into())]))
                        placeholder={ (minimum) "–" (maximum) };
                }
                @for (place, (value, label)) in options.iter().enumerate() {
                    label.option {
                        input type="radio" id=[(place == 0).then_some(name)] name=(name) value=(value) checked[chosen == value];
                        b { (value) }
                        @if let Some(label) = label { span lang=[lang] { (label) } }
                    }
                }
                @for (_, code, key) in specials.into_iter().filter(|(offered, _, _)| *offered) {
                    label.option.blank { input type="radio" name=(name) value=(code) checked[chosen == code]; span { (text.say(key)) } }
                }
                @if !options.is_empty() {
                    label.option.blank {
                        input type="radio" name=(name) value="" checked[chosen.is_empty()];
                        span { (text.say(Key::AdministrationNotAnsweredShort)) }
                    }
                }
            }
        }
    }
}

/// What the form of an instrument said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entered {
    /// The answers.
    pub(crate) responses: Responses,
    /// Totals by the id of their scale, where only totals are known.
    pub(crate) totals: Vec<(String, Points)>,
    /// True when the patient declined.
    pub(crate) declined: bool,
}

/// Reads answers, or totals where they are asked for, and notes what the form does not offer.
pub(crate) fn read(text: Text, definition: &Definition, fields: &Fields, by_totals: bool, problems: &mut Problems) -> Entered {
    let declined = fields.text("declined") == "yes";
    let mut entered = Entered { declined, ..Entered::default() };
    if by_totals {
        read_totals(text, definition, fields, problems, &mut entered);
    } else {
        let typed = read_typed(text, definition, fields, problems);
        for (index, item) in definition.items.iter().enumerate() {
            let name = format!("item.{}", item.id);
            let chosen = fields.text(&name);
            match read_answer(definition, index, chosen) {
                Ok(Some(answer)) => entered.responses.set(&*item.id, answer),
                Ok(None) => {
                    if let Some(answer) = typed.get(index).copied().flatten() {
                        entered.responses.set(&*item.id, Answer::Value(answer));
                    }
                }
                Err(()) => problems.add(&name, text.say_with(Key::AdministrationAnswerNotOffered, &[("item", (&*item.id).into())])),
            }
        }
    }
    let nothing = entered.responses.is_empty() && entered.totals.is_empty() && !declined;
    if nothing && problems.is_empty() {
        let first = definition.items.first().filter(|_| !by_totals).map_or_else(
            || format!("total.{}", definition.scales.first().map_or("total", |scale| &*scale.id)),
            |item| format!("item.{}", item.id),
        );
        problems.add(&first, text.say(Key::AdministrationNothingEntered));
    }
    entered
}

fn read_answer(definition: &Definition, index: usize, chosen: &str) -> Result<Option<Answer>, ()> {
    let set = definition.answers_of(index);
    match chosen {
        "" => Ok(None),
        "refused" if set.refused => Ok(Some(Answer::Refused)),
        "not_applicable" if set.not_applicable => Ok(Some(Answer::NotApplicable)),
        number => {
            let value = number.parse().map_err(|_| ())?;
            if set.offers(value) { Ok(Some(Answer::Value(value))) } else { Err(()) }
        }
    }
}

fn read_totals(text: Text, definition: &Definition, fields: &Fields, problems: &mut Problems, entered: &mut Entered) {
    for scale in &definition.scales {
        let name = format!("total.{}", scale.id);
        let typed = fields.text(&name);
        match typed.parse::<Points>() {
            _ if typed.is_empty() => {}
            Ok(points) if (scale.minimum..=scale.maximum).contains(&points) && (points.whole().is_some() || scale.has_fractions()) => {
                entered.totals.push((scale.id.to_string(), points));
            }
            _ => problems.add(&name, total_problem(text, scale)),
        }
    }
}

/// What a total of a scale has to be.
pub(crate) fn total_problem(text: Text, scale: &Scale) -> String {
    let (low, high) = (text.points_exact(scale.minimum), text.points_exact(scale.maximum));
    let arguments = [("scale", (&scale.name).into()), ("low", low.into()), ("high", high.into())];
    text.say_with(if scale.has_fractions() { Key::AdministrationTotalProblem } else { Key::AdministrationTotalWhole }, &arguments)
}

/// The answers typed in one line, by item; `None` for an item that was not answered.
fn read_typed(text: Text, definition: &Definition, fields: &Fields, problems: &mut Problems) -> Vec<Option<i32>> {
    let places: Vec<&str> = fields.text("typed").split_whitespace().collect();
    let surplus = places.len().saturating_sub(definition.items.len());
    if surplus > 0 {
        problems.add("typed", text.say_with(Key::AdministrationTypedTooMany, &[("count", surplus.into())]));
    }
    let mut answers = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate().take(definition.items.len()) {
        let value = if *place == "." { Ok(None) } else { place.parse::<i32>().map(Some) };
        match value {
            Ok(Some(value)) if !definition.answers_of(index).offers(value) => {
                let item = &*definition.items[index].id;
                problems.add("typed", text.say_with(Key::AdministrationTypedNotOffered, &[("item", item.into())]));
            }
            Ok(value) => answers.push(value),
            Err(_) => problems.add("typed", text.say_with(Key::AdministrationTypedUnreadable, &[("place", (index + 1).into())])),
        }
    }
    // A line that ends too soon is a slip as often as a blank. While it is being typed, and what it comes to is asked for, it may be short.
    let missing = definition.items.iter().skip(places.len()).filter(|item| fields.text(&format!("item.{}", item.id)).is_empty()).count();
    if !places.is_empty() && missing > 0 && fields.text("do") != "check" {
        problems.add("typed", text.say_with(Key::AdministrationTypedMissing, &[("count", missing.into())]));
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Library;

    fn check(instrument: &str, fields: &[(&str, &str)], expected: &str, expected_problems: &[&str]) {
        let library = Library::shipped().unwrap();
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut problems = Problems::default();
        let text = Text::for_language(&Language::english());
        let definition = library.get(instrument).unwrap();
        let entered = read(text, definition, &Fields::parse(body.as_bytes()), definition.is_totals_only(), &mut problems);
        let totals: Vec<String> = entered.totals.iter().map(|(scale, points)| format!("{scale}={points}")).collect();
        assert_eq!(entered.responses.to_stored() + &totals.join(";"), expected);
        assert_eq!(problems.iter().map(|(_, sentence)| sentence).collect::<Vec<_>>(), expected_problems);
    }

    #[test]
    fn chosen_answers_are_read_and_an_item_without_one_is_not_answered() {
        check("phq-9", &[("item.1", "3"), ("item.2", ""), ("item.9", "0")], "1=3;9=0", &[]);
    }

    #[test]
    fn answers_can_be_typed_in_order_and_what_is_chosen_counts_first() {
        check("gad-7", &[("typed", "3 2 . 1 . . ."), ("item.1", "0")], "1=0;2=2;4=1", &[]);
    }

    #[test]
    fn a_typed_line_that_ends_too_soon_is_refused_unless_the_rest_is_chosen_below_or_it_is_only_checked() {
        let missing = |count: &str| format!("{count} missing; write a full stop for each that was not given");
        check("gad-7", &[("typed", "3 3 2")], "1=3;2=3;3=2", &[&missing("4 answers are")]);
        check("gad-7", &[("typed", "3 3 2 . ."), ("item.7", "1")], "1=3;2=3;3=2;7=1", &[&missing("1 answer is")]);
        check("gad-7", &[("typed", "3 3 2 . ."), ("item.6", "0"), ("item.7", "1")], "1=3;2=3;3=2;6=0;7=1", &[]);
        check("gad-7", &[("typed", "3 3 2"), ("do", "check")], "1=3;2=3;3=2", &[]);
    }

    #[test]
    fn a_number_that_the_form_does_not_offer_is_named_by_its_item() {
        check("gad-7", &[("item.1", "4"), ("item.2", "1")], "2=1", &["Item 1: this answer is not offered by the form."]);
        check("gad-7", &[("typed", "3 9")], "1=3", &["Item 2: this number is not offered. Check it against the form."]);
        check("gad-7", &[("typed", "3 x")], "1=3", &["Place 2: this is not a number. Use a full stop for an item that was not answered."]);
        check("gad-7", &[("typed", "0 0 0 0 0 0 0 0 0")], "1=0;2=0;3=0;4=0;5=0;6=0;7=0", &["There are 2 more numbers than items."]);
    }

    #[test]
    fn a_total_is_read_where_no_answers_are_known_and_one_that_cannot_be_is_refused() {
        check("ors", &[("total.total", "23.4")], "total=23.4", &[]);
        check("ors", &[("total.total", "41")], "", &["Total score: give a number from 0 to 40."]);
        check("sure", &[("total.total", "40.5")], "", &["Total score: give a whole number from 21 to 63."]);
        check("ors", &[], "", &["Choose at least one answer, or say that the patient declined."]);
    }

    #[test]
    fn an_empty_form_is_no_administration_unless_the_patient_declined() {
        check("gad-7", &[], "", &["Choose at least one answer, or say that the patient declined."]);
        check("gad-7", &[("declined", "yes")], "", &[]);
    }
}
