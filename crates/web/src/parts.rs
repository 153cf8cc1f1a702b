//! The parts that pages are made of: one way to write a table, a field, a band, a notice.

pub(crate) mod basis;
pub(crate) mod chart;
pub(crate) mod copy_field;
pub(crate) mod disclosure;
pub(crate) mod explanation;
pub(crate) mod field;
pub(crate) mod footing;
pub(crate) mod form_page;
pub(crate) mod live_score;
pub(crate) mod notice;
pub(crate) mod pager;
pub(crate) mod payer;
pub(crate) mod portion;
pub(crate) mod score;
pub(crate) mod severity;
pub(crate) mod since_baseline;
pub(crate) mod square_code;
pub(crate) mod table;
pub(crate) mod throughline;
pub(crate) mod withdrawal;
