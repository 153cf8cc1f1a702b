//! The rows that were not taken, as a file that can be mended and sent again.

use storage::import_batch;
use vocabulary::BatchId;

use super::save::HEADER_ORDINAL;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Outgoing, Released};

/// Rows that are fetched at a time.
const PAGE: u16 = 1_000;

impl App {
    /// The rows of an import that were not taken, as they stood in the file: a table with its header, or FHIR resources one a line. Mended, it
    /// can be imported like the file itself. It holds names and answers, so it leaves through the release gate like everything else.
    pub async fn reject_file(&self, caller: &Caller, id: BatchId, disclosure: Disclosure) -> Result<Released, AppError> {
        const ACTION: &str = "export_rejected_rows";
        if let Err(refused) = caller.may_all(Data::Imports) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let batch = import_batch::get(unit, id).await?.ok_or(AppError::NotFound("import batch"))?;
                if batch.batch.kind == crate::claim::KIND {
                    // What was not understood in a file of claims is a part of a value, no row that could be mended and sent again.
                    return Err(AppError::NotFound("file of rejected rows"));
                }
                let is_fhir = batch.batch.kind == "fhir";
                let mut bytes = Vec::new();
                let mut after = HEADER_ORDINAL - 1;
                loop {
                    let page = import_batch::rejections(unit, id, after, PAGE).await?;
                    let Some((last, _)) = page.last() else { break };
                    after = *last;
                    for (_, rejection) in page {
                        push(&mut bytes, &rejection.raw, is_fhir);
                    }
                }
                Ok((bytes, is_fhir))
            })
        });
        let (bytes, is_fhir) = read.await?;
        let (media_type, extension) = if is_fhir { ("application/fhir+ndjson", "ndjson") } else { ("text/csv", "csv") };
        let outgoing = Outgoing { patients: Vec::new(), subject: "rejected_rows", media_type, extension, bytes, snapshot_sha256: None };
        self.release_under(caller, Data::Imports, disclosure, outgoing).await
    }
}

/// Adds a row. JSON that spans lines becomes one line: inside its texts no line can end.
fn push(bytes: &mut Vec<u8>, raw: &[u8], is_fhir: bool) {
    if is_fhir {
        bytes.extend(raw.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }));
    } else {
        bytes.extend_from_slice(raw);
    }
    bytes.push(b'\n');
}
