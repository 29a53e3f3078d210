"""Scripts for the maintainers of this project; the Makefile runs most of them."""
