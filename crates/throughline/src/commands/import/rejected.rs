//! Rows that were not taken, of several files, as files that can be mended and imported again: rows under one header together, resources by themselves.

use std::path::{Path, PathBuf};

/// The rejected rows of one batch, as they are released.
pub(super) struct Rows {
    /// True for resources one a line, which have no header.
    pub(super) is_fhir: bool,
    /// The bytes, of a table with its header.
    pub(super) bytes: Vec<u8>,
}

/// The contents of the files to be written, in the order of the batches: what has the same header is one table with one header.
pub(super) fn files(batches: Vec<Rows>) -> Vec<Vec<u8>> {
    let mut files: Vec<(Option<Vec<u8>>, Vec<u8>)> = Vec::new();
    for Rows { is_fhir, bytes } in batches {
        let (header, rows) = bytes.split_at(if is_fhir { 0 } else { header_end(&bytes) });
        let kind = (!is_fhir).then(|| header.to_vec());
        match files.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, content)) => content.extend_from_slice(rows),
            None => files.push((kind, bytes)),
        }
    }
    files.into_iter().map(|(_, content)| content).collect()
}

/// Where the header of a table ends. A line that ends inside of quotes goes on.
fn header_end(bytes: &[u8]) -> usize {
    let mut is_quoted = false;
    let end = bytes.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b'\n' && !is_quoted
    });
    end.map_or(bytes.len(), |end| end + 1)
}

/// Where the file with a number is written: the first as it was named, the others beside it, as `rejected-2.csv`.
pub(super) fn path(named: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return named.to_owned();
    }
    let mut name = named.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(extension) = named.extension() {
        name.push(".");
        name.push(extension);
    }
    named.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(batches: &[(bool, &str)], expected: &[&str]) {
        let batches = batches.iter().map(|(is_fhir, text)| Rows { is_fhir: *is_fhir, bytes: text.as_bytes().to_vec() });
        let written: Vec<String> = files(batches.collect()).into_iter().map(|file| String::from_utf8(file).unwrap()).collect();
        assert_eq!(written, expected);
    }

    #[test]
    fn tables_with_the_same_header_are_one_file_with_one_header() {
        check(&[], &[]);
        check(&[(false, "mrn,day\nA-1,x\n"), (false, "mrn,day\nA-2,y\nA-3,z\n")], &["mrn,day\nA-1,x\nA-2,y\nA-3,z\n"]);
        check(&[(false, "\"mrn\nof it\",day\nA-1,x\n"), (false, "\"mrn\nof it\",day\nA-2,y\n")], &["\"mrn\nof it\",day\nA-1,x\nA-2,y\n"]);
    }

    #[test]
    fn other_headers_and_resources_are_files_of_their_own() {
        check(&[(false, "mrn,day\nA-1,x\n"), (false, "day,mrn\nx,A-2\n")], &["mrn,day\nA-1,x\n", "day,mrn\nx,A-2\n"]);
        check(
            &[(true, "{\"a\":1}\n"), (false, "mrn,day\nA-1,x\n"), (true, "{\"b\":2}\n")],
            &["{\"a\":1}\n{\"b\":2}\n", "mrn,day\nA-1,x\n"],
        );
    }

    #[test]
    fn further_files_stand_beside_the_one_that_was_named() {
        assert_eq!(path(Path::new("out/rejected.csv"), 1), Path::new("out/rejected.csv"));
        assert_eq!(path(Path::new("out/rejected.csv"), 2), Path::new("out/rejected-2.csv"));
        assert_eq!(path(Path::new("rejected"), 3), Path::new("rejected-3"));
    }
}
