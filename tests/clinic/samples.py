"""The two files of a made-up clinic, with all facts."""

from plugins.clinic.directory import build
from plugins.clinic.facts import read_clinic, read_people
from plugins.responsive_images.picture import Picture

CLINIC_PATH, PEOPLE_PATH = "content/data/clinic.yaml", "content/data/people.yaml"
URLS = {"person": "people/{slug}/", "location": "clinics/{slug}/"}

CLINIC = """\
name: Harbour Clinic
kind: Physiotherapy
headline: Moving again
introduction: Two places by the water.
disclaimer: General information, not medical advice.
phone: +44 20 7946 0000
email: hello@harbour.example.org
booking_url: https://book.example.org/
instagram_url: https://www.instagram.com/harbour/
mark: sail.svg
hero: {src: bay.png, alt: A bay}
menu: [articles, about]
treatments:
  - name: Massage
    summary: Hands-on work.
    url: /treatments/#massage
locations:
  - slug: quay
    name: The Quay
    area: Harbour
    introduction: By the water.
    address: |
      1 The Quay

      Harbour
    postcode: HA1 1AA
    phone: 020 7946 0001
    email: quay@harbour.example.org
    booking_url: https://book.example.org/quay
    map_url: https://maps.example.org/quay
    directions: Up the stairs.
    hours:
      - {days: Monday to Friday, times: 9am to 6pm}
    picture: {src: quay.png, alt: A quay, focus: 40% 20%}
  - slug: hill
    name: The Hill
"""

PEOPLE = """\
- name: Nora Lind
  slug: nora-lind
  role: Physiotherapist
  clinics: [quay, hill]
  introduction: Runs.
  credentials: [BSc Physiotherapy]
  photo: {src: nora.jpg, alt: Nora Lind}
  booking_url: https://book.example.org/nora
  email: nora@harbour.example.org
  phone: 020 7946 0002
- name: Ann Lee
  slug: ann-lee
"""


def clinic_file(text=CLINIC):
    return read_clinic(text.encode(), CLINIC_PATH)


def people_file(text=PEOPLE):
    return read_people(text.encode(), PEOPLE_PATH)


def shown(image, _where):
    return Picture(f"images/{image.src}", 20, 10, image.alt)


def directory(clinic=CLINIC, people=PEOPLE, show=shown):
    return build(clinic_file(clinic).facts, people_file(people).facts, urls=URLS, show=show)
