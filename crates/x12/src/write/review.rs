//! 278: a request for authorization.

use super::party::{self, reviewed};
use super::sheet::Sheet;
use crate::model::{Review278, ReviewRequest, ReviewService};

/// Writes everything between BHT and SE.
pub(super) fn review(sheet: &mut Sheet, review: &Review278) {
    let mut last = 0_u64;
    let mut level = |sheet: &mut Sheet, code: &str, above: u64, has_below: bool| {
        last += 1;
        let above = if above == 0 { String::new() } else { above.to_string() };
        sheet.plain("HL", &[&last.to_string(), &above, code, if has_below { "1" } else { "0" }]);
        last
    };
    let mut above = level(sheet, "20", 0, true);
    reviewed(sheet, &review.organization, None);
    above = level(sheet, "21", above, true);
    reviewed(sheet, &review.requester, None);
    above = level(sheet, "22", above, true);
    reviewed(sheet, &review.subscriber, Some(&review.subscriber_demographics));
    if let Some(dependent) = &review.dependent {
        above = level(sheet, "23", above, true);
        reviewed(sheet, dependent, Some(&review.dependent_demographics));
    }
    above = level(sheet, "EV", above, !review.services.is_empty());
    event(sheet, review);
    for one in &review.services {
        level(sheet, "SS", above, false);
        service(sheet, one);
    }
}

fn event(sheet: &mut Sheet, review: &Review278) {
    if !review.trace.is_empty() || !review.trace_originator.is_empty() {
        sheet.plain("TRN", &["1", &review.trace, &review.trace_originator]);
    }
    request(sheet, &review.request);
    party::references(sheet, &review.references);
    party::dates(sheet, &review.dates);
    for some in review.diagnoses.chunks(12) {
        let head = sheet.segment("HI");
        some.iter().fold(head, |line, (qualifier, code)| line.composite(&[qualifier, code])).end();
    }
    plain(sheet, "HSD", &review.delivery);
    if !review.institutional.is_empty() {
        plain(sheet, "CL1", std::slice::from_ref(&review.institutional));
    }
    party::supplements(sheet, &review.supplements);
    for message in &review.messages {
        sheet.plain("MSG", &[message]);
    }
    for provider in &review.providers {
        reviewed(sheet, provider, None);
    }
}

fn service(sheet: &mut Sheet, service: &ReviewService) {
    if !service.trace.is_empty() {
        sheet.plain("TRN", &["1", &service.trace]);
    }
    if let Some(asked) = &service.request {
        request(sheet, asked);
    }
    party::references(sheet, &service.references);
    party::dates(sheet, &service.dates);
    let procedure = party::procedure(&service.procedure);
    let charge = service.charge.map(|charge| charge.to_string()).unwrap_or_default();
    match &*service.segment {
        "SV1" => sheet.segment("SV1").composite(&procedure).text(&charge).text(&service.unit).text(&service.quantity).end(),
        "SV2" => {
            let head = sheet.segment("SV2").text(&service.revenue_code).composite(&procedure).text(&charge);
            head.text(&service.unit).text(&service.quantity).end();
        }
        "SV3" => sheet.segment("SV3").composite(&procedure).text(&charge).skip(3).text(&service.quantity).end(),
        // Another name is found to be lost when the file is read again.
        _ => {}
    }
    plain(sheet, "HSD", &service.delivery);
    party::supplements(sheet, &service.supplements);
    for message in &service.messages {
        sheet.plain("MSG", &[message]);
    }
    for provider in &service.providers {
        reviewed(sheet, provider, None);
    }
}

/// UM.
fn request(sheet: &mut Sheet, request: &ReviewRequest) {
    let head = sheet.segment("UM").text(&request.category).text(&request.certification).text(&request.service_type);
    head.composite(&[&request.facility_code, &request.facility_qualifier]).skip(1).text(&request.urgency).end();
}

/// Segments that are kept element by element.
fn plain(sheet: &mut Sheet, id: &'static str, segments: &[Vec<String>]) {
    for elements in segments {
        let head = sheet.segment(id);
        elements.iter().fold(head, |line, element| line.kept(element)).end();
    }
}
