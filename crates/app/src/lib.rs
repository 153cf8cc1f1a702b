//! Use cases as verbs: load, pure decision, save; authorization, release gate, worker loop.
