"""The clinic's facts, from content/data/clinic.yaml and people.yaml, and the pages for them.

Settings: CLINIC_DATA, PEOPLE_DATA (paths below the content folder), PERSON_URL, LOCATION_URL (with
{slug}), CLINIC_UNREACHABLE (why there is no way to reach the clinic). Template variables:
docs/internals.md.
"""
