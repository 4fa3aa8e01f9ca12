"""Agencies and who answers for what, in the access grid."""

COORDINATORS = """
GET  -
   : no   ok   no   no   no   no   no   no    no    ok    no    no    no     no   no   no   no    no    no   in
POST own
   : no   done no   no   no   no   no   no    no    late  no    no    no     no   no   no   no    no    no   in
"""

ROWS = {
    # Who answers for what: set by the coordinator.
    "responsibility_list": COORDINATORS,
    "hand_over": COORDINATORS,
    # What is asked of an agency is for everybody with a role. A name that somebody typed into a draft, and that
    # nobody has checked, is known to the country only.
    "agency": """
GET  own
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  unchecked
   : ok   ok   ok   -    ok   ok   -    -     -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "agency_download": """
GET  xlsx own, docx own
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  xlsx unchecked
   : ok   ok   ok   -    ok   ok   -    -     -     -     -     -     -      -    -    -    -     -     no   in
GET  xlsx absent, exe own
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
}
