"""Recording: papers for signature, receipts, kept texts, statements, replies by letter, target dates, filled sheets."""

import django.db.models.deletion
import recommendations.models.approval
import recommendations.models.fields
import recommendations.models.reply
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0005_editions"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="mail_off",
            field=models.JSONField(blank=True, default=list, verbose_name="mails not wanted"),
        ),
        migrations.CreateModel(
            name="FilledSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file_name", recommendations.models.fields.CleanCharField(max_length=200, verbose_name="file name")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("content", models.JSONField()),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("result", models.JSONField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filled_sheets",
                        to="recommendations.party",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "filled Excel file",
                "ordering": ["-uploaded_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=30, unique=True, verbose_name="reference")),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="recommendations.party"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("versions", models.ManyToManyField(related_name="receipts", to="recommendations.updateversion")),
            ],
            options={
                "verbose_name": "receipt",
                "ordering": ["-sent_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[("letter", "Letter"), ("e-mail", "E-mail"), ("meeting", "Meeting")],
                        max_length=15,
                        verbose_name="how it came",
                    ),
                ),
                ("sender", recommendations.models.fields.CleanCharField(max_length=200, verbose_name="from whom")),
                ("dated_on", models.DateField(verbose_name="its date")),
                (
                    "file",
                    models.FileField(
                        blank=True, upload_to=recommendations.models.reply.random_path, verbose_name="the letter"
                    ),
                ),
                (
                    "file_name",
                    recommendations.models.fields.CleanCharField(blank=True, max_length=200, verbose_name="file name"),
                ),
                ("media_type", models.CharField(blank=True, max_length=100, verbose_name="media type")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "update",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reply", to="recommendations.update"
                    ),
                ),
            ],
            options={
                "verbose_name": "reply that was entered",
                "verbose_name_plural": "replies that were entered",
                "ordering": ["-entered_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SignatureRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="recommendations.updateversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer on a paper for signature",
                "verbose_name_plural": "answers on a paper for signature",
                "ordering": ["sheet", "number"],
            },
        ),
        migrations.CreateModel(
            name="SignatureSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="version code")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature_sheets",
                        to="recommendations.party",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(
                        related_name="signature_sheets",
                        through="recommendations.SignatureRow",
                        to="recommendations.updateversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper for signature",
                "verbose_name_plural": "papers for signature",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="signaturerow",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="recommendations.signaturesheet"
            ),
        ),
        migrations.CreateModel(
            name="PaperApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "name",
                    recommendations.models.fields.CleanCharField(
                        max_length=150, verbose_name="name of the person who signed"
                    ),
                ),
                (
                    "title",
                    recommendations.models.fields.CleanCharField(blank=True, max_length=150, verbose_name="title"),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "letter_number",
                    recommendations.models.fields.CleanCharField(
                        blank=True, max_length=100, verbose_name="letter number"
                    ),
                ),
                (
                    "scan",
                    models.FileField(
                        blank=True, upload_to=recommendations.models.approval.random_path, verbose_name="scan"
                    ),
                ),
                (
                    "scan_name",
                    recommendations.models.fields.CleanCharField(blank=True, max_length=200, verbose_name="file name"),
                ),
                ("media_type", models.CharField(blank=True, max_length=100, verbose_name="media type")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="recommendations.signaturesheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval on paper",
                "verbose_name_plural": "approvals on paper",
                "ordering": ["-recorded_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organization_name", models.CharField(max_length=300, verbose_name="name it then had")),
                ("text", recommendations.models.fields.CleanTextField(verbose_name="statement")),
                ("language", models.CharField(default="en", max_length=10, verbose_name="language")),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hidden_reason",
                    recommendations.models.fields.CleanTextField(blank=True, verbose_name="why it is hidden"),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="recommendations.organization",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="recommendations.party",
                        verbose_name="country",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "statement",
                "ordering": ["recommendation", "organization__name", "-published_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TargetDateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.DateField(blank=True, null=True, verbose_name="before")),
                ("after", models.DateField(blank=True, null=True, verbose_name="after")),
                ("reason", recommendations.models.fields.CleanTextField(blank=True, verbose_name="reason")),
                ("changed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_date_changes",
                        to="recommendations.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a target date",
                "verbose_name_plural": "changes of target dates",
                "ordering": ["follow_up", "changed_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="VersionInformant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", recommendations.models.fields.CleanCharField(max_length=300, verbose_name="name")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="letter of")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recommendations.organization"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="informants",
                        to="recommendations.updateversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "agency that gave information",
                "verbose_name_plural": "agencies that gave information",
                "ordering": ["version", "name"],
            },
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form_key", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=500, verbose_name="address")),
                ("body", models.JSONField()),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "kept text",
                "ordering": ["-kept_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "form_key", "path"), name="kept_text_once_a_form")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="signaturerow",
            constraint=models.UniqueConstraint(fields=("sheet", "number"), name="signature_row_number_once"),
        ),
        migrations.AddConstraint(
            model_name="paperapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="paper_approval_has_name",
                violation_error_message="Give the name of the person who signed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="statement_has_text",
                violation_error_message="Write the statement.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_by__isnull", True), ("hidden_reason", "")),
                    models.Q(
                        ("hidden_at__isnull", False),
                        ("hidden_by__isnull", False),
                        models.Q(("hidden_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="statement_hidden_with_reason",
                violation_error_message="Say why the statement is hidden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="statement_withdrawn_at_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetdatechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before__isnull", True),
                    ("after__lte", models.F("before")),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="target_date_postponed_with_reason",
                violation_error_message="Say why the date is postponed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="versioninformant",
            constraint=models.UniqueConstraint(fields=("version", "organization"), name="version_informant_once"),
        ),
    ]
