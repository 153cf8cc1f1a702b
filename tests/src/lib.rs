//! Stories told from outside: over HTTP and the command line, on both databases.
//!
//! Everything here runs the program as people run it and looks at what comes out: exit codes, output, pages, files. The program is the one that
//! the same build made: it lies beside the folder of this test program. (Cargo tells the path of a binary only to tests of its own package;
//! `crates/throughline/tests` has such a test, and so `cargo test` and `cargo nextest run` always build the program before these stories run.)
//!
//! * `program` runs a command, `server` a server, `browser` visits its pages as a program does.
//! * `chromium` is a real browser, `tour` finds the way through every page, `links` gets the links
//!   of people without an account.
//! * `stories` has one file a story.

#[cfg(test)]
mod browser;
#[cfg(test)]
mod chromium;
#[cfg(test)]
mod links;
#[cfg(test)]
mod practice;
#[cfg(test)]
mod program;
#[cfg(test)]
mod server;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tour;
