"""A made-up site: a location and a person with all facts, and one of each with only a name."""

import json
from dataclasses import replace

from plugins.clinic.directory import Clinic, Hours, Location, Person
from plugins.responsive_images.picture import Picture
from plugins.structured_data.nodes import GraphPage, GraphSite
from tests.structured_data.vocabulary import faults

BASE = "https://harbour.example.org/repo"

QUAY = Location(
    slug="quay",
    name="The Quay",
    url="clinics/quay/",
    area="Harbour",
    introduction="By the water.",
    address=("The Old Rope Store", "1 Gull Walk"),
    postcode="ZZ99 1AA",
    phone="01632 960101",
    email="quay@harbour.example.org",
    map_url="https://maps.example.org/quay",
    hours=(Hours("Monday to Friday", "9am to 6pm"),),
)
HILL = Location(slug="hill", name="The Hill", url="clinics/hill/")
NORA = Person(
    name="Nora Lind",
    slug="nora-lind",
    url="people/nora-lind/",
    role="Massage therapist",
    introduction="Nora listens first.",
    credentials=("Diploma in Examples",),
    phone="01632 960202",
    email="nora@harbour.example.org",
    photo=Picture("images/nora-1.jpg", 400, 500),
    locations=(QUAY,),
)
OTTO = Person(name="Otto Pebble", slug="otto-pebble", url="people/otto-pebble/")
CLINIC = Clinic(
    name="Harbour Clinic",
    phone="01632 960000",
    email="hello@harbour.example.org",
    instagram_url="https://www.instagram.com/example_harbour/",
    locations=(QUAY, HILL),
)
PEOPLE = (NORA, OTTO)
SITE = GraphSite(BASE, "en-gb", CLINIC, "HealthAndBeautyBusiness")
BARE_SITE = replace(SITE, clinic=Clinic(name="Harbour Clinic"))


def page(path, name="A page", **values):
    """A page of the site."""
    return GraphPage(path, name, "What it says.", "en-gb", **values)


def nodes_by_type(script):
    """The nodes of the graph in a `script` element by type; the graph is valid."""
    document = json.loads(script[script.index("{") : script.rindex("}") + 1])
    assert list(faults(document)) == []
    return {node["@type"]: node for node in document["@graph"]}
