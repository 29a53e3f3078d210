"""An extension of Python-Markdown of somebody else, for tests."""

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Shout(Preprocessor):
    """Writes lines after the `sign` in capitals, and counts them; cannot bear a quokka."""

    def __init__(self, md, extension):
        super().__init__(md)
        self.extension = extension

    def run(self, lines):
        """The lines."""
        if any("quokka" in line for line in lines):
            raise ValueError("no quokka")
        return [self._shout(line) for line in lines]

    def _shout(self, line):
        sign = self.extension.getConfig("sign")
        if not line.startswith(sign):
            return line
        self.extension.count += 1
        return f"{self.extension.count} {line[len(sign) :].upper()}"


class ShoutExtension(Extension):
    """Adds it before all others."""

    def __init__(self, **options):
        self.config = {"sign": ["^^", "What a line begins with."]}
        self.count = 0
        super().__init__(**options)

    def extendMarkdown(self, md):  # noqa: N802  # Python-Markdown's name
        """Register it."""
        md.preprocessors.register(Shout(md, self), "shout", 50)


class NoCode(Extension):
    """Replaces fenced code by nothing of the kind."""

    def extendMarkdown(self, md):  # noqa: N802  # Python-Markdown's name
        """Register it under the name that fenced code has."""
        md.preprocessors.register(Preprocessor(md), "fenced_code_block", 25)


def makeExtension(**options):  # noqa: N802  # Python-Markdown's name
    """The extension that is named by this module."""
    return ShoutExtension(**options)
