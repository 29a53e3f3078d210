"""What scipy's sparse arrays load."""

import subprocess
import sys

from tests.building import ROOT


def test_what_is_not_needed_is_not_loaded():
    """Whoever needs it, in the same process, gets it."""
    code = (
        "import sys; from plugins.related_articles.sparse_arrays import sparse; import numpy;"
        "print('numpy.f2py' in sys.modules, 'numpy.testing' in sys.modules);"
        "numpy.testing.assert_equal(sparse.csr_array([[1]]).toarray(), [[1]]);"
        "import scipy.stats; print(numpy.f2py.__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "False", "numpy.f2py"]
