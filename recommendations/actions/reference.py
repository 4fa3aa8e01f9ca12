"""The fixtures that a new site begins with, in the order in which they are loaded."""

# manage.py loaddata takes them in one go; `manage.py demo` and the tests take them from here.
# The words and states come first, then the five documents, then where their texts are placed.
VOCABULARY_FIXTURES = (
    "parties",
    "organizations",
    "forums",
    "themes",
    "target_groups",
    "heading_words",
    "placing_rules",
)
DOCUMENT_FIXTURES = ("documents", "recommendations", "follow_ups")
REFERENCE_FIXTURES = (*VOCABULARY_FIXTURES, *DOCUMENT_FIXTURES, "placings")
