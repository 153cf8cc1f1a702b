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
    /// The expected course.
    Course,
    /// Baseline and reliable change.
    Change,
}

/// A colour that a style sheet may set, with the value for each of its themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColourProperty {
    /// The custom property: `--chart-line`.
    pub name: &'static str,
    /// On a light ground and on paper; the fallback where the style sheet does not set the property.
    pub light: &'static str,
    /// On a dark ground.
    pub dark: &'static str,
}

const fn property(name: &'static str, light: &'static str, dark: &'static str) -> ColourProperty {
    ColourProperty { name, light, dark }
}

/// Every colour of every chart. Both ramps keep their order in lightness in each theme; a style sheet that sets these values passes the
/// contrasts that the tests of this crate check.
pub const COLOUR_PROPERTIES: [ColourProperty; 24] = [
    property("--chart-surface", "#ffffff", "#14181d"),
    property("--chart-ink", "#1d2430", "#e8ecf1"),
    property("--chart-muted", "#5b6675", "#a3adba"),
    property("--chart-grid", "#d5dae1", "#38424e"),
    property("--chart-line", "#14508c", "#8fc1f2"),
    property("--chart-cutoff", "#7a3b12", "#e5ae82"),
    property("--chart-band-0", "#f3f6f8", "#1a2027"),
    property("--chart-band-1", "#fcf4e6", "#24211d"),
    property("--chart-band-2", "#f9e8d0", "#302920"),
    property("--chart-band-3", "#f4d8b7", "#3f3324"),
    property("--chart-band-4", "#edc59c", "#523f28"),
    property("--chart-band-5", "#e2ad7e", "#6b4a2c"),
    property("--chart-level-0", "#e6ebf2", "#222c38"),
    property("--chart-level-1", "#c6d3e3", "#31435a"),
    property("--chart-level-2", "#9db3cd", "#46617f"),
    property("--chart-level-3", "#557296", "#6482a5"),
    property("--chart-level-4", "#344d6b", "#86a3c6"),
    property("--chart-on-level-0", "#1d2430", "#e8ecf1"),
    property("--chart-on-level-1", "#1d2430", "#e8ecf1"),
    property("--chart-on-level-2", "#1d2430", "#ffffff"),
    property("--chart-on-level-3", "#ffffff", "#0d1013"),
    property("--chart-on-level-4", "#ffffff", "#0d1013"),
    property("--chart-course", "#0b6153", "#78d3bf"),
    property("--chart-change", "#6b2f86", "#d6abec"),
];

/// Where each ramp begins in the list.
const FIRST_BAND: usize = 6;
const FIRST_LEVEL: usize = 12;
const FIRST_ON_LEVEL: usize = 17;
const COURSE: usize = 22;
const CHANGE: usize = 23;

impl Colour {
    fn property(self) -> ColourProperty {
        let place = match self {
            Self::Surface => 0,
            Self::Ink => 1,
            Self::Muted => 2,
            Self::Grid => 3,
            Self::Line => 4,
            Self::Cutoff => 5,
            Self::Band(severity) => FIRST_BAND + usize::from(severity.min(5)),
            Self::Level(intensity) => FIRST_LEVEL + usize::from(intensity.min(4)),
            Self::OnLevel(intensity) => FIRST_ON_LEVEL + usize::from(intensity.min(4)),
            Self::Course => COURSE,
            Self::Change => CHANGE,
        };
        COLOUR_PROPERTIES[place]
    }

    /// The value of a `fill` or `stroke` attribute.
    pub(crate) fn value(self, medium: Medium) -> String {
        let ColourProperty { name, light, .. } = self.property();
        match medium {
            Medium::Print => light.to_owned(),
            Medium::Screen | Medium::Phone => format!("var({name}, {light})"),
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

    const LIGHT: fn(Colour) -> &'static str = |colour| colour.property().light;
    const DARK: fn(Colour) -> &'static str = |colour| colour.property().dark;
    const BANDS: [Colour; 6] = [Colour::Band(0), Colour::Band(1), Colour::Band(2), Colour::Band(3), Colour::Band(4), Colour::Band(5)];
    const LEVELS: [Colour; 5] = [Colour::Level(0), Colour::Level(1), Colour::Level(2), Colour::Level(3), Colour::Level(4)];

    #[test]
    fn ramps_move_away_from_the_ground_step_by_step() {
        for ramp in [&BANDS[..], &LEVELS[..]] {
            for pair in ramp.windows(2) {
                assert!(luminance(LIGHT(pair[0])) > luminance(LIGHT(pair[1])), "{pair:?}");
                assert!(luminance(DARK(pair[0])) < luminance(DARK(pair[1])), "{pair:?}");
            }
        }
    }

    #[test]
    fn text_and_marks_stand_out_in_both_themes() {
        for theme in [LIGHT, DARK] {
            for ground in BANDS.into_iter().chain([Colour::Surface]) {
                assert!(contrast(theme(Colour::Ink), theme(ground)) >= 4.5, "ink on {ground:?}");
                assert!(contrast(theme(Colour::Line), theme(ground)) >= 3.0, "line on {ground:?}");
                for line in [Colour::Cutoff, Colour::Course, Colour::Change] {
                    assert!(contrast(theme(line), theme(ground)) >= 3.0, "{line:?} on {ground:?}");
                }
            }
            for intensity in 0..5 {
                assert!(contrast(theme(Colour::OnLevel(intensity)), theme(Colour::Level(intensity))) >= 4.5, "code on level {intensity}");
            }
            assert!(contrast(theme(Colour::Muted), theme(Colour::Surface)) >= 4.5);
            for text in [Colour::Cutoff, Colour::Course, Colour::Change] {
                assert!(contrast(theme(text), theme(Colour::Surface)) >= 4.5, "{text:?}");
            }
        }
    }

    #[test]
    fn each_colour_has_the_property_of_its_name() {
        assert_eq!(Colour::Band(0).property().name, "--chart-band-0");
        assert_eq!(Colour::Level(4).property().name, "--chart-level-4");
        assert_eq!(Colour::OnLevel(0).property().name, "--chart-on-level-0");
        assert_eq!(Colour::Cutoff.property().name, "--chart-cutoff");
        assert_eq!(Colour::Course.property().name, "--chart-course");
        assert_eq!(Colour::Change.property().name, "--chart-change");
    }

    #[test]
    fn a_screen_gets_a_property_with_a_fallback_and_paper_a_fixed_colour() {
        assert_eq!(Colour::Band(9).value(Medium::Screen), "var(--chart-band-5, #e2ad7e)");
        assert_eq!(Colour::Band(9).value(Medium::Print), "#e2ad7e");
    }
}
