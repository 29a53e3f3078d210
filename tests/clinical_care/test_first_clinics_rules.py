"""The first clinic's own rule files, each with sentences that it finds and that it does not."""

from datetime import date

import pytest

from plugins.clinical_care import files
from plugins.clinical_care.checks import checks_of
from plugins.clinical_care.plain_words import medical_words
from plugins.clinical_care.references import ListedSource, judge
from tests.building import ROOT

RULES = ROOT / "content" / "data" / "rules"
READ = files.read(RULES, lenient=False)
CARE = READ.care
CHECKS = checks_of(CARE.model_dump_json())
TODAY = date(2026, 11, 29)


def test_the_rule_files_have_no_mistakes():
    """Each row has a source, and each file is read."""
    assert READ.findings == ()
    assert None not in (CARE.claims, CARE.safety, CARE.review, CARE.references, CARE.plain_words)


@pytest.mark.parametrize(
    "sentence",
    [
        "Massage cures insomnia.",
        "Our sports massages eased her tension headaches.",
        "Dry needling is a proven treatment for tennis elbow.",
        "We offer acupuncture for infertility.",
        "Deep-tissue work breaks down scar tissue.",
        "Sports therapy can help with sciatica, arthritis and whiplash.",
        "Acupuncture has helped people with hay fever.",
        "Our therapists fix bad backs.",
        "Kinesiology tape prevents ankle sprains.",
        "We guarantee that you will feel better.",
        "If you sleep badly, massage cures insomnia.",
        "Massage isn't a luxury: it relieves migraines.",
        "No more shin splints thanks to sports massage.",
        "Regular massages keep injuries at bay.",
        "Taping stops ankle sprains from coming back.",
        "Cupping draws out inflammation.",
        "Don't let back pain rule your life: book a massage.",
        "With a massage every month, you will not get injured.",
        "With needling, chronic low-back pain becomes a thing of the past.",
        "The needles relax the muscle and the pain is gone.",
        "Massage can help with lymphedema.",
        "Acupuncture normalizes periods and relieves dysmenorrhea.",
        "Joint mobilization loosens frozen shoulders.",
        "Many of our clients come to us with migraines.",
        "Six weeks of sports rehab and your Achilles tendinopathy is history.",
        "Most people with neck pain feel better after a few visits.",
        "My back pain was gone after two sessions.",
        "Why live with period pains when acupuncture works?",
    ],
)
def test_claims_that_are_found(sentence):
    """Plurals, other forms and spellings among them, and denials of something else."""
    assert list(CHECKS.claims.find(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Massage does not cure insomnia.",
        "Massages have never been shown to heal sprains.",
        "Does dry needling help with tennis elbow?",
        "“Acupuncture cures everything,” the advertisement said.",
        "Massage can help people to relax and to sleep.",
        "Acupuncture may give short-term relief of chronic neck pain.",
        "A review found that massage may reduce soreness slightly for some days.",
        "There is no good evidence that cupping speeds up recovery.",
        "Rest and gentle movement ease back pain.",
        "A stiff neck often gets better within a week.",
        "Nobody should expect needles to prevent migraine.",
        "Book a massage after the race.",
        "A massage is for people of all ages.",
        "Needling can cause pain, bruising and, rarely, infection.",
        "After a massage, you may have a headache or feel dizzy.",
        "Call 111 if pins and needles do not go away, and treat no injury yourself.",
        "A sprained ankle gets better by itself in most people; taping is a matter of comfort.",
        "Strength exercises may lower the risk of running injuries, and massage is pleasant.",
        "Massage may help you relax, but it does not treat anxiety.",
        "Anyone who tells you that massage cures arthritis is mistaken.",
        "Claims that massage flushes out toxins are false.",
        "Talk to your doctor about the benefits of a massage if you have cancer.",
        "We ask which medicines you take for pain.",
        "Soreness after a massage gets better within a day or two by itself.",
        "Dry needling is not recommended for people with lymphedema.",
    ],
)
def test_sentences_that_claim_nothing(sentence):
    """Denials, questions, quotations, research with its limits, and what is accepted."""
    assert list(CHECKS.claims.find(sentence)) == []


HELP = ["When to get help"]


@pytest.mark.parametrize(
    ("subject", "text", "sign"),
    [
        ("Back pain", "Keep moving.", "cauda equina syndrome"),
        ("Lower backs", "New pain after cancer.", "cauda equina syndrome"),
        ("Lower back pain", "Squeeze your bottom and lift your hips.", "cauda equina syndrome"),
        ("Headaches", "A massage has slow strokes.", "stroke"),
        ("A stiff neck", "Rest.", "new back or neck pain after cancer"),
        ("Headaches", "Drink.", "carbon monoxide"),
        ("Migraines at work", "Open a window.", "sudden or dangerous headache"),
        ("Running in winter", "Wear layers.", "chest pain"),
        ("Marathons", "Eat.", "stress fracture of the hip"),
        ("A sore calf", "Stretch.", "blood clot in a leg"),
        ("An ankle sprain", "Sleep.", "broken navicular bone"),
        ("Heel pain", "Wear soft shoes.", "rupture of the Achilles tendon"),
        ("What is dry needling?", "Thin needles.", "collapsed lung after needles"),
        ("Insomnia", "Get up.", "crisis"),
    ],
)
def test_signs_that_a_text_lacks(subject, text, sign):
    """The title is about the subject, in any number and case, and no word of the sign is there."""
    missing = CHECKS.safety.missing_signs([subject], [text])

    assert sign in {each.name for each in missing}


@pytest.mark.parametrize(
    ("subject", "text", "sign"),
    [
        ("Back pain", "If your genitals feel numb, call 999.", "cauda equina syndrome"),
        ("Backpacks", "Pack light.", "cauda equina syndrome"),
        ("A stiff neck", "Tell us if you have had cancer.", "new back or neck pain after cancer"),
        ("Headaches", "A carbon-monoxide alarm is cheap.", "carbon monoxide"),
        ("Headaches", "It can be a stroke.", "stroke"),
        ("Migraines", "Call 999 if it comes on suddenly.", "sudden or dangerous headache"),
        ("Running", "Stop if you have pain in your chest.", "chest pain"),
        ("Marathons", "Pain in the groin that grows: stop.", "stress fracture of the hip"),
        ("A sore calf", "Blood clots are rare.", "blood clot in a leg"),
        ("An ankle sprain", "Press the navicular.", "broken navicular bone"),
        ("Heel pain", "It felt as if somebody had kicked me.", "rupture of the Achilles tendon"),
        ("Dry needling", "A collapsed lung is rare.", "collapsed lung after needles"),
        ("Shoes", "Buy them in the evening.", "crisis"),
    ],
)
def test_signs_that_a_text_has_or_does_not_need(subject, text, sign):
    """One of its words is enough, and another subject needs none."""
    missing = CHECKS.safety.missing_signs([subject], [text])

    assert sign not in {each.name for each in missing}


@pytest.mark.parametrize(
    "heading",
    [
        "When to get medical help", "When to stop and get help", "Signs that need help",
        "When to see a doctor", "When should I see a GP?",
    ],
)  # fmt: skip
def test_headings_of_the_part_about_help(heading):
    """A post without any has none."""
    parts = CHECKS.safety.missing_parts("Running", [heading], [])
    none = CHECKS.safety.missing_parts("Running", ["Helpful tips"], [])

    assert [part.name for part in none] == ["when to get help"]
    assert parts == ([] if "should" not in heading else none)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Palpation comes first.", "palpation"),
        ("The pain is idiopathic.", "idiopathic"),
        ("Some have bilateral pain.", "bilateral"),
        ("Tendinopathies take months.", "tendinopathies"),
        ("It may cause oedema.", "oedema"),
        ("Paraesthesia is common.", "paraesthesia"),
        ("Paresthesias are common.", "paresthesias"),
        ("The prognosis is good.", "prognosis"),
        ("There are two contra-indications.", "contra indications"),
        ("Syncope is an emergency.", "syncope"),
        ("Ask about anticoagulants.", "anticoagulants"),
        ("It may cause edema.", "edema"),
    ],
)
def test_medical_words_that_are_found(sentence, word):
    """In any case, number and spelling."""
    assert [found.word for found in medical_words([sentence], CARE.plain_words)] == [word]


@pytest.mark.parametrize(
    "sentence",
    [
        "The therapist feels with the fingers (palpation).",
        "Palpation (to feel with the fingers) comes first.",
        "A painful tendon, a tendinopathy, takes months.",
        "It may cause swelling (oedema).",
        "Pins and needles are common.",
        "Ask about blood thinners (anticoagulants).",
        "A collapsed lung (pneumothorax) is rare.",
        "The outlook is good.",
        "Fainting is an emergency.",
        "Run later, on both sides of the road.",
        "Medicine is in the bag.",
        "Medical help is free.",
    ],
)
def test_words_that_need_no_plain_one(sentence):
    """Explained in brackets or beside them, and plain words."""
    assert list(medical_words([sentence], CARE.plain_words)) == []


def said_of(host):
    """What is said of the only source of a post, read today, by its host."""
    source = ListedSource(f"https://{host}/page", 2025, TODAY)
    return list(judge([source], CARE.references, TODAY))


@pytest.mark.parametrize(
    "host",
    [
        "www.webmd.com", "bupa.co.uk", "www.acupuncture.org.uk", "en.wikipedia.org",
        "www.dailymail.co.uk", "www.healthline.com", "www.physio-pedia.com", "www.medrxiv.org",
        "www.intechopen.com", "limelighthealthhub.nhs.uk",
    ],
)  # fmt: skip
def test_sources_that_need_guidance_beside_them(host):
    """Of those who sell, speak for a treatment, or were not reviewed."""
    assert len(said_of(host)) == 1


@pytest.mark.parametrize(
    "host",
    [
        "www.nice.org.uk", "cks.nice.org.uk", "www.nhs.uk", "www.guysandstthomas.nhs.uk",
        "www.nhsinform.scot", "111.wales.nhs.uk", "www.gov.uk", "www.sign.ac.uk",
        "www.cochranelibrary.com", "doi.org", "www.bmj.com",
    ],
)  # fmt: skip
def test_sources_that_need_no_others(host):
    """Guidance, and publishers that no row names."""
    assert said_of(host) == []


@pytest.mark.parametrize(
    ("category", "months"),
    [
        ("Treatments", 36), ("treatments", 36), ("TREATMENTS", 36), ("Running", 36),
        ("running", 36), ("Recovery", 36), ("recovery", 36), ("Everyday life", 36),
        ("everyday Life", 36), ("EVERYDAY LIFE", 36), ("News", None), ("", None), ("Run", None),
        ("Treatments and more", None), ("Treatment", None), ("Life", None), ("Everyday", None),
        ("The clinic", None), ("Food", None), ("Runnings", None),
    ],
)  # fmt: skip
def test_categories_whose_posts_are_reviewed(category, months):
    """By whole names, in any case."""
    assert CARE.review.months(category) == months
