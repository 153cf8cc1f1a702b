//! A server of the practice in a folder, stopped when it is no longer needed.

use std::process::Child;
use std::time::Duration;

use crate::browser::Browser;
use crate::program::Folder;

/// What the server says on standard error.
pub(crate) const LOG: &str = "server.log";

const WAIT: Duration = Duration::from_millis(20);
const WAITS_MAX: usize = 3000;

/// A running server.
pub(crate) struct Server<'a> {
    folder: &'a Folder,
    child: Child,
    address: String,
}

impl<'a> Server<'a> {
    /// Starts `throughline serve` on a free port and waits until it is ready.
    pub(crate) fn start(folder: &'a Folder) -> Self {
        Self::start_with(folder, &["serve", "--listen", "127.0.0.1:0"])
    }

    /// Starts a command that serves.
    pub(crate) fn start_with(folder: &'a Folder, arguments: &[&str]) -> Self {
        let mut child = folder.start(arguments, "server.out", LOG);
        for _ in 0..WAITS_MAX {
            if let Some(address) = address_in(&folder.read(LOG)) {
                return Self { folder, child, address };
            }
            let ended = child.try_wait().unwrap();
            assert!(ended.is_none(), "the server did not start: {ended:?}\n{}", folder.read(LOG));
            std::thread::sleep(WAIT);
        }
        panic!("the server does not say where it serves:\n{}", folder.read(LOG));
    }

    /// A browser without cookies.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.address)
    }

    /// The whole address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends it without a word, as a power cut does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the server to stop and hands back its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        status.code()
    }

    /// What it has said so far.
    pub(crate) fn log(&self) -> String {
        self.folder.read(LOG)
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

/// The host and port that the server says it serves on.
fn address_in(said: &str) -> Option<String> {
    let start = said.find("http://")? + "http://".len();
    let address: String = said[start..].chars().take_while(|letter| letter.is_ascii_digit() || ['.', ':'].contains(letter)).collect();
    let complete = said[start + address.len()..].starts_with(|letter: char| letter.is_whitespace() || ['/', '"'].contains(&letter));
    complete.then_some(address)
}
