# Kinds of charts.
chart-kind-line = Line chart
chart-kind-bar = Bar chart
chart-kind-dots = Dots and ranges
chart-kind-multiples = Small multiples
chart-kind-share = Shares of a whole
chart-kind-slope = Two rounds
chart-kind-units = Places by answer
chart-kind-scatter = Scatter chart

# Why a selection is not drawn as a kind of chart.
chart-no-numbers = The figures are answers or words. A yes has no length, so nothing can be measured along an axis.
chart-years-are-no-amounts = The figures are years in which something happened. A year is no amount: a length from zero would mean nothing.
chart-mixed-units = The figures have different units, and numbers of different units have no axis in common.
chart-nothing-to-draw = Nothing here can be drawn: nobody tells, or what is told is not known, withheld or too old. None of these is a zero.
chart-needs-periods = The newest figures are each of another time. A line needs a table over periods.
chart-needs-one-period = The figures are of several periods. This chart shows one figure of each place: the newest, or those of one time.
chart-rounds-only = The figures are dated only by the round in which they were published. When they are of is not known, so no line can join them.
chart-one-year = No row has figures about two whole years. One figure is no line.
chart-too-many = { $rows } rows are more than can be told apart: at most { $most } are drawn. Choose fewer places, or a region.
chart-only-one = There is only one row or column of numbers: nothing to set side by side.
chart-needs-two-rounds = It sets two rounds of one reporter side by side. Choose exactly two.
chart-redefined = The definition changed from { $from } on, between the two rounds. A line from one number to the other would show that as a rise or a fall.
chart-nothing-in-both = No place has a number in both rounds that can be compared: a limit or a figure in doubt cannot.
chart-no-answers = The figures are numbers or words, not answers by which places could be sorted.
chart-needs-two-numbers = It needs two indicators that are numbers, and at most a third for the size.
chart-too-few-in-both = { $places ->
    [0] No place has a figure of both
    [one] Only one place has a figure of both
   *[other] Only { $places } places have a figure of both
}: it takes { $least } to show a pattern.
chart-no-whole = Nothing says that these are the parts of one whole. Shares are drawn of places that are counted, of splits that come to their published total, and of one indicator within another.
chart-parts-do-not-add-up = The parts do not come to the total that the same reporter gives for the same time: they overlap, or some are missing.

# What stands in charts.
chart-too-old = no recent record
chart-on-demand = none shown, see the others
chart-told-apart = Not in the chart
chart-others = others
chart-rest-of-whole = The rest of the whole
chart-by-factors = Each step along the axis is ten times the one before.
chart-millions = { $number } million
chart-billions = { $number } billion
chart-rounds-of = { $reporter } rounds
chart-not-all-from-zero = Not every axis begins at zero.
chart-not-from-zero = The axis does not begin at zero.
chart-axes = Across: { $across }. Up: { $up }
chart-size = size: { $size }
chart-no-count = This is a list, not a count of places: { $reason }
chart-trend = { $indicator }, { $first } to { $last }: from { $from } to { $to } ({ $reporter })
chart-trend-redefined = the definition changed in { $years }, so that figures before and after do not compare
chart-from = Source: { $reporters }. { $edition }
chart-key-range = published range
chart-key-at-least = at least: the figure may be larger
chart-key-at-most = at most: the figure may be smaller
chart-key-limit = between figures of which one is only a limit
chart-key-break = another reporter begins
chart-key-redefined = the definition changed, as told beneath
chart-key-round = dated by its round only, never joined
chart-key-rises = larger in the later round
chart-key-falls = smaller in the later round
chart-key-stays = the same in both
chart-key-no-size = size not known
chart-key-doubt = doubtful
chart-describes = { $kind } of { $count } figures. Each mark leads to its figure with its source; the table has all of them.
chart-describes-span = { $kind } of { $count } figures. The least: { $least }. The largest: { $most }. Each mark leads to its figure with its source; the table has all of them.

# The page of a chart.
web-table-chart = As a chart
web-chart-kinds = Kinds of charts
web-chart-table = The table
web-chart-before = ← The time before
web-chart-after = The time after →
web-chart-refused = This is not drawn, since it would mislead
web-chart-none = No kind of chart fits these figures. The table has them all.
web-chart-why-not = Why not another kind?
web-chart-instead = Show the selection it is made for
web-chart-svg-light = SVG, on light paper
web-chart-svg-dark = SVG, on dark paper
web-chart-svg-print = SVG, black and white
web-chart-permalink = Permanent address of this chart
web-chart-file-from = { $site }, { $address }
web-chart-cite = Cite this chart
web-chart-embed = Show this chart in another site
web-chart-whole = The chart with its table and sources
