//! The frame around every page: who is signed in, where one can go, the question of the page and what may be done there.

use app::Data;
use maud::{DOCTYPE, Markup, html};
use vocabulary::ZoneName;
use wording::{Key, Text};

use crate::assets;
use crate::form::TOKEN_FIELD;

/// A place in the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Who needs me first?
    Caseload,
    /// What needs an answer from me?
    Alerts,
    /// Who is to be measured today?
    Collection,
    /// Which measures are due?
    Due,
    /// Which review is next?
    Reviews,
    /// What do reviews need from me?
    Tasks,
    /// Which patient?
    Patients,
    /// Which instruments, under which licence?
    Instruments,
    /// What became of our claims?
    Claims,
    /// What came in?
    Imports,
    /// What went out, and what did not?
    Outbox,
    /// Whom do we still have to reach?
    FollowUp,
    /// Who is told when the site is closed?
    OnCall,
    /// Which programs are there, and who treats?
    Practice,
    /// Who may sign in?
    People,
    /// Who saw what?
    Audit,
}

impl Section {
    /// All, in the order of the navigation.
    pub(crate) const ALL: [Self; 16] = [
        Self::Caseload,
        Self::Alerts,
        Self::Collection,
        Self::Due,
        Self::Tasks,
        Self::Reviews,
        Self::Patients,
        Self::FollowUp,
        Self::Outbox,
        Self::OnCall,
        Self::Instruments,
        Self::Claims,
        Self::Imports,
        Self::Practice,
        Self::People,
        Self::Audit,
    ];

    /// Where it is.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Caseload => "/caseload",
            Self::Alerts => "/alerts",
            Self::Collection => "/collection",
            Self::Due => "/due",
            Self::Reviews => "/reviews",
            Self::Tasks => "/tasks",
            Self::Patients => "/patients",
            Self::Instruments => "/instruments",
            Self::Claims => "/claims",
            Self::Imports => "/imports",
            Self::Outbox => "/outbox",
            Self::FollowUp => "/follow-up",
            Self::OnCall => "/on-call",
            Self::Practice => "/practice",
            Self::People => "/people",
            Self::Audit => "/audit",
        }
    }

    const fn label(self) -> Key {
        match self {
            Self::Caseload => Key::NavigationCaseload,
            Self::Alerts => Key::NavigationAlerts,
            Self::Collection => Key::NavigationCollection,
            Self::Due => Key::NavigationDue,
            Self::Reviews => Key::NavigationReviews,
            Self::Tasks => Key::NavigationTasks,
            Self::Patients => Key::NavigationPatients,
            Self::Instruments => Key::NavigationInstruments,
            Self::Claims => Key::NavigationClaims,
            Self::Imports => Key::NavigationImports,
            Self::Outbox => Key::NavigationOutbox,
            Self::FollowUp => Key::NavigationFollowUp,
            Self::OnCall => Key::NavigationOnCall,
            Self::Practice => Key::NavigationPractice,
            Self::People => Key::NavigationPeople,
            Self::Audit => Key::NavigationAudit,
        }
    }
}

/// The person a page is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// The name as colleagues know it.
    pub(crate) name: String,
    /// The roles in words.
    pub(crate) roles: String,
    /// The token that every form of this session repeats.
    pub(crate) form_token: String,
    /// Where this person can go.
    pub(crate) sections: Vec<Section>,
    /// What this person's roles give access to, of their care teams' patients or of everybody's.
    pub(crate) granted: Vec<Data>,
}

/// What is the same on every page of one request.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The language.
    pub(crate) text: Text,
    /// The practice's name.
    pub(crate) practice: String,
    /// Who is signed in.
    pub(crate) person: Option<Person>,
}

impl Frame {
    /// True where the page's reader has access to such data: what they may not follow is no link.
    pub(crate) fn may(&self, data: Data) -> bool {
        self.person.as_ref().is_some_and(|person| person.granted.contains(&data))
    }
}

/// One page inside its frame.
pub(crate) struct Page {
    /// Its place in the navigation.
    pub(crate) section: Option<Section>,
    /// The question it answers.
    pub(crate) heading: String,
    /// What stands below the question; empty for nothing.
    pub(crate) lead: Markup,
    /// What can be done, beside the question.
    pub(crate) actions: Markup,
    /// The answer.
    pub(crate) body: Markup,
    /// How wide the answer is.
    pub(crate) width: Width,
    /// Whom it is about, for every sheet of paper; empty where it is about nobody, or where the question says it.
    pub(crate) about: String,
    /// On whose clocks its times are told; empty where it tells none, or names the clock beside each.
    pub(crate) clocks: Vec<ZoneName>,
}

/// How wide a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// Tables and charts.
    Wide,
    /// Forms and sentences.
    Narrow,
}

impl Page {
    /// A wide page with nothing but its question and answer.
    pub(crate) fn wide(section: Section, heading: impl Into<String>, body: Markup) -> Self {
        let nothing = || Markup::default();
        Self {
            section: Some(section),
            heading: heading.into(),
            lead: nothing(),
            actions: nothing(),
            body,
            width: Width::Wide,
            about: String::new(),
            clocks: Vec::new(),
        }
    }

    /// A narrow one.
    pub(crate) fn narrow(section: Option<Section>, heading: impl Into<String>, body: Markup) -> Self {
        Self { width: Width::Narrow, section, ..Self::wide(Section::Caseload, heading, body) }
    }

    /// With something below the question.
    pub(crate) fn lead(mut self, lead: Markup) -> Self {
        self.lead = lead;
        self
    }

    /// With whom it is about.
    pub(crate) fn about(mut self, patient: &care::Patient) -> Self {
        self.about = format!("{} · {}", crate::pages::patient::spoken_name(patient), patient.record_number);
        self
    }

    /// With the clock of its times, which is named once below the question.
    pub(crate) fn clock(self, zone: &ZoneName) -> Self {
        self.clocks([zone])
    }

    /// With the clocks of its rows: where they are several, the times of each are those of its patient's program.
    pub(crate) fn clocks<'a>(mut self, zones: impl IntoIterator<Item = &'a ZoneName>) -> Self {
        for zone in zones {
            if !self.clocks.contains(zone) {
                self.clocks.push(zone.clone());
            }
        }
        self
    }

    /// With something to do beside the question.
    pub(crate) fn actions(mut self, actions: Markup) -> Self {
        self.actions = actions;
        self
    }
}

impl Frame {
    /// The hidden field that every form of a session carries.
    pub(crate) fn token_field(&self) -> Markup {
        html! {
            @if let Some(person) = &self.person {
                input type="hidden" name=(TOKEN_FIELD) value=(person.form_token);
            }
        }
    }

    /// The whole document.
    pub(crate) fn render(&self, page: &Page) -> Markup {
        let title = self.text.say_with(Key::PageTitle, &[("heading", page.heading.as_str().into())]);
        html! {
            (DOCTYPE)
            html lang=(self.text.language_tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex, nofollow";
                    title { (title) }
                    @for font in ["fonts/Inter-Regular.woff2", "fonts/Inter-SemiBold.woff2"] {
                        link rel="preload" href=(assets::address(font)) as="font" type="font/woff2" crossorigin="anonymous";
                    }
                    link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(assets::address("style.css"));
                }
                body {
                    // Stands above every sheet of paper.
                    div.running aria-hidden="true" { div { @if !page.about.is_empty() { b { (page.about) } " · " } (page.heading) } }
                    a.skip href="#content" { (self.text.say(Key::ActionSkipToContent)) }
                    (self.bar(page.section))
                    main #content .page .narrow[page.width == Width::Narrow] tabindex="-1" {
                        header.page-head {
                            div.page-question {
                                h1 { (page.heading) }
                                @if !page.lead.0.is_empty() { div.lead { (page.lead) } }
                                @if let Some(words) = self.clocks_named(&page.clocks) { p.small.muted { (words) } }
                            }
                            @if !page.actions.0.is_empty() { div.actions { (page.actions) } }
                        }
                        (page.body)
                    }
                    footer.foot {
                        p { (self.text.say_with(Key::PracticeAndProduct, &[("practice", self.practice.as_str().into()), ("product", self.text.say(Key::ProductName).into())])) }
                        p.only-print { (self.text.say_with(Key::PrintedNote, &[("product", self.text.say(Key::ProductName).into())])) }
                    }
                }
            }
        }
    }

    fn clocks_named(&self, zones: &[ZoneName]) -> Option<String> {
        let first = zones.first()?;
        Some(match zones.len() {
            1 => self.text.say_with(Key::TimesOnTheClock, &[("zone", self.text.zone(first).into())]),
            _ => self.text.say(Key::TimesOnEachClock),
        })
    }

    fn bar(&self, here: Option<Section>) -> Markup {
        let product = self.text.say(Key::ProductName);
        html! {
            header.bar {
                a.brand href="/" { (mark()) span { (product) } }
                @if let Some(person) = &self.person {
                    nav.sections aria-label=(self.text.say(Key::NavigationLabel)) {
                        ul {
                            @for section in &person.sections {
                                li { a href=(section.path()) aria-current=[is_here(*section, here).then_some("true")] { (self.text.say(section.label())) } }
                            }
                        }
                    }
                    div.account {
                        a.who href="/account" { span.name { (person.name) } span.roles { (person.roles) } }
                        form method="post" action="/sign-out" {
                            (self.token_field())
                            button.quiet type="submit" { (self.text.say(Key::ActionSignOut)) }
                        }
                    }
                }
            }
        }
    }
}

/// Patients are reached from the caseload where there is one.
fn is_here(section: Section, here: Option<Section>) -> bool {
    here == Some(section) || (section == Section::Caseload && here == Some(Section::Patients))
}

/// The mark of the product: one line through four points.
fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 32 20" width="32" height="20" aria-hidden="true" focusable="false" {
            path d="M3 5 L12 11 L20 8.5 L29 15" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" {}
            circle cx="3" cy="5" r="2.6" fill="currentColor" {}
            circle cx="12" cy="11" r="2.6" fill="currentColor" {}
            circle cx="20" cy="8.5" r="2.6" fill="currentColor" {}
            circle cx="29" cy="15" r="2.6" fill="currentColor" {}
        }
    }
}
