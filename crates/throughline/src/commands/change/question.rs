//! What was asked: by a file, or by options, which make the same question.

use std::path::Path;

use clap::Args;
use outcomes::change::spec::Spec;
use serde_json::{Map, Value, json};
use wording::Key;

use super::{paired, problem};
use crate::console;
use crate::failure::{Failure, Kind};

/// The question as options.
#[derive(Args, Default)]
pub(crate) struct Flags {
    /// The column with ids of patients
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// The column with occasions
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    /// The column with scores
    #[arg(long, value_name = "COLUMN")]
    outcome: Option<String>,
    /// The first occasion, as it stands in the column
    #[arg(long, value_name = "OCCASION", allow_hyphen_values = true)]
    pre: Option<String>,
    /// The later occasion
    #[arg(long, value_name = "OCCASION", allow_hyphen_values = true)]
    post: Option<String>,
    /// The column with groups
    #[arg(long, value_name = "COLUMN")]
    group: Option<String>,
    /// What stands for a missing score, besides an empty cell; several times for several
    #[arg(long, value_name = "CODE", allow_hyphen_values = true)]
    missing: Vec<String>,
    /// The column with scores of the GAD-7, with --approach talking-therapies; --outcome then has those of the PHQ-9
    #[arg(long, value_name = "COLUMN")]
    anxiety: Option<String>,
    /// percentage, anchor, statistical, distribution or combined; talking-therapies for the PHQ-9 and the GAD-7 together
    #[arg(long, default_value = "combined")]
    approach: String,
    /// JT, GLN, HLL, EN, NK, HA or HLM; JT or HA with the statistical approach
    #[arg(long)]
    method: Option<String>,
    /// Which way is better: lower or higher
    #[arg(long, value_name = "WAY")]
    better_is: Option<String>,
    /// Reliability of the instrument in these patients
    #[arg(long)]
    reliability: Option<f64>,
    /// Reliability of the later measurement (NK)
    #[arg(long, value_name = "RELIABILITY")]
    reliability_post: Option<f64>,
    /// Level of significance [default: 0.05]
    #[arg(long, value_name = "LEVEL")]
    significance_level: Option<f64>,
    /// a, b or c [default: a]
    #[arg(long)]
    cutoff: Option<String>,
    /// Mean of the functional population
    #[arg(long, value_name = "POINTS", allow_negative_numbers = true)]
    m_functional: Option<f64>,
    /// Standard deviation of the functional population
    #[arg(long, value_name = "POINTS")]
    sd_functional: Option<f64>,
    /// Whose standard deviation cutoff b uses: functional or clinical [default: functional]
    #[arg(long, value_name = "WHOSE")]
    cutoff_b_sd: Option<String>,
    /// The share that is an improvement: 0.5 for half
    #[arg(long, value_name = "SHARE")]
    pct_improvement: Option<f64>,
    /// The share that is a deterioration [default: as for improvement]
    #[arg(long, value_name = "SHARE")]
    pct_deterioration: Option<f64>,
    /// The improvement that matters, in points
    #[arg(long, value_name = "POINTS")]
    mid_improvement: Option<f64>,
    /// The deterioration that matters, in points [default: as for improvement]
    #[arg(long, value_name = "POINTS")]
    mid_deterioration: Option<f64>,
    /// individual or group, with the anchor approach
    #[arg(long)]
    target: Option<String>,
    /// within or between, with --target group
    #[arg(long)]
    effect: Option<String>,
    /// Confidence of intervals, with --target group [default: 0.95]
    #[arg(long, value_name = "CONFIDENCE")]
    ci_level: Option<f64>,
}

/// The name of the option for a field or parameter of an analysis file.
pub(super) fn option_of(name: &str) -> String {
    let option = match name {
        "fn" => "approach",
        "id_col" => "id",
        "time_col" => "time",
        "outcome_col" => "outcome",
        "group_col" => "group",
        "rci_method" | "cutoff_method" => "method",
        "cutoff_type" => "cutoff",
        other => return format!("--{}", other.replace('_', "-")),
    };
    format!("--{option}")
}

impl Flags {
    /// The parameters that were given, by their names in an analysis file.
    fn parameters(&self) -> Map<String, Value> {
        let method = if self.approach == "statistical" { "cutoff_method" } else { "rci_method" };
        let text = |value: &Option<String>| value.as_ref().map(|value| json!(value));
        let number = |value: Option<f64>| value.map(|value| json!(value));
        let given = [
            ("pre", text(&self.pre)),
            ("post", text(&self.post)),
            ("better_is", text(&self.better_is)),
            (method, text(&self.method)),
            ("reliability", number(self.reliability)),
            ("reliability_post", number(self.reliability_post)),
            ("significance_level", number(self.significance_level)),
            ("cutoff_type", text(&self.cutoff)),
            ("m_functional", number(self.m_functional)),
            ("sd_functional", number(self.sd_functional)),
            ("cutoff_b_sd", text(&self.cutoff_b_sd)),
            ("pct_improvement", number(self.pct_improvement)),
            ("pct_deterioration", number(self.pct_deterioration)),
            ("mid_improvement", number(self.mid_improvement)),
            ("mid_deterioration", number(self.mid_deterioration)),
            ("target", text(&self.target)),
            ("effect", text(&self.effect)),
            ("ci_level", number(self.ci_level)),
        ];
        given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }

    /// The same question as an analysis file would ask it.
    fn as_value(&self) -> Value {
        json!({
            "fn": self.approach,
            "id_col": self.id,
            "time_col": self.time,
            "outcome_col": self.outcome,
            "group_col": self.group,
            "params": self.parameters(),
            "missing": self.missing,
        })
    }

    /// The question about two measures together; `None` where another is asked.
    pub(super) fn paired(&self, file: Option<&Path>) -> Option<Result<paired::Asked, Failure>> {
        let usage = |key: Key| Failure::new(Kind::Usage, console::text().say(key));
        match (&self.anxiety, self.approach == paired::APPROACH && file.is_none()) {
            (None, false) => None,
            (Some(_), false) => Some(Err(usage(Key::ChangePairedOtherApproach))),
            (None, true) => Some(Err(usage(Key::ChangePairedNoAnxiety))),
            (Some(anxiety), true) => Some(self.both(anxiety)),
        }
    }

    /// Both measures are read as a question about one, whose method is not asked for.
    fn both(&self, anxiety: &str) -> Result<paired::Asked, Failure> {
        let of = |column: Option<&str>| {
            let mut value = self.as_value();
            value["fn"] = json!("percentage");
            value["outcome_col"] = json!(column);
            value["group_col"] = Value::Null;
            value["params"]["pct_improvement"] = json!(0.5);
            Spec::from_value(&value).map_err(|found| Failure::new(Kind::Usage, problem::of_spec(&found, option_of)))
        };
        Ok(paired::Asked { depression: of(self.outcome.as_deref())?, anxiety: of(Some(anxiety))? })
    }

    /// An option that says what a file already says.
    fn first_given(&self) -> Option<String> {
        let columns = [("id_col", &self.id), ("time_col", &self.time), ("outcome_col", &self.outcome), ("group_col", &self.group)];
        let column = columns.iter().find(|(_, value)| value.is_some()).map(|(name, _)| option_of(name));
        let parameter = || self.parameters().keys().next().map(|name| option_of(name));
        let missing = || (!self.missing.is_empty()).then(|| option_of("missing"));
        column.or_else(parameter).or_else(missing)
    }
}

/// The question.
pub(super) fn ask(flags: &Flags, file: Option<&Path>) -> Result<Spec, Failure> {
    let Some(file) = file else {
        let asked = Spec::from_value(&flags.as_value());
        return asked.map_err(|found| Failure::new(Kind::Usage, problem::of_spec(&found, option_of)));
    };
    let text = console::text();
    if let Some(flag) = flags.first_given() {
        return Err(Failure::new(Kind::Usage, text.say_with(Key::ChangeSpecAndFlags, &[("flag", flag.into())])));
    }
    let name = file.display().to_string();
    let content = std::fs::read_to_string(file).map_err(|error| {
        let said = [("file", name.clone().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, text.say_with(Key::ChangeSpecUnreadable, &said))
    })?;
    Spec::read(&content).map_err(|found| {
        let said = [("file", name.into()), ("problem", problem::of_spec(&found, str::to_owned).into())];
        Failure::new(Kind::Input, text.say_with(Key::ChangeSpecInFile, &said))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags() -> Flags {
        let named = |name: &str| Some(name.to_owned());
        Flags {
            id: named("id"),
            time: named("week"),
            outcome: named("phq9"),
            pre: named("0"),
            post: named("8"),
            approach: "combined".to_owned(),
            reliability: Some(0.86),
            ..Flags::default()
        }
    }

    #[test]
    fn options_ask_what_a_file_asks() {
        let by_options = ask(&flags(), None).unwrap();
        let by_file = Spec::read(
            r#"{"fn": "combined", "id_col": "id", "time_col": "week", "outcome_col": "phq9", "params": {"pre": 0, "post": 8, "reliability": 0.86}}"#,
        )
        .unwrap();
        assert_eq!(by_options.analysis, by_file.analysis);
        assert_eq!((by_options.pre, by_options.post), (by_file.pre, by_file.post));
    }

    #[test]
    fn what_is_wrong_with_options_names_the_option() {
        let check = |flags: &Flags, expected: &str| {
            let failure = ask(flags, None).unwrap_err();
            assert_eq!((failure.kind, failure.message.as_str()), (Kind::Usage, expected));
        };
        check(&Flags { reliability: None, ..flags() }, "JT needs --reliability.");
        check(&Flags { id: None, ..flags() }, "the field --id is missing.");
        check(&Flags { reliability: Some(1.0), ..flags() }, "--reliability is 1; a number above 0 and below 1 is expected.");
        check(&Flags { cutoff: Some("d".to_owned()), ..flags() }, "--cutoff is d, and can be a, b, c.");
        check(
            &Flags { mid_improvement: Some(5.0), method: Some("JT".to_owned()), ..flags() },
            "--mid-improvement and --method exclude each other.",
        );
    }

    #[test]
    fn a_file_and_options_together_are_refused() {
        let failure = ask(&Flags { group: None, ..flags() }, Some(Path::new("analysis.json"))).unwrap_err();
        assert_eq!((failure.kind, failure.message.as_str()), (Kind::Usage, "--spec holds the whole question: leave out --id."));
    }
}
