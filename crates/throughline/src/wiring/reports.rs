//! The port to the typesetter: what `app` gathers, as what `reports` draws.

use app::assessment::AssessmentFacts;
use app::course::{CourseJudgement, CourseStanding, JudgedCourse};
use app::report::{ProgressFacts, RenderedReport, ReportRenderer, ReportedAdministration, ReportedJudgement};
use app::review::appeal::letter::LetterFacts;
use app::review::packet::{PacketFacts, PacketFormat};
use care::LevelOfCarePeriod;
use instruments::ENGINE_VERSION;
use reports::{
    AdministrationFacts, AssessmentReport, EpisodeFacts, FileFacts, Held, InstrumentSection, LetterReport, LevelOfCareFacts, PacketReport,
    PatientFacts, ProgressReport, Verdict,
};
use vocabulary::Language;
use wording::{ChartNext, Key, Text};

/// Makes PDFs.
pub(crate) struct Renderer;

impl ReportRenderer for Renderer {
    fn progress_report(&self, facts: &ProgressFacts, language: &Language) -> Result<RenderedReport, String> {
        let report = progress_report(facts);
        let bytes = reports::render(&report, Text::for_language(language)).map_err(|error| error.to_string())?;
        Ok(RenderedReport { bytes, snapshot_sha256: reports::snapshot_hash(&report) })
    }

    fn paper_forms(&self, facts: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        reports::render_forms(&paper_packet(facts), Text::for_language(&facts.language)).map_err(|error| error.to_string())
    }

    fn packet(&self, facts: &PacketFacts, format: PacketFormat, language: &Language) -> Result<RenderedReport, String> {
        let text = Text::for_language(language);
        let report = PacketReport {
            packet: facts.packet.clone(),
            progress: progress_report(&facts.progress),
            zone: facts.zone.clone(),
            generated_at: facts.generated_at,
            author: facts.author.clone(),
            recipient: facts.recipient.clone(),
            ground: Some(reports::Ground {
                basis: facts.ground.0.clone(),
                consent: facts.ground.1.map(|(id, signed)| (id.to_string(), signed)),
            }),
        };
        let bytes = match format {
            PacketFormat::Pdf => reports::render_packet(&report, text).map_err(|error| error.to_string())?,
            PacketFormat::Html => reports::packet_html(&report, text),
            PacketFormat::Json => reports::packet_json(&report, text),
        };
        Ok(RenderedReport { bytes, snapshot_sha256: reports::packet_hash(&report) })
    }

    fn letter(&self, facts: &LetterFacts, language: &Language) -> Result<RenderedReport, String> {
        let report = LetterReport {
            kind: facts.kind,
            body: facts.text.clone(),
            packet: facts.packet.clone(),
            denial: facts.denial.clone(),
            zone: facts.zone.clone(),
            generated_at: facts.generated_at,
            author: facts.author.clone(),
            recipient: facts.recipient.clone(),
        };
        let bytes = reports::render_letter(&report, Text::for_language(language)).map_err(|error| error.to_string())?;
        Ok(RenderedReport { bytes, snapshot_sha256: reports::letter_hash(&report) })
    }

    fn assessment(&self, facts: &AssessmentFacts<'_>, language: &Language) -> Result<RenderedReport, String> {
        let text = Text::for_language(language);
        let report = assessment_report(facts, text);
        let bytes = reports::render_assessment(&report, text).map_err(|error| error.to_string())?;
        let snapshot_sha256 = reports::assessment_hash(&report, text).map_err(|error| error.to_string())?;
        Ok(RenderedReport { bytes, snapshot_sha256 })
    }
}

/// The live practice has no files: what is on record stands in their place.
fn assessment_report<'a>(facts: &AssessmentFacts<'a>, text: Text) -> AssessmentReport<'a> {
    let (claims, payments, answers) = facts.on_record;
    let file = |name, holds| FileFacts { name, holds, problems: Vec::new(), problem_count: 0 };
    let books = Held::X12 { claims, payments, answers, verdict: Verdict::Accept };
    let mut files = vec![file(text.say(Key::AssessmentOnRecord), books)];
    files.extend(facts.beside.iter().map(|(kind, rows)| file(text.file_kind(kind), Held::Table { kind, rows: *rows })));
    AssessmentReport {
        practice: Some(facts.practice.clone()),
        is_for_counsel: facts.copy.is_for_counsel,
        leaves_exposure_out: facts.copy.leaves_exposure_out,
        generated_at: facts.generated_at,
        zone: facts.zone.clone(),
        assessment: facts.assessment,
        reasons: facts.reasons,
        files,
        names: facts.names.clone(),
        sees_criteria: facts.sees_criteria,
        payers: facts.payers.clone(),
        words: facts.words.clone(),
        is_part2: facts.is_part2,
    }
}

fn paper_packet(facts: &app::check_in::PacketFacts) -> reports::PaperPacket {
    let form = |form: &app::check_in::PacketForm| reports::PaperForm {
        code: form.code.as_str().to_owned(),
        spoken_code: form.code.spoken(),
        definition: form.definition.clone(),
        text: form.text.clone(),
        items: form.items.clone(),
    };
    reports::PaperPacket {
        practice: facts.practice.clone(),
        patient_name: facts.patient_name.clone(),
        respondent: facts.respondent,
        forms: facts.forms.iter().map(form).collect(),
        crisis_text: facts.crisis_text.clone(),
        printed_at: facts.printed_at,
    }
}

fn progress_report(facts: &ProgressFacts) -> ProgressReport {
    let episodes = facts.episodes.iter().map(|reported| EpisodeFacts {
        id: reported.episode.id,
        program: reported.program.clone(),
        admitted: reported.episode.value().admitted,
        discharge: reported.episode.value().discharge.clone(),
        levels: reported.levels.iter().map(|(period, program)| level(period, program)).collect(),
    });
    let sections = facts.instruments.iter().map(|(definition, administrations)| InstrumentSection {
        definition: definition.clone(),
        administrations: administrations.iter().map(administration).collect(),
        judgements: Some(judgements(facts, &definition.id)),
        recalled: facts.recalled.get(&*definition.id).map(|enabled| reports::RecalledEnabled { by: enabled.by.clone(), on: enabled.on }),
    });
    ProgressReport {
        practice: facts.practice.clone(),
        program: None,
        zone: facts.zone.clone(),
        patient: PatientFacts {
            listed_name: facts.patient.listed_name(),
            record_number: facts.patient.record_number.clone(),
            birth_day: facts.patient.birth_day,
        },
        part2: facts.part2,
        is_for_proxy: facts.is_for_proxy,
        generated_at: facts.generated_at,
        data_as_of: facts.data_as_of,
        episodes: episodes.collect(),
        instruments: sections.collect(),
    }
}

fn judgements(facts: &ProgressFacts, instrument: &str) -> Vec<reports::SeriesJudgement> {
    facts.judgements.iter().filter(|judged| *judged.instrument == *instrument).map(judgement).collect()
}

fn judgement(reported: &ReportedJudgement) -> reports::SeriesJudgement {
    let ReportedJudgement { scale, respondent, judgement, .. } = reported;
    let course = match &judgement.course {
        CourseJudgement::Judged(course) => Some(reports::CourseFacts::Judged(judged_course(course))),
        CourseJudgement::TooFew { episodes, needed } => Some(reports::CourseFacts::TooFewEpisodes { episodes: *episodes, needed: *needed }),
        CourseJudgement::NotCovered | CourseJudgement::NotFitted => None,
    };
    let change = reports::ChangeFacts {
        baseline_day: judgement.baseline_day,
        latest_day: judgement.latest_day,
        judgement: judgement.change.clone(),
        by_day: judgement.by_day.clone(),
        important: judgement.important.clone(),
        after_discharge: judgement.after_discharge.clone(),
    };
    reports::SeriesJudgement { scale: *scale, respondent: *respondent, change: Some(change), course }
}

fn judged_course(course: &JudgedCourse) -> reports::JudgedCourse {
    reports::JudgedCourse {
        standing: standing(course.standing),
        score: course.score,
        expected: course.expected,
        chance: course.chance.map(|chance| reports::ImprovementChance { percent: chance.percent, week: chance.week }),
        dynamic: course.dynamic.map(|dynamic| (standing(dynamic.standing), dynamic.expected)),
        next: course.next.map(|next| ChartNext { day: next.day, value: next.value, low: next.low, high: next.high, percent: next.percent }),
        days: course.days.iter().map(|day| reports::ExpectedDay { day: day.day, mean: day.mean, watch: day.watch, off: day.off }).collect(),
        model: course.model.clone(),
        episodes: course.episodes,
        data_until: course.data_until,
    }
}

fn standing(standing: CourseStanding) -> reports::CourseStanding {
    match standing {
        CourseStanding::OnCourse => reports::CourseStanding::OnCourse,
        CourseStanding::Watch => reports::CourseStanding::Watch,
        CourseStanding::OffCourse => reports::CourseStanding::OffCourse,
    }
}

fn level(period: &LevelOfCarePeriod, program: &str) -> LevelOfCareFacts {
    LevelOfCareFacts {
        program: program.to_owned(),
        level_of_care: period.level_of_care,
        period: period.period,
        track: period.track.clone(),
        modality: period.modality,
    }
}

fn administration(reported: &ReportedAdministration) -> AdministrationFacts {
    let stored = &reported.administration;
    let value = stored.value();
    AdministrationFacts {
        id: stored.id,
        version: stored.recorded.version,
        day: value.day,
        phase: value.phase,
        mode: value.mode,
        respondent: value.respondent,
        completion: value.completion,
        score: reported.score.clone(),
        engine_version: ENGINE_VERSION.to_owned(),
        responses: reported.responses.clone(),
    }
}
