"""Takes the dead Instagram feeds of an old WordPress site out of HTML; imports no other package."""
