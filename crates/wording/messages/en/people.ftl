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
