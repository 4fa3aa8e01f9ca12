"""Approving in the access grid, on the page and on paper."""

ROWS = {
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
}
