"""What an editor's desk needs: for now the command that begins a post.

Command: `python -m plugins.editorial new` with the title in the variable TITLE, or after it.
"""
