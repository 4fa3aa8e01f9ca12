"""The words of forum documents, as tables. Names of states: as the documents spell them, and as newspapers do."""

import re

from recommendations.parsing import tongues


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNTRIES = {  # printed name, or how a country calls what is its own, → ISO 3166-1 alpha-2
    "brunei darussalam": "BN", "brunei": "BN", "bruneian": "BN",
    "cambodia": "KH", "cambodian": "KH",
    "indonesia": "ID", "indonesian": "ID",
    "lao people's democratic republic": "LA", "lao pdr": "LA", "lao p.d.r.": "LA", "laos": "LA", "laopdr": "LA", "lao": "LA",
    "malaysia": "MY", "malaysian": "MY",
    "myanmar": "MM",
    "philippines": "PH", "philippine": "PH",
    "singapore": "SG", "singaporean": "SG",
    "thailand": "TH", "thai": "TH",
    "timor-leste": "TL", "timor leste": "TL", "east timor": "TL",
    "viet nam": "VN", "vietnam": "VN", "vietnamese": "VN",
}  # fmt: skip
COUNTRIES |= tongues.COUNTRIES
COUNTRY = re.compile(
    r"(?<!\w)(?:%s)(?!\w)|ประเทศไทย|ສປປ ລາວ|កម្ពុជា|မြန်မာ"
    % "|".join(re.escape(name) for name in sorted(COUNTRIES, key=len, reverse=True)),
    re.I,
)

# What the title says, in the order of asking; the first that fits names the kind. "Migrant workers" are not "the workers".
WORKERS = r"(?<!migrant )workers?(?:['’]s?| and trade)|trade unions?|\batuc\b"
KINDS = (
    (
        "regional-cso",
        re.compile(r"civil[ -]society|\bcsos?\b|\bngos?\b|\btf-?amw\b|task ?force on asean migrant", re.I),
    ),
    (
        "regional-workers",
        re.compile(r"(?:regional|asean)(?!.*\bnational\b).*?(?:%s)|\batuc\b" % WORKERS, re.I),
    ),
    (
        "regional-workers",
        re.compile(
            r"^(?!.*\bnational\b).*(?:trade unions?|(?<!migrant )workers['’] (?:preparatory|group|meeting))",
            re.I,
        ),
    ),
    (
        "regional-employers",
        re.compile(r"^(?!.*\bnational\b).*(?:employers?\b|\bconfederation of employers\b|\bace\b)", re.I),
    ),
    ("national", re.compile(rf"{tongues.NATIONAL}|\bnational\b|^(?!.*\bregional\b).*\btripartite\b", re.I)),
)
PREPARES = re.compile(rf"\b(?:preparat\w+|preparing|workshop|consultation|country)\b|{tongues.PREPARES}", re.I)
MEETING = re.compile(
    rf"\b(?:meeting|workshop|consultation|conference|dialogue|seminar|forum|recommendations?)\b|{tongues.MEETING}|{tongues.FORUM}|{tongues.RECOMMENDATIONS}",
    re.I,
)

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()
COUNTING = "one two three four five six seven eight nine ten".split()
FORUM_NAME = r"(?:asean\s*forum\s*on\s*(?:migrant|labou?r|migration)|\bafml\b|\baflm\b|%s)" % tongues.FORUM
MONTHS = "january february march april may june july august september october november december".split()

ONLINE = re.compile(
    r"\b(?:online|on-line|virtual(?:ly)?|video[ -]?conferenc\w*|zoom|google meet|(?:microsoft|ms) teams|webinar|webex|hybrid|remotely)\b|%s"
    % tongues.ONLINE,
    re.I,
)
IN_PERSON = re.compile(r"\b(?:in[ -]person|face[ -]to[ -]face|physical(?:ly)?)\b", re.I)

LETTERHEAD = words(
    "international labour labor organization organisation office ilo canada australia australian aid dfat global affairs asean triangle in "
    "programme project switzerland swiss iom un women unwomen the for of and page draft final kingdom government supported by"
)

# Headings that open something which holds no recommendation, until a sub-theme or "Recommendations" opens.
ELSEWHERE = re.compile(
    r"^(?:[\dA-Z]{1,3}[.)]\s+)?(?:(?:tentative|draft|provisional|proposed|final|workshop|meeting)\s+)?"
    r"(?:agenda|programme(?: of work| agenda)?|program|schedule|(?:list of )?(?:participants|attendees|delegates)|attendance|contents|table of contents|"
    r"background|objectives?|rationale|expected outputs?|concept note|press release|media (?:release|advisory|statement)|news(?:letter| release)?|fact ?sheet|questionnaire|evaluation form|invitation|speech|terms of reference|introduction|acknowledge?ments?|"
    r"annex(?:es)?(?: \w{1,3})?|next steps|(?:the )?way forward|conclusions?|closing(?: session| remarks| ceremony)?|appendix(?: \w{1,3})?|references|bibliography|abbreviations|acronyms|opening(?: session| remarks| ceremony)?|"
    r"(?:the )?(?:\w+ )?(?:sub-?\s?themes|topics)(?: are| include)?)\s*(?:[:.|–—-].{0,80})?$",
    re.I,
)
# Titles of papers in which nothing is recommended, whatever they tell of recommendations.
OTHER_PAPER = re.compile(
    r"^(?:\W*)(?:draft\s+|joint\s+)?(?:press release|media (?:release|advisory|statement)|news(?:letter| release)?|concept note|terms of reference|"
    r"(?:tentative |provisional |draft |workshop |meeting )?(?:agenda|programme|program|schedule)|list of \w+|participants|attendance|(?:opening |welcome |closing |keynote )?(?:speech|remarks|address)|"
    r"invitation|survey|fact ?sheet|questionnaire|evaluation form)\b",
    re.I,
)
RECOMMENDATIONS = re.compile(
    r"^(?:[\dA-Z]{1,4}[.)]\s+)?(?:(?:the|our|key|main|proposed|draft|final|agreed|adopted|approved|outcome|workshop|meeting|forum|tripartite|joint|national|regional|general|specific|policy|list of|set of|summary of)\s+)*recommendations?(?:\s+(?:agreed|adopted|proposed|made|endorsed|approved|formulated|submitted)(?:\s+(?:on|by|at|of|from|the)\b[^:]{0,60})?|\s+of the (?:forum|meeting|workshop|consultation|participants))?\s*[:.]?$|^(?:%s)\s*[:.]?$"
    % tongues.RECOMMENDATIONS,
    re.I,
)
ASKS_NEXT = re.compile(rf"(?:{tongues.RECOMMENDATIONS}).*:$|\brecommend\w*\b.*:$|\bas follows\s*[:.]$", re.I | re.S)

CLOSING = re.compile(
    r"^(?:"
    r"(?:the|this|our)\s+(?:[\w'’&,/-]+\s+){0,12}?(?:meeting|workshop|forum|afml|consultation|event|dialogue|conference|seminar)\s+"
    r"(?:(?:was|were|has been|is)\s+(?:\w+ly\s+)?(?:held|organi[sz]ed|convened|conducted|hosted|supported|attended|funded|closed|adjourned|co-\w+)"
    r"|(?:took place|ended|concluded|closed))\b"
    r"|(?:the|our|all|we)\b\s*(?:participants?|delegates|delegations|forum|afml|meeting|workshop)?\s*(?:also\s+|further\s+)?"
    r"(?:expressed|thanked|thank|extended|conveyed|appreciated|agreed to (?:meet|submit|convene))\b"
    r"|(?:adopted|done|agreed|endorsed|approved|signed|issued|prepared|submitted)\s+(?:on|by|at|in|this)\b"
    r"|(?:the|these|this|our|all)\s+(?:above\s+)?(?:\w+\s+){0,3}(?:recommendations?|proposals?|demands?|outcomes?|document|text)\s+(?:was|were|is|are|has been|have been|will be)\s+"
    r"(?:\w+ly\s+)?(?:adopted|agreed|prepared|endorsed|developed|drafted|formulated|finali[sz]ed|discussed|submitted|presented|based|annexed)\b"
    r"|(?:the|these|this|our)\s+(?:\w+\s+){0,2}(?:recommendations|proposals|demands)\s+(?:complement|reflect|build|represent|express|replace|supplement|follow)\b"
    r"|(?:signed|signatures?|signatories|remarks?|drafted by|rapporteurs?|chairs?|secretariat)\s*(?:[:.]|$|by\b)|(?:signed|witnessed)\s+(?:by|for|on behalf)\b"
    r"|(?:for|on behalf of)\s+(?:the\s+)?(?:government|employers|workers)[^.]{0,60}:?\s*[_.…]{3,}|_{5,}"
    r"|(?:best|kind|warm)?\s*regards\b|(?:yours\s+)?(?:sincerely|faithfully|truly)\b|thank you\b|(?:the )?participants?\s+(?:expressed|thanked|agreed)\b"
    r"|for\s+(?:more|further)\s+information\b|contact(?: us| person| details)?\s*:|e-?mail\s*:|tel(?:ephone)?\s*[:.]|https?://|www\.|©|\(c\)\s+\d{4}|copyright\b"
    r"|(?:with (?:the )?(?:financial )?support|supported by|funded by|source:|note:|disclaimer)"
    r"|(?:[-*_=#~•–—]\s*){3,}(?:end\b.*)?$|[-–—*\s]*(?:the )?end[-–—*\s.]*$"
    r")",
    re.I,
)

# A text that asks for something: "should", "Governments to ensure", or one of these in front.
MODAL = re.compile(
    r"\b(?:should|must|shall|ought|needs? to|(?:is|are|be) to be|encouraged? to|urged?|calls? (?:on|upon|for)|recommend(?:s|ed to)?\b|required to|entitled to|requested to|necessary)\b",
    re.I,
)
ASKED = re.compile(r"^(?:[\w'’/&,()-]+ ){1,9}to (?!the |a |an |which |whom )[a-z]+")
NOUN_OF = re.compile(r"^\w+(?:tion|sion|ment|ance|ing|al)s? (?:and \w+ )?of\b", re.I)
AGENDA_WORDS = words(
    "opening closing welcome registration coffee lunch remarks speech presentation break session briefing introduction overview keynote photo dinner"
)
NARRATIVE = re.compile(
    r"\b(?:was|were|had|expressed|noted|thanked|delivered|attended|highlighted|discussed|opened|presented|stated|stressed)\b",
    re.I,
)
TIME = re.compile(r"^\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[:.]\d{2}\s*(?:[-–—]|to|am|pm|hrs)", re.I)
