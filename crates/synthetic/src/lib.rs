//! A seeded, invented practice for the demo, tests and benchmarks.
