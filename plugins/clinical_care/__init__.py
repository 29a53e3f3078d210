"""Rules that clinicians can read: what a clinic may say of its services, and must say of safety.

The rules are data: content/data/rules/*.yaml (docs/care.md). Without that folder nothing of this is
checked. Setting: CARE_RULES (a path below the content folder).
"""
