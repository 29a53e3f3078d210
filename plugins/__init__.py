"""The site's plugins: one package for each capability, see docs/internals.md."""
