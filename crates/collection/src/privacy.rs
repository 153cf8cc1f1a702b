//! Which answers of an adolescent are the adolescent's own: those that nobody who acts for them is shown.
//!
//! Which instruments these are, and from which age, the practice writes into its protocol: it follows from the law of its state and from what it promises
//! its patients, and the product ships no such table.

use std::sync::Arc;

use instruments::Respondent;

use crate::protocol::Protocol;

/// The age from which somebody is of age, where the protocol names none.
pub const OF_AGE: u16 = 18;

/// An instrument whose answers stay with the adolescent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateInstrument {
    /// Its id.
    pub instrument: Arc<str>,
    /// From this age on, in years.
    pub from_age: u16,
    /// Before this age, in years.
    pub until_age: u16,
}

impl PrivateInstrument {
    /// True at an age at which the answers are private.
    pub fn covers(&self, age: u16) -> bool {
        (self.from_age..self.until_age).contains(&age)
    }
}

impl Protocol {
    /// True where what was answered is kept from everybody who acts for the patient. `ages` are those that matter: when it was answered and now. What
    /// was private once stays so, and what was answered before it was private becomes so.
    ///
    /// Only the patient's own answers are: what a parent answers the parent knows.
    pub fn is_private(&self, instrument: &str, respondent: Respondent, ages: &[u16]) -> bool {
        let own = self.private.iter().filter(|private| &*private.instrument == instrument);
        respondent == Respondent::Patient && own.clone().any(|private| ages.iter().any(|age| private.covers(*age)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::due::tests::protocol;

    fn with(from_age: u16, until_age: u16) -> Protocol {
        Protocol { private: vec![PrivateInstrument { instrument: "phq-9".into(), from_age, until_age }], ..protocol() }
    }

    #[test]
    fn the_answers_of_an_adolescent_are_private_and_those_of_others_are_not() {
        let check = |instrument: &str, respondent: Respondent, ages: &[u16], expected: bool| {
            assert_eq!(with(13, OF_AGE).is_private(instrument, respondent, ages), expected, "{instrument} {respondent:?} {ages:?}");
        };
        check("phq-9", Respondent::Patient, &[13], true);
        check("phq-9", Respondent::Patient, &[17, 17], true);
        check("phq-9", Respondent::Patient, &[12], false);
        check("phq-9", Respondent::Patient, &[18], false);
        check("phq-9", Respondent::Parent, &[15], false);
        check("gad-7", Respondent::Patient, &[15], false);
        // Answered as a child and asked about as an adolescent; answered as an adolescent and asked about as an adult.
        check("phq-9", Respondent::Patient, &[12, 14], true);
        check("phq-9", Respondent::Patient, &[17, 19], true);
    }

    #[test]
    fn without_a_word_in_the_protocol_nothing_is_private() {
        assert!(!protocol().is_private("phq-9", Respondent::Patient, &[15]));
    }

    proptest! {
        #[test]
        fn a_further_age_never_takes_privacy_away(from in 10_u16..17, until in 17_u16..22, then in 5_u16..30, now in 5_u16..30) {
            let protocol = with(from, until);
            let is_private = |ages: &[u16]| protocol.is_private("phq-9", Respondent::Patient, ages);
            prop_assert_eq!(is_private(&[then, now]), is_private(&[then]) || is_private(&[now]));
        }
    }
}
