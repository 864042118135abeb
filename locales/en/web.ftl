# The pages.

web-skip = Skip to the content
web-nav = Parts of the site
web-nav-tables = Tables
web-nav-places = Places
web-nav-indicators = Indicators
web-nav-questions = Questions
web-nav-sources = Sources
web-nav-about = How to read this
web-edition = Edition
web-footer-symbols = What the signs mean
web-footer-desk = For those who work here
web-footer-api = Description of the API

# Home
web-home-title = The evidence for harm reduction
web-home-heading = What is known about harm reduction, place by place
web-home-lede = Which services exist, whom they reach, what the law does to people, where the money goes. Every figure keeps its period, its status and its source.
web-home-find = What are you looking for?
web-home-find-button = Find
web-home-find-hint = An indicator or a place: needle exchange, naloxone, Bulgaria.
web-home-all = See everything there is
web-home-today = The latest figures for the world
web-home-by-place = By place
web-home-by-theme = By theme
web-home-changed = What is new in this edition
web-home-changed-since = { $count ->
    [0] Nothing is said otherwise than in the edition before:
    [one] One indicator says something else than in the edition before:
   *[other] { $count } indicators say something else than in the edition before:
}
web-home-compare = Every cell that differs
web-home-changed-which = Which indicators
web-edition-page-title = Edition: { $title }
web-edition-reporters = Reporters
web-home-questions = Questions people come with
web-home-what = What this is
web-home-what-text = A public table of facts that others have published: harm reduction organisations, United Nations agencies, governments, researchers. Choose places and indicators, and take the table as a page or as a file.
web-home-promise = Where sources disagree, all are kept. What is not known is said to be not known. Old figures are shown as old.
web-home-about = How to read the tables
web-home-edition = In this edition
web-home-observations = Findings
web-home-indicators = Indicators
web-home-places = Places
web-home-sources = Sources
web-home-date = Date
web-home-identity = Identity

web-question-services = Which harm reduction services do the countries of Western Europe have?
web-question-rounds = Needle and syringe programmes in Eurasia, round by round
web-question-prevalence = How many people inject drugs in Asia, and how many live with HIV or hepatitis C?
web-question-executions = Where are people executed or sentenced to death for drug offences?
web-question-world = Needle programmes and opioid agonist therapy by region of the world
web-question-prisons = Which services do people in prison get?

# Searching
web-search-title = Search
web-search-title-of = { $words } – search
web-search-site = Search the site
web-search-lede = Places, regions, indicators, themes and reporters, found by any of their names.
web-search-label = Search for a place, an indicator or a reporter
web-search-button = Search
web-search-list = Suggestions
web-search-found = Suggestions: { $count }. The arrow keys lead through them.
web-search-nothing = No suggestion. Enter searches all the same.
web-search-count = { $count ->
    [one] One thing found.
   *[other] { $count } things found.
}
web-search-nearest = Nothing is spelt just so: these are the nearest.
web-search-some = Nothing has all of these words: these have some.
web-search-none = Nothing is found for “{ $words }”
web-search-none-text = Names, codes and other words for places, regions, indicators, themes and reporters are searched, in every language they are known in. Fewer or shorter words may find more.
web-search-all = Everything there is, in lists
web-search-sources = All sources
web-search-also = found as “{ $name }”
web-search-figures = Both together
web-search-places = Places
web-search-regions = Regions
web-search-indicators = Indicators
web-search-themes = Themes
web-search-reporters = Reporters
web-search-place = place
web-search-region = region
web-search-indicator = indicator
web-search-theme = theme
web-search-reporter = reporter
web-fault-limit = “{ $value }” is no whole number from 1 to { $most }.

# Choosing
web-choose-title = Make a table
web-choose-lede = Choose at least one indicator and one place. The number behind each says how many findings there are.
web-choose-filter = Filter the lists
web-choose-find = Filter
web-choose-found = Found in the lists: { $count }
web-choose-indicators = Indicators
web-choose-areas = Places
web-choose-groups = The world and groups
web-choose-world = World (published figures)
web-choose-scheme = All places of: { $scheme }
web-choose-region = All of { $region }
web-choose-other-places = Other places
web-choose-periods = Periods
web-choose-latest = The latest of each figure
web-choose-all = All periods
web-choose-these = These years or rounds
web-choose-presets = Ready-made columns
web-preset-services = Services, as in HRI’s global table
web-preset-regional = Services and people, as in HRI’s regional tables
web-preset-people = People who inject and what they live with
web-preset-coverage = Whom services reach
web-preset-prisons = Prisons
web-preset-death-penalty = Death penalty for drugs
web-preset-money = Money
web-choose-chosen = Chosen so far
web-choose-lack-indicators = No indicator is chosen yet. Choose at least one, then show the table.
web-choose-lack-areas = No place is chosen yet. Choose at least one country, territory or region, then show the table.
web-choose-lack-both = Nothing is chosen yet. Choose at least one indicator and one place, then show the table.
web-choose-years = Years
web-choose-years-hint = 2020, or 2008..2020
web-choose-rounds = Rounds: { $reporter }
web-choose-shape = Shape of the table
web-choose-layout = Rows and columns
web-choose-group = Group rows by
web-choose-group-none = No groups
web-choose-sort = Order of rows
web-sort-area = By name
web-sort-asked = As chosen
web-sort-up = { $indicator }, smallest first
web-sort-down = { $indicator }, largest first
web-choose-empty = Leave out rows in which nothing is recorded
web-choose-totals = Show totals with what they cover
web-choose-reporters = Only these reporters
web-choose-dimensions = Split figures
web-choose-dimension-value = { $dimension }: { $value }
web-choose-show = Show the table
web-layout-areas-indicators = Places in rows, indicators in columns
web-layout-areas-periods = Places in rows, periods in columns (one indicator)
web-layout-indicators-periods = Indicators in rows, periods in columns (one place)
web-layout-long = One finding a row

# The table
web-table-change = Change the selection
web-table-downloads = Download
web-table-downloads-text = Every file holds the same figures as this page. The codebook explains columns and codes.
web-table-cite = Cite this table
web-table-updated = { $order ->
    [down] In order of { $column }, the largest or last first. { $title }
   *[up] In order of { $column }, the smallest or first first. { $title }
}
web-table-updated-asked = The table is as it was chosen: { $title }
web-table-sort = Sort by { $column }
web-table-pin = Keep { $column } in view
web-table-dense = Closer rows
web-table-hide-empty = Leave out empty rows
web-table-show-empty = Show empty rows
web-table-others = so many others say something too: the figure leads to all of it, and to where each stands
web-table-legend = Signs in this table
web-table-notes = Notes
web-table-reporters = Who says so
web-table-sources = Sources
web-table-permalink = Permanent link to this table
web-table-edition = Edition:
web-table-back = Back to the table
web-table-area = Place
web-table-indicator = Indicator
web-table-finding = Finding
web-table-reporter = Reporter
web-table-total = Total of the selection
web-total-working = Working
web-total-working-weight = weighted by
web-total-working-file = { $count } places: their figures, and why others are left out, are in the file.
web-total-why = Why there is no total
web-column-mixed = Several reporters:
web-column-definition = Definition
web-column-definition-of = Definition: { $indicator }
web-cell-doubtful = (doubtful)
web-cell-note = Note { $number }
web-cell-source = Source { $number }
web-cell-others = { $count ->
    [one] { $count } other finding
   *[other] { $count } other findings
}
web-download-csv = CSV, a row a finding
web-download-wide-csv = CSV, as displayed
web-download-json = JSON
web-download-text = Plain text
web-download-xlsx = Excel workbook
web-download-pdf = PDF, for paper
web-download-markdown = Markdown
web-download-parquet = Parquet, a row a finding
web-download-latex = LaTeX
web-download-fragment = HTML for another site
web-copy-text = Copy as plain text
web-copy-markdown = Copy as Markdown
web-copy-done = The table has been copied.
web-copy-refused = The browser did not let it be copied. Here it is, selected: copy it with the keyboard or the menu.
web-copy-failed = The table could not be fetched. Try again, or download it.
web-download-codebook = Codebook
web-download-sources = List of sources
web-cite-bibtex = BibTeX
web-cite-ris = RIS
web-cite-csl = CSL-JSON

# Sources
web-sources-title = Sources
web-sources-lede = Every document that findings here come from, on which terms it is used, and how much rests on it.
web-sources-filter = By terms
web-sources-all = All
web-sources-count = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
web-sources-title-column = Document
web-sources-publisher = Publisher
web-sources-reporter = Reporter
web-sources-terms = Terms
web-sources-observations = Findings
web-sources-indicators = Indicators
web-terms-open = Openly licensed: their findings may be used again under the licence that the source names.
web-terms-facts_only = The documents are protected. Only facts are taken from them, and cited; their wording is not.
web-terms-unread = Nobody here has read the terms of these documents yet. Their findings are shown and marked. Whoever runs an observatory can leave them out.
web-terms-non_commercial = Only for non-commercial use. Their findings are not part of this edition.
web-source-year = Year
web-source-address = Found at
web-source-licence = Licence, as the source says
web-source-access = How it was read
web-source-id = Code
web-source-resting = What rests on it
web-source-nothing = Nothing in this edition rests on this document.
web-source-count = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
web-source-indicator = Indicator
web-source-set = How much of its field it covers
web-completeness-complete = complete
web-completeness-partial = a partial list
web-completeness-changes_only = changes only

# About
web-about-title = How to read this
web-about-lede = A blank can mean three things. Here every cell says which.
web-about-symbols = Signs
web-about-symbols-text = Each cell has one of these statuses, in every page and every file.
web-about-sign = Sign
web-about-name = Name
web-about-meaning = What it tells you
web-about-code = In files
web-about-more = Other signs
web-about-more-text = These stand in cells beside a figure, or in its place.
web-about-old-sign = no recent record (last: no, 2008)
web-about-note-sign = 1
web-about-note = The number of a note below the table.
web-about-source-sign = [1]
web-about-source = The number of the source in the list below the table.
web-about-part-sign = 2024-01 to 2024-06
web-about-part = Part of a year. Such a figure stands for these months only, and is never counted together with whole years.
web-about-cumulative-sign = cumulative 2024
web-about-cumulative = Everything up to then, not of that year alone.
web-about-fiscal-sign = fiscal year 2024
web-about-fiscal = A year of accounts, which may begin in another month than January.
web-about-others-sign = 2 other findings
web-about-others = Other sources, or other findings of the same source, say something for the same place. Open it to compare.
web-about-coverage-sign = from 12 of 20 places
web-about-coverage = How many places a total is made from, and why others are left out.
web-about-published-sign = published for the world: 93
web-about-published = A total that somebody published, beside ours.
web-about-bounds = Numbers that are limits
web-about-bounds-text = A source may say “more than 5” or “about 5”. The sign is kept, and totals keep it too.
web-about-old = Old figures
web-about-old-text = The latest table prints each figure with its own period. A figure that is older than two main rounds of its reporter, or older than ten years, does not stand for today: the cell says that there is no recent record, and what was last known. Figures of events, such as executions in a year, do not grow old. Nothing is carried from one year to another.
web-about-disagree = Sources that disagree
web-about-disagree-text = All findings are kept. A cell shows the newest, and of the same year the one of the reporter who ranks first for that indicator. The others are in the cell, one step away.
web-about-totals = Totals
web-about-totals-text = A total says which places it is made from. Places are only counted where a list is known to be complete. A figure that somebody published stands beside ours.
web-about-privacy = Privacy
web-about-privacy-text = This site sets no cookies, asks nothing of other sites and keeps neither addresses nor what was asked.
web-about-api = For programs
web-about-api-text = Every table is also data: the same query after /api/v1/table.
web-about-problems = Problems

# Problems
web-problem-ways = Where to go on
web-problem-number = Number of this request: { $number }
web-problem-query = A part of this address is not understood
web-problem-query-detail = Nothing was guessed. Below is each part that cannot be read, and the nearest that can.
web-problem-too-large = This table is too large for one answer
web-problem-too-large-detail = It would have at least { $cells } cells; { $limit } is the most. Ask for fewer places, indicators or periods, or take it in parts. The whole edition is one file at { $everything }.
web-problem-not-found = There is no such page
web-problem-not-found-detail = The address may be mistyped, or the page may have moved.
web-problem-no-source = There is no such source
web-problem-no-source-detail = This edition has no source “{ $source }”.
web-problem-no-area = There is no such place
web-problem-no-area-detail = This edition has no place or region “{ $area }”.
web-problem-no-indicator = There is no such indicator
web-problem-no-indicator-detail = This edition has no indicator “{ $indicator }”.
web-problem-no-theme = There is no such theme
web-problem-no-theme-detail = This edition has no theme “{ $theme }”.
web-problem-no-reporter = There is no such reporter
web-problem-no-reporter-detail = This edition has no reporter “{ $reporter }”.
web-problem-no-edition = There is no such edition here
web-problem-no-edition-detail = No edition “{ $edition }” is served here. Leave the edition out to ask the current one.
web-problem-method = This address is only read
web-problem-method-detail = Ask it with GET or HEAD.
web-problem-body = Nothing can be sent here
web-problem-body-detail = Requests to this site have no body; what is asked stands in the address.
web-problem-too-long = The address is too long
web-problem-too-long-detail = After the question mark it may have { $longest } bytes. Name a region or a scheme instead of many places.
web-problem-too-many = Too many requests
web-problem-too-many-detail = { $seconds ->
    [one] Please ask again in { $seconds } second.
   *[other] Please ask again in { $seconds } seconds.
}
web-problem-too-slow = The answer took too long
web-problem-unusable = The edition cannot be used at the moment
web-problem-unusable-detail = The files of the edition { $edition } are not what was published, so nothing is told from them. Other editions are served as before; whoever runs this site can put the files back.
web-problem-too-slow-detail = Ask for fewer places, indicators or periods, or try again later.
web-problem-internal = Something went wrong here
web-problem-internal-detail = It is not your fault. The request was noted by its number, without what was asked.
web-fault-place = In “{ $parameter }”, at character { $position }.
web-fault-more = { $count ->
    [one] One more part is not understood.
   *[other] { $count } more parts are not understood.
}
web-fault-choices = The nearest that is understood:
web-fault-lang = There are no pages in “{ $value }”.
web-fault-terms = There are no terms “{ $value }”.
web-fault-format = This address answers with data, not with pages: “{ $value }” is a page.
web-way-csv = The whole table as CSV, a row a finding
web-way-wide-csv = The whole table as CSV, as displayed
web-way-everything = Everything there is: the whole edition as CSV, a row a finding
web-way-change = Change the selection
web-way-choose = Make a new table
web-way-home = To the beginning

# Editions
web-footer-editions = All editions and downloads
web-older = You are reading an edition that is not the current one: { $title }.
web-older-current = Show the current edition
web-editions-title = Editions
web-editions-lede = Everything that was published, as it was published. An edition never changes: figures that are quoted with it can be found in it again.
web-editions-withdrawn = { $count ->
    [one] One figure was withdrawn since it was published; no table or file made here tells it any more.
   *[other] { $count } figures were withdrawn since they were published; no table or file made here tells them any more.
}
web-editions-current = This is the current edition.
web-editions-tables = Make a table from “{ $title }”
web-editions-compare = What differs between “{ $title }” and the current edition
web-editions-csv = All findings of “{ $title }” as CSV
web-editions-parquet = All findings of “{ $title }” as Parquet, as published
web-editions-kilobytes = ({ $size } KB)
web-editions-manifest = What “{ $title }” consists of: files and their digests
web-compare-title = What differs between two editions
web-compare-lede = Which cells of the newest figures read otherwise. All findings, whether they are the newest or not, are in the files.
web-compare-before = The earlier edition
web-compare-after = The later edition
web-compare-submit = Compare
web-compare-none = No cell reads otherwise.
web-compare-count = { $count ->
    [one] One cell reads otherwise
   *[other] { $count } cells read otherwise
}
web-compare-files = All differences as files
web-compare-cells-csv = By cell, as CSV
web-compare-cells-json = By cell, as JSON
web-compare-findings-csv = By finding, as CSV
web-compare-findings-json = By finding, as JSON
web-compare-first = The first { $count } of them
web-compare-all = All of them
web-compare-area = Place
web-compare-indicator = Indicator
web-compare-change = Change
web-compare-then = Before
web-compare-now = After
web-fault-word = “{ $value }” is none of the words that can stand here.

# One indicator in one area
web-finding-title = { $indicator }: { $area }
web-finding-doubtful = Doubtful:
web-finding-definition = What it is
web-finding-all = { $count ->
    [one] The one finding there is
   *[other] All { $count } findings
}
web-finding-none = No source in this edition says anything about it as a whole.
web-finding-period = Period
web-finding-where = Where it says so
web-finding-shown = shown in tables
web-finding-rank = Whose figure is shown
web-finding-rank-text = The newest period comes first. Of several reporters for the same period, the first of this list is shown.
web-finding-on-demand = (only where a reader asks for it)
web-finding-splits = The same, split
web-finding-total = All together
web-finding-editions = What editions say
web-finding-unusable = this edition cannot be read now
web-finding-indicator = The same in every place, who reports it, and by which rules
web-finding-table = All findings as a table
web-finding-said = { $figure }, { $reporter }
web-finding-fault-dimensions = “{ $value }” is no split. Write a dimension with its value, such as sex:men, and semicolons between several.

# A place
web-place-title = Harm reduction in { $place }
web-place-lede = { $count ->
    [0] No source in this edition says anything about this place.
    [one] What one finding says, by theme. Each figure leads to all that is said of it.
   *[other] What { $count } findings say, by theme: the latest of each. Each figure leads to all that is said of it.
}
web-place-table = All of this as a table
web-place-themes = Themes
web-place-not-known = { $count ->
    [one] One answer is that it is not known (nk).
   *[other] { $count } answers are that it is not known (nk).
}
web-place-questioned = { $count ->
    [one] One figure is doubtful (?); a note says why.
   *[other] { $count } figures are doubtful (?); notes say why.
}
web-place-split = recorded for parts only
web-place-nothing = Nothing is recorded.
web-place-before = the same reporter before: { $figure } ({ $period })
web-place-silent = { $count ->
    [one] One thing that is recorded elsewhere and not here
   *[other] { $count } things that are recorded elsewhere and not here
}
web-place-regions = Where it belongs
web-places-title = Places
web-places-lede = Groups of places have pages of their own, with their figures and a table of all they hold.
web-places-all = Places, with how many findings there are
web-places-silent = Places of which nothing is recorded

# A region
web-region-places = { $count ->
    [0] Which places it holds is not listed in this edition.
    [one] One place.
   *[other] { $count } places.
}
web-region-figures = Published for it as a whole
web-region-table = Its places
web-region-open = Open as a table
web-region-others = Its neighbours in the same grouping
web-region-version = Grouping:

# Indicators
web-indicators-title = Indicators
web-indicators-lede = What is observed, theme by theme.
web-indicators-count = { $findings } findings, { $places } places
web-theme-world = Published for the world
web-theme-table = This theme as a table of all places
web-theme-indicators = What is observed
web-indicator-title = { $indicator }, place by place
web-theme-title = { $theme }: what is observed
web-indicator-table = Every place as a table
web-indicator-series = All periods as a table
web-indicator-unit = Unit
web-indicator-companions = Printed beside it
web-indicator-levels = Levels
web-indicator-redefinitions = Where the definition changed
web-indicator-synonyms = Also called
web-indicator-aggregation = Putting places together
web-indicator-code = Code
web-indicator-figures = The world and its regions
web-indicator-reach = How much of the world it covers
web-indicator-region = Region
web-indicator-recent = with a recent answer
web-indicator-not-known = not known
web-indicator-old = too old
web-indicator-silent = no record
web-indicator-years = { $count ->
    [one] The one finding, by the year it is about
   *[other] { $count } findings, by the year they are about
}
web-indicator-places = Every place with a record

# Reporters
web-reporter-title = What is kept of { $reporter }
web-reporter-kicker = Reporter
web-reporter-short = Short name
web-reporter-rounds = Rounds
web-reporter-counts = With how many of its findings are kept here.

# Questions over all places
web-questions-title = Questions
web-questions-lede = What the evidence answers over all places, as far as the sources go. What cannot be told is listed as such, and never counted as a no.
web-question-show = Show
web-question-map = Map: { $name }
web-question-chart = Chart: { $name }
web-question-year = Year
web-question-fault = “{ $value }” is not among those that can be chosen here.
web-changes-title = Who gained or lost a service?
web-changes-lede = Two rounds of the same reporter side by side, over the places that both speak of.
web-changes-before = From
web-changes-after = To
web-changes-gained = { $count ->
    [0] Of the places in both rounds none gained it
    [one] One place gained it
   *[other] { $count } places gained it
}
web-changes-lost = { $count ->
    [0] Of the places in both rounds none lost it
    [one] One place lost it
   *[other] { $count } places lost it
}
web-changes-open = { $count ->
    [0] No place is left open
    [one] One place of which it cannot be told
   *[other] { $count } places of which it cannot be told
}
web-changes-kept = { $count ->
    [0] Of the places in both rounds none has it in both
    [one] One place has it in both rounds
   *[other] { $count } places have it in both rounds
}
web-changes-without = { $count ->
    [0] Of the places in both rounds none is without it in both
    [one] One place is without it in both rounds
   *[other] { $count } places are without it in both rounds
}
web-changes-one-sided = { $count ->
    [0] Both rounds speak of the same places.
    [one] One more place is in only one of the two rounds and is left out: whether anything changed there is not told.
   *[other] { $count } more places are in only one of the two rounds and are left out: whether anything changed there is not told.
}
web-prison-title = In the community and not in prison
web-prison-lede = Places that have a service for people outside, by what is said of the same service in their prisons.
web-prison-without = { $count ->
    [0] Of no place is it said recently that its prisons do not have it
    [one] One place has it outside, and is said not to have it in prison
   *[other] { $count } places have it outside, and are said not to have it in prison
}
web-prison-with = { $count ->
    [0] Of no place is it said recently that it has it in both
    [one] One place has it in both
   *[other] { $count } places have it in both
}
web-prison-not-known = { $count ->
    [0] No place is left open
    [one] One place of which it is not known for prisons, or not recently
   *[other] { $count } places of which it is not known for prisons, or not recently
}
web-prison-silent = { $count ->
    [0] Something is recorded for the prisons of all of them
    [one] One place of which nothing is recorded for prisons
   *[other] { $count } places of which nothing is recorded for prisons
}
web-disagreements-title = Where reporters disagree
web-disagreements-lede = Reporters that give different answers about the same place and year. Which one tables show, and why, is said on the page behind each place.
web-disagreements-count = { $count ->
    [0] No contradiction is recorded here
    [one] Once
   *[other] { $count } times
}
web-disagreements-note = Only answers that exclude one another are listed: yes and no, or different levels. Two estimates of a number are seldom the same, and that is no contradiction.
web-disagreements-who = Who says what
web-disagreements-said = { $reporter }: { $figure } ({ $period })
web-old-title = What is too old
web-old-lede = Places whose newest figure is older than two rounds of its reporter, or than ten years: tables show it as no recent record.
web-old-count = { $count ->
    [0] Nothing that is recorded is too old
    [one] One place
   *[other] { $count } places
}
web-old-last = Last known
web-rank-title = In order of a figure
web-rank-lede = Places in order of their newest figure, the largest first. Figures whose ranges overlap cannot be told apart, and share their ranks.
web-rank-count = { $count ->
    [0] No place has a recent figure
    [one] One place
   *[other] { $count } places
}
web-rank-note = The figures are of different years, reporters and methods; each says its own. An order of such figures is an indication and no league table.
web-rank-open = { $count ->
    [0] No place is left open
    [one] One place that may stand anywhere: its figure is doubtful, not known or too old
   *[other] { $count } places that may stand anywhere: their figures are doubtful, not known or too old
}
web-rank-rank = Rank
web-rank-range = { $first }–{ $last }

# Places side by side
web-side-of = { $places } compared
web-side-title = Compare places
web-side-lede = Up to six places side by side: everything that is recorded of any of them.
web-side-add = Add a place
web-side-add-button = Add
web-side-remove = Remove
web-side-too-many = At most { $count } places stand side by side. Leave some out, or make a table.
web-side-no-place = “{ $value }” is the code of no place here. Codes have three letters, such as BGR.
web-place-profile = Profile on two pages (PDF)
web-region-profile = This overview as a PDF
web-place-compare = Compare with another place
