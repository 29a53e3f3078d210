"""The kinds of findings about front matter, reviews and waivers, and about posts as a whole."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind, example_post, of_values

_FRONT_MATTER = of_values(
    "front-matter",
    {
        "unreadable": (
            example_post("description: Knees: what helps\n"),
            example_post('description: "Knees: what helps"\n'),
        ),
        "bad-value": (example_post("status: secret\n"), example_post("status: published\n")),
        "missing-key": ("---\ndate: 2026-01-02\n---\nRest.\n", example_post()),
        "unknown-key": (example_post("topcis: [Sleep]\n"), example_post("topics: [Sleep]\n")),
        "twice": (
            example_post("topics: [Sleep]\ntags: [Recovery]\n"),
            example_post("topics: [Sleep, Recovery]\n"),
        ),
        "not-indented": (
            example_post("image:\nsrc: couch.png\nalt: A couch by a window\n"),
            example_post("image:\n  src: couch.png\n  alt: A couch by a window\n"),
        ),
        "unpaired-direction": (
            example_post("description: What helps \u202eknees\n"),
            example_post("description: What helps knees\n"),
        ),
    },
)
_REVIEW = "reviewed: {}\nreviewed_by: {}\n"
_WAIVER = "waive:\n  - rule: {}\n    reason: As in the printed leaflet\n    until: {}\n"
_LEVELS = "## What helps?\n\nRest.\n\n#### At night\n\nSleep.\n"
_TRUST = "Readers rely on what the page says of its review."
_NO_EDITOR = "No editor writes this: a program has failed, or somebody wants to stop the build."

KINDS = (
    *_FRONT_MATTER,
    FindingKind(
        "front-matter/other-key",
        "warning",
        "What keeps a post from the public is its `status`. Only a lenient build has this warning.",
        "It is another generator's key, such as `draft`, which other builds refuse.",
    ),
    FindingKind(
        "post/left-out",
        "warning",
        "A file can be read, and its page has an address. Only a lenient build has this warning.",
        "The file is left out; the rest of the site is built.",
        section="reading",
    ),
    FindingKind(
        "front-matter/missing-slug",
        "error",
        "An address can be made of the name of a post's file, or it has a `slug`.",
        "Nothing could link to the page.",
    ),
    FindingKind(
        "front-matter/missing-alt",
        "warning",
        "The picture at the top has an alternative text. Only a lenient build has this warning.",
        "It is read to people who cannot see the picture.",
    ),
    FindingKind(
        "front-matter/bad-picture",
        "error",
        "The picture at the top is in content/images/ or beside the post, and can be published.",
        "Pages and cards would show a broken picture.",
        example_post("image: {src: coach.png, alt: A couch by a window}\n"),
        example_post("image: {src: couch.png, alt: A couch by a window}\n"),
    ),
    FindingKind(
        "picture/too-small",
        "warning",
        "The picture at the top is large enough for its place in the theme.",
        "Enlarged, it is blurred.",
        example_post("image: {src: sign.png, alt: The sign at the door}\n"),
        example_post("image: {src: couch.png, alt: A couch by a window}\n"),
        waivable=True,
    ),
    FindingKind(
        "front-matter/modified-in-future",
        "error",
        "The day of the last change is not in the future.",
        "Readers and search engines rely on it.",
        example_post("modified: 2031-01-02\n"),
        example_post("modified: 2026-02-03\n"),
    ),
    FindingKind(
        "front-matter/review-overdue",
        "warning",
        "A post with `review_every` is reviewed in time.",
        "What it says may be out of date; the page says that the review was due.",
        example_post(_REVIEW.format("2026-01-05", "Ines Falk") + "review_every: 6 months\n"),
        example_post(_REVIEW.format("2026-01-05", "Ines Falk") + "review_every: 2 years\n"),
        section="review",
    ),
    FindingKind(
        "review/long-overdue",
        "warning",
        "A review is not overdue for longer than review.yaml allows.",
        "What the post says may be out of date. With `refuse_overdue: true` it is not published.",
        section="review",
    ),
    FindingKind(
        "review/in-future",
        "error",
        "The day of a review is not in the future.",
        _TRUST,
        example_post(_REVIEW.format("2031-01-05", "Ines Falk")),
        example_post(_REVIEW.format("2026-01-05", "Ines Falk")),
    ),
    FindingKind(
        "review/before-post",
        "error",
        "A review is not older than the post.",
        "It is of the whole text as it is now.",
        example_post(_REVIEW.format("2025-12-31", "Ines Falk")),
        example_post(_REVIEW.format("2026-01-05", "Ines Falk")),
    ),
    FindingKind(
        "review/by-author",
        "error",
        "The author of a post does not review it too.",
        _TRUST,
        example_post("author: Tom Akers\n" + _REVIEW.format("2026-01-05", "Tom Akers")),
        example_post("author: Tom Akers\n" + _REVIEW.format("2026-01-05", "Ines Falk")),
    ),
    FindingKind(
        "review/unknown-person",
        "error",
        "Whoever has reviewed a post is in people.yaml.",
        _TRUST,
        example_post(_REVIEW.format("2026-01-05", "A friend")),
        example_post(_REVIEW.format("2026-01-05", "Ines Falk")),
    ),
    FindingKind(
        "waivers/bad-rule",
        "error",
        "A waiver names a rule of this page that a post may waive.",
        "It would have no effect.",
        example_post(_WAIVER.format("links/dead-link", "2027-03-01")),
        example_post(_WAIVER.format("heading/skipped-level", "2027-03-01"), _LEVELS),
    ),
    FindingKind(
        "waivers/ended",
        "warning",
        "The last day of a waiver that is still needed has not passed.",
        "Somebody wanted to decide again by then.",
    ),
    FindingKind(
        "post/too-deep",
        "error",
        "Quotes, lists and elements are not nested hundreds of levels deep.",
        _NO_EDITOR,
        section="reading",
    ),
    FindingKind(
        "post/too-large",
        "error",
        "A post, and the page that is made of it, are not larger than a book.",
        _NO_EDITOR,
        section="reading",
    ),
    FindingKind(
        "post/too-many",
        "error",
        "A paragraph, and a post, do not have thousands of the same sign.",
        "Reading it would take minutes.",
        section="reading",
    ),
    FindingKind(
        "post/too-slow",
        "error",
        "A post is read within seconds.",
        _NO_EDITOR,
        section="reading",
    ),
    FindingKind(
        "post/failed",
        "error",
        "Nothing in a post ends the process that reads it.",
        "The post cannot be read; the others are read nevertheless.",
        section="reading",
    ),
    FindingKind(
        "post/extension",
        "error",
        "The extensions in MARKDOWN can convert a post.",
        "The post cannot be read; the others are read nevertheless.",
        section="reading",
    ),
    FindingKind(
        "plugins/bad-extension",
        "error",
        "The extensions in MARKDOWN can be loaded, with their options.",
        "Posts would show what they convert as it is typed.",
    ),
    FindingKind(
        "plugins/markdown",
        "warning",
        "Nothing in MARKDOWN changes what this build must do its own way.",
        "Such an option is not used; an extension that replaces a step of ours is.",
    ),
    FindingKind(
        "post/bad-setting",
        "error",
        "The setting POST_MAX_BYTES is a number of bytes.",
        "Posts of any size would be read, or none.",
        section="build",
    ),
)
