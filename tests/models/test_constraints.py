"""What the database refuses, whoever writes; and the sentence that a form shows for it."""

import datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint
from django.utils import timezone

from tests import factories as f
from tests.cast import lao

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)
FIRST_DAY = "The first day comes after the last."


def itself(row):
    return row


def now(row):
    return timezone.now()


def somebody(row):
    return f.UserFactory()


def a_party(row):
    return lao()


def an_organization(row):
    return f.OrganizationFactory()


def group_rule():
    return f.PlacingRuleFactory(theme=None, target_group=f.TargetGroupFactory())


def addressee_rule():
    return f.PlacingRuleFactory(theme=None, addressee="asean")


def chapter_text():
    return f.PaperTextFactory(section="chapter", theme=f.ThemeFactory())


SUBMITTED = {"submitted_at": now, "submitted_by": somebody}
# Constraint → a good row's factory, what breaks it (values, or functions of the row), and the sentence for people.
CHECKS = {
    "activity_from_before_until": (
        f.ActivityFactory, {"starts_on": LATE, "ends_on": EARLY}, "The activity ends before it begins.",
    ),
    "activity_has_text": (f.ActivityFactory, {"text": "\u200b"}, "Say what was done."),
    "document_national_has_country": (
        f.DocumentFactory, {"party": None},
        "A national workshop belongs to a country; a regional meeting or the forum to none.",
    ),
    "document_held_on_before_until": (f.DocumentFactory, {"held_on": LATE, "held_until": EARLY}, FIRST_DAY),
    "document_withdrawn_with_reason": (f.DocumentFactory, {"withdrawn_at": now}, "Say why the document is withdrawn."),
    "edition_file_or_text": (f.EditionFactory, {"source_text": ""}, "An edition needs its file or its text."),
    "evidence_withdrawn_at_with_by": (f.EvidenceFactory, {"withdrawn_at": now}, None),
    "evidence_file_or_link": (
        f.EvidenceVersionFactory, {"link": ""}, "Evidence is a file or a link: give one of them.",
    ),
    "extract_accepted_has_text": (
        f.ExtractFactory, {"text": "", "state": "accepted", "decided_at": now}, "The recommendation has no text.",
    ),
    "extract_decided_at_when_decided": (f.ExtractFactory, {"state": "rejected"}, None),
    "follow_up_not_under_itself": (
        f.FollowUpFactory, {"answered_under": itself}, "A follow-up cannot be answered under itself.",
    ),
    "follow_up_answer_whole": (f.FollowUpFactory, {"status": "planned"}, None),
    "follow_up_reason_when_not_pursued": (f.FollowUpFactory, {"not_pursued_reason": "for-others"}, None),
    "forum_from_before_until": (f.ForumFactory, {"ends_on": EARLY}, FIRST_DAY),
    "import_file_or_text": (f.DocumentImportFactory, {"source_text": ""}, "An import needs a file or a text."),
    "import_held_on_before_until": (f.DocumentImportFactory, {"held_on": LATE, "held_until": EARLY}, FIRST_DAY),
    "import_facts_confirmed_at_with_by": (f.DocumentImportFactory, {"facts_confirmed_at": now}, None),
    "job_percent_within_hundred": (f.JobFactory, {"percent": 101}, None),
    "job_ended_at_when_ended": (f.JobFactory, {"state": "done"}, None),
    "membership_of_party_or_region": (
        f.MembershipFactory, {"party": None},
        "A reporter, approver, coordinator or partner belongs to a country or body; the secretariat to the region.",
    ),
    "membership_organization_where_it_fits": (
        f.MembershipFactory, {"role": "viewer", "organization": an_organization},
        "A partner belongs to an organization; only a reporter or partner can.",
    ),
    "membership_from_before_until": (f.MembershipFactory, {"starts_on": LATE, "ends_on": EARLY}, FIRST_DAY),
    "organization_not_its_own_successor": (
        f.OrganizationFactory, {"successor": itself, "ended_on": EARLY},
        "An organization cannot be its own successor.",
    ),
    "organization_successor_after_end": (
        f.OrganizationFactory, {"successor": an_organization}, "Give the day on which the organization ended.",
    ),
    "organization_name_from_before_until": (
        f.OrganizationNameFactory, {"valid_from": LATE, "valid_until": EARLY}, FIRST_DAY,
    ),
    "outbox_mail_has_text": (f.OutboxMailFactory, {"body": ""}, None),
    "party_state_has_joining_date": (
        f.PartyFactory, {"member_since": None}, "Give the day on which this state joined ASEAN.",
    ),
    "placing_rule_names_one_value": (
        f.PlacingRuleFactory, {"addressee": "asean"},
        "A rule speaks for one theme, one target group or one addressee.",
    ),
    "recommendation_reworded_within_wordings": (f.RecommendationFactory, {"reworded": 2}, None),
    "recommendation_withdrawn_with_reason": (
        f.RecommendationFactory, {"withdrawn_at": now}, "Say why the recommendation is withdrawn.",
    ),
    "recommendation_has_text": (f.RecommendationFactory, {"text": "\ufeff"}, "The recommendation has no text."),
    "review_sent_back_with_note": (
        f.ReviewFactory, {"decision": "send-back", "assessment": ""},
        "Write what should change before you send it back.",
    ),
    "review_accepted_with_assessment": (
        f.ReviewFactory, {"assessment": ""}, "Choose an assessment to accept the update.",
    ),
    "round_due_after_opening": (f.RoundFactory, {"due_on": EARLY}, "Answers are due after the round opens."),
    "round_closed_at_with_by": (f.RoundFactory, {"closed_at": now}, None),
    "paper_approval_has_name": (
        f.PaperApprovalFactory, {"name": "\u200b"}, "Give the name of the person who signed.",
    ),
    "statement_has_text": (f.StatementFactory, {"text": ""}, "Write the statement."),
    "statement_hidden_with_reason": (f.StatementFactory, {"hidden_at": now}, "Say why the statement is hidden."),
    "statement_withdrawn_at_with_by": (f.StatementFactory, {"withdrawn_at": now}, None),
    "target_date_postponed_with_reason": (
        f.TargetDateChangeFactory, {"before": EARLY}, "Say why the date is postponed.",
    ),
    "update_approved_at_with_by": (f.UpdateFactory, {"approved_at": now}, None),
    "update_submitted_at_with_by": (f.UpdateFactory, {"submitted_by": somebody}, None),
    "update_sent_states_have_sender": (f.UpdateFactory, {"state": "returned"}, None),
    "update_version_frozen_has_status": (
        f.UpdateVersionFactory, {"status": "", "frozen_at": now}, "Choose a status before you send the update.",
    ),
    "update_version_frozen_has_reason": (
        f.UpdateVersionFactory, {"status": "not-pursued", "frozen_at": now},
        "Say why the recommendation is not pursued.",
    ),
    "user_nameless_cannot_sign_in": (f.UserFactory, {"made_nameless_at": now}, None),
    "good_practice_has_text": (f.GoodPracticeFactory, {"title": ""}, None),
    "link_between_two": (f.LinkFactory, {"later": lambda row: row.earlier}, None),
    "link_confirmed_with_kind": (
        f.LinkFactory, {"state": "confirmed", "decided_at": now, "decided_by": somebody}, None,
    ),
    "link_decided_by_person": (f.LinkFactory, {"state": "refused"}, None),
    "paper_text_theme_for_chapters": (f.PaperTextFactory, {"section": "chapter"}, None),
    "reopening_has_reason": (f.ReopeningFactory, {"reason": ""}, "Say why the country is asked again."),
    "review_note_has_text": (f.ReviewNoteFactory, {"text": ""}, None),
    "round_assessments_published_at_with_by": (f.RoundFactory, {"assessments_published_at": now}, None),
    "round_reopening_has_reason": (
        f.RoundReopeningFactory, {"reason": ""}, "Say why the round is opened again.",
    ),
}  # fmt: skip

# Constraint → a factory, what two rows share beside the fields named, those fields, and the sentence.
UNIQUE = {
    "edition_number_once": (f.EditionFactory, ("document", "number"), None),
    "edition_same_file_once": (f.EditionFactory, ("sha256",), "This file has been brought in already."),
    "evidence_version_number_once": (f.EvidenceVersionFactory, ("evidence", "number"), None),
    "extracted_sub_theme_position_once": (f.ExtractedSubThemeFactory, ("document_import", "position"), None),
    "follow_up_asked_once": (
        f.FollowUpFactory, ("recommendation", "party"),
        "This country has been asked about this recommendation already.",
    ),
    "former_wording_number_once": (f.FormerWordingFactory, ("recommendation", "number"), None),
    "heading_word_once": (f.HeadingWordFactory, ("language", "words"), None),
    "form_token_once": (f.FormTokenFactory, ("user", "key", "digest"), None),
    "membership_once": (
        f.MembershipFactory, ("user", "role", "party", "organization"), "This person has this role already.",
    ),
    "organization_one_name_a_party": (
        f.OrganizationFactory, ("party", "name"), "This country already has an organization of this name.",
    ),
    "organization_name_once": (f.OrganizationNameFactory, ("organization", "name"), None),
    "placing_rule_theme_once": (f.PlacingRuleFactory, ("theme", "words"), None),
    "placing_rule_target_group_once": (group_rule, ("target_group", "words"), None),
    "placing_rule_addressee_once": (addressee_rule, ("addressee", "words"), None),
    "recommendation_addressee_once": (f.RecommendationAddresseeFactory, ("recommendation", "addressee"), None),
    "recommendation_one_main_theme": (
        f.RecommendationThemeFactory, ("recommendation",), "A recommendation has one main theme at most.",
    ),
    "recommendation_position_once": (f.RecommendationFactory, ("document", "position"), None),
    "recommendation_target_group_once": (
        f.RecommendationTargetGroupFactory, ("recommendation", "target_group"), None,
    ),
    "recommendation_theme_once": (f.RecommendationThemeFactory, ("recommendation", "theme"), None),
    "responsibility_once": (f.ResponsibilityFactory, ("follow_up", "organization"), None),
    "responsibility_one_lead": (
        f.ResponsibilityFactory, ("follow_up",), "A follow-up has one lead agency at most.",
    ),
    "review_once_a_version": (f.ReviewFactory, ("version",), None),
    "source_page_number_once": (f.SourcePageFactory, ("document_import", "number"), None),
    "kept_text_once_a_form": (f.KeptTextFactory, ("user", "form_key", "path"), None),
    "signature_row_number_once": (f.SignatureRowFactory, ("sheet", "number"), None),
    "version_informant_once": (f.VersionInformantFactory, ("version", "organization"), None),
    "sub_theme_position_once": (f.SubThemeFactory, ("document", "position"), None),
    "update_one_open_a_follow_up": (
        f.UpdateFactory, ("follow_up",), "Somebody else has begun an update here. Open it and go on there.",
    ),
    "update_version_number_once": (f.UpdateVersionFactory, ("update", "number"), None),
    "version_activity_once": (f.VersionActivityFactory, ("version", "activity"), None),
    "version_agency_once": (f.VersionAgencyFactory, ("version", "organization"), None),
    "version_evidence_once": (f.VersionEvidenceFactory, ("version", "evidence"), None),
    "version_one_lead": (f.VersionAgencyFactory, ("version",), None),
    "good_practice_once": (f.GoodPracticeFactory, ("round", "follow_up"), None),
    "link_once_a_pair": (f.LinkFactory, ("earlier", "later"), None),
    "meeting_item_once": (f.MeetingItemFactory, ("meeting", "follow_up"), None),
    "meeting_item_position_once": (f.MeetingItemFactory, ("meeting", "position"), None),
    "paper_text_once_a_section": (f.PaperTextFactory, ("round",), None),
    "paper_text_once_a_theme": (chapter_text, ("round", "theme"), None),
    "review_note_once_a_field": (f.ReviewNoteFactory, ("review",), None),
    "saved_view_name_once": (
        f.SavedViewFactory, ("saved_by", "name"), "You have saved filters under this name already.",
    ),
    "seen_once_a_version": (f.SeenFactory, ("version", "user"), None),
}  # fmt: skip
SEALED = {
    "seal_number_once": (f.SealFactory, ("round", "number")),
    "sealed_row_once": (f.SealedRowFactory, ("seal", "follow_up")),
    "sealed_row_position_once": (f.SealedRowFactory, ("seal", "position")),
}
TRIED_APART = {"update_one_accepted_a_follow_up", *SEALED}


def refused(row, sentence):
    if sentence:
        with pytest.raises(ValidationError) as told:
            row.validate_constraints()
        assert sentence in told.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("name", CHECKS)
def test_the_database_refuses(name):
    factory, wrong, sentence = CHECKS[name]
    row = factory()
    for field, value in wrong.items():
        setattr(row, field, value(row) if callable(value) else value)
    breached = [
        constraint.name for constraint in row._meta.constraints
        if isinstance(constraint, CheckConstraint) and breaks(constraint, row)
    ]  # fmt: skip
    assert breached == [name]
    refused(row, sentence)


def breaks(constraint, row):
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("name", UNIQUE)
def test_the_database_refuses_a_second(name):
    factory, fields, sentence = UNIQUE[name]
    row = factory()
    twin = factory()
    for field in fields:
        setattr(twin, field, getattr(row, field))
    refused(twin, sentence)


@pytest.mark.parametrize("name", SEALED)
def test_the_database_refuses_a_second_of_what_is_sealed(name):
    factory, fields = SEALED[name]
    row = factory()
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        factory(**{field: getattr(row, field) for field in fields})


@pytest.mark.parametrize("factory", [f.SealFactory, f.SealedRowFactory])
def test_what_is_sealed_is_never_changed(factory):
    row = factory()
    for change in (row.save, row.delete):
        with pytest.raises(IntegrityError, match=r"append-only"), transaction.atomic():
            change()


def test_the_database_refuses_a_second_accepted_update():
    one = f.UpdateFactory(state="accepted", submitted_at=timezone.now(), submitted_by=f.UserFactory())
    other = f.UpdateFactory(
        follow_up=one.follow_up, state="superseded", submitted_at=timezone.now(), submitted_by=f.UserFactory()
    )
    other.state = "accepted"
    refused(other, None)


@pytest.mark.parametrize("field", ["sequence", "hash"])
def test_the_trail_has_each_sequence_and_hash_once(field):
    event = f.AuditEventFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.AuditEventFactory(**{field: getattr(event, field)})


def test_every_constraint_is_tried_here():
    models = apps.get_app_config("recommendations").get_models()
    assert {constraint.name for model in models for constraint in model._meta.constraints} == {
        *CHECKS, *UNIQUE, *TRIED_APART,
    }  # fmt: skip


def test_both_halves_of_evidence_are_refused_too():
    version = f.EvidenceVersionFactory()
    version.file.name = "evidence/x"
    refused(version, "Evidence is a file or a link: give one of them.")


@pytest.mark.parametrize(("role", "party", "organization"), [
    ("secretariat", a_party, None), ("partner", a_party, None), ("approver", None, None),
    ("reviewer", None, an_organization), ("coordinator", a_party, an_organization),
])  # fmt: skip
def test_a_role_where_it_does_not_fit(role, party, organization):
    row = f.MembershipFactory()
    row.role, row.party = role, party and party(row)
    row.organization = organization and organization(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
