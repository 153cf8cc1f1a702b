//! What is wrong or odd in a file: a fact with a position. `wording` makes the sentence.

use crate::amount::Cents;
use crate::segment::Place;

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Information,
    /// Everything was read, but something does not add up.
    Warning,
    /// The file breaks the format, or what it says cannot be understood.
    Error,
}

/// A problem and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The segment.
    pub place: Place,
    /// Its identifier; empty for a problem of the whole file.
    pub segment: String,
    /// The loop of the guide in which it stands; empty outside of a transaction and where the guide is not supported.
    pub loop_name: String,
    /// The element, as guides count: `CLP04`, `SVC01-2`. Empty where the whole segment is meant.
    pub element: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// What data type a value should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Digits, with a minus at most.
    Integer,
    /// A decimal number.
    Decimal,
    /// An amount of money in whole cents.
    Money,
    /// A day of the calendar, `CCYYMMDD` or `YYMMDD`.
    Date,
    /// A time of day.
    Time,
    /// A day or period in the format that the element before names.
    DateInFormat,
}

/// How a level of an HL tree is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BrokenTree {
    /// HL01 is not the number after that of the level before.
    Number,
    /// HL02 names no level that is open here.
    Parent,
    /// The level may not stand below its parent.
    Level,
    /// HL04 says that nothing is below, but something is.
    Childless,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file has no bytes.
    Empty,
    /// No ISA segment that says its delimiters.
    NotX12,
    /// UTF-16, a ZIP archive or the like: text that must be converted first.
    OtherEncoding,
    /// Bytes outside of every interchange before the last one: how many.
    ForeignBefore(u64),
    /// Bytes behind the last IEA: how many.
    ForeignAfter(u64),
    /// The ISA segment does not have 106 bytes.
    IsaWidth,
    /// A segment without a terminator within a megabyte. Nothing behind it was read.
    SegmentTooLong,
    /// The file ends inside of a segment.
    CutSegment,
    /// IEA has no terminator.
    LastWithoutTerminator,
    /// Terminators with nothing between them.
    EmptySegment,
    /// A header or trailer is missing, or stands where it should not: the missing segment.
    Missing(&'static str),
    /// A trailer without its header.
    Stray,
    /// A segment outside of a transaction.
    OutsideTransaction,
    /// A count of a trailer: what it says and what was counted.
    Count {
        /// As the trailer says.
        given: String,
        /// As counted.
        counted: u64,
    },
    /// The control number of a trailer is not that of its header.
    ControlNumber {
        /// In the header.
        header: String,
        /// In the trailer.
        trailer: String,
    },
    /// ST03 is not GS08.
    GuidesDisagree {
        /// ST03.
        transaction: String,
        /// GS08.
        group: String,
    },
    /// The guide is one of ours, and of another transaction: nothing of this one has a place in it.
    GuideOfOther {
        /// ST01.
        transaction: String,
        /// The guide.
        guide: String,
    },
    /// The guide is not one of ours: the transaction was read without it.
    GuideNotSupported(String),
    /// The guide is supported in part.
    GuidePartial(String),
    /// No segment of this name in the guide.
    UnknownSegment,
    /// The segment has no place at this point of the transaction.
    NoPlace,
    /// A broken HL tree.
    Tree(BrokenTree),
    /// A value that cannot be read as its type.
    NotReadable(ValueType),
    /// A value longer than the guide permits.
    TooLong {
        /// In characters.
        length: usize,
        /// In characters.
        limit: usize,
    },
    /// An element that repeats more often than the guide permits.
    TooManyRepeats {
        /// How often.
        count: usize,
        /// How often it may.
        limit: usize,
    },
    /// Control characters in a segment.
    ControlBytes,
    /// Bytes that are not UTF-8; they were read as Latin-1.
    NotUtf8,
    /// The interchange control number came before, from the same sender.
    InterchangeRepeats(String),
    /// The claim number came before.
    ClaimRepeats(String),
    /// A claim without a billing provider above it (NM1*85). The claim number.
    NobodyBills(String),
    /// So many claims were compared by number; later ones were not.
    RepeatsNotCompared(u64),
    /// CLP03 less the adjustments is not CLP04.
    ClaimOutOfBalance {
        /// CLP01.
        claim: String,
        /// CLP03 less adjustments less CLP04.
        difference: Cents,
    },
    /// SVC02 less the adjustments is not SVC03.
    LineOutOfBalance {
        /// CLP01.
        claim: String,
        /// SVC02 less adjustments less SVC03.
        difference: Cents,
    },
    /// BPR02 is not the sum of CLP04 less the sum of PLB.
    PaymentOutOfBalance {
        /// BPR02 less that.
        difference: Cents,
    },
    /// CLM02 is not the sum of its lines.
    ChargeOutOfBalance {
        /// CLM01.
        claim: String,
        /// CLM02 less the sum.
        difference: Cents,
    },
    /// Guide: a required loop is missing. The name of the loop.
    LoopMissing(String),
    /// Guide: a required segment is missing.
    SegmentMissing(String),
    /// Guide: a required element is missing.
    ElementMissing,
    /// Guide: an element that is not used here has a value.
    ElementNotUsed,
    /// Guide: a code that is not in its list.
    Code(String),
    /// Guide: a value shorter than permitted.
    TooShort {
        /// In characters.
        length: usize,
        /// In characters.
        limit: usize,
    },
    /// Guide: a loop repeats more often than permitted.
    LoopRepeats(u32),
    /// Guide: a segment repeats more often than permitted.
    SegmentRepeats(u32),
    /// Guide: a segment stands before or behind its place.
    OutOfOrder,
    /// Guide: elements that belong together do not come together. The relation as guides write it: `P0304`.
    Relation(String),
}

impl ProblemKind {
    /// How much it weighs. What a guide asks for beyond reading (missing parts, codes, order) is an error of `validate`.
    pub fn severity(&self) -> Severity {
        match self {
            Self::LastWithoutTerminator
            | Self::EmptySegment
            | Self::GuideNotSupported(_)
            | Self::GuidePartial(_)
            | Self::RepeatsNotCompared(_) => Severity::Information,
            Self::ForeignBefore(_)
            | Self::ForeignAfter(_)
            | Self::IsaWidth
            | Self::GuidesDisagree { .. }
            | Self::GuideOfOther { .. }
            | Self::NotUtf8
            | Self::InterchangeRepeats(_)
            | Self::ClaimRepeats(_)
            | Self::NobodyBills(_)
            | Self::ClaimOutOfBalance { .. }
            | Self::LineOutOfBalance { .. }
            | Self::PaymentOutOfBalance { .. }
            | Self::ChargeOutOfBalance { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// True for envelope problems: counts, control numbers, missing headers and trailers.
    pub fn is_of_envelope(&self) -> bool {
        matches!(self, Self::Count { .. } | Self::ControlNumber { .. } | Self::Missing(_) | Self::Stray | Self::OutsideTransaction)
    }

    /// A name that does not change, for programs: `control-number`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotX12 => "not-x12",
            Self::OtherEncoding => "other-encoding",
            Self::ForeignBefore(_) => "foreign-before",
            Self::ForeignAfter(_) => "foreign-after",
            Self::IsaWidth => "isa-width",
            Self::SegmentTooLong => "segment-too-long",
            Self::CutSegment => "cut-segment",
            Self::LastWithoutTerminator => "last-without-terminator",
            Self::EmptySegment => "empty-segment",
            Self::Missing(_) => "missing",
            Self::Stray => "stray",
            Self::OutsideTransaction => "outside-transaction",
            Self::Count { .. } => "count",
            Self::ControlNumber { .. } => "control-number",
            Self::GuidesDisagree { .. } => "guides-disagree",
            Self::GuideOfOther { .. } => "guide-of-other",
            Self::GuideNotSupported(_) => "guide-not-supported",
            Self::GuidePartial(_) => "guide-partial",
            Self::UnknownSegment => "unknown-segment",
            Self::NoPlace => "no-place",
            Self::Tree(BrokenTree::Number) => "tree-number",
            Self::Tree(BrokenTree::Parent) => "tree-parent",
            Self::Tree(BrokenTree::Level) => "tree-level",
            Self::Tree(BrokenTree::Childless) => "tree-childless",
            Self::NotReadable(_) => "not-readable",
            Self::TooLong { .. } => "too-long",
            Self::TooManyRepeats { .. } => "too-many-repeats",
            Self::ControlBytes => "control-bytes",
            Self::NotUtf8 => "not-utf8",
            Self::InterchangeRepeats(_) => "interchange-repeats",
            Self::ClaimRepeats(_) => "claim-repeats",
            Self::NobodyBills(_) => "nobody-bills",
            Self::RepeatsNotCompared(_) => "repeats-not-compared",
            Self::ClaimOutOfBalance { .. } => "claim-out-of-balance",
            Self::LineOutOfBalance { .. } => "line-out-of-balance",
            Self::PaymentOutOfBalance { .. } => "payment-out-of-balance",
            Self::ChargeOutOfBalance { .. } => "charge-out-of-balance",
            Self::LoopMissing(_) => "loop-missing",
            Self::SegmentMissing(_) => "segment-missing",
            Self::ElementMissing => "element-missing",
            Self::ElementNotUsed => "element-not-used",
            Self::Code(_) => "code",
            Self::TooShort { .. } => "too-short",
            Self::LoopRepeats(_) => "loop-repeats",
            Self::SegmentRepeats(_) => "segment-repeats",
            Self::OutOfOrder => "out-of-order",
            Self::Relation(_) => "relation",
        }
    }
}

/// What an inspection found, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Read, and nothing against it. Does not say that it conforms to its guide.
    Accept,
    /// All was read, but something does not add up.
    AcceptWithWarning,
    /// Broken.
    ReportError,
}

impl Verdict {
    /// `accept`, `accept_with_warning` or `report_error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::AcceptWithWarning => "accept_with_warning",
            Self::ReportError => "report_error",
        }
    }
}
