//! 999: what became of a file.

use super::sheet::Sheet;
use crate::model::{Acknowledgment999, SetAcknowledgment};

/// Writes everything between ST and SE.
pub(super) fn acknowledgment(sheet: &mut Sheet, acknowledgment: &Acknowledgment999) {
    sheet.plain("AK1", &[&acknowledgment.function, &acknowledgment.group_control, &acknowledgment.guide]);
    for set in &acknowledgment.sets {
        one(sheet, set);
    }
    let [included, received, accepted] = &acknowledgment.counts;
    let head = sheet.segment("AK9").text(&acknowledgment.code).text(included).text(received).text(accepted);
    acknowledgment.errors.iter().fold(head, |line, code| line.text(code)).end();
}

fn one(sheet: &mut Sheet, set: &SetAcknowledgment) {
    sheet.plain("AK2", &[&set.transaction, &set.control, &set.guide]);
    for error in &set.segments {
        sheet.plain("IK3", &[&error.segment, &error.position, &error.loop_id, &error.code]);
        contexts(sheet, &error.contexts);
        for element in &error.elements {
            sheet.segment("IK4").kept(&element.position).text(&element.data_element).text(&element.code).text(&element.value).end();
            contexts(sheet, &element.contexts);
        }
    }
    let head = sheet.segment("IK5").text(&set.code);
    set.errors.iter().fold(head, |line, code| line.text(code)).end();
}

/// CTX.
fn contexts(sheet: &mut Sheet, contexts: &[Vec<String>]) {
    for context in contexts {
        let head = sheet.segment("CTX");
        context.iter().fold(head, |line, element| line.kept(element)).end();
    }
}
