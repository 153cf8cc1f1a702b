//! Comparisons as they are written: `risk_level >= moderate within 7 days`.

use vocabulary::Points;

use super::problem::{Expected, ExpectedValue, Fault, near_names};
use super::{Comparison, Window};
use crate::level_of_care::fact::{Fact, FactName, FactSpecification, Shape, Value, WindowUse};
use crate::level_of_care::reading::Operator;

/// A fault and how many bytes into the text it lies.
pub(super) type FaultAt = (usize, Fault);

/// What a text says: a comparison, or the name of a clause; each perhaps with `not` in front.
#[derive(Debug)]
pub(super) enum Written {
    /// A comparison.
    Comparison(Comparison),
    /// A word that is no fact: the name of a clause, if there is one.
    Name(String),
    /// The opposite.
    Not(Box<Written>),
}

/// Reads a text. `at` is where it starts, for the positions of faults.
pub(super) fn parse(text: &str, at: usize, instruments: Option<&[&str]>) -> Result<Written, FaultAt> {
    let mut scanner = Scanner { text, position: 0 };
    let mut is_negated = false;
    scanner.skip_blanks();
    while scanner.take_word_if("not") {
        is_negated = !is_negated;
        scanner.skip_blanks();
    }
    let written = parse_positive(text, scanner, instruments).map_err(|(offset, fault)| (at + offset, fault))?;
    Ok(if is_negated { Written::Not(Box::new(written)) } else { written })
}

fn parse_positive(text: &str, mut scanner: Scanner<'_>, instruments: Option<&[&str]>) -> Result<Written, FaultAt> {
    let start = scanner.position;
    let name = scanner.take_while(|character| character.is_ascii_alphanumeric() || character == '_' || character == '.');
    let Some(fact_name) = FactName::from_code(name) else {
        scanner.skip_blanks();
        let rest = &text[scanner.position..];
        if name.is_empty() || !rest.is_empty() {
            let near = near_names(name, FactName::ALL.iter().map(|name| name.code()));
            let fault = if name.is_empty() {
                Fault::LeftOver { rest: text.trim().to_owned() }
            } else {
                Fault::UnknownName { name: name.to_owned(), near_names: near }
            };
            return Err((start, fault));
        }
        return Ok(Written::Name(name.to_owned()));
    };
    parse_fact(fact_name, scanner, instruments).map(Written::Comparison)
}

fn parse_fact(name: FactName, mut scanner: Scanner<'_>, instruments: Option<&[&str]>) -> Result<Comparison, FaultAt> {
    let specification = name.specification();
    let instrument = parse_instrument(&specification, &mut scanner, instruments)?;
    let fact = Fact { name, instrument };
    scanner.skip_blanks();
    let (operator, values) = if scanner.is_at_end() || scanner.sees_word("within") {
        match specification.shape {
            Shape::YesNo => (Operator::Equal, vec![Value::YesNo(true)]),
            _ => return Err((scanner.position, Fault::UnknownOperator { operator: String::new() })),
        }
    } else {
        let operator = parse_operator(&specification, &mut scanner)?;
        (operator, parse_values(operator, &specification, &mut scanner)?)
    };
    let window = parse_window(&specification, &mut scanner)?;
    scanner.skip_blanks();
    if !scanner.is_at_end() {
        return Err((scanner.position, Fault::LeftOver { rest: scanner.rest().to_owned() }));
    }
    Ok(Comparison { fact, operator, values, window })
}

fn parse_instrument(
    specification: &FactSpecification,
    scanner: &mut Scanner<'_>,
    instruments: Option<&[&str]>,
) -> Result<Option<String>, FaultAt> {
    let start = scanner.position;
    if !scanner.take_if('(') {
        return Ok(None);
    }
    if !specification.of_instrument {
        return Err((start, Fault::TakesNoInstrument { fact: specification.code.to_owned() }));
    }
    let inside = scanner.position;
    let id = scanner.take_while(|character| character != ')').trim();
    if !scanner.take_if(')') {
        return Err((start, Fault::LeftOver { rest: scanner.text[start..].to_owned() }));
    }
    if id == "primary" {
        return Ok(None);
    }
    match instruments {
        Some(known) if !known.contains(&id) => {
            Err((inside, Fault::UnknownInstrument { name: id.to_owned(), near_names: near_names(id, known.iter().copied()) }))
        }
        _ => Ok(Some(id.to_owned())),
    }
}

fn parse_operator(specification: &FactSpecification, scanner: &mut Scanner<'_>) -> Result<Operator, FaultAt> {
    let start = scanner.position;
    let written = if scanner.sees_word("in") { scanner.take(2) } else { scanner.take_while(|character| "=!<>~".contains(character)) };
    let operator = match written {
        "==" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "<" => Operator::Less,
        "<=" => Operator::AtMost,
        ">" => Operator::Greater,
        ">=" => Operator::AtLeast,
        "in" => Operator::In,
        "" => return Err((start, Fault::UnknownOperator { operator: scanner.take_while(|character| character != ' ').to_owned() })),
        other => return Err((start, Fault::UnknownOperator { operator: other.to_owned() })),
    };
    let has_order = matches!(specification.shape, Shape::Number(_) | Shape::Ordinal(_));
    if operator.needs_order() && !has_order {
        return Err((start, Fault::NoOrder { fact: specification.code.to_owned(), operator: operator.code() }));
    }
    Ok(operator)
}

fn parse_values(operator: Operator, specification: &FactSpecification, scanner: &mut Scanner<'_>) -> Result<Vec<Value>, FaultAt> {
    scanner.skip_blanks();
    if operator != Operator::In {
        return Ok(vec![parse_value(specification, scanner)?]);
    }
    let start = scanner.position;
    if !scanner.take_if('[') {
        return Err((start, Fault::WrongKind { expected: Expected::ListAfterIn }));
    }
    let mut values = Vec::new();
    loop {
        scanner.skip_blanks();
        values.push(parse_value(specification, scanner)?);
        scanner.skip_blanks();
        if scanner.take_if(']') {
            return Ok(values);
        }
        if !scanner.take_if(',') {
            return Err((start, Fault::WrongKind { expected: Expected::ListAfterIn }));
        }
    }
}

fn parse_value(specification: &FactSpecification, scanner: &mut Scanner<'_>) -> Result<Value, FaultAt> {
    let start = scanner.position;
    let word = scanner.take_while(|character| character.is_ascii_alphanumeric() || "_.-%".contains(character));
    let value = match specification.shape {
        Shape::Number(_) => word.strip_suffix('%').unwrap_or(word).parse::<Points>().ok().map(Value::Number),
        Shape::YesNo => match word {
            "yes" | "true" => Some(Value::YesNo(true)),
            "no" | "false" => Some(Value::YesNo(false)),
            _ => None,
        },
        Shape::Choice(words) | Shape::Ordinal(words) => words.iter().find(|known| **known == word).copied().map(Value::Word),
    };
    value.ok_or_else(|| {
        let expected = match specification.shape {
            Shape::Number(_) => ExpectedValue::Number,
            Shape::YesNo => ExpectedValue::YesNo,
            Shape::Choice(words) | Shape::Ordinal(words) => ExpectedValue::OneOf(words),
        };
        (start, Fault::WrongValue { fact: specification.code.to_owned(), value: word.to_owned(), expected })
    })
}

fn parse_window(specification: &FactSpecification, scanner: &mut Scanner<'_>) -> Result<Option<Window>, FaultAt> {
    scanner.skip_blanks();
    let start = scanner.position;
    if !scanner.take_word_if("within") {
        return match specification.window {
            WindowUse::Required => Err((start, Fault::NeedsWindow { fact: specification.code.to_owned() })),
            WindowUse::Optional | WindowUse::None => Ok(None),
        };
    }
    if specification.window == WindowUse::None {
        return Err((start, Fault::TakesNoWindow { fact: specification.code.to_owned() }));
    }
    scanner.skip_blanks();
    let number =
        scanner.take_while(|character| character.is_ascii_digit()).parse::<u32>().ok().filter(|number| (1..=36_500).contains(number));
    scanner.skip_blanks();
    let unit = scanner.take_while(|character| character.is_ascii_alphabetic());
    match (number, unit) {
        (Some(number), "day" | "days") => Ok(Some(Window::days_of(number))),
        (Some(number), "hour" | "hours") => Ok(Some(Window::hours_of(number))),
        _ => Err((start, Fault::BadWindow)),
    }
}

/// Goes over a text once.
struct Scanner<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let taken = &self.rest()[..bytes];
        self.position += bytes;
        taken
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        self.take(rest.find(|character| !wanted(character)).unwrap_or(rest.len()))
    }

    fn skip_blanks(&mut self) {
        self.take_while(char::is_whitespace);
    }

    fn take_if(&mut self, wanted: char) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.position += wanted.len_utf8();
        }
        found
    }

    fn sees_word(&self, word: &str) -> bool {
        self.rest().strip_prefix(word).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_'))
    }

    fn take_word_if(&mut self, word: &str) -> bool {
        let found = self.sees_word(word);
        if found {
            self.position += word.len();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn comparisons_are_read_and_written_the_same_way() {
        let check = |text: &str, written: &str| match parse(text, 0, None) {
            Ok(Written::Comparison(comparison)) => assert_eq!(comparison.to_string(), written),
            other => panic!("{text}: {other:?}"),
        };
        check("risk_level>=moderate within 7 days", "risk_level >= moderate within 7 days");
        check("band <= 2", "band <= 2");
        check("band(gad-7) == 3", "band(gad-7) == 3");
        check("score(primary) < 10", "score < 10");
        check("change in [reliably_improved , recovered]", "change in [reliably_improved, recovered]");
        check("plateau within 21 days", "plateau == yes within 21 days");
        check("attendance_percent >= 80% within 14 days", "attendance_percent >= 80 within 14 days");
        check("harm == 0 within 48 hours", "harm == 0 within 48 hours");
        check("safe_housing != no", "safe_housing != no");
    }

    #[test]
    fn a_fault_says_where_it_is_and_what_was_expected() {
        let check = |text: &str, position: usize, message: &str| {
            let (at, fault) = parse(text, 0, Some(&["phq-9", "gad-7"])).unwrap_err();
            assert_eq!((at, fault.to_string().as_str()), (position, message), "{text}");
        };
        check("risk_levle >= low", 0, "`risk_levle` is neither a fact nor a clause of this file; did you mean `risk_level`?");
        check("band(phq9) >= 3", 5, "`phq9` is not an instrument; did you mean `phq-9`?");
        check("change >= recovered", 7, "`change` has no order: use ==, != or in, not `>=`");
        check("band => 3", 5, "`=>` is no operator: expected one of ==, !=, <, <=, >, >=, in");
        check("band = 3", 5, "`=` is no operator: expected one of ==, !=, <, <=, >, >=, in");
        check("risk_level <= medium", 14, "`medium` is no value of `risk_level`: expected one of none, low, moderate, high");
        check("harm == 0", 9, "`harm` is counted over a stretch of time: add `within`, such as `within 14 days`");
        check("days_at_level > 3 within 2 days", 18, "`days_at_level` takes no `within`");
        check("harm == 0 within a while", 10, "`within` needs a number of days or hours, such as `within 14 days`");
        check("function(phq-9) <= 2", 8, "`function` is about no instrument: leave the brackets out");
        check("band <= 2 or 3", 10, "`or 3` was not understood");
        check("safe_housing == maybe", 16, "`maybe` is no value of `safe_housing`: expected yes or no");
    }

    proptest! {
        #[test]
        fn no_text_stops_the_reader(text in ".{0,60}") {
            let _either_is_fine = parse(&text, 0, Some(&["phq-9"]));
        }
    }
}
