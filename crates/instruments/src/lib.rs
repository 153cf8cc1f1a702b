//! Validated tools as data: what they ask, how answers become scores, and what the scores mean.
//!
//! An instrument is one TOML file in `library/`. [`Definition`] is that file, read and checked; [`Definition::score`] turns [`Responses`] into a
//! [`Score`]. The engine knows no instrument by name: whatever differs between a PHQ-9 and a WHODAS stands in their files, with its source.
//! Nothing here reads a clock, a file or a database.

pub mod administration;
pub mod definition;
pub mod explanation;
pub mod formula;
pub mod library;
pub mod overlay;
pub mod score;
pub mod scoring;
pub mod vector;

pub use administration::{Administration, Answer, Completion, Mode, Phase, Respondent, Responses};
pub use definition::{Definition, DefinitionError, FormText, Origin};
pub use library::{Library, LibraryError};
pub use overlay::{Overlay, OverlayError};
pub use score::{AnswerProblem, ENGINE_VERSION, Outcome, ScaleScore, Score, Unscorable};
pub use scoring::PersonFacts;
