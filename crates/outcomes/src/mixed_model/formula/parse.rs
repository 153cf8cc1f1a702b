//! Reads a formula, character by character, with the place of what is wrong.

use super::expression::{Expression, Function, Operation};
use super::{Formula, RandomTerms, Term, Terms};
use crate::mixed_model::error::{FormulaError, FormulaReason};

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Number(f64),
    Sign(&'static str),
    End,
}

const SIGNS: [&str; 12] = ["||", "(", ")", "+", "-", "*", "/", "^", ":", "|", "~", ","];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, FormulaError> {
    let characters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        let position = at + 1;
        let until = |from: usize, belongs: &dyn Fn(char) -> bool| {
            characters[from..].iter().position(|next| !belongs(*next)).map_or(characters.len(), |length| from + length)
        };
        if character.is_whitespace() {
            at += 1;
        } else if character.is_alphabetic() || character == '_' {
            let end = until(at, &|next| next.is_alphanumeric() || next == '_' || next == '.');
            tokens.push((position, Token::Name(characters[at..end].iter().collect())));
            at = end;
        } else if character == '`' {
            let end = until(at + 1, &|next| next != '`');
            if end == characters.len() {
                return Err(expected(position, "a closing `", &Token::End));
            }
            tokens.push((position, Token::Name(characters[at + 1..end].iter().collect())));
            at = end + 1;
        } else if character.is_ascii_digit() || character == '.' {
            let end = until(at, &|next| next.is_ascii_digit() || next == '.');
            let digits: String = characters[at..end].iter().collect();
            let number = digits.parse().map_err(|_| FormulaError { position, reason: FormulaReason::NotANumber(digits) })?;
            tokens.push((position, Token::Number(number)));
            at = end;
        } else {
            let rest: String = characters[at..].iter().take(2).collect();
            let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) else {
                return Err(FormulaError { position, reason: FormulaReason::UnknownCharacter(character) });
            };
            tokens.push((position, Token::Sign(sign)));
            at += sign.len();
        }
    }
    tokens.push((characters.len() + 1, Token::End));
    Ok(tokens)
}

fn expected(position: usize, expected: &'static str, found: &Token) -> FormulaError {
    let found = match found {
        Token::Name(name) => name.clone(),
        Token::Number(number) => number.to_string(),
        Token::Sign(sign) => (*sign).to_owned(),
        Token::End => "the end".to_owned(),
    };
    FormulaError { position, reason: FormulaReason::Expected { expected, found } }
}

/// Reads a whole formula.
pub(super) fn formula(text: &str) -> Result<Formula, FormulaError> {
    let mut reader = Reader { tokens: tokens(text)?, at: 0, random: Vec::new() };
    let outcome = reader.sum()?;
    reader.take("~")?;
    let fixed = reader.terms()?;
    if *reader.here() != Token::End {
        return Err(expected(reader.position(), "+ or the end", reader.here()));
    }
    let random = reader.random;
    check_groups(&random)?;
    Ok(Formula { text: text.trim().to_owned(), outcome, fixed, random })
}

fn check_groups(random: &[RandomTerms]) -> Result<(), FormulaError> {
    let refuse = |reason| Err(FormulaError { position: 1, reason });
    let mut names: Vec<String> = random.iter().map(RandomTerms::group_name).collect();
    names.sort();
    names.dedup();
    let has_slopes =
        |name: &String| random.iter().filter(|random| random.group_name() == *name).any(|random| !random.terms.terms.is_empty());
    match names.len() {
        0 => refuse(FormulaReason::NoRandomEffect),
        1 => Ok(()),
        2 if names.iter().filter(|name| has_slopes(name)).count() < 2 => Ok(()),
        2 => refuse(FormulaReason::TwoFactorsWithSlopes),
        count => refuse(FormulaReason::TooManyFactors(count)),
    }
}

/// One step of a sum of terms.
enum Part {
    /// The number 0 or 1.
    Intercept(bool),
    /// Terms.
    Terms(Vec<Term>),
}

struct Reader {
    tokens: Vec<(usize, Token)>,
    at: usize,
    random: Vec<RandomTerms>,
}

impl Reader {
    fn here(&self) -> &Token {
        &self.tokens[self.at].1
    }

    fn position(&self) -> usize {
        self.tokens[self.at].0
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.here(), Token::Sign(here) if *here == sign)
    }

    fn skip(&mut self, sign: &str) -> bool {
        let is_here = self.is(sign);
        self.at += usize::from(is_here);
        is_here
    }

    fn take(&mut self, sign: &'static str) -> Result<(), FormulaError> {
        if self.skip(sign) { Ok(()) } else { Err(expected(self.position(), sign, self.here())) }
    }

    /// Terms of a formula, up to what is none.
    fn terms(&mut self) -> Result<Terms, FormulaError> {
        let mut terms = Terms { has_intercept: true, terms: Vec::new() };
        let mut is_removed = self.skip("-");
        loop {
            match self.product_of_terms()? {
                Part::Intercept(is_present) => terms.has_intercept = is_present != is_removed,
                Part::Terms(found) if is_removed => terms.terms.retain(|term| !found.iter().any(|found| found.is_same(term))),
                Part::Terms(found) => add_terms(&mut terms.terms, found),
            }
            is_removed = self.is("-");
            if !self.skip("+") && !self.skip("-") {
                terms.terms.sort_by_key(|term| term.factors.len());
                return Ok(terms);
            }
        }
    }

    /// `a * b`
    fn product_of_terms(&mut self) -> Result<Part, FormulaError> {
        let mut left = self.interaction()?;
        while self.is("*") {
            let position = self.position();
            self.skip("*");
            let (Part::Terms(first), Part::Terms(second)) = (left, self.interaction()?) else {
                return Err(expected(position, "columns on both sides of *", &Token::Sign("*")));
            };
            let products: Vec<Term> = first.iter().flat_map(|one| second.iter().map(|other| one.times(other))).collect();
            let mut all = first;
            add_terms(&mut all, second);
            add_terms(&mut all, products);
            left = Part::Terms(all);
        }
        Ok(left)
    }

    /// `a:b`
    fn interaction(&mut self) -> Result<Part, FormulaError> {
        let mut left = self.atom()?;
        while self.is(":") {
            let position = self.position();
            self.skip(":");
            let (Part::Terms(first), Part::Terms(second)) = (left, self.atom()?) else {
                return Err(expected(position, "columns on both sides of :", &Token::Sign(":")));
            };
            left = Part::Terms(first.iter().flat_map(|one| second.iter().map(|other| one.times(other))).collect());
        }
        Ok(left)
    }

    fn atom(&mut self) -> Result<Part, FormulaError> {
        let position = self.position();
        match self.here().clone() {
            Token::Number(number) if number == 0.0 || (number - 1.0).abs() < f64::EPSILON => {
                self.at += 1;
                Ok(Part::Intercept(number > 0.5))
            }
            Token::Name(_) => Ok(Part::Terms(vec![Term { factors: vec![self.named()?] }])),
            Token::Sign("(") => {
                self.at += 1;
                let terms = self.terms()?;
                if self.is("|") || self.is("||") {
                    self.random_effects(&terms)?;
                    return Ok(Part::Terms(Vec::new()));
                }
                self.take(")")?;
                Ok(Part::Terms(terms.terms))
            }
            other => Err(expected(position, "a column, a function, 0, 1 or (", &other)),
        }
    }

    fn random_effects(&mut self, terms: &Terms) -> Result<(), FormulaError> {
        let is_correlated = self.skip("|");
        if !is_correlated {
            self.take("||")?;
        }
        let mut group = vec![self.group_name()?];
        let mut outer = Vec::new();
        while self.is(":") || self.is("/") {
            if self.skip("/") {
                outer.push(group.clone());
            } else {
                self.skip(":");
            }
            group.push(self.group_name()?);
        }
        self.take(")")?;
        outer.push(group);
        self.random.extend(outer.into_iter().map(|group| RandomTerms { terms: terms.clone(), is_correlated, group }));
        Ok(())
    }

    fn group_name(&mut self) -> Result<String, FormulaError> {
        let Token::Name(name) = self.here().clone() else {
            return Err(expected(self.position(), "a grouping column", self.here()));
        };
        self.at += 1;
        Ok(name)
    }

    /// A column or a function of columns.
    fn named(&mut self) -> Result<Expression, FormulaError> {
        let position = self.position();
        let Token::Name(name) = self.here().clone() else {
            return Err(expected(position, "a column or a function", self.here()));
        };
        self.at += 1;
        if !self.skip("(") {
            return Ok(Expression::Column(name));
        }
        let Some(function) = Function::named(&name) else {
            return Err(FormulaError { position, reason: FormulaReason::UnknownFunction(name) });
        };
        let inner = self.sum()?;
        self.take(")")?;
        Ok(Expression::Call(function, Box::new(inner)))
    }

    /// `a + b` as arithmetic.
    fn sum(&mut self) -> Result<Expression, FormulaError> {
        let mut left = self.product()?;
        loop {
            let operation = if self.skip("+") {
                Operation::Add
            } else if self.skip("-") {
                Operation::Subtract
            } else {
                return Ok(left);
            };
            left = Expression::Binary(operation, Box::new(left), Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Expression, FormulaError> {
        let mut left = self.signed()?;
        loop {
            let operation = if self.skip("*") {
                Operation::Multiply
            } else if self.skip("/") {
                Operation::Divide
            } else {
                return Ok(left);
            };
            left = Expression::Binary(operation, Box::new(left), Box::new(self.signed()?));
        }
    }

    fn signed(&mut self) -> Result<Expression, FormulaError> {
        if self.skip("-") {
            return Ok(Expression::Negative(Box::new(self.signed()?)));
        }
        let base = self.value()?;
        if self.skip("^") {
            return Ok(Expression::Binary(Operation::Power, Box::new(base), Box::new(self.signed()?)));
        }
        Ok(base)
    }

    fn value(&mut self) -> Result<Expression, FormulaError> {
        match self.here().clone() {
            Token::Number(number) => {
                self.at += 1;
                Ok(Expression::Number(number))
            }
            Token::Sign("(") => {
                self.at += 1;
                let inner = self.sum()?;
                self.take(")")?;
                Ok(Expression::Bracketed(Box::new(inner)))
            }
            _ => self.named(),
        }
    }
}

/// Adds terms that are not there yet.
fn add_terms(terms: &mut Vec<Term>, found: Vec<Term>) {
    for term in found {
        if !terms.iter().any(|present| present.is_same(&term)) {
            terms.push(term);
        }
    }
}
