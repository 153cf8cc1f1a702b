//! Bar codes on paper forms: Code 39, digits only, as SVG. Every scanner that stands at a front desk reads it, and types it as a keyboard would.
//!
//! Elements of the digits and of the mark at both ends: github.com/elite3210/firebase_crud (plugins/barcode39.js) and
//! org.xbib.graphics.barcode.Code3Of9 (ISO/IEC 16388), read in November 2026; both have the same patterns. A wide element is three narrow ones: the
//! upper end of the range of the standard, which reads best (infomax-usa.com, Code 39). The quiet zone at each end is ten narrow elements.

use std::fmt::Write as _;

/// Widths of the nine elements of each digit, bar first.
const DIGITS: [&str; 10] =
    ["111331311", "311311113", "113311113", "313311111", "111331113", "311331111", "113331111", "111311313", "311311311", "113311311"];
/// The mark at both ends.
const END: &str = "131131311";
/// Narrow elements left blank at each end.
const QUIET: u32 = 10;
/// Height in narrow elements.
const HEIGHT: u32 = 45;

/// The bar code of some digits; `None` for anything else. The picture has no text: what it says stands beside it.
pub fn svg(digits: &str) -> Option<String> {
    let mut elements: Vec<u32> = Vec::new();
    for pattern in std::iter::once(Some(END)).chain(digits.chars().map(pattern)).chain([Some(END)]) {
        elements.extend(pattern?.chars().filter_map(|width| width.to_digit(10)));
        // A narrow gap between characters; the last one belongs to the quiet zone.
        elements.push(1);
    }
    let width = 2 * QUIET + elements.iter().sum::<u32>();
    let mut bars = String::new();
    let mut at = QUIET;
    for (place, element) in elements.iter().enumerate() {
        // Each character has ten elements with its gap, so that bars stand at even places throughout.
        if place % 2 == 0 {
            let _ = write!(bars, "M{at} 0h{element}v{HEIGHT}h-{element}z");
        }
        at += element;
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {HEIGHT}\" width=\"{width}\" height=\"{HEIGHT}\">\
         <path fill=\"#000\" d=\"{bars}\"/></svg>"
    ))
}

fn pattern(character: char) -> Option<&'static str> {
    let digit = usize::try_from(character.to_digit(10)?).ok()?;
    DIGITS.get(digit).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the bars back as a scanner would: widths of bars and gaps, nine elements a character.
    fn read(svg: &str) -> String {
        let path = svg.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
        let bars: Vec<(u32, u32)> = path
            .split('M')
            .skip(1)
            .map(|bar| {
                let (at, rest) = bar.split_once(" 0h").unwrap();
                (at.parse().unwrap(), rest.split('v').next().unwrap().parse().unwrap())
            })
            .collect();
        let mut widths = String::new();
        for (place, (at, width)) in bars.iter().enumerate() {
            widths += &width.to_string();
            if let Some((next, _)) = bars.get(place + 1) {
                widths += &(next - at - width).to_string();
            }
        }
        let characters: Vec<String> = widths.as_bytes().chunks(10).map(|chunk| String::from_utf8_lossy(&chunk[..9]).into_owned()).collect();
        assert_eq!((characters.first().map(String::as_str), characters.last().map(String::as_str)), (Some(END), Some(END)));
        let inner = &characters[1..characters.len() - 1];
        inner.iter().map(|found| DIGITS.iter().position(|digit| digit == found).unwrap().to_string()).collect()
    }

    #[test]
    fn what_is_drawn_is_read_back() {
        for digits in ["0", "0123456789", "9876543210", "5550100"] {
            assert_eq!(read(&svg(digits).unwrap()), digits);
        }
        for other in ["12a", "٣", "1 2"] {
            assert_eq!(svg(other), None, "{other}");
        }
    }

    #[test]
    fn each_pattern_has_three_wide_elements_and_is_like_no_other() {
        let all: std::collections::BTreeSet<&str> = DIGITS.iter().chain([&END]).copied().collect();
        assert_eq!(all.len(), 11);
        assert!(all.iter().all(|pattern| pattern.len() == 9 && pattern.matches('3').count() == 3));
    }
}
