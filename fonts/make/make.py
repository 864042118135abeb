"""Makes the fonts of Tidemark from those of the packages: make.py INTO, a folder laid out as the repository is.

`cargo xtask fonts` runs it.
"""

import sys
from pathlib import Path

from cut import PACKAGES, characters, cut, packed, read, recipe, rename
from sheet import pages


def whole(given, sets, into):
    """One font for pictures and printed pages."""
    font = read(given["from"])
    wanted = characters(given["characters"], sets, font)
    font = cut(font, wanted, given["features"])
    if "family" in given:
        rename(font, given["family"], given["style"])
    write(into / "fonts" / given["to"], packed(font))


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"{len(content):>8}  {path.name}", flush=True)


def main(into):
    given = recipe()
    for name, source in given["licences"].items():
        text = (PACKAGES / source).read_text("utf-8").replace("\r\n", "\n")
        write(into / "fonts" / name, text.encode())
    for font in given["whole"]:
        whole(font, given["sets"], into)
    for name, content in pages(given).items():
        write(into / "crates/web/assets" / name, content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
