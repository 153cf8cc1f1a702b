//! View data in, SVG text out, with the table that says the same.
//!
//! A [`ScoreChart`] is one instrument's scores of one patient over time: severity bands with their names beside the plot, cutoffs, the scores
//! with their values, and the levels of care below on the same axis. The same code draws it for a page, a phone and a PDF ([`Medium`]).
//! A [`sparkline`] is its shape in a table row.
//!
//! A [`ThroughlineChart`] puts all of one patient on one day axis: a panel for each series with its expected course and the limits of reliable
//! change, and below it lanes: levels of care, events, and whatever else has days.
//!
//! Charts know no wording: every word comes in as a string, and `wording` is where they come from. Nothing is said by colour alone: a band is a
//! place, a word and a tint; a score that was prorated or came as a total has a shape of its own, named in the legend.
//!
//! # Colours
//! On paper colours are fixed. On a screen each is a custom property with the light colour as its fallback, set as a presentation attribute, so
//! that a page under a strict content security policy can draw it and its style sheet decides about dark mode. [`COLOUR_PROPERTIES`] lists them
//! all with their values in both themes; the values are checked for contrast here.

mod axis;
pub mod bar_code;
mod drawing;
mod labels;
mod palette;
mod score_chart;
mod sparkline;
mod svg;
mod table;
mod throughline_chart;

pub use palette::{COLOUR_PROPERTIES, ColourProperty, Medium};
pub use score_chart::{Band, ChartWords, Cutoff, LevelPeriod, Mark, Milestone, Point, ScoreChart};
pub use sparkline::sparkline;
pub use table::ChartTable;
pub use throughline_chart::{
    Baseline, Event, ExpectedCourse, ExpectedDay, Lane, LaneContent, Line, NextScore, Panel, ReliableMark, ThroughlineChart,
    ThroughlineWords, Weight,
};
