"""Short papers: everybody with a role makes them, each of what they may read (tests/access/test_secrets.py)."""

MEMBERS = """
GET  -
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
"""
FILES = """
GET  docx, pdf
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""

SHORTS = {
    "brief": MEMBERS,
    "brief_download": FILES,
}
