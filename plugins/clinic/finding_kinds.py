"""The kinds of findings about clinic.yaml and people.yaml, and about the names in posts."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind, example_post, of_values

_CLINIC, _PEOPLE = "clinic.yaml", "people.yaml"
_FACTS = "name: Harbour Lane\nphone: 020 7946 0000\ncountry: GB\n"
_PLACE = "locations:\n  - slug: quay\n    name: Harbour Lane, the quay\n"
_PERSON = "- name: Ines Falk\n  slug: ines-falk\n"
_HOURS = "    hours:\n      - days: {}\n        times: {}\n"
_PICTURE = "    picture:\n      src: {}\n      alt: The house by the quay\n"
_CALL = "Patients would call in vain."

KINDS = (
    *of_values(
        "clinic",
        {
            "unreadable": (
                f"{_FACTS}headline: Knees: what helps\n",
                f'{_FACTS}headline: "Knees: what helps"\n',
            ),
            "bad-value": (
                f"{_FACTS}email: desk at harbourlane\n",
                f"{_FACTS}email: desk@harbourlane.example.org\n",
            ),
            "missing-key": ("phone: 020 7946 0000\ncountry: GB\n", _FACTS),
            "unknown-key": (
                f"{_FACTS}hedline: Calm backs\n",
                f"{_FACTS}headline: Calm backs\n",
            ),
            "not-indented": (
                f"{_FACTS}{_PLACE}{_PICTURE.format('couch.png').replace('      ', '    ')}",
                f"{_FACTS}{_PLACE}{_PICTURE.format('couch.png')}",
            ),
            "unpaired-direction": (
                f"{_FACTS}headline: Calm \u202ebacks\n",
                f"{_FACTS}headline: Calm backs\n",
            ),
        },
        section="data",
        file=_CLINIC,
    ),
    FindingKind(
        "clinic/bad-picture",
        "error",
        "A picture that clinic.yaml or people.yaml names is there, and can be published.",
        "Visitors would see a broken picture.",
        f"{_FACTS}{_PLACE}{_PICTURE.format('coach.png')}",
        f"{_FACTS}{_PLACE}{_PICTURE.format('couch.png')}",
        section="data",
        file=_CLINIC,
    ),
    FindingKind(
        "clinic/double",
        "error",
        "Two people differ in name and slug, two locations in slug, two categories in translation.",
        "Only one of the two could have a page.",
        f"{_PERSON}- name: Ines Berg\n  slug: ines-falk\n",
        f"{_PERSON}- name: Ines Berg\n  slug: ines-berg\n",
        section="data",
        file=_PEOPLE,
    ),
    FindingKind(
        "clinic/hours",
        "error",
        "Opening hours have real days and times, and end after they begin.",
        "Patients would come to a closed door.",
        f"{_FACTS}{_PLACE}{_HOURS.format('Monday to Friday', '9am to 5am')}",
        f"{_FACTS}{_PLACE}{_HOURS.format('Monday to Friday', '9am to 5pm')}",
        section="data",
        file=_CLINIC,
    ),
    FindingKind(
        "clinic/impossible-phone",
        "error",
        "A telephone number can be dialled.",
        _CALL,
        "name: Harbour Lane\nphone: 7946 0000\ncountry: GB\n",
        _FACTS,
        section="data",
        file=_CLINIC,
    ),
    FindingKind(
        "clinic/unused-phone",
        "warning",
        "A telephone number is one that somebody can have.",
        _CALL,
        "name: Harbour Lane\nphone: 0222 222 2222\ncountry: GB\n",
        _FACTS,
        section="data",
        file=_CLINIC,
    ),
    FindingKind(
        "clinic/phone-country",
        "warning",
        "A telephone number begins with the code of its country, or the clinic's country is known.",
        "Nobody can say whether the number is right, and a phone abroad could not dial it.",
        section="data",
    ),
    FindingKind(
        "clinic/postcode",
        "error",
        "A postcode is written as in the clinic's country.",
        "Maps and satnavs would lead patients elsewhere.",
        f"{_FACTS}{_PLACE}    postcode: SW1A IAA\n",
        f"{_FACTS}{_PLACE}    postcode: SW1A 1AA\n",
        section="data",
        file=_CLINIC,
    ),
    FindingKind(
        "clinic/unknown-article",
        "error",
        "The home page leads to articles that exist.",
        "Visitors would not see what the editor has chosen for them.",
        f"{_FACTS}start_here: [needels]\n",
        f"{_FACTS}start_here: [needles]\n",
        section="data",
        file=_CLINIC,
        also="warning",
    ),
    FindingKind(
        "clinic/unknown-page",
        "error",
        "The menu names pages that exist.",
        "Visitors would follow a link to nowhere.",
        f"{_FACTS}menu: [articles, contakt]\n",
        f"{_FACTS}menu: [articles, contact]\n",
        section="data",
        file=_CLINIC,
    ),
    FindingKind(
        "clinic/unknown-place",
        "error",
        "A person works at locations of clinic.yaml.",
        "The pages of both would not show it.",
        f"{_PERSON}  clinics: [quai]\n",
        f"{_PERSON}  clinics: [quay]\n",
        section="data",
        file=_PEOPLE,
    ),
    FindingKind(
        "clinic/unknown-treatment",
        "error",
        "What a person or a location offers is one of the treatments of clinic.yaml.",
        "The page would name a treatment that the clinic does not have.",
        f"{_PERSON}  treatments: [Masage]\n",
        f"{_PERSON}  treatments: []\n",
        section="data",
        file=_PEOPLE,
    ),
    FindingKind(
        "clinic/missing-file",
        "error",
        "There is a clinic.yaml.",
        "No page could say whose site it is.",
        section="data",
    ),
    FindingKind(
        "clinic/unreachable",
        "error",
        "The clinic has a telephone, an e-mail address, a booking link or an address.",
        "Patients could not reach it.",
        "name: Harbour Lane\n",
        _FACTS,
        section="data",
        file=_CLINIC,
        also="warning",
    ),
    FindingKind(
        "clinic/unknown-authors",
        "error",
        "The author of a post is in people.yaml, or is the clinic.",
        "Readers want to know who gives them advice.",
        example_post("author: Tom Ackers\n"),
        example_post("author: Tom Akers\n"),
        section="front-matter",
    ),
    FindingKind(
        "clinic/unknown-clinics",
        "error",
        "The `clinics` of a post are slugs of locations in clinic.yaml.",
        "Readers would not see where to go.",
        example_post("clinics: [quai]\n"),
        example_post("clinics: [quay]\n"),
        section="front-matter",
    ),
    FindingKind(
        "clinic/unknown-original",
        "error",
        "A file of texts in another language translates what clinic.yaml or people.yaml has.",
        "The text would be shown nowhere, and its original in the wrong language.",
        section="data",
    ),
    FindingKind(
        "clinic/untranslated",
        "warning",
        "Texts of clinic.yaml and people.yaml are there in each of the site's languages.",
        "Pages in the other language show the original, which not everybody can read.",
        section="data",
    ),
    FindingKind(
        "clinic/unused-translation",
        "warning",
        "A category that has a name in another language is one that posts have.",
        "A mistyped name translates nothing.",
        section="data",
    ),
)
