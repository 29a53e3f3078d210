"""Checks a graph against the schema.org terms in schema_terms.yaml."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import yaml

TERMS = yaml.safe_load((Path(__file__).parent / "schema_terms.yaml").read_text("utf-8"))


def kinds(name):
    """A type and all its supertypes."""
    return {name}.union(*(kinds(parent) for parent in TERMS["types"][name]))


def faults(document):
    """Each error in a page's JSON-LD, as a sentence."""
    if document.get("@context") != "https://schema.org":
        yield "The context is not schema.org."
    nodes = document["@graph"]
    by_id = {node["@id"]: node for node in nodes}
    if len(by_id) < len(nodes):
        yield "Two nodes have one @id."
    for node in nodes:
        yield from _node(node, by_id)


def _node(node, by_id):
    if node.get("@type") not in TERMS["types"]:
        yield f"{node.get('@type')} is no type of the list."
        return
    for name, value in node.items():
        if name in {"@type", "@id"}:
            continue
        term = TERMS["properties"].get(name)
        if term is None:
            yield f"{name} is no property of the list."
        elif not kinds(node["@type"]) & set(term["of"]):
            yield f"{node['@type']} has no {name}."
        else:
            yield from _values(name, value, term["values"], by_id)


def _values(name, value, allowed, by_id):
    values = value if isinstance(value, list) else [value]
    if not values:
        yield f"{name} is an empty list."
    for one in values:
        if isinstance(one, dict):
            yield from _thing(name, one, allowed, by_id)
        elif not any(_is(kind, one) for kind in allowed):
            yield f"{name} cannot be {one!r}."


def _thing(name, mention, allowed, by_id):
    if set(mention) != {"@id"}:
        yield from _node(mention, by_id)
        target = mention
    else:
        target = by_id.get(mention["@id"])
    if target is None:
        yield f"{name} names {mention['@id']}, which the graph does not have."
    elif not kinds(target["@type"]) & set(allowed):
        yield f"{name} cannot be a {target['@type']}."


def _is(kind, value):
    if kind == "Integer":
        return type(value) is int
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "Date":
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    if kind == "URL":
        return value.startswith("/") or bool(urlsplit(value).scheme and urlsplit(value).netloc)
    return kind == "Text"
