"""What a new post begins with, whatever begins it."""

# Keys without an example for who fills them in: it would be the name of a person who is not there.
NO_EXAMPLE = frozenset({"authors", "credit", "reviewed_by"})

PAGE = "<!-- Readers do not see lines like this one. Write below it, then take it out. -->"
ARTICLE = """\
<!-- Readers do not see lines like this one; write below each, then take it out. -->

<!-- Begin with the answer, in two or three short sentences. -->

## What is it?

<!-- Plain words first, the medical term after it in brackets. -->

## What helps, and what are the risks?

<!-- Both, in balance, and who should not have it. Say only what the sources under
`references` say. -->

## When to get medical help

<!-- Which signs need an ambulance, which a doctor soon, and which can wait: a care card for
each, as docs/writing.md shows. -->"""
