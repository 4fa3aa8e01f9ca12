"""Every address of the site. A follow-up stands at its recommendation's reference and its party's code."""

from django.urls import path

from recommendations.views import (
    confirming,
    documents,
    edition_steps,
    editions,
    evidence,
    extracts,
    follow_ups,
    home,
    import_checks,
    imports,
    jobs,
    placings,
    profile,
    publishing,
    recommendations,
    reports,
    reviews,
    sheets,
    tasks,
    updates,
    withdrawing,
    wordings,
    statements,
)

FOLLOW_UP = "follow-ups/<str:reference>/<str:party>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("profile/", profile.profile, name="profile"),
    # What one follow-up is asked, answers, and rests on
    path(FOLLOW_UP, follow_ups.follow_up, name="follow_up"),
    path(FOLLOW_UP + "update/", updates.edit, name="update_edit"),
    path(FOLLOW_UP + "move/<slug:name>/", follow_ups.move, name="update_move"),
    path(FOLLOW_UP + "answered-under/", follow_ups.answered_under, name="answered_under"),
    path(FOLLOW_UP + "evidence/", evidence.add, name="evidence_add"),
    path(FOLLOW_UP + "wording/", confirming.wording, name="wording_confirm"),
    path("evidence/<uuid:key>/", evidence.file, name="evidence_file"),
    # What was recommended, and what became of it
    path("recommendations/", recommendations.recommendation_list, name="recommendation_list"),
    path("recommendations.<slug:fmt>", recommendations.recommendation_download, name="recommendation_download"),
    path("recommendations/by-text/", recommendations.recommendation_texts, name="recommendation_texts"),
    path("recommendations/<str:reference>/", recommendations.recommendation, name="recommendation"),
    path("documents/", documents.document_list, name="document_list"),
    path("documents/<str:code>/", documents.document, name="document"),
    path("documents/<str:code>/editions/<int:number>/", documents.edition_file, name="edition_file"),
    path("documents/<str:code>/withdraw/", withdrawing.withdraw, name="document_withdraw"),
    path("recommendations/<str:reference>/correct/", wordings.correct, name="recommendation_correct"),
    # What it is about
    path("placings/", placings.placing_list, name="placing_list"),
    path("recommendations/<str:reference>/placings/", placings.placing, name="placing"),
    # Bringing in a document
    path("imports/", imports.show_list, name="import_list"),
    path("imports/new/", imports.new, name="import_new"),
    path("imports/<int:pk>/", imports.show, name="import"),
    path("imports/<int:pk>/facts/", imports.facts, name="import_facts"),
    path("imports/<int:pk>/review/", extracts.review, name="import_review"),
    path("imports/<int:pk>/texts/<int:position>/", extracts.extract, name="extract"),
    path("imports/<int:pk>/add/", extracts.add, name="import_add"),
    path("imports/<int:pk>/sub-themes/new/", import_checks.new_sub_theme, name="import_sub_theme_new"),
    path("imports/<int:pk>/sub-themes/<int:position>/", import_checks.sub_theme, name="import_sub_theme"),
    # What organizations say of it themselves
    path("recommendations/<str:reference>/statement/", statements.new, name="statement_new"),
    path("statements/<int:pk>/<slug:name>/", statements.move, name="statement_move"),
    path("imports/<int:pk>/check/", import_checks.check, name="import_check"),
    path("imports/<int:pk>/pages/<int:number>.png", imports.page_picture, name="import_page_picture"),
    path("imports/<int:pk>/discard/", imports.discard, name="import_discard"),
    path("imports/<int:pk>/publish/", publishing.publish, name="import_publish"),
    path("imports/<int:pk>/undo/", publishing.undo, name="import_undo"),
    path("imports/<int:pk>/edition/", editions.edition, name="import_edition"),
    path("imports/<int:pk>/edition/<int:position>/", editions.text, name="import_edition_text"),
    path("imports/<int:pk>/edition/gone/<str:reference>/", editions.gone, name="import_edition_gone"),
    path("imports/<int:pk>/edition/tell/", edition_steps.tell, name="import_edition_tell"),
    path("imports/<int:pk>/edition/undo/", edition_steps.undo, name="import_edition_undo"),
    path("jobs/<uuid:key>/", jobs.job, name="job"),
    path("jobs/<uuid:key>/cancel/", jobs.cancel, name="job_cancel"),
    # What waits for a person
    path("tasks/", tasks.show, name="task_list"),
    path("tasks/answers.xlsx", sheets.download, name="sheet_download"),
    path("tasks/answers.docx", sheets.on_paper, name="task_word"),
    path("tasks/upload/", sheets.upload, name="sheet_upload"),
    path("tasks/upload/<uuid:key>/", sheets.filled, name="filled_sheet"),
    path("review/", reviews.queue, name="review_queue"),
    path("review/<str:reference>/<str:party>/", reviews.review, name="review"),
    # What the figures say, as pages and files
    path("reports/", reports.report_list, name="report_list"),
    path("reports/progress/", reports.progress_report, name="progress_report"),
    path("reports/progress.<slug:fmt>", reports.progress_report_download, name="progress_report_download"),
]
