//! The parts of FHIR R4 resources that are exchanged, as they stand in JSON. Unknown parts are passed over; scalars are read with some
//! tolerance, because published files write numbers as text and truth values as labels.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A text, or a number or truth value where a text belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyScalar;
        impl Visitor<'_> for AnyScalar {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }
            fn visit_string<E: Error>(self, text: String) -> Result<Text, E> {
                Ok(Text(text))
            }
            fn visit_bool<E: Error>(self, value: bool) -> Result<Text, E> {
                Ok(Text(value.to_string()))
            }
            fn visit_i64<E: Error>(self, value: i64) -> Result<Text, E> {
                Ok(Text(value.to_string()))
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Text, E> {
                Ok(Text(value.to_string()))
            }
            fn visit_f64<E: Error>(self, value: f64) -> Result<Text, E> {
                Ok(Text(value.to_string()))
            }
            fn visit_unit<E: Error>(self) -> Result<Text, E> {
                Ok(Text::default())
            }
        }
        deserializer.deserialize_any(AnyScalar)
    }
}

/// The codes of a questionnaire or item: a list of codings as the standard has it, or one coding, or a text such as `LOINC#44249-1 PHQ-9`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    pub(crate) codings: Vec<Coding>,
    /// True when it was not a list of codings.
    pub(crate) malformed: bool,
}

impl<'de> Deserialize<'de> for Codes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyCodes;
        impl<'de> Visitor<'de> for AnyCodes {
            type Value = Codes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of codings")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Codes, E> {
                Ok(Codes { codings: vec![Coding::from_text(text)], malformed: true })
            }
            fn visit_unit<E: Error>(self) -> Result<Codes, E> {
                Ok(Codes::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Codes, A::Error> {
                let coding = Coding::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Codes { codings: vec![coding], malformed: true })
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Codes, A::Error> {
                let mut codes = Codes::default();
                while let Some(CodingOrText { coding, malformed }) = list.next_element()? {
                    codes.codings.push(coding);
                    codes.malformed |= malformed;
                }
                Ok(codes)
            }
        }
        deserializer.deserialize_any(AnyCodes)
    }
}

struct CodingOrText {
    coding: Coding,
    malformed: bool,
}

impl<'de> Deserialize<'de> for CodingOrText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = CodingOrText;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a coding")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<CodingOrText, E> {
                Ok(CodingOrText { coding: Coding::from_text(text), malformed: true })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CodingOrText, A::Error> {
                let coding = Coding::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(CodingOrText { coding, malformed: false })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $key:ident : $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub(crate) struct $name { $($(#[$field])* pub(crate) $key: $type,)* }
    )*};
}

parts! {
    /// A code of a code system.
    Coding {
        system: Option<String>,
        code: Option<Text>,
        display: Option<Text>,
        extension: Vec<Extension>,
    }
    /// Codes with the same meaning.
    CodeableConcept {
        coding: Vec<Coding>,
        text: Option<Text>,
    }
    /// Something that the standard does not have.
    Extension {
        url: String,
        value_decimal: Option<Number>,
        value_integer: Option<Number>,
        value_code: Option<Text>,
        value_string: Option<Text>,
        value_date: Option<Text>,
        value_date_time: Option<Text>,
        value_coding: Option<Coding>,
        extension: Vec<Extension>,
    }
    /// A pointer to another resource.
    Reference {
        reference: Option<Text>,
        identifier: Option<Identifier>,
    }
    /// A number that names something.
    Identifier {
        system: Option<String>,
        value: Option<Text>,
        #[serde(rename = "type")]
        kind: Option<CodeableConcept>,
    }
    /// A number with a unit.
    Quantity {
        value: Option<Number>,
        code: Option<Text>,
    }
    /// A period of time.
    Period {
        start: Option<Text>,
        end: Option<Text>,
    }
    /// A form.
    Questionnaire {
        id: Option<Text>,
        url: Option<Text>,
        identifier: Vec<Identifier>,
        version: Option<Text>,
        name: Option<Text>,
        title: Option<Text>,
        language: Option<Text>,
        publisher: Option<Text>,
        copyright: Option<Text>,
        code: Codes,
        contained: Vec<Box<RawValue>>,
        item: Vec<QuestionnaireItem>,
    }
    /// A question, group or line of a form.
    QuestionnaireItem {
        link_id: Text,
        code: Codes,
        text: Option<Text>,
        #[serde(rename = "type")]
        kind: Option<Text>,
        read_only: bool,
        extension: Vec<Extension>,
        answer_value_set: Option<Text>,
        answer_option: Vec<AnswerOption>,
        item: Vec<QuestionnaireItem>,
    }
    /// What can be answered.
    AnswerOption {
        extension: Vec<Extension>,
        value_coding: Option<Coding>,
        value_integer: Option<Number>,
        value_string: Option<Text>,
    }
    /// A list of codes, contained in a form.
    ValueSet {
        resource_type: Option<Text>,
        id: Option<Text>,
        url: Option<Text>,
        expansion: Expansion,
    }
    /// The codes of a list.
    Expansion {
        contains: Vec<Coding>,
    }
    /// The answers of one person on one occasion.
    QuestionnaireResponse {
        id: Option<Text>,
        language: Option<Text>,
        contained: Vec<Box<RawValue>>,
        extension: Vec<Extension>,
        questionnaire: Option<Text>,
        status: Option<Text>,
        subject: Option<Reference>,
        authored: Option<Text>,
        item: Vec<ResponseItem>,
    }
    /// Answers to one question, or a group.
    ResponseItem {
        link_id: Text,
        answer: Vec<Answer>,
        item: Vec<ResponseItem>,
    }
    /// One answer.
    Answer {
        extension: Vec<Extension>,
        value_boolean: Option<bool>,
        value_decimal: Option<Number>,
        value_integer: Option<Number>,
        value_quantity: Option<Quantity>,
        value_coding: Option<Coding>,
        value_string: Option<Text>,
        item: Vec<ResponseItem>,
    }
    /// A single measured fact.
    Observation {
        id: Option<Text>,
        status: Option<Text>,
        code: Option<CodeableConcept>,
        subject: Option<Reference>,
        effective_date_time: Option<Text>,
        effective_instant: Option<Text>,
        effective_period: Option<Period>,
        value_quantity: Option<Quantity>,
        value_integer: Option<Number>,
        value_decimal: Option<Number>,
        value_string: Option<Text>,
        derived_from: Vec<Reference>,
        extension: Vec<Extension>,
    }
    /// A person in care.
    Patient {
        id: Option<Text>,
        identifier: Vec<Identifier>,
        name: Vec<HumanName>,
        gender: Option<Text>,
        birth_date: Option<Text>,
        communication: Vec<Communication>,
        extension: Vec<Extension>,
    }
    /// A name of a person.
    HumanName {
        #[serde(rename = "use")]
        usage: Option<Text>,
        family: Option<Text>,
        given: Vec<Text>,
        text: Option<Text>,
    }
    /// A language a person speaks.
    Communication {
        language: Option<CodeableConcept>,
        preferred: bool,
    }
}

/// A number, also one written as text. Kept as it was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Number(pub(crate) String);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(|text| Self(text.0))
    }
}

impl Coding {
    /// Takes a code out of a text such as `LOINC#44249-1 PHQ-9 panel`.
    fn from_text(text: &str) -> Self {
        let (system, rest) = text.split_once('#').map_or((None, text), |(system, rest)| (Some(system.to_owned()), rest));
        let code = rest.split_whitespace().next().unwrap_or("").to_owned();
        Self { system, code: Some(Text(code)), ..Self::default() }
    }

    pub(crate) fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.0.as_str())
    }
}

impl Text {
    pub(crate) fn of(text: Option<&Self>) -> Option<&str> {
        text.map(|text| text.0.trim()).filter(|text| !text.is_empty())
    }
}
