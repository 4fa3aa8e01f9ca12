"""What everybody with a role reads: its pages in every state (tests/browser/pages.py)."""

ROWS = """
home                         reporter    empty filled long /
home                         reviewer    filled            /
home                         stranger    filled            /
profile                      coordinator empty filled long /profile/
profile                      coordinator filled            /profile/                            type_too_long_a_name
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
recommendation               cambodian   filled long       /recommendations/{reworded}/
recommendation_list          reporter    filled            /recommendations/?wording=before&{changed-row}
document                     secretariat filled long       /documents/{withdrawn}/
recommendation               reporter    filled            /recommendations/{tied-text}/
recommendation               reporter    filled long       /recommendations/{mended}/
recommendation               reporter    filled            /recommendations/{withdrawn-text}/
recommendation_list          reporter    filled            /recommendations/?force=withdrawn&{withdrawn}
progress_report              reviewer    filled long       /reports/progress/?round={round-closed}
recommendation               speaker     filled long       /recommendations/{speaks-of}/
recommendation               hidden-speaker filled         /recommendations/{speaks-of}/
recommendation               secretariat filled            /recommendations/{speaks-of}/
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
progress_report              reviewer    filled            /reports/progress/?country=LA   ask_for_a_long_file
job                          reviewer    filled            /jobs/{reporting}/              stand_still
brief                        reviewer    empty filled      /reports/brief/
brief                        reviewer    filled long       /reports/brief/?since=2020&country=LA
brief                        reporter    filled            /reports/brief/?since=soon
one_page                     reporter    empty             /reports/one-page/
one_page                     reporter    filled long       /reports/one-page/?country=LA
thematic_list                reporter    empty filled long /reports/thematic/
"""
