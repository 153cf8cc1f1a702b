//! Where people of the practice are told that something waits for them.

use care::Channel;
use vocabulary::{Day, UserId};

use crate::StorageError;
use crate::database::Value;
use crate::record::column::practice_record;
use crate::record::{View, read, write};
use crate::unit::WriteUnit;

/// One address of one person; at most one a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffContact {
    /// Whose.
    pub user: UserId,
    /// By which way.
    pub channel: Channel,
    /// The address in its one written form.
    pub address: String,
}

practice_record! {
    StaffContact in "staff_contact", ordered by "user_id, channel, id" {
        "user_id" => user;
        "channel" => channel;
        "address" => address;
    }
}

/// Sets an address, or takes it away where the text is empty. The same again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, contact: StaffContact, day: Day) -> Result<(), StorageError> {
    let values = [Value::id(contact.user), contact.channel.code().into()];
    let found = read::find::<StaffContact>(unit, View::Current, "user_id = $2 AND channel = $3", values, None).await?.pop();
    match found {
        None if contact.address.is_empty() => Ok(()),
        Some(stored) if contact.address.is_empty() => {
            unit.void::<StaffContact>(stored.id, stored.recorded.version, "taken away").await.map(drop)
        }
        found => write::put(unit, found, contact, day).await.map(drop),
    }
}
