"""Who gets what at which address. One table a route; DESIGN section 5 in full.

An entry reads: method and states of the object; below it one word for each person, in the order of the heading
(tests/access/people.py says who they are):

    ok    the page (200)
    done  it is done (302, and something was changed)
    on    sent on to the page where the work stands (302)
    late  a message in plain words (409, or back to the page) and no change: the step was possible once, or will be
    no    403: the role is too small, or there is none
    -     404: for this person there is nothing here, whatever there is
    in    sign in first (302 to the sign-in page)

The own country is Lao PDR, whose follow-up it is. Whatever method is not named answers 405 to a member.
States joined by "," share an entry; "absent" is an address of nothing.
"""

from tests.access import grid_links, grid_paper, grid_picture, grid_review, grid_sealing
from tests.access.grid_shorts import SHORTS

PEOPLE = """
     rep  coo  app  vie  or+  or-  pa+  pa-   x-rep x-coo x-app x-vie x-par  rev  rev+ rev- r-vie sec   str  out
"""

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

GRID = {
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
    "document": """
GET  own
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # Bringing in a document is for the secretariat. Nobody else learns whether there is an import.
    "import_list": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
""",
    "import_new": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
POST -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
""",
    "import": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_facts": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_review": """
GET  open, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "extract": """
GET  open, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_add": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_sub_theme": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_sub_theme_new": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_check": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_page_picture": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_discard": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_publish": """
GET  ready, open, published
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended, undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST ready
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST published, undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_undo": """
GET  published, undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ready, open, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST published
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "document_withdraw": """
GET  own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "recommendation_correct": """
GET  own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    # Where texts belong is the secretariat's to decide.
    "placing_list": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
POST -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
""",
    "placing": """
GET  own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    # A corrected edition: compared, applied, told to the countries, taken back.
    "import_edition": """
GET  compared, applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ready, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_text": """
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_gone": """
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_tell": """
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_undo": """
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    # What is published, everybody with a role may hold against its source.
    "edition_file": """
GET  own
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "job": """
GET  running, lost
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  over
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST lost
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST running, over
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "job_cancel": """
POST running, lost
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST over
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "follow_up": MEMBERS_OR_NOTHING,
    # Writing is for whoever may write here. Elsewhere nothing tells whether anybody has begun.
    "update_edit": """
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
""",
    "evidence_add": """
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
""",
    "answered_under": """
GET  nothing, draft, submitted, returned, accepted, tied
   : ok   ok   no   no   ok   no   ok   -     -     -     -     -     -      no   no   -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST nothing, accepted, superseded, tied
   : done done no   no   done no   done -     -     -     -     -     -      no   no   -    -     -     no   in
POST draft, for approval, refused, approved, withdrawn, submitted, returned, returned in work, new
     draft
   : late late no   no   late no   late -     -     -     -     -     -      no   no   -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # The steps of an update. "no approval" is a draft of a country that has switched approval off.
    # That an answer stands although the text was changed is for whoever may submit.
    "wording_confirm": """
GET  reworded
   : ok   ok   no   no   ok   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
GET  nothing, accepted, tied
   : on   on   no   no   on   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST reworded
   : done done no   no   done no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST nothing, accepted, tied
   : late late no   no   late no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "update_move": """
POST ask_approval of draft, refused, withdrawn, returned, returned in work, new draft
   : done done no   no   done no   done -     -     -     -     -     -      no   no   -    -     -     no   in
POST ask_approval of nothing, for approval, approved, submitted, accepted, superseded, tied, no
     approval
   : late late no   no   late no   late -     -     -     -     -     -      no   no   -    -     -     no   in
POST approve of for approval
   : no   no   done no   no   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST approve of nothing, draft, refused, approved, submitted, withdrawn, returned, returned in work,
     accepted, superseded, new draft, tied
   : no   no   late no   no   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST refuse_approval of for approval
   : no   no   done no   no   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST refuse_approval of nothing, draft, refused, approved, submitted, withdrawn, returned, returned
     in work, accepted, superseded, new draft, tied
   : no   no   late no   no   no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST submit of approved, no approval
   : done done no   no   done no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST submit of nothing, draft, for approval, refused, submitted, withdrawn, returned, returned in
     work, accepted, superseded, new draft, tied
   : late late no   no   late no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST withdraw of submitted
   : done done no   no   done no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST withdraw of nothing, draft, for approval, refused, approved, withdrawn, returned, returned in
     work, accepted, superseded, new draft, tied
   : late late no   no   late no   no   -     -     -     -     -     -      no   no   -    -     -     no   in
POST discard of draft, refused, new draft
   : done done no   no   done no   done -     -     -     -     -     -      no   no   -    -     -     no   in
POST discard of nothing, for approval, approved, submitted, withdrawn, returned, returned in work,
     accepted, superseded, tied
   : late late no   no   late no   late -     -     -     -     -     -      no   no   -    -     -     no   in
POST accept of submitted
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST submit of absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
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
    "report_list": MEMBERS,
    "progress_report": MEMBERS,
    "progress_report_download": """
GET  docx, xlsx, csv
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "task_list": """
GET  -
   : ok   ok   ok   no   ok   ok   ok   ok    ok    ok    ok    no    ok     no   no   no   no    no    no   in
""",
    # Approving: the approver decides, the coordinator records what was signed on paper. Of a row that is not their
    # country's an approver elsewhere is told no more than that it is gone.
    "approval_list": """
GET  -
   : no   ok   ok   no   no   no   no   no    no    ok    ok    no    no     no   no   no   no    no    no   in
POST approve, send-back
   : no   no   done no   no   no   no   no    no    no    late  no    no     no   no   no   no    no    no   in
POST paper
   : no   done done no   no   no   no   no    no    late  late  no    no     no   no   no   no    no    no   in
""",
    "paper_approval": """
GET  waiting, signed
   : no   ok   ok   no   no   no   no   no    -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST waiting
   : no   done no   no   no   no   no   no    -     -     -     -     -      -    -    -    -     -     no   in
POST signed
   : no   late no   no   no   no   no   no    -     -     -     -     -      -    -    -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "signature_sheet": """
GET  docx waiting, pdf waiting, pdf signed
   : no   ok   ok   no   no   no   no   no    -     -     -     -     -      -    -    -    -     -     no   in
GET  docx absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # The scan stays inside the country: whoever reads its drafts opens it.
    "paper_scan": """
GET  signed
   : ok   ok   ok   no   ok   ok   no   no    -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # Many rows at once, for those who write. Rows that are not theirs are not in their list: the page comes again.
    "task_reasons": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
    "task_unchanged": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
    "task_together": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
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
    "round_change": """
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
""",
    "round_close": """
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
""",
    # Answers on the way: whoever writes takes the file; what it holds is what they may write. A filled file is its
    # uploader's alone.
    "sheet_download": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
""",
    "task_word": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
""",
    "sheet_upload": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
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
    "filled_sheet": """
GET  waiting, applied
   : ok   -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST waiting
   : done -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST applied
   : late -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # Who answers for what: set by the coordinator.
    "responsibility_list": """
GET  -
   : no   ok   no   no   no   no   no   no    no    ok    no    no    no     no   no   no   no    no    no   in
POST own
   : no   done no   no   no   no   no   no    no    late  no    no    no     no   no   no   no    no    no   in
""",
    "hand_over": """
GET  -
   : no   ok   no   no   no   no   no   no    no    ok    no    no    no     no   no   no   no    no    no   in
POST own
   : no   done no   no   no   no   no   no    no    late  no    no    no     no   no   no   no    no    no   in
""",
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
    "review_queue": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     ok   ok   ok   no    no    no   in
""",
    # A reviewer finds nothing to review where nothing was submitted; who comes too late to decide is told so.
    "review": """
GET  submitted
   : no   no   no   no   no   no   no   -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  nothing, draft, for approval, refused, approved, withdrawn, returned, returned in work,
     accepted, superseded, new draft, tied
   : no   no   no   no   no   no   no   -     -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
GET  looked, decided
   : no   no   no   no   no   no   no   -     -     -     -     -     -      ok   ok   -    -     -     no   in
POST accept of decided
   : no   no   no   no   no   no   no   -     -     -     -     -     -      late late -    -     -     no   in
POST take-back of decided
   : no   no   no   no   no   no   no   -     -     -     -     -     -      done done -    -     -     no   in
POST send-back of submitted
   : no   no   no   no   no   no   no   -     -     -     -     -     -      done done -    -     -     no   in
POST accept of submitted
   : no   no   no   no   no   no   no   -     -     -     -     -     -      done done -    -     -     no   in
POST accept of nothing, draft, for approval, approved, withdrawn, returned, returned in work,
     accepted, superseded, new draft, tied
   : no   no   no   no   no   no   no   -     -     -     -     -     -      late late -    -     -     no   in
POST accept of absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # A last look at what is ready, and many sent at once. Where a row is somebody else's it is as if it were gone.
    "update_check": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST draft
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
POST approved
   : done done no   no   done late late late  late  late  no    no    late   no   no   no   no    no    no   in
POST absent
   : late late no   no   late late late late  late  late  no    no    late   no   no   no   no    no    no   in
""",
    "update_autosave": """
POST nothing, draft, refused, withdrawn, returned, returned in work, accepted, superseded, new draft
   : done done no   no   done no   done -     -     -     -     -     -      no   no   -    -     -     no   in
POST for approval, approved, submitted, tied
   : late late no   no   late no   late -     -     -     -     -     -      no   no   -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # A receipt is for those who read what the country submitted.
    "receipt": """
GET  sent
   : ok   ok   ok   ok   ok   ok   -    -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "receipt_download": """
GET  sent
   : ok   ok   ok   ok   ok   ok   -    -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # What a person typed when their session had ended: theirs alone.
    "kept_texts": MEMBERS,
    "kept_text": """
GET  own
   : on   -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST own
   : done -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # An organization's own people publish its view; what was hidden is left to them and the secretariat.
    "statement_new": """
GET  own
   : no   no   no   no   no   no   ok   ok    no    no    no    no    ok     no   no   no   no    no    no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST own
   : no   no   no   no   no   no   done done  no    no    no    no    done   no   no   no   no    no    no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "statement_move": """
GET  change of said
   : no   no   no   no   no   no   ok   no    no    no    no    no    no     no   no   no   no    no    no   in
GET  withdraw of said
   : no   no   no   no   no   no   ok   no    no    no    no    no    no     no   no   no   no    no    no   in
GET  hide of said
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  show of abuse
   : -    -    -    -    -    -    no   -     -     -     -     -     -      -    -    -    -     ok    no   in
GET  change of abuse
   : -    -    -    -    -    -    ok   -     -     -     -     -     -      -    -    -    -     no    no   in
GET  change of absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
GET  burn of said
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST change of said
   : no   no   no   no   no   no   done no    no    no    no    no    no     no   no   no   no    no    no   in
POST withdraw of said
   : no   no   no   no   no   no   done no    no    no    no    no    no     no   no   no   no    no    no   in
POST hide of said
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST show of said
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST show of abuse
   : -    -    -    -    -    -    no   -     -     -     -     -     -      -    -    -    -     done  no   in
POST hide of abuse
   : -    -    -    -    -    -    no   -     -     -     -     -     -      -    -    -    -     late  no   in
POST withdraw of abuse
   : -    -    -    -    -    -    done -     -     -     -     -     -      -    -    -    -     no    no   in
POST change of abuse
   : -    -    -    -    -    -    late -     -     -     -     -     -      -    -    -    -     no    no   in
POST withdraw of absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    # A reviewer enters a letter; that the country writes itself is told only to a post that would overwrite it.
    "reply_new": """
GET  nothing, draft, for approval, refused, approved, withdrawn, returned, returned in work, accepted,
     superseded, new draft, tied, entered
   : no   no   no   no   no   no   no   -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  submitted
   : no   no   no   no   no   no   no   -     -     -     -     -     -      late late -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST nothing, returned, accepted, superseded, entered
   : no   no   no   no   no   no   no   -     -     -     -     -     -      done done -    -     -     no   in
POST draft, for approval, refused, approved, withdrawn, submitted, returned in work, new draft, tied
   : no   no   no   no   no   no   no   -     -     -     -     -     -      late late -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    "reply_file": """
GET  entered
   : ok   ok   ok   ok   ok   ok   ok   -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
    **SHORTS,
}

# Groups that have a module of their own.
GRID |= grid_links.ROWS | grid_paper.ROWS | grid_picture.ROWS | grid_review.ROWS | grid_sealing.ROWS
