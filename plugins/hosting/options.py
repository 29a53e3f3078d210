"""The HEADERS_* settings."""

from typing import Annotated, ClassVar, get_args

from pydantic import AfterValidator, Field

from plugins.core.settings import PluginSettings
from plugins.hosting.hosted_site import EmbedderPolicy
from plugins.hosting.responses import TRANSPORT_SECURITY, check_transport_security


class HeaderOptions(PluginSettings):
    """What an owner may say of headers; docs/hosting.md has the consequences.

    `transport_security` is "" for none, and None for the default, which depends on SITEURL.
    """

    prefix: ClassVar = "HEADERS_"

    embedder_policy: EmbedderPolicy = Field(
        "require-corp", description=f"one of {', '.join(get_args(EmbedderPolicy))}"
    )
    transport_security: Annotated[str, AfterValidator(check_transport_security)] | None = Field(
        None, description=f'"{TRANSPORT_SECURITY}", or "" for no such header'
    )
