//! An empty practice in a file that goes with the bench, and its pages on loopback.

use std::net::SocketAddr;
use std::sync::Arc;

use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, Ports, Settings};
use instruments::Library;
use storage::{Database, Options, Target};
use tokio::net::TcpListener;
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Clock, IdSource, Language};

const SEED: u64 = 1;

struct NoReports;

impl ReportRenderer for NoReports {
    fn progress_report(&self, _: &ProgressFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }

    fn paper_forms(&self, _: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        Err("nothing is printed here".to_owned())
    }

    fn packet(&self, _: &PacketFacts, _: PacketFormat, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }

    fn letter(&self, _: &app::review::appeal::letter::LetterFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }

    fn assessment(&self, _: &app::assessment::AssessmentFacts<'_>, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }
}

/// A practice before anything is in it.
pub(crate) struct EmptyPractice {
    pub(crate) database: Database,
    pub(crate) ids: Arc<IdSource>,
    clock: Arc<FixedClock>,
    random: Arc<SeededRandom>,
    _folder: tempfile::TempDir,
}

impl EmptyPractice {
    /// One in a temporary folder, on a day in November.
    pub(crate) async fn make() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(FixedClock::at("2026-11-23T18:00:00Z".parse().expect("an instant")));
        let random = Arc::new(SeededRandom::new(SEED));
        let ids = Arc::new(IdSource::new(Arc::clone(&clock) as Arc<dyn Clock>, Arc::clone(&random) as _));
        let ports = storage::Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, ids: Arc::clone(&ids) };
        let database = Database::open(&Options::new(Target::file(folder.path().join("bench.db"))), ports).await.expect("a new database");
        Self { database, ids, clock, random, _folder: folder }
    }

    /// The product over it.
    pub(crate) async fn app(&self, settings: Settings) -> App {
        let ports = Ports {
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            random: Arc::clone(&self.random) as _,
            ids: Arc::clone(&self.ids),
            renderer: Arc::new(NoReports),
        };
        let library = Library::shipped().expect("the library");
        App::open(self.database.clone(), library, Vec::new(), settings, ports).await.expect("the app")
    }

    /// Serves its pages; where.
    pub(crate) async fn serve(&self, app: App) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = web::router(web::WebState::new(app, web::WebConfig::default(), Arc::clone(&self.random) as _));
        tokio::spawn(async move { web::serve(listener, None, router, &web::WebConfig::default(), std::future::pending()).await });
        address
    }
}
