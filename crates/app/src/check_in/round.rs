//! One device for a group. Staff open a round with those whose forms are due and hand the device over, signed out; it holds a secret of its own. Each
//! person is called by name and lets themselves in by a number that staff gave them. What one person answered is behind a link that ends with their
//! turn, so the way back leads nowhere for the next. Whose turn it is stands in the database ([`collection::round`]).

use collection::check_in::LinkEnd;
use collection::round::{Seat, SeatState, present};
use instruments::Mode;
use storage::access_link::AccessLink;
use storage::check_in::CheckInState;
use storage::device_round::{self, DeviceRound, StoredSeat};
use storage::{ReadUnit, WriteUnit};
use vocabulary::{Instant, Language, OperationId, PatientId, RecordId, ZoneName};

use super::send::{due_forms, ensure_here, open_already, wanted_of_patient};
use super::staff::{Handing, make, make_link};
use super::{is_well_formed, new_secret};
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::secret::{same_secret, token_hash};

/// A round ends after so many hours in any case.
const ROUND_SECONDS: i64 = 4 * 3600;
/// A round ends when its device asked for nothing for so long.
const ROUND_IDLE_SECONDS: i64 = 30 * 60;
/// Wrong numbers before a seat is closed.
const PIN_FAILURES_MAX: i64 = 5;
/// The most people of one round.
const SEATS_MAX: usize = 40;

/// Somebody in a round, with the number that lets them in. The number is in this answer and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct SeatPin {
    /// Whose.
    pub patient: PatientId,
    /// Given name and the first letter of the family name: what the device shows.
    pub called: String,
    /// Four digits.
    pub pin: String,
}

impl std::fmt::Debug for SeatPin {
    /// Does not show the number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SeatPin").field("patient", &self.patient).finish_non_exhaustive()
    }
}

/// A round that was opened.
#[derive(Clone, Debug)]
pub struct OpenedRound {
    /// Its id.
    pub id: RecordId,
    /// Who is in it.
    pub pins: Vec<SeatPin>,
    /// Patients of whom nothing is due that can be asked on a tablet: they are not in it.
    pub without_forms: Vec<String>,
}

/// A seat as staff see it.
#[derive(Clone, Debug)]
pub struct RoundSeat {
    /// Its number and how it stands.
    pub seat: Seat,
    /// Whose.
    pub patient: PatientId,
    /// Family name, then given name.
    pub listed_name: String,
    /// What is answered.
    pub check_in: RecordId,
}

/// A round as staff see it.
#[derive(Clone, Debug)]
pub struct RoundPage {
    /// Its id.
    pub id: RecordId,
    /// What staff call the group.
    pub name: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// True while its device may go on.
    pub is_open: bool,
    /// True once a device was handed over.
    pub has_device: bool,
    /// Its seats.
    pub seats: Vec<RoundSeat>,
    /// The clock of the practice's first program.
    pub zone: ZoneName,
}

/// What the device shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundDoor {
    /// It is this person's turn.
    Turn {
        /// Given name and the first letter of the family name.
        called: String,
        /// So many are still to be called, this one among them.
        left: usize,
        /// The language of the check-in.
        language: Language,
        /// The practice's own words in that language for somebody who needs help now.
        crisis_text: Option<String>,
    },
    /// Nobody is to be called, and somebody can be called again by staff: they were not there, or their number did not fit too often.
    Resting {
        /// A seat is closed because its number did not fit too often.
        is_locked: bool,
    },
    /// Everybody had their turn.
    Finished,
    /// There is no such round, or it has ended: by staff, by time, or because the device rested too long.
    Closed,
}

/// What became of a number.
#[derive(Clone, PartialEq, Eq)]
pub enum Turn {
    /// It fits: the path of the check-in.
    Begun {
        /// `/c/…`.
        path: String,
    },
    /// It does not fit; so many tries are left.
    Wrong {
        /// 0: the seat is closed.
        left: i64,
    },
    /// It is nobody's turn.
    NotNow(RoundDoor),
}

impl std::fmt::Debug for Turn {
    /// Does not show the path.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Begun { .. } => f.write_str("Begun"),
            Self::Wrong { left } => f.debug_struct("Wrong").field("left", left).finish(),
            Self::NotNow(door) => f.debug_tuple("NotNow").field(door).finish(),
        }
    }
}

impl App {
    /// Opens a round with a check-in for each of these patients of whom something is due.
    #[crate::boxed]
    pub async fn open_round(&self, caller: &Caller, name: &str, patients: Vec<PatientId>) -> Result<OpenedRound, AppError> {
        let name: String = name.trim().chars().take(80).collect();
        if patients.is_empty() {
            return Err(AppError::field("patient", FieldProblemKind::Required));
        }
        if patients.len() > SEATS_MAX {
            return Err(AppError::field("patient", FieldProblemKind::NotAChoice));
        }
        let id: RecordId = self.ports.ids.next();
        let asking = caller.clone();
        let result = self
            .retrying(caller, "open_round", move |unit, app| {
                let (asking, name, patients) = (asking.clone(), name.clone(), patients.clone());
                Box::pin(async move { open(unit, &app, &asking, id, name, patients).await })
            })
            .await;
        self.audited(caller, "open_round", result).await
    }

    /// A round with its seats.
    #[crate::boxed]
    pub async fn round(&self, caller: &Caller, id: RecordId) -> Result<RoundPage, AppError> {
        let (operation, asking) = (self.operation(caller, "view_round"), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let round = device_round::get(unit, id).await?.ok_or(AppError::NotFound("round"))?;
                page(unit, &asking, round).await
            })
        });
        let result = read.await;
        self.audited(caller, "view_round", result).await
    }

    /// Hands a round to a device; answers with the secret that the device holds. Whichever held it before is out.
    #[crate::boxed]
    pub async fn hand_over_round(&self, caller: &Caller, id: RecordId) -> Result<String, AppError> {
        let secret = new_secret(self.ports.random.as_ref());
        let (asking, hash) = (caller.clone(), token_hash(&secret));
        let result = self
            .retrying(caller, "hand_over_round", move |unit, _| {
                let (asking, hash) = (asking.clone(), hash.clone());
                Box::pin(async move {
                    let round = device_round::get(unit, id).await?.ok_or(AppError::NotFound("round"))?;
                    page(unit, &asking, round).await?;
                    if device_round::hand_over(unit, id, &hash).await? { Ok(()) } else { Err(AppError::Conflict) }
                })
            })
            .await;
        self.audited(caller, "hand_over_round", result).await?;
        Ok(secret)
    }

    /// Ends a round: its device shows nothing any more, and the link of whoever held it leads nowhere. Answers that came in stay.
    #[crate::boxed]
    pub async fn end_round(&self, caller: &Caller, id: RecordId) -> Result<(), AppError> {
        let asking = caller.clone();
        let result = self
            .retrying(caller, "end_round", move |unit, _| {
                let asking = asking.clone();
                Box::pin(async move {
                    let round = device_round::get(unit, id).await?.ok_or(AppError::NotFound("round"))?;
                    page(unit, &asking, round).await?;
                    for each in device_round::seats(unit, id).await? {
                        if let Some(link) = each.link {
                            storage::access_link::revoke(unit, link, LinkEnd::RoundEnded).await?;
                        }
                    }
                    device_round::end(unit, id, "staff").await?;
                    Ok(())
                })
            })
            .await;
        self.audited(caller, "end_round", result).await
    }

    /// Gives somebody of a round another number and calls them again.
    #[crate::boxed]
    pub async fn call_again(&self, caller: &Caller, id: RecordId, ordinal: i64) -> Result<SeatPin, AppError> {
        let asking = caller.clone();
        let result = self
            .retrying(caller, "call_again", move |unit, app| {
                let asking = asking.clone();
                Box::pin(async move {
                    let round = device_round::get(unit, id).await?.ok_or(AppError::NotFound("round"))?;
                    page(unit, &asking, round).await?;
                    let seats = device_round::seats(unit, id).await?;
                    let stored = seats.iter().find(|each| each.seat.ordinal == ordinal).ok_or(AppError::NotFound("seat"))?;
                    let check_in = storage::check_in::get(unit, stored.check_in).await?;
                    // Who is done needs no number; one would call nobody.
                    if stored.seat.state == SeatState::Done || check_in.is_none_or(|check_in| check_in.state != CheckInState::Open) {
                        return Err(AppError::Conflict);
                    }
                    let pin = new_pin(&app);
                    device_round::set_pin(unit, id, ordinal, &pin_hash(id, ordinal, &pin)).await?;
                    if !device_round::set_seat(unit, id, stored.seat, stored.seat.called_again(), stored.link).await? {
                        return Err(AppError::VersionConflict);
                    }
                    let (patient, called) = called(unit, stored.check_in).await?;
                    Ok(SeatPin { patient, called, pin })
                })
            })
            .await;
        self.audited(caller, "call_again", result).await
    }

    /// What the device of a round shows now.
    #[crate::boxed]
    pub async fn look_at_round(&self, secret: &str, request: &OperationId) -> Result<RoundDoor, AppError> {
        self.on_device(secret, request, "look_at_round", |_, _, _, _| Box::pin(async { Ok(None) })).await.map(|(door, _)| door)
    }

    /// Passes somebody over who is not there: they are called again behind the others.
    #[crate::boxed]
    pub async fn pass_turn(&self, secret: &str, request: &OperationId) -> Result<RoundDoor, AppError> {
        let passed = self.on_device(secret, request, "pass_turn", |unit, _, round, stored| {
            Box::pin(async move {
                if let Some(link) = stored.link {
                    storage::access_link::revoke(unit, link, LinkEnd::Stopped).await?;
                }
                device_round::set_seat(unit, round.id, stored.seat, stored.seat.passed(), None).await?;
                Ok(None)
            })
        });
        passed.await.map(|(door, _)| door)
    }

    /// Lets the person in whose turn it is. A number that does not fit too often closes the seat; staff open it again.
    #[crate::boxed]
    pub async fn begin_turn(&self, secret: &str, pin: &str, request: &OperationId) -> Result<Turn, AppError> {
        let pin: String = pin.chars().filter(char::is_ascii_digit).collect();
        let begun = self.on_device(secret, request, "begin_turn", move |unit, app, round, stored| {
            let pin = pin.clone();
            Box::pin(async move {
                if !same_secret(&stored.pin_sha256, &pin_hash(round.id, stored.seat.ordinal, &pin)) {
                    let failures = device_round::failed(unit, round.id, stored.seat.ordinal).await?;
                    if failures >= PIN_FAILURES_MAX {
                        device_round::set_seat(unit, round.id, stored.seat, stored.seat.locked(), None).await?;
                    }
                    return Ok(Some(Turn::Wrong { left: (PIN_FAILURES_MAX - failures).max(0) }));
                }
                if let Some(link) = stored.link {
                    storage::access_link::revoke(unit, link, LinkEnd::Replaced).await?;
                }
                let (id, secret) = (app.ports.ids.next::<RecordId>(), new_secret(app.ports.random.as_ref()));
                let made = super::staff::link_here(unit, &app, stored.check_in, (id, secret), Mode::Tablet).await?;
                if !device_round::set_seat(unit, round.id, stored.seat, stored.seat.opened(), Some(id)).await? {
                    return Err(AppError::VersionConflict);
                }
                Ok(Some(Turn::Begun { path: made.path }))
            })
        });
        let (door, turn) = begun.await?;
        Ok(turn.unwrap_or(Turn::NotNow(door)))
    }

    /// Runs a change for the seat whose turn it is, after the round was brought up to date.
    async fn on_device<F>(
        &self,
        secret: &str,
        request: &OperationId,
        action: &'static str,
        change: F,
    ) -> Result<(RoundDoor, Option<Turn>), AppError>
    where
        F: for<'a> Fn(
                &'a mut WriteUnit,
                App,
                DeviceRound,
                StoredSeat,
            ) -> futures_util::future::BoxFuture<'a, Result<Option<Turn>, AppError>>
            + Send
            + Sync
            + 'static,
    {
        if !is_well_formed(secret) {
            return Ok((RoundDoor::Closed, None));
        }
        let (hash, change) = (token_hash(secret), std::sync::Arc::new(change));
        let caller = Caller { request: request.clone(), ..Caller::system("round") };
        self.retrying(&caller, action, move |unit, app| {
            let (hash, change) = (hash.clone(), std::sync::Arc::clone(&change));
            Box::pin(async move {
                let Some(round) = device_round::by_secret(unit, &hash).await? else { return Ok((RoundDoor::Closed, None)) };
                if !is_open(&round, unit.at()) {
                    return Ok((RoundDoor::Closed, None));
                }
                device_round::seen(unit, round.id).await?;
                let Some(stored) = brought_up_to_date(unit, &round).await? else {
                    let seats = device_round::seats(unit, round.id).await?;
                    let door = without_turn(unit, &seats).await?;
                    if door == RoundDoor::Finished {
                        device_round::end(unit, round.id, "done").await?;
                    }
                    return Ok((door, None));
                };
                let turn = change(unit, app, round.clone(), stored).await?;
                Ok((door(unit, &round).await?, turn))
            })
        })
        .await
    }
}

/// True while the device of a round may go on: it was not ended, its time is not over, and its device is in use.
pub(crate) fn is_open(round: &DeviceRound, now: Instant) -> bool {
    let rests_until = round.last_seen_at.plus_seconds(ROUND_IDLE_SECONDS);
    round.ended_at.is_none() && round.expires_at > now && (round.secret_sha256.is_none() || rests_until > now)
}

fn new_pin(app: &App) -> String {
    let mut bytes = [0_u8; 8];
    app.ports.random.fill(&mut bytes);
    format!("{:04}", u64::from_le_bytes(bytes) % 10_000)
}

/// The hash of a number is that of its seat and no other.
fn pin_hash(round: RecordId, ordinal: i64, pin: &str) -> String {
    token_hash(&format!("{round}:{ordinal}:{pin}"))
}

async fn open(
    unit: &mut WriteUnit,
    app: &App,
    caller: &Caller,
    id: RecordId,
    name: String,
    patients: Vec<PatientId>,
) -> Result<OpenedRound, AppError> {
    let (mut seats, mut pins, mut without_forms) = (Vec::new(), Vec::new(), Vec::new());
    for patient in patients {
        let (shown, records) = person(unit, patient).await?;
        let (_, today) = place_of(unit, &records).await?;
        check_patient(unit, caller, Data::Entry, shown, today).await?;
        if pins.iter().any(|pin: &SeatPin| pin.patient == shown) {
            continue;
        }
        let record = unit.require::<care::Patient>(shown).await?.recorded.value;
        let Some(new) = wanted_of_patient(unit, app, shown, Mode::Tablet).await? else {
            without_forms.push(record.listed_name());
            continue;
        };
        let open = open_already(unit, shown, &new).await?;
        let check_in = open.unwrap_or_else(|| app.ports.ids.next());
        if open.is_none() {
            make(unit, app, caller, shown, new, check_in).await?;
        }
        let ordinal = i64::try_from(seats.len() + 1).unwrap_or(i64::MAX);
        let pin = new_pin(app);
        seats.push(StoredSeat { seat: Seat::new(ordinal), check_in, pin_sha256: pin_hash(id, ordinal, &pin), failures: 0, link: None });
        pins.push(SeatPin { patient: shown, called: called_name(&record), pin });
    }
    if seats.is_empty() {
        return Err(AppError::field("patient", FieldProblemKind::NotAChoice));
    }
    let now = unit.at();
    let round = DeviceRound {
        id,
        name,
        opened_at: now,
        secret_sha256: None,
        last_seen_at: now,
        expires_at: now.plus_seconds(ROUND_SECONDS),
        ended_at: None,
        end_reason: None,
    };
    device_round::insert(unit, &round, &seats).await?;
    Ok(OpenedRound { id, pins, without_forms })
}

/// Given name and the first letter of the family name: enough for the one who is meant.
fn called_name(patient: &care::Patient) -> String {
    let letter: String = patient.family_name.chars().take(1).collect();
    format!("{} {letter}.", patient.given_name)
}

async fn called(unit: &mut ReadUnit, check_in: RecordId) -> Result<(PatientId, String), AppError> {
    let check_in = storage::check_in::get(unit, check_in).await?.ok_or(AppError::NotFound("check-in"))?;
    let (shown, _) = person(unit, check_in.patient).await?;
    let patient = unit.require::<care::Patient>(shown).await?.recorded.value;
    Ok((shown, called_name(&patient)))
}

/// Notes that whoever held the device has finished, stopped or let it rest; says whose turn it is now.
async fn brought_up_to_date(unit: &mut WriteUnit, round: &DeviceRound) -> Result<Option<StoredSeat>, AppError> {
    let seats = device_round::seats(unit, round.id).await?;
    for stored in seats.iter().filter(|each| matches!(each.seat.state, SeatState::Open | SeatState::Waiting)) {
        let check_in = storage::check_in::get(unit, stored.check_in).await?.ok_or(AppError::NotFound("check-in"))?;
        let after = match check_in.state {
            CheckInState::Finished => stored.seat.done(),
            CheckInState::Revoked => Seat { state: SeatState::Over, ..stored.seat },
            CheckInState::Open if stored.seat.state == SeatState::Open && !is_held(unit, stored.link).await? => stored.seat.passed(),
            CheckInState::Open => continue,
        };
        device_round::set_seat(unit, round.id, stored.seat, after, None).await?;
    }
    let seats = device_round::seats(unit, round.id).await?;
    let plain: Vec<Seat> = seats.iter().map(|each| each.seat).collect();
    let turn = present(&plain);
    Ok(seats.into_iter().find(|each| turn.is_some_and(|turn| turn.ordinal == each.seat.ordinal)))
}

/// True while the link of whoever holds the device is good.
async fn is_held(unit: &mut ReadUnit, link: Option<RecordId>) -> Result<bool, AppError> {
    let Some(link) = link else { return Ok(false) };
    let now = unit.at();
    let found: Option<AccessLink> = storage::access_link::get(unit, link).await?;
    Ok(found.is_some_and(|link| link.revoked_at.is_none() && link.expires_at > now))
}

async fn door(unit: &mut ReadUnit, round: &DeviceRound) -> Result<RoundDoor, AppError> {
    let seats = device_round::seats(unit, round.id).await?;
    let plain: Vec<Seat> = seats.iter().map(|each| each.seat).collect();
    let Some(turn) = present(&plain) else { return without_turn(unit, &seats).await };
    let left = plain.iter().filter(|seat| matches!(seat.state, SeatState::Open | SeatState::Waiting)).count();
    let stored = seats.iter().find(|each| each.seat.ordinal == turn.ordinal).ok_or(AppError::NotFound("seat"))?;
    let (patient, called) = called(unit, stored.check_in).await?;
    let check_in = storage::check_in::get(unit, stored.check_in).await?.ok_or(AppError::NotFound("check-in"))?;
    let (_, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    let program = super::program_of(unit, &records, today).await?;
    let words = storage::crisis_text::for_program(unit, program, &check_in.language).await?;
    let crisis_text = words.map(|stored| stored.value().words.clone());
    Ok(RoundDoor::Turn { called, left, language: check_in.language, crisis_text })
}

/// What a device shows where nobody is to be called: the round rests while staff can still call somebody again, and is finished otherwise.
async fn without_turn(unit: &mut ReadUnit, seats: &[StoredSeat]) -> Result<RoundDoor, AppError> {
    let (mut may_be_called, mut is_locked) = (false, false);
    for stored in seats.iter().filter(|each| matches!(each.seat.state, SeatState::Over | SeatState::Locked)) {
        let check_in = storage::check_in::get(unit, stored.check_in).await?;
        if check_in.is_some_and(|check_in| check_in.state == CheckInState::Open) {
            may_be_called = true;
            is_locked |= stored.seat.state == SeatState::Locked;
        }
    }
    Ok(if may_be_called { RoundDoor::Resting { is_locked } } else { RoundDoor::Finished })
}

/// A round as staff see it, for whoever may enter answers for everybody in it.
async fn page(unit: &mut ReadUnit, caller: &Caller, round: DeviceRound) -> Result<RoundPage, AppError> {
    let mut seats = Vec::new();
    for stored in device_round::seats(unit, round.id).await? {
        let check_in = storage::check_in::get(unit, stored.check_in).await?.ok_or(AppError::NotFound("check-in"))?;
        let (shown, records) = person(unit, check_in.patient).await?;
        let (_, today) = place_of(unit, &records).await?;
        check_patient(unit, caller, Data::Entry, shown, today).await?;
        let patient = unit.require::<care::Patient>(shown).await?.recorded.value;
        let state = if check_in.state == CheckInState::Finished { SeatState::Done } else { stored.seat.state };
        seats.push(RoundSeat {
            seat: Seat { state, ..stored.seat },
            patient: shown,
            listed_name: patient.listed_name(),
            check_in: stored.check_in,
        });
    }
    let zone = place_of(unit, &[]).await?.0;
    Ok(RoundPage {
        id: round.id,
        is_open: is_open(&round, unit.at()),
        has_device: round.secret_sha256.is_some(),
        name: round.name,
        opened_at: round.opened_at,
        seats,
        zone,
    })
}

/// What staff do for one patient from the board: the check-in that is open already, or a new one with everything that is due from the patient.
pub(super) async fn ensured(
    unit: &mut WriteUnit,
    app: &App,
    caller: &Caller,
    patient: PatientId,
    mode: Mode,
) -> Result<RecordId, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Entry, shown, today).await?;
    let due = due_forms(unit, app, shown).await?;
    ensure_here(unit, app, shown, &due, mode).await
}

impl App {
    /// Opens what is due from a patient on the device at hand: handed over, or read out and keyed by staff.
    #[crate::boxed]
    pub async fn collect_here(&self, caller: &Caller, patient: PatientId, mode: Mode) -> Result<super::NewLink, AppError> {
        if ![Mode::Tablet, Mode::Telephone, Mode::Interview].contains(&mode) {
            return Err(AppError::field("mode", FieldProblemKind::NotAChoice));
        }
        let (asking, id, secret) = (caller.clone(), self.ports.ids.next::<RecordId>(), new_secret(self.ports.random.as_ref()));
        let result = self
            .retrying(caller, "collect_here", move |unit, app| {
                let (asking, secret) = (asking.clone(), secret.clone());
                Box::pin(async move {
                    let check_in = ensured(unit, &app, &asking, patient, mode).await?;
                    make_link(unit, &app, &asking, check_in, (id, secret), Handing::Here(mode)).await
                })
            })
            .await;
        self.audited(caller, "collect_here", result).await
    }
}
