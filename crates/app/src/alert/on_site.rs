//! Answers that were given at the practice: whoever is on duty at the site has them at once, beside the owner whom the chain names. The one who answered is
//! still in the building, or was until a moment ago.

use std::collections::BTreeSet;

use instruments::Administration;
use outcomes::warning_sign::Class;
use storage::alert::RaisedAlert;
use storage::{ReadUnit, View};
use vocabulary::{AdministrationId, UserId};

use super::owners::Owners;
use super::stored::evidence_of;
use crate::check_in::MODES_AT_THE_PRACTICE;
use crate::error::AppError;

/// Which answers behind some alerts were given at the practice.
pub(crate) struct OnDuty {
    at_the_practice: BTreeSet<AdministrationId>,
}

impl OnDuty {
    /// Looks at the answers behind alerts about safety of patients at whose site somebody is on duty: all at once.
    pub(crate) async fn load(unit: &mut ReadUnit, owners: &Owners, alerts: &[&RaisedAlert]) -> Result<Self, AppError> {
        let asked = alerts.iter().filter(|raised| may_be_here(raised) && !owners.on_site_for(**raised).is_empty());
        let ids: BTreeSet<AdministrationId> = asked.flat_map(|raised| administrations_of(raised)).collect();
        if ids.is_empty() {
            return Ok(Self { at_the_practice: ids });
        }
        let ids: Vec<AdministrationId> = ids.into_iter().collect();
        let found = unit.get_many::<Administration>(&ids, View::Current).await?;
        // By a way of answering in which somebody of the practice is by, or was.
        let here = found.iter().filter(|stored| MODES_AT_THE_PRACTICE.contains(&stored.value().mode));
        Ok(Self { at_the_practice: here.map(|stored| stored.id).collect() })
    }

    /// Who is on duty at the site of an alert about safety whose answer was given there; nobody for any other alert, nor for one that was not loaded.
    pub(crate) fn of(&self, owners: &Owners, raised: &RaisedAlert) -> Vec<UserId> {
        let is_here = may_be_here(raised) && administrations_of(raised).iter().any(|id| self.at_the_practice.contains(id));
        if is_here { owners.on_site_for(raised) } else { Vec::new() }
    }
}

/// True for what whoever is on duty would have at all.
fn may_be_here(raised: &RaisedAlert) -> bool {
    raised.class == Class::Safety.code() && !raised.is_silent
}

fn administrations_of(raised: &RaisedAlert) -> Vec<AdministrationId> {
    evidence_of(&raised.evidence).unwrap_or_default().iter().filter_map(|fact| fact.id.parse().ok()).collect()
}

/// Who is on duty at the site of one alert, as [`OnDuty::of`] says.
pub(crate) async fn on_duty_for(unit: &mut ReadUnit, owners: &Owners, raised: &RaisedAlert) -> Result<Vec<UserId>, AppError> {
    Ok(OnDuty::load(unit, owners, &[raised]).await?.of(owners, raised))
}
