"""The encrypted stream: chunks of any length, none of which can change places."""

import os
from io import BytesIO

import pytest

from bot.backup import stream

KEY = b"k" * 44


@pytest.mark.parametrize("size", [0, 1, stream.CHUNK - 1, stream.CHUNK, stream.CHUNK + 1, 3 * stream.CHUNK])
def test_a_stream_gives_back_what_was_written_whatever_its_length(size: int) -> None:
    plain = os.urandom(size)
    written = BytesIO()
    writer = stream.StreamWriter(written, KEY)
    for begin in range(0, size, 10_000):
        writer.write(plain[begin : begin + 10_000])
    writer.close()

    assert b"".join(stream.unsealed(BytesIO(written.getvalue()), [b"other" * 9, KEY])) == plain


def test_chunks_cannot_change_places() -> None:
    written = BytesIO()
    writer = stream.StreamWriter(written, KEY)
    writer.write(bytes(3 * stream.CHUNK))
    writer.close()
    content, head, sealed = written.getvalue(), len(stream.MAGIC) + stream.SALT_BYTES, stream.CHUNK + stream.TAG_BYTES
    first, second = content[head : head + sealed], content[head + sealed : head + 2 * sealed]
    swapped = content[:head] + first + content[head + 2 * sealed : head + 3 * sealed] + second

    with pytest.raises(stream.BrokenStream):
        list(stream.unsealed(BytesIO(swapped), [KEY]))
