"""What must hold of the stored data, as a table: a name, and the function that gives a line for each breach.

Read only. `manage.py verify` runs them all; whoever adds a rule to the data adds its row here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from recommendations.management.invariants import (
    answers,
    documents,
    evidence,
    imports,
    links,
    meetings,
    people,
    placings,
    reviews,
    seals,
    sending,
    trail,
    wordings,
)


@dataclass(frozen=True)
class Invariant:
    name: str
    breaches: Callable[[], Iterator[str]]


INVARIANTS = (
    Invariant("A follow-up shows its latest accepted update", answers.follow_ups_show_their_answer),
    Invariant("Answered under: the same country, one level", answers.answered_under_fits),
    Invariant("One lead agency at most", answers.one_lead),
    Invariant("An update's head points to its latest version", answers.heads_point_to_the_latest),
    Invariant("A decided or submitted update has a frozen version", answers.sent_updates_are_frozen),
    Invariant("A review is about a frozen version of its update", answers.reviews_fit),
    Invariant("A decided update has one sent review of its last version", reviews.decided_updates_have_their_review),
    Invariant("A review in a sending was sent", reviews.sent_reviews_say_when),
    Invariant("A decision that was not sent waits on what is not decided", reviews.pending_reviews_wait),
    Invariant("A sending is of one country and one reviewer", reviews.sendings_are_of_one_party),
    Invariant("An answer that is asked for again was accepted", reviews.reopenings_are_of_answers),
    Invariant("A viewed mark is on a submitted version", reviews.viewed_marks_are_on_what_was_sent),
    Invariant("A frozen version is complete", answers.frozen_versions_are_complete),
    Invariant("A version names its own country's things only", answers.versions_stay_at_home),
    Invariant("No follow-up in two open rounds", answers.rounds_do_not_overlap),
    Invariant("A seal's hash fits all it holds", seals.hashes_fit),
    Invariant("A closed round is sealed, as the trail tells", seals.closed_rounds_are_sealed),
    Invariant("References have their shape", documents.references_have_their_shape),
    Invariant("A document's country fits its kind and code", documents.countries_fit),
    Invariant("A recommendation stands in its own document", documents.sub_themes_fit),
    Invariant("The searched text is the printed text", documents.search_text_is_current),
    Invariant("A source is as it was received", documents.sources_are_unchanged),
    Invariant("So is that of a document on its way in", documents.import_sources_are_unchanged),
    Invariant("The texts of an import have each a place", imports.places_are_a_row),
    Invariant("They stand under its own headings", imports.sub_themes_fit),
    Invariant("A merged text has a whole", imports.merged_texts_have_a_whole),
    Invariant("Former wordings are kept without a gap", wordings.former_wordings_are_kept),
    Invariant("A version answers a wording that its text had", wordings.versions_answer_a_wording),
    Invariant("A follow-up knows which wording was answered", wordings.answered_wordings_fit),
    Invariant("With a document its texts are withdrawn", wordings.withdrawn_with_their_document),
    Invariant("A published import leads to its document", wordings.imports_lead_to_their_document),
    Invariant("A main theme was not refused", placings.main_themes_stand),
    Invariant("Of two linked texts the earlier stands first", links.earlier_comes_first),
    Invariant("Two texts are linked once", links.tied_once),
    Invariant("What takes a proposal up was adopted", links.taken_up_by_adopted),
    Invariant("What was not taken up was not taken up", links.not_taken_up_fits),
    Invariant("A meeting's items stand in a row", meetings.items_are_a_row),
    Invariant("A remark says who recorded it", meetings.remarks_have_their_writer),
    Invariant("Evidence is a file or a link, and the file is whole", evidence.versions_are_whole),
    Invariant("Evidence has a version", evidence.has_a_version),
    Invariant("A receipt names what its country sent, frozen", sending.receipts_are_whole),
    Invariant("A paper for signature holds its own country's answers", sending.papers_stay_at_home),
    Invariant("The scan of a signed paper is whole", sending.scans_are_whole),
    Invariant("A letter that was entered is whole, and so is what was entered from it", sending.replies_are_whole),
    Invariant("A statement has its author's name of then, and speaks of a country that fits", sending.statements_fit),
    Invariant("A target date is what its last change set", sending.target_dates_follow_their_changes),
    Invariant("The audit trail has no gap and its chain holds", trail.chain_holds),
    Invariant("The triggers that keep it so are there", trail.triggers_are_there),
    Invariant("A role fits its place", people.roles_fit),
    Invariant("A person has a verified address; the nameless have none", people.addresses_are_verified),
    Invariant("An organization's present name is among its names", people.present_names_are_listed),
)
