"""One noun a file; this page lists them."""

from recommendations.models.activity import Activity
from recommendations.models.approval import PaperApproval, SignatureRow, SignatureSheet
from recommendations.models.audit import AuditEvent
from recommendations.models.document import Document, Edition, SubTheme
from recommendations.models.document_import import DocumentImport, Extract, ExtractedSubTheme, SourcePage
from recommendations.models.evidence import Evidence, EvidenceVersion
from recommendations.models.filled_sheet import FilledSheet
from recommendations.models.follow_up import FollowUp, Responsibility
from recommendations.models.form_token import FormToken
from recommendations.models.forum import Forum
from recommendations.models.job import Job
from recommendations.models.kept_text import KeptText
from recommendations.models.link import Link, NotTakenUp
from recommendations.models.meeting import Meeting, MeetingItem
from recommendations.models.membership import Membership
from recommendations.models.organization import Organization, OrganizationName
from recommendations.models.outbox import OutboxMail
from recommendations.models.paper import GoodPractice, PaperText, WordBase
from recommendations.models.party import Party
from recommendations.models.receipt import Receipt
from recommendations.models.recommendation import (
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
)
from recommendations.models.reopening import Reopening
from recommendations.models.reply import Reply, VersionInformant
from recommendations.models.review import Review, ReviewNote
from recommendations.models.round import Round
from recommendations.models.rule import HeadingWord, PlacingRule
from recommendations.models.saved_view import SavedView
from recommendations.models.seal import RoundReopening, Seal, SealedRow
from recommendations.models.seen import Seen
from recommendations.models.sending import Sending
from recommendations.models.statement import Statement
from recommendations.models.target_date import TargetDateChange
from recommendations.models.update import (
    Update,
    UpdateVersion,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
)
from recommendations.models.user import User
from recommendations.models.vocabulary import TargetGroup, Theme
from recommendations.models.wording import FormerWording

__all__ = [
    "Activity",
    "AuditEvent",
    "Document",
    "DocumentImport",
    "Edition",
    "Evidence",
    "EvidenceVersion",
    "Extract",
    "ExtractedSubTheme",
    "FilledSheet",
    "FollowUp",
    "FormToken",
    "FormerWording",
    "Forum",
    "GoodPractice",
    "HeadingWord",
    "Job",
    "KeptText",
    "Link",
    "Meeting",
    "MeetingItem",
    "Membership",
    "NotTakenUp",
    "Organization",
    "OrganizationName",
    "OutboxMail",
    "PaperApproval",
    "PaperText",
    "Party",
    "PlacingRule",
    "Receipt",
    "Recommendation",
    "RecommendationAddressee",
    "RecommendationTargetGroup",
    "RecommendationTheme",
    "Reopening",
    "Reply",
    "Responsibility",
    "Review",
    "ReviewNote",
    "Round",
    "RoundReopening",
    "SavedView",
    "Seal",
    "SealedRow",
    "Seen",
    "Sending",
    "SignatureRow",
    "SignatureSheet",
    "SourcePage",
    "Statement",
    "SubTheme",
    "TargetDateChange",
    "TargetGroup",
    "Theme",
    "Update",
    "UpdateVersion",
    "User",
    "VersionActivity",
    "VersionAgency",
    "VersionEvidence",
    "VersionInformant",
    "WordBase",
]
