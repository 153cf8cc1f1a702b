//! How many administrations a second one core scores, in memory: `cargo bench --bench scoring`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use instruments::{Answer, Library, PersonFacts, Responses};

fn administrations(instrument: &str, count: usize) -> Vec<Responses> {
    let library = Library::shipped().expect("the shipped library reads");
    let definition = library.get(instrument).expect("a shipped instrument");
    (0..count)
        .map(|number| {
            let mut responses = Responses::new();
            for (place, item) in definition.items.iter().enumerate().filter(|(_, item)| item.scored) {
                let (low, high) = definition.answers_of(place).bounds();
                let span = usize::try_from(high - low + 1).unwrap_or(1);
                let step = i32::try_from((number * 7 + place * 3) % span).unwrap_or(0);
                responses.set(item.id.as_ref(), Answer::Value(low + step));
            }
            responses
        })
        .collect()
}

fn scoring(criterion: &mut Criterion) {
    const COUNT: usize = 1_000;
    let library = Library::shipped().expect("the shipped library reads");
    let mut group = criterion.benchmark_group("scoring");
    group.throughput(Throughput::Elements(COUNT as u64));
    for instrument in ["phq-9", "gad-7", "pcl-5", "dass-21"] {
        let definition = library.get(instrument).expect("a shipped instrument");
        let responses = administrations(instrument, COUNT);
        group.bench_function(instrument, |bencher| {
            bencher.iter(|| responses.iter().map(|each| definition.score(each, PersonFacts::default()).total()).collect::<Vec<_>>());
        });
    }
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    criterion.bench_function("reading the whole library", |bencher| bencher.iter(|| Library::shipped().map(|library| library.len())));
}

criterion_group!(benches, scoring, reading);
criterion_main!(benches);
