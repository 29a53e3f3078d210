"""The clinic's own facts, from content/data/clinic.yaml and people.yaml, and their pages.

Settings: CLINIC_DATA, PEOPLE_DATA (paths below the content folder), PERSON_URL, LOCATION_URL (with
{slug}). Template variables: `clinic`, `people`; on a post `bylines`, `credit_people`, `locations`;
on their own pages `person` and `location`.
"""
