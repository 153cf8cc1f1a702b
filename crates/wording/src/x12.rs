//! Problems of X12 files in sentences.

use ::x12::{BrokenTree, Problem, ProblemKind, Severity, ValueType};
use vocabulary::Money;

use crate::key::Key;
use crate::text::{Arg, Text};

impl Text {
    /// The same of a problem in its place: what a count of a trailer is of, is said by the segment.
    pub fn x12_problem_of(self, problem: &Problem) -> String {
        let ProblemKind::Count { given, counted } = &problem.kind else { return self.x12_problem(&problem.kind) };
        let key = match problem.segment.as_str() {
            "SE" => Key::X12CountSegments,
            "GE" => Key::X12CountTransactions,
            "IEA" => Key::X12CountGroups,
            _ => Key::X12Count,
        };
        self.say_with(key, &[("given", Arg::Text(given.clone())), ("counted", Arg::Text(counted.to_string()))])
    }

    /// What is wrong, and what to do. The position is said beside it.
    pub fn x12_problem(self, problem: &ProblemKind) -> String {
        use ProblemKind as Kind;
        let count = |count: u64| Arg::Count(i64::try_from(count).unwrap_or(i64::MAX));
        let size = |size: usize| Arg::Count(i64::try_from(size).unwrap_or(i64::MAX));
        let text = |text: &str| Arg::Text(text.to_owned());
        let money = |cents: ::x12::Cents| Arg::Money(Money::from_cents(cents.0));
        match problem {
            Kind::Empty => self.say(Key::X12Empty),
            Kind::NotX12 => self.say(Key::X12NotX12),
            Kind::OtherEncoding => self.say(Key::X12OtherEncoding),
            Kind::ForeignBefore(bytes) => self.say_with(Key::X12ForeignBefore, &[("count", count(*bytes))]),
            Kind::ForeignAfter(bytes) => self.say_with(Key::X12ForeignAfter, &[("count", count(*bytes))]),
            Kind::IsaWidth => self.say(Key::X12IsaWidth),
            Kind::SegmentTooLong => self.say(Key::X12SegmentTooLong),
            Kind::CutSegment => self.say(Key::X12CutSegment),
            Kind::LastWithoutTerminator => self.say(Key::X12LastWithoutTerminator),
            Kind::EmptySegment => self.say(Key::X12EmptySegment),
            Kind::Missing(segment) => self.say_with(Key::X12Missing, &[("segment", text(segment))]),
            Kind::Stray => self.say(Key::X12Stray),
            Kind::OutsideTransaction => self.say(Key::X12OutsideTransaction),
            Kind::Count { given, counted } => {
                self.say_with(Key::X12Count, &[("given", text(given)), ("counted", text(&counted.to_string()))])
            }
            Kind::ControlNumber { header, trailer } => {
                self.say_with(Key::X12ControlNumber, &[("header", text(header)), ("trailer", text(trailer))])
            }
            Kind::GuidesDisagree { transaction, group } => {
                self.say_with(Key::X12GuidesDisagree, &[("transaction", text(transaction)), ("group", text(group))])
            }
            Kind::GuideOfOther { transaction, guide } => {
                self.say_with(Key::X12GuideOfOther, &[("transaction", text(transaction)), ("guide", text(guide))])
            }
            Kind::GuideNotSupported(guide) => self.say_with(Key::X12GuideNotSupported, &[("guide", text(guide))]),
            Kind::GuidePartial(guide) => self.say_with(Key::X12GuidePartial, &[("guide", text(guide))]),
            Kind::UnknownSegment => self.say(Key::X12UnknownSegment),
            Kind::NoPlace => self.say(Key::X12NoPlace),
            Kind::Tree(BrokenTree::Number) => self.say(Key::X12TreeNumber),
            Kind::Tree(BrokenTree::Parent) => self.say(Key::X12TreeParent),
            Kind::Tree(BrokenTree::Level) => self.say(Key::X12TreeLevel),
            Kind::Tree(BrokenTree::Childless) => self.say(Key::X12TreeChildless),
            Kind::NotReadable(value) => self.say(match value {
                ValueType::Integer => Key::X12NotReadableInteger,
                ValueType::Decimal => Key::X12NotReadableDecimal,
                ValueType::Money => Key::X12NotReadableMoney,
                ValueType::Date | ValueType::DateInFormat => Key::X12NotReadableDate,
                ValueType::Time => Key::X12NotReadableTime,
            }),
            Kind::TooLong { length, limit } => self.say_with(Key::X12TooLong, &[("length", size(*length)), ("limit", size(*limit))]),
            Kind::TooManyRepeats { count, limit } => {
                self.say_with(Key::X12TooManyRepeats, &[("count", size(*count)), ("limit", size(*limit))])
            }
            Kind::ControlBytes => self.say(Key::X12ControlBytes),
            Kind::NotUtf8 => self.say(Key::X12NotUtf8),
            Kind::InterchangeRepeats(number) => self.say_with(Key::X12InterchangeRepeats, &[("number", text(number))]),
            Kind::ClaimRepeats(claim) => self.say_with(Key::X12ClaimRepeats, &[("claim", text(claim))]),
            Kind::NobodyBills(claim) => self.say_with(Key::X12NobodyBills, &[("claim", text(claim))]),
            Kind::RepeatsNotCompared(compared) => self.say_with(Key::X12RepeatsNotCompared, &[("count", count(*compared))]),
            Kind::ClaimOutOfBalance { claim, difference } => {
                self.say_with(Key::X12ClaimOutOfBalance, &[("claim", text(claim)), ("difference", money(*difference))])
            }
            Kind::LineOutOfBalance { claim, difference } => {
                self.say_with(Key::X12LineOutOfBalance, &[("claim", text(claim)), ("difference", money(*difference))])
            }
            Kind::PaymentOutOfBalance { difference } => self.say_with(Key::X12PaymentOutOfBalance, &[("difference", money(*difference))]),
            Kind::ChargeOutOfBalance { claim, difference } => {
                self.say_with(Key::X12ChargeOutOfBalance, &[("claim", text(claim)), ("difference", money(*difference))])
            }
            Kind::LoopMissing(name) => self.say_with(Key::X12LoopMissing, &[("loop", text(name))]),
            Kind::SegmentMissing(name) => self.say_with(Key::X12SegmentMissing, &[("segment", text(name))]),
            Kind::ElementMissing => self.say(Key::X12ElementMissing),
            Kind::ElementNotUsed => self.say(Key::X12ElementNotUsed),
            Kind::Code(value) => self.say_with(Key::X12Code, &[("value", text(value))]),
            Kind::TooShort { length, limit } => self.say_with(Key::X12TooShort, &[("length", size(*length)), ("limit", size(*limit))]),
            Kind::LoopRepeats(limit) => self.say_with(Key::X12LoopRepeats, &[("limit", count(u64::from(*limit)))]),
            Kind::SegmentRepeats(limit) => self.say_with(Key::X12SegmentRepeats, &[("limit", count(u64::from(*limit)))]),
            Kind::OutOfOrder => self.say(Key::X12OutOfOrder),
            Kind::Relation(relation) => self.say_with(Key::X12Relation, &[("relation", text(relation))]),
        }
    }

    /// How much a problem weighs, in a word.
    pub fn x12_severity(self, severity: Severity) -> String {
        self.say(match severity {
            Severity::Error => Key::X12SeverityError,
            Severity::Warning => Key::X12SeverityWarning,
            Severity::Information => Key::X12SeverityInformation,
        })
    }
}
