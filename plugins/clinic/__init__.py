"""The clinic's facts, from content/data/clinic.yaml and people.yaml, and the pages for them.

Settings: CLINIC_DATA, PEOPLE_DATA (paths below the content folder), PERSON_URL, LOCATION_URL (with
{slug}). Template variables: `clinic`, `people`; on a post `bylines`, `credit_people`, `locations`;
on their own pages `person` with `articles` (those they wrote) and `credited` (those that
credit them), and `location` with `people_here`.
"""
