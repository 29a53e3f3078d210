"""Claims in single sentences."""

import pytest

from plugins.clinical_care.claims import ClaimFinder
from tests.clinical_care.care_rules import CARE


@pytest.fixture(scope="module")
def finder():
    """Finds claims by the made-up clinic's rules."""
    return ClaimFinder(CARE.claims)


def found(finder, sentence):
    """Each claim as its kind, its service and its words."""
    return [(claim.kind, claim.service, *claim.words) for claim in finder.find(sentence)]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Massage cures insomnia.", ("effect", "massage", "insomnia")),
        ("MASSAGES CURE INSOMNIA!", ("effect", "massage", "INSOMNIA")),
        ("Insomnia is cured by sports massage.", ("effect", "massage", "Insomnia")),
        ("Dry needling is treating headaches.", ("effect", "dry needling", "headaches")),
        ("You can get rid of sciatica with needling.", ("effect", "dry needling", "sciatica")),
        ("Regular massage may prevent injuries.", ("effect", "massage", "injuries")),
        ("Acupuncture for back pain", ("effect", "dry needling", "back pain")),
        ("Our therapists heal back-pain.", ("effect", "the clinic", "back pain")),
        ("Massage does not hurt, and it cures insomnia.", ("effect", "massage", "insomnia")),
        ("Massage is not a luxury: it eases arthritis.", ("effect", "massage", "arthritis")),
        ("Acupuncture eases tension headaches and arthritis.",
         ("effect", "dry needling", "arthritis")),
        ("“Massage” relieves anxiety because massage relieves anxiety.",
         ("effect", "massage", "anxiety", "anxiety")),
        ("She offers acupuncture for infertility, back pain, anxiety and other conditions.",
         ("list", "dry needling", "infertility", "back pain", "anxiety")),
        ("We treat sciatica, arthritis and insomnia.",
         ("list", "the clinic", "sciatica", "arthritis", "insomnia")),
        ("“It cured my back pain,” says a runner.", ("testimonial", "", "back pain")),
        ('"I had arthritis for years, and now I dance."', ("testimonial", "", "arthritis")),
        ("Acupuncture relieves neck pain.", ("effect", "dry needling", "neck pain")),
        ("We look for the root cause.", ("shape", "", "root cause")),
        ("Guaranteed!", ("shape", "", "Guaranteed")),
        ("Massage helps insomnia.", ("effect", "massage", "insomnia")),
        ("It flushes out toxins.", ("shape", "", "flushes out toxins")),
        ("There are no side effects.", ("shape", "", "no side effects")),
    ],
)  # fmt: skip
def test_a_claim_is_found(finder, sentence, claim):
    """In the singular and plural, active and passive, hedged or not."""
    assert found(finder, sentence) == [claim]


@pytest.mark.parametrize(
    "sentence",
    [
        "Massage does not cure insomnia.",
        "Massage doesn’t cure insomnia.",
        "Massage is no cure for arthritis.",
        "There is no evidence that massage prevents injuries.",
        "Nobody knows whether needling helps sciatica.",
        "Neither massage nor needling cures arthritis.",
        "Does massage cure insomnia?",
        "Can needling help with back pain?”",
        "If massage eases your back pain, tell us.",
        "A small study found that massage may ease soreness for some hours.",
        "A review looked at 12 trials of acupuncture to prevent headache.",
        "NICE says that doctors may consider acupuncture for headaches.",
        "Massage can aid sleep and relieve stress.",
        "Acupuncture can give short relief from neck pain and tension-type headache.",
        "Needling may ease neck pain for some weeks.",
        "Ask your GP before a massage if you have arthritis.",
        "People with arthritis also enjoy massage.",
        "An injury needs rest, and later strength.",
        "They advertise “acupuncture for infertility, anxiety and arthritis”.",
        "“How is your back pain?” is a question that we like.",
        "We cannot guarantee anything.",
        "Not even the best results last.",
        "A guarantor pays.",
        "",
    ],
)
def test_other_sentences_claim_nothing(finder, sentence):
    """Denials, questions, conditions, research with its limits, quotations, what is accepted."""
    assert found(finder, sentence) == []


def test_what_introduces_a_sentence_is_its_context(finder):
    """A list of what guidance says is no claim of the clinic."""
    item = "It may be used to prevent a migraine, with needling for arthritis."

    assert found(finder, item)
    assert list(finder.find(item, "This is what NICE says:")) == []


def test_a_rule_s_words_decide(finder):
    """Other words in the rules find other claims."""
    changed = CARE.claims.model_copy(
        update={
            "complaints": [each for each in CARE.claims.complaints if "insomnia" not in each.words]
        }
    )

    assert found(finder, "Massage cures insomnia.")
    assert found(ClaimFinder(changed), "Massage cures insomnia.") == []
