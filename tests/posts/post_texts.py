"""The text of posts, and the findings for it."""

from plugins.posts import post

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
    """The same for the warnings of a lenient read, which must give a post."""
    found, findings = post.read(data, PATH, lenient=True)
    assert found
    assert all((finding.path, finding.severity) == (PATH, "warning") for finding in findings)
    return [(finding.line, finding.message, finding.hint) for finding in findings]


def assert_findings(found, *expected):
    """Compare findings with their lines, and with parts of their messages and hints."""
    assert [line for line, *_ in found] == [line for line, *_ in expected]
    for (_line, message, hint), (_expected, words, code) in zip(found, expected, strict=True):
        assert words in message
        assert code in hint


def front(*rows, lenient=False):
    """The front matter of a post that must have no finding."""
    found, findings = post.read(post_bytes(*rows), PATH, lenient=lenient)
    assert findings == []
    return found.front


def field_value(row, name, *, lenient=False):
    """The value of one field, from a row below the title."""
    return getattr(front(TITLE, row, lenient=lenient), name)


def error_in_row(row, *, lenient=False):
    """Message and hint of the only error, which must be at the line of `row`."""
    ((line, message, hint),) = errors_in(post_bytes(TITLE, row), lenient=lenient)
    assert line == 3
    return message, hint
