//! The process may end between freezing a packet and letting it out: then both are on record or neither is, and what was handed out is there.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use app::release::Disclosure;
use app::review::packet::{NewPacket, PacketFormat};
use app::{App, Ports, Settings, View};
use instruments::Library;
use sha2::{Digest as _, Sha256};
use storage::testing::{self, TestDatabase};
use storage::{Database, Options, Target};
use utilization_review::packet::{Choices, Response, Variant};
use utilization_review::review::Review;
use vocabulary::port::SeededRandom;
use vocabulary::{Clock, DocumentId, Language, LevelOfCare, RecordId};

use crate::practice::{Counting, day, operator, phq9, practice_in};

/// Where the child process, which is this test binary again, finds the database, and the review. Absent in the parent.
const FILE: &str = "THROUGHLINE_TEST_PACKET_FILE";
const REVIEW: &str = "THROUGHLINE_TEST_PACKET_REVIEW";

async fn opened(file: &Path) -> TestDatabase {
    let options = Options::new(Target::file(file));
    testing::open_with(testing::sqlite_target(), async |_, ports| Database::open(&options, ports).await).await.expect("the database opens")
}

async fn app_over(test: &TestDatabase) -> App {
    let clock: Arc<dyn Clock> = Arc::clone(&test.clock) as Arc<dyn Clock>;
    let ports = Ports { clock, random: Arc::new(SeededRandom::new(7)), ids: Arc::clone(&test.ids), renderer: Arc::new(Counting) };
    let library = Library::shipped().expect("the shipped library reads");
    App::open(test.database.clone(), library, Vec::new(), Settings::default(), ports).await.expect("the app opens")
}

/// Releases packets until it is killed, and notes each once it was handed out. Runs in the child only.
#[tokio::test]
async fn release_until_killed() {
    let (Some(file), Ok(review)) = (std::env::var_os(FILE), std::env::var(REVIEW)) else { return };
    let review: RecordId = review.parse().expect("an id");
    let test = opened(Path::new(&file)).await;
    let app = app_over(&test).await;
    let mut noted = std::fs::OpenOptions::new().append(true).create(true).open(Path::new(&file).with_extension("noted")).expect("a file");
    loop {
        let new = NewPacket {
            variant: Variant::Concurrent,
            choices: Choices::default(),
            format: PacketFormat::Json,
            author: Some("Ines Okoro, PhD".to_owned()),
            seen: None,
        };
        let disclosure = Disclosure {
            recipient: "Blue Ridge Health".to_owned(),
            reason: "concurrent review".to_owned(),
            basis: "payment".to_owned(),
            authority: String::new(),
        };
        app.release_packet(&operator(), review, new, &Language::english(), disclosure).await.expect("a packet");
        noted.write_all(b".").expect("noted");
    }
}

fn start_child(file: &Path, review: RecordId, seed: u64) -> Child {
    Command::new(std::env::current_exe().expect("this test binary"))
        .args(["--exact", "packet_kills::release_until_killed"])
        .env(FILE, file)
        .env(REVIEW, review.to_string())
        .env(testing::SEED_VARIABLE, seed.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts")
}

/// Each packet has its release, each release its document with the bytes whose hash it names, and there is none of one without the others. Documents
/// whose bytes were looked at before are left out: they grow with every kill, and reading each is an entry in the audit.
async fn check_whole(app: &App, patient: vocabulary::PatientId, review: RecordId, seen: &mut BTreeSet<DocumentId>) -> usize {
    let releases = app.releases(&operator(), patient).await.expect("releases");
    let packets = app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.expect("the draft").released;
    assert_eq!(releases.len(), packets.len(), "a packet without a release, or a release without a packet");
    for release in &releases {
        assert!(packets.iter().any(|packet| packet.value().release == release.id), "{}", release.id);
        let document = release.value().document.expect("kept");
        if !seen.insert(document) {
            continue;
        }
        let bytes = app.released_document(&operator(), document).await.expect("the document");
        assert_eq!(hex::encode(Sha256::digest(bytes.bytes())), release.value().sha256);
    }
    releases.len()
}

async fn check(kills: u64) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("practice.db");
    let practice = practice_in(opened(&file).await, Settings::default()).await;
    let app = &practice.app;
    app.record_administration(&operator(), practice.anna, phq9("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await.unwrap();
    app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [1, 1, 1, 1, 0, 1, 0, 1, 0])).await.unwrap();
    let coverage = crate::denied_stays::covered(practice.anna, "generic-commercial", "2026-01-01", None);
    app.record_coverage(&operator(), coverage).await.unwrap();
    let episode = app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.id;
    let new = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let review = app.open_review(&operator(), new).await.unwrap();
    for against in app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap().packet.contradictions {
        app.answer_contradiction(&operator(), review, against.key, Response::Accepted, String::new()).await.unwrap();
    }
    practice.test.database.close().await;
    let mut seen = BTreeSet::new();
    let (random, mut total) = (SeededRandom::new(testing::soak_seed()), 0);
    for round in 1..=kills {
        let mut child = start_child(&file, review, round * 1000);
        tokio::time::sleep(Duration::from_millis(300 + random.next() % 500)).await;
        child.kill().expect("the child is killed");
        child.wait().expect("the child has ended");
        let noted = std::fs::read(file.with_extension("noted")).map_or(0, |noted| noted.len());
        let test = opened(&file).await;
        let on_record = check_whole(&app_over(&test).await, practice.anna, review, &mut seen).await;
        // Each kill may leave one on record of which nobody heard.
        assert!((noted..=noted + usize::try_from(round).unwrap()).contains(&on_record), "{on_record} on record, {noted} handed out");
        total = noted;
        test.database.close().await;
    }
    // What was looked at after an earlier kill is still what it was.
    let test = opened(&file).await;
    check_whole(&app_over(&test).await, practice.anna, review, &mut BTreeSet::new()).await;
    test.database.close().await;
    assert!(total > 0, "the children handed something out before they were killed");
}

#[tokio::test]
async fn a_kill_leaves_a_packet_with_its_release_or_neither() {
    check(5).await;
}

#[tokio::test]
#[ignore = "soak: many kills between freezing a packet and letting it out"]
async fn many_kills_leave_packets_with_their_releases_or_neither() {
    check(testing::soak_kills(50)).await;
}
