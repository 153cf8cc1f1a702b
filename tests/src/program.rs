//! The program, run with a folder of its own and an environment that says nothing else.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::Value as Json;
use tempfile::TempDir;

/// A folder in which the program is run.
pub(crate) struct Folder {
    folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) output: String,
    pub(crate) said: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file inside, as an absolute path.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file inside.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The text of a file inside.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The command, ready to be run in this folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("THROUGHLINE_")) {
            command.env_remove(name);
        }
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(&self.command(arguments).output().unwrap())
    }

    /// Runs a command that must end well, and hands back what it put out.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(0), "{arguments:?}\n{}", ended.said);
        ended.output
    }

    /// Runs a command that must end well and put out JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Json {
        let output = self.ok(arguments);
        serde_json::from_str(&output).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{output}"))
    }

    /// Starts a command that goes on by itself; its output and what it says go into files.
    pub(crate) fn start(&self, arguments: &[&str], output: &str, said: &str) -> Child {
        let file = |name: &str| std::fs::File::create(self.file(name)).unwrap();
        self.command(arguments).stdout(file(output)).stderr(file(said)).spawn().unwrap()
    }
}

impl Ended {
    fn of(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: code_of(output.status), output: text(&output.stdout), said: text(&output.stderr) }
    }

    /// Fails unless the command ended with this code.
    pub(crate) fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.said, self.output);
        self
    }
}

fn code_of(status: ExitStatus) -> Option<i32> {
    status.code()
}

/// The program that was built together with this test program.
pub(crate) fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(Path::parent).unwrap();
    let program = folder.join(format!("throughline{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built: run the tests of the whole workspace, or `cargo build` first", program.display());
    program
}

/// The test data outside of the repository, or `None` after saying that the test leaves something out.
pub(crate) fn shared_data(test: &str, path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    if found.exists() {
        return Some(found);
    }
    println!("SKIPPED {test}: ../shared/data is absent");
    None
}
