"""Statements, letters and the reviewers' decision, in the access grid."""

ROWS = {
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
   : no   no   no   no   no   no   no   -     -     -     -     -     -      late late -    -     -     no   in
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
}
