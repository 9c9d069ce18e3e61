"""The encoding of a text table, wherever its characters and its lines are cut by the reading."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demodash.errors import DataError
from demodash.loaders.tables import guards, pieces
from demodash.loaders.tables.encodings import look_through

BITS = st.sampled_from(
    [
        b"a",
        b";",
        b"\n",
        b"\r",
        "é".encode(),
        "€".encode(),
        "𝄞".encode(),
        b"\xe9",
        b"\xc3",
        b"\xa9",
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xf4\x90\x80\x80",
        b"\xf0\x9d\x84",
        b"\xff",
    ]
)


def is_utf8(content):
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(content=st.lists(BITS, max_size=40).map(b"".join), size=st.integers(1, 9))
def test_a_text_is_utf8_if_python_decodes_it_wherever_it_is_cut(tmp_path, content, size):
    path = tmp_path / "text"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", size)
        try:
            found = look_through(path, "text")
        except DataError:
            found = "mixed"
    assert (found == "utf-8") == is_utf8(content)


@pytest.mark.parametrize("size", [3, 10, 1 << 20])
def test_a_nul_byte_is_named_by_its_line_wherever_it_is_cut(tmp_path, monkeypatch, size):
    monkeypatch.setattr(pieces, "PIECE", size)
    path = tmp_path / "text"
    path.write_bytes(b"code;nom\n1;a\n" * 20 + b"2;\0\n" + b"3;c\n" * 20)
    with pytest.raises(DataError, match=r"^text, ligne 41 :"):
        look_through(path, "text")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize(("length", "refused"), [(90, False), (101, True)])
def test_a_line_is_measured_wherever_it_is_cut(tmp_path, monkeypatch, end, length, refused):
    monkeypatch.setattr(pieces, "PIECE", 16)
    monkeypatch.setattr(guards, "MOST_LINE_BYTES", 100)
    path = tmp_path / "text"
    path.write_bytes(end.join([b"code;nom", b"1;a", b"x" * length, b"2;b", b""]))
    if not refused:
        assert look_through(path, "text") == "utf-8"
        return
    with pytest.raises(DataError, match="une ligne plus longue") as error:
        look_through(path, "text")
    line = 1 if end == b"\r" else 3
    assert f"text, ligne {line} :" in str(error.value)
