"""What reviewers do: its pages in every state (tests/browser/pages.py)."""

ROWS = """
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
paper                        reviewer    filled long       /rounds/{round}/paper/?{box}&{accepted}
paper_text                   reviewer    filled long       /rounds/{round}/paper/texts/summary/?{box}&{accepted}
paper_chapter                reviewer    filled            /rounds/{round}/paper/texts/chapter/{paper-theme}/?{accepted}
good_practice                reviewer    filled long       /rounds/{round}/paper/practice/{accepted}/?{box}
good_practice                reviewer    filled            /rounds/{round}/paper/practice/{accepted}/  send_nothing
good_practice_drop           reviewer    filled long       /rounds/{round}/paper/drop/{box}/?{accepted}
word_base                    reviewer    filled            /reports/word-base/
word_base                    reviewer    filled            /reports/word-base/                  send_nothing
reply_sheet_new              reviewer    filled long       /rounds/{round}/answers/
reply_sheet_new              reviewer    filled            /rounds/{round-closed}/answers/     send_nothing
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
saved_view_list              reviewer    empty             /saved/
saved_view_list              reviewer    filled long       /saved/?{saved}
saved_view_new               reviewer    filled            /saved/new/?page=review&query=country%3DLA
saved_view_new               reviewer    filled            /saved/new/?page=review&query=country%3DLA send_nothing
saved_view_delete            reviewer    filled long       /saved/{saved}/delete/
review                       reviewer    filled long       /review/{submitted}/
review                       reviewer    filled long       /review/{again}/
review                       reviewer    filled long       /review/{again}/                     send_nothing
reply_new                    reviewer    filled long       /follow-ups/{speaks-of-row}/reply/
reply_new                    reviewer    filled            /follow-ups/{speaks-of-row}/reply/   send_nothing
review                       reviewer    filled long       /review/{entered-row}/
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
"""
