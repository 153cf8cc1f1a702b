//! Placing text so that nothing covers anything else.

/// About how wide a text is in Inter, in pixels. An estimate on the generous side: labels that are thought to be wider than they are only
/// leave more room.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    let share = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.30,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.40,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.92,
        letter if letter.is_ascii_digit() => 0.64,
        letter if letter.is_uppercase() => 0.71,
        letter if letter >= '\u{2e80}' => 1.0,
        _ => 0.57,
    };
    text.chars().map(share).sum::<f64>() * size
}

/// The text, cut with an ellipsis where it is wider than allowed.
pub(crate) fn shortened(text: &str, size: f64, widest: f64) -> String {
    if text_width(text, size) <= widest {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if text_width(&kept, size) + size > widest {
            kept.pop();
            break;
        }
    }
    kept.trim_end().to_owned() + "…"
}

/// The text in lines that are no wider than allowed, broken between words; a word that is wider alone is cut.
pub(crate) fn wrapped(text: &str, size: f64, widest: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(line, size) + text_width(word, size) + text_width(" ", size) <= widest => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(shortened(word, size, widest)),
        }
    }
    lines
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    /// True when the two share more than an edge.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Places that are taken.
#[derive(Default)]
pub(crate) struct Taken {
    areas: Vec<Area>,
}

impl Taken {
    /// Takes the place if it is free.
    pub(crate) fn take(&mut self, area: Area) -> bool {
        let free = self.is_free(area);
        if free {
            self.areas.push(area);
        }
        free
    }

    /// Takes the place whether or not it is free.
    pub(crate) fn add(&mut self, area: Area) {
        self.areas.push(area);
    }

    /// Takes all of the places, free or not.
    pub(crate) fn extend(&mut self, areas: &[Area]) {
        self.areas.extend_from_slice(areas);
    }

    /// True when nothing is there yet.
    pub(crate) fn is_free(&self, area: Area) -> bool {
        !self.areas.iter().any(|taken| taken.overlaps(area))
    }
}

/// Moves heights apart until each is at least `apart` from the next, as near to where they were as one pass each way gets them, and inside the
/// limits. Where there is no room for all, they are evenly spread.
pub(crate) fn spread(heights: &[f64], apart: f64, top: f64, bottom: f64) -> Vec<f64> {
    let count = heights.len();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|left, right| heights[*left].total_cmp(&heights[*right]));
    let mut placed: Vec<f64> = order.iter().map(|index| heights[*index].clamp(top, bottom)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a handful of labels")]
    let apart = if count > 1 { apart.min((bottom - top) / (count - 1) as f64) } else { apart };
    for index in 1..count {
        placed[index] = placed[index].max(placed[index - 1] + apart);
    }
    if let Some(last) = placed.last_mut() {
        *last = last.min(bottom);
    }
    for index in (1..count).rev() {
        placed[index - 1] = placed[index - 1].min(placed[index] - apart).max(top);
    }
    let mut result = vec![0.0; count];
    for (place, index) in placed.into_iter().zip(order) {
        result[index] = place;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_names_are_cut() {
        assert_eq!(shortened("severe", 11.0, 100.0), "severe");
        let cut = shortened("zone four, likely dependence", 11.0, 80.0);
        assert!(cut.ends_with('…') && text_width(&cut, 11.0) <= 80.0, "{cut}");
    }

    #[test]
    fn a_sentence_is_broken_between_words() {
        let lines = wrapped("linear mixed model on log days, 412 finished episodes, data up to Oct 31, 2026", 11.0, 160.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| text_width(line, 11.0) <= 160.0), "{lines:?}");
        assert_eq!(lines.join(" "), "linear mixed model on log days, 412 finished episodes, data up to Oct 31, 2026");
    }

    #[test]
    fn a_place_is_taken_once() {
        let area = |left| Area { left, top: 0.0, right: left + 10.0, bottom: 10.0 };
        let mut taken = Taken::default();
        assert!(taken.take(area(0.0)) && taken.take(area(10.0)) && !taken.take(area(15.0)));
    }

    proptest! {
        #[test]
        fn spread_heights_keep_their_order_their_distance_and_the_limits(heights in prop::collection::vec(0.0f64..200.0, 0..12)) {
            let spread_out = spread(&heights, 12.0, 0.0, 200.0);
            let mut order: Vec<usize> = (0..heights.len()).collect();
            order.sort_by(|left, right| heights[*left].total_cmp(&heights[*right]));
            for pair in order.windows(2) {
                prop_assert!(spread_out[pair[1]] - spread_out[pair[0]] >= 12.0 - 1e-6);
            }
            prop_assert!(spread_out.iter().all(|height| (-1e-6..=200.0 + 1e-6).contains(height)));
        }
    }
}
