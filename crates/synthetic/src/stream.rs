//! A stream of repeatable draws (SplitMix64), with branches.
//!
//! A branch is named, and is the same however much was drawn from the stream it leaves: a new kind of draw gets a branch of its own and moves
//! nothing else. Only the four operations and comparisons are used on fractions, so that every machine draws the same.

/// Repeatable draws. Not for secrets.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    origin: u64,
    state: u64,
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(value: u64) -> u64 {
    let mixed = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Stream {
    pub(crate) fn new(seed: u64) -> Self {
        let origin = mix(seed.wrapping_add(STEP));
        Self { origin, state: origin }
    }

    /// A stream of its own for one concern.
    pub(crate) fn branch(&self, name: &str) -> Self {
        let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Self::new(self.origin ^ hash)
    }

    /// A stream of its own for one of many.
    pub(crate) fn numbered(&self, number: usize) -> Self {
        Self::new(self.origin ^ mix(u64::try_from(number).unwrap_or(u64::MAX)))
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// From 0 up to, not including, 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        let upper = u32::try_from(self.next() >> 32).unwrap_or(u32::MAX);
        f64::from(upper) / 4_294_967_296.0
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.fraction() < probability
    }

    /// From `low` to `high`, both included; `low` when they are the wrong way round.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = u64::from(high.saturating_sub(low).max(0).unsigned_abs()) + 1;
        low + i32::try_from(self.next() % span).unwrap_or(0)
    }

    /// A fraction between two bounds.
    pub(crate) fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.fraction()
    }

    /// About normal, mean 0, standard deviation 1, never beyond 3.5: the sum of four even draws.
    pub(crate) fn normal(&mut self) -> f64 {
        const SCALE: f64 = 1.732_050_807_568_877_2;
        let sum: f64 = (0..4).map(|_| self.fraction()).sum();
        (sum - 2.0) * SCALE
    }

    /// A place in a list of this length, which must not be empty.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        let length = u64::try_from(length.max(1)).unwrap_or(1);
        usize::try_from(self.next() % length).unwrap_or(0)
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.place(list.len())]
    }

    /// One of a list that is not empty, each as likely as its weight says.
    pub(crate) fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        let total: u64 = list.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut left = self.next() % total.max(1);
        for (value, weight) in list {
            let weight = u64::from(*weight);
            if left < weight {
                return *value;
            }
            left -= weight;
        }
        list[0].0
    }
}

/// The nearest whole number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only scores, days and the like are rounded, and they are kept far inside the range of i32"
)]
pub(crate) fn nearest(value: f64) -> i32 {
    value.clamp(-1_000_000.0, 1_000_000.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_does_not_depend_on_what_was_drawn_before() {
        let mut stream = Stream::new(7);
        let before = stream.branch("forms").next();
        stream.next();
        assert_eq!(stream.branch("forms").next(), before);
        assert_ne!(stream.branch("names").next(), before);
        assert_ne!(stream.numbered(0).next(), stream.numbered(1).next());
    }

    #[test]
    fn draws_have_the_mean_and_spread_they_should() {
        let mut stream = Stream::new(3);
        let draws: Vec<f64> = (0..20_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "mean {mean}, variance {variance}");
        let counts = (0..6_000).fold([0_u32; 3], |mut counts, _| {
            counts[stream.weighted(&[(0, 1), (1, 2), (2, 3)])] += 1;
            counts
        });
        assert!((900..1100).contains(&counts[0]) && (2850..3150).contains(&counts[2]), "{counts:?}");
        assert!((0..1000).all(|_| (-2..=2).contains(&stream.between(-2, 2))));
    }
}
