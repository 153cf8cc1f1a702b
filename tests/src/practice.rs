//! A practice to tell stories about: set up by `throughline init`, filled from files that are invented here.

use storage::Target;

use crate::browser::{Browser, Page};
use crate::program::Folder;
use crate::server::Server;

/// The password of the first administrator.
pub(crate) const ADMINISTRATOR: (&str, &str) = ("ada", "the first administrator of a test");

/// A folder with a practice in it.
pub(crate) struct Practice {
    pub(crate) folder: Folder,
}

impl Practice {
    /// A practice in an SQLite file, with one outpatient program in New York.
    pub(crate) fn new() -> Self {
        Self::at("practice.db")
    }

    /// A practice in an empty database of the throw-away PostgreSQL server.
    pub(crate) fn in_postgres() -> Self {
        Self::at(&postgres_address())
    }

    fn at(location: &str) -> Self {
        let folder = Folder::new();
        folder.write("throughline.toml", configuration(location));
        folder.write("password.txt", ADMINISTRATOR.1);
        let arguments = ["init", "--sign-in", ADMINISTRATOR.0, "--password-file", "password.txt"];
        folder.ok(&[&arguments[..], &["--program", "OP", "--program-name", "Outpatient", "--time-zone", "America/New_York"]].concat());
        Self { folder }
    }

    /// Imports a table of visits that must be taken as a file.
    pub(crate) fn import_visits(&self, visits: &str) {
        self.folder.write("visits.csv", visits);
        self.folder.write("visits.toml", VISITS_MAPPING);
        self.folder.ok(&["import", "visits.csv", "--mapping", "visits.toml"]);
    }
}

/// An empty database of the throw-away PostgreSQL server of this test process.
pub(crate) fn postgres_address() -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let target = runtime.block_on(storage::testing::postgres_target());
    match target.options.target.clone() {
        Target::Postgres { url } => url,
        Target::Sqlite { .. } => panic!("a PostgreSQL database was asked for"),
    }
}

/// A configuration for a test: one-time codes are off, and the log says as much as it can.
pub(crate) fn configuration(location: &str) -> String {
    format!(
        "[practice]\nname = \"Invented practice\"\n\n[database]\nlocation = {location:?}\n\n[sign_in]\nsecond_factor = \"off\"\n\n\
         [log]\nformat = \"json\"\nlevel = \"debug\"\n"
    )
}

/// A row is a patient and a PHQ-9 of theirs.
pub(crate) const VISITS_MAPPING: &str = r#"
[file]
missing = ["", "-9"]

[[records]]
kind = "patient"
record_number = "number"
given_name = "given"
family_name = "family"
birth_day = "born"

[[records]]
kind = "administration"
instrument = "phq-9"
patient = "number"
program = { constant = "OP" }
day = "day"
items = "q{item}"
"#;

/// Two patients. Items 1 to 9 of the PHQ-9 follow the day.
pub(crate) const VISITS: &str = "\
number,given,family,born,day,q1,q2,q3,q4,q5,q6,q7,q8,q9
A-1,Ada,Invented,1980-02-29,2026-03-02,3,3,2,2,3,2,2,2,2
A-1,Ada,Invented,1980-02-29,2026-04-06,2,1,1,2,1,1,1,1,0
A-1,Ada,Invented,1980-02-29,2026-05-04,1,0,-9,1,0,,0,0,0
B-2,Zoë,Ångström,1991-07-15,2026-03-03,1,1,-9,-9,-9,0,0,0,1
";

/// Somebody who signed in to a server.
pub(crate) struct Visitor {
    pub(crate) browser: Browser,
}

impl Visitor {
    /// Signs in.
    pub(crate) fn sign_in(server: &Server<'_>, name: &str, password: &str) -> Self {
        let mut browser = server.browser();
        let form = browser.get("/sign-in").with_status(200);
        let page = browser.submit(&form, "password", &[("sign_in_name", name), ("password", password)]);
        assert_eq!(page.status, 200, "{}", page.words());
        Self { browser }
    }

    /// Signs in as the administrator, adds a director and signs in as that one, whom every patient and every answer is open to.
    pub(crate) fn director(server: &Server<'_>) -> Self {
        Self::sign_in(server, "dora", &Self::add_director(server))
    }

    /// Signs in as the administrator and adds a director called dora; her password.
    pub(crate) fn add_director(server: &Server<'_>) -> String {
        let mut administrator = Self::sign_in(server, ADMINISTRATOR.0, ADMINISTRATOR.1);
        let form = administrator.page("/people/new");
        let fields = [("name", "Dora Invented"), ("sign_in_name", "dora"), ("roles", "director")];
        let shown = administrator.browser.submit(&form, "sign_in_name", &fields);
        password_in(&shown)
    }

    /// A page that must be there.
    pub(crate) fn page(&mut self, path: &str) -> Page {
        self.browser.get(path).with_status(200)
    }

    /// The address of the page of a patient, found by searching for their name.
    pub(crate) fn find_patient(&mut self, name: &str) -> String {
        let list = self.page("/patients");
        let found = self.browser.submit(&list, "find", &[("find", name)]);
        found
            .links("/patients/")
            .into_iter()
            .find(|link| link.len() == "/patients/".len() + 36)
            .unwrap_or_else(|| panic!("{}", found.words()))
    }
}

/// The password that a page shows once: five groups of four.
pub(crate) fn password_in(page: &Page) -> String {
    let is_password = |word: &&str| word.len() == 24 && word.split('-').all(|group| group.len() == 4);
    let words = page.words();
    words.split(' ').find(is_password).unwrap_or_else(|| panic!("no password is shown:\n{words}")).to_owned()
}
