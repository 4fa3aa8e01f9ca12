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
What is the secretariat's alone is said by its own words (lines.secretariat).

Each room of the site has its rows in a module of its own, `grid_<room>.py`.
"""

from tests.access import (
    grid_agencies,
    grid_approvals,
    grid_documents,
    grid_evidence,
    grid_imports,
    grid_links,
    grid_paper,
    grid_picture,
    grid_reading,
    grid_review,
    grid_rounds,
    grid_sealing,
    grid_tasks,
    grid_voices,
    grid_writing,
)
from tests.access.grid_shorts import SHORTS

PEOPLE = """
     rep  coo  app  vie  or+  or-  pa+  pa-   x-rep x-coo x-app x-vie x-par  rev  rev+ rev- r-vie sec   str  out
"""

ROOMS = (
    grid_agencies,
    grid_approvals,
    grid_documents,
    grid_evidence,
    grid_imports,
    grid_links,
    grid_paper,
    grid_picture,
    grid_reading,
    grid_review,
    grid_rounds,
    grid_sealing,
    grid_tasks,
    grid_voices,
    grid_writing,
)
GRID = {route: table for room in ROOMS for route, table in room.ROWS.items()} | SHORTS
