"""What is read from a file, before it is published."""

import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from recommendations import models
from recommendations.choices import ImportState, JobKind


class DocumentImportFactory(DjangoModelFactory):
    class Meta:
        model = models.DocumentImport

    state = ImportState.REVIEW
    source_text = factory.Sequence(lambda n: f"1. Establish a help desk number {n}.\n")
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.source_text.encode()).hexdigest())
    size = factory.LazyAttribute(lambda row: len(row.source_text.encode()))
    format = "text"
    received_at = factory.LazyFunction(timezone.now)


class SourcePageFactory(DjangoModelFactory):
    class Meta:
        model = models.SourcePage

    document_import = factory.SubFactory(DocumentImportFactory)
    number = 1
    lines = factory.LazyFunction(lambda: [{"number": 1, "text": "1. Establish a help desk."}])


class ExtractedSubThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.ExtractedSubTheme

    document_import = factory.SubFactory(DocumentImportFactory)
    position = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda row: row.position)
    title = "Services for migrant workers"


class ExtractFactory(DjangoModelFactory):
    class Meta:
        model = models.Extract

    document_import = factory.SubFactory(DocumentImportFactory)
    sub_theme = factory.SubFactory(ExtractedSubThemeFactory, document_import=factory.SelfAttribute("..document_import"))
    position = factory.Sequence(lambda n: n + 1)
    label = factory.LazyAttribute(lambda row: f"{row.number}.")
    number = factory.LazyAttribute(lambda row: row.position)
    text = factory.LazyAttribute(lambda row: f"Establish help desk number {row.number}.")
    found_text = factory.LazyAttribute(lambda row: row.text)
    line_from = 1
    line_to = 1


class JobFactory(DjangoModelFactory):
    class Meta:
        model = models.Job

    kind = JobKind.READ
    document_import = factory.SubFactory(DocumentImportFactory, state=ImportState.READING)
