//! The frame around the pages of a link: a heading, the page, the way to help. No navigation, no name.

use app::check_in::CheckInVisit;
use maud::{DOCTYPE, Markup, html};
use vocabulary::Language;
use wording::{Key, Text};

use super::setting::Setting;
use crate::assets;
use crate::form::TOKEN_FIELD;
use crate::link::{LinkVisit, form_token};

/// What is the same on every page of one request.
pub(crate) struct LinkFrame<'a> {
    /// The language.
    pub(crate) text: Text,
    /// The practice's name.
    pub(crate) practice: &'a str,
    /// `/c/<secret>` or `/m/<secret>`; `None` where the link is not known to be one.
    pub(crate) base: Option<String>,
    /// The title, which says nothing of what is asked.
    pub(crate) title: Key,
    /// Where help is; `None` on the page of help itself.
    pub(crate) help: Option<String>,
    /// True on a device that goes from hand to hand: it can be passed on from every page.
    pub(crate) is_shared: bool,
}

impl<'a> LinkFrame<'a> {
    /// The frame of a page of a check-in.
    pub(crate) fn of_check_in(text: Text, practice: &'a str, secret: &str) -> Self {
        Self {
            text,
            practice,
            base: Some(format!("/c/{secret}")),
            title: Key::CheckInTitle,
            help: Some(format!("/c/{secret}/help")),
            is_shared: false,
        }
    }

    /// The frame of a page of a check-in that is open.
    pub(crate) fn of_visit(text: Text, visit: &'a LinkVisit, check_in: &CheckInVisit) -> Self {
        Self { is_shared: check_in.is_on_shared_device(), ..Self::of_check_in(text, &visit.practice, &visit.request.secret) }
    }

    /// The frame of a page behind no link that has help at its foot.
    pub(crate) fn with_help_below(text: Text, practice: &'a str) -> Self {
        Self { help: Some(HELP_BELOW.to_owned()), ..Self::of_nothing(text, practice) }
    }

    /// The frame of a page behind no link.
    pub(crate) fn of_nothing(text: Text, practice: &'a str) -> Self {
        Self { text, practice, base: None, title: Key::CheckInTitle, help: None, is_shared: false }
    }

    /// The address of a page of this link.
    pub(crate) fn at(&self, rest: &str) -> String {
        format!("{}{rest}", self.base.as_deref().unwrap_or(""))
    }

    /// The hidden field that every form carries.
    pub(crate) fn token_field(&self) -> Markup {
        let secret = self.base.as_deref().and_then(|base| base.rsplit('/').next()).unwrap_or("");
        html! { input type="hidden" name=(TOKEN_FIELD) value=(form_token(secret)); }
    }

    /// The whole document.
    pub(crate) fn render(&self, body: &Markup) -> Markup {
        let text = self.text;
        html! {
            (DOCTYPE)
            html lang=(text.language_tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex, nofollow";
                    title { (text.say_with(self.title, &[("practice", self.practice.into())])) }
                    link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(assets::address("check_in.css"));
                }
                body {
                    a.skip href="#content" { (text.say(Key::CheckInSkip)) }
                    header.top {
                        span.practice { (self.practice) }
                        @if let Some(help) = &self.help { a.help href=(help) { (text.say(Key::CheckInHelpLink)) } }
                    }
                    main #content tabindex="-1" { (body) }
                    @if self.is_shared {
                        footer {
                            form method="post" action=(self.at("/stop")) {
                                (self.token_field())
                                button.plain type="submit" { (text.say(Key::DeviceStop)) }
                                span.note { (text.say(Key::DeviceStopNote)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where help is on a page that has it at its foot.
pub(crate) const HELP_BELOW: &str = "#help";

/// The foot of a page: the practice's words and the crisis lines, to which the link at its head leads.
pub(crate) fn help_below(text: Text, practice: &str, setting: Setting, words: Option<&str>) -> Markup {
    html! {
        section.no-print #help tabindex="-1" aria-labelledby="help-now" {
            h2 #help-now { (text.say(Key::CheckInHelpNow)) }
            p { (text.say(setting.lines())) }
            (super::help::card(text, practice, setting, words))
        }
    }
}

/// A way to the same page in each other language, for pages without a check-in.
pub(crate) fn languages_by_address(text: Text, address: &str) -> Markup {
    let all = app::check_in::PATIENT_LANGUAGES.iter().filter_map(|tag| tag.parse::<Language>().ok());
    html! {
        p.languages.no-print {
            @for language in all.filter(|language| language.as_str() != text.language_tag()) {
                @let own = Text::for_language(&language);
                a href={ (address) "?language=" (language) } lang=(language) hreflang=(language) {
                    (own.say_with(Key::CheckInLanguageChoose, &[("language", own.language(&language).into())]))
                }
            }
        }
    }
}

/// A button for each other language.
pub(crate) fn languages(frame: &LinkFrame<'_>, present: &Language, offered: &[Language]) -> Markup {
    let others: Vec<&Language> = offered.iter().filter(|language| *language != present).collect();
    html! {
        @if !others.is_empty() {
            form.languages method="post" action=(frame.at("/language")) {
                (frame.token_field())
                @for language in others {
                    @let own = Text::for_language(language);
                    button.plain type="submit" name="language" value=(language) lang=(language) {
                        (own.say_with(Key::CheckInLanguageChoose, &[("language", own.language(language).into())]))
                    }
                }
            }
        }
    }
}
