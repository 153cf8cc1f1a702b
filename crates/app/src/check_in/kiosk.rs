//! The kiosk: a device in the waiting room that anybody may walk up to. Staff hand out a one-time code, which leads to that person's check-in and to
//! nothing else; the device knows nobody. Wrong codes are counted by where they come from, apart from
//! wrong links.

use instruments::Mode;
use storage::WriteUnit;
use vocabulary::{Instant, PatientId, RecordId};

use super::round::ensured;
use super::staff::link_here;
use super::{ATTEMPT_MINUTES, ATTEMPT_SECONDS, ATTEMPTS_MAX, LinkRequest, new_secret};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;
use crate::secret::token_hash;

/// How long a code can be used.
const CODE_SECONDS: i64 = 30 * 60;

/// A code that was made. It is in this answer and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct KioskCode {
    /// Eight digits in two groups.
    pub code: String,
    /// Until when it can be used.
    pub until: Instant,
}

impl std::fmt::Debug for KioskCode {
    /// Does not show the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KioskCode").field("until", &self.until).finish_non_exhaustive()
    }
}

/// What became of a code.
#[derive(Clone, PartialEq, Eq)]
pub enum KioskEntry {
    /// It fits: the path of the check-in.
    Begun {
        /// `/c/…`.
        path: String,
    },
    /// There is no such code, it was used, or its time is over.
    Unknown,
    /// Too many wrong codes came from there.
    TooMany {
        /// In so many minutes at most it may be tried again.
        minutes: i64,
    },
}

impl std::fmt::Debug for KioskEntry {
    /// Does not show the path.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Begun { .. } => "Begun",
            Self::Unknown => "Unknown",
            Self::TooMany { .. } => "TooMany",
        })
    }
}

impl App {
    /// Makes a code for what is due from a patient.
    #[crate::boxed]
    pub async fn make_kiosk_code(&self, caller: &Caller, patient: PatientId) -> Result<KioskCode, AppError> {
        let (asking, new) = (caller.clone(), NewCode::of(self));
        let result = self
            .retrying(caller, "make_kiosk_code", move |unit, app| {
                let (asking, new) = (asking.clone(), new.clone());
                Box::pin(async move {
                    let check_in = ensured(unit, &app, &asking, patient, Mode::Kiosk).await?;
                    new.put(unit, &app, check_in).await
                })
            })
            .await;
        self.audited(caller, "make_kiosk_code", result).await
    }

    /// Takes a code at the kiosk, once. `request.secret` is not looked at.
    #[crate::boxed]
    pub async fn enter_kiosk_code(&self, request: &LinkRequest, code: &str) -> Result<KioskEntry, AppError> {
        let digits: String = code.chars().filter(char::is_ascii_digit).take(20).collect();
        // Codes are short, so tries are limited for everybody at the address; links that are none count for themselves.
        let origin = format!("kiosk:{}", request.origin);
        let (id, secret) = (self.ports.ids.next::<RecordId>(), new_secret(self.ports.random.as_ref()));
        let caller = Caller { request: request.request.clone(), ..Caller::system("kiosk") };
        self.retrying(&caller, "enter_kiosk_code", move |unit, app| {
            let (digits, origin, secret) = (digits.clone(), origin.clone(), secret.clone());
            Box::pin(async move {
                let since = unit.at().plus_seconds(-ATTEMPT_SECONDS);
                if storage::access_link::attempts(unit, &origin, since).await? >= ATTEMPTS_MAX {
                    return Ok(KioskEntry::TooMany { minutes: ATTEMPT_MINUTES });
                }
                let taken = storage::access_link::take_code_of_any(unit, &code_hash(&digits)).await?;
                let link = match taken {
                    Some(link) => storage::access_link::get(unit, link).await?.filter(|link| link.revoked_at.is_none()),
                    None => None,
                };
                let Some(check_in) = link.and_then(|link| link.check_in) else {
                    storage::access_link::attempted(unit, &origin).await?;
                    return Ok(KioskEntry::Unknown);
                };
                match link_here(unit, &app, check_in, (id, secret), Mode::Kiosk).await {
                    Ok(made) => Ok(KioskEntry::Begun { path: made.path }),
                    // Answered or taken back meanwhile.
                    Err(AppError::Conflict) => Ok(KioskEntry::Unknown),
                    Err(error) => Err(error),
                }
            })
        })
        .await
    }
}

/// A code before it is on record.
#[derive(Clone)]
pub(crate) struct NewCode {
    digits: String,
    link: RecordId,
    secret: String,
}

impl NewCode {
    /// Draws one.
    pub(crate) fn of(app: &App) -> Self {
        let mut bytes = [0_u8; 8];
        app.ports.random.fill(&mut bytes);
        let digits = format!("{:08}", u64::from_le_bytes(bytes) % 100_000_000);
        // The link of the desk is never handed out: its code makes another one on the kiosk.
        Self { digits, link: app.ports.ids.next(), secret: new_secret(app.ports.random.as_ref()) }
    }

    /// Puts it on record for a check-in. Whether the caller may is asked before.
    pub(crate) async fn put(self, unit: &mut WriteUnit, app: &App, check_in: RecordId) -> Result<KioskCode, AppError> {
        link_here(unit, app, check_in, (self.link, self.secret), Mode::Kiosk).await?;
        let until = unit.at().plus_seconds(CODE_SECONDS);
        storage::access_link::insert_code(unit, self.link, &code_hash(&self.digits), until).await?;
        Ok(KioskCode { code: format!("{} {}", &self.digits[..4], &self.digits[4..]), until })
    }
}

/// A code of a kiosk is no code of anything else.
fn code_hash(digits: &str) -> String {
    token_hash(&format!("kiosk:{digits}"))
}
