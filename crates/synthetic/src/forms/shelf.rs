//! The instruments that the practice uses, read from the library that ships.

use instruments::{Definition, Origin};

/// An instrument of the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Phq9,
    Gad7,
    AuditC,
    PcPtsd5,
    Pcl5,
    BamR,
    Craving,
    Asq,
    Cows,
    CiwaAr,
    Who5,
    Sure,
}

impl Form {
    const ALL: [Self; 12] = [
        Self::Phq9,
        Self::Gad7,
        Self::AuditC,
        Self::PcPtsd5,
        Self::Pcl5,
        Self::BamR,
        Self::Craving,
        Self::Asq,
        Self::Cows,
        Self::CiwaAr,
        Self::Who5,
        Self::Sure,
    ];

    /// The instrument's id in the library.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Phq9 => "phq-9",
            Self::Gad7 => "gad-7",
            Self::AuditC => "audit-c",
            Self::PcPtsd5 => "pc-ptsd-5",
            Self::Pcl5 => "pcl-5",
            Self::BamR => "bam-r",
            Self::Craving => "crave-vas",
            Self::Asq => "asq",
            Self::Cows => "cows",
            Self::CiwaAr => "ciwa-ar",
            Self::Who5 => "who-5",
            Self::Sure => "sure",
        }
    }

    /// True where the practice knows the total only: another system keeps the answers.
    pub(crate) const fn is_totals_only(self) -> bool {
        matches!(self, Self::Who5 | Self::Sure)
    }

    /// True where a clinician rates what they see.
    pub(crate) const fn is_observed(self) -> bool {
        matches!(self, Self::Cows | Self::CiwaAr)
    }
}

/// The definitions of the practice's instruments.
#[derive(Debug)]
pub(crate) struct Shelf {
    definitions: Vec<Definition>,
}

impl Shelf {
    /// Reads the definitions from the library.
    pub(crate) fn open() -> Self {
        let read = |form: &Form| {
            let name = format!("{}.toml", form.id());
            let file = instruments::library::files().iter().find(|(file, _)| *file == name);
            let (_, text) = file.expect("every instrument of the invented practice is in the library");
            Definition::from_toml(text, Origin::Library).expect("the files of the library are read by its own tests")
        };
        Self { definitions: Form::ALL.iter().map(read).collect() }
    }

    /// The definition of an instrument by its id in the library.
    pub(crate) fn named(&self, id: &str) -> Option<&Definition> {
        let place = Form::ALL.iter().position(|each| each.id() == id)?;
        Some(&self.definitions[place])
    }

    pub(crate) fn definition(&self, form: Form) -> &Definition {
        let place = Form::ALL.iter().position(|each| *each == form);
        &self.definitions[place.expect("the list holds every form")]
    }
}
