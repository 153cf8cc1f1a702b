//! Who is on call for which site, from when until when, and where people of the practice are told that something waits for them.

use care::{Channel, Program};
pub use storage::on_call_shift::OnCallShift;
use storage::staff_contact::StaffContact;
use storage::{Entry, Stored, View};
use vocabulary::{Instant, ProgramId, RecordId, UserId, Version, ZoneName};

use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};

/// A shift as people see it.
#[derive(Clone, Debug)]
pub struct ShiftView {
    /// The shift.
    pub shift: Stored<OnCallShift>,
    /// Who.
    pub name: String,
    /// The program's name; `None` for the whole practice.
    pub program: Option<String>,
    /// The clock of the program, or of the practice's first.
    pub zone: ZoneName,
    /// True while it runs.
    pub is_now: bool,
    /// True where the person has an address by which they can be told.
    pub can_be_told: bool,
}

/// The page of who is on call.
#[derive(Clone, Debug)]
pub struct Roster {
    /// Shifts that run or are to come, by their beginning.
    pub shifts: Vec<ShiftView>,
    /// Programs for which nobody is on call now, by name.
    pub uncovered: Vec<String>,
    /// Programs to choose from.
    pub programs: Vec<Stored<Program>>,
    /// People to choose from: those who may sign in.
    pub people: Vec<(UserId, String)>,
    /// Addresses of people, by person.
    pub addresses: Vec<(UserId, Channel, String)>,
    /// The clock of the practice's first program.
    pub zone: ZoneName,
    /// Now.
    pub now: Instant,
}

impl App {
    /// Who is on call now and next, and who can be told.
    #[crate::boxed]
    pub async fn on_call_roster(&self, caller: &Caller) -> Result<Roster, AppError> {
        if let Err(refused) = caller.may_all(Data::OnCall) {
            return self.refuse(caller, "view_on_call", refused.into()).await;
        }
        let (operation, now) = (self.operation(caller, "view_on_call"), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let programs = storage::program::all(unit, View::Current).await?;
                let zone = programs.first().map_or_else(ZoneName::utc, |program| program.value().zone.clone());
                let users: Vec<_> = storage::user::all(unit).await?.into_iter().filter(|user| user.disabled_at.is_none()).collect();
                let contacts: Vec<StaffContact> =
                    storage::staff_contact::all(unit, View::Current).await?.into_iter().map(|stored| stored.recorded.value).collect();
                let is_over = |shift: &OnCallShift| shift.ends_at.is_some_and(|ends_at| ends_at <= now);
                let mut shifts = Vec::new();
                for shift in storage::on_call_shift::all(unit, View::Current).await? {
                    let value = shift.value();
                    if is_over(value) {
                        continue;
                    }
                    let program = programs.iter().find(|program| Some(program.id) == value.program);
                    let user = users.iter().find(|user| user.id == value.user);
                    shifts.push(ShiftView {
                        name: user.map_or_else(|| value.user.to_string(), |user| user.name.clone()),
                        program: program.map(|program| program.value().name.clone()),
                        zone: program.map_or_else(|| zone.clone(), |program| program.value().zone.clone()),
                        is_now: value.covers(now) && user.is_some(),
                        can_be_told: contacts.iter().any(|contact| contact.user == value.user),
                        shift,
                    });
                }
                let covers = |program: ProgramId, view: &ShiftView| {
                    view.is_now && !view.shift.value().is_on_site && view.shift.value().program.is_none_or(|of| of == program)
                };
                let is_uncovered = |program: &&Stored<Program>| {
                    let is_closed = program.value().is_closed_on(now.day_in(&program.value().zone));
                    !is_closed && !shifts.iter().any(|view| covers(program.id, view))
                };
                let uncovered = programs.iter().filter(is_uncovered).map(|program| program.value().name.clone()).collect();
                let people = users.iter().map(|user| (user.id, user.name.clone())).collect();
                let addresses = contacts.into_iter().map(|contact| (contact.user, contact.channel, contact.address)).collect();
                Ok(Roster { shifts, uncovered, programs, people, addresses, zone, now })
            })
        });
        read.await
    }

    /// Puts somebody on call.
    #[crate::boxed]
    pub async fn add_on_call(&self, caller: &Caller, shift: OnCallShift) -> Result<RecordId, AppError> {
        if shift.ends_at.is_some_and(|ends_at| ends_at <= shift.starts_at) {
            return Err(AppError::field("ends", FieldProblemKind::Backwards));
        }
        let id: RecordId = self.ports.ids.next();
        self.set_up(caller, "add_on_call", move |unit| {
            Box::pin(async move {
                let known = storage::user::get(unit, shift.user).await?;
                if known.is_none_or(|user| user.disabled_at.is_some()) {
                    return Err(AppError::field("user", FieldProblemKind::NotAChoice));
                }
                if let Some(program) = shift.program {
                    unit.require::<Program>(program).await?;
                }
                let day = crate::context::today_of(unit, &[]).await?;
                Ok(unit.insert(&Entry::new(id, shift, day)).await?)
            })
        })
        .await?;
        Ok(id)
    }

    /// Ends a shift now; one that has not begun is withdrawn.
    #[crate::boxed]
    pub async fn end_on_call(&self, caller: &Caller, id: RecordId, expected: Version) -> Result<(), AppError> {
        self.set_up(caller, "end_on_call", move |unit| {
            Box::pin(async move {
                let (now, stored) = (unit.at(), unit.require::<OnCallShift>(id).await?);
                let day = stored.recorded.effective_day;
                if stored.value().starts_at >= now {
                    unit.void::<OnCallShift>(id, expected, "did not begin").await?;
                } else {
                    let ended = OnCallShift { ends_at: Some(now), ..stored.value().clone() };
                    unit.correct(id, expected, &ended, day).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Sets where somebody is told; an empty text takes it away. One's own, or anybody's for those who set up who is on call.
    #[crate::boxed]
    pub async fn set_staff_contact(&self, caller: &Caller, user: UserId, channel: Channel, address: &str) -> Result<(), AppError> {
        if caller.user() != Some(user)
            && let Err(refused) = caller.may_all(Data::OnCall)
        {
            return self.refuse(caller, "set_staff_contact", refused.into()).await;
        }
        let address = match address.trim() {
            "" => String::new(),
            text => channel.normalized(text).map_err(|_| AppError::field("address", FieldProblemKind::Unreadable))?,
        };
        let operation = self.operation(caller, "set_staff_contact");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let day = crate::context::today_of(unit, &[]).await?;
                Ok(storage::staff_contact::put(unit, StaffContact { user, channel, address }, day).await?)
            })
        });
        write.await
    }

    async fn set_up<F>(&self, caller: &Caller, action: &'static str, work: F) -> Result<(), AppError>
    where
        F: for<'a> FnOnce(&'a mut storage::WriteUnit) -> futures_util::future::BoxFuture<'a, Result<(), AppError>> + Send,
    {
        if caller.scope(Data::OnCall) != Scope::All {
            return self.refuse(caller, action, AppError::RoleRefused(Data::OnCall)).await;
        }
        let operation = self.operation(caller, action);
        self.database.write::<_, AppError, _>(&operation, work).await
    }
}
