//! Looking at a score: that somebody did, whether it was talked about with the patient, and what changed in the plan. What a note needs stands
//! beside it.

use std::collections::BTreeMap;

use instruments::Administration;
use outcomes::score_review::LookedAt;
use storage::record::Entry;
use storage::score_review::ScoreReview;
use storage::{Stored, View};
use vocabulary::{AdministrationId, UserId};

use crate::administration::AdministrationPage;
use crate::change::{Grounds, Stay};
use crate::context::{App, check_patient, person, today_of};
use crate::course::Courses;
use crate::error::AppError;
use crate::instrument::enabled_in;
use crate::permission::{Caller, Data};
use crate::series::{Series, judge_all, series_of};

/// The longest description of what changed in the plan, in characters.
pub const PLAN_CHANGE_MAX: usize = 2_000;

/// One review with the name of the person behind it.
#[derive(Clone, Debug)]
pub struct ReviewShown {
    /// The record.
    pub review: Stored<ScoreReview>,
    /// The name of who looked.
    pub name: String,
}

/// A score with its reviews and what it means beside the baseline.
#[derive(Clone, Debug)]
pub struct ReviewPage {
    /// The administration.
    pub view: AdministrationPage,
    /// Reviews, oldest first.
    pub reviews: Vec<ReviewShown>,
    /// The series of the main scale up to this administration, judged; `None` where nothing is trended.
    pub series: Option<Series>,
}

/// At which versions of their answers somebody looked at the scores behind these reviews.
pub(crate) fn looked_at<'a>(reviews: impl IntoIterator<Item = &'a Stored<ScoreReview>>) -> LookedAt {
    reviews.into_iter().map(|review| (review.value().administration, review.value().administration_version)).collect()
}

impl App {
    /// A score with everything that a note about it needs.
    #[crate::boxed]
    pub async fn score_review_page(&self, caller: &Caller, id: AdministrationId) -> Result<ReviewPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_SCORE_REVIEWS;
        let view = self.administration(caller, id).await?;
        let (operation, library, shown) = (self.operation(caller, ACTION), self.library(), view.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (_, records) = person(unit, shown.patient.id).await?;
                let names = storage::user::all(unit).await?;
                let names: BTreeMap<UserId, String> = names.into_iter().map(|user| (user.id, user.name)).collect();
                let reviews = storage::score_review::of_administration(unit, id, View::Current).await?;
                let named = |review: Stored<ScoreReview>| ReviewShown {
                    name: names.get(&review.value().reviewed_by).cloned().unwrap_or_default(),
                    review,
                };
                let episodes = storage::episode::of_patients(unit, &records, View::Current).await?;
                let stays: Vec<Stay> = episodes.iter().map(|episode| Stay::from(episode.value())).collect();
                let recalled = enabled_in(unit, &library).await?;
                let courses = Courses::load(unit, View::Current).await?;
                let mut scores = storage::score::of_patients(unit, &records, None, View::Current).await?;
                let (day, instrument) = (shown.administration.value().day, shown.administration.value().instrument.clone());
                scores.retain(|score| score.instrument == instrument && (score.day < day || score.administration == id));
                storage::score::details(unit, &mut scores).await?;
                let mut series = series_of(&scores, &BTreeMap::new(), &library);
                series.retain(|each| each.respondent == shown.administration.value().respondent);
                judge_all(&mut series, Grounds { stays: &stays, recalled: &recalled, courses: &courses });
                let reviews = reviews.into_iter().map(named).collect();
                Ok(ReviewPage { view: shown, reviews, series: series.into_iter().next() })
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }

    /// Records that the caller looked at a score: whether it was talked about with the patient just now, and what changed in the plan.
    #[crate::boxed]
    pub async fn review_score(&self, caller: &Caller, id: AdministrationId, discussed: bool, plan_change: &str) -> Result<(), AppError> {
        const ACTION: &str = "review_score";
        let plan_change = plan_change.trim().to_owned();
        let review_id = self.ports.ids.next();
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let by = asking.user().ok_or(AppError::RoleRefused(Data::Alerts))?;
                let present = unit.require::<Administration>(id).await?;
                let (shown, records) = person(unit, present.value().patient).await?;
                let today = today_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Alerts, shown, today).await?;
                let now = unit.at();
                let review = ScoreReview {
                    patient: present.value().patient,
                    administration: id,
                    administration_version: present.recorded.version,
                    reviewed_by: by,
                    reviewed_at: now,
                    discussed_at: discussed.then_some(now),
                    plan_change,
                };
                Ok(unit.insert(&Entry::new(review_id, review, today)).await?)
            })
        });
        let result = write.await;
        self.audited(caller, ACTION, result).await
    }
}
