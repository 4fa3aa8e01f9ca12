"""The words that are stored. One class per axis; axes are never merged (docs/words.md)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyKind(TextChoices):
    STATE = "state", _("ASEAN member state")
    REGIONAL_BODY = "regional-body", _("Regional body")


class OrganizationKind(TextChoices):
    MINISTRY = "ministry", _("Ministry or government agency")
    EMPLOYERS = "employers", _("Employers’ organization")
    WORKERS = "workers", _("Workers’ organization")
    CIVIL_SOCIETY = "civil-society", _("Civil-society organization")
    RECRUITMENT = "recruitment", _("Recruitment agencies’ association")
    ASEAN = "asean", _("ASEAN body")
    UNITED_NATIONS = "un", _("United Nations body")


# Those that publish their own view on a recommendation, beside the government's answer.
SPEAKING = (OrganizationKind.EMPLOYERS, OrganizationKind.WORKERS, OrganizationKind.CIVIL_SOCIETY)


class DocumentKind(TextChoices):
    FORUM = "forum", _("ASEAN Forum on Migrant Labour")
    NATIONAL = "national", _("National tripartite preparatory workshop")
    REGIONAL_WORKERS = "regional-workers", _("Regional workers’ meeting")
    REGIONAL_EMPLOYERS = "regional-employers", _("Regional employers’ meeting")
    REGIONAL_CSO = "regional-cso", _("Regional civil-society meeting")


class Standing(TextChoices):
    """Whether the forum itself adopted a text. No figure adds the two."""

    ADOPTED = "adopted", _("Adopted")
    PROPOSED = "proposed", _("Proposed")


class Addressee(TextChoices):
    GOVERNMENT_ORIGIN = "government-origin", _("Governments of countries of origin")
    GOVERNMENT_DESTINATION = "government-destination", _("Governments of countries of destination")
    ASEAN = "asean", _("ASEAN")
    EMPLOYERS = "employers", _("Employers")
    RECRUITERS = "recruiters", _("Recruitment agencies")
    TRADE_UNIONS = "trade-unions", _("Trade unions")
    CIVIL_SOCIETY = "civil-society", _("Civil society")


class Placing(TextChoices):
    """How sure we are of a theme, a target group or an addressee."""

    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


class Status(TextChoices):
    """Implementation status: set by the party, in an update."""

    NOT_STARTED = "not-started", _("Not started")
    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in-progress", _("In progress")
    PARTLY_IMPLEMENTED = "partly-implemented", _("Partly implemented")
    IMPLEMENTED = "implemented", _("Implemented")
    IN_PLACE = "in-place", _("In place and kept up")
    NOT_PURSUED = "not-pursued", _("Not pursued")


# Left to right in every bar; "no information received" always comes after them.
STATUS_ORDER = (
    Status.IMPLEMENTED,
    Status.IN_PLACE,
    Status.PARTLY_IMPLEMENTED,
    Status.IN_PROGRESS,
    Status.PLANNED,
    Status.NOT_STARTED,
    Status.NOT_PURSUED,
)

# How much is done, for telling whether a status went backwards. "Not pursued" is not on this ladder.
DONE = {
    Status.NOT_STARTED: 0,
    Status.PLANNED: 1,
    Status.IN_PROGRESS: 2,
    Status.PARTLY_IMPLEMENTED: 3,
    Status.IMPLEMENTED: 4,
    Status.IN_PLACE: 4,
}

# "Work under way" in sentences: something is being done and it is not finished.
UNDER_WAY = (Status.PARTLY_IMPLEMENTED, Status.IN_PROGRESS)

STATUS_HELP = {
    Status.NOT_STARTED: _("Nothing has been done yet."),
    Status.PLANNED: _("There is a plan, with a date or a budget."),
    Status.IN_PROGRESS: _("Work has begun and is going on."),
    Status.PARTLY_IMPLEMENTED: _("Some of what is asked is finished, some is not."),
    Status.IMPLEMENTED: _("All that is asked has been done."),
    Status.IN_PLACE: _("It has been done and is kept up. We ask again after two years."),
    Status.NOT_PURSUED: _("The country will not act on it. Choose the reason below."),
}


class NotPursuedReason(TextChoices):
    """Why a recommendation is not pursued; each is counted apart."""

    TIME_PASSED = "time-passed", _("Its time passed")
    REPLACED = "replaced", _("Replaced by another recommendation")
    DOES_NOT_APPLY = "does-not-apply", _("Does not apply here")
    FOR_OTHERS = "for-others", _("For others to do")
    DECIDED_AGAINST = "decided-against", _("Decided against")


# What may be said of many recommendations at once; the other reasons need a word on each.
BULK_REASONS = (NotPursuedReason.FOR_OTHERS, NotPursuedReason.DOES_NOT_APPLY, NotPursuedReason.TIME_PASSED)


class Assessment(TextChoices):
    """The ILO’s assessment: set by a reviewer, on acceptance."""

    NOT_ASSESSED = "not-assessed", _("Not assessed")
    CONFIRMED = "confirmed", _("Confirmed")
    CONFIRMED_IN_PART = "confirmed-in-part", _("Confirmed in part")
    NEEDS_EVIDENCE = "needs-evidence", _("Needs more evidence")


class UpdateState(TextChoices):
    """Where an update stands on its way from draft to the party’s answer."""

    DRAFT = "draft", _("Draft")
    FOR_APPROVAL = "for-approval", _("For approval")
    APPROVED = "approved", _("Approved")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    SUPERSEDED = "superseded", _("Superseded")


# The states in which an update is still on its way; a follow-up has one such update at most.
OPEN_STATES = (
    UpdateState.DRAFT,
    UpdateState.FOR_APPROVAL,
    UpdateState.APPROVED,
    UpdateState.SUBMITTED,
    UpdateState.RETURNED,
)


class Answering(TextChoices):
    """Asked and answered: worked out, never stored."""

    NOT_ASKED = "not-asked", _("Not asked")
    NOT_YET_DUE = "not-yet-due", _("Asked, answer not yet due")
    NO_INFORMATION = "no-information", _("No information received")
    ANSWERED = "answered", _("Answered")


class Decision(TextChoices):
    ACCEPT = "accept", _("Accept")
    SEND_BACK = "send-back", _("Send back")


class Part(TextChoices):
    """An organization’s part in a follow-up."""

    LEAD = "lead", _("Lead agency")
    CONTRIBUTING = "contributing", _("Contributing agency")


class EvidenceKind(TextChoices):
    LAW = "law", _("Law or regulation")
    POLICY = "policy", _("Policy or plan")
    AGREEMENT = "agreement", _("Agreement or memorandum")
    REPORT = "report", _("Report or study")
    STATISTIC = "statistic", _("Statistic")
    TRAINING = "training", _("Training or material")
    SERVICE = "service", _("Service")
    NEWS = "news", _("News")
    OTHER = "other", _("Other proof")


class Visibility(TextChoices):
    """Who may see a piece of evidence once its update is accepted."""

    PARTY_AND_REVIEWERS = "party-and-reviewers", _("My country and the reviewers")
    EVERYBODY = "everybody", _("Everybody with a role on this site")
    PUBLIC = "public", _("Everybody; may be quoted publicly")


class Language(TextChoices):
    """In what the region's documents, evidence and statements are written (ISO 639)."""

    ENGLISH = "en", _("English")
    BURMESE = "my", _("Burmese")
    CHINESE = "zh", _("Chinese")
    FILIPINO = "tl", _("Filipino")
    INDONESIAN = "id", _("Indonesian")
    KHMER = "km", _("Khmer")
    LAO = "lo", _("Lao")
    MALAY = "ms", _("Malay")
    PORTUGUESE = "pt", _("Portuguese")
    TETUM = "tet", _("Tetum")
    THAI = "th", _("Thai")
    VIETNAMESE = "vi", _("Vietnamese")


class ImportState(TextChoices):
    """Where a source stands on its way to a published document."""

    READING = "reading", _("Being read")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")
    REFUSED = "refused", _("Not readable")


class Revisions(TextChoices):
    """Which text of a file with tracked changes is read."""

    FINAL = "final", _("As if all changes were accepted")
    ORIGINAL = "original", _("As it was before the changes")


class ExtractState(TextChoices):
    """What a person decided about a text that was found."""

    PROPOSED = "proposed", _("Not looked at")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Left out")
    MERGED = "merged", _("Merged with the one before")


class EditionChange(TextChoices):
    """What became of a text from one edition of a document to the next."""

    SAME = "same", _("The same")
    REWORDED = "reworded", _("Reworded")
    MOVED = "moved", _("Moved")
    RENUMBERED = "renumbered", _("Renumbered")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    NEW = "new", _("New")
    GONE = "gone", _("Gone")


class PlacingAxis(TextChoices):
    """What a recommendation is placed by."""

    THEME = "theme", _("Theme")
    TARGET_GROUP = "target-group", _("Target group")
    ADDRESSEE = "addressee", _("Addressed to")


class JobKind(TextChoices):
    READ = "read", _("Reading a document")
    SHEET = "sheet", _("Saving a filled Excel file")
    REPORT = "report", _("Making a report")


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped")
    CANCELLED = "cancelled", _("Cancelled")


class JobStep(TextChoices):
    """The steps of reading a document, in their order."""

    OPENING = "opening", _("Opening the file")
    READING = "reading", _("Reading its text")
    RECOGNISING = "recognising", _("Reading its pictures by machine")
    FINDING = "finding", _("Finding the recommendations")
    DRAWING = "drawing", _("Making pictures of its pages")
    STORING = "storing", _("Keeping what was found")


class ReplySource(TextChoices):
    """How an answer came that a reviewer entered."""

    LETTER = "letter", _("Letter")
    EMAIL = "e-mail", _("E-mail")
    MEETING = "meeting", _("Meeting")


class MailKind(TextChoices):
    """The mails that a person may choose to get or not."""

    ROUND_OPENED = "round-opened", _("A round was opened")
    REMINDER = "reminder", _("Answers are due")
    APPROVAL = "approval", _("Answers wait for your approval, or came back from it")
    RECEIPT = "receipt", _("Answers were sent")
    RESULT = "result", _("Answers were reviewed")
    DIGEST = "digest", _("What happened this week")


class ReviewField(TextChoices):
    """What of an answer a reviewer’s note is about."""

    STATUS = "status", _("Status")
    ACTIVITIES = "activities", _("What was done")
    AGENCIES = "agencies", _("Agencies")
    CHALLENGES = "challenges", _("Challenges")
    NEXT_STEPS = "next-steps", _("Next steps")
    EVIDENCE = "evidence", _("Evidence")


class SavedPage(TextChoices):
    """The pages whose filters can be saved under a name."""

    RECOMMENDATIONS = "recommendations", _("Recommendations")
    REVIEW = "review", _("Review")
    REPORT = "report", _("Progress report")
    BRIEF = "brief", _("Brief")


class LinkKind(TextChoices):
    """What the later of two tied recommendations does with the earlier one."""

    REPEATS = "repeats", _("Repeats it")
    UPDATES = "updates", _("Updates it")
    TAKES_UP = "takes-up", _("Takes it up")
    RELATED = "related", _("Is related to it")


class LinkState(TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


class PaperSection(TextChoices):
    """What the team writes itself into a round’s paper."""

    SUMMARY = "summary", _("Summary")
    METHOD = "method", _("Method")
    CHAPTER = "chapter", _("Note to a chapter")
    COMPARISON = "comparison", _("Comparison with the last round")
    CONCLUSIONS = "conclusions", _("Conclusions")
