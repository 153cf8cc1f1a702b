### Days on which the practice is closed, and where safety plans are kept.

holidays-action = Holidays
holidays-heading = On which days is the practice closed?
holidays-lead = On these days no business day is counted: for deadlines of reviews and appeals, and for the times of alerts. Weekends are left out anyway.
holidays-days = Days, one a line
holidays-hint = Year, month and day with hyphens between them. Add those of next year before it begins.
holidays-problem = Line { $line }, “{ $given }”, is no day. Write it like { $example }.
holidays-save = Save the days
safety-plans-action = Safety plans
safety-plans-heading = Where are safety plans kept?
safety-plans-lead = An address that staff find on an alert about safety, and one that patients find beside the crisis lines on their own device. The same address for everybody: it names no patient.
safety-plans-caption = Addresses by program
safety-plans-none = No address is on record: alerts and the crisis page have no link.
safety-plans-no-address = None
safety-plans-reader = For whom
safety-plans-staff = For staff, on an alert about safety
safety-plans-patient = For patients, on the crisis page
safety-plans-address = Address
safety-plans-hint = Begins with https://. Leave it empty to take the address away.
safety-plans-problem = This is no address that can be opened. It begins with https://, has a host, no account and no space.
safety-plans-save = Save the address
safety-plans-saved = The address is on record.
alert-safety-plan = Open the safety plans
check-in-help-safety-plan = My safety plan
