//! The stories, one file each.

mod canaries;
mod change;
mod demo;
mod encryption;
mod every_page;
mod kills;
mod large_file;
mod mixed_models;
mod phq_9;
mod published_data;
