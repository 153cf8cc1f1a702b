//! Calculations with columns.

use std::fmt;

/// A function of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The natural logarithm.
    Log,
    /// The natural logarithm of one more.
    Log1p,
    /// The exponential.
    Exp,
    /// The square root.
    Sqrt,
    /// The absolute value.
    Abs,
    /// The value itself: keeps operators from being read as those of a formula.
    Identity,
}

impl Function {
    const NAMES: [(&'static str, Self); 6] =
        [("log", Self::Log), ("log1p", Self::Log1p), ("exp", Self::Exp), ("sqrt", Self::Sqrt), ("abs", Self::Abs), ("I", Self::Identity)];

    /// The function of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
    }

    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, function)| *function == self).map_or("", |(name, _)| name)
    }

    fn apply(self, value: f64) -> f64 {
        match self {
            Self::Log => value.ln(),
            Self::Log1p => value.ln_1p(),
            Self::Exp => value.exp(),
            Self::Sqrt => value.sqrt(),
            Self::Abs => value.abs(),
            Self::Identity => value,
        }
    }
}

/// An operation on two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`
    Divide,
    /// `a^b`
    Power,
}

impl Operation {
    const fn sign(self) -> &'static str {
        match self {
            Self::Add => " + ",
            Self::Subtract => " - ",
            Self::Multiply => " * ",
            Self::Divide => "/",
            Self::Power => "^",
        }
    }

    fn apply(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::Power => left.powf(right),
        }
    }
}

/// A column, or what is calculated from columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A column by its name.
    Column(String),
    /// A number.
    Number(f64),
    /// A function of a value.
    Call(Function, Box<Expression>),
    /// A value with its sign turned.
    Negative(Box<Expression>),
    /// A value in brackets.
    Bracketed(Box<Expression>),
    /// Two values and what is done with them.
    Binary(Operation, Box<Expression>, Box<Expression>),
}

impl Expression {
    /// Adds the names of its columns.
    pub(super) fn columns<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Column(name) => names.push(name),
            Self::Number(_) => {}
            Self::Call(_, inner) | Self::Negative(inner) | Self::Bracketed(inner) => inner.columns(names),
            Self::Binary(_, left, right) => {
                left.columns(names);
                right.columns(names);
            }
        }
    }

    /// Its value, given the value of a column.
    pub(super) fn value(&self, column: &impl Fn(&str) -> f64) -> f64 {
        match self {
            Self::Column(name) => column(name),
            Self::Number(number) => *number,
            Self::Call(function, inner) => function.apply(inner.value(column)),
            Self::Negative(inner) => -inner.value(column),
            Self::Bracketed(inner) => inner.value(column),
            Self::Binary(operation, left, right) => operation.apply(left.value(column), right.value(column)),
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(name) => f.write_str(name),
            Self::Number(number) => write!(f, "{number}"),
            Self::Call(function, inner) => write!(f, "{}({inner})", function.name()),
            Self::Negative(inner) => write!(f, "-{inner}"),
            Self::Bracketed(inner) => write!(f, "({inner})"),
            Self::Binary(operation, left, right) => write!(f, "{left}{}{right}", operation.sign()),
        }
    }
}
