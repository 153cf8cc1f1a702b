//! Parts that several transactions share.

use crate::amount::Cents;
use crate::date::{Date, Period};
use crate::segment::Place;

/// Which envelope a transaction came in, and who sent it to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// ISA06, without the blanks that fill it up.
    pub sender: String,
    /// ISA08, likewise.
    pub receiver: String,
    /// ISA13.
    pub interchange_control: String,
    /// ISA15: `P` for production, `T` for test.
    pub usage: String,
    /// GS02.
    pub group_sender: String,
    /// GS03.
    pub group_receiver: String,
    /// GS04, the day on which the group was made.
    pub group_day: Option<Date>,
    /// GS06.
    pub group_control: String,
    /// ST01: `837`.
    pub transaction: String,
    /// ST02.
    pub transaction_control: String,
    /// ST03, or GS08 where it is absent: `005010X222A1`.
    pub guide: String,
    /// BHT02, the purpose of the transaction; empty where there is no BHT segment.
    pub purpose: String,
    /// BHT03, the reference that the sender gave the transaction.
    pub reference: String,
    /// BHT04, the day on which the transaction was made.
    pub day: Option<Date>,
    /// BHT06: `CH` in a claim file.
    pub kind: String,
    /// Where ST stands.
    pub place: Place,
}

/// A person or an organisation: NM1 or N1 with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// NM101 or N101: `85` for a billing provider.
    pub entity: String,
    /// NM102: `1` for a person, `2` for an organisation; empty in N1.
    pub kind: String,
    /// Family name or the name of the organisation.
    pub name: String,
    /// NM104.
    pub first_name: String,
    /// NM105.
    pub middle_name: String,
    /// NM107.
    pub suffix: String,
    /// NM108 or N103: `XX` for an NPI, `MI` for a member number.
    pub id_qualifier: String,
    /// NM109 or N104.
    pub id: String,
    /// N301 and N302.
    pub street: Vec<String>,
    /// N401.
    pub city: String,
    /// N402.
    pub state: String,
    /// N403.
    pub postal_code: String,
    /// N404.
    pub country: String,
    /// PRV01, the role in which the taxonomy code is given.
    pub role: String,
    /// PRV03.
    pub taxonomy: String,
    /// REF segments.
    pub references: Vec<Reference>,
    /// PER segments.
    pub contacts: Vec<Contact>,
}

/// PER: whom to call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// PER01.
    pub function: String,
    /// PER02.
    pub name: String,
    /// Pairs of qualifier and number from PER03 on: (`TE`, `5555550100`).
    pub numbers: Vec<(String, String)>,
}

/// REF: a number under which somebody knows something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// REF01: `G1` for a prior authorization.
    pub qualifier: String,
    /// REF02.
    pub value: String,
    /// REF03; empty almost everywhere.
    pub description: String,
}

/// DTP or DTM: a date with its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatedReference {
    /// DTP01 or DTM01: `472` for the day of service.
    pub qualifier: String,
    /// DTP02: `D8`, `RD8`. `D8` for DTM.
    pub format: String,
    /// The value as it came.
    pub value: String,
    /// The value as days; `None` where it is no day of the calendar.
    pub period: Option<Period>,
}

/// DMG: birth and sex.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demographics {
    /// DMG02 as it came.
    pub birth: String,
    /// DMG02 as a day.
    pub birth_day: Option<Date>,
    /// DMG03.
    pub sex: String,
}

/// AMT: an amount with its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// AMT01: `AU`, `B6`, `D`, `EAF`, `F5`.
    pub qualifier: String,
    /// AMT02.
    pub amount: Cents,
}

/// QTY: a quantity with its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quantity {
    /// QTY01.
    pub qualifier: String,
    /// QTY02 as it came.
    pub value: String,
}

/// NTE: a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// NTE01.
    pub kind: String,
    /// NTE02.
    pub text: String,
}

/// PWK: a paper that goes with the claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplement {
    /// PWK01.
    pub kind: String,
    /// PWK02: how it travels.
    pub transmission: String,
    /// PWK06: the number it carries.
    pub control_number: String,
}

/// One adjustment of a CAS segment: a group, a reason, an amount. A segment with three reasons gives three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// CAS01: `CO`, `PR`, `OA`, `PI`. Decides whose money it is.
    pub group: String,
    /// CAS02, 05, 08, 11, 14 or 17: the reason, as a number (CARC).
    pub reason: String,
    /// The amount; positive lowers what is paid.
    pub amount: Cents,
    /// The quantity as it came; empty where there is none.
    pub quantity: String,
}

/// A procedure: SV101, SV202, SVC01, SVD03.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Procedure {
    /// The first component: `HC`.
    pub qualifier: String,
    /// The code.
    pub code: String,
    /// Up to four modifiers, in their order.
    pub modifiers: Vec<String>,
    /// The description that the sender wrote.
    pub description: String,
}

/// A segment that a view does not interpret. Kept, so that nothing is lost in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Where it stands.
    pub place: Place,
    /// The segment with `*` between elements and `:` between components, without terminator.
    pub text: String,
}
