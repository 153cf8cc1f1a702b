//! Reads formulas and conditions. Recursive descent over a handful of tokens; every error names the place and what was expected.

use vocabulary::Sex;

use super::{Aggregate, Comparison, Condition, Formula, Operator};

/// What the names in a formula stand for: the definition that is being read.
pub trait Names {
    /// The place of an item.
    fn item(&self, id: &str) -> Option<usize>;
    /// True for an item that is scored; ranges pass over the others.
    fn is_scored(&self, item: usize) -> bool;
    /// The place of a scale that is defined already.
    fn scale(&self, id: &str) -> Option<usize>;
    /// The rows of a table.
    fn table(&self, name: &str) -> Option<Vec<(f64, f64)>>;
}

/// Why a formula or condition cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("in `{text}` at character {position}: {what}")]
pub struct FormulaError {
    /// The whole formula.
    pub text: String,
    /// Where, counted in characters from 1.
    pub position: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads a formula that gives a number.
pub fn parse_formula(text: &str, names: &dyn Names) -> Result<Formula, FormulaError> {
    match Parser::new(text, names)?.whole()? {
        Parsed::Number(formula) => Ok(formula),
        Parsed::Truth(_) => {
            Err(FormulaError { text: text.to_owned(), position: 1, what: "a number is needed here, this is a condition".to_owned() })
        }
    }
}

/// Reads a condition.
pub fn parse_condition(text: &str, names: &dyn Names) -> Result<Condition, FormulaError> {
    match Parser::new(text, names)?.whole()? {
        Parsed::Truth(condition) => Ok(condition),
        Parsed::Number(_) => {
            Err(FormulaError { text: text.to_owned(), position: 1, what: "a condition is needed here, this is a number".to_owned() })
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Symbol(&'static str),
    End,
}

enum Parsed {
    Number(Formula),
    Truth(Condition),
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, usize)>,
    next: usize,
    names: &'a dyn Names,
}

const SYMBOLS: [&str; 16] = ["..", ">=", "<=", "!=", ">", "<", "=", "(", ")", ",", "+", "-", "*", "/", ".", ";"];

fn tokens(text: &str) -> Result<Vec<(Token, usize)>, FormulaError> {
    let characters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut place = 0;
    while place < characters.len() {
        let start = place;
        let character = characters[place];
        if character.is_whitespace() {
            place += 1;
        } else if character.is_ascii_digit() {
            while place < characters.len() && is_number_part(&characters, place) {
                place += 1;
            }
            let digits: String = characters[start..place].iter().collect();
            let number = digits.parse().map_err(|_| error(text, start, "not a number"))?;
            tokens.push((Token::Number(number), start));
        } else if character.is_ascii_alphabetic() {
            while place < characters.len() && (characters[place].is_ascii_alphanumeric() || characters[place] == '_') {
                place += 1;
            }
            tokens.push((Token::Word(characters[start..place].iter().collect()), start));
        } else {
            let rest: String = characters[place..].iter().take(2).collect();
            let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol));
            let symbol = symbol.ok_or_else(|| error(text, start, &format!("`{character}` means nothing here")))?;
            tokens.push((Token::Symbol(symbol), start));
            place += symbol.len();
        }
    }
    tokens.push((Token::End, characters.len()));
    Ok(tokens)
}

/// A digit, or a point with a digit behind it (two points are a range).
fn is_number_part(characters: &[char], place: usize) -> bool {
    let next_is_digit = characters.get(place + 1).is_some_and(char::is_ascii_digit);
    characters[place].is_ascii_digit() || (characters[place] == '.' && next_is_digit)
}

fn error(text: &str, place: usize, what: &str) -> FormulaError {
    FormulaError { text: text.to_owned(), position: place + 1, what: what.to_owned() }
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, names: &'a dyn Names) -> Result<Self, FormulaError> {
        Ok(Self { text, tokens: tokens(text)?, next: 0, names })
    }

    fn peek(&self) -> &Token {
        &self.tokens[self.next].0
    }

    fn take(&mut self) -> Token {
        let token = self.tokens[self.next].0.clone();
        if token != Token::End {
            self.next += 1;
        }
        token
    }

    fn accept(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Token::Symbol(each) if *each == symbol);
        if found {
            self.next += 1;
        }
        found
    }

    fn accept_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(each) if each == word);
        if found {
            self.next += 1;
        }
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), FormulaError> {
        if self.accept(symbol) { Ok(()) } else { Err(self.wrong(&format!("expected `{symbol}`"))) }
    }

    fn wrong(&self, what: &str) -> FormulaError {
        error(self.text, self.tokens[self.next].1, what)
    }

    fn whole(mut self) -> Result<Parsed, FormulaError> {
        let parsed = self.either()?;
        if *self.peek() == Token::End { Ok(parsed) } else { Err(self.wrong("expected the end")) }
    }

    fn either(&mut self) -> Result<Parsed, FormulaError> {
        let mut left = self.both()?;
        while self.accept_word("or") {
            let right = self.both()?;
            left = Parsed::Truth(Condition::Or(Box::new(self.truth(left)?), Box::new(self.truth(right)?)));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Parsed, FormulaError> {
        let mut left = self.negated()?;
        while self.accept_word("and") {
            let right = self.negated()?;
            left = Parsed::Truth(Condition::And(Box::new(self.truth(left)?), Box::new(self.truth(right)?)));
        }
        Ok(left)
    }

    fn negated(&mut self) -> Result<Parsed, FormulaError> {
        if self.accept_word("not") {
            let inner = self.negated()?;
            return Ok(Parsed::Truth(Condition::Not(Box::new(self.truth(inner)?))));
        }
        self.compared()
    }

    fn compared(&mut self) -> Result<Parsed, FormulaError> {
        let left = self.added()?;
        let Some(comparison) = self.comparison() else { return Ok(left) };
        let left = self.number(left)?;
        let right = self.added()?;
        Ok(Parsed::Truth(Condition::Compare(comparison, left, self.number(right)?)))
    }

    fn comparison(&mut self) -> Option<Comparison> {
        let known = [
            (">=", Comparison::AtLeast),
            ("<=", Comparison::AtMost),
            ("!=", Comparison::NotEqual),
            (">", Comparison::Greater),
            ("<", Comparison::Less),
            ("=", Comparison::Equal),
        ];
        known.into_iter().find(|(symbol, _)| self.accept(symbol)).map(|(_, comparison)| comparison)
    }

    fn added(&mut self) -> Result<Parsed, FormulaError> {
        let mut left = self.multiplied()?;
        loop {
            let operator = if self.accept("+") {
                Operator::Plus
            } else if self.accept("-") {
                Operator::Minus
            } else {
                return Ok(left);
            };
            let right = self.multiplied()?;
            left = Parsed::Number(Formula::Arithmetic(operator, Box::new(self.number(left)?), Box::new(self.number(right)?)));
        }
    }

    fn multiplied(&mut self) -> Result<Parsed, FormulaError> {
        let mut left = self.primary()?;
        loop {
            let operator = if self.accept("*") {
                Operator::Times
            } else if self.accept("/") {
                Operator::DividedBy
            } else {
                return Ok(left);
            };
            let right = self.primary()?;
            left = Parsed::Number(Formula::Arithmetic(operator, Box::new(self.number(left)?), Box::new(self.number(right)?)));
        }
    }

    fn primary(&mut self) -> Result<Parsed, FormulaError> {
        if self.accept("(") {
            let inner = self.either()?;
            self.expect(")")?;
            return Ok(inner);
        }
        if self.accept("-") {
            let Parsed::Number(inner) = self.primary()? else { return Err(self.wrong("expected a number after `-`")) };
            return Ok(Parsed::Number(Formula::Arithmetic(Operator::Minus, Box::new(Formula::Number(0.0)), Box::new(inner))));
        }
        match self.peek().clone() {
            Token::Number(value) => {
                self.next += 1;
                Ok(Parsed::Number(Formula::Number(value)))
            }
            Token::Word(word) => self.word(&word),
            _ => Err(self.wrong("expected a number, an item such as `q1`, a scale or a function")),
        }
    }

    fn word(&mut self, word: &str) -> Result<Parsed, FormulaError> {
        let number = |formula| Ok(Parsed::Number(formula));
        let truth = |condition| Ok(Parsed::Truth(condition));
        match word {
            "otherwise" => {
                self.next += 1;
                truth(Condition::Otherwise)
            }
            "sex" => self.sex(),
            "age" => {
                self.next += 1;
                number(Formula::Age)
            }
            "scale" => self.scale(),
            "sum" => number(Formula::Over(Aggregate::Sum, self.items_in_parentheses()?)),
            "mean" => number(Formula::Over(Aggregate::Mean, self.items_in_parentheses()?)),
            "max" => number(Formula::Over(Aggregate::Maximum, self.items_in_parentheses()?)),
            "min" => number(Formula::Over(Aggregate::Minimum, self.items_in_parentheses()?)),
            "answered" => number(Formula::Answered(self.items_in_parentheses()?)),
            "any_refused" => truth(Condition::AnyRefused(self.items_in_parentheses()?)),
            "count" => self.compared_items().and_then(|(items, comparison, value)| number(Formula::Count(items, comparison, value))),
            "any" => self.compared_items().and_then(|(items, comparison, value)| truth(Condition::Any(items, comparison, value))),
            "all" => self.compared_items().and_then(|(items, comparison, value)| truth(Condition::All(items, comparison, value))),
            "if" => self.choice(),
            "raw" => self.raw(),
            "table" => self.table(),
            _ => self.item().and_then(|item| number(Formula::Item(item))),
        }
    }

    fn sex(&mut self) -> Result<Parsed, FormulaError> {
        self.next += 1;
        let negated = !self.accept("=");
        if negated {
            self.expect("!=")?;
        }
        let place = self.next;
        let Token::Word(word) = self.take() else { return Err(self.wrong("expected female or male")) };
        let sex: Sex = word.parse().map_err(|_| error(self.text, self.tokens[place].1, "expected female or male"))?;
        let condition = Condition::SexIs(sex);
        Ok(Parsed::Truth(if negated { Condition::Not(Box::new(condition)) } else { condition }))
    }

    fn scale(&mut self) -> Result<Parsed, FormulaError> {
        self.next += 1;
        self.expect(".")?;
        let place = self.next;
        let Token::Word(id) = self.take() else { return Err(self.wrong("expected the id of a scale")) };
        let scale = self.names.scale(&id);
        let scale = scale.ok_or_else(|| error(self.text, self.tokens[place].1, &format!("no scale `{id}` is defined above")))?;
        Ok(Parsed::Number(Formula::Scale(scale)))
    }

    /// `if(condition, number, number)`
    fn choice(&mut self) -> Result<Parsed, FormulaError> {
        self.next += 1;
        self.expect("(")?;
        let condition = self.either()?;
        let condition = self.truth(condition)?;
        self.expect(",")?;
        let then = self.added()?;
        let then = self.number(then)?;
        self.expect(",")?;
        let otherwise = self.added()?;
        let otherwise = self.number(otherwise)?;
        self.expect(")")?;
        Ok(Parsed::Number(Formula::If(Box::new(condition), Box::new(then), Box::new(otherwise))))
    }

    fn raw(&mut self) -> Result<Parsed, FormulaError> {
        self.next += 1;
        self.expect("(")?;
        let item = self.item()?;
        self.expect(")")?;
        Ok(Parsed::Number(Formula::Raw(item)))
    }

    fn table(&mut self) -> Result<Parsed, FormulaError> {
        self.next += 1;
        self.expect("(")?;
        let place = self.next;
        let Token::Word(name) = self.take() else { return Err(self.wrong("expected the name of a table")) };
        let rows = self.names.table(&name).ok_or_else(|| error(self.text, self.tokens[place].1, &format!("no table `{name}`")))?;
        self.expect(",")?;
        let inner = self.added()?;
        let inner = self.number(inner)?;
        self.expect(")")?;
        Ok(Parsed::Number(Formula::Table(rows, Box::new(inner))))
    }

    /// One item: `q9`, `q_gate`.
    fn item(&mut self) -> Result<usize, FormulaError> {
        let place = self.next;
        let Token::Word(word) = self.take() else { return Err(self.wrong("expected an item such as `q1`")) };
        let rest = word.strip_prefix('q').unwrap_or("");
        let id = if rest.starts_with(|character: char| character.is_ascii_digit()) { rest } else { rest.strip_prefix('_').unwrap_or("") };
        self.names.item(id).ok_or_else(|| error(self.text, self.tokens[place].1, &format!("no item or function `{word}`")))
    }

    /// `q1..q9, q12` up to something else.
    fn items(&mut self) -> Result<Vec<usize>, FormulaError> {
        let mut items = Vec::new();
        loop {
            let place = self.next;
            let first = self.item()?;
            if self.accept("..") {
                let last = self.item()?;
                if last < first {
                    return Err(error(self.text, self.tokens[place].1, "a range that ends before it starts"));
                }
                items.extend((first..=last).filter(|item| self.names.is_scored(*item)));
            } else {
                items.push(first);
            }
            if !self.accept(",") {
                return Ok(items);
            }
        }
    }

    fn items_in_parentheses(&mut self) -> Result<Vec<usize>, FormulaError> {
        self.next += 1;
        self.expect("(")?;
        let items = self.items()?;
        self.expect(")")?;
        Ok(items)
    }

    /// `(q1..q9 >= 2)`
    fn compared_items(&mut self) -> Result<(Vec<usize>, Comparison, f64), FormulaError> {
        self.next += 1;
        self.expect("(")?;
        let items = self.items()?;
        let comparison = self.comparison().ok_or_else(|| self.wrong("expected a comparison such as `>= 2`"))?;
        let negative = self.accept("-");
        let Token::Number(value) = self.take() else { return Err(self.wrong("expected a number")) };
        self.expect(")")?;
        Ok((items, comparison, if negative { -value } else { value }))
    }

    fn truth(&self, parsed: Parsed) -> Result<Condition, FormulaError> {
        match parsed {
            Parsed::Truth(condition) => Ok(condition),
            Parsed::Number(_) => Err(self.wrong("`and`, `or` and `not` join conditions, this is a number")),
        }
    }

    fn number(&self, parsed: Parsed) -> Result<Formula, FormulaError> {
        match parsed {
            Parsed::Number(formula) => Ok(formula),
            Parsed::Truth(_) => Err(self.wrong("a number is needed here, this is a condition")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Two;
    impl Names for Two {
        fn item(&self, id: &str) -> Option<usize> {
            ["1", "2"].iter().position(|each| *each == id)
        }
        fn is_scored(&self, _: usize) -> bool {
            true
        }
        fn scale(&self, _: &str) -> Option<usize> {
            None
        }
        fn table(&self, _: &str) -> Option<Vec<(f64, f64)>> {
            None
        }
    }

    fn check(text: &str, expected: &str) {
        let error = parse_condition(text, &Two).unwrap_err();
        assert_eq!(error.to_string(), format!("in `{text}` at character {expected}"));
    }

    #[test]
    fn errors_name_the_place_and_what_was_expected() {
        check("q1 >= ", "7: expected a number, an item such as `q1`, a scale or a function");
        check("q3 = 1", "1: no item or function `q3`");
        check("sum(q1..q2)", "1: a condition is needed here, this is a number");
        check("q1 and q2 = 1", "14: `and`, `or` and `not` join conditions, this is a number");
        check("scale.total >= 3", "7: no scale `total` is defined above");
        check("sum(q2..q1) > 3", "5: a range that ends before it starts");
        check("q1 § 2", "4: `§` means nothing here");
        check("(q1 = 1", "8: expected `)`");
        check("q1 = 1 q2", "8: expected the end");
        check("sex = tall", "7: expected female or male");
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic() {
        let pieces = ["q1", "..", ">=", "(", ")", "sum", "count", "and", "not", "sex", "=", "1", ".", "é", "scale", ",", "-", "table", " "];
        let mut state = 7_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..(state >> 60) {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15).rotate_left(13);
            let _ = parse_condition(&text, &Two);
        }
    }
}
