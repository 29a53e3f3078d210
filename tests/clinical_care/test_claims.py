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
        ("Acupuncture relieves neck pain.", ("effect", "dry needling", "neck pain")),
        ("We look for the root cause.", ("shape", "", "root cause")),
        ("Guaranteed!", ("shape", "", "Guaranteed")),
        ("Massage helps insomnia.", ("effect", "massage", "insomnia")),
        ("It flushes out toxins.", ("shape", "", "flushes out toxins")),
        ("There are no side effects.", ("shape", "", "no side effects")),
        ("Massage doesn’t just relax you, it relieves anxiety.", ("effect", "massage", "anxiety")),
        ("There is no doubt that needling heals sciatica.", ("effect", "dry needling", "sciatica")),
        ("If you have sciatica, needling will heal it.", ("effect", "dry needling", "sciatica")),
        (("Massage cures insomnia, unlike the many other things that a great number of people may "
          "have read about or bought online over the last few years, and they all like massage."),
         ("effect", "massage", "insomnia")),
        ("While it is no cure, massage eases arthritis.", ("effect", "massage", "arthritis")),
        ("Nothing beats massage to relieve back pain.", ("effect", "massage", "back pain")),
        ("For back pain, our therapists offer needling.", ("effect", "dry needling", "back pain")),
        ("Massage – anxiety, insomnia, back pain",
         ("list", "massage", "anxiety", "insomnia", "back pain")),
        ("Runners' sciatica is cured by massage, runners' arthritis too.",
         ("effect", "massage", "sciatica", "arthritis")),
        ("You won’t believe how needling heals sciatica!", ("effect", "dry needling", "sciatica")),
        ("There is nothing like massage for back pain.", ("effect", "massage", "back pain")),
        ("Nothing eases back pain as well as massage.", ("effect", "massage", "back pain")),
        ("Massage against anxiety", ("effect", "massage", "anxiety")),
        ("Why not try massage for back pain?", ("effect", "massage", "back pain")),
        ("Why live with sciatica when needling heals?", ("effect", "dry needling", "sciatica")),
        ("Did you know that massage cures insomnia?", ("effect", "massage", "insomnia")),
        ("A study proves that massage cures insomnia within weeks.",
         ("effect", "massage", "insomnia")),
        ("No need to see a doctor for your sciatica: needling cures it.",
         ("effect", "dry needling", "sciatica")),
        ("Get rid of sciatica, and book a massage.", ("effect", "massage", "sciatica")),
        ("We are here for your back pain.", ("effect", "the clinic", "back pain")),
        ("My back pain was cured in a week.", ("testimonial", "", "back pain")),
        ("Ann says that her sciatica was healed here.", ("testimonial", "", "sciatica")),
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
        "They advertise ‘acupuncture for infertility, anxiety and runners’ arthritis’.",
        "Do not believe 'massage flushes out toxins'.",
        "It is wrong to say that massage cures arthritis.",
        "The regulator banned a text that said acupuncture heals arthritis.",
        "For back pain, see your GP before a massage.",
        "If you are ill, do not book a massage for back pain.",
        "Ask whether massage, needling or rest eases back pain.",
        "Massage, not with arthritis, sciatica or anxiety",
        "Massage and people with arthritis, sciatica or anxiety: ask first.",
        "We cannot guarantee anything.",
        "Rest eases back pain, and massage is pleasant.",
        "Many like a massage while their sciatica eases by itself.",
        "Far from curing sciatica, massage may hurt.",
        "Massage seldom cures insomnia.",
        "Nothing says that massage cures insomnia.",
        "That needling heals sciatica is a myth.",
        "It is no secret: claims that massage cures arthritis are false.",
        "That needling heals sciatica has not been shown.",
        "Massage helps you relax, but not with anxiety.",
        "Treat back pain with rest before you think of a massage.",
        "Before an injury is treated with massage, ask a doctor.",
        "Talk to your GP about a massage to ease back pain.",
        "We ask what you take for back pain.",
        "Walks can prevent sciatica, pins and needles.",
        "Clinics that offer acupuncture for infertility were told by the regulator to stop.",
        "My back pain was not cured.",
        "A study says that their back pain eased.",
        "Claims that we find the root cause are wrong.",
        "Not even the best results last.",
        "A guarantor pays.",
        "",
    ],
)
def test_other_sentences_claim_nothing(finder, sentence):
    """Denials, questions, conditions, research with its limits, quotations, what is accepted."""
    assert found(finder, sentence) == []


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“It cured my back pain,” says a runner.", "“It cured my back pain,”"),
        ('"I had arthritis for years, and now I dance."', None),
        ("She says: ‘My back pain’s gone.’", "‘My back pain’s gone.’"),
        ("'My back pain's gone', says Ann.", "'My back pain's gone'"),
        ("“I came twice. The sciatica left.”", None),
    ],
)
def test_a_testimonial_is_found(finder, text, quotation):
    """In any quotation marks, and over several sentences."""
    assert [said for said, _claim in finder.testimonials(text)] == [quotation or text]


@pytest.mark.parametrize(
    "text",
    [
        "“How is my back pain?” is a question that we like.",
        "“I felt welcome,” says a runner with back pain.",
        "“Massage” and “sciatica”, says my friend.",
        "The runners' sciatica and my neighbours' knees.",
    ],
)
def test_other_quotations_are_no_testimonials(finder, text):
    """Nor are apostrophes quotation marks."""
    assert list(finder.testimonials(text)) == []


def test_a_question_may_advertise(finder):
    """A question that asks something does not."""
    [claim] = finder.find("Try needling.", "Tired of sciatica?")

    assert (claim.service, claim.words) == ("dry needling", ("sciatica",))
    assert list(finder.find("Ask before a massage.", "Do you have sciatica?")) == []
    assert list(finder.find("See your doctor.", "Tired of sciatica?")) == []


@pytest.mark.parametrize(
    ("question", "answer", "claimed"),
    [
        ("Sciatica?", "Needling can help.", ["Sciatica"]),
        ("Do you have sciatica?", "Our needling heals.", ["sciatica"]),
        ("Can needling cure sciatica?", "Yes, it can.", ["sciatica"]),
        ("Can needling cure sciatica?", "It can!", ["sciatica"]),
        ("Can needling cure sciatica?", "It may feel odd.", []),
        ("Can needling cure sciatica?", "Yes, but not always.", []),
        ("Can needling cure sciatica?", "No.", []),
        ("Can needling cure sciatica?", "It may, but the evidence is weak.", []),
        ("Do you have sciatica?", "Needling may hurt.", []),
        ("Which doctor should I see for sciatica?", "We help you find one.", []),
        ("Sciatica.", "Needling can help.", []),
    ],
)
def test_a_question_and_its_answer_claim_together(finder, question, answer, claimed):
    """What the question names and the answer offers, or what the answer says yes to."""
    assert [word for each in finder.find(answer, question) for word in each.words] == claimed


def test_a_pronoun_may_mean_the_topic(finder):
    """Of other sentences the topic says nothing."""
    [claim] = finder.find("It cures insomnia.", "", "Massage")

    assert (claim.service, claim.words) == ("massage", ("insomnia",))
    assert list(finder.find("Rest cures insomnia.", "", "Massage")) == []
    assert list(finder.find("It cures insomnia.", "", "Rest")) == []
    assert list(finder.find("It is not for insomnia.", "", "Can massage help?")) == []
    assert list(finder.find("It leaves insomnia as it was.", "", "Massage may help")) == []


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
