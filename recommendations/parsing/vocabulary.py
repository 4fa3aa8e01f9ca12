"""The words of forum documents, as tables. Names of states: as the documents spell them, and as newspapers do."""

import re


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
COUNTRY = re.compile(
    r"\b(?:%s)\b" % "|".join(re.escape(name) for name in sorted(COUNTRIES, key=len, reverse=True)), re.I
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
    ("national", re.compile(r"\bnational\b|^(?!.*\bregional\b).*\btripartite\b", re.I)),
)
PREPARES = re.compile(r"\b(?:preparat\w+|preparing|workshop|consultation|country)\b", re.I)
MEETING = re.compile(r"\b(?:meeting|workshop|consultation|conference|dialogue|seminar|forum|recommendations?)\b", re.I)

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()
COUNTING = "one two three four five six seven eight nine ten".split()
FORUM_NAME = r"(?:asean\s*forum\s*on\s*(?:migrant|labou?r|migration)|\bafml\b|\baflm\b)"
MONTHS = "january february march april may june july august september october november december".split()

ONLINE = re.compile(
    r"\b(?:online|on-line|virtual(?:ly)?|video[ -]?conferenc\w*|zoom|google meet|(?:microsoft|ms) teams|webinar|webex|hybrid|remotely)\b",
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
    r"background|objectives?|rationale|expected outputs?|concept note|press release|terms of reference|introduction|acknowledge?ments?|"
    r"annex(?:es)?(?: \w{1,3})?|next steps|(?:the )?way forward|conclusions?|closing(?: session| remarks| ceremony)?|appendix(?: \w{1,3})?|references|bibliography|abbreviations|acronyms|opening(?: session| remarks| ceremony)?|"
    r"(?:the )?(?:\w+ )?(?:sub-?\s?themes|topics)(?: are| include)?)\s*(?:[:.|–—-].{0,80})?$",
    re.I,
)
RECOMMENDATIONS = re.compile(
    r"^(?:[\dA-Z]{1,4}[.)]\s+)?(?:(?:the|key|main|proposed|draft|final|agreed|adopted|national|policy|list of|set of)\s+)*recommendations?\s*[:.]?$",
    re.I,
)
ASKS_NEXT = re.compile(r"\brecommend\w*\b.*:$|\bas follows\s*[:.]$", re.I | re.S)

CLOSING = re.compile(
    r"^(?:"
    r"(?:the|this|our)\s+(?:[\w'’&,/-]+\s+){0,12}?(?:meeting|workshop|forum|afml|consultation|event|dialogue|conference|seminar)\s+"
    r"(?:(?:was|were|has been|is)\s+(?:\w+ly\s+)?(?:held|organi[sz]ed|convened|conducted|hosted|supported|attended|funded|closed|adjourned|co-\w+)"
    r"|(?:took place|ended|concluded|closed))\b"
    r"|(?:the|our|all|we)\b\s*(?:participants?|delegates|delegations|forum|afml|meeting|workshop)?\s*(?:also\s+|further\s+)?"
    r"(?:expressed|thanked|thank|extended|conveyed|appreciated|agreed to (?:meet|submit|convene))\b"
    r"|(?:adopted|done|agreed|endorsed|approved|signed|issued|prepared|submitted)\s+(?:on|by|at|in|this)\b"
    r"|(?:the|these|this)\s+(?:\w+\s+){0,3}(?:recommendations?|document)\s+(?:was|were|is|are|has been|have been|will be)\s+"
    r"(?:\w+ly\s+)?(?:adopted|agreed|prepared|endorsed|developed|drafted|formulated|finali[sz]ed|discussed|submitted|presented)\b"
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
VERBS = words(
    "abolish accelerate accept accord achieve acknowledge act adapt add address adhere adjust adopt advance advocate affirm agree align allocate allow "
    "amend analyse analyze apply appoint approve arrange assess assign assist assure attract avoid ban begin blacklist bring broaden build call campaign "
    "capacitate carry cease certify champion change check cite clarify close coach collaborate collate collect combat come commission commit communicate "
    "compensate compile complement complete comply conclude conduct consider consolidate consult continue contribute control convene cooperate "
    "coordinate co-operate co-ordinate cover create criminalise criminalize cut decentralise decentralize decrease decriminalise decriminalize define deliver "
    "demand deploy design designate detect determine develop devise digitalise digitalize digitise digitize discourage discuss disseminate distribute "
    "diversify document double draft draw duly educate effect elaborate eliminate embed emphasise emphasize employ empower enable enact encourage end endorse "
    "enforce engage enhance enlarge enlist enrich enroll ensure equip eradicate establish evaluate examine exchange exempt exercise expand expedite explore "
    "extend facilitate familiarise finalise finalize finance follow formalise formalize formulate forge foster fully fund gather generate give grant guarantee "
    "guide halt harmonise harmonize have help highlight hold hire host identify implement impose improve include incorporate increase inform initiate inspect install "
    "institute institutionalise institutionalize integrate intensify introduce invest investigate invite issue join jointly keep launch lay lead learn legislate "
    "leverage license limit link lower lobby mainstream maintain make manage mandate map maximise maximize measure mediate minimise minimize mitigate mobilise "
    "mobilize modernise modernize monitor move negotiate network note observe obtain offer open operationalise operationalize optimise optimize organise "
    "organize orient oversee participate partner pass pay penalise penalize permit persuade pilot place plan pool pave portray practice practise prepare prescribe "
    "prevent prioritise prioritize produce prohibit promote promulgate propose prosecute protect provide publicise publicize publish punish pursue put "
    "raise ratify re-examine reach reaffirm realise realize recall recognise recognize recommend recruit rectify reduce refer reform refrain register regularise regularize "
    "regularly regulate reinforce reintegrate reiterate remain remind remove render renew repatriate repeal replace replicate report request require rescue research resolve respect "
    "respond restore restrict review revise revisit revitalise reward roll safeguard sanction scale screen secure seek sensitise sensitize separate set "
    "share should sign simplify solicit solve speed sponsor standardise standardize start state stop streamline strengthen strictly strive structure study submit subsidise "
    "subsidize suggest supervise supplement support surveil suspend sustain tackle tailor take target teach terminate test track train transfer "
    "transform translate treat uphold undertake unify update upgrade upskill urge use utilise utilize validate verify vigorously waive widen withdraw work"
)
AGENDA_WORDS = words(
    "opening closing welcome registration coffee lunch remarks speech presentation break session briefing introduction overview keynote photo dinner"
)
NARRATIVE = re.compile(
    r"\b(?:was|were|had|expressed|noted|thanked|delivered|attended|highlighted|discussed|opened|presented|stated|stressed)\b",
    re.I,
)
TIME = re.compile(r"^\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[:.]\d{2}\s*(?:[-–—]|to|am|pm|hrs)", re.I)
