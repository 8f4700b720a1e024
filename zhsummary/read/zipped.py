"""A zip archive whose members are unpacked within what they declare.

In goes a path, out comes a `zipfile.ZipFile` that can be handed to others. What an archive says
of a member's size may be false, and the standard library unpacks a whole member before it looks:
here a member is unpacked piece by piece and no further than it declares. Ways of packing that
unpack at one go (bzip2, LZMA) are refused; no Office program and few packers write them.
"""

from __future__ import annotations

import zipfile
from typing import IO, Any

from zhsummary.messages import say

_PIECE = 2**16
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive(zipfile.ZipFile):
    """A zip archive that takes no more memory for a member than the size that it declares."""

    def open(self, name: Any, *args: Any, **options: Any) -> IO[bytes]:
        """Open a member.

        Raises
        ------
        NotImplementedError
            If it is packed in a way that has no bound.
        """
        info = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if info.compress_type not in _BOUNDED:
            raise NotImplementedError(
                say("it is packed in another way than deflate; pack it again")
            )
        return super().open(info, *args, **options)

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        """Give the bytes of a member, never more than it declares."""
        with self.open(name, pwd=pwd) as stream:
            return b"".join(iter(lambda: stream.read(_PIECE), b""))
