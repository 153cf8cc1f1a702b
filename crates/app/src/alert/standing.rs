//! Who is on call when no shift says otherwise.

use vocabulary::UserId;

use super::owners::ON_CALL_SETTING;
use crate::context::{App, today_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

impl App {
    /// Names the people who are on call for the whole practice. An empty list names nobody: then the chain goes on to the director.
    pub async fn set_on_call(&self, caller: &Caller, people: Vec<UserId>) -> Result<(), AppError> {
        const ACTION: &str = "set_on_call";
        if let Err(refused) = caller.may_all(Data::Practice) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let value = people.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = today_of(unit, &[]).await?;
                let before = storage::setting::get(unit, ON_CALL_SETTING, storage::View::Current).await?;
                if before.is_some_and(|before| before.value().value == value) {
                    return Ok(());
                }
                Ok(storage::setting::put(unit, ON_CALL_SETTING, &value, today).await?)
            })
        });
        let result = write.await;
        self.audited(caller, ACTION, result).await
    }
}
