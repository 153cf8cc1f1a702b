//! The canonical snapshot: the facts of a report as plain text, one a line, sorted. Two reports with the same snapshot say the same.
//!
//! The form is versioned in its first line. Codes, not words, so that the language does not change the hash; the moment of generation is left out,
//! so that a report that is made again from the same data has the same hash.

use instruments::{AnswerProblem, Outcome, Unscorable};
use outcomes::change::Gains;
use outcomes::change::judge::{ChangeCategory, NormUse};
use outcomes::response::{Stated, Threshold, Unknown};
use sha2::{Digest, Sha256};
use vocabulary::Period;

use crate::progress::data::{AdministrationFacts, EpisodeFacts, InstrumentSection, ProgressReport};
use crate::progress::judgement::{CourseFacts, SeriesJudgement};

const FIRST_LINE: &str = "throughline progress report, snapshot form 1";

/// The facts as text: `path: value`, sorted by path.
pub fn canonical_snapshot(report: &ProgressReport) -> String {
    let mut lines = Lines::default();
    lines.add("practice", &report.practice);
    lines.add("program", report.program.as_deref().unwrap_or(""));
    lines.add("zone", report.zone.name());
    lines.add("part2", if report.part2 { "yes" } else { "no" });
    if report.is_for_proxy {
        lines.add("for_representative", "yes");
    }
    lines.add("data_as_of", &report.data_as_of.to_string());
    lines.add("patient/listed_name", &report.patient.listed_name);
    lines.add("patient/record_number", &report.patient.record_number);
    lines.add("patient/birth_day", &report.patient.birth_day.to_string());
    for episode in &report.episodes {
        add_episode(&mut lines, episode);
    }
    for section in &report.instruments {
        add_section(&mut lines, section);
    }
    lines.finish()
}

/// SHA-256 of the snapshot in lower-case hexadecimal, 64 characters.
pub fn snapshot_hash(report: &ProgressReport) -> String {
    hex::encode(Sha256::digest(canonical_snapshot(report)))
}

#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    /// One fact. A line feed inside a value is written as `\n`, a backslash as `\\`, so that a value cannot look like another line.
    fn add(&mut self, path: &str, value: &str) {
        let value = value.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        self.0.push(format!("{path}: {value}"));
    }

    fn finish(mut self) -> String {
        self.0.sort_unstable();
        let mut text = String::from(FIRST_LINE);
        for line in self.0 {
            text.push('\n');
            text.push_str(&line);
        }
        text.push('\n');
        text
    }
}

fn written(period: Period) -> String {
    let last = period.last().map_or_else(|| "open".to_owned(), |last| last.to_string());
    format!("{} to {last}", period.first())
}

fn add_episode(lines: &mut Lines, episode: &EpisodeFacts) {
    let path = format!("episode/{}", episode.id);
    lines.add(&format!("{path}/program"), &episode.program);
    lines.add(&format!("{path}/admitted"), &episode.admitted.to_string());
    let discharge = episode.discharge.as_ref();
    let discharge =
        discharge.map_or_else(String::new, |discharge| format!("{} {} {}", discharge.day, discharge.kind, discharge.destination));
    lines.add(&format!("{path}/discharge"), &discharge);
    for (index, level) in episode.levels.iter().enumerate() {
        let modality = level.modality.map_or("", care::Modality::code);
        let value = format!("{} {} | {} | {} | {modality}", level.level_of_care, written(level.period), level.program, level.track);
        lines.add(&format!("{path}/level/{index:04}"), &value);
    }
}

fn add_section(lines: &mut Lines, section: &InstrumentSection) {
    let path = format!("instrument/{}", section.definition.id);
    lines.add(&format!("{path}/definition_version"), &section.definition.version);
    if let Some(enabled) = &section.recalled {
        lines.add(&format!("{path}/recalled_enabled"), &format!("{} on {}", enabled.by, enabled.on));
    }
    for administration in &section.administrations {
        add_administration(lines, &path, administration);
    }
    for judged in section.judgements.iter().flatten() {
        add_judgement(lines, &path, judged);
    }
}

fn add_judgement(lines: &mut Lines, path: &str, judged: &SeriesJudgement) {
    let path = format!("{path}/judgement/{:04}/{}", judged.scale, judged.respondent);
    if let Some(change) = &judged.change {
        let judgement = &change.judgement;
        lines.add(&format!("{path}/change/baseline"), &format!("{} on {}", judgement.baseline, change.baseline_day));
        lines.add(&format!("{path}/change/latest"), &format!("{} on {}", judgement.latest, change.latest_day));
        lines.add(&format!("{path}/change/category"), judgement.category.map_or("none", ChangeCategory::code));
        lines.add(&format!("{path}/change/norm"), &norm_line(&judgement.norm));
        if let Some(line) = stated_line(&change.important) {
            lines.add(&format!("{path}/change/important"), &line);
        }
        if let Some(after) = &change.after_discharge {
            let since = &after.since;
            lines.add(&format!("{path}/change/after_discharge/from"), &format!("{} on {}", since.baseline, after.last_day));
            lines.add(&format!("{path}/change/after_discharge/category"), since.category.map_or("none", ChangeCategory::code));
            lines.add(&format!("{path}/change/after_discharge/gains"), after.gains.map_or("none", Gains::code));
        }
        for (day, category) in &change.by_day {
            lines.add(&format!("{path}/change/on/{day}"), category.code());
        }
    }
    match &judged.course {
        None => {}
        Some(CourseFacts::TooFewEpisodes { episodes, needed }) => {
            lines.add(&format!("{path}/course/none"), &format!("{episodes} episodes of {needed}"));
        }
        Some(CourseFacts::Judged(course)) => {
            lines.add(&format!("{path}/course/standing"), course.standing.code());
            lines.add(&format!("{path}/course/score"), &format!("{} expected {}", course.score, course.expected));
            lines.add(&format!("{path}/course/model"), &format!("{} of {} up to {}", course.model, course.episodes, course.data_until));
            if let Some(chance) = course.chance {
                lines.add(&format!("{path}/course/chance"), &format!("{} % by week {}", chance.percent, chance.week));
            }
            if let Some((standing, expected)) = course.dynamic {
                lines.add(&format!("{path}/course/dynamic"), &format!("{} expected {expected}", standing.code()));
            }
            if let Some(next) = &course.next {
                let said = format!("{} from {} to {} on {}, {} %", next.value, next.low, next.high, next.day, next.percent);
                lines.add(&format!("{path}/course/next"), &said);
            }
            for each in &course.days {
                lines.add(&format!("{path}/course/on/{}", each.day), &format!("{} watch {} off {}", each.mean, each.watch, each.off));
            }
        }
    }
}

/// A verdict by a number of points with its source; nothing where the definition has no such number.
fn stated_line(stated: &Stated) -> Option<String> {
    match (&stated.threshold, &stated.unknown) {
        (Some(Threshold::Points(points, basis)), _) => {
            Some(format!("{} by {points} points {} {}", stated.verdict.code(), basis.mark.code(), basis.source))
        }
        (_, Some(Unknown::OnlyRecalled(basis))) => Some(format!("only recalled {}", basis.source)),
        _ => None,
    }
}

fn norm_line(norm: &NormUse) -> String {
    match norm {
        NormUse::Used(norm) => {
            let enabled = norm.enabled_by.as_ref().map_or_else(String::new, |name| format!(" enabled by {name}"));
            format!("{} points {} {}{enabled}", norm.least_change, norm.basis.mark.code(), norm.basis.source)
        }
        NormUse::OnlyRecalled(basis) => format!("only recalled {}", basis.source),
        NormUse::Absent => "absent".to_owned(),
    }
}

fn add_administration(lines: &mut Lines, path: &str, administration: &AdministrationFacts) {
    let path = format!("{path}/administration/{}", administration.id);
    let phase = administration.phase.map_or("", instruments::Phase::code);
    let facts = [
        ("version", administration.version.0.to_string()),
        ("day", administration.day.to_string()),
        ("phase", phase.to_owned()),
        ("mode", administration.mode.to_string()),
        ("respondent", administration.respondent.to_string()),
        ("completion", administration.completion.to_string()),
        ("scored_by", format!("definition {} engine {}", administration.score.definition_version, administration.engine_version)),
        ("responses", administration.responses.as_ref().map_or_else(String::new, instruments::Responses::to_stored)),
    ];
    for (name, value) in facts {
        lines.add(&format!("{path}/{name}"), &value);
    }
    for scale in &administration.score.scales {
        let band = scale.band.map_or_else(String::new, |band| format!(" band {band}"));
        lines.add(&format!("{path}/scale/{}", scale.scale), &(outcome(&scale.outcome) + &band));
    }
    for result in &administration.score.classifications {
        let rule = result.rule.map_or_else(|| "unknown".to_owned(), |rule| format!("rule {rule}"));
        lines.add(&format!("{path}/classification/{}", result.classification), &rule);
    }
    for entry in &administration.score.safety {
        lines.add(&format!("{path}/safety/{}", entry.id), entry.verdict.code());
    }
    for (index, problem) in administration.score.problems.iter().enumerate() {
        lines.add(&format!("{path}/problem/{index:04}"), &problem_line(problem));
    }
}

fn outcome(outcome: &Outcome) -> String {
    let value = outcome.value().map_or_else(String::new, |value| format!(" {value}"));
    let filled_in = match outcome {
        Outcome::Prorated { imputed, .. } => {
            let items: Vec<String> = imputed.iter().map(|imputed| format!("{}={}", imputed.item, imputed.value)).collect();
            format!(" filled in {}", items.join(","))
        }
        Outcome::Unscorable(reason) => format!(" {}", reason_line(reason)),
        Outcome::Scored(_) | Outcome::TotalOnly(_) => String::new(),
    };
    format!("{}{value}{filled_in}", outcome.status())
}

fn reason_line(reason: &Unscorable) -> String {
    match reason {
        Unscorable::TooManyMissing { missing, allowed } => format!("too many missing: {}; {allowed} allowed", missing.join(",")),
        Unscorable::Undetermined => "undetermined".to_owned(),
        Unscorable::NotAdministered => "not administered".to_owned(),
        Unscorable::Unfinished => "unfinished".to_owned(),
        Unscorable::NotTold => "not told".to_owned(),
        Unscorable::OutOfRange { value } => format!("out of range: {value}"),
    }
}

fn problem_line(problem: &AnswerProblem) -> String {
    match problem {
        AnswerProblem::UnknownItem { key } => format!("unknown item: {key}"),
        AnswerProblem::DuplicateItem { item } => format!("duplicate item: {item}"),
        AnswerProblem::NotOffered { item, value } => format!("not offered: {item}={value}"),
        AnswerProblem::NotASpecialOption { item } => format!("not a special option: {item}"),
        AnswerProblem::Unreadable { item } => format!("unreadable: {item}"),
        AnswerProblem::AnsweredThoughSkipped { item } => format!("answered though skipped: {item}"),
        AnswerProblem::TotalDiffers { scale, given, computed } => {
            let computed = computed.map_or_else(|| "none".to_owned(), |computed| computed.to_string());
            format!("total differs: {scale} given {given} computed {computed}")
        }
    }
}
