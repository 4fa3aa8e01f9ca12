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
WHOEVER_WRITES = """
GET  nothing, draft, for approval, refused, approved, withdrawn, returned, returned in work,
     accepted, superseded, new draft
   : ok   ok   no   no   ok   no   ok   -     -     -     -     -     -      no   no   -    -     -     no   in
GET  submitted, tied
   : late late no   no   late no   late -     -     -     -     -     -      no   no   -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST nothing, draft, for approval, refused, approved, withdrawn, returned, returned in work,
     accepted, superseded, new draft
   : done done no   no   done no   done -     -     -     -     -     -      no   no   -    -     -     no   in
POST submitted, tied
   : late late no   no   late no   late -     -     -     -     -     -      no   no   -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""


def secretariat(*, get: dict[str, str] | None = None, post: dict[str, str] | None = None) -> str:
    """The lines of what is the secretariat's alone: what it gets in which state. Everybody else is refused."""
    others = "   : " + "no   " * 17
    told = [("GET ", get or {}), ("POST", post or {})]
    return "\n".join(f"{how} {state}\n{others}{word}  no   in" for how, words in told for state, word in words.items())
