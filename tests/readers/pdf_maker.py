"""Small PDFs for the tests, written by hand: words at places, rules, pictures, labels, an outline, properties."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

FONTS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Courier")
PLAIN, BOLD, ITALIC, FIXED = range(4)
WIDE, HIGH = 612, 792


@dataclass
class Page:
    """A page to be: its content as PDF operators. Places are counted from the top left corner, as on paper."""

    width: float = WIDE
    height: float = HIGH
    rotate: int = 0
    parts: list[bytes] = field(default_factory=list)
    picture: bool = False

    def put(self, x: float, y: float, text: str, size: float = 11, font: int = PLAIN, rise: float = 0) -> Page:
        """Write `text` with its base line at `y`; characters outside Windows-1252 are not possible."""
        raw = text.encode("cp1252")
        for mark in (b"\\", b"(", b")"):
            raw = raw.replace(mark, b"\\" + mark)
        place = f"BT /F{font} {size} Tf 1 0 0 1 {x} {self.height - y + rise} Tm (".encode()
        self.parts.append(place + raw + b") Tj ET")
        return self

    def put_upwards(self, x: float, y: float, text: str, size: float = 11) -> Page:
        """Write `text` from below upwards."""
        self.parts.append(f"BT /F0 {size} Tf 0 1 -1 0 {x} {self.height - y} Tm ({text}) Tj ET".encode())
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 11, step: float = 14, font: int = PLAIN) -> Page:
        """Write one line beneath the other."""
        for number, text in enumerate(texts):
            self.put(x, y + number * step, text, size, font)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.parts.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S".encode())
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def show_picture(self) -> Page:
        self.picture = True
        self.parts.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Im0 Do Q".encode())
        return self


def pdf(
    *pages: Page,
    labels: str = "",
    outline: tuple[tuple[str, int], ...] = (),
    info: dict[str, str] | None = None,
    count: int | None = None,
) -> bytes:
    """The PDF of `pages`. `labels` is the content of /Nums in the page labels; `outline` titles with their pages;
    `count` a false number of pages."""
    objects: list[bytes] = [b"", b""]

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    fonts = [
        add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode())
        for name in FONTS
    ]
    used = b" ".join(b"/F%d %d 0 R" % (number, reference) for number, reference in enumerate(fonts))
    picture = add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n\x80\nendstream"
    )
    kids: list[int] = []
    for page in pages:
        data = zlib.compress(b"\n".join(page.parts))
        content = add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data))
        resources = b"/Font << %s >>" % used
        if page.picture:
            resources += b" /XObject << /Im0 %d 0 R >>" % picture
        box = f"[0 0 {page.width} {page.height}]".encode()
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Rotate %d /Contents %d 0 R /Resources << %s >> >>"
                % (box, page.rotate, content, resources)
            )
        )
    catalog = b"/Type /Catalog /Pages 2 0 R"
    if labels:
        catalog += b" /PageLabels << /Nums [%s] >>" % labels.encode()
    if outline:
        root = len(objects) + 1
        entries = range(root + 1, root + 1 + len(outline))
        add(b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (entries[0], entries[-1], len(outline)))
        for place, (title, number) in zip(entries, outline, strict=True):
            following = b" /Next %d 0 R" % (place + 1) if place != entries[-1] else b""
            add(
                b"<< /Title (%s) /Parent %d 0 R /Dest [%d 0 R /Fit]%s >>"
                % (title.encode("cp1252"), root, kids[number], following)
            )
        catalog += b" /Outlines %d 0 R" % root
    objects[0] = b"<< %s >>" % catalog
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids) if count is None else count)
    trailer = b"/Root 1 0 R"
    if info:
        entries_of_info = b" ".join(f"/{key} ({value})".encode("cp1252") for key, value in info.items())
        trailer += b" /Info %d 0 R" % add(b"<< %s >>" % entries_of_info)
    return _file(objects, trailer)


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    places: list[int] = []
    size = len(parts[0])
    for number, content in enumerate(objects, start=1):
        places.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, size)
    return b"".join([*parts, head, table, end])
