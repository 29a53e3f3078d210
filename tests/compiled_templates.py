"""The compiled templates of the builds that tests have run, for other builds with the same ones.

To compile them takes a third of the time of a small build.
"""

from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from plugins.incremental.digests import digest
from plugins.site.page_reuse import jinja_options
from plugins.theme_support import helpers


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates by name and source; the code of each says in which file the template is now."""

    def get_cache_key(self, name, filename=None):  # noqa: ARG002  # it differs between projects
        """The key of a template in this folder."""
        return super().get_cache_key(name)

    def get_bucket(self, environment, name, filename, source):
        """A template, with its code if it has been compiled before."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is not None:
            bucket.code = _in_file(bucket.code, filename)
        return bucket


def _in_file(code, filename):
    constants = (
        _in_file(each, filename) if hasattr(each, "co_filename") else each
        for each in code.co_consts
    )
    return code.replace(co_filename=filename, co_consts=tuple(constants))


def compiled_templates(folder, build):
    """Those of builds with the same code, plugins and options, unless a site has its own filters.

    A compiled template has the results of filters and tests whose arguments are constants.
    """
    settings = build.settings
    if settings["JINJA_TESTS"] or settings["JINJA_FILTERS"].keys() - helpers.FILTERS.keys():
        return None
    options = jinja_options(settings)
    parts = (build.reuse.cache.recipe, options, f"{settings['PLUGINS']}", build.site.lang)
    found = Path(folder, digest(*parts).hex())
    found.mkdir(exist_ok=True)
    return CompiledTemplates(str(found)) if options else None
