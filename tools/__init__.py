"""Scripts for those who keep this project; see the Makefile."""
