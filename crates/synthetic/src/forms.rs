//! Questionnaires: which are given when, how a patient answers them, and who writes them down.

mod answers;
mod person;
mod schedule;
mod shelf;
mod sitting;

use vocabulary::AdministrationId;

use crate::desk::Desk;
use crate::entry::Entry;
use crate::patient_file::Context;
use crate::practice::FilledForm;
use crate::stay::StayRecords;
use crate::stream::Stream;

pub(crate) use shelf::Shelf;

use person::Person;
use sitting::Sitting;

/// All administrations of one patient, in the order of days.
pub(crate) fn record(
    context: &Context<'_>,
    stays: &[StayRecords],
    desk: &mut Desk,
    stream: &Stream,
) -> Vec<Entry<AdministrationId, FilledForm>> {
    let person = Person::draw(context.plot, &mut stream.branch("person"));
    let mut plans = stream.branch("schedule");
    let forms = stream.branch("forms");
    let mut entries = Vec::new();
    for (place, records) in stays.iter().enumerate() {
        let occasions = schedule::occasions(context, place, &person, &mut plans);
        for occasion in occasions {
            // Each occasion has draws of its own, so that a form more or less moves no other occasion.
            let draws = forms.numbered(place).numbered(occasion.number);
            Sitting::new(context, records, &person, &occasion, draws).record(desk, &mut entries);
        }
    }
    entries
}
