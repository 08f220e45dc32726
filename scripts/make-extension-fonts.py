"""Makes the two fonts of shared/documents/fonts from Debian's fonts-hanazono: what Noto lacks of GB 18030-2022, level 3.

    pip install fonttools==4.60.1
    apt-get download fonts-hanazono && dpkg-deb -x fonts-hanazono_20170904-2.1_all.deb hanazono
    python scripts/make-extension-fonts.py hanazono/usr/share/fonts/truetype/hanazono

Run by hand, for the fonts do not change; the same input gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "shared/documents/fonts"
GOOGLE = ROOT / "node_modules/@expo-google-fonts"
NOTO = [
    "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "noto-serif/400Regular/NotoSerif_400Regular.ttf",
    "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
]

# Ideographs of GB 18030-2022 level 3 beyond the first plane (Extensions B to F).
EXTENSIONS = [(0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)]
# Symbols, radicals, kana, enclosed and squared characters, compatibility ideographs and forms.
SYMBOLS = [(0x2000, 0x200A), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x20CF), (0x2100, 0x2BFF), (0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF), (0x2F800, 0x2FA1D)]


def coverage(path):
    return set(TTFont(path, lazy=True).getBestCmap())


def make(source, ranges, without, family, path):
    characters = {c for c in coverage(source) if any(a <= c <= z for a, z in ranges)} - without
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 13, 14]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "VORG", "vhea", "vmtx", "gasp", "FFTM", "DSIG"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # The original's names are reserved by its licence.
    for identifier, text in {1: family, 2: "Regular", 3: f"{family} 20170904", 4: family, 5: "Version 20170904", 6: family.replace(" ", "")}.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(OUT / path)
    print(f"{path}: {len(characters)} characters, {(OUT / path).stat().st_size} bytes")
    return characters


if __name__ == "__main__":
    hanazono = Path(sys.argv[1])
    covered = set().union(*(coverage(GOOGLE / file) for file in NOTO))
    symbols = make(hanazono / "HanaMinA.ttf", SYMBOLS, covered, "Zhiping Symbols", "symbols/ZhipingSymbols.ttf")
    make(hanazono / "HanaMinB.ttf", EXTENSIONS, covered | symbols, "Zhiping Han Extension", "han/ZhipingHanExtension.ttf")
