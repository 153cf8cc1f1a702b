//! How long a progress report takes once the fonts are read: `cargo bench -p reports`. The budget is 150 ms.

#[path = "../tests/progress/fixture.rs"]
mod fixture;

use criterion::{Criterion, criterion_group, criterion_main};
use vocabulary::Language;
use wording::Text;

fn progress(criterion: &mut Criterion) {
    let text = Text::for_language(&Language::english());
    let reports = [
        ("three instruments", fixture::report()),
        ("three instruments with judgements", fixture::judged()),
        ("200 administrations", fixture::with_administrations(200)),
    ];
    for (name, report) in reports {
        reports::render(&report, text).expect("the fixture can be rendered");
        criterion.bench_function(&format!("progress report, {name}"), |bencher| {
            bencher.iter(|| reports::render(&report, text).expect("the fixture can be rendered").len());
        });
    }
}

criterion_group!(benches, progress);
criterion_main!(benches);
