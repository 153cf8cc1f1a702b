//! Any bytes into the reader, the inspector and the writer of X12 files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    x12::fuzzing::reader(bytes);
    x12::fuzzing::inspector(bytes);
    x12::fuzzing::writer(bytes);
});
