//! The bytes of an archive: fields, and the records they stand in.

use crate::ArchiveProblem;
use crate::database::Value;

/// The first field of every archive.
pub(super) const MAGIC: &str = "throughline archive";
/// The format that this program writes, and the newest it reads.
pub(super) const FORMAT: i64 = 1;

/// Appends a field.
pub(super) fn push_field(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Text(None) | Value::Integer(None) | Value::Bytes(None) => bytes.extend_from_slice(b"N;"),
        Value::Integer(Some(integer)) => {
            bytes.push(b'I');
            bytes.extend_from_slice(integer.to_string().as_bytes());
            bytes.push(b';');
        }
        Value::Text(Some(text)) => push_sized(b'T', text.as_bytes(), bytes),
        Value::Bytes(Some(content)) => push_sized(b'B', content, bytes),
    }
}

fn push_sized(kind: u8, content: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(kind);
    bytes.extend_from_slice(content.len().to_string().as_bytes());
    bytes.push(b':');
    bytes.extend_from_slice(content);
    bytes.push(b';');
}

/// A record: its kind, the length of its fields, the fields, a line feed.
pub(super) fn record(kind: u8, fields: &[Value]) -> Vec<u8> {
    let mut payload = Vec::with_capacity(fields.len() * 24);
    for field in fields {
        push_field(field, &mut payload);
    }
    let mut bytes = Vec::with_capacity(payload.len() + 16);
    bytes.push(kind);
    bytes.extend_from_slice(payload.len().to_string().as_bytes());
    bytes.push(b':');
    bytes.extend_from_slice(&payload);
    bytes.push(b'\n');
    bytes
}

/// Reads the fields of a record. An absent field comes as absent text; the table's columns say what it is.
pub(super) fn fields(mut payload: &[u8]) -> Result<Vec<Value>, ArchiveProblem> {
    let mut fields = Vec::new();
    while let Some((kind, rest)) = payload.split_first() {
        let (field, rest) = match kind {
            b'N' => (Value::Text(None), rest),
            b'I' => {
                let end = rest.iter().position(|byte| *byte == b';').ok_or(ArchiveProblem::Damaged { expected: "a number" })?;
                let (digits, rest) = rest.split_at(end);
                let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
                (Value::Integer(Some(number.ok_or(ArchiveProblem::Damaged { expected: "a number" })?)), rest)
            }
            b'T' => {
                let (content, rest) = sized(rest)?;
                let text = String::from_utf8(content.to_vec()).map_err(|_| ArchiveProblem::Damaged { expected: "UTF-8 text" })?;
                (Value::Text(Some(text)), rest)
            }
            b'B' => {
                let (content, rest) = sized(rest)?;
                (Value::Bytes(Some(content.to_vec())), rest)
            }
            _ => return Err(ArchiveProblem::Damaged { expected: "a field" }),
        };
        let Some((b';', rest)) = rest.split_first() else {
            return Err(ArchiveProblem::Damaged { expected: "the end of a field" });
        };
        fields.push(field);
        payload = rest;
    }
    Ok(fields)
}

fn sized(bytes: &[u8]) -> Result<(&[u8], &[u8]), ArchiveProblem> {
    let problem = ArchiveProblem::Damaged { expected: "a length" };
    let colon = bytes.iter().take(20).position(|byte| *byte == b':').ok_or_else(|| problem.clone())?;
    let length: usize = std::str::from_utf8(&bytes[..colon]).ok().and_then(|digits| digits.parse().ok()).ok_or_else(|| problem.clone())?;
    let content = &bytes[colon + 1..];
    if length > content.len() { Err(problem) } else { Ok(content.split_at(length)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Text(None)),
            any::<String>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<Vec<u8>>().prop_map(Value::from),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(values in prop::collection::vec(any_value(), 0..12)) {
            let mut payload = Vec::new();
            for value in &values {
                push_field(value, &mut payload);
            }
            prop_assert_eq!(fields(&payload), Ok(values));
        }

        #[test]
        fn any_bytes_are_fields_or_a_problem(bytes in any::<Vec<u8>>()) {
            let _ = fields(&bytes);
        }
    }

    #[test]
    fn a_length_beyond_the_end_is_a_problem() {
        assert_eq!(fields(b"T99999999999999999999:x;"), Err(ArchiveProblem::Damaged { expected: "a length" }));
        assert_eq!(fields(b"T5:abc;"), Err(ArchiveProblem::Damaged { expected: "a length" }));
        assert_eq!(fields(b"I12"), Err(ArchiveProblem::Damaged { expected: "a number" }));
    }
}
