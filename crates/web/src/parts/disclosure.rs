//! For whom something leaves the practice, why, and on what basis: the same fields wherever something leaves.

use app::release::{Disclosure, can_hold};
use care::LegalBasis;
use maud::{Markup, html};
use wording::{Key, Text};

use crate::form::{Labels, Reader};
use crate::parts::field::{Choice, Draft, Field};

/// The labels of the fields, for problems that a use case finds.
pub(crate) const LABELS: Labels<'static> = &[
    ("recipient", Key::PatientReportRecipient),
    ("reason", Key::PatientReportReason),
    ("basis", Key::PatientReportBasis),
    ("authority", Key::PatientReportAuthority),
];

/// The fields, for what is to leave: only the bases that can hold for it are offered.
pub(crate) fn fields(draft: &Draft<'_>, subject: &str) -> Markup {
    let bases = LegalBasis::ALL.iter().filter(|basis| can_hold(**basis, subject));
    let bases: Vec<Choice> = bases.map(|basis| (basis.code().to_owned(), draft.text.legal_basis(basis.code()))).collect();
    html! {
        (draft.line(Field::required("recipient", Key::PatientReportRecipient).hint(Key::PatientReportRecipientHint), "text", "off"))
        (draft.text(Field::required("reason", Key::PatientReportReason)))
        (draft.radios(Field::required("basis", Key::PatientReportBasis), &bases, false))
        (draft.line(Field::optional("authority", Key::PatientReportAuthority).hint(Key::PatientReportAuthorityHint), "text", "off"))
    }
}

/// What was typed into them.
pub(crate) fn read(reader: &mut Reader<'_>, text: Text) -> Disclosure {
    let recipient = reader.required_line("recipient", Key::PatientReportRecipient);
    let reason = reader.required_text("reason", Key::PatientReportReason);
    let basis = reader.required_line("basis", Key::PatientReportBasis);
    let known = basis.parse::<LegalBasis>();
    if known.is_err() {
        let label = text.say(Key::PatientReportBasis);
        reader.problems.add("basis", text.say_with(Key::FormProblemNotOffered, &[("label", label.into())]));
    }
    let authority = match known {
        Ok(basis) if basis.rests_on_paper() => reader.required_line("authority", Key::PatientReportAuthority),
        _ => reader.line("authority", Key::PatientReportAuthority),
    };
    Disclosure { recipient, reason, basis, authority }
}
