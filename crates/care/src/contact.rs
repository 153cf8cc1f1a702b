//! How a person outside the practice can be reached, and what they allowed.
//!
//! A contact belongs to one person: the patient, or somebody who acts or answers for them. The contacts of one are never used for another: what is
//! meant for a minor goes to the minor or to nobody, and what is meant for a parent never to the child ([`reach`]). Whether a contact may be used
//! is a record of its own ([`ContactConsent`]), because it changes without the address changing: said to staff, signed, or replied with STOP.

use vocabulary::{Instant, PatientId, RecordId};

use crate::choice::choices;

choices! {
    /// Whose contact it is.
    ContactHolder ("contact holder") {
        /// The patient's own.
        Patient = "patient",
        /// A parent's.
        Parent = "parent",
        /// The other parent's, or a guardian's beside a parent.
        SecondParent = "parent_2",
        /// A guardian's who is no parent.
        Guardian = "guardian",
        /// Somebody's whom the patient named to act for them.
        Proxy = "proxy",
        /// A teacher's, who answers about the patient.
        Teacher = "teacher",
        /// Another teacher's.
        SecondTeacher = "teacher_2",
    }
}

choices! {
    /// By which way.
    Channel ("channel") {
        /// An e-mail address.
        Email = "email",
        /// A telephone that takes text messages.
        Text = "text",
        /// A telephone that people call. The program never does.
        Telephone = "telephone",
    }
}

choices! {
    /// Whether the holder of a contact allows its use.
    Consent ("consent") {
        /// Nobody asked, or nobody wrote down what was said. Counts as no.
        NotAsked = "not_asked",
        /// Yes.
        Given = "given",
        /// No, or no more.
        Withdrawn = "withdrawn",
    }
}

choices! {
    /// How a consent, or its end, became known.
    ConsentSource ("source of a consent") {
        /// A signed form.
        SignedForm = "signed_form",
        /// Said to somebody of the practice.
        ToldStaff = "told_staff",
        /// STOP, or a word that means the same, in reply to a text message.
        ReplyStop = "reply_stop",
        /// START in reply to a text message, after a STOP.
        ReplyStart = "reply_start",
        /// By the link at the foot of a mail.
        StopLink = "stop_link",
    }
}

impl ContactHolder {
    /// True for those who act for the patient: a parent, a guardian, somebody whom the patient named.
    pub const fn acts_for_the_patient(self) -> bool {
        matches!(self, Self::Parent | Self::SecondParent | Self::Guardian | Self::Proxy)
    }

    /// True for those who answer about the patient: each of them is one person, whose answers are a series of their own.
    pub const fn answers_about_the_patient(self) -> bool {
        !matches!(self, Self::Patient | Self::Proxy)
    }
}

/// A way to reach one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// About whom.
    pub patient: PatientId,
    /// Whose contact it is.
    pub holder: ContactHolder,
    /// What the holder is called, where that is not the patient; else empty.
    pub holder_name: String,
    /// By which way.
    pub channel: Channel,
    /// The address or number in its one written form: see [`Channel::normalized`].
    pub address: String,
    /// 1 for the way the holder prefers, 2 for the next.
    pub rank: u32,
    /// When and how to reach them, in their words; may be empty.
    pub preference: String,
    /// Since when messages to this address come back. A corrected address begins anew.
    pub returned_at: Option<Instant>,
}

impl Contact {
    /// True where two contacts belong to one person: the same holder with the same name, without regard to case and space.
    pub fn is_of_the_same_person(&self, other: &Self) -> bool {
        self.holder == other.holder && plain(&self.holder_name) == plain(&other.holder_name)
    }
}

/// A name without regard to case and space.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a contact may be used, since when, and how that is known. The newest version is what counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactConsent {
    /// About whom.
    pub patient: PatientId,
    /// Which contact.
    pub contact: RecordId,
    /// What the holder said.
    pub consent: Consent,
    /// How that became known.
    pub source: ConsentSource,
    /// When it was said.
    pub said_at: Instant,
}

/// A contact with what was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownContact {
    /// Its record.
    pub id: RecordId,
    /// The contact.
    pub contact: Contact,
    /// Whether it may be used.
    pub consent: Consent,
}

/// Why somebody cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Unreachable {
    /// They have no contact of this kind.
    #[error("no contact of this kind on record")]
    NoContact,
    /// Nobody asked them.
    #[error("the holder was not asked whether the contact may be used")]
    NotAsked,
    /// They said no.
    #[error("the holder does not allow the use of the contact")]
    Withdrawn,
    /// The same address belongs to somebody who acts for the patient, and what is sent is for the patient alone.
    #[error("the address is also that of somebody who acts for the patient")]
    SharedWithProxy,
    /// What is sent there comes back.
    #[error("messages to the address came back")]
    Returned,
    /// The patient died: nobody is written to about them.
    #[error("the patient died")]
    Died,
}

impl Unreachable {
    /// The code in tables.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoContact => "no_contact",
            Self::NotAsked => "not_asked",
            Self::Withdrawn => "opted_out",
            Self::SharedWithProxy => "shared_with_proxy",
            Self::Returned => "returned",
            Self::Died => "died",
        }
    }
}

/// A text that is no address of its channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAddress {
    /// Expected a name, an @ and a domain.
    #[error("not an e-mail address: expected a name, an @ and a domain")]
    Email,
    /// Expected a number.
    #[error("not a telephone number: expected ten digits, or + with the country's code and number")]
    Number,
}

impl Channel {
    /// The one written form of an address: an e-mail address with its domain in lower case; a number as `+` and 8 to 15 digits, where ten digits
    /// without a country's code are taken as a number of North America.
    pub fn normalized(self, text: &str) -> Result<String, InvalidAddress> {
        match self {
            Self::Email => email(text.trim()).ok_or(InvalidAddress::Email),
            Self::Text | Self::Telephone => number(text.trim()).ok_or(InvalidAddress::Number),
        }
    }
}

/// Longer addresses cannot be delivered: RFC 5321, 4.5.3.1.3 allows 256 octets with the angle brackets.
const EMAIL_BYTES_MAX: usize = 254;

fn email(text: &str) -> Option<String> {
    let (name, domain) = text.rsplit_once('@')?;
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|each| !each.is_whitespace() && !each.is_control() && !"<>(),;:\\\"[]@".contains(each))
    };
    let dots = |part: &str| !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    let fits = plain(name) && plain(domain) && dots(name) && dots(domain) && text.len() <= EMAIL_BYTES_MAX;
    fits.then(|| format!("{name}@{}", domain.to_lowercase()))
}

fn number(text: &str) -> Option<String> {
    let (has_plus, rest) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if !rest.chars().all(|each| each.is_ascii_digit() || " -.()/".contains(each)) {
        return None;
    }
    match (has_plus, digits.len()) {
        (true, 8..=15) if !digits.starts_with('0') => Some(format!("+{digits}")),
        (false, 10) => Some(format!("+1{digits}")),
        (false, 11) if digits.starts_with('1') => Some(format!("+{digits}")),
        _ => None,
    }
}

/// The contact by which one person is reached: their own, allowed and not returned, the one they prefer first. `channel` narrows it to one way;
/// without it only ways that the program itself can send by count. Never the contact of anybody else: where two people stand on record as the same
/// holder, it is the one of the first contact, and nobody where that one cannot be reached.
///
/// `carries` says by which ways messages leave here: one of these goes before one that is preferred and leads nowhere. Where none leads out, the
/// answer is the one that would be used.
pub fn reach(
    known: &[KnownContact],
    holder: ContactHolder,
    channel: Option<Channel>,
    carries: impl Fn(Channel) -> bool,
) -> Result<&KnownContact, Unreachable> {
    let fits = |each: &&KnownContact| {
        each.contact.holder == holder
            && channel.map_or(each.contact.channel != Channel::Telephone, |channel| each.contact.channel == channel)
    };
    let mut own: Vec<&KnownContact> = known.iter().filter(fits).collect();
    own.sort_by_key(|each| (each.contact.rank, each.id));
    if let Some(first) = own.first().copied().filter(|_| holder.answers_about_the_patient()) {
        own.retain(|each| first.contact.is_of_the_same_person(&each.contact));
    }
    let allowed = || own.iter().copied().filter(|each| usable(each).is_ok());
    if let Some(found) = allowed().find(|each| carries(each.contact.channel)).or_else(|| allowed().next()) {
        return Ok(found);
    }
    // The first one says why.
    Err(own.first().map_or(Unreachable::NoContact, |first| usable(first).err().unwrap_or(Unreachable::NoContact)))
}

/// True where an address of the patient is also one of somebody who acts for the patient: what is sent there is read by both.
pub fn is_shared_with_proxy(known: &[KnownContact]) -> bool {
    let of_proxies = || known.iter().filter(|each| each.contact.holder.acts_for_the_patient());
    let own = known.iter().filter(|each| each.contact.holder == ContactHolder::Patient && each.consent != Consent::Withdrawn);
    let is_same = |left: &Contact, right: &Contact| left.address == right.address;
    own.into_iter().any(|own| of_proxies().any(|proxy| is_same(&own.contact, &proxy.contact)))
}

/// True where a name is that of somebody who acts for the patient, without regard to case and space.
pub fn names_proxy(known: &[KnownContact], name: &str) -> bool {
    let name = plain(name);
    let is_named = |each: &&KnownContact| !each.contact.holder_name.trim().is_empty() && name.contains(&plain(&each.contact.holder_name));
    known.iter().filter(|each| each.contact.holder.acts_for_the_patient()).any(|each| is_named(&each))
}

/// Whether a contact may be used, by what was said about it and what came back.
pub fn usable(known: &KnownContact) -> Result<(), Unreachable> {
    match known.consent {
        Consent::NotAsked => Err(Unreachable::NotAsked),
        Consent::Withdrawn => Err(Unreachable::Withdrawn),
        Consent::Given if known.contact.returned_at.is_some() => Err(Unreachable::Returned),
        Consent::Given => Ok(()),
    }
}

/// What a reply to a text message asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
    /// Something else. Its words are not kept: nobody watches them.
    Other,
}

/// Words that end messages, in English and Spanish. The first six are the ones carriers and gateways act on in the United States; the others are
/// what people write.
const STOP_WORDS: &[&str] = &[
    "stop",
    "stopall",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "remove",
    "alto",
    "parar",
    "cancelar",
    "detener",
    "baja",
    "no mas",
    "no más",
];
const START_WORDS: &[&str] = &["start", "unstop", "iniciar", "comenzar"];

impl Reply {
    /// Reads a reply: the whole text, without regard to case, spaces and punctuation around it.
    pub fn read(text: &str) -> Self {
        let word = text.trim_matches(|each: char| !each.is_alphanumeric()).to_lowercase();
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        let first_is_stop = word.split(' ').next() == Some("stop");
        if STOP_WORDS.contains(&word.as_str()) || first_is_stop {
            Self::Stop
        } else if START_WORDS.contains(&word.as_str()) {
            Self::Start
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::Identifier as _;

    use super::*;

    fn contact(number: u128, holder: ContactHolder, channel: Channel, consent: Consent) -> KnownContact {
        let uuid = format!("0190b5c4-0000-7000-8000-{number:012x}");
        let patient: PatientId = "0190b5c4-0000-7000-8000-000000000001".parse().unwrap();
        KnownContact {
            id: uuid.parse::<RecordId>().map(|id| RecordId::from_uuid(id.uuid())).unwrap(),
            contact: Contact {
                patient,
                holder,
                holder_name: String::new(),
                channel,
                address: "ada@example.org".to_owned(),
                rank: u32::try_from(number).unwrap(),
                preference: String::new(),
                returned_at: None,
            },
            consent,
        }
    }

    fn check(channel: Channel, text: &str, expected: Option<&str>) {
        let found = channel.normalized(text).ok();
        assert_eq!(found.as_deref(), expected, "{text}");
        if let Some(found) = found {
            assert_eq!(channel.normalized(&found).as_ref(), Ok(&found), "the written form reads as itself");
        }
    }

    #[test]
    fn two_people_on_record_as_one_holder_do_not_stand_in_for_each_other() {
        let named = |number, name: &str, consent| {
            let mut known = contact(number, ContactHolder::Parent, Channel::Email, consent);
            name.clone_into(&mut known.contact.holder_name);
            known
        };
        let (mother, father) = (named(1, "Maria Invented", Consent::Withdrawn), named(2, "José Invented", Consent::Given));
        assert_eq!(reach(&[mother.clone(), father], ContactHolder::Parent, None, |_| true), Err(Unreachable::Withdrawn));
        let other_way = named(3, " maria  INVENTED", Consent::Given);
        assert_eq!(
            reach(&[mother, other_way.clone()], ContactHolder::Parent, None, |_| true),
            Ok(&other_way),
            "another way to the same person"
        );
    }

    #[test]
    fn addresses_have_one_written_form() {
        check(Channel::Email, " Ada.Example@Example.ORG ", Some("Ada.Example@example.org"));
        check(Channel::Email, "josé@example.org", Some("josé@example.org"));
        for wrong in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "a b@example.org",
            "ada@example.org\r\nBcc: x@example.org",
            "ada@.org",
            "a@b@c",
            "<ada@example.org>",
        ] {
            check(Channel::Email, wrong, None);
        }
        check(Channel::Text, "(555) 010-0199", Some("+15550100199"));
        check(Channel::Text, "1 555 010 0199", Some("+15550100199"));
        check(Channel::Telephone, "+52 55 0100 0199", Some("+525501000199"));
        for wrong in ["", "0199", "+0155501001", "555-010-0199 ext 3", "5550100199;drop"] {
            check(Channel::Text, wrong, None);
        }
    }

    #[test]
    fn nobody_is_reached_by_the_contact_of_somebody_else() {
        let of_parent = contact(1, ContactHolder::Parent, Channel::Email, Consent::Given);
        let of_minor = contact(2, ContactHolder::Patient, Channel::Text, Consent::Withdrawn);
        let both = [of_parent.clone(), of_minor];
        assert_eq!(reach(&both, ContactHolder::Patient, None, |_| true), Err(Unreachable::Withdrawn));
        assert_eq!(reach(&both, ContactHolder::Parent, None, |_| true), Ok(&of_parent));
        assert_eq!(reach(&both, ContactHolder::Guardian, None, |_| true), Err(Unreachable::NoContact));
        assert_eq!(reach(&both[..1], ContactHolder::Patient, Some(Channel::Email), |_| true), Err(Unreachable::NoContact));
    }

    #[test]
    fn the_preferred_usable_contact_is_taken() {
        let mut returned = contact(1, ContactHolder::Patient, Channel::Email, Consent::Given);
        returned.contact.returned_at = Some("2026-11-23T12:00:00Z".parse().unwrap());
        let second = contact(2, ContactHolder::Patient, Channel::Text, Consent::Given);
        let known = [second.clone(), returned.clone()];
        assert_eq!(reach(&known, ContactHolder::Patient, None, |_| true), Ok(&second));
        assert_eq!(reach(&known, ContactHolder::Patient, Some(Channel::Email), |_| true), Err(Unreachable::Returned));
        assert_eq!(
            reach(&[contact(1, ContactHolder::Patient, Channel::Email, Consent::NotAsked)], ContactHolder::Patient, None, |_| true),
            Err(Unreachable::NotAsked)
        );
        let text_first = [
            contact(1, ContactHolder::Patient, Channel::Text, Consent::Given),
            contact(2, ContactHolder::Patient, Channel::Email, Consent::Given),
        ];
        let by_mail = |channel: Channel| channel == Channel::Email;
        assert_eq!(
            reach(&text_first, ContactHolder::Patient, None, by_mail),
            Ok(&text_first[1]),
            "no message leaves by the one they prefer"
        );
        assert_eq!(reach(&text_first, ContactHolder::Patient, None, |_| false), Ok(&text_first[0]));
        let to_call = [contact(1, ContactHolder::Patient, Channel::Telephone, Consent::Given)];
        assert_eq!(reach(&to_call, ContactHolder::Patient, None, |_| true), Err(Unreachable::NoContact), "the program calls nobody");
    }

    #[test]
    fn an_address_that_a_proxy_has_too_is_shared() {
        let check = |holder: ContactHolder, channel: Channel, own: Consent, expected: bool| {
            let known = [contact(1, ContactHolder::Patient, channel, own), contact(2, holder, Channel::Text, Consent::NotAsked)];
            assert_eq!(is_shared_with_proxy(&known), expected, "{holder:?} {channel:?} {own:?}");
        };
        check(ContactHolder::Parent, Channel::Text, Consent::Given, true);
        check(ContactHolder::Guardian, Channel::Text, Consent::NotAsked, true);
        check(ContactHolder::Proxy, Channel::Telephone, Consent::Given, true);
        check(ContactHolder::Teacher, Channel::Text, Consent::Given, false);
        check(ContactHolder::SecondParent, Channel::Text, Consent::Given, true);
        check(ContactHolder::Parent, Channel::Text, Consent::Withdrawn, false);
        let mut other = contact(2, ContactHolder::Parent, Channel::Text, Consent::Given);
        other.contact.address = "mia@example.org".to_owned();
        other.contact.holder_name = "Mia  Example".to_owned();
        let known = [contact(1, ContactHolder::Patient, Channel::Text, Consent::Given), other];
        assert!(!is_shared_with_proxy(&known));
        assert!(names_proxy(&known, "mia example (mother)") && !names_proxy(&known, "Hillside Clinic") && !names_proxy(&known[..1], ""));
    }

    #[test]
    fn stop_is_read_in_every_way_people_write_it() {
        for text in ["STOP", " stop.", "Stop please", "Alto", "no  más", "UNSUBSCRIBE", "\"Quit\""] {
            assert_eq!(Reply::read(text), Reply::Stop, "{text}");
        }
        assert_eq!(Reply::read("Start"), Reply::Start);
        for text in ["", "I cannot stop", "ok", "end of week?"] {
            assert_eq!(Reply::read(text), Reply::Other, "{text}");
        }
    }
}
