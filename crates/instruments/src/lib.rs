//! Instruments.

pub mod administration;
pub mod score;

pub use administration::{Administration, Answer, Completion, Mode, Phase, Respondent, Responses};
pub use score::{AnswerProblem, Imputed, Outcome, SafetyAnswer, ScaleScore, Score, Unscorable};
