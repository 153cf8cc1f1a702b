//! The throw-away PostgreSQL server.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

/// The account the server runs under when the tests run as root, which PostgreSQL refuses.
const NOBODY: u32 = 65534;

struct Server {
    socket_folder: PathBuf,
    /// Holds the other end of the guard's standard input: when this process ends, the guard stops the server and removes its folder.
    _guard: Child,
}

static SERVER: OnceLock<Server> = OnceLock::new();
static PRACTICES: AtomicU32 = AtomicU32::new(0);

/// Makes a schema of its own, which the product takes for its database, and gives its address. A real database each would take seconds more.
pub(super) async fn new_database() -> String {
    let server = SERVER.get_or_init(start);
    let mut administrator = connect(server).await;
    let name = format!("practice_{}", PRACTICES.fetch_add(1, Ordering::Relaxed));
    administrator.execute(AssertSqlSafe(format!("CREATE SCHEMA {name}"))).await.expect("the throw-away server makes a schema");
    administrator.close().await.ok();
    format!("{}&options[search_path]={name}", address(server))
}

fn address(server: &Server) -> String {
    format!("postgres://throwaway@localhost/postgres?host={}", server.socket_folder.display())
}

/// Waits until the server answers.
async fn connect(server: &Server) -> PgConnection {
    let address = address(server);
    for _ in 0..600 {
        if let Ok(connection) = PgConnection::connect(&address).await {
            return connection;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let log = fs::read_to_string(server.socket_folder.join("log")).unwrap_or_default();
    panic!("the throw-away PostgreSQL server did not answer within 30 seconds:\n{log}");
}

fn start() -> Server {
    let programs = programs();
    let folder = tempfile::Builder::new().prefix("throwaway-postgres-").tempdir().expect("a temporary folder for the server").keep();
    let as_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if as_root {
        chown(&folder, Some(NOBODY), Some(NOBODY)).expect("root may give a folder away");
    }
    let initialised = unprivileged(&programs.join("initdb"), as_root)
        .args(["--auth=trust", "--username=throwaway", "--encoding=UTF8", "--no-sync", "--locale=C.UTF-8", "-D"])
        .arg(folder.join("data"))
        .output()
        .expect("initdb can be started");
    assert!(initialised.status.success(), "initdb failed:\n{}", String::from_utf8_lossy(&initialised.stderr));
    let guard = guard(&programs.join("postgres"), &folder, as_root);
    Server { socket_folder: folder, _guard: guard }
}

/// Starts the server under a shell that waits for the end of its own standard input, and with it of this process, to stop the server.
fn guard(postgres: &Path, folder: &Path, as_root: bool) -> Child {
    let script =
        r#"folder=$1; shift; "$@" >"$folder/log" 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$folder""#;
    let server = unprivileged(postgres, as_root);
    Command::new("sh")
        .args(["-c", script, "guard"])
        .arg(folder)
        .arg(server.get_program())
        .args(server.get_args())
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=60"])
        // In a group of its own, so that whoever stops the test and its group lets the guard tidy up.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell can be started")
}

/// A command that does not run as root.
fn unprivileged(program: &Path, as_root: bool) -> Command {
    if !as_root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args([format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"), "--clear-groups".to_owned()]).arg(program);
    command
}

/// The folder of the server programs: where the path leads, or where Debian puts them; there the newest version.
fn programs() -> PathBuf {
    let has_server = |folder: &PathBuf| folder.join("postgres").exists() && folder.join("initdb").exists();
    let on_path = std::env::var_os("PATH").and_then(|path| std::env::split_paths(&path).find(has_server));
    let version = |folder: &PathBuf| folder.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse::<u32>().ok());
    let of_debian = || {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        versions.map(|entry| entry.path().join("bin")).filter(has_server).max_by_key(version)
    };
    on_path.or_else(of_debian).unwrap_or_else(|| {
        panic!(
            "the tests need the PostgreSQL server programs (15 or later): `cargo xtask test` installs them, or run `apt-get install postgresql`"
        )
    })
}
