### The patient page: who it is, care, scores.

patient-heading = How is { $patient } doing?
patient-list-heading = Which patient are you looking for?
patient-new-heading = Who is the new patient?
patient-empty = No patient fits. Check the spelling, or search by record number.
patient-record-number = Record number
patient-given-name = Given name
patient-family-name = Family name
patient-birth-day = Birth day
patient-age = Age
patient-sex = Sex
patient-race = Race
patient-ethnicity = Ethnicity
patient-language = Language
patient-episodes-heading = Which care has there been?
patient-scores-heading = What do the scores say?
patient-diagnoses-heading = Which diagnoses are on record?
patient-care-team-heading = Who treats this patient?
patient-no-scores = No instrument has been administered yet. Enter the first one.
patient-outside-team-heading = Why do you need this record?
patient-outside-team = You are not in this patient's care team. State your reason; it is kept in the audit and the patient's clinicians can see it.
patient-outside-team-reason = Reason
patient-merged = This record is shown together with { $record-number }.

## Sex
sex-female = Female
sex-male = Male
sex-other = Other

## Race
race-american-indian = American Indian or Alaska Native
race-asian = Asian
race-black = Black or African American
race-pacific-islander = Native Hawaiian or other Pacific Islander
race-white = White
race-multiple = More than one race
race-other = Another race
race-declined = Asked, not answered

## Ethnicity
ethnicity-hispanic = Hispanic or Latino
ethnicity-not-hispanic = Not Hispanic or Latino
ethnicity-declined = Asked, not answered

## Referral source
referral-source-label = Referral source
referral-source-self-referred = Self-referred
referral-source-family = Family or friends
referral-source-primary-care = Primary care
referral-source-behavioral-health = Another behavioral-health practice
referral-source-hospital = Hospital or emergency department
referral-source-court = Court or probation
referral-source-school = School
referral-source-payer = Payer's care manager
referral-source-other = Other

## Payer class
payer-class-label = Payer class
payer-class-commercial = Commercial
payer-class-medicare = Medicare
payer-class-medicare-advantage = Medicare Advantage
payer-class-medicaid = Medicaid
payer-class-medicaid-managed-care = Medicaid managed care
payer-class-military = TRICARE or Veterans Affairs
payer-class-self-pay = Self-pay
payer-class-other = Other

## Discharge
discharge-type-label = Discharge type
discharge-type-completed = Treatment completed
discharge-type-against-advice = Left against advice
discharge-type-administrative = Administrative
discharge-type-payer-forced = Coverage ended by the payer
discharge-type-transfer = Transferred
discharge-type-died = Died
discharge-destination-label = Destination
discharge-destination-home-with-outpatient-care = Home, outpatient care arranged
discharge-destination-home = Home, nothing arranged
discharge-destination-higher-level-elsewhere = Higher level of care elsewhere
discharge-destination-lower-level-elsewhere = Lower level of care elsewhere
discharge-destination-transitional-living = Sober or transitional living
discharge-destination-medical-hospital = Medical hospital
discharge-destination-incarceration = Jail or prison
discharge-destination-unknown = Not known
discharge-with-destination = { $kind }; { $destination }

## Modality
modality-label = Modality
modality-in-person = In person
modality-telehealth = Telehealth
modality-hybrid = Hybrid

## Diagnoses
diagnosis-rank-principal = Principal
diagnosis-rank-secondary = Secondary
diagnosis-rank-rule-out = To be ruled out

## Care team
care-team-role-primary = Primary clinician
care-team-role-member = Member
care-team-role-supervisor = Supervisor
