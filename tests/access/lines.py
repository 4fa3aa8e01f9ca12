"""Lines of the access grid that several routes share."""

MEMBERS = """
GET  -
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
"""
MEMBERS_OR_NOTHING = """
GET  nothing, draft, submitted, returned, accepted, tied
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""
