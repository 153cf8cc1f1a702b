//! How resources say that 42 CFR Part 2 covers them.

use serde_json::{Map, Value, json};

/// The shorter of the statements that accompany a disclosure with the patient's consent, in the words of 42 CFR 2.32(a): the law gives it in English only.
/// Read, before "use or" came in 2024, in law.cornell.edu and in the eCFR of September 2020, and as it is now on the packets of programs.
pub const REDISCLOSURE_NOTICE: &str = "42 CFR Part 2 prohibits unauthorized use or disclosure of these records.";

/// Marks resources of a patient whose records 42 CFR Part 2 covers: each is labelled as restricted with the law as its basis, in the form of the guide for
/// data segmentation (hl7.org/fhir/uv/security-label-ds4p, `extension-sec-label-basis`; the code also in hl7.org/fhir/uv/xver-r5.r4), and the Patient
/// carries the statement as its text, which travels wherever the resource does. A form among them says nothing about anybody and stays as it is.
pub fn mark_part2(resources: &mut [Value]) {
    for resource in resources.iter_mut().filter_map(Value::as_object_mut) {
        if resource.get("resourceType").and_then(Value::as_str) == Some("Questionnaire") {
            continue;
        }
        let label = json!({
            "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
            "code": "R",
            "display": "restricted",
            "extension": [{
                "url": "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-sec-label-basis",
                "valueCoding": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "42CFRPart2" },
            }],
        });
        let meta = resource.entry("meta").or_insert_with(|| Value::Object(Map::new()));
        if let Some(meta) = meta.as_object_mut() {
            meta.insert("security".to_owned(), json!([label]));
        }
        if resource.get("resourceType").and_then(Value::as_str) == Some("Patient") {
            let div = format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{REDISCLOSURE_NOTICE}</div>");
            resource.insert("text".to_owned(), json!({ "status": "additional", "div": div }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_resource_names_the_law_and_the_patient_carries_the_statement() {
        let profile = json!({ "profile": ["kept"] });
        let mut resources = [json!({ "resourceType": "Patient", "id": "p" }), json!({ "resourceType": "Observation", "meta": profile })];
        let mut form = [json!({ "resourceType": "Questionnaire" })];
        mark_part2(&mut form);
        assert_eq!(form, [json!({ "resourceType": "Questionnaire" })]);
        mark_part2(&mut resources);
        for resource in &resources {
            let label = &resource["meta"]["security"][0];
            assert_eq!(label["code"], "R");
            assert_eq!(label["extension"][0]["valueCoding"]["code"], "42CFRPart2");
        }
        assert_eq!(resources[1]["meta"]["profile"], json!(["kept"]));
        assert!(resources[0]["text"]["div"].as_str().is_some_and(|text| text.contains(REDISCLOSURE_NOTICE)));
        assert!(resources[1].get("text").is_none());
    }
}
