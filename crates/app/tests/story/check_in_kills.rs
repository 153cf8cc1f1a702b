//! The server may end in the middle of an answer: what was acknowledged is there, in its place, and nothing is there twice.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use app::check_in::{Answered, LinkRequest, NewCheckIn};
use app::{App, Ports, Settings};
use collection::check_in::{Given, Reply};
use instruments::{Answer, Library, Mode, Respondent};
use storage::testing::{self, TestDatabase};
use storage::{Database, Options, Target};
use vocabulary::port::SeededRandom;
use vocabulary::{Clock, Language, OperationId};

use crate::practice::{Counting, operator, practice_in};

/// Where the child process, which is this test binary again, finds the database, and the secret of the link. Absent in the parent.
const FILE: &str = "THROUGHLINE_TEST_ANSWER_FILE";
const SECRET: &str = "THROUGHLINE_TEST_ANSWER_SECRET";

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

fn by(secret: &str) -> LinkRequest {
    LinkRequest { secret: secret.to_owned(), pass: None, origin: "192.0.2.7".to_owned(), request: OperationId("story".to_owned()) }
}

/// Answers until it is killed, and notes each answer once it was acknowledged. Runs in the child only; without the file's name there is nothing to do.
#[tokio::test]
async fn answer_until_killed() {
    let (Some(file), Ok(secret)) = (std::env::var_os(FILE), std::env::var(SECRET)) else { return };
    let test = opened(Path::new(&file)).await;
    let app = app_over(&test).await;
    let mut noted = std::fs::OpenOptions::new().append(true).create(true).open(Path::new(&file).with_extension("noted")).expect("a file");
    // Goes on where the one before stopped, with an answer that differs from the one before to the same item, so that each is written.
    let already = noted.metadata().map_or(0, |metadata| metadata.len());
    for number in i32::try_from(already).expect("few").. {
        let (item, value) = (number % 7 + 1, (number / 7) % 4);
        let reply = Reply::Answer(Answer::Value(value));
        let given = Given { instrument: "gad-7".to_owned(), item: item.to_string(), reply };
        let answered = app.answer_check_in(&by(&secret), vec![given]).await.expect("an answer");
        assert!(matches!(answered, Answered::Taken { .. }), "{answered:?}");
        noted.write_all(b".").expect("noted");
    }
}

fn start_child(file: &Path, secret: &str, seed: u64) -> Child {
    Command::new(std::env::current_exe().expect("this test binary"))
        .args(["--exact", "check_in_kills::answer_until_killed"])
        .env(FILE, file)
        .env(SECRET, secret)
        .env(testing::SEED_VARIABLE, seed.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts")
}

async fn check(kills: u64) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("practice.db");
    let practice = practice_in(opened(&file).await, Settings::default()).await;
    let new = NewCheckIn {
        respondent: Respondent::Patient,
        instruments: vec!["gad-7".to_owned()],
        language: Language::english(),
        mode: Mode::Link,
    };
    let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
    let secret = practice.app.print_check_in_link(&operator(), id).await.unwrap().path.trim_start_matches("/c/").to_owned();
    practice.test.database.close().await;
    let (random, mut total) = (SeededRandom::new(testing::soak_seed()), 0);
    for round in 1..=kills {
        let mut child = start_child(&file, &secret, round * 1000);
        tokio::time::sleep(Duration::from_millis(250 + random.next() % 350)).await;
        child.kill().expect("the child is killed");
        child.wait().expect("the child has ended");
        let noted = std::fs::read(file.with_extension("noted")).map_or(0, |noted| noted.len());
        let test = opened(&file).await;
        let operation = testing::operation("look");
        let read = test.database.read::<_, storage::StorageError, _>(&operation, |unit| {
            Box::pin(async move { Ok((storage::check_in::get(unit, id).await?, storage::check_in::answers(unit, id).await?)) })
        });
        let (check_in, answers) = read.await.expect("read");
        let ordinals: Vec<i64> = answers.iter().map(|answer| answer.ordinal).collect();
        assert_eq!(ordinals, (1..=i64::try_from(answers.len()).unwrap()).collect::<Vec<_>>(), "no gap and nothing twice");
        assert_eq!(check_in.expect("it is there").answer_count, i64::try_from(answers.len()).unwrap());
        // One more may have been kept that nobody heard of; the next child gives it again, which changes nothing.
        assert!((noted..=noted + 1).contains(&answers.len()), "{} answers, {noted} acknowledged", answers.len());
        total = noted;
        test.database.close().await;
    }
    assert!(total > 0, "the children answered something before they were killed");
}

#[tokio::test]
async fn an_acknowledged_answer_survives_a_kill() {
    check(5).await;
}

#[tokio::test]
#[ignore = "soak: many kills in the middle of an answer"]
async fn acknowledged_answers_survive_many_kills() {
    check(testing::soak_kills(50)).await;
}
