"""A country’s own work: its pages in every state (tests/browser/pages.py)."""

ROWS = """
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
wording_confirm              reporter    filled long       /follow-ups/{changed-row}/wording/
wording_confirm              reporter    filled            /follow-ups/{changed-row}/wording/   send_nothing
follow_up                    reporter    filled long       /follow-ups/{changed-row}/
follow_up                    reporter    filled            /follow-ups/{withdrawn-row}/
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
sheet_upload                 reporter    empty filled      /tasks/upload/
sheet_upload                 reporter    filled            /tasks/upload/                      send_nothing
filled_sheet                 reporter    filled long       /tasks/upload/{sheet}/
filled_sheet                 reporter    filled            /tasks/upload/{sheet-done}/
filled_sheet                 reporter    filled            /tasks/upload/{sheet-runs}/         stand_still
filled_sheet                 reporter    filled            /tasks/upload/{sheet-lost}/
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
follow_up                    reporter    filled            /follow-ups/{asked-again}/
follow_up                    reporter    filled long       /follow-ups/{speaks-of-row}/
statement_new                speaker     filled long       /recommendations/{speaks-of}/statement/
statement_new                speaker     filled            /recommendations/{speaks-of}/statement/ send_nothing
statement_move               speaker     filled long       /statements/{said}/change/
statement_move               speaker     filled            /statements/{said}/withdraw/
statement_move               secretariat filled long       /statements/{said}/hide/
statement_move               secretariat filled            /statements/{said}/hide/             send_nothing
statement_move               secretariat filled            /statements/{hidden-one}/show/
follow_up                    reporter    filled            /follow-ups/{entered-row}/
"""
