### People who sign in, and their roles.

people-heading = Who may sign in, and what may they do?
people-sign-in-heading = Who are you?
people-sign-in-name = Sign-in name
people-password = Password
people-code = Six-digit code
people-sign-in-failed = The name, password or code does not fit. Check all three and try again.
people-roles = Roles
role-clinician = Clinician
role-front-desk = Front desk
role-utilization-review = Utilization review
role-biller = Biller
role-director = Director
role-administrator = Administrator

## Signing in
people-sign-in-lead = { $practice }
people-sign-in-code-hint = From your authenticator app. Leave it empty if you were told that you need none.
people-signed-out = You are signed out.
people-session-ended = Your session ended because nothing was done for a while. Sign in to go on where you were.
people-sign-in-help = If you cannot sign in, ask an administrator of the practice. They can give you a new password and a new code.
people-account-heading = What may you see and do?
people-account-last = Signed in
people-password-change-heading = Do you want another password?
people-password-change = Change your password
people-password-current = Present password
people-password-new = New password
people-password-repeat = New password again
people-password-rule = At least { $allowed } characters. A row of words that only you would put together is good.
people-password-differs = The two do not agree. Type the new password twice.
people-language = Language of the pages
people-language-browser = The language of the browser
people-language-choose = Use this language
people-language-chosen = These pages speak your language now. What others wrote stays as they wrote it.
people-password-changed = Your password was changed. Your other sessions were ended.
people-password-wrong = The present password does not fit.

## People and roles
people-lead = Everybody with a sign-in. Roles are explained in the table of permissions; the widest one counts.
people-empty = Nobody but you has a sign-in yet.
people-add = Add a person
people-add-heading = Who shall be able to sign in?
people-edit-heading = What may { $person } do?
people-column-name = Name
people-column-sign-in = Sign-in name
people-column-state = State
people-column-clinician = Clinician
people-name = Name as colleagues know it
people-clinician = Clinician
people-clinician-hint = The treating person behind this sign-in. A clinician sees the patients of their care teams.
people-licensed = Holds a clinical license
people-roles-hint = Choose all that belong to the work of this person.
people-state-active = May sign in
people-state-disabled = Disabled on { $day }
people-state-no-code = Has no one-time code yet
people-disable = Disable the sign-in
people-enable = Enable the sign-in again
people-reset = Give a new password and code
people-reset-explained = The present password and code stop working at once, and all sessions of { $person } end.
people-disable-explained = { $person } is signed out at once and cannot sign in again until somebody enables the sign-in.
people-saved = Saved.
people-secret-heading = How does { $person } sign in for the first time?
people-secret-once = This is shown once. Hand it over in person, or by two different ways; nobody can look it up again.
people-secret-password = First password
people-secret-code = Secret for the authenticator app
people-secret-code-scan = Scan the picture with an authenticator app, or type the secret into it.
people-secret-picture = Picture for the authenticator app of { $person }
people-secret-done = I have handed it over
people-add-done-note = They can change the password on their own page after signing in: their name at the top leads there.
people-roles-form-heading = Which roles?
people-roles-explained = { $person } is signed out and sees the change after signing in again.
people-own-account = This is your own sign-in. Another administrator can disable it.
people-nobody-else-note = Nobody can take the administrator's role from themselves.
people-none-of-them = Nobody
people-you = You
people-disabled-done = The sign-in is disabled.
people-enabled-done = The sign-in is enabled again.
people-added-note = This sign-in works at once.

## Programs and clinicians
practice-heading = Which programs are there, and who treats?
practice-lead = Patients are admitted to programs. Clinicians answer for their treatment, whether or not they sign in.
practice-link = Programs and clinicians
practice-programs-heading = Programs
practice-programs-empty = There is no program yet. Add the first one before you admit a patient.
practice-clinicians-heading = Clinicians
practice-clinicians-empty = There is no clinician yet. Add everybody who treats, so that care teams and sign-ins can name them.
practice-code = Code
practice-code-hint = Short, and as it stands in your files.
practice-program-name = Name
practice-zone = Time zone
practice-zone-hint = Days of this program begin at midnight here.
practice-level-hint = Patients of the program are at this level of care.
practice-part2-hint = Substance-use records under federal confidentiality rules.
practice-clinician-name = Name
practice-credential = Credential
practice-credential-hint = As it stands behind the name, such as LCSW.
practice-add-program = Add a program
practice-add-program-heading = Which program is new?
practice-add-clinician = Add a clinician
practice-add-clinician-heading = Who treats here?
people-column-data = Kind of data
people-column-scope = Yours
people-scope-nothing = Not part of your roles
people-scope-care-team = Patients of your care teams; others after stating a reason
people-scope-all = All
people-licence = License
people-secret-address = Or open this address on the telephone that has the authenticator app:
people-add-lead = A first password is made for them. You see it once, on the next page.

## Setting up a new practice
practice-steps-heading = What does a new practice need?
practice-step-done = done
practice-step-people = Give a sign-in to the people who work here
practice-step-people-who = An administrator does this.
practice-step-patients = Register the first patient
practice-step-patients-who = The front desk or a director does this. Give one of these roles to somebody, or to yourself.
practice-step-import = Or bring patients, episodes and answers in from files

## Who treats behind a sign-in
people-treating-heading = Does this person treat?
people-treating-explained = { $person } is signed out and sees the patients of the clinician's care teams after signing in again.
people-clinicians-missing = No clinician is on record yet. Add the clinician first where the new person treats.
people-account-no-clinician = No clinician stands behind your sign-in, so you have no caseload. Ask an administrator to name the clinician you are.
