"""Every page of the site in every state it is looked at. A new route without a row here fails the build.

A row reads: who opens it | in which scenes (tests/browser/scene.py) | the address | then, where an error or
another page is to be brought about, the name of a gesture of tests/browser/gestures.py.
{draft} and the like stand for the address of a follow-up in that state. "-" is somebody signed out.
"""

import re
from dataclasses import dataclass

ROWS = """
home                         reporter    empty filled long /
home                         reviewer    filled            /
home                         stranger    filled            /
profile                      coordinator empty filled long /profile/
profile                      coordinator filled            /profile/                            type_too_long_a_name
follow_up                    reporter    filled long       /follow-ups/{nothing}/
follow_up                    reporter    filled long       /follow-ups/{draft}/
follow_up                    approver    filled long       /follow-ups/{for-approval}/
follow_up                    approver    filled            /follow-ups/{for-approval}/          send_back_without_note
follow_up                    reporter    filled            /follow-ups/{approved}/
follow_up                    reviewer    filled long       /follow-ups/{again}/
follow_up                    reporter    filled long       /follow-ups/{returned}/
follow_up                    cambodian   filled long       /follow-ups/{accepted}/
follow_up                    reporter    filled            /follow-ups/{tied}/
update_edit                  reporter    filled long       /follow-ups/{nothing}/update/
update_edit                  reporter    filled long       /follow-ups/{draft}/update/
update_edit                  reporter    filled long       /follow-ups/{returned}/update/
update_edit                  reporter    filled long       /follow-ups/{draft}/update/          type_a_wrong_date
update_edit                  reporter    filled long       /follow-ups/{draft}/update/          save_after_somebody_else
update_edit                  reporter    filled long       /follow-ups/{draft}/update/          save_too_late
update_edit                  reporter    filled            /follow-ups/{draft}/update/          save
evidence_add                 reporter    filled long       /follow-ups/{draft}/evidence/
evidence_add                 reporter    filled long       /follow-ups/{draft}/evidence/        send_nothing
evidence_list                reporter    empty filled long /evidence/
evidence_list                approver    filled            /evidence/?q=nothingofthiskind
evidence                     reporter    filled long       /evidence/{piece}/
evidence                     reporter    filled            /evidence/{taken-back}/
evidence                     cambodian   filled            /evidence/{piece}/
evidence_version             reporter    filled long       /evidence/{piece}/version/
evidence_version             reporter    filled            /evidence/{piece}/version/           send_nothing
evidence_change              reporter    filled long       /evidence/{piece}/change/
evidence_withdraw            reporter    filled long       /evidence/{piece}/withdraw/
evidence_withdraw            reporter    filled            /evidence/{piece}/withdraw/          send_nothing
answered_under               reporter    filled long       /follow-ups/{nothing}/answered-under/
answered_under               reporter    filled            /follow-ups/{tied}/answered-under/
answered_under               reporter    filled            /follow-ups/{nothing}/answered-under/ tie_to_nothing
recommendation_list          reporter    empty filled long /recommendations/
recommendation_list          cambodian   filled long       /recommendations/?country=LA&forum=15&sort=-answered
recommendation_list          reporter    filled            /recommendations/?q=nothingofthiskind
recommendation_list          reporter    filled long       /recommendations/?since=yesterday&country=XX
recommendation_texts         reporter    empty filled long /recommendations/by-text/
recommendation               reporter    filled long       /recommendations/{text}/
recommendation               cambodian   long              /recommendations/{lo}/
document_list                reporter    empty filled long /documents/
document_list                reporter    filled            /documents/?forum=15
document                     reporter    filled long       /documents/AFML15-LA/
document                     reporter    long              /documents/AFML13-MY/
import_list                  secretariat empty             /imports/
import_list                  secretariat filled long       /imports/?{import}
import_new                   secretariat filled            /imports/new/
import_new                   secretariat filled            /imports/new/                        send_nothing
import_new                   secretariat filled long       /imports/new/?edition_of=AFML15-LA
job                          secretariat filled            /jobs/{running}/                     stand_still
job                          secretariat filled            /jobs/{lost}/
job                          secretariat filled            /jobs/{refused}/
import                       secretariat filled            /imports/{discarded}/
import_facts                 secretariat filled long       /imports/{import}/facts/
import_facts                 secretariat filled            /imports/{import}/facts/             confirm_without_a_title
import_review                secretariat filled long       /imports/{import}/review/
import_review                secretariat filled            /imports/{scan}/review/
extract                      secretariat filled long       /imports/{import}/texts/2/
extract                      secretariat filled            /imports/{import}/texts/3/
extract                      secretariat filled            /imports/{import}/texts/4/
extract                      secretariat filled long       /imports/{import}/texts/2/ accept_after_somebody_else
extract                      secretariat filled            /imports/{import}/texts/2/           split_nowhere
import_add                   secretariat filled long       /imports/{import}/add/?after=2
import_add                   secretariat filled            /imports/{import}/add/               add_nothing
import_add                   secretariat filled            /imports/{scan}/add/
import_sub_theme             secretariat filled long       /imports/{import}/sub-themes/1/
import_sub_theme_new         secretariat filled            /imports/{import}/sub-themes/new/?from=2
import_sub_theme_new         secretariat filled            /imports/{import}/sub-themes/new/    send_nothing
import_check                 secretariat filled long       /imports/{import}/check/
import_check                 secretariat filled            /imports/{import}/check/             tick_without_a_reason
import_discard               secretariat filled long       /imports/{import}/discard/
import_publish               secretariat filled long       /imports/{ready}/publish/
import_publish               secretariat filled            /imports/{misfit}/publish/
import_publish               secretariat filled            /imports/{ready}/publish/            send_nothing
import_publish               secretariat filled long       /imports/{published}/publish/
import_publish               secretariat filled            /imports/{begun}/publish/
import_undo                  secretariat filled long       /imports/{published}/undo/
import_undo                  secretariat filled            /imports/{begun}/undo/
import_undo                  secretariat filled            /imports/{undone}/undo/
import_edition               secretariat filled long       /imports/{compared}/edition/
import_edition               secretariat filled            /imports/{compared}/edition/?show=all
import_edition               secretariat filled            /imports/{unready}/edition/
import_edition               secretariat filled            /imports/{compared}/edition/         send_nothing
import_edition               secretariat filled long       /imports/{applied}/edition/
import_edition_text          secretariat filled long       /imports/{compared}/edition/1/
import_edition_gone          secretariat filled long       /imports/{compared}/edition/gone/{gone}/
import_edition_gone          secretariat filled            /imports/{compared}/edition/gone/{gone}/ send_nothing
import_edition_tell          secretariat filled long       /imports/{applied}/edition/tell/
import_edition_undo          secretariat filled            /imports/{applied}/edition/undo/
wording_confirm              reporter    filled long       /follow-ups/{changed-row}/wording/
wording_confirm              reporter    filled            /follow-ups/{changed-row}/wording/   send_nothing
follow_up                    reporter    filled long       /follow-ups/{changed-row}/
recommendation               cambodian   filled long       /recommendations/{reworded}/
recommendation_list          reporter    filled            /recommendations/?wording=before&{changed-row}
document_withdraw            secretariat filled long       /documents/{in-force}/withdraw/
document_withdraw            secretariat filled            /documents/{in-force}/withdraw/      send_nothing
document_withdraw            secretariat filled long       /documents/{withdrawn}/withdraw/
document                     secretariat filled long       /documents/{withdrawn}/
placing_list                 secretariat empty filled long /placings/
placing_list                 secretariat filled            /placings/?state=suggested&tick=all
placing_list                 secretariat filled            /placings/?document=nothing
placing                      secretariat filled long       /recommendations/{text}/placings/
link_list                    secretariat empty filled long /links/
link_list                    secretariat filled            /links/?state=suggested&{pair}       send_nothing
link_list                    reviewer    filled            /links/?state=confirmed&{pair}
link_decide                  secretariat filled long       /links/{pair}/
link_decide                  secretariat filled            /links/{linked}/
recommendation_links         secretariat filled long       /recommendations/{tied-text}/links/
recommendation_links         secretariat filled            /recommendations/{tied-text}/links/  send_nothing
recommendation_links         reporter    filled            /recommendations/{tied-text}/links/
fate                         secretariat filled long       /recommendations/{tied-text}/fate/
fate                         reporter    filled            /recommendations/{not-taken-up}/fate/
recommendation               reporter    filled            /recommendations/{tied-text}/
recommendation_correct       secretariat filled long       /recommendations/{mended}/correct/
recommendation_correct       secretariat filled            /recommendations/{mended}/correct/   send_nothing
recommendation               reporter    filled long       /recommendations/{mended}/
recommendation               reporter    filled            /recommendations/{withdrawn-text}/
follow_up                    reporter    filled            /follow-ups/{withdrawn-row}/
recommendation_list          reporter    filled            /recommendations/?force=withdrawn&{withdrawn}
task_list                    reporter    empty filled long /tasks/
update_check                 reporter    empty filled long /tasks/check/
update_check                 reporter    filled            /tasks/check/                        send_nothing_ticked
receipt                      reporter    filled long       /receipts/{receipt}/
kept_texts                   reporter    empty             /kept/
kept_texts                   reporter    filled long       /kept/?{kept}
kept_text                    reporter    filled long       /kept/{kept}/
task_list                    approver    empty filled      /tasks/
task_list                    reporter    filled long       /tasks/?round={round}
task_reasons                 reporter    filled long       /tasks/reasons/?{rows}&reason=for-others
task_reasons                 reporter    filled            /tasks/reasons/?{rows}              send_nothing_ticked
task_unchanged               reporter    filled long       /tasks/unchanged/?{rows}
task_together                reporter    filled long       /tasks/together/?{rows}
task_together                reporter    filled            /tasks/together/?apart=1&{tied-rows}&of={tied}
round_list                   reviewer    empty             /rounds/
round_list                   reviewer    filled long       /rounds/?{round}
round                        reviewer    filled long       /rounds/{round}/
round                        reporter    filled            /rounds/{round-closed}/
round_new                    reviewer    filled long       /rounds/new/
round_new                    reviewer    filled            /rounds/new/                        send_nothing
round_change                 reviewer    filled long       /rounds/{round}/change/
round_close                  reviewer    filled            /rounds/{round}/close/
round                        reviewer    filled long       /rounds/{round-closed}/
round_reopen                 reviewer    filled long       /rounds/{round-closed}/reopen/
round_reopen                 reviewer    filled            /rounds/{round-closed}/reopen/       send_nothing
round_assessments            reviewer    filled long       /rounds/{round-closed}/assessments/
round_assessments            reviewer    filled            /rounds/{round-closed}/assessments/  send_nothing
round_rows                   reporter    filled long       /rounds/{round-closed}/rows/?standing=proposed
round_rows                   reporter    filled            /rounds/{round}/rows/?country=XX
round_compare                reporter    filled long       /rounds/{round}/compare/?with={round-closed}
round_compare                reporter    filled            /rounds/{round}/compare/?with=0
progress_report              reviewer    filled long       /reports/progress/?round={round-closed}
paper                        reviewer    filled long       /rounds/{round}/paper/?{box}&{accepted}
paper_text                   reviewer    filled long       /rounds/{round}/paper/texts/summary/?{box}&{accepted}
paper_chapter                reviewer    filled            /rounds/{round}/paper/texts/chapter/{paper-theme}/?{accepted}
good_practice                reviewer    filled long       /rounds/{round}/paper/practice/{accepted}/?{box}
good_practice                reviewer    filled            /rounds/{round}/paper/practice/{accepted}/  send_nothing
good_practice_drop           reviewer    filled long       /rounds/{round}/paper/drop/{box}/?{accepted}
word_base                    reviewer    filled            /reports/word-base/
word_base                    reviewer    filled            /reports/word-base/                  send_nothing
sheet_upload                 reporter    empty filled      /tasks/upload/
sheet_upload                 reporter    filled            /tasks/upload/                      send_nothing
filled_sheet                 reporter    filled long       /tasks/upload/{sheet}/
filled_sheet                 reporter    filled            /tasks/upload/{sheet-done}/
filled_sheet                 reporter    filled            /tasks/upload/{sheet-runs}/         stand_still
filled_sheet                 reporter    filled            /tasks/upload/{sheet-lost}/
reply_sheet_new              reviewer    filled long       /rounds/{round}/answers/
reply_sheet_new              reviewer    filled            /rounds/{round-closed}/answers/     send_nothing
filled_sheet                 reviewer    filled long       /tasks/upload/{sheet-entered}/
approval_list                approver    empty filled long /approvals/
approval_list                approver    filled            /approvals/                          send_nothing
paper_approval               coordinator filled long       /approvals/{paper}/?{for-approval}
paper_approval               coordinator filled            /approvals/{paper}/?{for-approval} send_nothing
responsibility_list          coordinator empty filled long /responsibilities/
responsibility_list          coordinator filled            /responsibilities/                   send_nothing
hand_over                    coordinator filled long       /responsibilities/hand-over/
hand_over                    coordinator filled            /responsibilities/hand-over/         send_nothing
agency                       coordinator filled long       /agencies/{agency}/
review_queue                 reviewer    empty filled long /review/
review_queue                 reviewer    filled            /review/?country=LA&state=decided&{decided}
review_queue                 reviewer    filled            /review/?theme=nothing-of-this-kind
review_many                  reviewer    empty             /review/accept/
review_many                  reviewer    filled long       /review/accept/?{looked}
review_many                  reviewer    filled            /review/accept/?{looked}            send_nothing
sending_new                  reviewer    empty             /review/send/LA/
sending_new                  reviewer    filled long       /review/send/LA/?{decided}
sending_new                  reviewer    filled            /review/send/LA/?{decided}          send_nothing_ticked
review                       reviewer    filled long       /review/{decided}/
update_reopen                reviewer    filled long       /follow-ups/{accepted}/reopen/
update_reopen                reviewer    filled            /follow-ups/{accepted}/reopen/      send_nothing
follow_up                    reporter    filled            /follow-ups/{asked-again}/
saved_view_list              reviewer    empty             /saved/
saved_view_list              reviewer    filled long       /saved/?{saved}
saved_view_new               reviewer    filled            /saved/new/?page=review&query=country%3DLA
saved_view_new               reviewer    filled            /saved/new/?page=review&query=country%3DLA send_nothing
saved_view_delete            reviewer    filled long       /saved/{saved}/delete/
review                       reviewer    filled long       /review/{submitted}/
review                       reviewer    filled long       /review/{again}/
review                       reviewer    filled long       /review/{again}/                     send_nothing
recommendation               speaker     filled long       /recommendations/{speaks-of}/
recommendation               hidden-speaker filled         /recommendations/{speaks-of}/
recommendation               secretariat filled            /recommendations/{speaks-of}/
follow_up                    reporter    filled long       /follow-ups/{speaks-of-row}/
statement_new                speaker     filled long       /recommendations/{speaks-of}/statement/
statement_new                speaker     filled            /recommendations/{speaks-of}/statement/ send_nothing
statement_move               speaker     filled long       /statements/{said}/change/
statement_move               speaker     filled            /statements/{said}/withdraw/
statement_move               secretariat filled long       /statements/{said}/hide/
statement_move               secretariat filled            /statements/{said}/hide/             send_nothing
statement_move               secretariat filled            /statements/{hidden-one}/show/
reply_new                    reviewer    filled long       /follow-ups/{speaks-of-row}/reply/
reply_new                    reviewer    filled            /follow-ups/{speaks-of-row}/reply/   send_nothing
review                       reviewer    filled long       /review/{entered-row}/
follow_up                    reporter    filled            /follow-ups/{entered-row}/
picture                      reporter    empty filled long /picture/
picture                      reviewer    filled            /picture/?alike=on&suggested=on&{theme}
picture                      reporter    filled            /picture/?country=XX&forum=x
picture_recommendations      reporter    empty filled long /picture/recommendations/
picture_recommendations      reviewer    filled            /picture/recommendations/?theme={theme}
country                      cambodian   filled long       /countries/LA/
country                      reporter    empty             /countries/LA/
theme                        reporter    filled long       /themes/{theme}/
theme                        reporter    filled            /themes/{theme}/?suggested=on
forum                        reporter    filled long       /forums/15/
body                         reporter    empty             /bodies/workers/
body                         reviewer    filled long       /bodies/workers/?{union}
report_list                  reporter    empty filled long /reports/
report_list                  reporter    filled            /reports/progress/?since=yesterday
progress_report              reporter    empty filled long /reports/progress/
progress_report              reporter    filled long       /reports/progress/?country=LA
progress_report              reviewer    filled            /reports/progress/?forum=15
brief                        reviewer    empty filled      /reports/brief/
brief                        reviewer    filled long       /reports/brief/?since=2020&country=LA
brief                        reporter    filled            /reports/brief/?since=soon
one_page                     reporter    empty             /reports/one-page/
one_page                     reporter    filled long       /reports/one-page/?country=LA
thematic_list                reporter    empty filled long /reports/thematic/
meeting_list                 reviewer    empty             /meetings/
meeting_list                 reviewer    filled long       /meetings/?{meeting}
meeting_new                  coordinator empty             /meetings/new/
meeting_new                  reviewer    filled long       /meetings/new/?country=LA
meeting_new                  reviewer    filled            /meetings/new/?country=LA           send_nothing
meeting                      reviewer    filled long       /meetings/{meeting}/?{accepted}
meeting_item                 reviewer    filled long       /meetings/{meeting}/1/?{accepted}
meeting_item                 reviewer    filled            /meetings/{meeting}/2/?{accepted}
meeting_change               reviewer    filled long       /meetings/{meeting}/change/?{accepted}
meeting_change               reviewer    filled            /meetings/{meeting}/change/?{accepted}  send_nothing
meeting_add                  reviewer    filled long       /meetings/{meeting}/add/?{accepted}
meeting_delete               reviewer    filled long       /meetings/{meeting}/delete/?{accepted}
account_login                -           empty filled      /accounts/login/
account_login                -           filled            /accounts/login/                     send_nothing
account_login                -           filled            /accounts/login/                     type_a_wrong_password
account_logout               reporter    filled            /accounts/logout/
account_inactive             -           filled            /accounts/inactive/
account_signup               -           filled            /accounts/signup/
account_reauthenticate       reporter    filled            /accounts/reauthenticate/
account_reauthenticate       reporter    filled            /accounts/reauthenticate/            send_nothing
account_email                reporter    filled long       /accounts/email/
account_email                careful     filled            /accounts/email/
account_email                reporter    filled            /accounts/email/                     add_a_wrong_address
account_email_verification_sent -           filled            /accounts/confirm-email/
account_confirm_email        -           filled            /accounts/confirm-email/{confirmation}/
account_confirm_email        -           filled            /accounts/confirm-email/no-such-key/
account_change_password      reporter    filled            /accounts/password/change/
account_change_password      reporter    filled            /accounts/password/change/           send_nothing
account_set_password         invited     filled            /accounts/password/set/
account_set_password         invited     filled            /accounts/password/set/              send_nothing
account_reset_password       -           filled            /accounts/password/reset/
account_reset_password       -           filled            /accounts/password/reset/            send_nothing
account_reset_password_done  -           filled            /accounts/password/reset/done/
account_reset_password_from_key -           filled            /accounts/password/reset/key/{reset}/
account_reset_password_from_key -           filled            /accounts/password/reset/key/{reset}/ send_nothing
account_reset_password_from_key -           filled            /accounts/password/reset/key/1-wrong/
account_reset_password_from_key_done -           filled            /accounts/password/reset/key/done/
mfa_index                    reporter    filled            /accounts/2fa/
mfa_index                    careful     filled            /accounts/2fa/
mfa_authenticate             -           filled            /accounts/login/                     sign_in_carefully
mfa_reauthenticate           careful     filled            /accounts/2fa/reauthenticate/
mfa_activate_totp            reporter    filled            /accounts/2fa/totp/activate/
mfa_activate_totp            reporter    filled            /accounts/2fa/totp/activate/         send_nothing
mfa_deactivate_totp          careful     filled            /accounts/2fa/totp/deactivate/
mfa_view_recovery_codes      careful     filled            /accounts/2fa/recovery-codes/
mfa_generate_recovery_codes  careful     filled            /accounts/2fa/recovery-codes/generate/
400                          reporter    filled            /suspicious/
403                          stranger    filled            /tasks/
403_csrf                     reporter    filled            /profile/                            lose_the_cookie
404                          reporter    filled            /nothing-here/
404                          -           filled            /nothing-here/
500                          reporter    filled            /broken/
admin:index                  secretariat filled long       /admin/
admin:changelist             secretariat filled long       /admin/recommendations/user/
admin:changelist             secretariat filled long       /admin/recommendations/followup/
admin:changelist             secretariat filled long       /admin/recommendations/recommendation/
admin:change                 secretariat filled long       /admin/recommendations/user/{person}/change/
admin:change                 secretariat filled long       /admin/recommendations/recommendation/{printed}/change/
admin:add                    secretariat filled            /admin/recommendations/user/add/
admin:add                    secretariat filled            /admin/recommendations/user/add/     save_in_the_admin
admin:make_nameless          secretariat filled            /admin/recommendations/user/         make_nameless
"""

# Routes that answer with a file, with a redirect, or to a post alone.
NOT_PAGES = {
    "review_seen": "takes posts",
    "saved_view": "leads to a page",
    "update_move": "takes posts",
    "signature_sheet": "a file",
    "paper_scan": "a file",
    "agency_download": "a file",
    "paper_download": "a file",
    "round_compare_download": "a file",
    "picture_download": "a file",
    "picture_recommendations_download": "a file",
    "body_download": "a file",
    "update_autosave": "takes posts",
    "receipt_download": "a file",
    "sheet_download": "a file",
    "reply_sheet_download": "a file",
    "task_word": "a file",
    "evidence_file": "a file",
    "reply_file": "a file",
    "evidence_picture": "a picture",
    "job_cancel": "takes posts",
    "import_page_picture": "a picture",
    "edition_file": "a file",
    "recommendation_download": "a file",
    "progress_report_download": "a file",
    "brief_download": "a file",
    "one_page_download": "a file",
    "country_report": "a file",
    "thematic_download": "a file",
    "meeting_minutes": "a file",
    "mfa_download_recovery_codes": "a file",
    "account_confirm_login_code": "sign-in by code is off",
}

# The status of a page that is no 200: by its row’s route, gesture or address.
STATUS = {
    "400": 400,
    "403": 403,
    "403_csrf": 403,
    "404": 404,
    "500": 500,
    "save_after_somebody_else": 409,
    "save_too_late": 409,
    "accept_after_somebody_else": 409,
    "/reports/progress/?since=yesterday": 400,
    "/reports/brief/?since=soon": 400,
}
# Where these begin, and name no follow-up, all of them are listed.
LISTS = (
    "/recommendations/", "/approvals/", "/responsibilities/", "/documents/", "/tasks/", "/review/", "/reports/",
    "/admin/", "/picture/", "/countries/", "/forums/",
)  # fmt: skip
# Pages of the admin that are Django’s own templates: their HTML is not ours to mend.
STOCK = {"admin:changelist", "admin:change", "admin:add"}


@dataclass(frozen=True)
class Row:
    route: str
    who: str
    scene: str
    path: str
    gesture: str = ""

    @property
    def name(self) -> str:
        gesture = f"-{self.gesture}" if self.gesture else ""
        return f"{self.route}-{self.who}-{self.scene}-{self.path}{gesture}"

    @property
    def states(self) -> frozenset[str]:
        """The follow-ups that the page shows, by state: "" stands for all of them."""
        if named := re.findall(r"{([^}]+)}", self.path):
            return frozenset({*named, "nothing", "accepted"})
        return frozenset({""} if self.path == "/" or self.path.startswith(LISTS) else ())

    @property
    def status(self) -> int:
        return next((STATUS[key] for key in (self.route, self.gesture, self.path) if key in STATUS), 200)

    @property
    def is_own(self) -> bool:
        return self.route not in STOCK

    @property
    def has_skip_link(self) -> bool:
        """Errors that happen before anything is known have no navigation to skip."""
        return self.route not in {"400", "403_csrf", "500"}


def rows() -> list[Row]:
    found = []
    for line in ROWS.strip().splitlines():
        route, who, *words = line.split()
        at = next(number for number, word in enumerate(words) if word.startswith("/"))
        found += [Row(route, who, scene, words[at], *words[at + 1 :]) for scene in words[:at]]
    return found
