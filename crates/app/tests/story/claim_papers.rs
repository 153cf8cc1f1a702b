//! Papers of charts, who may give services, limits of benefits and for whom an authorization was given: each comes with a file, and answers the rules that ask for it.

use app::Settings;
use app::care_fact::RecordKind;
use care::PayerProfile;
use storage::View;
use vocabulary::RecordId;

use crate::claim_support::{page, says};
use crate::files::{counts, import, table};
use crate::practice::{Practice, operator, practice};

/// A professional's claim for 3 November, with who gave the service and who supervised.
fn claim(procedure: &str, by: &str) -> String {
    let body = format!(
        "BHT*0019*00*1*20261110*0900*CH~HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~\
NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~NM1*PR*2*PLAN*****PI*P1~CLM*A-1-7*150***11:B:1*Y*A*Y*Y~HI*ABK:F331~{by}\
LX*1~SV1*HC:{procedure}*150*UN*1***1~DTP*472*D8*20261103~REF*6R*L1~"
    );
    let count = body.matches('~').count() + 2;
    format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261110*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20261110*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~{body}SE*{count}*0001~GE*1*1~IEA*1*000000001~"
    )
}

const BY_CY: &str = "NM1*82*1*CY*EXAMPLE****XX*1999999984~";
const WITH_DEE: &str = "NM1*82*1*CY*EXAMPLE****XX*1999999984~NM1*DQ*1*DEE*EXAMPLE****XX*1888888877~";

async fn posted(practice: &Practice, text: &str) -> RecordId {
    let source = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
    practice.app.post_claims(&operator(), "november.837", source).await.unwrap();
    practice.app.find_claim(&operator(), "A-1-7".to_owned()).await.unwrap()
}

async fn taken(practice: &Practice, mapping: &str, header: &str, row: &str) {
    let report = import(&practice.app, &format!("{header}\n{row}\n"), table(mapping)).await;
    assert_eq!(counts(&report), (1, 0, 0), "{row}");
}

const PAPERS: &str = "[[records]]\nkind = \"chart_paper\"\npatient = \"mrn\"\ntype = \"type\"\nday = \"day\"\npatient_signed = \"patient\"\n\
                      guardian_signed = \"guardian\"\nclinician_signed = \"clinician\"\nphysician_signed = \"physician\"\nuntil = \"until\"\n\
                      covers_telehealth = \"telehealth\"\nservices = \"services\"\n";
const PAPER: &str = "mrn,type,day,patient,guardian,clinician,physician,until,telehealth,services";

#[tokio::test(flavor = "multi_thread")]
async fn papers_of_a_chart_answer_the_rules_of_evaluations_plans_consents_and_referrals() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, &claim("S9480", "")).await;
    crate::claim_facts::covered(&practice).await;
    let mut profile = PayerProfile::shipped().remove(0).0;
    (profile.verified, profile.billing.needs_referral) = (true, Some(true));
    practice.app.save_payer(&operator(), profile.to_toml()).await.unwrap();
    let check = async |rule: &str, before: &str, row: &str, after: &str| {
        assert_eq!(says(&page(&practice, id).await, rule), before, "{rule} before {row}");
        taken(&practice, PAPERS, PAPER, row).await;
        assert_eq!(says(&page(&practice, id).await, rule), after, "{rule} after {row}");
    };
    // Anna was admitted on 1 October.
    check("D1", "evaluation", "A-1,psychiatric_evaluation,2026-10-01,,,,,,,", "fail").await;
    check("D1", "fail", "A-1,psychiatric_evaluation,2026-10-02,,,2026-10-02,,,,", "pass").await;
    check("D3", "treatment_plan", "A-1,treatment_plan,2026-10-02,2026-10-02,,2026-10-02,,,,H0015", "fail").await;
    check("D3", "fail", "A-1,treatment_plan,2026-10-03,2026-10-03,,2026-10-03,2026-10-04,,,S9480 90834", "pass").await;
    assert_eq!(says(&page(&practice, id).await, "D6"), "pass");
    check("D6", "pass", "A-1,treatment_plan,2026-11-01,2026-11-01,,2026-11-01,2026-11-01,,,90853", "fail").await;
    check("G1", "consent", "A-1,treatment_consent,2026-11-03,2026-11-04,,,,,,", "fail").await;
    check("G1", "fail", "A-1,treatment_consent,2026-10-01,2026-10-01,,,,,,", "pass").await;
    check("G4", "financial_agreement", "A-1,financial_agreement,2026-10-01,2026-10-01,,,,,,", "pass").await;
    check("A13", "referral", "A-1,referral,2026-09-01,,,,,2026-10-31,,", "fail").await;
    check("A13", "fail", "A-1,referral,2026-11-01,,,,,,,", "pass").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_signature_on_a_paper_is_its_next_version_and_a_form_corrects_it() {
    let practice = practice(Settings::default()).await;
    taken(&practice, PAPERS, PAPER, "A-1,treatment_plan,2026-10-02,,,2026-10-02,,,,").await;
    // Another file, of the same rows.
    let again = async |row: &str, end: &str| counts(&import(&practice.app, &format!("{PAPER}\n{row}{end}"), table(PAPERS)).await);
    assert_eq!(again("A-1,treatment_plan,2026-10-02,,,2026-10-02,,,,", "").await, (0, 1, 0));
    let report =
        import(&practice.app, &format!("{PAPER}\nA-1,treatment_plan,2026-10-02,2026-10-05,,2026-10-02,,,,\n"), table(PAPERS)).await;
    assert_eq!((report.ended, report.counts.rows_rejected), (1, 0));
    // The file from before it was signed says nothing new.
    assert_eq!(again("A-1,treatment_plan,2026-10-02,,,2026-10-02,,,,", "\n\n").await, (0, 1, 0));
    let facts = practice.app.care_facts(&operator(), practice.anna, View::Current).await.unwrap();
    let paper = facts.facts.iter().find(|fact| fact.kind == RecordKind::ChartPaper).unwrap();
    assert_eq!((paper.version.0, paper.is_imported), (2, true));
    // Signed tomorrow, as it were.
    let refused = import(&practice.app, &format!("{PAPER}\nA-1,treatment_plan,2026-11-01,2027-01-01,,,,,,\n"), table(PAPERS)).await;
    assert_eq!(counts(&refused), (0, 0, 1));
}

const CREDENTIALS: &str = "[[records]]\nkind = \"provider_credential\"\nprovider = \"npi\"\npayer = \"payer\"\nservices = \"services\"\n\
                           supervised = \"supervised\"\nfirst_day = \"from\"\nlast_day = \"until\"\n";
const CREDENTIAL: &str = "npi,payer,services,supervised,from,until";
const CHECKS: &str = "[[records]]\nkind = \"exclusion_check\"\nprovider = \"npi\"\nday = \"day\"\nclear = \"clear\"\n";

#[tokio::test(flavor = "multi_thread")]
async fn who_gave_a_service_is_read_from_the_claim_and_held_against_networks_and_the_list_of_the_excluded() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, &claim("90834", BY_CY)).await;
    let told = async || {
        let page = page(&practice, id).await;
        [says(&page, "A12"), says(&page, "B12"), says(&page, "G5")]
    };
    assert_eq!(told().await, ["credential", "credential", "exclusion_check"]);
    taken(&practice, CREDENTIALS, CREDENTIAL, "1234567893,,,no,2026-01-01,").await;
    taken(&practice, CREDENTIALS, CREDENTIAL, "1999999984,P2,90834,yes,2026-01-01,").await;
    assert_eq!(told().await, ["credential", "pass", "exclusion_check"], "in the network of another payer");
    taken(&practice, CREDENTIALS, CREDENTIAL, "1999999984,PLAN,90834,yes,2026-01-01,").await;
    assert_eq!(told().await, ["pass", "fail", "exclusion_check"], "nobody supervised");
    taken(&practice, CHECKS, "npi,day,clear", "1234567893,2026-11-01,yes").await;
    assert_eq!(told().await[2], "fail", "who gave the service was not looked up");
    taken(&practice, CHECKS, "npi,day,clear", "1999999984,2026-11-02,yes").await;
    assert_eq!(told().await[2], "pass");
    // The same file again; the end of a credential; another word about the same day.
    let row = |mapping: &str, header: &str, row: &str| (format!("{header}\n{row}"), table(mapping));
    let (text, format) = row(CHECKS, "npi,day,clear", "1999999984,2026-11-02,yes");
    assert_eq!(counts(&import(&practice.app, &text, format).await), (0, 1, 0));
    let (text, format) = row(CHECKS, "npi,day,clear", "1999999984,2026-11-02,no");
    assert_eq!(counts(&import(&practice.app, &text, format).await), (0, 0, 1));
    let (text, format) = row(CREDENTIALS, CREDENTIAL, "1999999984,PLAN,90834,yes,2026-01-01,2026-10-31");
    assert_eq!(import(&practice.app, &text, format).await.ended, 1);
    assert_eq!(told().await[0], "fail");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_names_who_supervised_passes_and_the_same_file_again_is_the_same_claim() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, &claim("90834", WITH_DEE)).await;
    taken(&practice, CREDENTIALS, CREDENTIAL, "1999999984,,,yes,2026-01-01,").await;
    assert_eq!(says(&page(&practice, id).await, "B12"), "pass");
    let again = Box::new(std::io::Cursor::new(claim("90834", WITH_DEE).into_bytes()));
    let posted = practice.app.post_claims(&operator(), "again.837", again).await.unwrap();
    assert_eq!(posted.counts.claims_added, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_plan_pays_at_most_and_for_whom_it_authorized_hold_a_claim() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, &claim("S9480", "")).await;
    crate::claim_facts::covered(&practice).await;
    let quotes = "[[records]]\nkind = \"benefit_quote\"\npatient = \"mrn\"\nday = \"day\"\nquoted = \"quoted\"\nlevel_of_care = \"level\"\n\
                  most_units = \"most\"\nused_units = \"used\"\n";
    assert_eq!(says(&page(&practice, id).await, "A11"), "benefit_limit");
    taken(&practice, quotes, "mrn,day,quoted,level,most,used", "A-1,2026-11-01,covered,IOP,30,29").await;
    assert_eq!(says(&page(&practice, id).await, "A11"), "pass");
    taken(&practice, quotes, "mrn,day,quoted,level,most,used", "A-1,2026-11-02,covered,IOP,30,30").await;
    assert_eq!(says(&page(&practice, id).await, "A11"), "fail");
    let granted = "[[records]]\nkind = \"authorization\"\npatient = \"mrn\"\npayer = \"payer\"\nnumber = \"number\"\nlevel_of_care = \"level\"\n\
                   unit = \"unit\"\nunits = \"units\"\nfirst_day = \"from\"\nlast_day = \"until\"\nprovider = \"provider\"\n";
    let header = "mrn,payer,number,level,unit,units,from,until,provider";
    let check = async |row: &str, expected: &str| {
        taken(&practice, granted, header, row).await;
        assert_eq!(says(&page(&practice, id).await, "A7"), expected, "{row}");
    };
    check("A-1,generic-commercial,AU-1,IOP,day,9,2026-10-20,2026-11-10,", "authorized_provider").await;
    check("A-1,generic-commercial,AU-2,IOP,day,9,2026-11-01,2026-11-12,1999999984", "fail").await;
}
