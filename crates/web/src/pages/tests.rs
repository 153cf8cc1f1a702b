//! Stories of the pages of patients, administrations, instruments and imports, as a browser tells them.

mod administrations;
mod caseload;
mod imports;
mod instruments;
mod progress;
mod sign_in;
mod site;
