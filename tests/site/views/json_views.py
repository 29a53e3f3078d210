"""Views as JSON, and back."""

from pydantic import TypeAdapter

from plugins.site.views import kinds
from plugins.site.views.values import View


def to_json(value):
    """A view or the chrome as JSON."""
    return TypeAdapter(type(value)).dump_json(value, warnings="error").decode()


def from_json(kind, text):
    """The view or chrome of a class from JSON."""
    return TypeAdapter(kind).validate_json(text)


def view_kinds():
    """Every class of views, by name; `kinds` imports the modules that have them."""
    assert kinds.view_of
    found = [View]
    for kind in found:
        found.extend(kind.__subclasses__())
    return {kind.__name__: kind for kind in found}
