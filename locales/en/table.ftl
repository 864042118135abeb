# How numbers and lists are written. These are not sentences: a sign alone.
number-group = ,
number-point = .
list-separator = {", "}
part-separator = {"; "}
mark-questioned = ?

# What a table is called.
table-title = { $indicators } — { $areas } — { $periods }
table-title-split = { $title } — { $names }
table-title-reporters = { $title } — only { $names }
list-more = { $shown } and { $more } more
indicator-split = { $indicator } ({ $split })
area-world = World
area-whole-world = the world
area-scheme = all places in { $scheme }
group-outside = Outside these regions
edition-label = { $title } ({ $date }, { $identity })

# When.
period-latest = latest figures
period-all = all periods
period-span = { $start } to { $end }
period-fiscal = fiscal year { $span }
period-cumulative = cumulative { $span }
period-round = { $reporter } { $round }
reporter-period = { $reporter }, { $period }

# Figures.
figure-bounded = { $bound } { $figure }
figure-named = { $name }: { $figure }
figure-split = { $figure } ({ $split })
figure-unit = { $figure } { $unit }
cell-period = { $figure } ({ $period })
cell-others-only = none shown, see the others
cell-old = no recent record (last: { $figure }, { $period })

# Levels that a document sets for figures: low, medium, high.
level-under = under { $to }
level-from-to = { $from } to under { $to }
level-from = { $from } and more
level-in = { $level } by { $source }
level-mostly = { $level } by { $source } (its range: { $lowest } to { $highest })
level-between = { $lowest } to { $highest } by { $source }

note-questioned = Doubtful: { $reason }

# Numbers with their unit. "count" is the number where it is exact, and empty otherwise.
amount-percent = { $figure } %
amount-sites = { $count ->
    [one] { $figure } site
   *[other] { $figure } sites
}
amount-services = { $count ->
    [one] { $figure } service
   *[other] { $figure } services
}
amount-usd = US$ { $figure }
amount-aud = A$ { $figure }
amount-year = { $figure }

# Totals.
total-answer = { $answer } in { $count }
total-answer-share = { $answer } in { $count } ({ $share } %)
total-mean-over = { $places ->
    [one] mean over { $count } of { $places } place, weighted by: { $weight }
   *[other] mean over { $count } of { $places } places, weighted by: { $weight }
}
total-mean-share = { $coverage }; they hold at least { $share } % of the weight that is known
total-mean-dates = { $figures }; weights of { $weights }
total-coverage = { $places ->
    [one] from { $count } of { $places } place
   *[other] from { $count } of { $places } places
}
total-on-record = { $places ->
    [one] { $count } of { $places } place with a recent record
   *[other] { $count } of { $places } places with a recent record
}
total-with-gaps = { $coverage } ({ $gaps })
total-gap-old = { $count } too old
total-gap-not-known = { $count } not known
total-gap-confidential = { $count } confidential
total-gap-withdrawn = { $count } withdrawn
total-gap-no-weight = { $count } without a weight
total-gap-not-among-rows = { $count } not among the rows
total-gap-not-applicable = besides { $count } where the question does not arise
total-gap-questioned = { $count } doubtful
total-covered = { $figure } { $coverage }
total-refused = { $figure }: { $reason }
total-tally = { $yes ->
    [one] yes in at least { $yes } place with a recent record, of { $places }; not a count
   *[other] yes in at least { $yes } places with a recent record, of { $places }; not a count
}
total-tally-levels = among places with a recent record, of { $places }: { $answers }; not a count
total-refused-by-rule = { $reason }
total-refused-partial-list = the sources list only a part of the places, and a list is not a count
total-refused-no-floor = nothing says that places without a figure add nothing or more
total-refused-no-figures = no place has a recent figure
total-refused-no-lower-end = no source commits to a lowest number
total-refused-mixed-periods = the figures are about different periods
total-refused-too-large = the exact result has too many digits
total-refused-no-weight = no place with a figure has one to weight it by ({ $weight })
total-refused-little-weight = the places with a figure may hold less than half of the weight ({ $weight })
total-refused-mean-of-bounds = places are missing, and some figures are only limits: a mean of them would hold for nothing
total-refused-no-ends = no limit holds for all figures
total-published = published: { $figure } ({ $when })
total-published-world = published for the world: { $figure } ({ $when })
total-dated = { $coverage }, { $span }
total-and = { $before }; { $after }
total-of = Total: { $group }
total-selection = Total of the selection

# The working of a total: what each place is to it.
contribution-counted = counted
contribution-on_record = on record, not put together
contribution-no_weight = without a weight
contribution-old = too old
contribution-not_known = not known
contribution-confidential = confidential
contribution-withdrawn = withdrawn
contribution-no_record = no record
contribution-on_demand = shown on demand only
contribution-not_among_rows = not among the rows
contribution-part_of_whole = part of a place in the total
contribution-not_applicable = does not apply
contribution-not_asked = nothing there to ask about
working-left-out = { $place } ({ $figure }, { $period })

# What the reader must know of a table as a whole.
remark-rounds-left-out = Figures that are dated only by the round of their publication do not answer to years. There are some in these rounds: { $rounds }
remark-periods-left-out = Figures about these periods reach beyond the years asked for and are not shown: { $periods }
remark-newest-of-several = Each cell shows the newest figure of the periods asked for; the others stand beside it in the cell.
remark-newest-only = Only the newest figure of each row is shown. Ask for all periods to see the others.
remark-rows-left-out = { $count ->
    [one] One row is left out: no source here says anything in it.
   *[other] { $count } rows are left out: no source here says anything in them.
}
remark-questioned = { $count ->
    [one] { $count } figure is doubtful; it is marked, and a note says why.
   *[other] { $count } figures are doubtful; they are marked, and notes say why.
}
remark-redefined = { $indicator }: the definition changed, so that figures before and after are not of the same thing. { $change }
remark-unread-terms = { $count ->
    [one] { $count } figure is from a source whose terms of use nobody here has read yet.
   *[other] { $count } figures are from sources whose terms of use nobody here has read yet.
}

# From when on an indicator has another definition; the note is a sentence.
redefinition = From { $from }: { $note }
redefinition-by = From { $from } ({ $reporter }): { $note }

# Signs that are not statuses.
legend-range-sign = a–b
legend-range = the range that the source gives
legend-questioned-sign = ?
legend-questioned = the figure is doubtful; a note says why
legend-old-sign = no recent record
legend-old = the newest figure is too old to stand for today; it is given with its period

# Sources.
source-undated = undated
source-line = { $publisher } ({ $year }): { $title }
terms-open = openly licensed
terms-facts_only = protected; facts are taken and cited, wording is not
terms-unread = terms not yet read by anyone here
terms-non_commercial = for non-commercial use only

# What differs between two editions
cell-change-appeared = now has a record
cell-change-disappeared = has no record any more
cell-change-other_reporter = another reporter is shown
cell-change-other_period = another period is shown
cell-change-status = another answer
cell-change-figure = another figure
cell-change-questioned = now in doubt
difference-side = { $figure } ({ $period }, { $reporter })
