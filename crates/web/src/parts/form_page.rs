//! A page that is one form: its problems, its fields, one thing to do, and the way back.

use app::Data;
use maud::{Markup, html};
use wording::Key;

use crate::form::Problems;
use crate::frame::{Frame, Page, Section};
use crate::parts::notice;

/// What a form page is made of.
pub(crate) struct FormPage<'a> {
    /// Its place in the navigation, where it has one.
    pub(crate) section: Option<Section>,
    /// The question.
    pub(crate) heading: String,
    /// What to know before filling it in; empty for nothing.
    pub(crate) lead: String,
    /// Where it is sent.
    pub(crate) action: String,
    /// Where one gets without sending it.
    pub(crate) back: String,
    /// What the button says.
    pub(crate) save: Key,
    /// True when what it does cannot be undone easily.
    pub(crate) is_serious: bool,
    /// What is wrong with what was typed.
    pub(crate) problems: &'a Problems,
}

impl FormPage<'_> {
    /// The page around the fields.
    pub(crate) fn render(&self, frame: &Frame, fields: &Markup) -> Markup {
        frame.render(&self.page(frame, fields))
    }

    /// The same of a form about one patient, whose name stands above every sheet of paper.
    pub(crate) fn render_about(&self, frame: &Frame, patient: &care::Patient, fields: &Markup) -> Markup {
        frame.render(&self.page(frame, fields).about(patient))
    }

    fn page(&self, frame: &Frame, fields: &Markup) -> Page {
        let text = frame.text;
        let class = if self.is_serious { "serious" } else { "main" };
        let body = html! {
            (notice::problem_summary(text, self.problems))
            @if let Some(patient) = self.problems.without_consent.filter(|_| frame.may(Data::Release)) {
                p { a href={ "/patients/" (patient) "/disclosures" } { (text.say(Key::DisclosuresLink)) } }
            }
            form.form method="post" action=(self.action) {
                (frame.token_field())
                (fields)
                div.submit {
                    button class=(class) type="submit" { (text.say(self.save)) }
                    a href=(self.back) { (text.say(Key::ActionCancel)) }
                }
            }
        };
        let page = Page::narrow(self.section, self.heading.clone(), body);
        if self.lead.is_empty() { page } else { page.lead(html! { p { (self.lead) } }) }
    }
}
