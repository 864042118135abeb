# Why the text of a table's cell is refused. `place` counts characters from 1.

notation-ambiguous = At character { $place } the cell can be read in several ways: { $readings }. Look at the printed page, and write what it says.
notation-unexpected =
    “{ $found }” at character { $place } has no meaning there: { $expected ->
        [number] a number should stand there.
        [number-or-word] a number, or a word of the source’s legend, should stand there.
        [answer] a tick, a cross, a number of sites, or a word of the source’s legend should stand there.
        [range-or-exception] a range, or a figure “in” a named place, should stand there.
        [range] a range should stand in the brackets.
        [reference] the number of a reference should stand there.
        [letter] a letter for a medicine should stand there.
        [place-name] the name of a place should stand there.
       *[end] the cell should end before it.
    }
notation-unfinished =
    The cell ends at character { $place }, where { $expected ->
        [number] a number
        [number-or-word] a number, or a word of the source’s legend,
        [answer] a tick, a cross, a number of sites, or a word of the source’s legend
        [range-or-exception] a range, or a figure “in” a named place,
        [range] a range
        [reference] the number of a reference
        [letter] a letter for a medicine
        [place-name] the name of a place
       *[end] nothing
    } should follow.
notation-unclosed-bracket = The bracket “{ $bracket }” at character { $place } is not closed.
notation-unknown-letter = The source’s legend has no medicine “{ $letter }” (character { $place }). It has: { $known }.
notation-repeated-letter = The medicine “{ $letter }” at character { $place } is named twice.
notation-grouping = “{ $found }” at character { $place } is not written like a number: look at its separators and zeros.
notation-too-long = “{ $found }” at character { $place } has more digits than can be kept exactly.
notation-reference = “{ $found }” at character { $place } is not the number of a reference.
notation-reversed-range = At character { $place } the range from { $low } to { $high } is reversed.
notation-outside-range = At character { $place } the figure { $value } lies outside its own range, { $low } to { $high }.
notation-bounded-range = At character { $place } a range stands behind “{ $bound }”: one of the two is wrong.
notation-half-range = At character { $place } a range has only one end.
notation-sites = “{ $found }” at character { $place } cannot be the number of sites of a service that is available.
