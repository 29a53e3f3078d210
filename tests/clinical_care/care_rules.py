"""Rules of clinical care for a made-up clinic."""

from plugins.clinical_care.model import Care

ROW = {"source": "made-up", "clinician": "not read by a clinician yet"}


def rows(*words):
    """A row for each of the words."""
    return [{"words": [each], **ROW} for each in words]


CLAIMS = {
    "lang": "en",
    "services": [
        {
            "name": "massage",
            "words": ["massage", "sports massage"],
            "accepted": rows("stress", "sleep", "relax", "well-being"),
        },
        {
            "name": "dry needling",
            "words": ["dry needling", "acupuncture", "needling"],
            "accepted": [
                *rows("tension-type headache", "tension headache", "migraine"),
                {"words": "neck pain", "only_with": ["short relief", "for some weeks"], **ROW},
            ],
        },
        {"name": "the clinic", "words": ["we", "our therapists"]},
    ],
    "complaints": rows(
        "insomnia", "back pain", "headache", "neck pain", "anxiety", "arthritis", "sciatica",
        "stress", "injury", "soreness", "infertility", "pins and needles",
    ),
    "effects": rows(
        "treat", "massage helps", "cure", "heal", "relieve", "ease", "help", "prevent", "get rid of"
    ),
    "shapes": [
        {
            "name": "promise",
            "words": ["guarantee", "guaranteed", "root cause", "best results", "no side effects",
                      "flush out toxins"],
            "why": "Nobody can promise this: say what happens.",
            **ROW,
        }
    ],
}  # fmt: skip
SAFETY = {
    "lang": "en",
    "parts": [
        {
            "name": "when to get help",
            "categories": ["Running", "Treatments"],
            "headings": ["when to get medical help", "signs that need help"],
            "cards": ["urgent", "emergency"],
            **ROW,
        },
        {
            "name": "who should not have it",
            "categories": ["Treatments"],
            "headings": ["who should not", "who should ask"],
            "ask_first": True,
            **ROW,
        },
    ],
    "signs": [
        {
            "name": "numbness around the genitals",
            "subjects": ["back pain", "sciatica"],
            "mentions": ["genitals", "bladder"],
            "offer": "Numbness around your genitals: call 999.",
            **ROW,
        },
        {
            "name": "hip pain that grows in a run",
            "subjects": ["running", "marathon"],
            "mentions": ["hip", "groin"],
            "offer": "Pain in your hip or groin that grows: stop running.",
            **ROW,
        },
    ],
}
SOURCE = {
    "id": "made-up",
    "publisher": "Harbour Office",
    "title": "What to say",
    "url": "https://harbour.example.org/say",
    "read": "2026-11-29",
}
CARE = Care.model_validate({"sources": [SOURCE], "claims": CLAIMS, "safety": SAFETY})
CARE_JSON = CARE.model_dump_json()
