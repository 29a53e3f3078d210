"""What the rules find in a post."""

from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post

HEAD = "---\ntitle: Ankles\ndate: 2026-02-03\n---\n"


def read(body, *, head=HEAD, lenient=False):
    """The post with this body, on a site with every picture and link."""
    text = f"{head}{body}"
    return read_post(text.encode(), AnySiteContext(), path="post.md", lenient=lenient)


def found(body, **how):
    """Each finding as the line of the body (from 1) and the rule; the order is that of lines.

    Without advice, which is what a draft still lacks.
    """
    post = read(body, **how)
    first = how.get("head", HEAD).count("\n")
    everything = (*post.findings, *post.body_findings)
    reported = (each for each in everything if each.severity != "advice")
    return sorted((finding.line - first, finding.rule) for finding in reported)


def columns(body):
    """The columns of the findings, in their order."""
    return [finding.column for finding in read(body).body_findings]
