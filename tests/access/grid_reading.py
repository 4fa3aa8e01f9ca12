"""What everybody with a role reads, in the access grid: the overview, lists, documents, reports."""

from tests.access.lines import MEMBERS, MEMBERS_OR_NOTHING

MEMBERS_OR_ABSENT = """
GET  own
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""

ROWS = {
    # Somebody without a role reads there why the site is empty.
    "home": """
GET  -
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    ok   in
""",
    # One's own page: everybody with a role has one.
    "profile": """
GET  -
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
POST -
   : done done done done done done done done  done  done  done  done  done   done done done done  done  no   in
""",
    # What was asked and what was accepted is for everybody with a role. What more a row tells some of them
    # (assessment, evidence) is held by test_secrets.py.
    "recommendation_list": MEMBERS,
    "recommendation_texts": MEMBERS,
    "recommendation_download": """
GET  csv, xlsx
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "recommendation": MEMBERS_OR_NOTHING,
    "document_list": MEMBERS,
    "document": MEMBERS_OR_ABSENT,
    # What is published, everybody with a role may hold against its source.
    "edition_file": MEMBERS_OR_ABSENT,
    "report_list": MEMBERS,
    "progress_report": MEMBERS,
    "progress_report_download": """
GET  docx, xlsx, csv
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
}
