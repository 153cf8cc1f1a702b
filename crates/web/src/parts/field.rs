//! Fields of forms: a label, an optional hint, the problem beside the field, and what was typed.

use maud::{Markup, html};
use wording::{Key, Text, standing_alone};

use crate::form::{Fields, Problems};

/// A form that is being drawn: what was typed, and what is wrong with it.
#[derive(Clone, Copy)]
pub(crate) struct Draft<'a> {
    /// The language.
    pub(crate) text: Text,
    /// What was typed or stands on record.
    pub(crate) fields: &'a Fields,
    /// What is wrong with it.
    pub(crate) problems: &'a Problems,
}

/// A field's name, label and what is special about it.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Name and id.
    pub(crate) name: &'a str,
    /// Label.
    pub(crate) label: Key,
    /// A sentence below the label.
    pub(crate) hint: Option<Key>,
    /// May be left empty.
    pub(crate) optional: bool,
    /// True where the label does not say that it may be left empty: empty is an answer there.
    plain: bool,
}

impl<'a> Field<'a> {
    /// A field that must be filled in.
    pub(crate) fn required(name: &'a str, label: Key) -> Self {
        Self { name, label, hint: None, optional: false, plain: false }
    }

    /// A field that may be left empty.
    pub(crate) fn optional(name: &'a str, label: Key) -> Self {
        Self { name, label, hint: None, optional: true, plain: false }
    }

    /// With a sentence below the label.
    pub(crate) fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A choice with its code and its words.
pub(crate) type Choice = (String, String);

/// A longer text as paper shows it: whole, where a field would cut it at its own height. An empty field leaves room to write by hand.
pub(crate) fn on_paper(words: &str, class: &str) -> Markup {
    html! { div class={ "only-print written " (class) } { (words) } }
}

/// Every choice of a list with its words.
pub(crate) fn choices<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str, words: impl Fn(T) -> String) -> Vec<Choice> {
    all.iter().map(|each| (code(*each).to_owned(), standing_alone(&words(*each)))).collect()
}

impl Draft<'_> {
    /// A line of text. The kind is the `type` of the input, the autofill its `autocomplete`.
    pub(crate) fn line(&self, field: Field<'_>, kind: &str, autofill: &str) -> Markup {
        let value = if kind == "password" { "" } else { self.fields.text(field.name) };
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                input type=(kind) id=(field.name) name=(field.name) value=(value) autocomplete=(autofill)
                    required[!field.optional] aria-describedby=[described] aria-invalid=[wrong];
            },
        )
    }

    /// A one-time code: short, digits, from an authenticator.
    pub(crate) fn code(&self, field: Field<'_>) -> Markup {
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                input.code type="text" inputmode="numeric" id=(field.name) name=(field.name) autocomplete="one-time-code" maxlength="8"
                    required[!field.optional] aria-describedby=[described] aria-invalid=[wrong];
            },
        )
    }

    /// A day.
    pub(crate) fn day(&self, field: Field<'_>, latest: Option<vocabulary::Day>) -> Markup {
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                input.short type="date" id=(field.name) name=(field.name) value=(self.fields.text(field.name))
                    max=[latest.map(|day| day.to_string())] autocomplete="off"
                    required[!field.optional] aria-describedby=[described] aria-invalid=[wrong];
            },
        )
    }

    /// A day with a time, and below it on whose clock.
    pub(crate) fn moment(&self, field: Field<'_>, clock: &str) -> Markup {
        self.by_the_clock(field, "datetime-local", clock)
    }

    /// A time of day, and below it on whose clock.
    pub(crate) fn time(&self, field: Field<'_>, clock: &str) -> Markup {
        self.by_the_clock(field, "time", clock)
    }

    fn by_the_clock(&self, field: Field<'_>, kind: &str, clock: &str) -> Markup {
        let (described, wrong) = self.described(field);
        let hint = format!("{}-clock", field.name);
        let described = described.map_or_else(|| hint.clone(), |ids| format!("{hint} {ids}"));
        self.around(
            field,
            &html! {
                p.hint id=(hint) { (clock) }
                input.short type=(kind) id=(field.name) name=(field.name) value=(self.fields.text(field.name)) autocomplete="off"
                    required[!field.optional] aria-describedby=(described) aria-invalid=[wrong];
            },
        )
    }

    /// A whole number from 0.
    pub(crate) fn number(&self, field: Field<'_>) -> Markup {
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                input.short type="number" min="0" step="1" inputmode="numeric" id=(field.name) name=(field.name)
                    value=(self.fields.text(field.name)) autocomplete="off"
                    required[!field.optional] aria-describedby=[described] aria-invalid=[wrong];
            },
        )
    }

    /// A longer text.
    pub(crate) fn text(&self, field: Field<'_>) -> Markup {
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                textarea.no-print id=(field.name) name=(field.name) rows="4" required[!field.optional] aria-describedby=[described]
                    aria-invalid=[wrong] {
                    (self.fields.text(field.name))
                }
                (on_paper(self.fields.text(field.name), ""))
            },
        )
    }

    /// A letter: prose of a page or more. Its empty first line is its own.
    pub(crate) fn letter(&self, field: Field<'_>) -> Markup {
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                textarea.letter.no-print id=(field.name) name=(field.name) rows="24" required[!field.optional] aria-describedby=[described]
                    aria-invalid=[wrong] {
                    "\n" (self.fields.raw(field.name))
                }
                (on_paper(self.fields.raw(field.name), ""))
            },
        )
    }

    /// A document as text, in letters of one width.
    pub(crate) fn document(&self, field: Field<'_>) -> Markup {
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                textarea.document.no-print id=(field.name) name=(field.name) rows="24" spellcheck="false" wrap="off" required[!field.optional]
                    aria-describedby=[described] aria-invalid=[wrong] {
                    "\n" (self.fields.raw(field.name))
                }
                (on_paper(self.fields.raw(field.name), "code"))
            },
        )
    }

    /// One of a list.
    pub(crate) fn select(&self, field: Field<'_>, choices: &[Choice]) -> Markup {
        self.choose(field, if field.optional { Key::ChooseNone } else { Key::ChooseOne }, choices)
    }

    /// One of a list, or all of it: what is left empty says so in words of its own.
    pub(crate) fn select_or_all(&self, name: &str, label: Key, all: Key, choices: &[Choice]) -> Markup {
        self.choose(Field { optional: true, plain: true, ..Field::required(name, label) }, all, choices)
    }

    fn choose(&self, field: Field<'_>, none: Key, choices: &[Choice]) -> Markup {
        let chosen = self.fields.text(field.name);
        let (described, wrong) = self.described(field);
        self.around(
            field,
            &html! {
                select id=(field.name) name=(field.name) required[!field.optional] aria-describedby=[described] aria-invalid=[wrong] {
                    option value="" selected[chosen.is_empty()] { (self.text.say(none)) }
                    @for (code, words) in choices { option value=(code) selected[chosen == code] { (words) } }
                }
            },
        )
    }

    /// A line to search by.
    pub(crate) fn search_line(&self, name: &str, label: Key) -> Markup {
        html! {
            div.field {
                label for=(name) { (self.text.say(label)) }
                input type="search" id=(name) name=(name) value=(self.fields.text(name)) autocomplete="off" maxlength="200";
            }
        }
    }

    /// A day to narrow a search; it may be left out.
    pub(crate) fn filter_day(&self, name: &str, label: Key) -> Markup {
        let wrong = self.problems.of(name).map(|_| "true");
        html! {
            div.field.small-field {
                label for=(name) { (self.text.say(label)) }
                input type="date" id=(name) name=(name) value=(self.fields.text(name)) autocomplete="off" aria-invalid=[wrong];
            }
        }
    }

    /// One of a list to narrow a search, or all.
    pub(crate) fn filter(&self, field: Field<'_>, all: Key, choices: &[Choice]) -> Markup {
        let chosen = self.fields.text(field.name);
        html! {
            div.field.small-field {
                label for=(field.name) { (self.text.say(field.label)) }
                select id=(field.name) name=(field.name) {
                    option value="" selected[chosen.is_empty()] { (self.text.say(all)) }
                    @for (code, words) in choices { option value=(code) selected[chosen == code] { (words) } }
                }
            }
        }
    }

    /// One of a short list, all in sight.
    pub(crate) fn radios(&self, field: Field<'_>, choices: &[Choice], in_line: bool) -> Markup {
        self.group(field, "radio", choices, in_line)
    }

    /// Several of a list.
    pub(crate) fn checkboxes(&self, field: Field<'_>, choices: &[Choice]) -> Markup {
        self.group(field, "checkbox", choices, false)
    }

    fn group(&self, field: Field<'_>, kind: &str, choices: &[Choice], in_line: bool) -> Markup {
        let (described, _) = self.described(field);
        html! {
            fieldset.field.wrong[self.problems.of(field.name).is_some()] aria-describedby=[described] {
                legend { (self.label(field)) }
                (self.notes(field))
                div.choices.line[in_line] {
                    @for (index, (code, words)) in choices.iter().enumerate() {
                        // The first has the field's own id, to which the summary of problems leads.
                        @let id = if index == 0 { field.name.to_owned() } else { format!("{}-{index}", field.name) };
                        @let checked = self.fields.all(field.name).any(|given| given == code);
                        label.choice for=(id) { input type=(kind) id=(id) name=(field.name) value=(code) checked[checked]; span { (words) } }
                    }
                }
            }
        }
    }

    fn label(&self, field: Field<'_>) -> String {
        let label = self.text.say(field.label);
        if field.optional && !field.plain { self.text.say_with(Key::OptionalField, &[("label", label.into())]) } else { label }
    }

    fn notes(&self, field: Field<'_>) -> Markup {
        html! {
            @if let Some(hint) = field.hint { p.hint id={ (field.name) "-hint" } { (self.text.say(hint)) } }
            @if let Some(problem) = self.problems.of(field.name) { p.wrong-text id={ (field.name) "-problem" } { (problem) } }
        }
    }

    fn around(&self, field: Field<'_>, control: &Markup) -> Markup {
        html! {
            div.field.wrong[self.problems.of(field.name).is_some()] {
                label for=(field.name) { (self.label(field)) }
                (self.notes(field))
                (control)
            }
        }
    }

    /// The ids of the notes that describe a field, and whether it is wrong.
    fn described(&self, field: Field<'_>) -> (Option<String>, Option<&'static str>) {
        let hint = field.hint.map(|_| format!("{}-hint", field.name));
        let problem = self.problems.of(field.name).map(|_| format!("{}-problem", field.name));
        let wrong = problem.as_ref().map(|_| "true");
        let ids: Vec<String> = hint.into_iter().chain(problem).collect();
        ((!ids.is_empty()).then(|| ids.join(" ")), wrong)
    }
}
