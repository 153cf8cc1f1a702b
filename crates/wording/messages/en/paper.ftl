### Forms on paper: what the packet says. For patients, but for the box of staff. Spanish: ../es/paper.ftl.

paper-title = Your forms – { $practice }
paper-name = First name and first letter of your last name:
paper-day = Date:
paper-lead = Please circle one number for each question. You can leave out a question. Give the forms back to staff before you leave.
paper-help = Nobody reads this right away. If you need help now, tell staff, or call 988. In danger now, call 911.
paper-staff = For staff: compare the name, note the time in Throughline, and key the forms twice.
paper-staff-check = Before the person leaves, look at { $instrument }, question { $questions }. An answer there may need a person now: get whoever is on duty.
paper-page = Page { $page } of { $pages }
paper-bar-code = Bar code of form { $code }
paper-number = A number from { $low } to { $high }:
