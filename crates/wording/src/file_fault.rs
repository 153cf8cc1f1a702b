//! What a 999 calls wrong in a file, in our own words with what to do. The meanings of codes without a letter were read in learn.microsoft.com (“X12 997
//! acknowledgment error codes”) and support.edifabric.com (“X12 999 Acknowledgment Error Codes”); those of the guide (I6 to I9 of a segment, I9 and I12 of
//! an element) in ibm.com (“IK304 error code”, “IK403 error code”, APAR PH19489), edifabric.com and x12.org (request for interpretation 2502). I4 of a
//! segment and I6, I10, I11 and I13 of an element were read in ibm.com only: unverified.

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// What is wrong with a segment, by IK304 (AK304 in a 997).
    pub fn segment_fault(self, code: &str) -> String {
        self.say(match code {
            "1" => Key::SegmentFaultUnknown,
            "2" => Key::SegmentFaultUnexpected,
            "3" => Key::SegmentFaultMissing,
            "4" => Key::SegmentFaultLoopTooOften,
            "5" => Key::SegmentFaultTooOften,
            "6" => Key::SegmentFaultNotInTransaction,
            "7" => Key::SegmentFaultOutOfOrder,
            "8" => Key::SegmentFaultElements,
            "I4" => Key::SegmentFaultNotUsed,
            "I6" => Key::SegmentFaultNeeded,
            "I7" => Key::SegmentFaultLoopTooFew,
            "I8" => Key::SegmentFaultTooFew,
            "I9" => Key::SegmentFaultForbidden,
            _ => Key::FileFaultOther,
        })
    }

    /// What is wrong with a value, by IK403 (AK403 in a 997).
    pub fn element_fault(self, code: &str) -> String {
        self.say(match code {
            "1" => Key::ElementFaultMissing,
            "2" | "I9" => Key::ElementFaultNeeded,
            "3" => Key::ElementFaultTooMany,
            "4" => Key::ElementFaultTooShort,
            "5" => Key::ElementFaultTooLong,
            "6" => Key::ElementFaultCharacter,
            "7" | "I6" => Key::ElementFaultCode,
            "8" => Key::ElementFaultDate,
            "9" => Key::ElementFaultTime,
            "10" => Key::ElementFaultExcluded,
            "12" => Key::ElementFaultTooOften,
            "13" => Key::ElementFaultTooManyParts,
            "I10" => Key::ElementFaultNotUsed,
            "I11" => Key::ElementFaultTooFew,
            "I12" => Key::ElementFaultForm,
            "I13" => Key::ElementFaultForbidden,
            _ => Key::FileFaultOther,
        })
    }

    /// What is wrong with a transaction as a whole, by IK502 and on.
    pub fn transaction_fault(self, code: &str) -> String {
        self.say(match code {
            "1" => Key::TransactionFaultNotTaken,
            "2" => Key::TransactionFaultNoTrailer,
            "3" => Key::TransactionFaultControl,
            "4" => Key::TransactionFaultCount,
            "5" => Key::TransactionFaultSegments,
            "6" => Key::TransactionFaultKind,
            "7" => Key::TransactionFaultNoControl,
            _ => Key::FileFaultOther,
        })
    }

    /// What is wrong with a group as a whole, by AK905 and on.
    pub fn group_fault(self, code: &str) -> String {
        self.say(match code {
            "1" => Key::GroupFaultNotTaken,
            "2" => Key::GroupFaultVersion,
            "3" => Key::GroupFaultNoTrailer,
            "4" => Key::GroupFaultControl,
            "5" => Key::GroupFaultCount,
            "6" => Key::GroupFaultNoControl,
            _ => Key::FileFaultOther,
        })
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::Language;

    use crate::text::Text;

    /// Every code says something of its own in every language, and no other does.
    #[test]
    fn each_code_of_a_999_has_words_of_its_own() {
        let check = |language: &str, said: &dyn Fn(Text, &str) -> String, codes: &[&str]| {
            let text = Text::for_language(&language.parse::<Language>().unwrap());
            let other = said(text, "no such code");
            let mut words: Vec<String> = codes.iter().map(|code| said(text, code)).collect();
            assert!(!words.contains(&other), "{language} {codes:?}");
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), codes.len(), "{language} {codes:?}");
        };
        for language in ["en", "es"] {
            check(language, &Text::segment_fault, &["1", "2", "3", "4", "5", "6", "7", "8", "I4", "I6", "I7", "I8", "I9"]);
            check(
                language,
                &Text::element_fault,
                &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "13", "I10", "I11", "I12", "I13"],
            );
            check(language, &Text::transaction_fault, &["1", "2", "3", "4", "5", "6", "7"]);
            check(language, &Text::group_fault, &["1", "2", "3", "4", "5", "6"]);
        }
    }
}
