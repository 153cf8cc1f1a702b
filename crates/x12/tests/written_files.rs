//! What is read from published files and written again is the same: byte by byte as segments, value by value as claims, requests and acknowledgments.

use std::path::{Path, PathBuf};

use x12::{Claim837, Event, Outgoing, Step, Tokenizer, Unwritable, read};

fn files() -> Option<Vec<(String, Vec<u8>)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let data = [root.join("shared"), root.parent()?.join("shared")]
        .into_iter()
        .map(|shared| shared.join("data/edi"))
        .find(|path| path.is_dir())?;
    let listed = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = listed(data.join("files")).chain(listed(data.join("pairs/seed11"))).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "edi"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Some(paths.iter().map(|path| (name(path), std::fs::read(path).expect("the file was listed"))).collect())
}

macro_rules! files_or_skip {
    ($test:literal) => {
        match files() {
            Some(files) => files,
            None => {
                println!(concat!("SKIPPED ", $test, ": no folder shared/data/edi beside the repository"));
                return;
            }
        }
    };
}

#[test]
fn every_file_comes_back_byte_by_byte() {
    for (name, bytes) in files_or_skip!("every_file_comes_back_byte_by_byte") {
        let (mut tokenizer, mut written, mut at) = (Tokenizer::new(), Vec::new(), 0);
        loop {
            let (used, step) = tokenizer.next(&bytes[at..], true);
            match step {
                Step::Segment(segment) => segment.write(&mut written),
                Step::Foreign(_, foreign) => written.extend_from_slice(foreign),
                Step::TooLong(_) => panic!("{name} has no such segment"),
                Step::More | Step::End => {
                    written.extend_from_slice(&bytes[at..]);
                    break;
                }
            }
            at += used;
        }
        assert!(written == bytes, "{name} is not the same");
    }
}

/// Values of transactions, each transaction by itself.
fn transactions<V>(bytes: &[u8], mut value: impl FnMut(Event) -> Option<V>) -> Vec<Vec<V>> {
    let mut found: Vec<Vec<V>> = Vec::new();
    for event in read(bytes) {
        if matches!(event, Event::Transaction(_)) {
            found.push(Vec::new());
        } else if let (Some(value), Some(last)) = (value(event), found.last_mut()) {
            last.push(value);
        }
    }
    found.retain(|values| !values.is_empty());
    found
}

fn claims(bytes: &[u8]) -> Vec<Vec<Claim837>> {
    transactions(bytes, |event| match event {
        Event::Claim(claim) => Some(*claim),
        _ => None,
    })
}

#[test]
fn claims_of_published_files_are_written_the_same_or_refused_with_a_reason() {
    let (mut same, mut refused) = (0, Vec::new());
    for (name, bytes) in files_or_skip!("claims_of_published_files_are_written_the_same_or_refused_with_a_reason") {
        for claims in claims(&bytes) {
            match x12::write_claims(&claims, &Outgoing::default()) {
                Ok(_) => same += claims.len(),
                Err(reason) => refused.push((name.clone(), reason)),
            }
        }
    }
    println!("{same} claims written; {} transactions refused", refused.len());
    assert!(same > 300 && refused.iter().all(is_of_the_file), "{same}: {refused:?}");
}

/// True where the file is to blame: it holds what no view interprets, does not balance, breaks its guide or is another guide's.
fn is_of_the_file((_, reason): &(String, Unwritable)) -> bool {
    use Unwritable::{Guide, OtherKind, OutOfBalance, Unread};
    matches!(reason, Unread { .. } | OtherKind(_) | OutOfBalance { .. } | Guide(_))
}

#[test]
fn requests_and_acknowledgments_of_published_files_are_written_the_same_or_refused_with_a_reason() {
    let (mut same, mut refused) = (0, Vec::new());
    for (name, bytes) in files_or_skip!("requests_and_acknowledgments_of_published_files_are_written_the_same_or_refused_with_a_reason") {
        let written = read(&bytes).filter_map(|event| match event {
            Event::Review(review) => Some(x12::write_review(&review, &Outgoing::default())),
            Event::Acknowledgment(acknowledgment) => Some(x12::write_acknowledgment(&acknowledgment, &Outgoing::default())),
            _ => None,
        });
        for outcome in written {
            match outcome {
                Ok(_) => same += 1,
                Err(reason) => refused.push((name.clone(), reason)),
            }
        }
    }
    println!("{same} transactions written; {} refused", refused.len());
    assert!(same > 5 && refused.iter().all(is_of_the_file), "{same}: {refused:?}");
}
