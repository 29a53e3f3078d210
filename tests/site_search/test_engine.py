"""The engine that searches the index, in a real browser."""

import random
import string
import unicodedata

import pytest

from plugins.core.words import folded_words, written_words
from plugins.site_search.index import FOLDER
from plugins.site_search.records import SearchRecord
from plugins.site_search.search_words import SearchWords, Synonyms
from tests.conftest import serving
from tests.site_search.samples import make_index

pytestmark = [pytest.mark.slow, pytest.mark.browser]

FILLER = "The way back to the hills begins with a few words about the weather."


def record(slug, title, text, **other):
    """An article with a few words that all articles have."""
    return SearchRecord(f"articles/{slug}/index.html", title, f"{text}\n{FILLER}", **other)


RECORDS = [
    record(
        "needles", "What is dry needling?", "A thin needle in a tight muscle.", topics=("Pain",)
    ),
    record("acupuncture", "Needles in the East", "Acupuncture is older than dry needling."),
    record("neck", "A stiff neck", "The neck is stiff after a day at a desk."),
    record("knee", "Runner's knee", "The knees of runners hurt on stairs. Rest, then run."),
    SearchRecord("massage/index.html", "Massage after a marathon", "A massage, and legs to rest."),
    record("sleep", "Sleep", "Ap-knee-uh is how apnoea is said. Constructors sleep well."),
    record("japan", "膝の痛み", "右膝疼痛", lang="ja"),
    record("norge", "Mørk løype", "Løping i mørket på Øya", lang="nb"),
    record("blood", "Blood", "An artery. Berries, cities, stories: a berry, a city, a story."),
    record("oslo", "Øya igjen", "Myke løyper på Øya.", lang="nb"),
    record("year", "News of 2024", "What we did in 2024, not in 2023."),
]

WORDS = SearchWords(
    synonyms=[
        Synonyms(words=["physio", "sore leg"], means="massage"),
        Synonyms(words=["forty winks"], means="sleep"),
        Synonyms(words=["plumbing"], means="bathroom taps"),
    ],
    urgent=["chest pain", "can't breathe"],
)


@pytest.fixture(scope="module")
def engine_url(tmp_path_factory):
    """The URL of a folder with an index and an empty page."""
    site = tmp_path_factory.mktemp("site")
    make_index(RECORDS, "en-GB", site, WORDS)
    (site / "index.html").write_text("<!doctype html><title>Empty</title>")
    with serving(site) as url:
        yield url


@pytest.fixture(scope="module")
def engine_page(browser, engine_url):
    """A page that has loaded the engine as `engine`."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(engine_url)
    page.evaluate(
        """async folder => {
            window.base = new URL(folder, location)
            window.entry = await (await fetch(new URL("index.json", base))).json()
            window.engine = await import(new URL(`engine.${entry.engine}.js`, base))
        }""",
        f"{FOLDER}/",
    )
    yield page
    context.close()


@pytest.fixture
def engine(engine_page):
    """A function that runs an expression in which `engine` is the module and `index` the index.

    Each test opens the index anew.
    """
    engine_page.evaluate("() => { window.index = engine.open(base, entry) }")
    return engine_page.evaluate


def found(engine, query, *, typing=False):
    """The titles of the articles that a query finds."""
    return engine(
        """async ([query, typing]) => {
            const { found } = await index.find(query, { typing })
            return (await Promise.all(found.map(index.article))).map(({ title }) => title)
        }""",
        [query, typing],
    )


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("dry needling", "What is dry needling?"),
        ("dry needeling", "What is dry needling?"),
        ("acupunture", "Needles in the East"),
        ("acupuncturre", "Needles in the East"),
        ("acpuuncture", "Needles in the East"),
        ("bcupuncture", "Needles in the East"),
        ("stif nek", "A stiff neck"),
        ("STIFF necks", "A stiff neck"),
        ("runners knee", "Runner's knee"),
        ("runner’s knee", "Runner's knee"),
        ("the stiff neck", "A stiff neck"),
        ("marathon xylophone", "Massage after a marathon"),
        ("løype", "Mørk løype"),
        ("loype", "Mørk løype"),
        ("MØRKET", "Mørk løype"),
        ("右膝", "膝の痛み"),
        ("痛み", "膝の痛み"),
        ("kne", "Runner's knee"),
        ("leds", "Massage after a marathon"),
        ("2024", "News of 2024"),
        ("marath", "Massage after a marathon"),
        ("arteries", "Blood"),
    ],
)
def test_what_was_typed_is_found(engine, query, first):
    """Whatever its case, accents and ending, with one slip; unknown words do not matter."""
    assert found(engine, query)[0] == first


@pytest.mark.parametrize(
    "query",
    ["apixaban", "warfarin", "zzzqqq", "knitting", "2025", "ap", "xy", "constructor_", "", "!?"],
)
def test_nothing_else_is_found(engine, query):
    """No word with the same first letters, nor another number; two letters stand for no word."""
    expected = ["Sleep"] if query in {"ap", "constructor_"} else []

    assert found(engine, query) == expected


def answer(engine, query, **options):
    """What the engine says of a query besides what it finds."""
    return engine(
        """async ([query, options]) => {
            const { also, missing, urgent } = await index.find(query, options)
            return { also, missing, urgent }
        }""",
        [query, options],
    )


@pytest.mark.parametrize(
    ("query", "typing", "first", "also"),
    [
        ("physio", False, "Massage after a marathon", ["massage"]),
        ("phisio", False, "Massage after a marathon", ["massage"]),
        ("physi", True, "Massage after a marathon", ["massage"]),
        ("a sore leg", False, "Massage after a marathon", ["massage"]),
        ("stiff physio", False, "A stiff neck", ["massage"]),
        ("forty winks", False, "Sleep", ["sleep"]),
    ],
)
def test_synonyms_are_searched_besides_what_was_typed(engine, query, typing, first, also):
    """Also with a slip or unfinished; the answer says so."""
    assert first in found(engine, query, typing=typing)
    assert answer(engine, query, typing=typing)["also"] == also


@pytest.mark.parametrize("query", ["forty", "winks", "sore", "plumbing", "ph"])
def test_a_part_of_a_synonym_stands_for_itself(engine, query):
    """As does one of whose meaning no article has a word."""
    assert found(engine, query) == []
    assert answer(engine, query)["also"] == []


def test_words_that_no_article_has_are_named(engine):
    """Common words besides them find nothing."""
    assert answer(engine, "xylophone neck")["missing"] == ["xylophone"]
    assert found(engine, "xylophone neck") == ["A stiff neck"]
    assert found(engine, "the xylophone") == []


@pytest.mark.parametrize(
    ("query", "urgent"),
    [
        ("chest pain", True), ("pains in my chest", True), ("cest pain", True),
        ("I can't breathe", True), ("pain", False), ("chess", False), ("chest", False), ("", False),
    ],
)  # fmt: skip
def test_urgent_words_are_recognised(engine, query, urgent):
    """In any order, with a slip in each."""
    assert answer(engine, query)["urgent"] == urgent


def test_articles_in_the_language_of_the_page_come_first(engine):
    """The others follow, whatever their score."""
    titles = """async lang => {
        const { found } = await index.find("hills", { lang })
        return (await Promise.all(found.map(index.article))).map(({ title }) => title)
    }"""
    bokmal, english = engine(titles, "nb"), engine(titles, "en")

    assert {*bokmal} == {*english}
    assert {*bokmal[:2]} == {"Mørk løype", "Øya igjen"}
    assert {*english[-3:]} == {"Mørk løype", "Øya igjen", "膝の痛み"}


def test_articles_with_all_words_are_found_alone(engine):
    """If there are none, those with as many as any has."""
    assert found(engine, "needle muscle") == ["What is dry needling?"]
    assert set(found(engine, "acupuncture stairs")) == {"Needles in the East", "Runner's knee"}


def test_a_word_that_most_articles_have_may_be_missing(engine):
    """But it is found."""
    assert found(engine, "a way to hills and massage") == ["Massage after a marathon"]
    assert len(found(engine, "hills")) == len(RECORDS) - 1


def test_words_that_most_articles_have_are_not_marked(engine):
    """They would fill the excerpt; alone they are."""
    terms = "async query => [...(await index.find(query)).terms].sort()"

    assert engine(terms, "the stiff neck") == ["neck", "stiff"]
    assert engine(terms, "the") == ["the"]


def test_the_last_word_may_be_unfinished_while_typing(engine):
    """The articles that have the word itself come first."""
    titles = found(engine, "needl", typing=True)
    assert set(titles) == {"What is dry needling?", "Needles in the East"}
    assert found(engine, "run", typing=True)[0] == "Runner's knee"
    assert found(engine, "stif nec", typing=True)[0] == "A stiff neck"
    assert found(engine, "ma", typing=True) == []


def test_the_engine_folds_words_as_the_index_does(engine):
    """All characters up to U+2FFF, as far as both know them, and words that are made of them."""
    chance = random.Random(7)
    known = [
        c for c in map(chr, range(0x3000)) if unicodedata.category(c)[0] in "LN" or c in "'’\u00ad"
    ]
    texts = ["".join(chance.choices(known, k=chance.randint(1, 9))) for _ in range(3000)]
    texts += ["".join(chance.choices(string.printable, k=20)) for _ in range(500)]
    texts += [f"a{c}b {c}" for c in known]

    here = [[w for written in written_words(text) for w in folded_words(written)] for text in texts]
    there = engine("texts => texts.map(engine.words)", texts)

    assert [(t, a, b) for t, a, b in zip(texts, here, there, strict=True) if a != b] == []


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("neck", "nack", True), ("neck", "nek", True), ("neck", "neeck", True),
        ("neck", "nekc", True), ("neck", "eneck", True), ("neck", "neckk", True),
        ("neck", "enkc", False), ("neck", "nack s", False), ("neck", "ne", False),
        ("neck", "kcen", False), ("abcd", "bcda", False),
    ],
)  # fmt: skip
def test_one_slip(engine, word, other, near):
    """A letter is wrong, missing or too many, or two are swapped; in either direction."""
    both = engine("([a, b]) => [engine.differByOne(a, b), engine.differByOne(b, a)]", [word, other])

    assert both == [near, near]


def excerpt(engine, text, *terms):
    """The excerpt of a text, with asterisks around what is marked."""
    runs = engine("([text, terms]) => engine.excerpt(text, new Set(terms))", [text, [*terms]])
    return "".join(f"*{words}*" if marked else words for words, marked in runs)


@pytest.mark.parametrize(
    ("text", "terms", "shown"),
    [
        ("A stiff neck.", ["neck"], "A stiff *neck*."),
        ("Neck, <b>neck</b> & NECK’s", ["neck"], "*Neck*, <b>*neck*</b> & *NECK’s*"),
        ("Un cafe\u0301 re\u0301el", ["reel"], "Un café *réel*"),
        ("Long mus\u00adcles.", ["muscles"], "Long *muscles*."),
        ("Løping på Øya", ["oya"], "Løping på *Øya*"),
        ("No such word.", ["neck"], "No such word."),
        ("右膝疼痛。", ["膝疼"], "右*膝**疼*痛。"),
        ("", ["neck"], ""),
        ("…", ["neck"], "…"),
    ],
)
def test_a_short_text_is_shown_whole(engine, text, terms, shown):
    """With its punctuation; the words are marked as they are written."""
    assert excerpt(engine, text, *terms) == shown


def test_of_a_long_text_the_best_part_is_shown(engine):
    """It begins a few words before the first word that was found."""
    many = " ".join(f"w{n}" for n in range(100))
    text = f"neck {many} stiff neck {many} end"

    shown = excerpt(engine, text, "stiff", "neck")
    assert shown.startswith("… w95 w96 w97 w98 w99 *stiff* *neck* w0 ")
    assert shown.endswith(" w22 …")
    assert excerpt(engine, text, "w0").startswith("neck *w0* w1")
    assert excerpt(engine, text, "end").startswith("… w71 w72 ")
    assert excerpt(engine, text, "end").endswith("w99 *end*")
