//! Records that a level of care rests on, in words: kinds, fields and choices arrive as codes.

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// A kind of record, one of it: `Rating of risk`.
    pub fn record_kind(self, kind: &str) -> String {
        self.named("record-kind-", kind)
    }

    /// What to know before filling in a kind.
    pub fn record_lead(self, kind: &str) -> String {
        self.named("record-lead-", kind)
    }

    /// A field beside its value, on a list or a record: a column in words, without what a form says for filling it in.
    pub fn record_told(self, kind: &str, field: &str) -> String {
        let key = Self::key_of("told", kind, field).or_else(|| Self::record_field_key(kind, field));
        key.map_or_else(|| field.replace('_', " "), |key| self.say(key))
    }

    /// The key of a field's words on a form, where a kind says it in words of its own those; `None` for a field that has none.
    pub fn record_field_key(kind: &str, field: &str) -> Option<Key> {
        Self::key_of("field", kind, field)
    }

    fn key_of(form: &str, kind: &str, field: &str) -> Option<Key> {
        let slug = |code: &str| code.replace('_', "-");
        let own = Key::from_id(&format!("record-{form}-{}-{}", slug(field), slug(kind)));
        own.or_else(|| Key::from_id(&format!("record-{form}-{}", slug(field))))
    }

    /// A field that a column of an imported table is used for: `patient.birth_day`, `administration.item 9`.
    pub fn import_field(self, code: &str) -> String {
        let Some((kind, field)) = code.split_once('.') else { return code.to_owned() };
        let slug = |code: &str| code.replace('_', "-");
        let records = Key::from_id(&format!("import-record-{}", slug(kind))).map_or_else(|| kind.replace('_', " "), |key| self.say(key));
        let words = match field.split_once(' ') {
            Some(("item", item)) => self.say_with(Key::ImportFieldItemOf, &[("item", item.into())]),
            _ => match Key::from_id(&format!("import-field-{}", slug(field))) {
                Some(key) => self.say(key),
                None => self.record_told(kind, field),
            },
        };
        self.say_with(Key::ImportFieldOf, &[("records", records.into()), ("field", words.into())])
    }

    /// One of the choices of a list. What a rating's ends mean depends on the kind.
    pub fn record_choice(self, kind: &str, list: &str, code: &str) -> String {
        match list {
            "level-of-care" => code.parse().map_or_else(|_| code.to_owned(), |level| self.level_of_care_with_code(level)),
            "external-system" => self.external_system(code),
            "rating" => self.named(&format!("record-choice-{}-", kind.replace('_', "-")), code),
            list => self.named(&format!("record-choice-{list}-"), code),
        }
    }
}
