"""Whether Chinese can be painted here whose font a PDF does not carry with it.

Office programs often leave the font of 宋体 out of a PDF. Without any Chinese font on the machine such a page
is blank for the reviewer, and its words count as hidden.
"""

from __future__ import annotations

import pypdfium2

_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 60]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"<</Length 34>>stream\nBT /F 40 Tf 8 12 Td <5B66> Tj ET  \nendstream",
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
)


def paints_chinese() -> bool:
    """True when the letter 学 of a font that is not embedded leaves ink on the page."""
    page = pypdfium2.PdfDocument(_page())[0]
    picture = page.render(scale=2, grayscale=True).to_numpy()
    return float((picture < 128).mean()) > 0.02


def _page() -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(_OBJECTS, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + end
