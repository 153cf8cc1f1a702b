//! What an invented practice must be: repeatable, consistent, scorable, and complete in its kinds.

#[cfg(test)]
mod forms;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod records;
#[cfg(test)]
mod repeats;
#[cfg(test)]
mod support;
