//! A folder of files, each understood by what it holds, not by what it is called.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use app::import::Reason;
use instruments::Library;
use integrity::assessment::Side;
use interchange::Position;
use interchange::fhir::measures::{FhirMeasures, FhirRead, NotMeasured};
use interchange::table::beside::{BesideMapping, BesideRead, RefusedRow, read_beside};
use interchange::x12_map::{Members, Problem, ProblemKind};
use reports::{FileFacts, Held};
use revenue_cycle::Books;
use serde_json::{Value, json};
use wording::{Arg, Key};
use x12::Verdict;

use crate::commands::x12::{Brought, take_in};
use crate::console;
use crate::failure::{Failure, Kind};
use crate::sentence;

/// So many problems of a file are said in the report.
const SAID: usize = 3;

/// Everything that a folder holds.
pub(in crate::commands) struct Folder {
    pub(in crate::commands) books: Books,
    pub(in crate::commands) side: Side,
    pub(in crate::commands) files: Vec<FileOfFolder>,
    /// What FHIR files hold, until all of them are read.
    fhir: Option<FhirMeasures>,
}

/// A file with its name in the folder.
pub(in crate::commands) struct FileOfFolder {
    name: String,
    content: ContentOfFile,
}

enum ContentOfFile {
    X12(Box<Brought>),
    Table(BesideRead),
    Fhir(Box<FhirRead>),
    /// The mapping of a table beside it.
    Mapping,
    /// It could not be opened, or not be read to its end; what was said of it.
    Unopened(String),
    /// Not of this assessment, or not to be read; why, where there is something to say.
    Other(Option<String>),
}

impl Folder {
    /// The patients of claims by name, as billed.
    pub(super) fn names(&self) -> std::collections::BTreeMap<String, String> {
        self.books.patient_names()
    }

    /// Reads all files of a folder in the order of their names. Progress goes to standard error.
    ///
    /// A file that cannot be opened is named and passed over.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub(in crate::commands) fn read(from: &Path) -> Result<Self, Failure> {
        let mut paths = Vec::new();
        list(from, &mut paths).map_err(|error| {
            let said = [("folder", from.display().to_string().into()), ("reason", error.to_string().into())];
            Failure::new(Kind::Input, console::text().say_with(Key::AssessNotAFolder, &said))
        })?;
        paths.sort();
        let bar = console::progress(paths.len() as u64);
        let mut folder = Self { books: Books::default(), side: Side::default(), files: Vec::new(), fhir: None };
        for path in paths {
            let name = path.strip_prefix(from).unwrap_or(&path).display().to_string();
            bar.set_message(console::text().say_with(Key::AssessReading, &[("file", (&name).into())]));
            let content = folder.take(&path, &name);
            if matches!(content, ContentOfFile::Other(None)) {
                console::note(&console::text().say_with(Key::AssessFilePassedOver, &[("file", (&name).into())]));
            }
            folder.files.push(FileOfFolder { name, content });
            bar.inc(1);
        }
        bar.finish_and_clear();
        folder.take_coverage();
        folder.take_reviews();
        folder.take_measures();
        Ok(folder)
    }

    /// Answers about coverage become quotes of benefits of the patients whom the claims name; of the others the file says that they are nobody's.
    fn take_coverage(&mut self) {
        let Self { books, side, files, .. } = self;
        let has_coverage = |file: &FileOfFolder| matches!(&file.content, ContentOfFile::X12(brought) if !brought.coverage.is_empty());
        if !files.iter().any(has_coverage) {
            return;
        }
        let (members, benefits) = (Members::of(books), side.benefits.get_or_insert_default());
        for file in files {
            let ContentOfFile::X12(brought) = &mut file.content else { continue };
            for (place, answer) in std::mem::take(&mut brought.coverage) {
                let quotes = members.quotes(&answer);
                if quotes.is_empty() {
                    brought.problems.push(Problem { place, kind: ProblemKind::NobodysCoverage });
                }
                benefits.extend(quotes);
            }
        }
    }

    /// What answers to requests grant becomes authorizations, beside those of tables.
    fn take_reviews(&mut self) {
        let Self { books, side, files, .. } = self;
        let brought = files.iter_mut().filter_map(|file| match &mut file.content {
            ContentOfFile::X12(brought) => Some(brought.as_mut()),
            _ => None,
        });
        let mut brought = brought.filter(|brought| !brought.reviews.is_empty()).peekable();
        if brought.peek().is_none() {
            return;
        }
        let granted = super::granted::authorizations(books, brought);
        if !granted.is_empty() {
            side.authorizations.get_or_insert_default().extend(granted);
        }
    }

    /// What FHIR files hold becomes measures once all of them are read; of what has no score, or names nobody, its file says so.
    fn take_measures(&mut self) {
        let Some(fhir) = self.fhir.take() else { return };
        let missed = fhir.finish(&mut self.side);
        let mut files: Vec<(&str, &mut FhirRead)> = Vec::new();
        for file in &mut self.files {
            if let ContentOfFile::Fhir(read) = &mut file.content {
                files.push((&file.name, read));
            }
        }
        for (place, position, why) in missed {
            if let Some((_, read)) = files.iter_mut().find(|(_, read)| read.file == place) {
                read.problems.push((position, why));
            }
        }
        for (name, read) in files {
            read.problems.iter().take(SAID).for_each(|problem| console::note(&format!("{name}, {}", said_of_resource(problem))));
        }
    }

    /// Reads a file; one that cannot be opened ends nothing.
    fn take(&mut self, path: &Path, name: &str) -> ContentOfFile {
        self.understand(path, name).unwrap_or_else(|failure| {
            console::note(&failure.message);
            ContentOfFile::Unopened(failure.message)
        })
    }

    /// Reads a file by what it holds.
    fn understand(&mut self, path: &Path, name: &str) -> Result<ContentOfFile, Failure> {
        if looks_like_x12(path)? {
            return Ok(ContentOfFile::X12(Box::new(take_in(path, &mut self.books)?)));
        }
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("toml") if path.with_extension("csv").is_file() => Ok(ContentOfFile::Mapping),
            Some("csv") => Ok(self.table(path, name)),
            _ if looks_like_json(path)? => Ok(self.resources(path, name)),
            _ => Ok(ContentOfFile::Other(None)),
        }
    }

    /// Reads FHIR.
    fn resources(&mut self, path: &Path, name: &str) -> ContentOfFile {
        let file = match File::open(path) {
            Err(error) => return unreadable(name, error.to_string()),
            Ok(file) => file,
        };
        let fhir = match &mut self.fhir {
            Some(fhir) => fhir,
            none => match Library::shipped() {
                Err(error) => return unreadable(name, error.to_string()),
                Ok(library) => none.insert(FhirMeasures::new(library)),
            },
        };
        let read = fhir.read(file);
        if read.is_no_fhir() {
            return ContentOfFile::Other(None);
        }
        if let Some(problem) = &read.ended_by {
            unreadable(name, sentence::of_reason(&Reason::from(problem)));
        }
        ContentOfFile::Fhir(Box::new(read))
    }

    fn table(&mut self, path: &Path, name: &str) -> ContentOfFile {
        let text = console::text();
        let unreadable = |reason: String| unreadable(name, reason);
        let mapping = match std::fs::read_to_string(path.with_extension("toml")) {
            Err(_) => BesideMapping::default(),
            Ok(given) => match BesideMapping::from_toml(&given) {
                Ok(mapping) => mapping,
                Err(reason) => {
                    let mapping = Path::new(name).with_extension("toml").display().to_string();
                    console::note(&text.say_with(Key::AssessMappingWrong, &[("file", mapping.into()), ("reason", reason.into())]));
                    BesideMapping::default()
                }
            },
        };
        match File::open(path).map_err(|error| error.to_string()) {
            Err(reason) => unreadable(reason),
            Ok(file) => match read_beside(file, &mapping, &mut self.side) {
                Err(problem) => unreadable(problem.to_string()),
                Ok(None) => ContentOfFile::Other(None),
                Ok(Some(read)) => {
                    read.refused.iter().take(SAID).for_each(|row| console::note(&said_of_row(name, row)));
                    ContentOfFile::Table(read)
                }
            },
        }
    }

    /// True where some file brought a claim or a payment.
    pub(in crate::commands) fn holds_something(&self) -> bool {
        self.files.iter().any(|file| matches!(&file.content, ContentOfFile::X12(brought) if brought.claims + brought.payments > 0))
    }

    /// Says what is wrong with the files; ends with code 3 where one is broken.
    pub(in crate::commands) fn verdict(&self) -> Result<(), Failure> {
        let text = console::text();
        let mut broken = 0_usize;
        for file in &self.files {
            broken += usize::from(matches!(file.content, ContentOfFile::Unopened(_)));
            let ContentOfFile::X12(brought) = &file.content else { continue };
            for problem in brought.problems.iter().take(SAID) {
                console::note(&format!("{}: {}", file.name, said(problem)));
            }
            let found: u64 = brought.inspection.problems.counts().values().sum();
            if found > 0 {
                let count = Arg::Count(i64::try_from(found).unwrap_or(i64::MAX));
                console::note(&text.say_with(Key::ReconcileFileProblems, &[("file", (&file.name).into()), ("count", count)]));
            }
            broken += usize::from(brought.inspection.verdict == Verdict::ReportError);
        }
        if broken == 0 {
            return Ok(());
        }
        Err(Failure::new(Kind::Input, text.say_with(Key::X12BrokenFiles, &[("count", broken.into())])))
    }
}

/// Says why a file was not read, or not to its end.
fn unreadable(name: &str, reason: String) -> ContentOfFile {
    let said = console::text().say_with(Key::AssessTableUnreadable, &[("file", name.into()), ("reason", reason.into())]);
    console::note(&said);
    ContentOfFile::Other(Some(said))
}

fn list(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), paths)?;
        } else if kind.is_file() {
            paths.push(entry.path());
        }
    }
    Ok(())
}

/// So many bytes of foreign text may stand before an interchange.
const LOOKED_AT: u64 = 4096;

/// The first bytes of a file.
fn start_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| {
        let said = [("file", path.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, console::text().say_with(Key::X12CannotRead, &said))
    };
    let mut start = Vec::new();
    File::open(path).map_err(unreadable)?.take(LOOKED_AT).read_to_end(&mut start).map_err(unreadable)?;
    Ok(start)
}

/// True where an object of JSON begins the file.
fn looks_like_json(path: &Path) -> Result<bool, Failure> {
    let start = start_of(path)?;
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&start);
    Ok(text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{'))
}

/// True where an interchange begins within the first bytes.
fn looks_like_x12(path: &Path) -> Result<bool, Failure> {
    let start = start_of(path)?;
    let begins = start.windows(4).enumerate().find(|(_, four)| four.starts_with(b"ISA") && !four[3].is_ascii_alphanumeric());
    // Inside of JSON or a table the letters mean nothing: only blank and unprintable bytes, or a line of its own, may stand before.
    Ok(begins.is_some_and(|(place, _)| {
        let before = &start[..place];
        before.iter().all(|byte| !byte.is_ascii_graphic()) || before.ends_with(b"\n") || before.ends_with(b"~")
    }))
}

/// Where a row stands, and what was expected there.
fn said_of_row(file: &str, row: &RefusedRow) -> String {
    let text = console::text();
    let at = [("file", file.into()), ("position", row.position.to_string().into())];
    if row.column.is_empty() {
        return text.say_with(Key::AssessRowUnreadable, &at);
    }
    let [file, position] = at;
    let expected = text.expected_cell(row.expected.code());
    let key = if row.expected.is_taken() { Key::AssessRowContradicts } else { Key::AssessRowRefused };
    text.say_with(key, &[file, position, ("expected", expected.into()), ("column", (&row.column).into())])
}

/// Where a resource stands, and why it gives no measure.
fn said_of_resource((position, why): &(Position, NotMeasured)) -> String {
    format!("{position}: {}", sentence::of_reason(&reason_of(why)))
}

fn reason_of(why: &NotMeasured) -> Reason {
    match why {
        NotMeasured::Rejected(code) => Reason::from(code),
        NotMeasured::Noted(code) => Reason::from(code),
    }
}

fn said(problem: &Problem) -> String {
    let at = [("byte", problem.place.byte.to_string().into()), ("number", problem.place.segment.to_string().into())];
    format!("{}: {}", console::text().say_with(Key::X12At, &at), sentence::of_reason(&Reason::from(&problem.kind)))
}

fn verdict(verdict: Verdict) -> reports::Verdict {
    match verdict {
        Verdict::Accept => reports::Verdict::Accept,
        Verdict::AcceptWithWarning => reports::Verdict::AcceptWithWarning,
        Verdict::ReportError => reports::Verdict::ReportError,
    }
}

/// A file as the report shows it.
pub(super) fn facts(file: &FileOfFolder) -> FileFacts {
    match &file.content {
        ContentOfFile::Mapping => FileFacts { name: file.name.clone(), holds: Held::Mapping, problems: Vec::new(), problem_count: 0 },
        ContentOfFile::Unopened(said) => {
            FileFacts { name: file.name.clone(), holds: Held::Other, problems: vec![said.clone()], problem_count: 1 }
        }
        ContentOfFile::Other(why) => FileFacts {
            name: file.name.clone(),
            holds: Held::Other,
            problems: why.iter().cloned().collect(),
            problem_count: usize::from(why.is_some()),
        },
        ContentOfFile::Table(read) => FileFacts {
            name: file.name.clone(),
            holds: Held::Table { kind: read.kind.code(), rows: read.rows },
            problems: read.refused.iter().take(SAID).map(|row| said_of_row(&file.name, row)).collect(),
            problem_count: read.refused.len(),
        },
        ContentOfFile::Fhir(read) => {
            let ended = read.ended_by.iter().map(|problem| sentence::of_reason(&Reason::from(problem)));
            FileFacts {
                name: file.name.clone(),
                holds: Held::Fhir { measures: read.measures, patients: read.patients, others: read.others },
                problems: ended.chain(read.problems.iter().map(said_of_resource)).take(SAID).collect(),
                problem_count: read.problems.len() + usize::from(read.ended_by.is_some()),
            }
        }
        ContentOfFile::X12(brought) => {
            let inspected: u64 = brought.inspection.problems.counts().values().sum();
            FileFacts {
                name: file.name.clone(),
                holds: Held::X12 {
                    claims: brought.claims,
                    payments: brought.payments,
                    answers: brought.answers,
                    verdict: verdict(brought.inspection.verdict),
                },
                problems: brought.problems.iter().take(SAID).map(said).collect(),
                problem_count: brought.problems.len() + usize::try_from(inspected).unwrap_or(usize::MAX),
            }
        }
    }
}

/// A file as it stands in the JSON.
pub(super) fn as_json(file: &FileOfFolder) -> Value {
    match &file.content {
        ContentOfFile::Mapping => json!({ "file": file.name, "kind": "mapping" }),
        ContentOfFile::Unopened(said) => json!({ "file": file.name, "kind": "unopened", "sentence": said }),
        ContentOfFile::Other(why) => json!({ "file": file.name, "kind": "other", "sentence": why }),
        ContentOfFile::Table(read) => json!({
            "file": file.name,
            "kind": read.kind.code(),
            "rows": read.rows,
            "refused": read.refused.iter().map(|row| json!({
                "line": row.position.line, "row": row.position.row, "column": row.column, "expected": row.expected.code(),
                "sentence": said_of_row(&file.name, row),
            })).collect::<Vec<_>>(),
        }),
        ContentOfFile::Fhir(read) => json!({
            "file": file.name,
            "kind": "fhir",
            "measures": read.measures,
            "patients": read.patients,
            "others": read.others,
            "ended_by": read.ended_by.as_ref().map(|problem| sentence::of_reason(&Reason::from(problem))),
            "problems": read.problems.iter().map(|problem| json!({
                "code": reason_of(&problem.1).id, "line": problem.0.line, "pointer": problem.0.pointer, "sentence": said_of_resource(problem),
            })).collect::<Vec<_>>(),
        }),
        ContentOfFile::X12(brought) => json!({
            "file": file.name,
            "kind": "x12",
            "verdict": brought.inspection.verdict.name(),
            "claims": brought.claims,
            "payments": brought.payments,
            "answers": brought.answers,
            "problems": brought.problems.iter().map(|problem| json!({
                "code": problem.kind.code(), "byte": problem.place.byte, "segment_index": problem.place.segment,
                "sentence": sentence::of_reason(&Reason::from(&problem.kind)),
            })).collect::<Vec<_>>(),
            "inspection_problems": brought.inspection.problems.counts(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_opened_is_named_and_ends_nothing() {
        let mut folder = Folder { books: Books::default(), side: Side::default(), files: Vec::new(), fhir: None };
        let content = folder.take(Path::new("nowhere/absent.835"), "absent.835");
        let file = FileOfFolder { name: "absent.835".to_owned(), content };
        let facts = facts(&file);
        assert_eq!((facts.holds, facts.problem_count), (Held::Other, 1));
        assert!(facts.problems[0].contains("absent.835"), "{:?}", facts.problems);
        assert_eq!(as_json(&file)["kind"], "unopened");
        folder.files.push(file);
        assert_eq!(folder.verdict().map_err(|failure| failure.kind), Err(Kind::Input));
    }

    /// An interchange with one transaction.
    fn interchange(group: &str, guide: &str, body: &str) -> String {
        format!(
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260310*0900*^*00501*000000001*0*T*:~\
GS*{group}*A*B*20260310*0900*1*X*{guide}~{body}GE*1*1~IEA*1*000000001~"
        )
    }

    #[test]
    fn an_answer_about_coverage_stands_beside_the_claims_of_its_patient() {
        let place = tempfile::tempdir().expect("a folder for the test");
        let claim = "ST*837*0001*005010X222A1~BHT*0019*00*1*20260310*0900*CH~HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~\
HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*BIRCH*ANA****MI*M1~DMG*D8*19900506*F~NM1*PR*2*PLAN*****PI*P1~CLM*C1*150***11:B:1*Y*A*Y*Y~\
HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260303~REF*6R*L1~SE*17*0001~";
        let answer = |member: &str| {
            format!(
                "ST*271*0001*005010X279A1~BHT*0022*11*R1*20260302*0900~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~HL*2*1*21*1~\
NM1*1P*2*PRACTICE*****XX*1234567893~HL*3*2*22*0~TRN*2*T1*1512345678~NM1*IL*1*BIRCH*ANA****MI*{member}~DMG*D8*19900506*F~\
EB*6*IND*30~SE*12*0001~"
            )
        };
        let put = |name: &str, text: String| std::fs::write(place.path().join(name), text).expect("a file of the test");
        put("a.837", interchange("HC", "005010X222A1", claim));
        put("b.271", interchange("HB", "005010X279A1", &answer("M1")));
        put("c.271", interchange("HB", "005010X279A1", &answer("M9")));
        let Ok(folder) = Folder::read(place.path()) else { panic!("the folder is read") };
        let quotes: Vec<&str> = folder.side.benefits.iter().flatten().map(|quote| quote.patient.as_str()).collect();
        assert_eq!(quotes, ["M1"]);
        let brought = |file: usize| as_json(&folder.files[file]);
        assert_eq!((brought(1)["answers"].clone(), brought(1)["problems"].clone()), (json!(1), json!([])));
        assert_eq!((brought(2)["answers"].clone(), brought(2)["problems"][0]["code"].clone()), (json!(1), json!("nobodys_coverage")));
    }
}
