//! From X12 to claims, remittances, acknowledgments and answers about coverage.
//!
//! Bring the bytes of an 837, 835, 277, 999, 271 or 278 (or of several in one file), take [`Mapped`] values in the order of the file. Memory holds one claim or one
//! payment. Nothing is refused: what cannot be understood in a value is a [`Problem`] with its place, and the value comes without it. Amounts that are
//! no money were read as zero: [`examine`] names each, and [`Examined::sound`] leaves out what they stand in.
//!
//! ```
//! use interchange::x12_map::{self, Mapped};
//!
//! let file = b"ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260105*0900*^*00501*000000001*0*T*:~\
//! GS*HP*PAYER*PRACTICE*20260105*0900*1*X*005010X221A1~ST*835*0001~BPR*I*40*C*ACH************20260105~TRN*1*T1*1512345678~\
//! N1*PR*PLAN~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*A1*1*65*40**12*P1~CAS*CO*45*25~SE*9*0001~GE*1*1~IEA*1*000000001~";
//! let mapped: Vec<Mapped> = x12_map::read(file.as_slice()).collect::<Result<_, _>>().unwrap();
//! let [Mapped::Remittance(_, payment)] = mapped.as_slice() else { panic!("one payment") };
//! assert_eq!(payment.posted_amount().cents(), 4000);
//! ```

mod acknowledgment;
mod benefits;
mod claim;
pub mod correction;
mod coverage;
mod examined;
mod remittance;
mod report;
pub mod request;
mod review;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io::{self, Read};

use revenue_cycle::{Acknowledgment, Claim, FileAcknowledgment, Remittance, Units};
use vocabulary::{Day, Money, Period};
use x12::{Cents, DatedReference, Event};

pub use acknowledgment::{FaultyPart, FileFault};
pub use benefits::Members;
pub use coverage::CoverageAnswer;
pub use examined::{Examined, examine};
pub use report::reconciliation_json;
pub use review::{ReviewAnswer, ReviewVerdict};
pub use x12::{Place, Problem as FormatProblem};

/// What a file holds, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapped {
    /// A version of a claim; the place is that of CLM.
    Claim(Place, Box<Claim>),
    /// A payment with everything that it decides; the place is that of ST.
    Remittance(Place, Box<Remittance>),
    /// An answer about a claim.
    Acknowledgment(Place, Acknowledgment),
    /// An answer about a file, with what it names as wrong in that.
    FileAcknowledgment(Place, FileAcknowledgment, Vec<FileFault>),
    /// Whether somebody's coverage is active; the place is that of HL.
    Coverage(Place, Box<CoverageAnswer>),
    /// What a payer answers to a request for an authorization; the place is that of its event.
    Review(Place, Box<ReviewAnswer>),
    /// Something that was not understood.
    Problem(Problem),
}

/// Something that was not understood, and what was done instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The segment that begins the part in which it stands.
    pub place: Place,
    /// What it is.
    pub kind: ProblemKind,
}

/// What was not understood. Values are codes and figures of the format, never names of people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// An amount beyond ten billion dollars; it counts as zero.
    #[error("an amount beyond ten billion dollars")]
    AmountTooLarge,
    /// A number of units that is none; it counts as one.
    #[error("not a number of units: {0:?}")]
    Units(String),
    /// A day that is none, or a period that ends before it begins; left out.
    #[error("not a day or period: {0:?}")]
    Days(String),
    /// A diagnosis that is no ICD-10-CM code; left out.
    #[error("not an ICD-10-CM code: {0:?}")]
    Diagnosis(String),
    /// A group of an adjustment that is none of the list; it is neither the patient's nor the provider's.
    #[error("not a group of adjustments: {0:?}")]
    Group(String),
    /// A status of a decision that is none of the list.
    #[error("not a status of a decision: {0:?}")]
    Status(String),
    /// An answer about coverage that does not say whether it is active; the payer's reasons, as they came. Left out.
    #[error("no word on whether the coverage is active: {0:?}")]
    NoCoverageAnswer(String),
    /// An answer about coverage of somebody whom the practice does not know by member number, birth day and family name. Left out.
    #[error("the answer is about nobody on record")]
    NobodysCoverage,
    /// A request for an authorization (278), an answer to one without a decision, or one that is not used here. Nothing of it is used.
    #[error("a request or answer about an authorization is not used")]
    ReviewNotUsed,
    /// An amount that is none, by its element. The claim or payment in which it stands is not posted.
    #[error("not an amount: {0}")]
    Amount(String),
    /// Figures that do not add up, by the element that states their sum.
    #[error("does not add up: {0}")]
    Unbalanced(String),
    /// A claim or an interchange that came before in the file, by its number.
    #[error("came before in this file: {0}")]
    Repeats(String),
    /// Anything else that breaks the format, by segment or element and what it is.
    #[error("breaks the format: {0}")]
    Format(String),
    /// A payment without a number of its check or transfer: the same payment in another file cannot be recognised.
    #[error("the payment has no trace number")]
    NoTrace,
    /// The file ended inside of this payment. It is not posted.
    #[error("the file ends inside of this payment")]
    CutPayment,
    /// The file ended here. What was understood came before.
    #[error("the file ends inside of a transaction")]
    Cut,
    /// Bytes that belong to no interchange.
    #[error("{0} bytes belong to no interchange")]
    Foreign(u64),
}

impl ProblemKind {
    /// A name for files and tables.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AmountTooLarge => "amount_too_large",
            Self::Units(_) => "units",
            Self::Days(_) => "days",
            Self::Diagnosis(_) => "diagnosis",
            Self::Group(_) => "group",
            Self::Status(_) => "status",
            Self::NoCoverageAnswer(_) => "no_coverage_answer",
            Self::NobodysCoverage => "nobodys_coverage",
            Self::ReviewNotUsed => "review_not_used",
            Self::Amount(_) => "amount",
            Self::Unbalanced(_) => "unbalanced",
            Self::Repeats(_) => "repeats",
            Self::Format(_) => "format",
            Self::NoTrace => "no_trace",
            Self::CutPayment => "cut_payment",
            Self::Cut => "cut",
            Self::Foreign(_) => "foreign",
        }
    }

    /// The value of the file that the sentence names, where it names one.
    pub fn value(&self) -> Option<String> {
        match self {
            Self::Units(value)
            | Self::Days(value)
            | Self::Diagnosis(value)
            | Self::Group(value)
            | Self::Status(value)
            | Self::Amount(value)
            | Self::Unbalanced(value)
            | Self::Repeats(value)
            | Self::Format(value)
            | Self::NoCoverageAnswer(value) => Some(value.clone()),
            Self::Foreign(length) => Some(length.to_string()),
            Self::AmountTooLarge | Self::NobodysCoverage | Self::ReviewNotUsed | Self::NoTrace | Self::CutPayment | Self::Cut => None,
        }
    }
}

/// Reads a file.
///
/// # Errors
/// What the source says when it cannot be read; nothing follows.
pub fn read(source: impl Read) -> impl Iterator<Item = io::Result<Mapped>> {
    Reading { source, piece: vec![0; 1 << 16], reader: x12::Reader::new(), mapper: Mapper::default(), state: State::Open }
}

/// What of a file breaks the format beyond what its values tell: an amount that is none and was read as zero, a count that is wrong, a trailer that is
/// missing. Foreign bytes and the cut itself are told by [`read`].
///
/// # Errors
/// What the source says when it cannot be read.
pub fn broken(mut source: impl Read) -> io::Result<Vec<FormatProblem>> {
    let (mut inspector, mut piece) = (x12::Inspector::new(x12::Depth::Reading), vec![0; 1 << 16]);
    loop {
        match source.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => inspector.push(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let is_told = |kind: &x12::ProblemKind| {
        matches!(kind, x12::ProblemKind::ForeignBefore(_) | x12::ProblemKind::ForeignAfter(_) | x12::ProblemKind::CutSegment)
    };
    let problems = inspector.finish().problems;
    Ok(problems.kept().iter().filter(|each| each.severity() == x12::Severity::Error && !is_told(&each.kind)).cloned().collect())
}

#[derive(PartialEq, Eq)]
enum State {
    Open,
    Finished,
    Ended,
}

struct Reading<R> {
    source: R,
    piece: Vec<u8>,
    reader: x12::Reader,
    mapper: Mapper,
    state: State,
}

impl<R: Read> Iterator for Reading<R> {
    type Item = io::Result<Mapped>;

    fn next(&mut self) -> Option<io::Result<Mapped>> {
        loop {
            if let Some(mapped) = self.mapper.next_mapped() {
                return Some(Ok(mapped));
            }
            if let Some(event) = self.reader.next_event() {
                self.mapper.take(event);
                continue;
            }
            match self.state {
                State::Ended => return None,
                State::Finished => {
                    self.mapper.finish();
                    self.state = State::Ended;
                }
                State::Open => match self.source.read(&mut self.piece) {
                    Ok(0) => {
                        self.reader.finish();
                        self.state = State::Finished;
                    }
                    Ok(length) => self.reader.push(&self.piece[..length]),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => {
                        self.state = State::Ended;
                        return Some(Err(error));
                    }
                },
            }
        }
    }
}

/// Turns events of an [`x12::Reader`] into values; for callers that read with a reader of their own.
///
/// Give events with [`Mapper::take`], say [`Mapper::finish`] at the end, and take [`Mapper::next_mapped`] until it is `None`.
#[derive(Debug, Default)]
pub struct Mapper {
    /// The place of the claim in its transaction, from 0.
    ordinal: u32,
    payment: Option<(Place, Remittance)>,
    /// A payment whose transaction is over; the next event says whether the file ended inside of it.
    ended: Option<(Place, Remittance)>,
    ready: VecDeque<Mapped>,
}

impl Mapper {
    /// Before the first event.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next value, in the order of the file.
    pub fn next_mapped(&mut self) -> Option<Mapped> {
        self.ready.pop_front()
    }

    /// Takes the next event.
    pub fn take(&mut self, event: Event) {
        let is_cut = matches!(event, Event::Cut(_));
        self.hand_out_ended(is_cut);
        match event {
            Event::Transaction(_) => self.ordinal = 0,
            Event::Claim(claim) => {
                let mut notes = Notes::at(claim.place);
                let mapped = claim::claim(&claim, self.ordinal, &mut notes);
                self.ordinal += 1;
                self.push(notes, Mapped::Claim(claim.place, Box::new(mapped)));
            }
            Event::Payment(header) => {
                let mut notes = Notes::at(header.envelope.place);
                let payment = remittance::head(&header, &mut notes);
                self.payment = Some((header.envelope.place, payment));
                self.note(notes);
            }
            Event::ClaimPayment(claim) => {
                let mut notes = Notes::at(claim.place);
                let decision = remittance::decision(&claim, &mut notes);
                if let Some((_, payment)) = &mut self.payment {
                    payment.adjudications.push(decision);
                }
                self.note(notes);
            }
            Event::PaymentEnd(header, end) => {
                let mut notes = Notes::at(header.envelope.place);
                if let Some((_, payment)) = &mut self.payment {
                    payment.provider_adjustments = remittance::besides(&end, &mut notes);
                }
                self.note(notes);
                self.ended = self.payment.take();
            }
            Event::Status(status) => {
                let answer = acknowledgment::of_claim(&status);
                self.ready.extend(answer.map(|answer| Mapped::Acknowledgment(status.place, answer)));
            }
            Event::Acknowledgment(group) => {
                let answers = acknowledgment::of_file(&group);
                self.ready.extend(answers.into_iter().map(|(answer, faults)| Mapped::FileAcknowledgment(group.place, answer, faults)));
            }
            Event::Foreign(place, length) => self.ready.push_back(Mapped::Problem(Problem { place, kind: ProblemKind::Foreign(length) })),
            Event::Cut(place) => self.ready.push_back(Mapped::Problem(Problem { place, kind: ProblemKind::Cut })),
            Event::Benefit(benefit) => {
                let mut notes = Notes::at(benefit.place);
                let answer = coverage::answer(&benefit, &mut notes);
                self.note(notes);
                self.ready.extend(answer.map(|answer| Mapped::Coverage(benefit.place, Box::new(answer))));
            }
            Event::Review(review) => {
                let mut notes = Notes::at(review.place);
                let answers = review::answers(&review, &mut notes);
                self.note(notes);
                if answers.is_empty() {
                    self.ready.push_back(Mapped::Problem(Problem { place: review.place, kind: ProblemKind::ReviewNotUsed }));
                }
                self.ready.extend(answers.into_iter().map(|answer| Mapped::Review(review.place, Box::new(answer))));
            }
        }
    }

    /// Says that nothing follows.
    pub fn finish(&mut self) {
        self.hand_out_ended(false);
    }

    fn hand_out_ended(&mut self, is_cut: bool) {
        let Some((place, mut payment)) = self.ended.take() else { return };
        payment.is_whole = !is_cut;
        payment.adjudications.shrink_to_fit();
        if is_cut {
            self.ready.push_back(Mapped::Problem(Problem { place, kind: ProblemKind::CutPayment }));
        }
        self.ready.push_back(Mapped::Remittance(place, Box::new(payment)));
    }

    fn push(&mut self, notes: Notes, mapped: Mapped) {
        self.note(notes);
        self.ready.push_back(mapped);
    }

    fn note(&mut self, notes: Notes) {
        let place = notes.place;
        self.ready.extend(notes.found.into_iter().map(|kind| Mapped::Problem(Problem { place, kind })));
    }
}

/// What was not understood in one part of a file, and the small conversions that find it.
struct Notes {
    place: Place,
    found: Vec<ProblemKind>,
}

impl Notes {
    fn at(place: Place) -> Self {
        Self { place, found: Vec::new() }
    }

    fn money(&mut self, amount: Cents) -> Money {
        if amount.0.unsigned_abs() > Money::LARGEST.cents().unsigned_abs() {
            self.found.push(ProblemKind::AmountTooLarge);
            return Money::ZERO;
        }
        Money::from_cents(amount.0)
    }

    /// Units; a field that is empty means one.
    fn units(&mut self, text: &str) -> Units {
        if text.is_empty() {
            return Units::ONE;
        }
        text.parse().unwrap_or_else(|_| {
            self.found.push(ProblemKind::Units(text.to_owned()));
            Units::ONE
        })
    }

    fn day(date: x12::Date) -> Option<Day> {
        Day::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    }

    /// The days of the first date with this qualifier.
    fn days(&mut self, dates: &[DatedReference], qualifier: &str) -> Option<Period> {
        let date = dates.iter().find(|date| date.qualifier == qualifier)?;
        let period = date.period.and_then(|period| Period::new(Self::day(period.from)?, Self::day(period.to)).ok());
        if period.is_none() {
            self.found.push(ProblemKind::Days(date.value.clone()));
        }
        period
    }

    /// The days from the first date with one qualifier to the first with another; one of them alone is one day.
    fn days_between(&mut self, dates: &[DatedReference], from: &str, to: &str) -> Option<Period> {
        let (from, to) = (self.days(dates, from), self.days(dates, to));
        let first = from.or(to)?.first();
        let last = to.or(from)?.first();
        Period::new(first, Some(last)).map_err(|_| self.found.push(ProblemKind::Days(format!("{first} to {last}")))).ok()
    }
}

/// A list without room to grow: millions of short ones are held at once.
fn tight<T>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.shrink_to_fit();
    values
}

/// A reference that is there and not empty.
fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The number of a party, if it is of this kind.
fn number_of(party: &x12::Party, qualifier: &str) -> Option<String> {
    (party.id_qualifier == qualifier).then(|| filled(Some(&party.id))).flatten()
}
