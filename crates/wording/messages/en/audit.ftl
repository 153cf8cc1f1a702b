### The audit: who saw and changed what.

audit-heading = Who saw or changed what?
audit-empty = No operation fits. Widen the filter.
audit-column-when = When
audit-column-who = Who
audit-column-action = Action
audit-column-purpose = Purpose
audit-column-patients = Patients
audit-column-outcome = Outcome
audit-actor-system = The program
audit-actor-operator = Operator { $account }
purpose-treatment = Treatment
purpose-operations = Operations
purpose-payment = Payment
purpose-stated-reason = Stated reason: { $reason }
purpose-maintenance = Maintenance
