### Imports: what came in, what was refused.

import-heading = What came in, and what was refused?
import-new-heading = Which file do you want to import?
import-empty = Nothing has been imported yet.
import-column-file = File
import-column-when = When
import-column-accepted = Accepted
import-column-rejected = Rejected
import-column-unchanged = Already there
import-column-state = State
import-rejections-heading = Which rows need your attention?
import-rejection-row = Row { $row }
import-download-rejections = Download the rejected rows
import-same-file = This file was imported before. Nothing was changed.
