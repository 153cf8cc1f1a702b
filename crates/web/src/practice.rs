//! A small invented practice for tests of pages, and browsers of people who are signed in to it. Pages are asked for as a browser asks: over the
//! router, with cookie and form token.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use app::administration::NewEntry;
use app::people::{NewPerson, SignIn};
use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::appeal::letter::LetterFacts;
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, Caller, Ports, Settings};
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use instruments::{Answer as InstrumentAnswer, Library, Mode, Phase, Respondent};
use storage::testing::TestDatabase;
use tower::ServiceExt as _;
use vocabulary::port::SeededRandom;
use vocabulary::{
    AdministrationId, ClinicianId, Clock, Day, EpisodeId, Language, LevelOfCare, OperationId, PatientId, ProgramId, Role, UserId,
};

use crate::form::TOKEN_FIELD;
use crate::{WebConfig, WebState, check};

/// The bytes of every report: what a report looks like is the business of `reports`.
pub(crate) const REPORT: &[u8] = b"%PDF-1.7 an invented report";

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "a row of words for tests";

struct Renderer;

impl ReportRenderer for Renderer {
    fn progress_report(&self, _: &ProgressFacts, _: &Language) -> Result<RenderedReport, String> {
        Ok(RenderedReport { bytes: REPORT.to_vec(), snapshot_sha256: "0".repeat(64) })
    }

    fn paper_forms(&self, facts: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        let codes: Vec<&str> = facts.forms.iter().map(|form| form.code.as_str()).collect();
        Ok(format!("%PDF- {}", codes.join(" ")).into_bytes())
    }

    fn packet(&self, _: &PacketFacts, _: PacketFormat, _: &Language) -> Result<RenderedReport, String> {
        Ok(RenderedReport { bytes: REPORT.to_vec(), snapshot_sha256: "0".repeat(64) })
    }

    fn letter(&self, facts: &LetterFacts, _: &Language) -> Result<RenderedReport, String> {
        Ok(RenderedReport { bytes: format!("%PDF- {}", facts.text).into_bytes(), snapshot_sha256: "0".repeat(64) })
    }

    fn assessment(&self, facts: &app::assessment::AssessmentFacts<'_>, _: &Language) -> Result<RenderedReport, String> {
        let bytes = format!("%PDF- {} as of {}", facts.practice, facts.assessment.as_of).into_bytes();
        Ok(RenderedReport { bytes, snapshot_sha256: "0".repeat(64) })
    }
}

/// A practice with one program, one clinician and two patients, of whom one has an episode of care.
pub(crate) struct Practice {
    pub(crate) app: App,
    pub(crate) test: TestDatabase,
    pub(crate) program: ProgramId,
    pub(crate) clinician: ClinicianId,
    pub(crate) anna: PatientId,
    pub(crate) ben: PatientId,
    pub(crate) episode: EpisodeId,
}

/// Somebody at the command line of the server.
pub(crate) fn operator() -> Caller {
    Caller::operator("tester", "setup")
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a well-formed day")
}

/// A patient with a name that would break a page that does not escape.
pub(crate) fn patient(record_number: &str, given_name: &str) -> ::care::Patient {
    ::care::Patient {
        record_number: record_number.to_owned(),
        given_name: given_name.to_owned(),
        family_name: "O'Invented & <b>".to_owned(),
        birth_day: day("1990-05-01"),
        sex: None,
        race: None,
        ethnicity: None,
        language: Language::english(),
    }
}

/// A PHQ-9 with these answers, in order; negative is not answered.
pub(crate) fn entry(on: &str, answers: [i32; 9]) -> NewEntry {
    let answered = answers.iter().enumerate().filter(|(_, value)| **value >= 0);
    NewEntry {
        instrument: "phq-9".to_owned(),
        language: Some(Language::english()),
        day: day(on),
        phase: Some(Phase::InTreatment),
        mode: Mode::Paper,
        respondent: Respondent::Patient,
        answers: answered.map(|(place, value)| ((place + 1).to_string(), InstrumentAnswer::Value(*value))).collect(),
        totals: Vec::new(),
        declined: false,
    }
}

/// What the practice is called, and no second factor.
pub(crate) fn settings() -> Settings {
    Settings { practice_name: "Riverside".to_owned(), second_factor_required: false, ..Settings::default() }
}

impl Practice {
    /// The use cases over a new SQLite file in which nothing is.
    async fn opened(settings: Settings) -> (App, TestDatabase) {
        let test = storage::testing::sqlite().await;
        let clock: Arc<dyn Clock> = Arc::clone(&test.clock) as Arc<dyn Clock>;
        let ports = Ports { clock, random: Arc::new(SeededRandom::new(7)), ids: Arc::clone(&test.ids), renderer: Arc::new(Renderer) };
        let library = Library::shipped().expect("the shipped library reads");
        let app = App::open(test.database.clone(), library, Vec::new(), settings, ports).await.expect("the app opens");
        (app, test)
    }

    /// A practice as it is right after it was made: nobody and nothing in it. The ids lead nowhere.
    pub(crate) async fn fresh() -> Self {
        let (app, test) = Self::opened(settings()).await;
        let ids = Arc::clone(&test.ids);
        Self { app, test, program: ids.next(), clinician: ids.next(), anna: ids.next(), ben: ids.next(), episode: ids.next() }
    }

    /// Sets it up on a new SQLite file.
    pub(crate) async fn new() -> Self {
        Self::with(settings()).await
    }

    /// The same with settings of its own.
    pub(crate) async fn with(settings: Settings) -> Self {
        let (app, test) = Self::opened(settings).await;
        let program = ::care::Program {
            code: "RIV-IOP".to_owned(),
            name: "Riverside IOP".to_owned(),
            level_of_care: LevelOfCare::IntensiveOutpatient,
            zone: "America/New_York".parse().expect("a known zone"),
            part2: false,
            closed_since: None,
        };
        let program = app.add_program(&operator(), program).await.expect("a program");
        let clinician =
            ::care::Clinician { code: "C1".to_owned(), name: "Dr. Ines Okoro".to_owned(), credential: "PhD".to_owned(), left_since: None };
        let clinician = app.add_clinician(&operator(), clinician).await.expect("a clinician");
        let anna = app.register_patient(&operator(), patient("A-1", "Anna")).await.expect("registered");
        let ben = app.register_patient(&operator(), patient("A-2", "Ben")).await.expect("registered");
        let episode = ::care::Episode {
            patient: anna,
            program,
            admitted: day("2026-10-01"),
            discharge: None,
            referral_source: None,
            payer_class: None,
            clinician: Some(clinician),
            readmission_of: None,
        };
        let episode = app.admit(&operator(), episode, "CBT".to_owned(), None).await.expect("admitted");
        Self { app, test, program, clinician, anna, ben, episode }
    }

    /// Somebody who was admitted on the same day as Anna.
    pub(crate) async fn admitted(&self, given_name: &str) -> PatientId {
        let id = self.app.register_patient(&operator(), patient(&format!("B-{given_name}"), given_name)).await.expect("registered");
        let episode = ::care::Episode {
            patient: id,
            program: self.program,
            admitted: day("2026-10-01"),
            discharge: None,
            referral_source: None,
            payer_class: None,
            clinician: None,
            readmission_of: None,
        };
        self.app.admit(&operator(), episode, "CBT".to_owned(), None).await.expect("admitted");
        id
    }

    /// Records an administration.
    pub(crate) async fn record(&self, patient: PatientId, entry: NewEntry) -> AdministrationId {
        self.app.record_administration(&operator(), patient, entry).await.expect("recorded")
    }

    /// The one-time code that the newest message with one brings to a patient, made as the one is that goes out in it.
    pub(crate) async fn code_in_newest(&self, patient: PatientId) -> String {
        static SEEDS: AtomicU64 = AtomicU64::new(9_000);
        let messages = self.app.contacts(&operator(), patient).await.expect("contacts").messages;
        let link = messages.iter().find_map(app::message::link_of_code).expect("one brings a code");
        let random = SeededRandom::new(SEEDS.fetch_add(1, Ordering::Relaxed));
        let operation = storage::testing::operation("look");
        let write = self.test.database.write::<_, app::AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let link = storage::access_link::get(unit, link).await?.expect("the link is there");
                app::message::code_for(unit, &random, &link).await
            })
        });
        write.await.expect("a code")
    }

    /// The path that a message brings, with a secret that is made as the one is that goes out in it.
    pub(crate) async fn path_in(&self, message: &app::message::Message) -> String {
        static SEEDS: AtomicU64 = AtomicU64::new(1_000);
        let link = app::message::link_of(message).expect("it brings a link");
        let random = SeededRandom::new(SEEDS.fetch_add(1, Ordering::Relaxed));
        let operation = storage::testing::operation("look");
        let write = self.test.database.write::<_, app::AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let link = storage::access_link::get(unit, link).await?.expect("the link is there");
                app::message::path_to(unit, &random, &link).await
            })
        });
        write.await.expect("a path")
    }

    /// Somebody with these roles who is not in front of a browser.
    pub(crate) async fn person(&self, name: &str, roles: &[Role]) -> UserId {
        let person =
            NewPerson { sign_in_name: name.to_owned(), name: name.to_owned(), roles: roles.to_vec(), clinician: None, is_licensed: false };
        self.app.add_person(&operator(), person).await.expect("an account").0
    }

    /// Somebody with these roles in front of a browser, signed in.
    pub(crate) async fn browser(&self, name: &str, roles: &[Role]) -> Browser {
        self.browser_of(name, roles, None).await
    }

    /// Somebody with these roles who is this clinician.
    pub(crate) async fn browser_of(&self, name: &str, roles: &[Role], clinician: Option<ClinicianId>) -> Browser {
        self.signed_in(name, roles, clinician, WebConfig::default()).await
    }

    /// Somebody with these roles at a server that is set up otherwise.
    pub(crate) async fn browser_at(&self, name: &str, roles: &[Role], config: WebConfig) -> Browser {
        self.signed_in(name, roles, None, config).await
    }

    async fn signed_in(&self, name: &str, roles: &[Role], clinician: Option<ClinicianId>, config: WebConfig) -> Browser {
        let password = PASSWORD.to_owned();
        let person = NewPerson {
            sign_in_name: name.to_owned(),
            name: format!("{name} Tester"),
            roles: roles.to_vec(),
            clinician,
            is_licensed: clinician.is_some(),
        };
        self.app.add_person_with_password(&operator(), person, password).await.expect("an account");
        self.sign_in(name, config).await
    }

    /// Somebody with an account, in front of another browser.
    pub(crate) async fn again(&self, name: &str) -> Browser {
        self.sign_in(name, WebConfig::default()).await
    }

    async fn sign_in(&self, name: &str, config: WebConfig) -> Browser {
        let request = || OperationId("sign-in".to_owned());
        let SignIn::Done { token } = self.app.sign_in(name, PASSWORD, "", "127.0.0.1", request()).await.expect("an answer") else {
            panic!("{name} is not let in");
        };
        let signed_in = self.app.session(&token, request()).await.expect("an answer").expect("a session");
        let state = WebState::new(self.app.clone(), config, Arc::new(SeededRandom::new(11)));
        let cookie = format!("throughline={token}");
        Browser { router: crate::router(state), cookie, form_token: signed_in.form_token, tried: Mutex::default() }
    }
}

/// A browser with its session.
pub(crate) struct Browser {
    router: Router,
    cookie: String,
    pub(crate) form_token: String,
    /// The mark on the page of the last file that was tried: what that page sends when the file is to be taken in.
    tried: Mutex<String>,
}

/// The mark under which the page of a try names its file.
pub(crate) fn mark(page: &str) -> Option<&str> {
    page.split("name=\"tried\" value=\"").nth(1).and_then(|rest| rest.split('"').next())
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Browser {
    /// Somebody who is not signed in.
    pub(crate) fn stranger(practice: &Practice) -> Self {
        Self::stranger_at(practice, WebConfig::default())
    }

    /// The same at a server that is set up otherwise.
    pub(crate) fn stranger_at(practice: &Practice, config: WebConfig) -> Self {
        let state = WebState::new(practice.app.clone(), config, Arc::new(SeededRandom::new(12)));
        Self { router: crate::router(state), cookie: "other=1".to_owned(), form_token: String::new(), tried: Mutex::default() }
    }

    /// The same with another cookie.
    pub(crate) fn with_cookie(mut self, cookie: &str) -> Self {
        cookie.clone_into(&mut self.cookie);
        self
    }

    /// Asks for a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(COOKIE, &self.cookie).body(Body::empty()).expect("a request");
        self.ask(request).await
    }

    /// Asks with other headers, such as those of a program or of another site.
    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request =
            headers.iter().fold(Request::get(path).header(COOKIE, &self.cookie), |request, (name, value)| request.header(*name, *value));
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    /// Asks by any method and with any body.
    pub(crate) async fn send(&self, request: axum::http::request::Builder, body: impl Into<Body>) -> Answer {
        self.ask(request.header(COOKIE, &self.cookie).body(body.into()).expect("a request")).await
    }

    /// Sends a form of a page, with its token.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![(TOKEN_FIELD, self.form_token.as_str())];
        all.extend_from_slice(fields);
        self.post_as_is(path, &all).await
    }

    /// Sends a form without a token of its own.
    pub(crate) async fn post_as_is(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path).header(COOKIE, &self.cookie).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends a form with files (field, name, content), as a browser does.
    pub(crate) async fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &str)]) -> Answer {
        let mut body = String::new();
        for (name, value) in [(TOKEN_FIELD, self.form_token.as_str())].iter().chain(fields) {
            write!(body, "--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").expect("a text takes text");
        }
        for (name, file, content) in files {
            let head =
                format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream");
            write!(body, "--XX\r\n{head}\r\n\r\n{content}\r\n").expect("a text takes text");
        }
        body.push_str("--XX--\r\n");
        let answer = self.send(Request::post(path).header(CONTENT_TYPE, "multipart/form-data; boundary=XX"), body).await;
        if let Some(mark) = mark(&String::from_utf8_lossy(&answer.bytes)) {
            mark.clone_into(&mut self.tried.lock().expect("nobody panicked with it"));
        }
        answer
    }

    /// Takes the file in that was tried last, as its page does.
    pub(crate) async fn post_tried(&self, path: &str) -> Answer {
        let mark = self.tried.lock().expect("nobody panicked with it").clone();
        self.post(path, &[("tried", mark.as_str())]).await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Answer {
    /// The page, which must be sound whatever its status is.
    pub(crate) fn page(&self) -> String {
        let page = String::from_utf8(self.bytes.clone()).expect("a page is text");
        assert_eq!(check::problems(&page), Vec::<String>::new());
        page
    }

    /// The page, which must be there.
    pub(crate) fn shown(&self, name: &str) -> String {
        assert_eq!(self.status, StatusCode::OK, "{name}");
        self.kept(name)
    }

    /// The page of a form that has to be looked at again.
    pub(crate) fn again(&self, name: &str) -> String {
        assert_eq!(self.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        self.kept(name)
    }

    fn kept(&self, name: &str) -> String {
        let page = self.page();
        keep(name, &page);
        page
    }

    /// Where the browser is sent.
    #[track_caller]
    pub(crate) fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", String::from_utf8_lossy(&self.bytes));
        self.headers[LOCATION].to_str().expect("a plain address")
    }
}

/// With `THROUGHLINE_PAGES` set to a folder, writes a page there, to be looked at in a browser.
pub(crate) fn keep(name: &str, page: &str) {
    if let Some(folder) = std::env::var_os("THROUGHLINE_PAGES") {
        let local = page.replace(&crate::assets::address("style.css"), "style.css");
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.html")), local).expect("the folder can be written");
    }
}

/// The sentences of the summary of problems.
pub(crate) fn problems_on(page: &str) -> Vec<String> {
    let Some((_, summary)) = page.split_once("id=\"problems-heading\"") else { return Vec::new() };
    let summary = summary.split_once("</ul>").map_or(summary, |(inside, _)| inside);
    let links = summary.split("<a href=\"#").skip(1);
    links.filter_map(|link| Some(link.split_once('>')?.1.split_once('<')?.0.to_owned())).collect()
}
