"""Evidence in the access grid: by who may see the piece, and how far the answer has come that rests on it."""

from tests.access.lines import WHOEVER_WRITES

# A piece is changed by its country's writers; one of an agency changes what they gave themselves.
OWN_EVIDENCE = """
GET  private in draft, shared in approved
   : ok   ok   no   -    no   no   no   -     -     -     -     -     -      -    -    -    -     -     no   in
GET  private in submitted
   : ok   ok   no   no   no   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
GET  shared in accepted
   : ok   ok   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    no    no   in
GET  taken-back in accepted
   : late late no   -    no   no   no   -     -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST private in draft, shared in approved
   : done done no   -    no   no   no   -     -     -     -     -     -      -    -    -    -     -     no   in
POST private in submitted
   : done done no   no   no   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST shared in accepted
   : done done no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    no    no   in
POST taken-back in accepted
   : late late no   -    no   no   no   -     -     -     -     -     -      -    -    -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""

ROWS = {
    "evidence_add": WHOEVER_WRITES,
    # Files: by who may see the piece, and how far the answer has come that rests on it.
    "evidence_file": """
GET  private in draft, shared in draft, public in draft, private in approved, shared in approved,
     public in withdrawn, shared in in-work, shared in new
   : ok   ok   ok   -    ok   ok   ok   -     -     -     -     -     -      -    -    -    -     -     no   in
GET  private in submitted, shared in submitted, public in submitted, private in returned, shared in
     returned, public in returned, shared in corrected
   : ok   ok   ok   ok   ok   ok   ok   -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  private in accepted, private in superseding, private in superseded
   : ok   ok   ok   ok   ok   ok   ok   -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  shared in accepted, public in accepted, shared in superseding, shared in superseded, public in
     superseded
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  taken-back in accepted, link in accepted, absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # The list is for those who read a country's drafts. It tells of nothing but their own.
    "evidence_list": """
GET  -
   : ok   ok   ok   no   ok   ok   ok   ok    ok    ok    ok    no    ok     no   no   no   no    no    no   in
""",
    # Its page is there for whoever may open the piece; that it was withdrawn is for the country's own people.
    "evidence": """
GET  private in draft, link in draft, public in draft, shared in approved, public in withdrawn, shared in new
   : ok   ok   ok   -    ok   ok   ok   -     -     -     -     -     -      -    -    -    -     -     no   in
GET  private in submitted, shared in submitted, private in returned, shared in corrected, private in accepted
   : ok   ok   ok   ok   ok   ok   ok   -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  shared in accepted, link in accepted, public in superseded
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  taken-back in accepted
   : ok   ok   ok   -    ok   ok   ok   -     -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # No picture is drawn of a table (of a PDF: tests/views/test_evidence.py).
    "evidence_picture": """
GET  private in draft, shared in accepted, taken-back in accepted, link in accepted, absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "evidence_version": OWN_EVIDENCE,
    "evidence_change": OWN_EVIDENCE,
    "evidence_withdraw": OWN_EVIDENCE,
}
