//! Ratings on the scale from 0 to 4 that clinicians use for function, participation and supports. What the ends mean stands at each record.

use std::fmt;
use std::str::FromStr;

/// A rating from 0 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

/// A text or number that is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a rating: expected a whole number from 0 to 4")]
pub struct InvalidRating;

impl Rating {
    /// All ratings, from 0.
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// From a number.
    pub const fn new(value: u8) -> Result<Self, InvalidRating> {
        if value <= 4 { Ok(Self(value)) } else { Err(InvalidRating) }
    }

    /// The number, 0 to 4.
    pub const fn value(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Rating {
    type Err = InvalidRating;

    fn from_str(text: &str) -> Result<Self, InvalidRating> {
        match text.as_bytes() {
            [digit @ b'0'..=b'4'] => Ok(Self(digit - b'0')),
            _ => Err(InvalidRating),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_read_back_and_everything_else_is_refused() {
        for rating in Rating::ALL {
            assert_eq!(rating.to_string().parse(), Ok(rating));
        }
        for text in ["5", "-1", "2.5", "", "02", "two"] {
            assert_eq!(text.parse::<Rating>(), Err(InvalidRating), "{text}");
        }
        assert_eq!(Rating::new(5), Err(InvalidRating));
    }
}
