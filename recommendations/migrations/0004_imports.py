"""Imports with their extracts and jobs, former wordings, withdrawn texts, the rules of placing."""

import django.db.models.deletion
import recommendations.models.document_import
import recommendations.models.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0003_cache_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("undone", "Undone"),
                            ("discarded", "Discarded"),
                            ("refused", "Not readable"),
                        ],
                        default="reading",
                        max_length=15,
                        verbose_name="state",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True, upload_to=recommendations.models.document_import.random_path, verbose_name="file"
                    ),
                ),
                ("source_text", models.TextField(blank=True, verbose_name="source text")),
                (
                    "file_name",
                    recommendations.models.fields.CleanCharField(blank=True, max_length=200, verbose_name="file name"),
                ),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("language", models.CharField(default="en", max_length=10, verbose_name="language")),
                (
                    "revisions",
                    models.CharField(
                        choices=[
                            ("final", "As if all changes were accepted"),
                            ("original", "As it was before the changes"),
                        ],
                        default="final",
                        max_length=10,
                        verbose_name="tracked changes",
                    ),
                ),
                ("format", models.CharField(blank=True, max_length=10, verbose_name="format")),
                ("machine_read", models.BooleanField(default=False, verbose_name="read by machine")),
                ("is_scan", models.BooleanField(default=False, verbose_name="a scan without text")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("forum", "ASEAN Forum on Migrant Labour"),
                            ("national", "National tripartite preparatory workshop"),
                            ("regional-workers", "Regional workers’ meeting"),
                            ("regional-employers", "Regional employers’ meeting"),
                            ("regional-cso", "Regional civil-society meeting"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "meeting",
                    recommendations.models.fields.CleanTextField(blank=True, verbose_name="meeting, as printed"),
                ),
                ("theme", recommendations.models.fields.CleanTextField(blank=True, verbose_name="theme, as printed")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="held on")),
                ("held_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "dates_printed",
                    recommendations.models.fields.CleanCharField(
                        blank=True, max_length=100, verbose_name="dates as printed"
                    ),
                ),
                (
                    "place",
                    recommendations.models.fields.CleanCharField(blank=True, max_length=150, verbose_name="place"),
                ),
                ("online", models.BooleanField(blank=True, null=True, verbose_name="online")),
                ("facts_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("doubts", models.JSONField(blank=True, default=list)),
                ("ticked", models.JSONField(blank=True, default=list)),
                (
                    "asked_chosen",
                    models.BooleanField(default=False, verbose_name="who is asked was chosen by a person"),
                ),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-received_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="place in the document")),
                (
                    "label",
                    recommendations.models.fields.CleanCharField(
                        blank=True, max_length=20, verbose_name="label as printed"
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="number")),
                ("text", recommendations.models.fields.CleanTextField(verbose_name="text, as printed")),
                (
                    "found_text",
                    recommendations.models.fields.CleanTextField(blank=True, verbose_name="text as it was read"),
                ),
                ("page", models.PositiveIntegerField(blank=True, null=True, verbose_name="page")),
                (
                    "line_from",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="first line in the source"),
                ),
                ("line_to", models.PositiveIntegerField(blank=True, null=True, verbose_name="last line in the source")),
                (
                    "responsible",
                    recommendations.models.fields.CleanTextField(blank=True, verbose_name="responsible, as printed"),
                ),
                (
                    "timeline",
                    recommendations.models.fields.CleanTextField(blank=True, verbose_name="timeline, as printed"),
                ),
                ("editor_note", recommendations.models.fields.CleanTextField(blank=True, verbose_name="editor’s note")),
                ("machine_read", models.BooleanField(default=False, verbose_name="read by machine")),
                ("changed", models.BooleanField(default=False, verbose_name="holds a tracked change")),
                ("doubts", models.JSONField(blank=True, default=list)),
                ("placings", models.JSONField(blank=True, default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Not looked at"),
                            ("accepted", "Accepted"),
                            ("rejected", "Left out"),
                            ("merged", "Merged with the one before"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "The same"),
                            ("reworded", "Reworded"),
                            ("moved", "Moved"),
                            ("renumbered", "Renumbered"),
                            ("split", "Split"),
                            ("merged", "Merged"),
                            ("new", "New"),
                            ("gone", "Gone"),
                        ],
                        max_length=12,
                        verbose_name="change",
                    ),
                ),
            ],
            options={
                "verbose_name": "extract",
                "ordering": ["document_import", "position"],
            },
        ),
        migrations.CreateModel(
            name="ExtractedSubTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the document")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number as printed")),
                ("title", recommendations.models.fields.CleanTextField(blank=True, verbose_name="title")),
                ("introduction", recommendations.models.fields.CleanTextField(blank=True, verbose_name="introduction")),
            ],
            options={
                "verbose_name": "extracted sub-theme",
                "ordering": ["document_import", "position"],
            },
        ),
        migrations.CreateModel(
            name="FormerWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "label",
                    recommendations.models.fields.CleanCharField(
                        blank=True, max_length=20, verbose_name="label as printed"
                    ),
                ),
                ("text", recommendations.models.fields.CleanTextField(verbose_name="text, as printed")),
                ("note", recommendations.models.fields.CleanTextField(blank=True, verbose_name="what was changed")),
                ("asks_again", models.BooleanField(default=False, verbose_name="answers must be confirmed")),
                ("replaced_at", models.DateTimeField(verbose_name="replaced at")),
            ],
            options={
                "verbose_name": "former wording",
                "ordering": ["recommendation", "number"],
            },
        ),
        migrations.CreateModel(
            name="HeadingWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("words", recommendations.models.fields.CleanCharField(max_length=80, verbose_name="words")),
            ],
            options={
                "verbose_name": "heading word",
                "ordering": ["language", "words"],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(choices=[("read", "Reading a document")], max_length=20, verbose_name="kind"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("failed", "Stopped"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opening", "Opening the file"),
                            ("reading", "Reading its text"),
                            ("recognising", "Reading its pictures by machine"),
                            ("finding", "Finding the recommendations"),
                            ("drawing", "Making pictures of its pages"),
                            ("storing", "Keeping what was found"),
                        ],
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0, verbose_name="percent")),
                ("message", models.JSONField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("alive_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_asked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "job",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PlacingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "addressee",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("government-origin", "Governments of countries of origin"),
                            ("government-destination", "Governments of countries of destination"),
                            ("asean", "ASEAN"),
                            ("employers", "Employers"),
                            ("recruiters", "Recruitment agencies"),
                            ("trade-unions", "Trade unions"),
                            ("civil-society", "Civil society"),
                        ],
                        max_length=30,
                        verbose_name="addressed to",
                    ),
                ),
                ("words", recommendations.models.fields.CleanCharField(max_length=150, verbose_name="words")),
                ("weight", models.SmallIntegerField(default=1, verbose_name="weight")),
                ("language", models.CharField(default="en", max_length=10, verbose_name="language")),
            ],
            options={
                "verbose_name": "placing rule",
                "ordering": ["theme__position", "target_group__position", "addressee", "-weight", "words"],
            },
        ),
        migrations.CreateModel(
            name="SourcePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="page")),
                ("lines", models.JSONField(default=list)),
                ("picture", models.FileField(blank=True, upload_to=recommendations.models.document_import.random_path)),
            ],
            options={
                "verbose_name": "page of a source",
                "verbose_name_plural": "pages of sources",
                "ordering": ["document_import", "number"],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn at"),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_reason",
            field=recommendations.models.fields.CleanTextField(
                blank=True, editable=False, verbose_name="why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="answered_wording",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="wording that was answered"),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="reworded",
            field=models.PositiveSmallIntegerField(
                default=1, editable=False, verbose_name="last wording of another sense"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn at"),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="withdrawn_reason",
            field=recommendations.models.fields.CleanTextField(
                blank=True, editable=False, verbose_name="why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="wording",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="wording"),
        ),
        migrations.AddField(
            model_name="recommendationaddressee",
            name="words",
            field=recommendations.models.fields.CleanCharField(
                blank=True, max_length=300, verbose_name="words that led to it"
            ),
        ),
        migrations.AddField(
            model_name="recommendationtargetgroup",
            name="words",
            field=recommendations.models.fields.CleanCharField(
                blank=True, max_length=300, verbose_name="words that led to it"
            ),
        ),
        migrations.AddField(
            model_name="recommendationtheme",
            name="words",
            field=recommendations.models.fields.CleanCharField(
                blank=True, max_length=300, verbose_name="words that led to it"
            ),
        ),
        migrations.AddField(
            model_name="updateversion",
            name="wording",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="wording of the recommendation"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="document_withdrawn_with_reason",
                violation_error_message="Say why the document is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reworded__gte", 1), ("reworded__lte", models.F("wording"))),
                name="recommendation_reworded_within_wordings",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="recommendation_withdrawn_with_reason",
                violation_error_message="Say why the recommendation is withdrawn.",
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="asked",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="recommendations.party", verbose_name="who is asked"
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imports",
                to="recommendations.document",
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imports",
                to="recommendations.edition",
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="edition_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="edition_imports",
                to="recommendations.document",
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="facts_confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="forum",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="recommendations.forum",
                verbose_name="forum",
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="party",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="recommendations.party",
                verbose_name="country",
            ),
        ),
        migrations.AddField(
            model_name="documentimport",
            name="received_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="document_import",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="extracts",
                to="recommendations.documentimport",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="recommendation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="extracts",
                to="recommendations.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="extractedsubtheme",
            name="document_import",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sub_themes",
                to="recommendations.documentimport",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="sub_theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extracts",
                to="recommendations.extractedsubtheme",
            ),
        ),
        migrations.AddField(
            model_name="formerwording",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="recommendations.edition",
            ),
        ),
        migrations.AddField(
            model_name="formerwording",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_wordings",
                to="recommendations.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="formerwording",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="headingword",
            constraint=models.UniqueConstraint(fields=("language", "words"), name="heading_word_once"),
        ),
        migrations.AddField(
            model_name="job",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="document_import",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="jobs",
                to="recommendations.documentimport",
            ),
        ),
        migrations.AddField(
            model_name="placingrule",
            name="target_group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rules",
                to="recommendations.targetgroup",
            ),
        ),
        migrations.AddField(
            model_name="placingrule",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rules",
                to="recommendations.theme",
            ),
        ),
        migrations.AddField(
            model_name="sourcepage",
            name="document_import",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="recommendations.documentimport"
            ),
        ),
        migrations.AddConstraint(
            model_name="documentimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), ("source_text", ""), _negated=True),
                name="import_file_or_text",
                violation_error_message="An import needs a file or a text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_until__isnull", True),
                    models.Q(("held_on__isnull", False), ("held_on__lte", models.F("held_until"))),
                    _connector="OR",
                ),
                name="import_held_on_before_until",
                violation_error_message="The first day comes after the last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("facts_confirmed_at__isnull", True), ("facts_confirmed_by__isnull", True)),
                    models.Q(("facts_confirmed_at__isnull", False), ("facts_confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="import_facts_confirmed_at_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="extractedsubtheme",
            constraint=models.UniqueConstraint(
                fields=("document_import", "position"), name="extracted_sub_theme_position_once"
            ),
        ),
        migrations.AddIndex(
            model_name="extract",
            index=models.Index(fields=["document_import", "position"], name="extract_position"),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="extract_accepted_has_text",
                violation_error_message="The recommendation has no text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "proposed"), ("decided_at__isnull", False), _connector="OR"),
                name="extract_decided_at_when_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerwording",
            constraint=models.UniqueConstraint(fields=("recommendation", "number"), name="former_wording_number_once"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__lte", 100)), name="job_percent_within_hundred"
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running"]), ("ended_at__isnull", False), _connector="OR"),
                name="job_ended_at_when_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="placingrule",
            constraint=models.UniqueConstraint(fields=("theme", "words"), name="placing_rule_theme_once"),
        ),
        migrations.AddConstraint(
            model_name="placingrule",
            constraint=models.UniqueConstraint(fields=("target_group", "words"), name="placing_rule_target_group_once"),
        ),
        migrations.AddConstraint(
            model_name="placingrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("addressee", ""), _negated=True),
                fields=("addressee", "words"),
                name="placing_rule_addressee_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="placingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("addressee", ""), ("target_group__isnull", True), ("theme__isnull", False)),
                    models.Q(("addressee", ""), ("target_group__isnull", False), ("theme__isnull", True)),
                    models.Q(
                        ("target_group__isnull", True),
                        ("theme__isnull", True),
                        models.Q(("addressee", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="placing_rule_names_one_value",
                violation_error_message="A rule speaks for one theme, one target group or one addressee.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcepage",
            constraint=models.UniqueConstraint(fields=("document_import", "number"), name="source_page_number_once"),
        ),
    ]
