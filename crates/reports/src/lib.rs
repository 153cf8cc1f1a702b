//! Documents as PDF. The only room that knows Typst.
//!
//! A document is data ([`ProgressReport`], [`PacketReport`]), words ([`wording::Text`]) and a template (`templates/*.typ`), and nothing else: the typesetter has no
//! file system, no network and no clock. The same data and the same language give the same bytes. Every PDF is tagged and is refused when it
//! breaks PDF/UA-1 or PDF/A-2a, as with a picture that has no alternative text.
//!
//! [`canonical_snapshot`] is the same data as plain text, one fact a line. Its hash stands in the footer of every page, so that a page can be
//! matched with the data it was made from.

mod assessment;
mod font;
mod forms;
mod packet;
mod progress;
mod typesetter;

pub use assessment::{AssessmentReport, FileFacts, Held, Verdict, assessment_hash, render_assessment, render_assessment_page};
pub use charts::ExpectedDay;
pub use forms::{PaperForm, PaperPacket, render_forms};
pub use packet::{Ground, LetterReport, PacketReport, letter_hash, packet_hash, packet_html, packet_json, render_letter, render_packet};
pub use progress::data::{
    AdministrationFacts, EpisodeFacts, InstrumentSection, LevelOfCareFacts, PatientFacts, ProgressReport, RecalledEnabled,
};
pub use progress::judgement::{ChangeFacts, CourseFacts, CourseStanding, ImprovementChance, JudgedCourse, SeriesJudgement};
pub use progress::render;
pub use progress::snapshot::{canonical_snapshot, snapshot_hash};
pub use typesetter::ReportError;
