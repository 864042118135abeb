"""Fonts for pages in pieces, and the rules of style that name them."""

from cut import characters, cut, packed, read, rename

# Every byte of a page's font is waited for: copyright, family, style and where the licence is must do.
SHORT_NAMES = [0, 1, 2, 14]

# How often letters stand in English text, of 1,000; a space stands between words of five letters.
OFTEN = {
    " ": 183, "a": 65, "b": 12, "c": 22, "d": 33, "e": 104, "f": 20, "g": 15, "h": 50, "i": 57, "j": 1, "k": 6, "l": 33,
    "m": 20, "n": 57, "o": 62, "p": 15, "q": 1, "r": 50, "s": 53, "t": 75, "u": 23, "v": 8, "w": 17, "x": 1, "y": 14, "z": 1,
}  # fmt: skip


def pages(given):
    """Every file for pages, by its name: pieces, and the sheet."""
    files, rules = {}, []
    for face in given["pages"]["faces"]:
        # A browser fetches the last that is said to have a character.
        for piece in reversed(face["pieces"]):
            name = f"{face['stem']}-{piece}.woff2"
            files[f"fonts/{name}"] = packed(cut_piece(given, face, piece))
            rules.append(face_rule(face, name, given["sets"][piece]))
    faces = {face["stem"]: face for face in given["pages"]["faces"]}
    rules += [stand_in(stand, faces[stand["like"]]) for stand in given["pages"]["stand-ins"]]
    head = "/* Made by `cargo xtask fonts`: fonts/make/recipe.toml says of what. */\n"
    files["fonts.css"] = (head + "\n".join(rules) + "\n").encode()
    return files


def cut_piece(given, face, piece):
    """A face with the characters of one piece only."""
    font = read(face["from"])
    wanted = characters([piece], given["sets"], font)
    rename(font, face["family"], face["style"])
    return cut(font, wanted, given["pages"]["features"], SHORT_NAMES, "woff2")


def face_rule(face, name, ranges):
    within = ", ".join("U+" + "-".join(end.lstrip("0") for end in ends.split("-")) for ends in ranges)
    return (
        f'@font-face {{ font-family: "{face["family"]}"; font-weight: {face["weight"]}; font-display: swap; '
        f'src: url({name}) format("woff2"); unicode-range: {within}; }}'
    )


def stand_in(stand, face):
    """A font of the reader's own, scaled so that English text is as long, and as high and deep, as in the face."""
    ours, theirs = read(face["from"]), read(stand["measured"])
    scale = length(ours) / length(theirs)
    height, depth = (abs(value) / ours["head"].unitsPerEm / scale for value in (ours["hhea"].ascent, ours["hhea"].descent))
    sources = ", ".join(f'local("{name}")' for name in stand["local"])
    weight = f"font-weight: {stand['weight']}; " if "weight" in stand else ""
    return (
        f'@font-face {{ font-family: "{stand["family"]}"; {weight}src: {sources}; size-adjust: {percent(scale)}; '
        f"ascent-override: {percent(height)}; descent-override: {percent(depth)}; line-gap-override: 0%; }}"
    )


def length(font):
    """How long text is, in parts of the size of the letters."""
    widths, glyphs = font["hmtx"], font.getBestCmap()
    total = sum(share * widths[glyphs[ord(letter)]][0] for letter, share in OFTEN.items())
    return total / sum(OFTEN.values()) / font["head"].unitsPerEm


def percent(share):
    return f"{share * 100:.2f}%"
