"""`verify` sees a document, a text, a source or a file that does not hold.

Rows are broken below the actions, as a hand in the database would.
"""

import hashlib

import pytest
from django.core.files.base import ContentFile

from recommendations.models import EvidenceVersion, Recommendation
from tests import factories as f
from tests.cast import lao
from tests.management.verifying import THEN, document, drop_check, unguarded, verify

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reference", ["AFML14-LA-S1-1", "AFML14-LA-1-01", "LA-S1-01", "AFML14-KH-S1-01"])
def test_a_reference_of_another_shape(reference):
    recommendation = f.RecommendationFactory(document=document())
    recommendation.reference = reference
    recommendation.save()
    assert f"{reference}: not a reference of the document AFML14-LA" in verify()


def test_a_document_of_another_countrys_code():
    f.DocumentFactory(forum__number=14, code="AFML14-KH", party=lao())
    f.DocumentFactory(forum__number=13, code="AFML14-VN", party__code="VN")
    out = verify()
    assert "AFML14-KH: it is national, of Lao PDR" in out
    assert "AFML14-VN: it is national, of" in out


def test_a_national_document_without_a_country():
    made = document()
    with unguarded(drop_check("document", "document_national_has_country")):
        type(made).objects.update(party=None)
        out = verify()
    assert "AFML14-LA: it is national, of no country" in out


def test_a_recommendation_under_another_documents_heading():
    recommendation = f.RecommendationFactory(document=document())
    other = f.DocumentFactory(forum__number=15, code="AFML15-X1", party__code="X1")
    Recommendation.objects.update(sub_theme=f.SubThemeFactory(document=other))
    assert f"{recommendation.reference}: its sub-theme is of another document" in verify()


def test_a_searched_text_that_is_not_the_printed_one():
    recommendation = f.RecommendationFactory(document=document())
    Recommendation.objects.update(text="Changed by hand.")
    assert f"{recommendation.reference}: what is searched is not what is printed" in verify()


def test_a_source_that_was_changed_or_is_gone():
    made = document()
    f.EditionFactory(document=made, source_text="As received")
    f.EditionFactory(document=made, number=2, source_text="x", file="editions/gone")
    made.editions.filter(number=1).update(source_text="Changed")
    out = verify()
    assert "AFML14-LA 1: its source is not what was received" in out
    assert "AFML14-LA 2: its source file is missing" in out


def test_a_source_on_its_way_in_that_was_changed_or_is_gone():
    changed, gone = f.DocumentImportFactory(file_name="A.txt"), f.DocumentImportFactory(file="imports/gone")
    f.DocumentImportFactory(state="refused", file="imports/deleted")
    type(changed).objects.filter(pk=changed.pk).update(source_text="Changed")
    assert verify().splitlines() == [
        f"So is that of a document on its way in: Import {gone.pk} (Pasted text): its source file is missing",
        f"So is that of a document on its way in: Import {changed.pk} (A.txt): its source is not what was received",
    ]


def test_texts_on_their_way_in():
    made = f.DocumentImportFactory()
    heading = f.ExtractedSubThemeFactory(document_import=made)
    same = {"document_import": made, "sub_theme": heading}
    one = f.ExtractFactory(position=1, state="merged", decided_at=THEN, **same)
    two = f.ExtractFactory(position=2, **same)
    foreign = f.ExtractedSubThemeFactory()
    type(two).objects.filter(pk=two.pk).update(sub_theme=foreign, position=3)
    assert verify().splitlines() == [
        f"The texts of an import have each a place: Import {made.pk}: 2 texts at 2 places, the last 3",
        f"They stand under its own headings: Import {made.pk}, text 3: its sub-theme is of another import",
        f"A merged text has a whole: Import {made.pk}, text 1: merged, but nothing stands before it",
    ]
    type(two).objects.filter(pk=two.pk).update(sub_theme=heading, position=2)
    type(one).objects.filter(pk=one.pk).update(state="accepted")
    assert verify().startswith("Everything holds")


def file_version():
    version = f.EvidenceVersionFactory.build(evidence=f.EvidenceFactory(), link="", file_name="law.pdf")
    version.file.save("law.pdf", ContentFile(b"The law."), save=False)
    version.size, version.sha256 = 8, hashlib.sha256(b"The law.").hexdigest()
    version.save()
    return version


def test_a_whole_file_holds():
    file_version()
    assert verify().startswith("Everything holds")


@pytest.mark.parametrize("change", [{"size": 9}, {"sha256": "0" * 64}])
def test_a_file_that_was_changed(change):
    version = file_version()
    EvidenceVersion.objects.update(**change)
    assert f"evidence {version.evidence_id} version 1: its file was changed" in verify()


def test_a_file_that_is_gone():
    version = file_version()
    version.file.storage.delete(version.file.name)
    assert f"evidence {version.evidence_id} version 1: its file is missing" in verify()


@pytest.mark.parametrize("change", [{"link": "https://example.org/"}, {"file": ""}])
def test_evidence_that_is_both_or_neither(change):
    version = file_version()
    with unguarded(drop_check("evidenceversion", "evidence_file_or_link")):
        EvidenceVersion.objects.update(**change)
        out = verify()
    assert f"evidence {version.evidence_id} version 1: it is not either a file or a link" in out


def test_evidence_without_a_version():
    evidence = f.EvidenceFactory()
    assert f"evidence {evidence.pk}: it has neither file nor link" in verify()
