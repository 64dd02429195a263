"""Makes small compound files, the container of Outlook, to be read in tests."""

from __future__ import annotations

import struct

SECTOR = 512
MINI = 64
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


class _Entry:
    def __init__(self, name: str, kind: int) -> None:
        self.name, self.kind = name, kind
        self.right = self.child = FREE
        self.start, self.size = END, 0


def compound(tree: Tree) -> bytes:
    """A compound file of the streams and storages of `tree`; all streams go to the small ones' place."""
    entries = [_Entry("Root Entry", 5)]
    small = bytearray()
    links: list[int] = []
    _add(tree, 0, entries, small, links)
    root = entries[0]
    sectors = [bytes(small[place : place + SECTOR]).ljust(SECTOR, b"\0") for place in range(0, len(small), SECTOR)]
    fat = _chain(0, len(sectors))
    root.start, root.size = (0 if sectors else END), len(small)
    minifat = b"".join(struct.pack("<I", link) for link in links)
    first_minifat = len(sectors)
    sectors += [minifat[place : place + SECTOR].ljust(SECTOR, b"\xff") for place in range(0, len(minifat), SECTOR)]
    fat += _chain(first_minifat, len(sectors) - first_minifat)
    first_entry = len(sectors)
    table = b"".join(map(_packed, entries))
    sectors += [table[place : place + SECTOR].ljust(SECTOR, b"\0") for place in range(0, len(table), SECTOR)]
    fat += _chain(first_entry, len(sectors) - first_entry)
    count = 1
    while len(fat) + count > count * SECTOR // 4:
        count += 1
    places = list(range(len(sectors), len(sectors) + count))
    fat += [FAT] * count
    packed = b"".join(struct.pack("<I", link) for link in fat).ljust(count * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count,
        first_entry, 0, 4096, first_minifat if links else END, len(minifat) // SECTOR + 1 if links else 0, END, 0,
    )  # fmt: skip
    directory = b"".join(struct.pack("<I", place) for place in places).ljust(436, b"\xff")
    return header + directory + b"".join(sectors) + packed


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END] if count else []


def _add(tree: Tree, parent: int, entries: list[_Entry], small: bytearray, links: list[int]) -> None:
    before = None
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        entry = _Entry(name, 2 if isinstance(content, bytes) else 1)
        index = len(entries)
        entries.append(entry)
        if before is None:
            entries[parent].child = index
        else:
            before.right = index
        before = entry
        if isinstance(content, bytes):
            entry.size = len(content)
            if content:
                entry.start = len(links)
                links += _chain(entry.start, -(-len(content) // MINI))
                small += content.ljust(-(-len(content) // MINI) * MINI, b"\0")
        else:
            _add(content, index, entries, small, links)


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name) + 2, entry.kind, 1, FREE, entry.right, entry.child, entry.start, entry.size
    )  # fmt: skip
