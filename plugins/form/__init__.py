"""The form in the browser at /edit/, in previews only: Sveltia CMS, set up from the model of posts.

Command: none; `python -m tools.form` (make form) installs it, and the preview's server serves it.
Settings and template variables: none. Sveltia shows the form and writes the files of the folder
that the editor opens; what it reads and writes is converted here, so that it gets every key under
one name and of one shape, and a file keeps all lines whose values were not changed.
"""
