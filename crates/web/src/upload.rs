//! Files that come in by a form: written to a nameless temporary file up to the limit that the configuration sets, and kept for a short while
//! between a try and the import itself, so that nobody has to choose the same file twice. A nameless file is gone when it is closed, however the
//! process ends, and no file of a large import fills the memory.

use std::collections::VecDeque;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use tokio::io::AsyncWriteExt as _;
use vocabulary::{Instant, SessionId};

use crate::error::PageError;
use crate::form::{Fields, TOKEN_FIELD};
use crate::guard::check_token;
use crate::state::WebState;
use crate::visit::Visitor;

/// The most parts a form with files may have.
const PARTS_MAX: usize = 32;
/// The most bytes of an ordinary field in it.
const FIELD_BYTES_MAX: usize = 16 * 1024;
/// The field of a mapping file.
pub(crate) const MAPPING_FIELD: &str = "mapping";
/// The most bytes of a mapping file.
pub(crate) const MAPPING_BYTES_MAX: usize = 256 * 1024;
/// The hidden field by which the page of a try names its file.
pub(crate) const TRIED: &str = "tried";
/// How long a file is kept after a try.
const KEPT_SECONDS: i64 = 15 * 60;
/// How many files are kept at once, one a session.
const KEPT_MAX: usize = 4;

/// A file as it came in.
#[derive(Clone)]
pub(crate) struct IncomingFile {
    /// Its name without a folder.
    pub(crate) name: String,
    content: Arc<std::fs::File>,
}

impl IncomingFile {
    /// The file, opened once more.
    pub(crate) fn open(&self) -> io::Result<std::fs::File> {
        self.content.try_clone()
    }

    /// The whole of a small file as text.
    pub(crate) fn text(&self) -> io::Result<String> {
        let mut file = self.open()?;
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// A form with files. The token is the first thing that is read; without it nothing else is.
pub(crate) struct Upload {
    /// The ordinary fields.
    pub(crate) fields: Fields,
    files: Vec<(String, IncomingFile)>,
}

impl Upload {
    /// The file that a field brought; `None` when nothing was chosen.
    pub(crate) fn file(&self, name: &str) -> Option<&IncomingFile> {
        self.files.iter().find(|(given, _)| given == name).map(|(_, file)| file)
    }
}

impl FromRequest<WebState> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, PageError> {
        let expected = request.extensions().get::<Visitor>().map(|visitor| visitor.signed_in.form_token.clone());
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| PageError::Forged)?;
        let mut upload = Self { fields: Fields::default(), files: Vec::new() };
        let (mut pairs, mut is_checked) = (Vec::new(), false);
        for _ in 0..PARTS_MAX {
            let Some(mut part) = parts.next_field().await.map_err(|error| unreadable(&error))? else { break };
            let name = part.name().unwrap_or_default().to_owned();
            if !is_checked && name != TOKEN_FIELD {
                return Err(PageError::Forged);
            }
            match part.file_name().map(base_name) {
                // A field for a file where none was chosen.
                Some(file_name) if file_name.is_empty() => while next_chunk(&mut part).await?.is_some() {},
                Some(file_name) => {
                    let limit = if name == MAPPING_FIELD { MAPPING_BYTES_MAX } else { state.config.upload_bytes_max };
                    let content = Arc::new(spooled(&mut part, limit).await?);
                    upload.files.push((name, IncomingFile { name: file_name, content }));
                }
                None => {
                    let value = short_text(&mut part).await?;
                    if name == TOKEN_FIELD {
                        check_token(expected.as_deref(), &value)?;
                        is_checked = true;
                    }
                    pairs.push((name, value));
                }
            }
        }
        if !is_checked {
            return Err(PageError::Forged);
        }
        upload.fields = Fields::from(pairs);
        Ok(upload)
    }
}

async fn next_chunk(part: &mut Field<'_>) -> Result<Option<Bytes>, PageError> {
    part.chunk().await.map_err(|error| unreadable(&error))
}

async fn short_text(part: &mut Field<'_>) -> Result<String, PageError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next_chunk(part).await? {
        if bytes.len() + chunk.len() > FIELD_BYTES_MAX {
            return Err(PageError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes a part to a nameless file, chunk by chunk as it comes in.
async fn spooled(part: &mut Field<'_>, limit: usize) -> Result<std::fs::File, PageError> {
    let failed = |error: io::Error| {
        tracing::error!(%error, "an uploaded file cannot be kept");
        PageError::Unavailable
    };
    let mut file = tokio::fs::File::from_std(tempfile::tempfile().map_err(failed)?);
    let mut size = 0;
    while let Some(chunk) = next_chunk(part).await? {
        size += chunk.len();
        if size > limit {
            return Err(PageError::TooLarge);
        }
        file.write_all(&chunk).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    Ok(file.into_std().await)
}

fn unreadable(error: &axum::extract::multipart::MultipartError) -> PageError {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE { PageError::TooLarge } else { PageError::Unreadable }
}

/// A name without its folder and without signs that do not belong into a name.
fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    last.chars().filter(|character| !character.is_control()).take(200).collect()
}

/// What is kept between a try and the import: the files of the form and its fields.
#[derive(Clone)]
pub(crate) struct Tried {
    /// The file.
    pub(crate) file: IncomingFile,
    /// The mapping.
    pub(crate) mapping: Option<IncomingFile>,
    /// The other fields.
    pub(crate) fields: Fields,
}

/// A file that was tried, with the mark by which the page of its try names it.
struct KeptFile {
    owner: SessionId,
    since: Instant,
    mark: String,
    tried: Tried,
}

/// Files that were tried a moment ago, one a session. Gone after a quarter of an hour, or when a newer one takes their place.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<VecDeque<KeptFile>>>);

impl Kept {
    /// Keeps what a session tried under a mark of its own; what it tried before is forgotten.
    pub(crate) fn keep(&self, session: SessionId, now: Instant, mark: String, tried: Tried) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|each| each.owner != session && now.seconds_since(each.since) < KEPT_SECONDS);
        kept.push_back(KeptFile { owner: session, since: now, mark, tried });
        while kept.len() > KEPT_MAX {
            kept.pop_front();
        }
    }

    /// Takes what a session tried under a mark; `None` when it is gone, or when another try took its place: what is imported is what its page showed.
    pub(crate) fn take(&self, session: SessionId, now: Instant, mark: &str) -> Option<Tried> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|each| now.seconds_since(each.since) < KEPT_SECONDS);
        let place = kept.iter().position(|each| each.owner == session && each.mark == mark)?;
        kept.remove(place).map(|each| each.tried)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier;

    fn session(number: u8) -> SessionId {
        SessionId::from_uuid(format!("00000000-0000-7000-8000-0000000000{number:02x}").parse().unwrap())
    }

    fn tried(name: &str) -> Tried {
        let content = Arc::new(tempfile::tempfile().unwrap());
        Tried { file: IncomingFile { name: name.to_owned(), content }, mapping: None, fields: Fields::default() }
    }

    #[test]
    fn a_name_keeps_no_folder() {
        assert_eq!(base_name("C:\\data\\answers.csv"), "answers.csv");
        assert_eq!(base_name("../../etc/answers\n.csv"), "answers.csv");
    }

    #[test]
    fn a_tried_file_belongs_to_its_session_and_is_gone_after_a_while() {
        let (kept, now): (Kept, Instant) = (Kept::default(), "2026-11-23T12:00:00Z".parse().unwrap());
        let keep = |number: u8, name: &str| kept.keep(session(number), now, format!("mark of {name}"), tried(name));
        keep(1, "one");
        keep(1, "two");
        assert!(kept.take(session(2), now, "mark of two").is_none());
        assert!(kept.take(session(1), now, "mark of one").is_none(), "the page of another try");
        assert_eq!(kept.take(session(1), now, "mark of two").unwrap().file.name, "two");
        assert!(kept.take(session(1), now, "mark of two").is_none());
        keep(1, "three");
        assert!(kept.take(session(1), now.plus_seconds(KEPT_SECONDS), "mark of three").is_none());
        for number in 0..=9 {
            keep(number, "many");
        }
        assert!(kept.take(session(5), now, "mark of many").is_none() && kept.take(session(6), now, "mark of many").is_some());
    }
}
