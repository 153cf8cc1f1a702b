//! The folder that the invented practice's billing is written as, read back and assessed: what was planted is found, and nothing else is.

#[cfg(test)]
mod again;
#[cfg(test)]
mod chance;
#[cfg(test)]
mod planted;
#[cfg(test)]
mod support;
#[cfg(test)]
mod till;
