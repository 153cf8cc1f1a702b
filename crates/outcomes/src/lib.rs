//! Judgements on measures: is this patient improving, on course, showing a warning sign?
//!
//! Everything here is a pure function of scores, days and published or fitted parameters. It reads no database and no clock, holds no
//! sentence that a person reads, and decides nothing: a judgement names what it rests on, and a person decides.
//!
//! * [`change`]: individual change between two measurements, by five approaches, with the norms that were used.
//! * [`response`]: treatment response, remission, minimal important difference, and recovery over paired measures.
//! * [`mixed_model`]: linear mixed models from per-patient sufficient statistics.
//! * [`expected_course`]: the band in which a patient's scores were to be expected, from the practice's own finished episodes.
//! * [`score_review`]: for which scores a review counts.
//! * [`sequential`]: tests that look again after every observation.
//! * [`warning_sign`]: rules that say that somebody should look; one file a rule.
//! * [`alert`]: what becomes of a warning sign: owner, timers, escalation, disposition.

pub mod alert;
pub mod change;
pub mod expected_course;
pub mod mixed_model;
pub mod response;
pub mod score_review;
pub mod sequential;
pub mod warning_sign;
