"""Every address of the site. A follow-up stands at its recommendation's reference and its party's code."""

from django.urls import path

from recommendations.views import (
    documents,
    evidence,
    follow_ups,
    home,
    profile,
    recommendations,
    reports,
    reviews,
    tasks,
    updates,
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
    path("evidence/<uuid:key>/", evidence.file, name="evidence_file"),
    # What was recommended, and what became of it
    path("recommendations/", recommendations.recommendation_list, name="recommendation_list"),
    path("recommendations.<slug:fmt>", recommendations.recommendation_download, name="recommendation_download"),
    path("recommendations/by-text/", recommendations.recommendation_texts, name="recommendation_texts"),
    path("recommendations/<str:reference>/", recommendations.recommendation, name="recommendation"),
    path("documents/", documents.document_list, name="document_list"),
    path("documents/<str:code>/", documents.document, name="document"),
    # What waits for a person
    path("tasks/", tasks.show, name="task_list"),
    path("review/", reviews.queue, name="review_queue"),
    path("review/<str:reference>/<str:party>/", reviews.review, name="review"),
    # What the figures say, as pages and files
    path("reports/", reports.report_list, name="report_list"),
    path("reports/progress/", reports.progress_report, name="progress_report"),
    path("reports/progress.<slug:fmt>", reports.progress_report_download, name="progress_report_download"),
]
