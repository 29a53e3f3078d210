"""The sources that a post lists, and where it cites them."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule


def not_cited(post: PostToCheck) -> Iterator[Problem]:
    """A source that is listed, and to which no number in the text leads.

    None if a number is wrong, which is probably meant for one of these.
    """
    wrong = any(problem.rule == "article-body/citation" for problem in post.problems)
    if not post.front.references or post.root is None or wrong:
        return
    cited = {link.get("href") for link in post.root.elements({"a"})}
    for number, _source in enumerate(post.front.references, 1):
        if f"#ref-{number}" not in cited:
            message = f"Source {number} is listed, and nothing in the text cites it."
            hint = f"Write `[^{number}]` after what rests on it, or delete it."
            yield post.key(("references", number - 1), message, hint)


_HEAD = (
    "---\ntitle: Knees\ndate: 2026-01-02\nreferences:\n  - title: On knees\n"
    "    url: https://knees.example.org/\n---\n"
)

RULES = (
    Rule(
        id="references/not-cited",
        severity="warning",
        summary="Each source that a post lists is cited in its text.",
        reason="Readers cannot tell what rests on it.",
        bad=f"{_HEAD}Rest, then run.\n",
        good=f"{_HEAD}Rest, then run.[^1]\n",
        check=not_cited,
        waivable=True,
    ),
)
