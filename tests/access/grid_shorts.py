"""Short papers: everybody with a role makes them, each of what they may read (tests/access/test_secrets.py)."""

from tests.access import grid_meetings

MEMBERS = """
GET  -
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
"""
FILES = """
GET  docx, {}
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""

ASKED = """
POST -
   : done done done done done done done done  done  done  done  done  done   done done done done  done  no   in
"""

SHORTS = {
    # A long report, made by a process of its own.
    "report_make": ASKED,
    "brief": MEMBERS,
    "brief_download": FILES.format("pdf"),
    "one_page": MEMBERS,
    "one_page_download": FILES.format("pdf"),
    "country_report": FILES.format("pdf"),
    "thematic_list": MEMBERS,
    "thematic_download": FILES.format("xlsx, csv"),
    **grid_meetings.ROWS,
}
