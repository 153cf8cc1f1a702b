//! What of a file breaks its format, and which of its claims and payments must not be posted for it: an amount that is none would count as zero.

use std::collections::VecDeque;
use std::io::{self, Read};

use x12::{ProblemKind as FormatKind, Severity, ValueType};

use super::{FormatProblem, Mapped, Place, Problem, ProblemKind};

/// A file as it was looked at before anything of it is used.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// What is wrong, each with its place, in the order of the file. Foreign bytes and the cut itself are told by [`super::read`].
    pub problems: Vec<Problem>,
    /// Where amounts stand that are none.
    unreadable: Vec<u64>,
    /// From where on there may be more of them than are kept.
    uncertain_from: Option<u64>,
}

/// Looks a file through.
///
/// # Errors
/// What the source says when it cannot be read.
pub fn examine(mut source: impl Read) -> io::Result<Examined> {
    let (mut inspector, mut piece) = (x12::Inspector::new(x12::Depth::Reading), vec![0; 1 << 16]);
    loop {
        match source.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => inspector.push(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Examined::of(&inspector.finish().problems))
}

impl Examined {
    fn of(found: &x12::Problems) -> Self {
        let unreadable: Vec<u64> = found.kept().iter().filter(|each| is_amount(each)).map(|each| each.place.byte).collect();
        let of_values = |each: &&FormatProblem| matches!(each.kind, FormatKind::NotReadable(_));
        let kept = found.kept().iter().filter(of_values).count();
        let last = found.kept().iter().rfind(of_values);
        let counted = last.and_then(|each| found.counts().get(each.kind.code()).copied()).unwrap_or(0);
        let is_more = usize::try_from(counted).is_ok_and(|counted| counted > kept);
        // Of a file that ends inside of a transaction that is told, and not each trailer that is lost with it.
        let is_lost = |each: &&FormatProblem| matches!(each.kind, FormatKind::Missing(_));
        let is_cut = found.kept().iter().any(|each| each.kind == FormatKind::Missing("SE"));
        let mut problems: Vec<Problem> = found.kept().iter().filter(|each| !(is_cut && is_lost(each))).filter_map(told).collect();
        problems.sort_by_key(|each| each.place.byte);
        Self { problems, unreadable, uncertain_from: last.filter(|_| is_more).map(|each| each.place.byte) }
    }

    /// True where an amount that is none stands between two places, or may.
    fn is_unsound(&self, first: u64, end: u64) -> bool {
        self.unreadable.iter().any(|byte| (first..end).contains(byte)) || self.uncertain_from.is_some_and(|from| end > from)
    }

    /// What was read of the file, without the claims and payments in which an amount stands that is none: of each of these amounts a problem tells.
    pub fn sound(&self, read: impl Iterator<Item = io::Result<Mapped>>) -> impl Iterator<Item = io::Result<Mapped>> {
        Sound { examined: self, read, waiting: None, ready: VecDeque::new() }
    }
}

fn is_amount(problem: &FormatProblem) -> bool {
    problem.kind == FormatKind::NotReadable(ValueType::Money)
}

fn told(problem: &FormatProblem) -> Option<Problem> {
    let at = if problem.element.is_empty() { problem.segment.clone() } else { problem.element.clone() };
    let kind = match &problem.kind {
        // These are told where they are met.
        FormatKind::ForeignBefore(_) | FormatKind::ForeignAfter(_) | FormatKind::CutSegment => return None,
        _ if is_amount(problem) => ProblemKind::Amount(at),
        FormatKind::ClaimOutOfBalance { claim, .. }
        | FormatKind::LineOutOfBalance { claim, .. }
        | FormatKind::ChargeOutOfBalance { claim, .. } => ProblemKind::Unbalanced(format!("{at} {claim}")),
        FormatKind::PaymentOutOfBalance { .. } => ProblemKind::Unbalanced(at),
        FormatKind::ClaimRepeats(number) | FormatKind::InterchangeRepeats(number) => ProblemKind::Repeats(number.clone()),
        kind if kind.severity() == Severity::Error || matches!(kind, FormatKind::GuideOfOther { .. }) => {
            ProblemKind::Format(format!("{at} {}", kind.code()))
        }
        _ => return None,
    };
    Some(Problem { place: problem.place, kind })
}

/// Holds each part back until the next one says where it ends.
struct Sound<'e, I> {
    examined: &'e Examined,
    read: I,
    waiting: Option<(Place, Mapped)>,
    ready: VecDeque<Mapped>,
}

impl<I> Sound<'_, I> {
    fn hand_out(&mut self, end: u64) {
        let Some((place, part)) = self.waiting.take() else { return };
        if !self.examined.is_unsound(place.byte, end) {
            self.ready.push_back(part);
        }
    }
}

impl<I: Iterator<Item = io::Result<Mapped>>> Iterator for Sound<'_, I> {
    type Item = io::Result<Mapped>;

    fn next(&mut self) -> Option<io::Result<Mapped>> {
        loop {
            if let Some(part) = self.ready.pop_front() {
                return Some(Ok(part));
            }
            match self.read.next() {
                None => {
                    self.waiting.as_ref()?;
                    self.hand_out(u64::MAX);
                }
                Some(Err(error)) => return Some(Err(error)),
                Some(Ok(part)) => match place_of(&part) {
                    Some(place) => {
                        self.hand_out(place.byte);
                        self.waiting = Some((place, part));
                    }
                    None => self.ready.push_back(part),
                },
            }
        }
    }
}

/// Where a claim or a payment begins; nothing of anything else, which holds no amount that is posted.
fn place_of(part: &Mapped) -> Option<Place> {
    match part {
        Mapped::Claim(place, _) | Mapped::Remittance(place, _) => Some(*place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    /// Two claims and, behind them, a payment of two.
    fn file(claims: [&str; 2], paid: &str) -> String {
        let claim = |number: &str, charge: &str| {
            format!("CLM*{number}*{charge}***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*{charge}*UN*1***1~DTP*472*D8*20260302~")
        };
        let bill = format!(
            "GS*HC*A*B*20260110*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260110*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~{}{}SE*21*0001~GE*1*1~",
            claim("C1", claims[0]),
            claim("C2", claims[1])
        );
        let money = format!(
            "GS*HP*A*B*20260112*0900*2*X*005010X221A1~ST*835*0002~BPR*I*40*C*ACH************20260112~TRN*1*T1*1512345678~\
N1*PR*PLAN~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*C1*1*65*{paid}**12*P1~CAS*CO*45*25~SE*9*0002~GE*1*2~"
        );
        format!(
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260110*0900*^*00501*000000001*0*T*:~{bill}{money}IEA*2*000000001~"
        )
    }

    fn check(text: &str, expected: &[&str], told: &[&str]) {
        let examined = examine(text.as_bytes()).unwrap();
        let name = |part: Mapped| match part {
            Mapped::Claim(_, claim) => claim.number,
            Mapped::Remittance(_, payment) => format!("{} {}", payment.key.trace, payment.posted_amount().cents()),
            other => format!("{other:?}"),
        };
        let sound: Vec<String> = examined.sound(read(text.as_bytes())).map(|part| name(part.unwrap())).collect();
        assert_eq!(sound, expected);
        let problems: Vec<String> = examined.problems.iter().map(|each| format!("{} at {}", each.kind, each.place.segment)).collect();
        assert_eq!(problems, told);
    }

    #[test]
    fn what_holds_an_amount_that_is_none_is_left_out_and_the_rest_is_there() {
        check(&file(["65", "80"], "40"), &["C1", "C2", "T1 4000"], &[]);
        check(&file(["abc", "80"], "40"), &["C2", "T1 4000"], &["not an amount: CLM02 at 13", "not an amount: SV102 at 16"]);
        check(&file(["65", "1,5"], "40"), &["C1", "T1 4000"], &["not an amount: CLM02 at 18", "not an amount: SV102 at 21"]);
        check(
            &file(["65", "80"], "4o.95"),
            &["C1", "C2"],
            &["does not add up: BPR02 at 27", "not an amount: CLP04 at 32", "does not add up: CLP04 C1 at 32"],
        );
    }
}
