//! Counts and control numbers: whether every header has its trailer.

use crate::inspect::Sink;
use crate::problem::ProblemKind;
use crate::segment::{Segment, kept};

/// The open headers.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    interchange: Option<Header>,
    group: Option<Header>,
    transaction: Option<Header>,
    /// GS08.
    pub(super) version: Vec<u8>,
    /// Numbers of the interchanges so far; hashes, so that memory stays small.
    seen: super::Seen,
}

#[derive(Debug, Default)]
struct Header {
    control: Vec<u8>,
    /// Groups, transactions or segments below.
    count: u64,
}

impl Envelope {
    /// True within a transaction.
    pub(super) fn in_transaction(&self) -> bool {
        self.transaction.is_some()
    }

    /// Takes note of a segment within a transaction that is not of the envelope.
    #[inline]
    pub(super) fn goes_on(&mut self) {
        if let Some(transaction) = &mut self.transaction {
            transaction.count += 1;
        }
    }

    /// Takes note of any segment. The number of segments is given back with SE.
    #[inline]
    pub(super) fn take(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) -> Option<u64> {
        self.goes_on();
        match segment.id() {
            b"ISA" => self.interchange(segment, sink),
            b"GS" => {
                self.end_transaction(segment, sink);
                self.end_group(segment, sink);
                if let Some(interchange) = &mut self.interchange {
                    interchange.count += 1;
                }
                self.version = segment.element(8).to_vec();
                self.group = Some(Header { control: segment.element(6).trim_ascii().to_vec(), count: 0 });
            }
            b"ST" => {
                self.end_transaction(segment, sink);
                match &mut self.group {
                    Some(group) => group.count += 1,
                    None => sink.at(segment, "", ProblemKind::Missing("GS")),
                }
                self.transaction = Some(Header { control: segment.element(2).trim_ascii().to_vec(), count: 1 });
            }
            b"SE" => return self.trailer_of_transaction(segment, sink),
            b"GE" => {
                self.end_transaction(segment, sink);
                Self::trailer(self.group.take(), segment, sink);
            }
            b"IEA" => {
                self.end_transaction(segment, sink);
                self.end_group(segment, sink);
                Self::trailer(self.interchange.take(), segment, sink);
            }
            b"TA1" => {}
            _ if self.transaction.is_none() => sink.at(segment, "", ProblemKind::OutsideTransaction),
            _ => {}
        }
        None
    }

    /// Says which trailers are missing at the end of the file.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) {
        if self.transaction.take().is_some() {
            sink.file(ProblemKind::Missing("SE"));
        }
        if self.group.take().is_some() {
            sink.file(ProblemKind::Missing("GE"));
        }
        if self.interchange.take().is_some() {
            sink.file(ProblemKind::Missing("IEA"));
        }
    }

    fn interchange(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        self.end_transaction(segment, sink);
        self.end_group(segment, sink);
        if self.interchange.take().is_some() {
            sink.at(segment, "", ProblemKind::Missing("IEA"));
        }
        if !segment.delimiters().isa_fixed_width {
            sink.at(segment, "", ProblemKind::IsaWidth);
        }
        let control = segment.element(13).trim_ascii();
        let key = super::hash(&[segment.element(6).trim_ascii(), segment.element(8).trim_ascii(), control]);
        if self.seen.len() < super::MOST_NUMBERS && !self.seen.insert(key) {
            sink.at(segment, "ISA13", ProblemKind::InterchangeRepeats(kept(control)));
        }
        self.interchange = Some(Header { control: control.to_vec(), count: 0 });
    }

    fn end_transaction(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        if self.transaction.take().is_some() {
            sink.at(segment, "", ProblemKind::Missing("SE"));
        }
    }

    fn end_group(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        if self.group.take().is_some() {
            sink.at(segment, "", ProblemKind::Missing("GE"));
        }
    }

    fn trailer_of_transaction(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) -> Option<u64> {
        let header = self.transaction.take();
        let count = header.as_ref().map(|header| header.count);
        Self::trailer(header, segment, sink);
        count
    }

    fn trailer(header: Option<Header>, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        let Some(header) = header else { return sink.at(segment, "", ProblemKind::Stray) };
        let id = segment.text_of_id();
        let given = segment.element(1);
        let number = std::str::from_utf8(given).ok().and_then(|given| given.trim().parse::<u64>().ok());
        if number != Some(header.count) {
            let kind = ProblemKind::Count { given: kept(given), counted: header.count };
            sink.at(segment, &format!("{id}01"), kind);
        }
        let trailer = segment.element(2).trim_ascii();
        if trailer != header.control {
            let kind = ProblemKind::ControlNumber { header: kept(&header.control), trailer: kept(trailer) };
            sink.at(segment, &format!("{id}02"), kind);
        }
    }
}
