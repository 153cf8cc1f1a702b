//! Figures as JSON: the names are those of the `facts` of `docs/reference/x12-json.md`. Amounts are decimal text.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::facts::{AcknowledgmentFacts, ClaimFacts, Facts, RemittanceFacts};
use super::problems::Problems;
use crate::amount::Cents;
use crate::delimiters::Delimiters;

impl Facts {
    /// The figures as a JSON object. `problems` gives the envelope errors, one text each.
    pub fn to_json(&self, problems: &Problems) -> Value {
        let mut object = Map::new();
        let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
        put("bytes", json!(self.bytes));
        put("tokenizable", json!(self.delimiters.is_some()));
        let Some(delimiters) = self.delimiters else { return Value::Object(object) };
        put("delimiters", delimiters_json(delimiters));
        put("segments", json!(self.segments));
        put("interchanges", json!(self.interchanges));
        put("groups", json!(self.groups));
        let envelope = problems.kept().iter().filter(|problem| problem.kind.is_of_envelope());
        put("envelope_errors", envelope.map(|problem| json!(format!("{} {}", problem.kind.code(), problem.element).trim())).collect());
        put("transactions", json!(self.transactions));
        put("types", json!(self.types));
        put("guides", json!(self.guides));
        let sets = self.transaction_sets.iter().map(|set| {
            let mut object = json!({ "st01": set.transaction, "st02": set.control, "st03": set.guide, "gs08": set.group_guide });
            if let (Some(segments), Some(object)) = (set.segments, object.as_object_mut()) {
                object.insert("segments".to_owned(), json!(segments));
            }
            object
        });
        put("transaction_sets", sets.collect());
        if let Some(remittance) = &self.remittance {
            put("remit_835", remittance_json(remittance));
        }
        if let Some(claims) = &self.claims {
            put("claims_837", claims_json(claims));
        }
        if let Some((count, categories)) = &self.status {
            put("status_276_277", json!({ "stc": count, "categories": categories }));
        }
        if let Some(acknowledgment) = &self.acknowledgment {
            put("ack", acknowledgment_json(acknowledgment));
        }
        if let Some([eb, aaa, eq]) = self.eligibility {
            put("eligibility", json!({ "eb": eb, "aaa": aaa, "eq": eq }));
        }
        if let Some((um, hcr, sv)) = &self.review {
            put("review_278", json!({ "um": um, "hcr": hcr, "sv": sv }));
        }
        if self.left_out > 0 {
            put("left_out", json!(self.left_out));
        }
        Value::Object(object)
    }
}

fn delimiters_json(delimiters: Delimiters) -> Value {
    let text = |byte: u8| char::from(byte).to_string();
    json!({
        "element": text(delimiters.element),
        "component": text(delimiters.component),
        "segment": text(delimiters.segment),
        "repetition": delimiters.repetition.map(text),
        "isa_fixed_width": delimiters.isa_fixed_width,
    })
}

fn amounts(amounts: &BTreeMap<String, Cents>) -> Value {
    amounts.iter().map(|(name, amount)| (name.clone(), json!(amount.to_string()))).collect::<Map<_, _>>().into()
}

fn remittance_json(facts: &RemittanceFacts) -> Value {
    let balance = facts.transaction_balance.iter().map(|&[payment, paid, elsewhere]| {
        json!({
            "bpr02": payment.to_string(),
            "sum_clp04": paid.to_string(),
            "plb": elsewhere.to_string(),
            "balanced": payment == paid - elsewhere,
        })
    });
    let claims = facts
        .unbalanced_claims
        .iter()
        .map(|(claim, [charge, adjusted, paid])| json!([claim, charge.to_string(), adjusted.to_string(), paid.to_string()]));
    let services = facts.unbalanced_services.iter().map(|(claim, service, [charge, adjusted, paid])| {
        json!([claim, service, charge.to_string(), adjusted.to_string(), paid.to_string()])
    });
    json!({
        "claims": facts.claims,
        "service_lines": facts.service_lines,
        "charge": facts.charge.to_string(),
        "paid": facts.paid.to_string(),
        "patient_resp": facts.patient_responsibility.to_string(),
        "adj": amounts(&facts.adjustments),
        "adj_total": facts.adjustments.values().copied().sum::<Cents>().to_string(),
        "status": facts.status,
        "plb": amounts(&facts.provider_adjustments),
        "plb_total": facts.provider_adjustments.values().copied().sum::<Cents>().to_string(),
        "bpr_total": facts.payments.to_string(),
        "transaction_balance": balance.collect::<Value>(),
        "unbalanced_claims": claims.collect::<Value>(),
        "unbalanced_services": services.collect::<Value>(),
        "remarks": facts.remarks,
    })
}

fn claims_json(facts: &ClaimFacts) -> Value {
    let unbalanced = facts.unbalanced_claims.iter().map(|(claim, [charge, lines])| json!([claim, charge.to_string(), lines.to_string()]));
    json!({
        "claims": facts.claims,
        "lines": facts.lines,
        "charge": facts.charge.to_string(),
        "line_charge": facts.line_charge.to_string(),
        "unbalanced_claims": unbalanced.collect::<Value>(),
        "subscriber_hl": facts.subscriber_levels,
        "patient_hl": facts.patient_levels,
        "frequency": facts.frequency,
        "claims_by_facility": facts.facilities,
        "diagnosis_codes": facts.diagnoses,
        "auth_refs": facts.authorizations,
    })
}

fn acknowledgment_json(facts: &AcknowledgmentFacts) -> Value {
    json!({
        "ak2": facts.sets,
        "ak3_ik3": facts.segment_errors,
        "ak4_ik4": facts.element_errors,
        "set_codes": facts.set_codes,
        "group_codes": facts.group_codes,
    })
}
