//! What somebody does who came by a link: give the birth day, answer, choose a language, send off.

use collection::check_in::{EventKind, Given, LinkEnd};
use instruments::{Completion, Mode};
use storage::check_in::{CheckInState, NewAnswer};
use storage::{StorageError, WriteUnit};
use vocabulary::{Day, Language, OperationId, RecordId};

use super::door::{Closed, Door, FoundLink, LinkRequest, behind, check_in_of};
use super::form::{Loaded, load};
use super::leave::take_back_covered;
use super::record::{Which, record};
use super::staff::{SHARED_IDLE_SECONDS, is_shared};
use super::{FAILURES_MAX, PASS_SECONDS, new_secret};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;
use crate::secret::token_hash;

/// How giving the birth day ended.
#[derive(Clone, Debug)]
pub enum Identified {
    /// It fits: the secret of the pass for the browser's cookie.
    Done {
        /// In the cookie and nowhere else.
        pass: String,
    },
    /// It does not fit.
    Wrong {
        /// In which language to say so.
        language: Language,
        /// So many attempts are left.
        left: i64,
    },
    /// There is nothing to come in to.
    NotNow(Door),
}

/// How taking answers ended.
#[derive(Clone, Debug)]
pub enum Answered {
    /// They are kept.
    Taken {
        /// True where one of them needs a person: show the crisis card before anything else.
        needs_person: bool,
        /// True where the card comes anyhow: on a shared device it comes behind every question about safety, whatever was answered, so that a
        /// neighbour learns nothing by its coming.
        card_for_everybody: bool,
        /// What came with them and was not kept: what the check-in does not ask, or the form does not offer. It holds up nothing else.
        refused: Vec<Given>,
    },
    /// The check-in takes no answers now.
    NotNow(Door),
}

/// What a unit decided, and what is to be said.
type Decided<T> = Result<T, Door>;

impl App {
    /// Opens the door of a link. The first time is kept as an event.
    #[crate::boxed]
    pub async fn look_at_check_in(&self, request: &LinkRequest) -> Result<Door, AppError> {
        let link = match self.find_link(request).await? {
            FoundLink::Good(link) if link.check_in.is_none() => {
                return Ok(Door::Closed { why: Closed::Unknown, language: None, crisis_text: None, mode: None });
            }
            FoundLink::Good(link) => link,
            other => return self.shut(other, &request.request).await,
        };
        let (id, mode, link_id) = (check_in_of(&link)?, link.mode, link.id);
        let caller = Caller::by_link(link.id, request.request.clone());
        let (operation, app, pass) = (self.operation(&caller, "view_check_in"), self.clone(), request.pass.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let loaded = load(unit, &app, id, link.mode).await?;
                let door = behind(unit, &link, pass.as_deref(), &loaded).await?;
                Ok((door.unwrap_or_else(|| Door::Open(Box::new(loaded.visit.clone()))), loaded.was_opened))
            })
        });
        let (door, was_opened) = read.await?;
        if matches!(door, Door::Open(_)) && is_shared(mode) {
            let write =
                self.database.write_retrying(&operation, move |unit| Box::pin(async move { keep_open(unit, (link_id, id), mode).await }));
            write.await?;
        }
        if !was_opened && matches!(door, Door::Open(_) | Door::Identify { .. }) {
            let write = self.database.write_retrying(&operation, move |unit| {
                Box::pin(async move { storage::check_in::happened(unit, id, EventKind::Opened, mode, None).await })
            });
            write.await?;
        }
        Ok(door)
    }

    /// Lets a browser in whose person knows the birth day. Too many wrong ones take the link back.
    #[crate::boxed]
    pub async fn identify_by_link(&self, request: &LinkRequest, birth_day: Option<Day>) -> Result<Identified, AppError> {
        let link = match self.find_link(request).await? {
            FoundLink::Good(link) if link.check_in.is_some() => link,
            other => return Ok(Identified::NotNow(self.shut(other, &request.request).await?)),
        };
        let id = check_in_of(&link)?;
        let caller = Caller::by_link(link.id, request.request.clone());
        let pass = new_secret(self.ports.random.as_ref());
        let result = self
            .retrying(&caller, "identify_by_link", move |unit, app| {
                let (link, pass) = (link.clone(), pass.clone());
                Box::pin(async move {
                    let loaded = load(unit, &app, id, link.mode).await?;
                    if let Some(door @ Door::Closed { .. }) = behind(unit, &link, None, &loaded).await? {
                        return Ok(Identified::NotNow(door));
                    }
                    if birth_day == Some(loaded.birth_day) {
                        storage::access_link::let_in(unit, link.id, &token_hash(&pass), unit.at().plus_seconds(PASS_SECONDS)).await?;
                        storage::check_in::happened(unit, id, EventKind::Identified, link.mode, None).await?;
                        return Ok(Identified::Done { pass });
                    }
                    let failures = storage::access_link::failed(unit, link.id).await?;
                    storage::check_in::happened(unit, id, EventKind::WrongBirthDay, link.mode, None).await?;
                    if failures >= FAILURES_MAX {
                        storage::access_link::revoke(unit, link.id, LinkEnd::Locked).await?;
                        storage::check_in::happened(unit, id, EventKind::Locked, link.mode, None).await?;
                        // A reminder would bring a link that opens nothing any more.
                        crate::message::stop_series(unit, &series_of(id), collection::sending::stop::StopReason::Replaced).await?;
                        return Ok(Identified::NotNow(loaded.closed(Closed::Locked)));
                    }
                    Ok(Identified::Wrong { language: loaded.visit.language, left: FAILURES_MAX - failures })
                })
            })
            .await?;
        Ok(result)
    }

    /// Keeps answers. They are durable when this returns; an answer that is there already changes nothing, so that a form that was sent twice counts once.
    #[crate::boxed]
    pub async fn answer_check_in(&self, request: &LinkRequest, given: Vec<Given>) -> Result<Answered, AppError> {
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let decided = self
            .by_link(request, "answer_check_in", move |unit, app, loaded| {
                let (given, ids) = (given.clone(), std::sync::Arc::clone(&ids));
                Box::pin(async move { answer(unit, &app, loaded, given, &ids).await })
            })
            .await?;
        let answered = decided.unwrap_or_else(Answered::NotNow);
        if matches!(answered, Answered::Taken { needs_person: true, .. }) {
            // Whoever must see it is told with the worker's next breath, which is drawn now.
            self.wake.notify_one();
        }
        Ok(answered)
    }

    /// Asks the rest in another language.
    #[crate::boxed]
    pub async fn choose_check_in_language(&self, request: &LinkRequest, language: Language) -> Result<Door, AppError> {
        let decided = self
            .by_link(request, "choose_check_in_language", move |unit, _, loaded| {
                let language = language.clone();
                Box::pin(async move {
                    if loaded.visit.languages.contains(&language) && loaded.visit.language != language {
                        storage::check_in::happened(
                            unit,
                            loaded.check_in.id,
                            EventKind::Language,
                            loaded.visit.mode,
                            Some(language.as_str()),
                        )
                        .await?;
                    }
                    Ok(Door::Open(Box::new(loaded.visit)))
                })
            })
            .await?;
        Ok(decided.unwrap_or_else(|door| door))
    }

    /// Sends a check-in off: everything that was answered becomes administrations, once. A second time says that it was done.
    #[crate::boxed]
    pub async fn finish_check_in(&self, request: &LinkRequest) -> Result<Door, AppError> {
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let decided = self
            .by_link(request, "finish_check_in", move |unit, app, loaded| {
                let ids = std::sync::Arc::clone(&ids);
                Box::pin(async move {
                    let id = loaded.check_in.id;
                    if !storage::check_in::finish(unit, id, CheckInState::Finished).await? {
                        return Ok(loaded.closed(Closed::Finished));
                    }
                    record(unit, &loaded, &ids, Which::All).await?;
                    storage::check_in::happened(unit, id, EventKind::Finished, loaded.visit.mode, None).await?;
                    let answered = collection::sending::stop::StopReason::Answered;
                    crate::message::stop_series(unit, &series_of(id), answered).await?;
                    take_back_answered(unit, &app, &loaded).await?;
                    Ok(loaded.closed(Closed::Finished))
                })
            })
            .await?;
        self.wake.notify_one();
        Ok(decided.unwrap_or_else(|door| door))
    }

    /// Runs a change by somebody who came by a link, once the door is open to them.
    async fn by_link<T, F>(&self, request: &LinkRequest, action: &'static str, change: F) -> Result<Decided<T>, AppError>
    where
        T: Send + 'static,
        F: for<'a> Fn(&'a mut WriteUnit, App, Loaded) -> futures_util::future::BoxFuture<'a, Result<T, AppError>> + Send + Sync + 'static,
    {
        let link = match self.find_link(request).await? {
            FoundLink::Good(link) if link.check_in.is_some() => link,
            other => return Ok(Err(self.shut(other, &request.request).await?)),
        };
        let id = check_in_of(&link)?;
        let caller = Caller::by_link(link.id, request.request.clone());
        let pass = request.pass.clone();
        let change = std::sync::Arc::new(change);
        self.retrying(&caller, action, move |unit, app| {
            let (link, pass, change) = (link.clone(), pass.clone(), std::sync::Arc::clone(&change));
            Box::pin(async move {
                let loaded = load(unit, &app, id, link.mode).await?;
                if let Some(door) = behind(unit, &link, pass.as_deref(), &loaded).await? {
                    return Ok(Err(door));
                }
                keep_open(unit, (link.id, id), link.mode).await?;
                Ok(Ok(change(unit, app, loaded).await?))
            })
        })
        .await
    }

    /// Writes, and starts over a few times when another writer came first.
    pub(crate) async fn retrying<T, F>(&self, caller: &Caller, action: &'static str, work: F) -> Result<T, AppError>
    where
        T: Send,
        F: for<'a> Fn(&'a mut WriteUnit, App) -> futures_util::future::BoxFuture<'a, Result<T, AppError>> + Send + Sync,
    {
        let operation = self.operation(caller, action);
        self.database.write_retrying::<_, AppError, _>(&operation, |unit| work(unit, self.clone())).await
    }

    /// What is said of a link that is not good.
    pub(crate) async fn shut(&self, found: FoundLink, request: &OperationId) -> Result<Door, AppError> {
        let (link, why) = match found {
            FoundLink::TooMany => return Ok(Door::TooMany { minutes: super::ATTEMPT_MINUTES }),
            FoundLink::None | FoundLink::Good(_) => {
                return Ok(Door::Closed { why: Closed::Unknown, language: None, crisis_text: None, mode: None });
            }
            FoundLink::Bad(link, why) => (link, why),
        };
        tracing::info!(link = %link.id, why = why.code(), "a link that is not good was opened");
        let Some(id) = link.check_in else { return Ok(Door::Closed { why, language: None, crisis_text: None, mode: None }) };
        let operation = self.operation(&Caller::by_link(link.id, request.clone()), "open_link");
        let (app, mode) = (self.clone(), link.mode);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { load(unit, &app, id, mode).await }));
        let loaded = read.await?;
        // Whoever opens an old link may need help as much as anybody: the practice's own words stand there too.
        let is_finished = loaded.check_in.state == CheckInState::Finished;
        if !is_finished && !loaded.was_late {
            let write = self.database.write_retrying(&operation, move |unit| {
                Box::pin(async move { storage::check_in::happened(unit, id, EventKind::Late, mode, None).await })
            });
            write.await?;
        }
        Ok(loaded.closed(if is_finished { Closed::Finished } else { why }))
    }
}

/// A device that goes from hand to hand stays open for its person as long as it is in use, and so does the round it belongs to.
async fn keep_open(unit: &mut WriteUnit, (link, check_in): (RecordId, RecordId), mode: Mode) -> Result<(), StorageError> {
    if is_shared(mode) {
        storage::access_link::keep_open(unit, link, unit.at().plus_seconds(SHARED_IDLE_SECONDS)).await?;
        storage::device_round::seen_by_link(unit, check_in, link).await?;
    }
    Ok(())
}

impl App {
    /// Ends somebody's turn on a device of the practice before they have finished: the link leads nowhere any more, and what came in stays.
    #[crate::boxed]
    pub async fn stop_check_in(&self, request: &LinkRequest) -> Result<(), AppError> {
        let FoundLink::Good(link) = self.find_link(request).await? else { return Ok(()) };
        let (Some(check_in), true) = (link.check_in, is_shared(link.mode)) else { return Ok(()) };
        let caller = Caller::by_link(link.id, request.request.clone());
        let (id, mode) = (link.id, link.mode);
        self.retrying(&caller, "stop_check_in", move |unit, _| {
            Box::pin(async move {
                storage::access_link::revoke(unit, id, LinkEnd::Stopped).await?;
                Ok(storage::check_in::happened(unit, check_in, EventKind::Stopped, mode, None).await?)
            })
        })
        .await
    }
}

/// Takes back what asks nothing but what was given now in full: by its link it could be given a second time.
pub(super) async fn take_back_answered(unit: &mut WriteUnit, app: &App, loaded: &Loaded) -> Result<(), AppError> {
    let outcomes = loaded.visit.progress().outcomes().into_iter().filter(|outcome| outcome.completion == Completion::Complete);
    let given: Vec<String> = outcomes.map(|outcome| loaded.visit.plan.forms()[outcome.form].definition.id.to_string()).collect();
    take_back_covered(unit, app, (loaded.shown, loaded.check_in.respondent), &given, loaded.check_in.id).await
}

/// Messages about one check-in end together.
pub(crate) fn series_of(check_in: RecordId) -> String {
    format!("check-in:{check_in}")
}

/// The check-in that messages of a series are about; `None` for other series.
pub(crate) fn check_in_of_series(series: &str) -> Option<RecordId> {
    series.strip_prefix("check-in:")?.parse().ok()
}

pub(super) async fn answer(
    unit: &mut WriteUnit,
    app: &App,
    loaded: Loaded,
    given: Vec<Given>,
    ids: &vocabulary::IdSource,
) -> Result<Answered, AppError> {
    let (id, mode) = (loaded.check_in.id, loaded.visit.mode);
    let progress = loaded.visit.progress();
    let (mut new, mut questions, mut sent, mut refused) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for each in given {
        match progress.check(&each) {
            Ok(question) if progress.reply(question) == Some(each.reply) => sent.push(question),
            Ok(question) => {
                sent.push(question);
                questions.push(question);
                new.push(NewAnswer { instrument: each.instrument, item: each.item, answer: each.reply.to_stored() });
            }
            Err(_) => refused.push(each),
        }
    }
    if !refused.is_empty() && !loaded.was_not_offered {
        storage::check_in::happened(unit, id, EventKind::NotOffered, mode, None).await?;
    }
    let card_for_everybody = loaded.visit.is_on_shared_device() && loaded.visit.asks_about_safety(&sent);
    if new.is_empty() {
        // Sent again, because the first reply was lost on its way: nothing counts twice, but whoever saw no card yet gets it now.
        let needs_person = positive_now(&loaded, &sent, &progress.positive());
        return Ok(Answered::Taken { needs_person, card_for_everybody, refused });
    }
    let was_started = loaded.visit.is_started;
    if !storage::check_in::add(unit, id, mode, &new).await? {
        return Ok(Answered::NotNow(loaded.closed(Closed::Finished)));
    }
    if !was_started {
        storage::check_in::happened(unit, id, EventKind::Started, mode, None).await?;
    }
    let before = loaded.visit.progress().positive();
    let after = load(unit, app, id, mode).await?;
    let positive = after.visit.progress().positive();
    let is_new = positive_now(&after, &questions, &positive);
    if !positive.is_empty() || !before.is_empty() {
        record(unit, &after, ids, Which::Positive(&questions)).await?;
        if is_new {
            storage::check_in::mark_safety(unit, id).await?;
            storage::check_in::happened(unit, id, EventKind::SafetyAnswer, mode, None).await?;
        }
    }
    Ok(Answered::Taken { needs_person: positive_now(&after, &sent, &positive), card_for_everybody, refused })
}

/// True where the answer to one of these questions is what a positive entry rests on.
fn positive_now(loaded: &Loaded, questions: &[usize], positive: &[usize]) -> bool {
    let plan = &loaded.visit.plan;
    positive.iter().any(|form| {
        let definition = &plan.forms()[*form].definition;
        let score = loaded.visit.progress().score(*form);
        let met = score.safety.iter().filter(|entry| entry.verdict == vocabulary::Verdict::Met);
        let mut items =
            met.flat_map(|met| definition.safety.iter().filter(|entry| entry.id == met.id)).flat_map(|entry| entry.items.iter());
        items.any(|item| {
            questions
                .iter()
                .any(|question| plan.questions()[*question].targets().any(|target| (target.form, target.item) == (*form, *item)))
        })
    })
}
