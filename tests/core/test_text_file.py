"""Text files are decoded from UTF-8, or refused at the line at fault."""

import pytest

from plugins.core.text_file import decode
from plugins.core.yaml_lines import YamlError


def refused_line(data):
    with pytest.raises(YamlError) as caught:
        decode(data)
    assert caught.value.hint
    return caught.value.line


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf---\na", "---\na"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "a"),
        (b"a\r\n\rb\n", "a\n\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        ("å – “ø”".encode(), "å – “ø”"),
        (b"", ""),
    ],
)
def test_text_is_decoded(data, text):
    """With or without a byte order mark, with the line ends of any operating system."""
    assert decode(data) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_utf_16_is_refused(encoding, mark):
    """With its byte order mark, and without one because of its zero bytes."""
    assert refused_line(f"{mark}---\ntitle: A\n---\n".encode(encoding)) == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("word", ["Bjørn".encode("latin-1"), b"Bj\0rn"])
def test_other_encodings_and_binary_data_are_refused(line_end, word):
    """At the line of the first byte that shows it; no encoding is guessed."""
    end = line_end.encode()

    assert refused_line(b"---" + end + b"title: A" + end + b"credit: " + word + end) == 3
