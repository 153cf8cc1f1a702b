//! The table of routes: what the server answers to, who may ask, and for how long it may take. The router is made from it, and a test walks it
//! for every role.

use std::time::Duration;

use app::Data;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};

use crate::config::{FORM_BYTES_MAX, WebConfig};
use crate::guard::{Needs, Takes, guard};
use crate::observe::observe;
use crate::state::WebState;
use crate::{assets, health, hook, pages};

/// What is done with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Looked at: `GET`, and with it `HEAD`.
    Show,
    /// Sent to: `POST`.
    Submit,
}

/// One line of the table.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    /// What is done.
    pub(crate) verb: Verb,
    /// The path with its places for ids.
    pub(crate) path: &'static str,
    /// Who may ask.
    pub(crate) needs: Needs,
    /// What a form of it sends.
    pub(crate) takes: Takes,
    /// True where an answer may take minutes.
    pub(crate) is_slow: bool,
    handler: fn() -> MethodRouter<WebState>,
}

const fn show(path: &'static str, needs: Needs, handler: fn() -> MethodRouter<WebState>) -> Route {
    Route { verb: Verb::Show, path, needs, takes: Takes::Form, is_slow: false, handler }
}

const fn submit(path: &'static str, needs: Needs, handler: fn() -> MethodRouter<WebState>) -> Route {
    Route { verb: Verb::Submit, path, needs, takes: Takes::Form, is_slow: false, handler }
}

const fn slow(route: Route) -> Route {
    Route { is_slow: true, ..route }
}

const fn upload(route: Route) -> Route {
    Route { takes: Takes::Upload, is_slow: true, ..route }
}

/// Every route.
pub(crate) const ROUTES: &[Route] = &[
    show("/healthz", Needs::Nothing, || get(health::alive)),
    show("/readyz", Needs::Nothing, || get(health::ready)),
    show("/static/{name}", Needs::Nothing, || get(assets::serve)),
    submit("/hooks/text", Needs::Secret, || post(hook::take_reply)),
    show("/sign-in", Needs::FormCookie, || get(pages::sign_in::show)),
    submit("/sign-in", Needs::FormCookie, || post(pages::sign_in::submit)),
    submit("/sign-out", Needs::SignedIn, || post(pages::sign_in::sign_out)),
    show("/", Needs::SignedIn, || get(pages::start::show)),
    show("/account", Needs::SignedIn, || get(pages::account::show)),
    submit("/account/language", Needs::SignedIn, || post(pages::account::language::submit)),
    show("/account/password", Needs::SignedIn, || get(pages::account::password::show)),
    submit("/account/password", Needs::SignedIn, || post(pages::account::password::submit)),
    // caseload and patients
    show("/caseload", Needs::Role(Data::Identity), || get(pages::caseload::show)),
    submit("/caseload", Needs::Role(Data::Identity), || post(pages::caseload::show)),
    show("/patients", Needs::Role(Data::Identity), || get(pages::caseload::show)),
    submit("/patients", Needs::Role(Data::Identity), || post(pages::caseload::show)),
    show("/patients/{patient}", Needs::Role(Data::Identity), || get(pages::patient::show)),
    show("/patients/{patient}/discuss", Needs::Role(Data::Scores), || get(pages::discuss::show)),
    show("/patients/{patient}/reason", Needs::Role(Data::Identity), || get(pages::reason::show)),
    submit("/patients/{patient}/reason", Needs::Role(Data::Identity), || post(pages::reason::state)),
    // alerts
    show("/alerts", Needs::Role(Data::Alerts), || get(pages::alert::inbox::show)),
    show("/alerts/report", Needs::Everybody(Data::Alerts), || get(pages::alert::report::show)),
    show("/alerts/rules", Needs::Role(Data::Alerts), || get(pages::schedule::protocol::show_rules)),
    submit("/alerts/rules", Needs::Everybody(Data::Protocols), || post(pages::schedule::protocol::submit_rules)),
    show("/alerts/{alert}", Needs::Role(Data::Alerts), || get(pages::alert::show)),
    submit("/alerts/{alert}/acknowledge", Needs::Role(Data::Alerts), || post(pages::alert::acknowledge)),
    submit("/alerts/{alert}/hand-over", Needs::Role(Data::Alerts), || post(pages::alert::hand_over)),
    submit("/alerts/{alert}/close", Needs::Role(Data::Alerts), || post(pages::alert::close)),
    // the measurement schedule
    show("/due", Needs::Role(Data::Care), || get(pages::schedule::show)),
    submit("/due", Needs::Role(Data::Care), || post(pages::schedule::show)),
    submit("/due/send", Needs::Role(Data::Entry), || post(pages::schedule::send)),
    show("/due/adherence", Needs::Role(Data::Care), || get(pages::schedule::adherence::show)),
    show("/courses", Needs::Everybody(Data::Courses), || get(pages::courses::show)),
    submit("/courses/fit", Needs::Everybody(Data::CourseFits), || post(pages::courses::fit)),
    show("/courses/{instrument}", Needs::Everybody(Data::Courses), || get(pages::courses::evaluation)),
    show("/due/funnel", Needs::Role(Data::Care), || get(pages::schedule::funnel::show)),
    show("/due/protocol", Needs::Role(Data::Care), || get(pages::schedule::protocol::show)),
    submit("/due/protocol", Needs::Everybody(Data::Protocols), || post(pages::schedule::protocol::submit)),
    // people who come by a link
    show("/c/{secret}", Needs::Link, || get(pages::check_in::start::show)),
    submit("/c/{secret}/language", Needs::Link, || post(pages::check_in::start::language)),
    submit("/c/{secret}/birth-day", Needs::Link, || post(pages::check_in::birth_day::submit)),
    show("/c/{secret}/q", Needs::Link, || get(pages::check_in::question::next)),
    show("/c/{secret}/q/{number}", Needs::Link, || get(pages::check_in::question::show)),
    submit("/c/{secret}/q/{number}", Needs::Link, || post(pages::check_in::answer::one)),
    show("/c/{secret}/all", Needs::Link, || get(pages::check_in::question::show_all)),
    submit("/c/{secret}/all", Needs::Link, || post(pages::check_in::answer::all)),
    show("/c/{secret}/help", Needs::Link, || get(pages::check_in::help::show)),
    show("/c/{secret}/no-more", Needs::Link, || get(pages::check_in::no_more::show)),
    submit("/c/{secret}/no-more", Needs::Link, || post(pages::check_in::no_more::submit)),
    show("/c/{secret}/no-more/one-click", Needs::Link, || get(pages::check_in::no_more::show)),
    submit("/c/{secret}/no-more/one-click", Needs::OneClick, || post(pages::check_in::no_more::one_click)),
    show("/c/{secret}/end", Needs::Link, || get(pages::check_in::end::show)),
    show("/c/{secret}/still", Needs::Link, || get(pages::check_in::shared::still)),
    submit("/c/{secret}/stop", Needs::Link, || post(pages::check_in::shared::stop)),
    submit("/c/{secret}/end", Needs::Link, || post(pages::check_in::end::submit)),
    show("/m/{secret}", Needs::Link, || get(pages::own_page::show)),
    submit("/m/{secret}/code", Needs::Link, || post(pages::own_page::send)),
    submit("/m/{secret}/enter", Needs::Link, || post(pages::own_page::enter)),
    submit("/m/{secret}/leave", Needs::Link, || post(pages::own_page::leave)),
    show("/m/{secret}/sheet", Needs::Link, || get(pages::own_page::sheet)),
    submit("/m/{secret}/words", Needs::Link, || post(pages::own_page::write)),
    submit("/m/{secret}/words/take-back", Needs::Link, || post(pages::own_page::take_back)),
    // devices of the practice that go from hand to hand
    show("/round", Needs::Device, || get(pages::round::show)),
    submit("/round", Needs::Device, || post(pages::round::begin)),
    submit("/round/pass", Needs::Device, || post(pages::round::pass)),
    show("/kiosk", Needs::FormCookie, || get(pages::kiosk::show)),
    submit("/kiosk", Needs::FormCookie, || post(pages::kiosk::submit)),
    // at the practice: the board of the day and its rounds
    show("/collection", Needs::Role(Data::Entry), || get(pages::collection::show)),
    submit("/collection", Needs::Role(Data::Entry), || post(pages::collection::show)),
    submit("/collection/{patient}", Needs::Role(Data::Entry), || post(pages::collection::submit)),
    submit("/rounds", Needs::Role(Data::Entry), || post(pages::collection::round::open)),
    show("/rounds/{round}", Needs::Role(Data::Entry), || get(pages::collection::round::show)),
    submit("/rounds/{round}/here", Needs::Role(Data::Entry), || post(pages::collection::round::here)),
    submit("/rounds/{round}/call", Needs::Role(Data::Entry), || post(pages::collection::round::call_again)),
    submit("/rounds/{round}/end", Needs::Role(Data::Entry), || post(pages::collection::round::end)),
    // forms on paper
    show("/paper", Needs::Role(Data::Entry), || get(pages::paper::find)),
    submit("/paper", Needs::Role(Data::Entry), || post(pages::paper::submit_find)),
    show("/paper/{code}", Needs::Role(Data::Entry), || get(pages::paper::show)),
    submit("/paper/{code}", Needs::Role(Data::Entry), || post(pages::paper::submit)),
    submit("/paper/{code}/handed-in", Needs::Role(Data::Entry), || post(pages::paper::hand_in::submit)),
    submit("/paper/{code}/handed-in/correct", Needs::Role(Data::Entry), || post(pages::paper::hand_in::correct)),
    // check-ins, as staff see them
    show("/patients/{patient}/check-ins", Needs::Role(Data::Entry), || get(pages::check_ins::show)),
    submit("/patients/{patient}/check-ins", Needs::Role(Data::Entry), || post(pages::check_ins::make)),
    submit("/patients/{patient}/check-ins/due", Needs::Role(Data::Entry), || post(pages::check_ins::send_due)),
    submit("/patients/{patient}/own-page", Needs::Role(Data::Entry), || post(pages::check_ins::own_page)),
    submit("/patients/{patient}/own-page/revoke", Needs::Role(Data::Entry), || post(pages::check_ins::revoke_own_page)),
    submit("/patients/{patient}/note", Needs::Role(Data::Scores), || post(pages::check_ins::note)),
    submit("/patients/{patient}/note/withdraw", Needs::Role(Data::Scores), || post(pages::check_ins::withdraw_note)),
    submit("/patients/{patient}/own-words/withdraw", Needs::Role(Data::Answers), || post(pages::check_ins::withdraw_own_words)),
    submit("/check-ins/{check_in}/send", Needs::Role(Data::Entry), || post(pages::check_ins::send)),
    submit("/check-ins/{check_in}/link", Needs::Role(Data::Entry), || post(pages::check_ins::link)),
    submit("/check-ins/{check_in}/forms", Needs::Role(Data::Entry), || post(pages::check_ins::another_way::forms)),
    submit("/check-ins/{check_in}/kiosk-code", Needs::Role(Data::Entry), || post(pages::check_ins::another_way::kiosk_code)),
    submit("/check-ins/{check_in}/here", Needs::Role(Data::Entry), || post(pages::check_ins::here)),
    submit("/check-ins/{check_in}/revoke", Needs::Role(Data::Entry), || post(pages::check_ins::revoke)),
    show("/practice/holidays", Needs::Role(Data::Practice), || get(pages::holidays::show)),
    submit("/practice/holidays", Needs::Role(Data::Practice), || post(pages::holidays::submit)),
    show("/practice/safety-plans", Needs::Role(Data::Practice), || get(pages::safety_plans::show)),
    submit("/practice/safety-plans", Needs::Role(Data::Practice), || post(pages::safety_plans::submit)),
    show("/practice/crisis-texts", Needs::Role(Data::Practice), || get(pages::crisis_texts::show)),
    submit("/practice/crisis-texts", Needs::Role(Data::Practice), || post(pages::crisis_texts::submit)),
    // administrations
    show("/patients/{patient}/administrations/new", Needs::Role(Data::Entry), || get(pages::record::choose)),
    show("/patients/{patient}/administrations/new/{instrument}", Needs::Role(Data::Entry), || get(pages::record::new)),
    submit("/patients/{patient}/administrations/new/{instrument}", Needs::Role(Data::Entry), || post(pages::record::submit)),
    show("/administrations/{administration}", Needs::Role(Data::Scores), || get(pages::administration::show)),
    show("/administrations/{administration}/correct", Needs::Both(Data::Entry, Data::Answers), || get(pages::record::correct)),
    submit("/administrations/{administration}/correct", Needs::Both(Data::Entry, Data::Answers), || post(pages::record::submit_correction)),
    show("/administrations/{administration}/withdraw", Needs::Both(Data::Entry, Data::Scores), || get(pages::withdraw::show_withdraw)),
    submit("/administrations/{administration}/withdraw", Needs::Both(Data::Entry, Data::Scores), || post(pages::withdraw::withdraw)),
    show("/administrations/{administration}/move", Needs::Both(Data::Entry, Data::Scores), || get(pages::withdraw::show_move)),
    submit("/administrations/{administration}/move", Needs::Both(Data::Entry, Data::Scores), || post(pages::withdraw::submit_move)),
    show("/administrations/{administration}/review", Needs::Both(Data::Alerts, Data::Scores), || get(pages::score_review::show)),
    submit("/administrations/{administration}/review", Needs::Both(Data::Alerts, Data::Scores), || post(pages::score_review::submit)),
    // utilization review
    show("/reviews", Needs::Role(Data::Reviews), || get(pages::review::board::show)),
    submit("/reviews", Needs::Role(Data::Reviews), || post(pages::review::board::open)),
    show("/reviews/{review}", Needs::Role(Data::Reviews), || get(pages::review::show)),
    submit("/reviews/{review}", Needs::Role(Data::Reviews), || post(pages::review::answer)),
    show("/reviews/{review}/call", Needs::Role(Data::Reviews), || get(pages::review::call::show)),
    submit("/reviews/{review}/call/begin", Needs::Role(Data::Reviews), || post(pages::review::call::begin)),
    submit("/reviews/{review}/call", Needs::Role(Data::Reviews), || post(pages::review::call::note)),
    show("/reviews/{review}/packet", Needs::BothOrClaims(Data::Reviews, Data::Release), || get(pages::packet::show)),
    submit("/reviews/{review}/packet/answer", Needs::BothOrClaims(Data::Reviews, Data::Release), || post(pages::packet::answer)),
    submit("/reviews/{review}/packet/clause", Needs::BothOrClaims(Data::Reviews, Data::Release), || post(pages::packet::add_clause)),
    submit("/reviews/{review}/packet/clause/remove", Needs::BothOrClaims(Data::Reviews, Data::Release), || {
        post(pages::packet::remove_clause)
    }),
    show("/reviews/{review}/packet/release", Needs::BothOrClaims(Data::Reviews, Data::Release), || get(pages::packet::release::show)),
    slow(submit("/reviews/{review}/packet/release", Needs::BothOrClaims(Data::Reviews, Data::Release), || {
        post(pages::packet::release::submit)
    })),
    show("/payers", Needs::Role(Data::Authorizations), || get(pages::payer::list)),
    show("/payers/deadlines", Needs::Role(Data::Authorizations), || get(pages::payer::deadlines::show)),
    submit("/payers/deadlines", Needs::Everybody(Data::Authorizations), || post(pages::payer::deadlines::save)),
    show("/payers/{payer}", Needs::Role(Data::Authorizations), || get(pages::payer::show)),
    slow(show("/payers/record", Needs::Everybody(Data::Reviews), || get(pages::payer_record::show))),
    show("/payers/record/export", Needs::Everybody(Data::Release), || get(pages::payer_record::export::show)),
    slow(submit("/payers/record/export", Needs::Everybody(Data::Release), || post(pages::payer_record::export::submit))),
    show("/payers/{payer}/edit", Needs::Everybody(Data::Authorizations), || get(pages::payer::edit)),
    submit("/payers/{payer}/edit", Needs::Everybody(Data::Authorizations), || post(pages::payer::save)),
    submit("/payers/{payer}/rate", Needs::Everybody(Data::Authorizations), || post(pages::payer::rate)),
    show("/tasks", Needs::Role(Data::Reviews), || get(pages::review::needs::show)),
    show("/appeals", Needs::Role(Data::Reviews), || get(pages::appeal::board::show)),
    submit("/reviews/{review}/refresh", Needs::Role(Data::Reviews), || post(pages::review::refresh::submit)),
    submit("/reviews/{review}/ask", Needs::Role(Data::Reviews), || post(pages::review::ask)),
    submit("/reviews/{review}/ask/withdraw", Needs::Role(Data::Reviews), || post(pages::review::withdraw_task)),
    submit("/reviews/{review}/withdraw", Needs::Role(Data::Reviews), || post(pages::review::withdraw)),
    show("/notices", Needs::Role(Data::Reviews), || get(pages::notices::show)),
    show("/patients/{patient}/notices", Needs::Role(Data::Reviews), || get(pages::notices::patient::show)),
    submit("/patients/{patient}/notices", Needs::Role(Data::Reviews), || post(pages::notices::patient::record)),
    submit("/patients/{patient}/notices/withdraw", Needs::Role(Data::Reviews), || post(pages::notices::patient::withdraw)),
    submit("/appeals", Needs::Role(Data::Reviews), || post(pages::appeal::board::open)),
    show("/reviews/{review}/appeal", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || get(pages::appeal::show)),
    submit("/reviews/{review}/appeal/plan", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::plan)),
    submit("/reviews/{review}/appeal/file", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::file)),
    submit("/reviews/{review}/appeal/filing", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::mend::filing)),
    submit("/reviews/{review}/appeal/withdraw", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::mend::withdraw)),
    submit("/reviews/{review}/appeal/close", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::close::close)),
    submit("/reviews/{review}/appeal/reopen", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::close::reopen)),
    submit("/reviews/{review}/appeal/paper", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::sign)),
    submit("/reviews/{review}/appeal/paper/withdraw", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || {
        post(pages::appeal::mend::withdraw_paper)
    }),
    show("/reviews/{review}/appeal/notice", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || get(pages::appeal::intake::show)),
    submit("/reviews/{review}/appeal/notice", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || post(pages::appeal::intake::submit)),
    submit("/reviews/{review}/appeal/notice/withdraw", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || {
        post(pages::appeal::mend::withdraw_notice)
    }),
    show("/reviews/{review}/appeal/form/{kind}", Needs::BothOrClaims(Data::Reviews, Data::Reviews), || get(pages::appeal::paper::show)),
    show("/reviews/{review}/appeal/outcome", Needs::BothOrClaims(Data::Reviews, Data::Authorizations), || {
        get(pages::appeal::outcome::show)
    }),
    submit("/reviews/{review}/appeal/outcome/take-back", Needs::BothOrClaims(Data::Reviews, Data::Authorizations), || {
        post(pages::appeal::mend::take_back)
    }),
    submit("/reviews/{review}/appeal/outcome", Needs::BothOrClaims(Data::Reviews, Data::Authorizations), || {
        post(pages::appeal::outcome::submit)
    }),
    show("/reviews/{review}/appeal/letter/{kind}", Needs::BothOrClaims(Data::Reviews, Data::Release), || get(pages::appeal::letter::show)),
    submit("/reviews/{review}/appeal/letter/{kind}", Needs::BothOrClaims(Data::Reviews, Data::Release), || {
        post(pages::appeal::letter::save)
    }),
    show("/reviews/{review}/appeal/letter/{kind}/release", Needs::BothOrClaims(Data::Reviews, Data::Release), || {
        get(pages::appeal::letter::show_release)
    }),
    slow(submit("/reviews/{review}/appeal/letter/{kind}/release", Needs::BothOrClaims(Data::Reviews, Data::Release), || {
        post(pages::appeal::letter::release)
    })),
    show("/planned-admissions", Needs::Role(Data::Authorizations), || get(pages::authorization::worklist::show)),
    show("/patients/{patient}/authorizations", Needs::Role(Data::Authorizations), || get(pages::authorization::show)),
    show("/patients/{patient}/authorizations/coverage", Needs::Role(Data::Authorizations), || get(pages::authorization::coverage::show)),
    submit("/patients/{patient}/authorizations/coverage", Needs::Role(Data::Authorizations), || {
        post(pages::authorization::coverage::submit)
    }),
    submit("/patients/{patient}/authorizations/planned", Needs::Role(Data::Authorizations), || post(pages::authorization::planned::submit)),
    submit("/patients/{patient}/authorizations/planned/withdraw", Needs::Role(Data::Authorizations), || {
        post(pages::authorization::planned::withdraw)
    }),
    show("/patients/{patient}/authorizations/mend", Needs::Role(Data::Authorizations), || get(pages::authorization::mend::show)),
    submit("/patients/{patient}/authorizations/mend", Needs::Role(Data::Authorizations), || post(pages::authorization::mend::submit)),
    show("/patients/{patient}/authorizations/supplied", Needs::Role(Data::Authorizations), || get(pages::authorization::supplied::show)),
    submit("/patients/{patient}/authorizations/supplied", Needs::Role(Data::Authorizations), || {
        post(pages::authorization::supplied::submit)
    }),
    show("/patients/{patient}/authorizations/request", Needs::Role(Data::Authorizations), || get(pages::authorization::request::show)),
    submit("/patients/{patient}/authorizations/request", Needs::Role(Data::Authorizations), || post(pages::authorization::request::submit)),
    show("/patients/{patient}/authorizations/request/file", Needs::Role(Data::Authorizations), || {
        get(pages::authorization::request_file::show)
    }),
    submit("/patients/{patient}/authorizations/request/file", Needs::Role(Data::Authorizations), || {
        post(pages::authorization::request_file::submit)
    }),
    show("/patients/{patient}/authorizations/decision", Needs::Role(Data::Authorizations), || get(pages::authorization::decision::show)),
    submit("/patients/{patient}/authorizations/decision", Needs::Role(Data::Authorizations), || {
        post(pages::authorization::decision::submit)
    }),
    // what a level of care rests on, and how it is judged
    show("/patients/{patient}/records", Needs::Role(Data::Records), || get(pages::care_fact::show)),
    show("/patients/{patient}/records/new/{kind}", Needs::RecordsOrDay, || get(pages::care_fact::show_new)),
    submit("/patients/{patient}/records/new/{kind}", Needs::RecordsOrDay, || post(pages::care_fact::submit_new)),
    show("/patients/{patient}/records/{kind}/{record}", Needs::RecordsOrDay, || get(pages::care_fact::show_one)),
    show("/patients/{patient}/records/{kind}/{record}/correct", Needs::RecordsOrDay, || get(pages::care_fact::show_correct)),
    submit("/patients/{patient}/records/{kind}/{record}/correct", Needs::RecordsOrDay, || post(pages::care_fact::submit_correct)),
    show("/patients/{patient}/records/{kind}/{record}/withdraw", Needs::RecordsOrDay, || get(pages::care_fact::show_withdraw)),
    submit("/patients/{patient}/records/{kind}/{record}/withdraw", Needs::RecordsOrDay, || post(pages::care_fact::submit_withdraw)),
    show("/patients/{patient}/records/{kind}/{record}/move", Needs::RecordsOrDay, || get(pages::care_fact::show_move)),
    submit("/patients/{patient}/records/{kind}/{record}/move", Needs::RecordsOrDay, || post(pages::care_fact::submit_move)),
    show("/patients/{patient}/level-of-care", Needs::Role(Data::LevelOfCare), || get(pages::level_of_care::show)),
    submit("/patients/{patient}/level-of-care", Needs::Role(Data::LevelOfCare), || post(pages::level_of_care::decide)),
    show("/patients/{patient}/level-of-care/{determination}", Needs::Role(Data::LevelOfCare), || get(pages::level_of_care::stored::show)),
    show("/criteria", Needs::Role(Data::LevelOfCare), || get(pages::level_of_care::criteria::show)),
    submit("/criteria", Needs::Both(Data::LevelOfCare, Data::Practice), || post(pages::level_of_care::criteria::load)),
    submit("/criteria/in-force", Needs::Both(Data::LevelOfCare, Data::Practice), || post(pages::level_of_care::criteria::put_in_force)),
    show("/level-of-care/agreement", Needs::Everybody(Data::LevelOfCare), || get(pages::level_of_care::agreement::show)),
    // instruments
    show("/instruments", Needs::Role(Data::Instruments), || get(pages::instrument_list::show)),
    show("/instruments/licences", Needs::Role(Data::Instruments), || get(pages::instrument_list::show_ledger)),
    show("/instruments/{instrument}", Needs::Role(Data::Instruments), || get(pages::instrument::show)),
    // claims and money
    show("/claims", Needs::Everybody(Data::Claims), || get(pages::claims::show)),
    show("/claims/payments", Needs::Everybody(Data::Claims), || get(pages::claims::payments::list)),
    show("/claims/payments/{payment}", Needs::Everybody(Data::Claims), || get(pages::claims::payments::show)),
    submit("/claims/payments/{payment}/match", Needs::Everybody(Data::Claims), || post(pages::claims::submit_match)),
    submit("/claims/payments/{payment}/release", Needs::Everybody(Data::Claims), || post(pages::claims::release)),
    slow(show("/claims/held", Needs::Everybody(Data::Claims), || get(pages::claims::held::show))),
    show("/claims/unjoined", Needs::Everybody(Data::Claims), || get(pages::claims::unjoined::show)),
    submit("/claims/{claim}/patient", Needs::Everybody(Data::Claims), || post(pages::claim::join)),
    submit("/claims/{claim}/patient/undo", Needs::Everybody(Data::Claims), || post(pages::claim::unjoin)),
    show("/claims/{claim}", Needs::Everybody(Data::Claims), || get(pages::claim::show)),
    submit("/claims/{claim}/release", Needs::Everybody(Data::Claims), || post(pages::claim::release)),
    submit("/claims/find", Needs::Everybody(Data::Claims), || post(pages::claim::find)),
    show("/patients/{patient}/days", Needs::Everybody(Data::Claims), || get(pages::ribbon::show)),
    show("/claims/file", Needs::Everybody(Data::Claims), || get(pages::claims::file::choose)),
    upload(submit("/claims/file/read", Needs::Everybody(Data::Claims), || post(pages::claims::file::read))),
    slow(submit("/claims/file", Needs::Everybody(Data::Claims), || post(pages::claims::file::post))),
    show("/denials", Needs::Everybody(Data::Claims), || get(pages::denials::queue::show)),
    show("/denials/{payment}/{place}/{line}", Needs::Everybody(Data::Claims), || get(pages::denials::one::show)),
    submit("/denials/{payment}/{place}/{line}/step", Needs::Everybody(Data::Claims), || post(pages::denials::step::submit)),
    submit("/denials/{payment}/{place}/{line}/appeal", Needs::Everybody(Data::Claims), || post(pages::denials::step::submit_appeal)),
    show("/denials/{payment}/{place}/{line}/correct", Needs::Everybody(Data::Claims), || get(pages::denials::correct::show)),
    submit("/denials/{payment}/{place}/{line}/correct", Needs::Everybody(Data::Claims), || post(pages::denials::correct::submit)),
    show("/kpi", Needs::Everybody(Data::Claims), || get(pages::key_figures::show)),
    show("/overpayments", Needs::Everybody(Data::Claims), || get(pages::overpayments::show)),
    show("/overpayments/void", Needs::Everybody(Data::Claims), || get(pages::overpayments::void::show)),
    submit("/overpayments/void", Needs::Everybody(Data::Claims), || post(pages::overpayments::void::submit)),
    submit("/overpayments", Needs::Everybody(Data::Claims), || post(pages::overpayments::submit)),
    slow(show("/assessment", Needs::Everybody(Data::Claims), || get(pages::assessment::show))),
    slow(submit("/assessment/release", Needs::Everybody(Data::Claims), || post(pages::assessment::release))),
    show("/assessment/release", Needs::Everybody(Data::Claims), || get(pages::assessment::choose_release)),
    slow(show("/assessment/outcomes", Needs::Everybody(Data::Claims), || get(pages::assessment::outcomes::show))),
    slow(show("/assessment/{finding}", Needs::Everybody(Data::Claims), || get(pages::assessment::finding::show))),
    slow(submit("/assessment/{finding}/word", Needs::Everybody(Data::Claims), || post(pages::assessment::finding::submit))),
    // imports
    show("/imports", Needs::Role(Data::Imports), || get(pages::imports::list)),
    show("/imports/new", Needs::Role(Data::Imports), || get(pages::import_file::choose)),
    upload(submit("/imports/try", Needs::Role(Data::Imports), || post(pages::import_file::try_it))),
    slow(submit("/imports", Needs::Role(Data::Imports), || post(pages::import_file::import))),
    show("/imports/{batch}", Needs::Role(Data::Imports), || get(pages::imports::show)),
    show("/imports/{batch}/rejects", Needs::Role(Data::Imports), || get(pages::imports::show_rejects)),
    slow(submit("/imports/{batch}/rejects", Needs::Role(Data::Imports), || post(pages::imports::hand_out_rejects))),
    submit("/instruments/{instrument}/recalled", Needs::Role(Data::RecalledValues), || post(pages::instrument::enable_recalled)),
    submit("/instruments/{instrument}/recalled/withdraw", Needs::Role(Data::RecalledValues), || post(pages::instrument::withdraw_recalled)),
    // registration
    show("/patients/new", Needs::Role(Data::Registration), || get(pages::registration::patient::show_new)),
    submit("/patients/new", Needs::Role(Data::Registration), || post(pages::registration::patient::submit_new)),
    show("/patients/{patient}/edit", Needs::Role(Data::Registration), || get(pages::registration::patient::show_edit)),
    submit("/patients/{patient}/edit", Needs::Role(Data::Registration), || post(pages::registration::patient::submit_edit)),
    show("/patients/{patient}/admit", Needs::Role(Data::Registration), || get(pages::registration::admission::show_admit)),
    submit("/patients/{patient}/admit", Needs::Role(Data::Registration), || post(pages::registration::admission::submit_admit)),
    show("/patients/{patient}/episodes/{episode}/level", Needs::Role(Data::Registration), || {
        get(pages::registration::admission::show_level)
    }),
    submit("/patients/{patient}/episodes/{episode}/level", Needs::Role(Data::Registration), || {
        post(pages::registration::admission::submit_level)
    }),
    show("/patients/{patient}/episodes/{episode}/discharge", Needs::Role(Data::Registration), || {
        get(pages::registration::admission::show_discharge)
    }),
    submit("/patients/{patient}/episodes/{episode}/discharge", Needs::Role(Data::Registration), || {
        post(pages::registration::admission::submit_discharge)
    }),
    show("/patients/{patient}/episodes/{episode}/correct", Needs::Role(Data::Registration), || get(pages::registration::episode::show)),
    submit("/patients/{patient}/episodes/{episode}/correct", Needs::Role(Data::Registration), || {
        post(pages::registration::episode::submit)
    }),
    show("/patients/{patient}/diagnoses/new", Needs::Role(Data::Registration), || get(pages::registration::treatment::show_diagnosis)),
    submit("/patients/{patient}/diagnoses/new", Needs::Role(Data::Registration), || post(pages::registration::treatment::submit_diagnosis)),
    show("/patients/{patient}/registered/{part}/{registered}/withdraw", Needs::Role(Data::Registration), || {
        get(pages::registration::mend::show_withdraw)
    }),
    submit("/patients/{patient}/registered/{part}/{registered}/withdraw", Needs::Role(Data::Registration), || {
        post(pages::registration::mend::submit_withdraw)
    }),
    show("/patients/{patient}/registered/{part}/{registered}/move", Needs::Role(Data::Registration), || {
        get(pages::registration::mend::show_move)
    }),
    submit("/patients/{patient}/registered/{part}/{registered}/move", Needs::Role(Data::Registration), || {
        post(pages::registration::mend::submit_move)
    }),
    show("/patients/{patient}/registered/{part}/{registered}/end", Needs::Role(Data::Registration), || {
        get(pages::registration::mend::show_end)
    }),
    submit("/patients/{patient}/registered/{part}/{registered}/end", Needs::Role(Data::Registration), || {
        post(pages::registration::mend::submit_end)
    }),
    show("/patients/{patient}/registered/{part}/{registered}/correct", Needs::Role(Data::Registration), || {
        get(pages::registration::diagnosis::show)
    }),
    submit("/patients/{patient}/registered/{part}/{registered}/correct", Needs::Role(Data::Registration), || {
        post(pages::registration::diagnosis::submit)
    }),
    show("/patients/{patient}/care-team/new", Needs::Role(Data::Registration), || get(pages::registration::treatment::show_team)),
    submit("/patients/{patient}/care-team/new", Needs::Role(Data::Registration), || post(pages::registration::treatment::submit_team)),
    show("/patients/{patient}/merge", Needs::Role(Data::Registration), || get(pages::registration::merge::show)),
    submit("/patients/{patient}/merge", Needs::Role(Data::Registration), || post(pages::registration::merge::submit)),
    submit("/patients/{patient}/unmerge", Needs::Role(Data::Registration), || post(pages::registration::merge::submit_unmerge)),
    show("/practice", Needs::Role(Data::Practice), || get(pages::people::practice::show)),
    show("/practice/programs/new", Needs::Role(Data::Practice), || get(pages::people::house::show_program)),
    submit("/practice/programs/new", Needs::Role(Data::Practice), || post(pages::people::house::submit_program)),
    show("/practice/clinicians/new", Needs::Role(Data::Practice), || get(pages::people::house::show_clinician)),
    submit("/practice/clinicians/new", Needs::Role(Data::Practice), || post(pages::people::house::submit_clinician)),
    show("/practice/programs/{program}/correct", Needs::Role(Data::Practice), || get(pages::people::house::show_correct_program)),
    submit("/practice/programs/{program}/correct", Needs::Role(Data::Practice), || post(pages::people::house::submit_correct_program)),
    show("/practice/clinicians/{clinician}/correct", Needs::Role(Data::Practice), || get(pages::people::house::show_correct_clinician)),
    submit("/practice/clinicians/{clinician}/correct", Needs::Role(Data::Practice), || {
        post(pages::people::house::submit_correct_clinician)
    }),
    // reports and releases
    show("/patients/{patient}/report", Needs::Role(Data::Release), || get(pages::releases::show_report)),
    slow(submit("/patients/{patient}/report", Needs::Role(Data::Release), || post(pages::releases::submit_report))),
    show("/patients/{patient}/export", Needs::Role(Data::Release), || get(pages::exports::show)),
    slow(submit("/patients/{patient}/export", Needs::Role(Data::Release), || post(pages::exports::submit))),
    show("/export", Needs::Everybody(Data::Release), || get(pages::exports::show_everybody)),
    slow(submit("/export", Needs::Everybody(Data::Release), || post(pages::exports::submit_everybody))),
    show("/patients/{patient}/disclosures", Needs::Role(Data::Release), || get(pages::disclosures::show)),
    show("/patients/{patient}/disclosures/consent", Needs::Role(Data::Release), || get(pages::disclosures::consent::show)),
    submit("/patients/{patient}/disclosures/consent", Needs::Role(Data::Release), || post(pages::disclosures::consent::submit)),
    submit("/patients/{patient}/disclosures/consent/revoke", Needs::Role(Data::Release), || post(pages::disclosures::consent::revoke)),
    submit("/patients/{patient}/disclosures/consent/withdraw", Needs::Role(Data::Release), || post(pages::disclosures::consent::withdraw)),
    show("/patients/{patient}/disclosures/emergency", Needs::Role(Data::Release), || get(pages::disclosures::emergency::show)),
    submit("/patients/{patient}/disclosures/emergency", Needs::Role(Data::Release), || post(pages::disclosures::emergency::submit)),
    // A released assessment is opened again by whoever may release one; which document whom, the use case says.
    show("/documents/{document}", Needs::BothOrClaims(Data::Release, Data::Release), || get(pages::releases::show_document)),
    // reaching people
    show("/patients/{patient}/contacts", Needs::Role(Data::Contacts), || get(pages::contacts::show)),
    show("/patients/{patient}/contacts/new", Needs::Role(Data::Contacts), || get(pages::contacts::show_new)),
    submit("/patients/{patient}/contacts/new", Needs::Role(Data::Contacts), || post(pages::contacts::submit_new)),
    submit("/patients/{patient}/contacts/{contact}/consent", Needs::Role(Data::Contacts), || post(pages::contacts::submit_consent)),
    submit("/patients/{patient}/attempts/withdraw", Needs::Role(Data::Contacts), || post(pages::contacts::submit_withdraw_attempt)),
    submit("/patients/{patient}/contacts/{contact}/remove", Needs::Role(Data::Contacts), || post(pages::contacts::submit_remove)),
    show("/patients/{patient}/episodes/{episode}/attempt", Needs::Role(Data::Contacts), || get(pages::follow_up::show_attempt)),
    submit("/patients/{patient}/episodes/{episode}/attempt", Needs::Role(Data::Contacts), || post(pages::follow_up::submit_attempt)),
    show("/follow-up", Needs::Everybody(Data::Contacts), || get(pages::follow_up::show)),
    show("/outbox", Needs::Everybody(Data::Messages), || get(pages::outbox::show)),
    show("/outbox/{message}", Needs::Everybody(Data::Messages), || get(pages::outbox::show_one)),
    submit("/outbox/{message}/stop", Needs::Everybody(Data::Messages), || post(pages::outbox::stop)),
    submit("/outbox/{message}/again", Needs::Everybody(Data::Messages), || post(pages::outbox::again)),
    submit("/outbox/{message}/returned", Needs::Everybody(Data::Messages), || post(pages::outbox::returned)),
    show("/on-call", Needs::Everybody(Data::OnCall), || get(pages::on_call::show)),
    show("/on-call/new", Needs::Everybody(Data::OnCall), || get(pages::on_call::show_new)),
    submit("/on-call/new", Needs::Everybody(Data::OnCall), || post(pages::on_call::submit_new)),
    show("/on-call/address", Needs::Everybody(Data::OnCall), || get(pages::on_call::show_address)),
    submit("/on-call/address", Needs::Everybody(Data::OnCall), || post(pages::on_call::submit_address)),
    submit("/on-call/{shift}/end", Needs::Everybody(Data::OnCall), || post(pages::on_call::submit_end)),
    // people
    show("/people", Needs::Role(Data::People), || get(pages::people::show)),
    show("/people/new", Needs::Role(Data::People), || get(pages::people::show_new)),
    submit("/people/new", Needs::Role(Data::People), || post(pages::people::submit_new)),
    show("/people/{person}", Needs::Role(Data::People), || get(pages::people::show_one)),
    submit("/people/{person}/roles", Needs::Role(Data::People), || post(pages::people::submit_roles)),
    submit("/people/{person}/treating", Needs::Role(Data::People), || post(pages::people::submit_treating)),
    submit("/people/{person}/reset", Needs::Role(Data::People), || post(pages::people::submit_reset)),
    submit("/people/{person}/disable", Needs::Role(Data::People), || post(pages::people::submit_disable)),
    submit("/people/{person}/enable", Needs::Role(Data::People), || post(pages::people::submit_enable)),
    // audit
    show("/audit", Needs::Role(Data::Audit), || get(pages::audit::show)),
    submit("/audit", Needs::Role(Data::Audit), || post(pages::audit::submit)),
    slow(show("/audit/chain", Needs::Role(Data::Audit), || get(pages::audit::show_chain))),
];

/// The paths of everything that can be looked at, with their places for ids: `/patients/{patient}`. What walks over all pages takes its list
/// from here, so that a page added later is walked over too.
pub fn shown_paths() -> impl Iterator<Item = &'static str> {
    ROUTES.iter().filter(|route| route.verb == Verb::Show).map(|route| route.path)
}

/// True for the methods that some route knows.
pub(crate) fn is_known(method: &Method) -> bool {
    [Method::GET, Method::HEAD, Method::POST].contains(method)
}

/// How long a request may take.
pub(crate) fn time_limit(method: &Method, template: &str, config: &WebConfig) -> Duration {
    let verb = if *method == Method::POST { Verb::Submit } else { Verb::Show };
    let route = ROUTES.iter().find(|route| route.path == template && route.verb == verb);
    if route.is_some_and(|route| route.is_slow) { config.slow_request_time_max } else { config.request_time_max }
}

/// The router of all pages.
pub fn router(state: WebState) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let rule = (route.needs, route.takes);
        let guarded = from_fn_with_state(state.clone(), move |state, request, next| guard(rule, state, request, next));
        let mut handler = (route.handler)().route_layer(guarded);
        if route.takes == Takes::Upload {
            // A little more than the file, for the other fields; the reader of the form keeps to the limit of each.
            handler = handler.layer(DefaultBodyLimit::max(state.config.upload_bytes_max + 2 * FORM_BYTES_MAX));
        }
        router = router.route(route.path, handler);
    }
    // What no route knows gets the same headers, number and error page.
    router.fallback(|| async { crate::error::PageError::NotFound }).layer(from_fn_with_state(state.clone(), observe)).with_state(state)
}

#[cfg(test)]
mod tests;
