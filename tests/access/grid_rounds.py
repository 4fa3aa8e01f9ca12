"""Rounds in the access grid, and the answers that a reviewer enters for one."""

from tests.access.lines import MEMBERS

WHILE_OPEN = """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     ok   ok   no   no    no    no   in
GET  closed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     on   on   no   no    no    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     -    -    -    no    no    no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     done done no   no    no    no   in
POST closed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     late late no   no    no    no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     -    -    -    no    no    no   in
"""

ROWS = {
    # Everybody may know what is asked until when; reviewers whose role reaches every country in it change it.
    "round_list": MEMBERS,
    "round": """
GET  open, closed
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "round_new": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     ok   ok   ok   no    no    no   in
POST -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     done done late no    no    no   in
""",
    "round_change": WHILE_OPEN,
    "round_close": WHILE_OPEN,
    "reply_sheet_new": """
GET  open, closed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     ok   ok   ok   no    no    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST closed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     done done late no    no    no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     late late late no    no    no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "reply_sheet_download": """
GET  open, closed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     ok   ok   -    no    no    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
}
