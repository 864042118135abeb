"""Cuts a font down to some characters and features, the same bytes every time."""

import io
import tomllib
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACKAGES = HERE / "node_modules"

# By which names a font is found, and whose work it is on what terms.
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
# How text runs from top to bottom, and what editors wrote down.
DROPPED = ["BASE", "DSIG", "GlyphOrder", "STAT", "VORG", "gasp", "meta", "prep", "vhea", "vmtx"]


def recipe():
    """What is made, as the recipe says."""
    return tomllib.loads((HERE / "recipe.toml").read_text("utf-8"))


def read(path):
    """A font of the packages."""
    return TTFont(PACKAGES / path, recalcTimestamp=False)


def characters(words, sets, font):
    """The code points that the words of a recipe stand for."""
    found = set()
    for word in words:
        if word == "all":
            found |= set(font.getBestCmap())
        elif word == "gb2312-1":
            found |= gb2312_level_1()
        elif word == "evidence":
            found |= evidence()
        elif word in sets:
            found |= characters(sets[word], sets, font)
        else:
            first, _, last = word.partition("-")
            found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def gb2312_level_1():
    """Rows 16 to 55 of GB 2312, of which the last is not full."""
    cells = (bytes([0xA0 + row, 0xA0 + cell]) for row in range(16, 56) for cell in range(1, 95))
    return {ord(cell.decode("gb2312")) for cell in cells if cell <= b"\xd7\xf9"}


def evidence():
    """Every character that figures are told with."""
    files = [path for folder in ("data", "locales") for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    return {ord(character) for path in files for character in path.read_text("utf-8")}


def cut(font, wanted, features, names=NAMES, flavor=None):
    """Keeps what is wanted of the font, and drops how it is hinted: no screen that is sold today needs it."""
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = names
    options.drop_tables += DROPPED
    options.recalc_timestamp = False
    options.flavor = flavor
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.flavor = flavor
    return font


def rename(font, family, style):
    """Gives a changed font a name of its own, since its licence reserves the name it had."""
    full = f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    # Four styles make a family to programs of old; the others are families of their own, and say to which they belong.
    plain = style in ("Regular", "Bold", "Italic", "Bold Italic")
    names = {
        1: family if plain else full,
        2: style if plain else "Regular",
        3: postscript,
        4: full,
        6: postscript,
        16: None if plain else family,
        17: None if plain else style,
    }
    table = font["name"]
    for number, text in names.items():
        table.removeNames(nameID=number)
        if text:
            table.setName(text, number, 3, 1, 0x409)
    return font


def packed(font):
    """The bytes of the file."""
    into = io.BytesIO()
    font.save(into, reorderTables=True)
    return into.getvalue()
