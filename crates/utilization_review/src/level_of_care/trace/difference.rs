//! What differs between two traces, for a newer engine that reads the same situation.

use serde_json::Value;

use super::Trace;

/// One place where two traces differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: keys and places, separated by points, such as `rules.2.verdict`.
    pub path: String,
    /// What stood there, as JSON; `None` where nothing did.
    pub old: Option<String>,
    /// What stands there now; `None` where nothing does.
    pub new: Option<String>,
}

/// Every difference, in the order of the traces. Empty for equal ones.
pub fn difference(old: &Trace, new: &Trace) -> Vec<Difference> {
    let json = |trace: &Trace| serde_json::to_value(trace).expect("keys are text and no serializer of ours fails");
    let mut found = Vec::new();
    compare(String::new(), Some(&json(old)), Some(&json(new)), &mut found);
    found
}

fn compare(path: String, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Difference>) {
    let inner = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (old, new) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            let added = right.keys().filter(|key| !left.contains_key(*key));
            for key in left.keys().chain(added) {
                compare(inner(key), left.get(key), right.get(key), found);
            }
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) => {
            for place in 0..left.len().max(right.len()) {
                compare(inner(&place.to_string()), left.get(place), right.get(place), found);
            }
        }
        (left, right) if left == right => {}
        (left, right) => found.push(Difference { path, old: left.map(ToString::to_string), new: right.map(ToString::to_string) }),
    }
}
