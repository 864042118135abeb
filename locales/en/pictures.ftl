# Maps. A place with what is said of it, as it is heard and shown where it is pointed at.
map-place = { $place }: { $figure }
map-unit = Unit: { $unit }
map-when-latest = Latest figures: { $span }
map-when = Figures of { $span }
map-who = As told by { $reporters }
map-reporter = { $reporter } ({ $count })
map-about-separator = {" · "}

# What the colours mean.
map-class-named = { $name }: { $class }
map-class-between = { $low } to { $high }
map-class-below = below { $high }
map-class-from = { $low } to below { $high }
map-class-at-least = { $low } or more
map-class-other = other combinations
map-class-text = answered in words
map-class-old = no recent record, only an old one
map-class-elsewhere = none shown, others have figures
map-class-count = { $class }: { $count }
map-description = Places on this map by class. { $classes }.
map-sign-at-least = at least: it may be in a higher class
map-sign-at-most = at most: it may be in a lower class
map-sign-doubtful = doubtful figure

# What must be known beside it.
map-coverage = { $places ->
    [one] { $count } of { $places } place on this map has a recent record.
   *[other] { $count } of { $places } places on this map have a recent record.
}
map-partial = Some of the sources list only part of the places: the numbers of places are those on this map, and no count of all.
map-no-record = No record is neither a no nor a zero.
map-classes-quantiles = Classes have about as many places each; equal figures are in the same class.
map-classes-thresholds = Classes are those of { $cited }.
map-undrawn = Not drawn: { $places }.
map-borders = Borders: Natural Earth. Dashed lines are contested. Borders and names state no opinion on anybody's claim.

# Why there is no map.
map-error-columns = A map shows one indicator at one time, and this table has { $columns } columns.
map-error-no-places = There are no places to draw: choose a region, a scheme or places.

# The page of a map.
web-nav-maps = Maps
web-maps-title = Maps
web-maps-lede = One thing at a time, in all places or in a region: what is said, how recent it is, and where nobody says anything.
web-map-indicator = What
web-map-area = Where
web-map-classes = Classes
web-map-show = Show the map
web-map-world = World
web-map-all-places = All places
web-map-chosen = Chosen
web-map-these-places = These places
web-map-classes-proposed = as proposed
web-map-classes-thresholds = at limits that somebody has set
web-map-classes-quantiles = { $count } of about as many places each
web-map-table = The same as a table
web-map-key = What the colours mean
web-map-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
web-map-steps = Other times
web-map-before = ← { $time }
web-map-after = { $time } →
web-map-times = All times of which there are figures
web-map-editions = The same map in each edition
web-map-edition = { $title }, { $date }
web-map-embed = Show this map in another site
web-map-whole = The map with its table and sources
web-picture-embed-text = Paste this into a page. The frame holds no script, sets no cookie and tells nobody who reads it.
web-picture-png = PNG, 1440 pixels wide
web-map-svg-light = SVG
web-map-svg-dark = SVG on dark
web-map-svg-print = SVG in black and white
web-map-cite = Cite this map
web-map-permalink = This map for good, with its edition
web-table-map = As a map
web-indicator-map = On a map
web-indicator-chart = As a chart

# Cards, by which other sites show a page.
card-from = { $site } · { $edition }
card-table = Table
card-old = no recent record
card-last = last: { $figure }, { $period }
card-more-figures = { $count ->
    [one] and one more figure
   *[other] and { $count } more figures
}
card-more-rows = { $count ->
    [one] and one more row
   *[other] and { $count } more rows
}
card-more-columns = { $count ->
    [one] and one more column
   *[other] and { $count } more columns
}
card-reach = { $places ->
    [one] The one place: { $recent } with a recent answer
   *[other] { $recent } of { $places } places have a recent answer
}
card-findings = { $count ->
    [one] One finding, of { $first } to { $last }
   *[other] { $number } findings, of { $first } to { $last }
}
card-findings-of = { $count ->
    [one] One finding, of { $last }
   *[other] { $number } findings, of { $last }
}
