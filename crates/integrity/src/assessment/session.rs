//! Which named service stands for which billed one. A signed note of a group is no note of individual therapy of the same day.

/// A kind of session. Services of one kind differ in their minutes; of two kinds neither stands for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Session {
    /// Individual therapy.
    Individual,
    /// With the family.
    Family,
    /// In a group.
    Group,
    /// In a crisis.
    Crisis,
    /// A first evaluation.
    Evaluation,
    /// Evaluation and management.
    Visit,
}

/// The kind of session of a code; `None` for what is added to one, for a day of a program, and for what is no session.
pub(super) fn session(code: &str) -> Option<Session> {
    match code {
        "90832" | "90834" | "90837" => Some(Session::Individual),
        "90846" | "90847" => Some(Session::Family),
        "90849" | "90853" => Some(Session::Group),
        "90839" | "90840" => Some(Session::Crisis),
        "90791" | "90792" => Some(Session::Evaluation),
        code => is_visit(code).then_some(Session::Visit),
    }
}

/// True for evaluation and management: visits in the office, in a facility and at home.
pub(super) fn is_visit(code: &str) -> bool {
    let number = code.parse::<u32>().ok().filter(|_| code.len() == 5);
    number.is_some_and(|number| matches!(number, 99_202..=99_215 | 99_221..=99_239 | 99_304..=99_316 | 99_341..=99_350))
}

/// True where a note that names a service, or none, may be the note of a billed one: unless both are sessions of different kinds.
pub(super) fn documents(named: Option<&str>, billed: &str) -> bool {
    named.and_then(session).zip(session(billed)).is_none_or(|(named, billed)| named == billed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_another_kind_of_session_documents_nothing() {
        let check =
            |named: Option<&str>, billed: &str, expected: bool| assert_eq!(documents(named, billed), expected, "{named:?} {billed}");
        check(Some("90853"), "90837", false);
        check(Some("90834"), "90837", true);
        check(None, "90837", true);
        check(Some(""), "90837", true);
        // Whatever is noted of the day of a program, and what is added to a session.
        check(Some("90853"), "H0015", true);
        check(Some("90834"), "96127", true);
        check(Some("99213"), "90833", true);
        check(Some("99213"), "90834", false);
        check(Some("90834"), "", true);
    }

    #[test]
    fn visits_are_known_by_their_numbers() {
        let check = |code, expected| assert_eq!(is_visit(code), expected, "{code}");
        check("99213", true);
        check("99232", true);
        check("90834", false);
        check("H0004", false);
    }
}
