"""Social cards published into the site's folder, each drawn once for many builds (edge: disk)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded
from plugins.responsive_images.picture import Picture
from plugins.structured_data.card import HEIGHT, RECIPE, WIDTH, CardWords, draw

FOLDER = "social"


@dataclass(frozen=True)
class Cards:
    """Writes cards below `site`; `drawing` is called before each that `cache` does not have."""

    site: Path
    cache: Cache
    colours: Mapping[str, str]
    drawing: Callable[[], object]

    def publish(self, words: CardWords, name: str) -> Picture:
        """The card of a page as `social/<name>-<hash>.png`; its words are its alternative text."""
        data = self._drawn(words)
        url = f"{FOLDER}/{name}-{hashlib.sha256(data).hexdigest()[:10]}.png"
        (self.site / FOLDER).mkdir(parents=True, exist_ok=True)
        (self.site / url).write_bytes(data)
        alt = " · ".join(part for part in (words.title, words.site) if part)
        return Picture(url, WIDTH, HEIGHT, alt)

    def _drawn(self, words: CardWords) -> bytes:
        told = [words.title, words.topic, words.site, sorted(self.colours.items()), RECIPE]
        key = b"social card\0" + json.dumps(told).encode()
        found = self.cache.get(key)
        if not found:
            self.drawing()
            found = [Encoded(draw(words, self.colours), "image/png", WIDTH, HEIGHT)]
            self.cache.put(key, found)
        return found[0].data
