//! Where a chart is shown, and the colours there.

/// Where a chart is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A page; colours through custom properties, light or dark.
    Screen,
    /// A page narrower than about 480 pixels: the same chart in a portrait shape with type that stays readable.
    Phone,
    /// Paper and PDF: fixed colours.
    Print,
}

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    Surface,
    Ink,
    Muted,
    Grid,
    Line,
    Cutoff,
    /// Severity of a band, 0 to 5.
    Band(u8),
    /// Intensity of a level of care, 0 to 4.
    Level(u8),
    /// The code inside a block of a level of care.
    OnLevel(u8),
}

const BANDS: [&str; 6] = ["#f3f6f8", "#fcf4e6", "#f9e8d0", "#f4d8b7", "#edc59c", "#e2ad7e"];
const LEVELS: [&str; 5] = ["#e6ebf2", "#c6d3e3", "#9db3cd", "#557296", "#344d6b"];

impl Colour {
    /// The value of a `fill` or `stroke` attribute.
    pub(crate) fn value(self, medium: Medium) -> String {
        let (name, light) = match self {
            Self::Surface => ("surface".to_owned(), "#ffffff"),
            Self::Ink => ("ink".to_owned(), "#1d2430"),
            Self::Muted => ("muted".to_owned(), "#5b6675"),
            Self::Grid => ("grid".to_owned(), "#d5dae1"),
            Self::Line => ("line".to_owned(), "#14508c"),
            Self::Cutoff => ("cutoff".to_owned(), "#7a3b12"),
            Self::Band(severity) => (format!("band-{}", severity.min(5)), BANDS[usize::from(severity.min(5))]),
            Self::Level(intensity) => (format!("level-{}", intensity.min(4)), LEVELS[usize::from(intensity.min(4))]),
            Self::OnLevel(intensity) => (format!("on-level-{}", intensity.min(4)), if intensity < 3 { "#1d2430" } else { "#ffffff" }),
        };
        match medium {
            Medium::Print => light.to_owned(),
            Medium::Screen | Medium::Phone => format!("var(--chart-{name}, {light})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of `#rrggbb` as WCAG 2 defines it.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn ramps_darken_step_by_step() {
        for ramp in [&BANDS[..], &LEVELS[..]] {
            assert!(ramp.windows(2).all(|pair| luminance(pair[0]) > luminance(pair[1])), "{ramp:?}");
        }
    }

    #[test]
    fn text_and_marks_stand_out_from_every_band() {
        for band in BANDS.iter().chain(&["#ffffff"]) {
            assert!(contrast(&Colour::Ink.value(Medium::Print), band) >= 4.5, "ink on {band}");
            assert!(contrast(&Colour::Line.value(Medium::Print), band) >= 3.0, "line on {band}");
            assert!(contrast(&Colour::Cutoff.value(Medium::Print), band) >= 3.0, "cutoff on {band}");
        }
        for (intensity, level) in (0..).zip(LEVELS) {
            assert!(contrast(&Colour::OnLevel(intensity).value(Medium::Print), level) >= 4.5, "code on {level}");
        }
        assert!(contrast(&Colour::Muted.value(Medium::Print), "#ffffff") >= 4.5);
    }

    #[test]
    fn a_screen_gets_a_property_with_a_fallback_and_paper_a_fixed_colour() {
        assert_eq!(Colour::Band(9).value(Medium::Screen), "var(--chart-band-5, #e2ad7e)");
        assert_eq!(Colour::Band(9).value(Medium::Print), "#e2ad7e");
    }
}
