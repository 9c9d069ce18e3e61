"""Files of machines that stop in the middle of a line: their sums would be wrong."""

import pytest

from demodash.errors import DataError
from demodash.loaders.tables.ends import refuse_cut_end
from tests.loaders.tables import test_ameli, test_finess, test_rpps
from tests.loaders.tables.examples import Example, read


@pytest.mark.parametrize(
    ("content", "is_cut"),
    [
        (b"a|b|c\n1|2|3\n", False),
        (b"a|b|c\n1|2|3", False),
        (b"a|b|c\n1|2", True),
        (b"a|b|c\r\n1|", True),
        (b"a|b|c", False),
        (b"", False),
    ],
)
def test_the_last_line_tells(tmp_path, content, is_cut):
    path = tmp_path / "t.txt"
    path.write_bytes(content)
    if not is_cut:
        refuse_cut_end(path, "|", {3}, "t.txt")
        return
    with pytest.raises(DataError, match=r"t\.txt : attendu : une table en entier ; trouvé : un fichier tronqué"):
        refuse_cut_end(path, "|", {3}, "t.txt")


@pytest.mark.parametrize(
    "whole",
    [test_rpps.EXAMPLES[0], test_ameli.EXAMPLES[0], test_finess.EXAMPLES[0]],
    ids=["rpps", "ameli", "finess"],
)
def test_a_download_that_stopped_is_refused(tmp_path, whole):
    lines = whole.content.rstrip(b"\n").split(b"\n")
    cut = b"\n".join([*lines[:-1], lines[-1][: len(lines[-1]) // 3]])
    with pytest.raises(DataError, match="tronqué"):
        read(Example(whole.loader, whole.name, cut, whole.answers), tmp_path)
