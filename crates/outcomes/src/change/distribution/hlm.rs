//! Deviation from the average slope, by a mixed model over all sessions.

use crate::change::outcome::{Outcome, Row};
use crate::change::refusal::Refusal;
use crate::change::sample::{Pair, Patient, two_sided};
use crate::mixed_model::{Design, DesignColumn, Factor, Fit, Method, fit};

/// Sessions below which a patient's slope is not looked at.
const LEAST_SESSIONS: usize = 3;

/// The mixed model behind the index: `score ~ time + (time | patient)`, by restricted maximum likelihood.
#[derive(Clone, Debug, PartialEq)]
pub struct MixedModelSummary {
    /// Average score at time 0 and average slope.
    pub fixed: [f64; 2],
    /// Variance of intercepts, variance of slopes, and their covariance.
    pub random: [f64; 3],
    /// Residual standard deviation.
    pub sigma: f64,
    /// Restricted log-likelihood.
    pub log_likelihood: f64,
    /// Patient by patient, in the order of their ids as text.
    pub slopes: Vec<SlopeDeviation>,
}

/// How a patient's slope deviates from the average one.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeDeviation {
    /// As in the source.
    pub id: String,
    /// Empirical Bayes estimate, in points per unit of time.
    pub estimate: f64,
    /// Its conditional standard deviation.
    pub spread: f64,
}

/// The index of every patient with enough sessions. First and later score are those given, else those of the first and last session.
pub(super) fn indexed(patients: &[Patient], significance: f64) -> Result<(Outcome, Vec<Row>), Refusal> {
    let used: Vec<Patient> = patients.iter().filter(|patient| patient.sessions.len() >= LEAST_SESSIONS).map(with_ends).collect();
    if used.is_empty() {
        return Err(Refusal::TooFewSessions { needed: LEAST_SESSIONS, patients: patients.len() });
    }
    let pairs = crate::change::sample::pairs(&used)?;
    let summary = summary(&fitted(&used)?)?;
    let rows = pairs.iter().map(|pair| row(pair, &summary)).collect();
    let outcome = Outcome {
        n_original: Some(patients.len()),
        critical_value: Some(two_sided(significance)),
        mixed_model: Some(summary),
        ..Outcome::of(&used, &pairs)
    };
    Ok((outcome, rows))
}

fn with_ends(patient: &Patient) -> Patient {
    let mut patient = patient.clone();
    patient.sessions.sort_by(|a, b| a.0.total_cmp(&b.0));
    patient.pre = patient.pre.or_else(|| patient.sessions.first().map(|(_, score)| *score));
    patient.post = patient.post.or_else(|| patient.sessions.last().map(|(_, score)| *score));
    patient
}

fn fitted(patients: &[Patient]) -> Result<Fit, Refusal> {
    let sessions = || patients.iter().flat_map(|patient| patient.sessions.iter().map(move |session| (patient, *session)));
    let times: Vec<f64> = sessions().map(|(_, (time, _))| time).collect();
    let scores: Vec<f64> = sessions().map(|(_, (_, score))| score).collect();
    let keys: Vec<&str> = sessions().map(|(patient, _)| patient.id.as_str()).collect();
    let columns = || vec![DesignColumn::intercept(times.len()), DesignColumn::new("time", times.clone())];
    let factor = Factor::correlated("patient", &keys, columns());
    fit(&Design::new("score", scores, columns(), factor), Method::Reml).map_err(|error| Refusal::MixedModel(error.to_string()))
}

fn summary(fit: &Fit) -> Result<MixedModelSummary, Refusal> {
    let random = &fit.random[0];
    let slope = |level: usize| SlopeDeviation {
        id: random.levels.name(level),
        estimate: random.deviation(level, 1),
        spread: random.conditional_deviation(level, 1),
    };
    let slopes: Vec<SlopeDeviation> = (0..random.levels.count()).map(slope).collect();
    if slopes.iter().any(|slope| slope.spread <= 0.0) {
        return Err(Refusal::SlopesDoNotDiffer);
    }
    Ok(MixedModelSummary {
        fixed: [fit.fixed[0].estimate, fit.fixed[1].estimate],
        random: [random.covariance[(0, 0)], random.covariance[(1, 1)], random.covariance[(0, 1)]],
        sigma: fit.residual_variance.sqrt(),
        log_likelihood: fit.log_likelihood,
        slopes,
    })
}

fn row(pair: &Pair<'_>, summary: &MixedModelSummary) -> Row {
    let id = &pair.patient.id;
    let slope = summary.slopes.binary_search_by(|slope| slope.id.cmp(id)).ok().map(|place| &summary.slopes[place]);
    Row { rci: slope.map(|slope| slope.estimate / slope.spread), sessions: Some(pair.patient.sessions.len()), ..Row::of(pair) }
}
