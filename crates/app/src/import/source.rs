//! The file on its way in: its hash, and how far reading has come.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

/// A file opened by the caller: an open file, or bytes in an [`io::Cursor`]. It is read from its beginning twice.
pub trait FileSource: Read + Seek + Send {}

impl<T: Read + Seek + Send> FileSource for T {}

/// How far an import has come. Share it with whoever shows a progress bar.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    bytes: AtomicU64,
    size: AtomicU64,
    rows: AtomicU64,
}

impl Progress {
    /// Bytes that were read.
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Bytes of the file; 0 until it was opened.
    pub fn size(&self) -> u64 {
        self.0.size.load(Ordering::Relaxed)
    }

    /// Rows or resources that were read.
    pub fn rows(&self) -> u64 {
        self.0.rows.load(Ordering::Relaxed)
    }

    pub(super) fn set_rows(&self, rows: u64) {
        self.0.rows.store(rows, Ordering::Relaxed);
    }
}

/// A source that tells how far it was read.
pub(super) struct Counted {
    source: Box<dyn FileSource>,
    progress: Progress,
}

impl Counted {
    pub(super) fn new(source: Box<dyn FileSource>, progress: Progress) -> Self {
        Self { source, progress }
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.progress.0.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// SHA-256 of a whole file, for a file of which nobody watches the progress.
pub(crate) fn hashed(source: &mut dyn FileSource) -> io::Result<String> {
    hash(source, &Progress::default())
}

/// SHA-256 of a whole file as 64 hexadecimal digits. Leaves the source at its beginning.
pub(super) fn hash(source: &mut dyn FileSource, progress: &Progress) -> io::Result<String> {
    source.seek(SeekFrom::Start(0))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 << 10];
    let mut size = 0_u64;
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                hasher.update(&buffer[..count]);
                size += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    progress.0.size.store(size, Ordering::Relaxed);
    source.seek(SeekFrom::Start(0))?;
    Ok(hex::encode(hasher.finalize()))
}
