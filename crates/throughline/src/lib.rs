//! The binary: commands, configuration, wiring.
