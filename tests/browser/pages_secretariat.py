"""What the secretariat does: its pages in every state (tests/browser/pages.py)."""

ROWS = """
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
document_withdraw            secretariat filled long       /documents/{in-force}/withdraw/
document_withdraw            secretariat filled            /documents/{in-force}/withdraw/      send_nothing
document_withdraw            secretariat filled long       /documents/{withdrawn}/withdraw/
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
recommendation_correct       secretariat filled long       /recommendations/{mended}/correct/
recommendation_correct       secretariat filled            /recommendations/{mended}/correct/   send_nothing
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
