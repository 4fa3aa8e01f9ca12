"""One follow-up and the answer to it, in the access grid: writing, its steps, what was typed and what was sent."""

from tests.access.lines import MEMBERS, MEMBERS_OR_NOTHING, WHOEVER_WRITES

RECEIPT = """
GET  sent
   : ok   ok   ok   ok   ok   ok   -    -     -     -     -     -     -      ok   ok   -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""

ROWS = {
    "follow_up": MEMBERS_OR_NOTHING,
    # Writing is for whoever may write here. Elsewhere nothing tells whether anybody has begun.
    "update_edit": WHOEVER_WRITES,
    "update_autosave": """
POST nothing, draft, refused, withdrawn, returned, returned in work, accepted, superseded, new draft
   : done done no   no   done no   done -     -     -     -     -     -      no   no   -    -     -     no   in
POST for approval, approved, submitted, tied
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
    # A receipt is for those who read what the country submitted.
    "receipt": RECEIPT,
    "receipt_download": RECEIPT,
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
}
