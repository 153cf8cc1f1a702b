//! Stories of the use cases, on SQLite with a clock that stands still until it is moved.

mod administrations;
mod files;
mod imports;
mod mishaps;
mod people;
mod practice;
mod visibility;
