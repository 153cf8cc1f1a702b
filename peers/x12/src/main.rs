//! `x12-peers scan|totals|guide|x12-types FILE 835|837`: reads one file with one reader and prints claims, their charge in cents, and seconds. One process a
//! reader, so that nobody warms or fills the memory of another.

use std::time::Instant;

use x12::{Depth, Inspector};
use x12_types::util::Parser as _;
use x12_types::v005010::{_835, _837, Transmission};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [reader, path, kind] = arguments.as_slice() else {
        eprintln!("usage: x12-peers scan|totals|guide|x12-types FILE 835|837");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let began = Instant::now();
    let (claims, cents) = match (reader.as_str(), kind.as_str()) {
        ("scan", _) => scan(&text),
        ("totals", _) => inspected(&text, Depth::Totals),
        ("guide", _) => inspected(&text, Depth::Guide),
        ("x12-types", "835") => remittance(&text),
        ("x12-types", "837") => claims_of(&text),
        _ => panic!("no such reader or kind: {reader} {kind}"),
    };
    println!("{reader} {claims} {cents} {:.3}", began.elapsed().as_secs_f64());
}

/// Splits segments and sums the charges of claims: the least that anything has to do for these figures.
fn scan(text: &str) -> (u64, i64) {
    let (mut claims, mut sum) = (0, 0);
    for segment in text.split('~') {
        let mut elements = segment.trim_start().split('*');
        let skipped = match elements.next() {
            Some("CLP") => 2,
            Some("CLM") => 1,
            _ => continue,
        };
        claims += 1;
        sum += elements.nth(skipped).map_or(0, cents);
    }
    (claims, sum)
}

fn inspected(text: &str, depth: Depth) -> (u64, i64) {
    let mut inspector = Inspector::new(depth);
    text.as_bytes().chunks(1 << 17).for_each(|piece| inspector.push(piece));
    let facts = inspector.finish().facts;
    let found = facts.remittance.map(|all| (all.claims, all.charge)).or_else(|| facts.claims.map(|all| (all.claims, all.charge)));
    found.map_or((0, 0), |(claims, charge)| (claims, charge.0))
}

fn remittance(text: &str) -> (u64, i64) {
    let (_, read) = Transmission::<_835>::parse(text).expect("x12-types reads the file");
    let documents = read.functional_group.iter().flat_map(|group| &group.segments);
    let claims = documents.flat_map(|document| &document.loop_2000).flat_map(|header| &header.loop_2100);
    claims.fold((0, 0), |(count, sum), claim| (count + 1, sum + cents(&claim.clp._03)))
}

fn claims_of(text: &str) -> (u64, i64) {
    let (_, read) = Transmission::<_837>::parse(text).expect("x12-types reads the file");
    let documents = read.functional_group.iter().flat_map(|group| &group.segments);
    let claims = documents.flat_map(|document| &document.loop_2000).flat_map(|level| &level.loop_2300);
    claims.fold((0, 0), |(count, sum), claim| (count + 1, sum + claim.clm._02.as_deref().map_or(0, cents)))
}

fn cents(amount: &str) -> i64 {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let fraction = format!("{fraction:0<2}");
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let whole: i64 = whole.parse().unwrap_or(0);
    whole * 100 + sign * fraction[..2].parse::<i64>().unwrap_or(0)
}
