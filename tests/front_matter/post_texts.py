"""What an editor types, and what they are told."""

from plugins.front_matter import post

PATH = "content/articles/a-post.md"
TITLE = "title: A post"


def post_bytes(*rows, body="Words.\n"):
    """The bytes of a post with these rows between its --- lines; the first row is line 2."""
    return "\n".join(["---", *rows, "---", body]).encode()


def errors_in(data, *, lenient=False):
    """Line, message and hint of each finding, all of them errors of this file."""
    _post, findings = post.read(data, PATH, lenient=lenient)
    assert all((finding.path, finding.severity) == (PATH, "error") for finding in findings)
    return [(finding.line, finding.message, finding.hint) for finding in findings]


def warnings_in(data):
    """The same for the warnings of a lenient reading, which must find a post."""
    found, findings = post.read(data, PATH, lenient=True)
    assert found
    assert all((finding.path, finding.severity) == (PATH, "warning") for finding in findings)
    return [(finding.line, finding.message, finding.hint) for finding in findings]


def front(*rows, lenient=False):
    """The front matter of a post that must be read without any finding."""
    found, findings = post.read(post_bytes(*rows), PATH, lenient=lenient)
    assert findings == []
    return found.front


def field_value(row, name, *, lenient=False):
    """The value of one field, from a row of its own below a title."""
    return getattr(front(TITLE, row, lenient=lenient), name)


def error_in_row(row, *, lenient=False):
    """Message and hint for one row, which must be told at its own line."""
    ((line, message, hint),) = errors_in(post_bytes(TITLE, row), lenient=lenient)
    assert line == 3
    return message, hint
