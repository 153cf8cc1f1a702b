//! How scores were to be expected to run, from finished episodes that started alike.
//!
//! For one instrument and one intake band a mixed model on the logarithm of time says how scores fall or rise and how much patients differ. Given
//! a patient's intake score it becomes the *expected course*; given all scores so far, the *dynamic* one. A score beyond the upper 16 % of the
//! band on the bad side is to be watched, beyond the upper 10 % it is off course.
//!
//! The course is the practice's own, or comes as a file of parameters; without enough finished episodes there is none, and
//! only reliable change and the early-change rules of [`crate::warning_sign`] are left. What was fitted, on how many episodes and up to which day,
//! stands in the [`Course`] and goes wherever it is shown.
//!
//! * [`course`]: a course and what it says of a patient.
//! * [`fitting`]: from finished episodes to courses.
//! * [`file`](mod@file): courses as a text that can be exchanged.
//! * [`evaluation`]: how well alerts from a course would have told who deteriorates, beside plain rules on the raw change.

#[cfg(test)]
mod conformance;
pub mod course;
pub mod evaluation;
pub mod file;
pub mod fitting;

pub use course::{Band, Course, Given, IntakeBand, Scored, Standing, TimeUnit};
pub use evaluation::{Evaluation, evaluate};
pub use fitting::{Courses, Episode, Fitting, NoCourse, fit};
