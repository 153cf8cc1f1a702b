//! How long a packet of sixty days with five instruments takes once the fonts are read: `cargo bench -p reports`. The budget is 150 ms.

#[path = "../tests/packet/fixture.rs"]
#[expect(dead_code, reason = "the letter is drawn by the tests")]
mod fixture;

use criterion::{Criterion, criterion_group, criterion_main};
use utilization_review::packet::Variant;
use vocabulary::Language;
use wording::Text;

fn packet(criterion: &mut Criterion) {
    let text = Text::for_language(&Language::english());
    for variant in [Variant::Concurrent, Variant::PeerToPeer] {
        let report = fixture::packet(variant);
        reports::render_packet(&report, text).expect("the fixture can be rendered");
        criterion.bench_function(&format!("packet, {variant}"), |bencher| {
            bencher.iter(|| reports::render_packet(&report, text).expect("the fixture can be rendered").len());
        });
    }
}

criterion_group!(benches, packet);
criterion_main!(benches);
