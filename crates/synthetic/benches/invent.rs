//! How long it takes to invent a practice of the demo's size, and plain administrations by the million. `cargo bench -p synthetic`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use synthetic::{Plan, Practice, bulk};

fn invent(criterion: &mut Criterion) {
    let as_of = "2026-11-23".parse().expect("a day");
    let mut group = criterion.benchmark_group("invent");
    group.sample_size(20);
    group.bench_function("a practice of 400 patients", |bencher| {
        bencher.iter(|| Practice::invent(black_box(Plan { seed: 1, as_of, patients: 400 })));
    });
    group.bench_function("a practice of 20 patients", |bencher| {
        bencher.iter(|| Practice::invent(black_box(Plan { seed: 1, as_of, patients: 20 })));
    });
    group.throughput(Throughput::Elements(100_000));
    group.bench_function("100,000 plain administrations", |bencher| {
        bencher.iter(|| bulk::scores(black_box(1), 2_000, 100_000).map(|row| row.total()).sum::<i32>());
    });
    group.finish();
}

criterion_group!(benches, invent);
criterion_main!(benches);
