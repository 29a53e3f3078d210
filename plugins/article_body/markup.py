"""Transform: reports markup that a post may not have; the sanitiser then removes it."""

from __future__ import annotations

from plugins.article_body.transform import Draft, Problem

FORBIDDEN = (
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "link",
    "meta",
    "base",
)


def report_forbidden(draft: Draft) -> None:
    """Report active content, which never reaches a page, and styling, which the theme decides."""
    for tag in draft.soup.find_all(FORBIDDEN):
        if tag.name == "input" and tag.get("type") == "checkbox":
            continue
        draft.problems.append(
            Problem(
                f"<{tag.name}",
                "article-body/forbidden-markup",
                f"<{tag.name}> is not allowed in a post.",
                "Delete it: a post is words, pictures and links.",
            )
        )
    for tag in draft.soup.find_all(True):
        active = [name for name in tag.attrs if name.lower().startswith("on")]
        unsafe = [
            name
            for name in ("href", "src", "action")
            if str(tag.get(name, ""))
            .strip()
            .lower()
            .startswith(("javascript:", "data:", "vbscript:"))
        ]
        if active or unsafe:
            name = (active + unsafe)[0]
            draft.problems.append(
                Problem(
                    f"{name}=",
                    "article-body/forbidden-markup",
                    f"`{name}` with a script or data in it is not allowed in a post.",
                    "Delete it.",
                )
            )
        if tag.has_attr("style"):
            draft.problems.append(
                Problem(
                    "style=",
                    "article-body/inline-style",
                    f"The style of this <{tag.name}> was left out: looks are the theme's.",
                    "Delete the style attribute; use **bold** or *italics*.",
                    "warning",
                )
            )
