### What `tidemark check` says of a directory in the text form. File and line are printed before each.
### Every rule has two messages: what is wrong, and (-mend) what to do about it.

## Files

check-unknown-file = This file is no part of the format.
check-unknown-file-mend = Remove it, move it to compile/ or give it the name of a known file, such as { $nearest }.
check-missing-file = This file is missing.
check-missing-file-mend = Add it; docs/data-format.md describes what it holds.
check-not-utf8 = Byte { $byte } of the file is not UTF-8.
check-not-utf8-mend = Save the file as UTF-8.
check-byte-order-mark = The file begins with a byte order mark.
check-byte-order-mark-mend = Save the file as UTF-8 without a byte order mark.
check-carriage-return = The file has carriage returns ({ $lines } of them).
check-carriage-return-mend = Save the file with lines that end in LF alone.
check-control-character = There is an invisible character, { $code }.
check-control-character-mend = Remove the character.
check-no-final-newline = The last line does not end.
check-no-final-newline-mend = End the file with a line feed.

## Form

check-toml = This is not TOML: { $detail }.
check-toml-mend = Correct the line; https://toml.io describes the form.
check-csv = A quotation mark is out of place; nothing behind it can be read.
check-csv-mend = Put the whole field in double quotes, and write a double quote within it twice.
check-unknown-column = There is no column { $column }.
check-unknown-column-mend = Remove it, or give it the name of a column of this file, such as { $nearest }.
check-missing-column = The column { $column } is missing.
check-missing-column-mend = Add the column, empty where nothing is known.
check-duplicate-column = The column { $column } stands here twice.
check-duplicate-column-mend = Keep one of them.
check-column-order = The columns stand in another order than the format’s.
check-column-order-mend = Put them in this order: { $columns }.
check-field-count = The row has { $found } fields, not { $wanted }.
check-field-count-mend = Give every column one field; a field with a comma or a quote stands in double quotes.
check-empty-line = The line is empty.
check-empty-line-mend = Remove it.
check-unknown-key = There is no key { $key } here.
check-unknown-key-mend = Remove it, or write { $nearest } if that is meant.
check-missing-field = { $field } is missing.
check-missing-field-mend = Say what { $field } is.
check-wrong-type = { $field } is of another type than it must be.
check-wrong-type-mend = Write { $wanted ->
    [text] a text in quotes
    [flag] true or false, without quotes
    [number] a whole number, without quotes
    [list] a list of texts, as in ["a", "b"]
    [words] a text for each language, as in { $field }.en = "…"
    [table] a table of keys
   *[tables] a list of tables
}.
check-malformed = { $field } cannot be “{ $text }”.
check-malformed-mend = Write { $form ->
    [lower] a code of lower-case letters, digits and underscores, a letter first
    [level] a code of lower-case letters, digits and underscores
    [source] a code of lower-case letters, digits and underscores
    [upper] a code of capital letters, digits and underscores, a letter first
    [round] a code of letters, digits, “-” and “_”
    [lang] a language tag such as “en”
    [place] three capital letters (ISO 3166-1 alpha-3), or a part such as PSE-GAZ
    [m49] three digits, or nothing
    [year] a year such as 2020, or nothing
    [date] a day such as 2020-12-31
    [year_of_change] a year from 1900 to 2100, such as 2014
    [reference] a time such as 2018, 2021-11-29, 2015-01..2015-09, 2009-07..2010-06 fiscal or 2012..2021 cumulative
    [dimensions] pairs such as age:under_25;sex:men
    [decimal] digits, with a point before the decimals and nothing between thousands
    [bound] exact, at_least, more_than, at_most, less_than or approximately
    [found_status] value, yes, no, not_known, not_applicable or confidential
    [terms] open, facts_only, unread or non_commercial
    [completeness] complete, partial or changes_only
    [kind] quantity, availability, level, codes or text
    [timing] state, flow or event
    [aggregation] sum, weighted_mean, count_places or none
    [reporter_kind] ngo, un, government, academic, press, reference or network
    [round_kind] main or update
   *[text] what docs/data-format.md says of this field
}.
check-surrounding-space = { $field } begins or ends with a space.
check-surrounding-space-mend = Remove the space.
check-not-canonical = “{ $text }” is not written as the format writes it.
check-not-canonical-mend = Write { $canonical }.
check-unsorted = { $what ->
    [round] This round is earlier than the one before it.
   *[observation] This row belongs before the row above it.
}
check-unsorted-mend = { $what ->
    [round] Put the rounds in order of their years.
   *[observation] Sort the rows by indicator, area (places before regions), reference (by its end, then its start), round, dimensions, reporter and source.
}

## Codes and what they refer to

check-duplicate = { $what ->
    [observation] This observation ({ $name }) stands already in { $first }.
   *[other] The { $what } { $name } stands already in { $first }.
}
check-duplicate-mend = { $what ->
    [observation] Keep the one that the source bears out; figures that differ need another reference, round, dimension or source.
    [redefinition] Keep one of the two, and say all that changed in its note.
   *[other] Keep one of the two, or give this one another code.
}
check-unknown = There is no { $what } { $name }.
check-unknown-mend = { $nearest ->
    [no-name] Declare it in { $file }.
   *[other] Declare it in { $file }, or write { $nearest } if that is meant.
}
check-unknown-level = The scale { $scale } has no level { $name }.
check-unknown-level-mend = Write a level of the scale, such as { $nearest }, or add this one in scales.toml.
check-unused = Nothing rests on the { $what } { $name }.
check-unused-mend = Remove it, or add what rests on it.
check-ranked-twice = { $name } is ranked already, on line { $first }.
check-ranked-twice-mend = Keep it in one place of one rank.
check-wrong-parent = { $place } has { $found ->
    [no-parent] no parent
   *[other] the parent { $found }
}.
check-wrong-parent-mend = { $wanted ->
    [no-parent] Leave the parent empty: only parts, written PSE-GAZ, have one.
   *[other] Write { $wanted } as its parent.
}
check-non-commercial = The source { $source } may only be used without commercial purpose.
check-non-commercial-mend = Take it out with all that rests on it: the evidence is free for every purpose.

## Findings

check-misplaced = { $field } makes no sense beside { $beside }.
check-misplaced-mend = Leave { $field } empty, or correct the other.
check-no-period = The row says neither what time it is about nor in which round it was published.
check-no-period-mend = Fill in reference, round, or both.
check-reversed-period = The period { $text } ends before it starts.
check-reversed-period-mend = Put the earlier date first.
check-wrong-kind = “{ $found }” is no finding of { $indicator }.
check-wrong-kind-mend = { $kind ->
    [quantity] Write a number with its bound, or not_known, not_applicable or confidential as the status.
    [availability] Write yes, no, not_known, not_applicable or confidential as the status.
    [level] Write one level of its scale with the status value, or not_known, not_applicable or confidential as the status.
    [codes] Write codes of its list with the status value, or not_known, not_applicable or confidential as the status.
   *[text] Write words with the status value, or not_known, not_applicable or confidential as the status.
}
check-mixed-units = “{ $found }” carries a unit; figures of { $indicator } have one unit, which is not repeated.
check-mixed-units-mend = Write the number alone, converted to the indicator’s unit where the source has another.
check-subset-of-other-unit = { $part } ({ $unit }) cannot lie within { $whole } ({ $other }): their units differ.
check-subset-of-other-unit-mend = Correct the unit, or leave out subset_of.
check-unfit-rule = Findings of { $indicator } are of the kind { $kind }; they have no { $rule }.
check-unfit-rule-mend = Numbers have sum or weighted_mean; availability and levels have count_places; none fits all.
check-unfit-weight = { $weight } cannot weight the figures of { $indicator }.
check-unfit-weight-mend = A weight is another indicator that is added up (aggregation.rule = "sum") and has a minimum of 0 or more.
check-unfit-condition = { $condition } does not say where { $indicator } is asked.
check-unfit-condition-mend = Name another indicator that is answered with yes or no (kind = "availability").
check-unfit-bands = The levels do not follow one another from the least to the most.
check-unfit-bands-mend = Give at least two; the first without from, every other with a from that is greater than the one before it.
check-empty-quantity = The row has the status value, but neither a value nor a range.
check-empty-quantity-mend = Write the value or both ends of the range, or not_known as the status.
check-half-range = The range has only one end.
check-half-range-mend = Write both ends; a single limit is a value with a bound such as at_least.
check-reversed-range = The range { $low } to { $high } is reversed.
check-reversed-range-mend = Write the smaller number in low.
check-outside-range = The value { $number } lies outside its range { $low } to { $high }.
check-outside-range-mend = Hold the three numbers against the source.
check-bounded-range = A range without a value cannot be { $bound }.
check-bounded-range-mend = Leave the bound empty, or write exact or approximately.
check-below-minimum = { $number } is below { $limit }, the least that { $indicator } can be.
check-below-minimum-mend = Hold the number against the source; where it is right, change the indicator’s minimum.
check-above-maximum = { $number } is above { $limit }, the most that { $indicator } can be.
check-above-maximum-mend = Hold the number against the source; where it is right, change the indicator’s maximum.
check-too-many-decimals = { $number } has more decimals than { $indicator } has ({ $limit }).
check-too-many-decimals-mend = Hold the number against the source; where it is right, change the indicator’s decimals.
check-not-whole = { $number } is not a whole number; { $indicator } counts.
check-not-whole-mend = Hold the number against the source; where it is right, the indicator is not whole.
check-part-larger-than-whole = The part, at least { $number }, is larger than its whole ({ $whole }, at most { $limit }) in { $first }.
check-part-larger-than-whole-mend = Hold both against their sources; where the sources say so, write in questioned why the figure is doubtful.
