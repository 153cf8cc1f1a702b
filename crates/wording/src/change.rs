//! What is said of a change besides its verdict, and of the course given all scores so far: the same on a page and in a report.

use outcomes::change::AfterDischarge;
use outcomes::response::{Stated, Threshold, Unknown};
use vocabulary::{Points, Verdict};

use crate::chart::ChartNext;
use crate::key::Key;
use crate::text::{Arg, Text};

impl Text {
    /// Whether a change reaches the minimal important difference, with its size and source; `None` where the definition has none.
    pub fn important_change(self, stated: &Stated) -> Option<String> {
        match (&stated.threshold, &stated.unknown) {
            (Some(Threshold::Points(points, basis)), _) => {
                let key = if stated.verdict == Verdict::Met { Key::ProgressImportantReached } else { Key::ProgressImportantNotReached };
                let arguments = [
                    ("points", Arg::from(self.points_exact(*points))),
                    ("mark", self.mark(basis.mark.code()).into()),
                    ("source", (&basis.source).into()),
                ];
                Some(self.say_with(key, &arguments))
            }
            (_, Some(Unknown::OnlyRecalled(basis))) => {
                Some(self.say_with(Key::ProgressImportantOnlyRecalled, &[("source", (&basis.source).into())]))
            }
            _ => None,
        }
    }

    /// A measure after the discharge beside the last one of the stay, and what became of what was gained: a line each. `decimals` are those of the scale.
    pub fn after_discharge(self, after: &AfterDischarge, decimals: u8) -> Vec<String> {
        let since = &after.since;
        let by = |key, points: Points| self.say_with(key, &[("points", points.into())]);
        let change = match since.better_by.cmp(&Points::ZERO) {
            std::cmp::Ordering::Greater => by(Key::ScoreChangeBetter, since.better_by),
            std::cmp::Ordering::Less => by(Key::ScoreChangeWorse, Points::ZERO.minus(since.better_by)),
            std::cmp::Ordering::Equal => self.say(Key::ScoreChangeNone),
        };
        let verdict = match since.category {
            Some(category) => self.change_verdict(category.code()),
            None => self.say(Key::ReportNoVerdict),
        };
        let arguments = [
            ("score", Arg::from(self.points(since.baseline, decimals))),
            ("day", after.last_day.into()),
            ("change", change.into()),
            ("verdict", verdict.into()),
        ];
        let compared = self.say_with(Key::ProgressAfterDischarge, &arguments);
        let gains = after.gains.map(|gains| self.named("progress-gains-", gains.code()));
        std::iter::once(compared).chain(gains).collect()
    }

    /// Where a score stands beside the expected course (`on_course`, `watch`, `off_course`), in words.
    pub fn course_standing(self, code: &str) -> String {
        self.named("report-course-", code)
    }

    /// The latest score beside the course given all scores before it; `standing` is the code of its place ([`Text::course_standing`]).
    pub fn dynamic_course(self, expected: Points, standing: &str) -> String {
        let standing = self.course_standing(standing).to_lowercase();
        let arguments = [("expected", Arg::from(self.points_exact(expected))), ("standing", standing.into())];
        self.say_with(Key::ProgressCourseDynamic, &arguments)
    }

    /// The score to be expected next, given all so far.
    pub fn next_score(self, next: &ChartNext) -> String {
        let points = |value: Points| Arg::Text(self.points_exact(value));
        let arguments = [
            ("day", next.day.into()),
            ("score", points(next.value)),
            ("low", points(next.low)),
            ("high", points(next.high)),
            ("percent", i64::from(next.percent).into()),
        ];
        self.say_with(Key::ProgressCourseNext, &arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Library;
    use outcomes::change::judge::RecalledValues;
    use outcomes::response::important_change;
    use vocabulary::Language;

    #[track_caller]
    fn check(language: &str, instrument: &str, (baseline, latest): (i32, i32), recalled: &RecalledValues, expected: &str) {
        let library = Library::shipped().unwrap();
        let definition = library.get(instrument).unwrap();
        let points = Points::from_whole;
        let stated = important_change(definition, definition.main_scale.unwrap(), points(baseline), points(latest), recalled);
        let said = Text::for_language(&language.parse::<Language>().unwrap()).important_change(&stated).unwrap_or_default();
        assert!(if expected.is_empty() { said.is_empty() } else { said.starts_with(expected) }, "{said}");
    }

    #[test]
    fn a_minimal_important_difference_is_said_with_its_size_and_source() {
        let (nobody, somebody) = (RecalledValues::NotEnabled, RecalledValues::EnabledBy("Dr. Adeyemi".to_owned()));
        check("en", "phq-9", (15, 10), &nobody, "The change reaches the minimal important difference of 5 points (verified: Löwe");
        check("en", "phq-9", (15, 11), &nobody, "The change does not reach the minimal important difference of 5 points (verified: Löwe");
        check("es", "phq-9", (15, 11), &nobody, "El cambio no alcanza la diferencia mínima importante de 5 puntos (");
        check("en", "phq-15", (15, 11), &nobody, "No verified minimal important difference. One is recalled and not used (Toussaint 2017)");
        check("en", "phq-15", (15, 11), &somebody, "The change reaches the minimal important difference of 3 points (");
        check("en", "audit", (15, 11), &nobody, "");
    }

    #[test]
    fn a_place_beside_the_course_has_words_in_both_languages() {
        let check = |language: &str, code: &str, expected: &str| {
            assert_eq!(Text::for_language(&language.parse::<Language>().unwrap()).course_standing(code), expected);
        };
        check("en", "on_course", "On course");
        check("en", "watch", "Watch");
        check("en", "off_course", "Off course");
        check("es", "on_course", "Según lo esperado");
        check("es", "watch", "En observación");
        check("es", "off_course", "Fuera del curso esperado");
    }
}
