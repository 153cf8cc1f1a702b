//! From segments to values: claims, payments, acknowledgments, one by one, so that memory does not grow with the file.

mod acknowledgment;
mod benefit;
mod claim;
mod claim_line;
mod header;
mod parts;
mod remittance;
mod review;
mod status;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::model::{
    Acknowledgment999, Benefit271, Claim837, ClaimPayment, ClaimStatus, Envelope, Remittance835, RemittanceEnd, RemittanceHeader, Review278,
};
use crate::segment::{Place, Segment};
use crate::tokenizer::{Step, Tokenizer};
use header::{Headers, Turn};

/// What a file holds, in its order.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A transaction begins (ST, and BHT where there is one).
    Transaction(Arc<Envelope>),
    /// A claim of an 837.
    Claim(Box<Claim837>),
    /// The head of an 835: a payment begins.
    Payment(Arc<RemittanceHeader>),
    /// A claim of an 835.
    ClaimPayment(Box<ClaimPayment>),
    /// The end of an 835, with provider adjustments and the balance.
    PaymentEnd(Arc<RemittanceHeader>, Box<RemittanceEnd>),
    /// A level of a 276 or 277.
    Status(Box<ClaimStatus>),
    /// A 999 or 997.
    Acknowledgment(Box<Acknowledgment999>),
    /// A request or answer of a 278.
    Review(Box<Review278>),
    /// A subscriber or dependent of a 270 or 271.
    Benefit(Box<Benefit271>),
    /// Bytes that belong to no interchange: where they begin and how many they are.
    Foreign(Place, u64),
    /// The file ended inside of a transaction, or its last segment has no terminator. What was understood came before.
    Cut(Place),
}

/// Reads values out of bytes that come in pieces of any size.
///
/// Bring bytes with [`Reader::push`], say [`Reader::finish`] at the end, and take [`Reader::next_event`] until it is `None`, after every piece.
#[derive(Debug, Default)]
pub struct Reader {
    bytes: Vec<u8>,
    tokenizer: Tokenizer,
    interpreter: Interpreter,
}

impl Reader {
    /// Before the first byte of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
        self.work(false);
    }

    /// Says that nothing follows.
    pub fn finish(&mut self) {
        self.work(true);
    }

    /// The next value, in the order of the file.
    pub fn next_event(&mut self) -> Option<Event> {
        self.interpreter.events.pop_front()
    }

    fn work(&mut self, at_end: bool) {
        let mut at = 0;
        loop {
            // Looked at where it was made, as in the inspection.
            let next = self.tokenizer.next(&self.bytes[at..], at_end);
            match &next.1 {
                Step::Segment(segment) => self.interpreter.take(segment),
                Step::Foreign(place, bytes) => self.interpreter.foreign(*place, bytes.len() as u64),
                Step::TooLong(place) => self.interpreter.events.push_back(Event::Cut(*place)),
                Step::More => break,
                Step::End => {
                    at = self.bytes.len();
                    self.interpreter.end(self.tokenizer.place());
                    break;
                }
            }
            at += next.0;
        }
        self.bytes.drain(..at);
    }
}

/// Reads all of `bytes`.
///
/// ```
/// let file = b"ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260105*0900*^*00501*000000001*0*T*:~\
/// GS*HP*PAYER*PRACTICE*20260105*0900*1*X*005010X221A1~ST*835*0001~BPR*I*40*C*ACH************20260105~TRN*1*T1*1512345678~\
/// N1*PR*PLAN~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*A1*1*65*40**12*P1~CAS*CO*45*25~SE*9*0001~GE*1*1~IEA*1*000000001~";
/// let paid: Vec<_> = x12::read(file)
///     .filter_map(|event| match event {
///         x12::Event::ClaimPayment(claim) => Some((claim.number, claim.paid)),
///         _ => None,
///     })
///     .collect();
/// assert_eq!(paid, [("A1".to_owned(), x12::Cents(4000))]);
/// ```
pub fn read(bytes: &[u8]) -> impl Iterator<Item = Event> {
    const PIECE: usize = 1 << 16;
    let mut reader = Reader::new();
    let mut pieces = bytes.chunks(PIECE);
    let mut finished = false;
    std::iter::from_fn(move || {
        loop {
            if let Some(event) = reader.next_event() {
                return Some(event);
            }
            match pieces.next() {
                Some(piece) => reader.push(piece),
                None if finished => return None,
                None => {
                    finished = true;
                    reader.finish();
                }
            }
        }
    })
}

/// Reads the payments of `bytes`, each whole.
pub fn remittances(bytes: &[u8]) -> impl Iterator<Item = Remittance835> {
    let mut claims = Vec::new();
    read(bytes).filter_map(move |event| match event {
        Event::Payment(_) => {
            claims.clear();
            None
        }
        Event::ClaimPayment(claim) => {
            claims.push(*claim);
            None
        }
        Event::PaymentEnd(header, end) => Some(Remittance835 { header, claims: std::mem::take(&mut claims), end: *end }),
        _ => None,
    })
}

/// Turns segments into events; knows the transaction it is in.
#[derive(Debug, Default)]
struct Interpreter {
    headers: Headers,
    current: Current,
    events: VecDeque<Event>,
}

/// The transaction that is being read.
#[derive(Debug, Default)]
enum Current {
    #[default]
    None,
    Claims(Box<claim::Claims>),
    Remittance(Box<remittance::Remittance>),
    Status(Box<status::Statuses>),
    Acknowledgment(Box<acknowledgment::Acknowledging>),
    Review(Box<review::Reviews>),
    Benefit(Box<benefit::Benefits>),
}

impl Interpreter {
    fn take(&mut self, segment: &Segment<'_>) {
        let turn = self.headers.take(segment);
        if !matches!(turn, Turn::Goes) {
            self.close();
        }
        if let Turn::Begins(envelope) = turn {
            self.events.push_back(Event::Transaction(Arc::clone(&envelope)));
            self.current = match envelope.transaction.as_str() {
                "837" => Current::Claims(Box::new(claim::Claims::new(envelope))),
                "835" => Current::Remittance(Box::new(remittance::Remittance::new(envelope))),
                "276" | "277" => Current::Status(Box::new(status::Statuses::new(envelope))),
                "999" | "997" => Current::Acknowledgment(Box::new(acknowledgment::Acknowledging::new(envelope))),
                "278" => Current::Review(Box::new(review::Reviews::new(envelope))),
                "270" | "271" => Current::Benefit(Box::new(benefit::Benefits::new(envelope))),
                _ => Current::None,
            };
        }
        if !segment.is_terminated() && segment.id() != b"IEA" {
            self.events.push_back(Event::Cut(segment.place()));
        }
        if Headers::is_header(segment) {
            return;
        }
        let events = &mut self.events;
        match &mut self.current {
            Current::None => {}
            Current::Claims(reading) => reading.take(segment, events),
            Current::Remittance(reading) => reading.take(segment, events),
            Current::Status(reading) => reading.take(segment, events),
            Current::Acknowledgment(reading) => reading.take(segment),
            Current::Review(reading) => reading.take(segment, events),
            Current::Benefit(reading) => reading.take(segment, events),
        }
    }

    /// Hands out what is complete now that the transaction is over.
    fn close(&mut self) {
        let events = &mut self.events;
        match std::mem::take(&mut self.current) {
            Current::None => {}
            Current::Claims(mut reading) => reading.close(events),
            Current::Remittance(mut reading) => reading.close(events),
            Current::Status(mut reading) => reading.close(events),
            Current::Acknowledgment(reading) => events.push_back(Event::Acknowledgment(Box::new(reading.close()))),
            Current::Review(mut reading) => reading.close(events),
            Current::Benefit(mut reading) => reading.close(events),
        }
    }

    fn foreign(&mut self, place: Place, length: u64) {
        if let Some(Event::Foreign(_, before)) = self.events.back_mut() {
            *before += length;
        } else {
            self.events.push_back(Event::Foreign(place, length));
        }
    }

    fn end(&mut self, place: Place) {
        if !matches!(self.current, Current::None) {
            self.close();
            self.events.push_back(Event::Cut(place));
        }
    }
}
