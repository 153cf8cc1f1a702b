//! View data in, SVG text out, with the table that says the same.
//!
//! A [`ScoreChart`] is one instrument's scores of one patient over time: severity bands with their names beside the plot, cutoffs, the scores
//! with their values, and the levels of care below on the same axis. The same code draws it for a page, a phone and a PDF ([`Medium`]).
//! A [`sparkline`] is its shape in a table row.
//!
//! Charts know no wording: every word comes in as a string, and `wording` is where they come from. Nothing is said by colour alone: a band is a
//! place, a word and a tint; a score that was prorated or came as a total has a shape of its own, named in the legend.
//!
//! # Colours
//! On paper colours are fixed. On a screen each is a custom property with the light colour as its fallback, set as a presentation attribute, so
//! that a page under a strict content security policy can draw it and its style sheet decides about dark mode:
//!
//! | property | what | light | suggested dark |
//! |---|---|---|---|
//! | `--chart-surface` | ground, and the inside of hollow marks | `#ffffff` | `#14181d` |
//! | `--chart-ink` | values and names | `#1d2430` | `#e8ecf1` |
//! | `--chart-muted` | axis numbers, notes | `#5b6675` | `#a3adba` |
//! | `--chart-grid` | lines | `#d5dae1` | `#38424e` |
//! | `--chart-line` | the course and its marks | `#14508c` | `#8fc1f2` |
//! | `--chart-cutoff` | cutoffs | `#7a3b12` | `#e5ae82` |
//! | `--chart-band-0` … `--chart-band-5` | bands, least to most severe | `#f3f6f8` … `#e2ad7e` | `#1a2027` … `#6b4a2c` |
//! | `--chart-level-0` … `--chart-level-4` | levels of care, least to most intensive | `#e6ebf2` … `#344d6b` | `#222c38` … `#86a3c6` |
//!
//! The ramps keep their order in lightness, so they read the same with any kind of colour vision and in grey print.

mod axis;
mod drawing;
mod labels;
mod palette;
mod score_chart;
mod sparkline;
mod svg;
mod table;

pub use palette::Medium;
pub use score_chart::{Band, ChartWords, Cutoff, LevelPeriod, Mark, Milestone, Point, ScoreChart};
pub use sparkline::sparkline;
pub use table::ChartTable;
