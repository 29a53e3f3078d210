"""What `make audit` measured last, from content/data/audit.yaml, for the pages that say so."""
