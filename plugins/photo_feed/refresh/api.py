"""The part of Instagram's API that is needed: an account's newest posts, and a newer token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from plugins.photo_feed import strict_json
from plugins.photo_feed.refresh.allowed_hosts import ApiServer, read_url
from plugins.photo_feed.refresh.api_errors import GOOD, error_in, unreadable
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.secret import Secret, is_token
from plugins.photo_feed.refresh.transport import Transport

VERSION = "v25.0"
FIELDS = (
    "id,media_type,media_url,thumbnail_url,permalink,timestamp,caption,alt_text,"
    "children{id,media_type,media_url,thumbnail_url,alt_text}"
)
_PAGE = 100  # items, the API's own limit
_CURSOR = 2000  # characters; Instagram's own have a tenth of that
_LONGEST = 366 * 86_400  # seconds; no token lasts longer


@dataclass(frozen=True)
class NewToken:
    """A token, and the seconds until it expires."""

    secret: Secret
    expires_in: int


@dataclass(frozen=True)
class Api:
    """The API on `server`, asked with `secret`; every method raises RefreshError."""

    server: ApiServer
    secret: Secret
    transport: Transport

    def page(self, wanted: int, after: str) -> tuple[list[object], str]:
        """At most `wanted` items that follow the cursor `after`, and the cursor of the next page.

        A cursor is empty at either end of the list.
        """
        query = {"fields": FIELDS, "limit": str(min(wanted, _PAGE))}
        answer = self._ask(f"{VERSION}/me/media", query | ({"after": after} if after else {}))
        items, paging = answer.get("data"), answer.get("paging")
        if not isinstance(items, list):
            raise unreadable("it has no list of posts")
        del items[_PAGE:]  # Instagram never sends more than the limit
        cursors = paging.get("cursors") if isinstance(paging, dict) else None
        following = cursors.get("after") if isinstance(cursors, dict) else None
        if not isinstance(following, str):
            return items, ""
        if len(following) > _CURSOR:
            raise unreadable("the cursor of its next page is too long")
        return items, following

    def media_count(self) -> int | None:
        """How many posts the account has, as it says itself; None if it does not say so."""
        found = self._ask(f"{VERSION}/me", {"fields": "media_count"}).get("media_count")
        return found if type(found) is int else None

    def new_token(self) -> NewToken:
        """A token to use instead of this one."""
        answer = self._ask("refresh_access_token", {"grant_type": "ig_refresh_token"})
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not (isinstance(token, str) and is_token(token)):
            raise unreadable("it has no token")
        if type(seconds) is not int or not 0 < seconds < _LONGEST:
            raise unreadable("it does not say how long the token lasts")
        return NewToken(Secret(token), seconds)

    def picture(self, url: str) -> bytes:
        """The bytes of the picture at `url`; the token is not sent there."""
        request = read_url(url)
        if request is None or not self.server.allows_picture(request):
            raise RefreshError(ErrorKind.UNSAFE, "its picture is not on one of Instagram's servers")
        size = self.transport.limits.picture_bytes
        answer = self.transport.get(request, self.server.allows_picture, size)
        if answer.status != GOOD:
            message = f"the server of its picture answers with status {answer.status}"
            raise RefreshError(ErrorKind.UNREACHABLE, message)
        return answer.body

    def _ask(self, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        # The server chooses the cursors; one may have a surrogate, which no URL can encode.
        asked = urlencode({**query, "access_token": self.secret.reveal()}, errors="ignore")
        url = self.server.endpoint(f"{path}?{asked}")
        answer = self.transport.get(url, self.server.allows, self.transport.limits.json_bytes)
        try:
            data = strict_json.read(answer.body.decode("utf-8-sig"))
        except ValueError:
            data = None
        error = error_in(answer, data, self.secret)
        if error or not isinstance(data, dict):
            raise error or unreadable("it is not an object")
        return data
