use super::mutator::Mutator;
use super::*;

fn wrapped(group: &str, transactions: &str) -> Vec<u8> {
    let head = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0900*^*00501*000000001*0*T*:~\n";
    format!("{head}GS*{group}~{transactions}GE*1*1~IEA*1*000000001~").into_bytes()
}

fn seeds() -> Vec<Vec<u8>> {
    vec![
        wrapped("HC*A*B*20260105*0900*1*X*005010X222A1", include_str!("seeds/837p.txt")),
        wrapped("HC*A*B*20260105*0900*1*X*005010X223A2", include_str!("seeds/837i.txt")),
        wrapped("HP*A*B*20260105*0900*1*X*005010X221A1", include_str!("seeds/835.txt")),
        wrapped("HI*A*B*20260105*0900*1*X*005010X217", include_str!("seeds/278.txt")),
        wrapped("FA*A*B*20260105*0900*1*X*005010X231A1", include_str!("seeds/999.txt")),
        wrapped("HN*A*B*20260105*0900*1*X*005010X214", include_str!("seeds/277ca.txt")),
    ]
}

fn seed() -> u64 {
    std::env::var("THROUGHLINE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

type Body = (&'static str, fn(&[u8]));

const BODIES: [Body; 3] = [("reader", reader), ("inspector", inspector), ("writer", writer)];

/// Runs a body on an input. What breaks it is printed as it can be kept as a test.
fn run((name, body): Body, input: &[u8]) {
    let outcome = std::panic::catch_unwind(|| body(input));
    assert!(outcome.is_ok(), "{name} breaks on b\"{}\" (seed {})", input.escape_ascii(), seed());
}

#[test]
fn the_unchanged_seeds_are_in_order() {
    for bytes in seeds() {
        let found = inspection(&bytes, 64, Depth::Guide);
        let problems: Vec<_> = found.problems.kept().iter().filter(|problem| problem.severity() > Severity::Information).collect();
        assert!(problems.is_empty(), "{problems:?} in {}", String::from_utf8_lossy(&bytes));
    }
}

/// What broke a body once; the first byte says how long its pieces are.
#[test]
fn what_broke_before_stays_mended() {
    let check = |input: &[u8]| BODIES.into_iter().for_each(|body| run(body, input));
    // UTF-16 whose mark comes in two pieces.
    check(b"\x00\xff\xfe3T00000X~SBR*S*18*******MC~IEA*1*000000001~");
    check(b"\x02%PDF-1.7");
    // A segment without elements before one without an identifier.
    let remark = String::from_utf8(wrapped("HP*A*B*20260105*0900*1*X*005010X221A1", include_str!("seeds/835.txt"))).unwrap();
    check(remark.replace("LQ*HE*N130~", "LQ~*HE*N130~").replace("ISA*00", "9ISA*00").as_bytes());
}

#[test]
fn damaged_input_never_breaks_anything() {
    let mut mutator = Mutator::new(seed(), seeds());
    for _ in 0..1_500 {
        let input = mutator.input();
        for body in BODIES {
            run(body, &input);
        }
    }
}

#[test]
fn random_bytes_never_break_anything() {
    let mut mutator = Mutator::new(seed(), seeds());
    for length in 0..300_usize {
        let bytes: Vec<u8> = (0..length).map(|_| mutator.number().to_le_bytes()[0]).collect();
        for body in BODIES {
            run(body, &bytes);
        }
    }
}

#[test]
#[ignore = "soak: fuzz of the X12 reader, inspector and writer"]
#[expect(clippy::disallowed_methods, reason = "a soak goes on for as long as it was told")]
fn damaged_input_never_breaks_anything_for_minutes() {
    let small = std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small");
    let minutes: u64 = std::env::var("THROUGHLINE_SOAK_MINUTES").ok().and_then(|minutes| minutes.parse().ok()).unwrap_or(4);
    let seconds = if small { 5 } else { minutes * 60 };
    let (mut mutator, start, mut inputs) = (Mutator::new(seed(), seeds()), std::time::Instant::now(), 0_u64);
    while start.elapsed().as_secs() < seconds {
        for _ in 0..100 {
            let input = mutator.input();
            for body in BODIES {
                run(body, &input);
            }
            inputs += 1;
        }
    }
    println!("{inputs} inputs");
}
