//! The build feature `sqlcipher`: the stories of storage, told once more by a build that encrypts SQLite files.

use std::path::Path;
use std::process::Command;

#[test]
#[ignore = "soak: a build with SQLCipher, and the stories of storage in it"]
fn the_build_that_encrypts_tells_the_stories_of_storage() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // Its own folder in the target folder: another set of features would build shared crates anew each time.
    let test = std::env::current_exe().unwrap();
    let target = test.ancestors().nth(3).unwrap().join("encrypted");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["test", "-p", "storage", "--lib", "--features", "sqlcipher"]).current_dir(root).env("CARGO_TARGET_DIR", target);
    if std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small") {
        command.args(["--", "encryption::"]);
    }
    let told = command.output().unwrap();
    let output = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{output}\n{}", String::from_utf8_lossy(&told.stderr));
    assert!(output.contains("an_encrypted_file_opens_with_its_key_only_and_shows_nothing ... ok"), "{output}");
}
