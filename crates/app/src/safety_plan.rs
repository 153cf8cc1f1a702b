//! Where safety plans are: an address for staff and one for patients, of the practice as a whole or of a program.
//!
//! An address names no patient: it leads to where the practice keeps plans, which asks who is there. It is opened by whoever follows it, never by us.

use storage::{ReadUnit, Stored, View};
use vocabulary::ProgramId;

use crate::context::{App, today_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// Whom an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanReader {
    /// On the page of an alert about safety.
    Staff,
    /// On the page that a patient sees after an answer that a person must see, on their own device.
    Patient,
}

impl PlanReader {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Staff, Self::Patient];

    /// The code in forms and settings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Patient => "patient",
        }
    }
}

/// The longest address.
const LONGEST: usize = 500;

/// The addresses of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafetyPlanAddresses {
    /// The program; `None` for the practice as a whole.
    pub program: Option<ProgramId>,
    /// For staff.
    pub staff: Option<String>,
    /// For patients.
    pub patient: Option<String>,
}

/// The addresses and the programs that they can be for.
#[derive(Clone, Debug)]
pub struct SafetyPlans {
    /// Those of the practice first, then those of programs that have any.
    pub addresses: Vec<SafetyPlanAddresses>,
    /// The programs, by code.
    pub programs: Vec<Stored<care::Program>>,
}

impl App {
    /// Where the practice keeps its plans.
    #[crate::boxed]
    pub async fn safety_plans(&self, caller: &Caller) -> Result<SafetyPlans, AppError> {
        const ACTION: &str = "view_safety_plans";
        if let Err(refused) = caller.may_all(Data::Practice) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let programs = storage::program::all(unit, View::Current).await?;
                let mut addresses = Vec::new();
                for program in std::iter::once(None).chain(programs.iter().map(|program| Some(program.id))) {
                    let staff = kept(unit, program, PlanReader::Staff).await?;
                    let patient = kept(unit, program, PlanReader::Patient).await?;
                    if staff.is_some() || patient.is_some() {
                        addresses.push(SafetyPlanAddresses { program, staff, patient });
                    }
                }
                Ok(SafetyPlans { addresses, programs })
            })
        });
        read.await
    }

    /// Puts an address on record, or takes it away where it is empty. Only `https://` leads anywhere.
    #[crate::boxed]
    pub async fn put_safety_plan(
        &self,
        caller: &Caller,
        program: Option<ProgramId>,
        reader: PlanReader,
        address: &str,
    ) -> Result<(), AppError> {
        const ACTION: &str = "put_safety_plan";
        if let Err(refused) = caller.may_all(Data::Practice) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let address = address.trim().to_owned();
        if !address.is_empty() && !leads_somewhere(&address) {
            return Err(AppError::field("address", FieldProblemKind::NotAChoice));
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                if let Some(program) = program {
                    unit.require::<care::Program>(program).await?;
                }
                let today = today_of(unit, &[]).await?;
                Ok(storage::setting::put(unit, &key(program, reader), &address, today).await?)
            })
        });
        write.await
    }
}

/// An address of the web, encrypted on its way, with a host and without an account in it.
fn leads_somewhere(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    address.len() <= LONGEST && host.contains('.') && !host.contains('@') && address.chars().all(|letter| letter.is_ascii_graphic())
}

fn key(program: Option<ProgramId>, reader: PlanReader) -> String {
    let place = program.map_or_else(|| "practice".to_owned(), |program| program.to_string());
    format!("safety_plan.{place}.{}", reader.code())
}

async fn kept(unit: &mut ReadUnit, program: Option<ProgramId>, reader: PlanReader) -> Result<Option<String>, AppError> {
    let kept = storage::setting::get(unit, &key(program, reader), View::Current).await?;
    Ok(kept.map(|kept| kept.recorded.value.value).filter(|address| !address.is_empty()))
}

/// The address for a program: its own, else the practice's.
pub(crate) async fn address_for(unit: &mut ReadUnit, program: Option<ProgramId>, reader: PlanReader) -> Result<Option<String>, AppError> {
    let own = match program {
        Some(_) => kept(unit, program, reader).await?,
        None => None,
    };
    match own {
        Some(own) => Ok(Some(own)),
        None => kept(unit, None, reader).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_has_a_host_and_no_account() {
        let check = |address: &str, expected| assert_eq!(leads_somewhere(address), expected, "{address}");
        check("https://ehr.example.org/plans", true);
        check("http://ehr.example.org/plans", false);
        check("javascript:alert(1)", false);
        check("https://anna@ehr.example.org", false);
        check("https://ehr.example.org/a b", false);
        check("https://", false);
        check(&format!("https://ehr.example.org/{}", "a".repeat(500)), false);
    }
}
