# What the columns of the long CSV hold. The part after "column-" is the column.
column-indicator = What is observed; see the section "indicator".
column-area = Where: a place by its ISO 3166-1 alpha-3 code (parts such as PSE-GAZ), a region as SCHEME/REGION, or "selection" for a total of everything asked for.
column-period = What the figure is about, or the round it was published in where that is unknown (HRI/2020). Without a figure: the period asked for, empty for the latest.
column-reporter = Who says so; empty where nobody does.
column-source = The document; see the list of sources.
column-status = One of the closed list of statuses; never empty. See the section "status".
column-value = The number with the digits that were published, a level, codes with semicolons between them, or text; empty where the status says all, or where only a range was published.
column-bound = How the number is meant; see the section "bound". Empty where the value is not a number.
column-low = The lower end of the published range.
column-high = The upper end of the published range.
column-unit = The unit of the number, or the sort of answer.
column-dimensions = By what the figure is split, as dimension:value with semicolons between them; empty for the total.
column-round = The reporter's round in which it was published.
column-reference = What the figure is about in time; empty where only the round is known.
column-part = "cell": a cell of the table. Another role, such as "sites": printed beside the cell before it. "total": put together by us. "published": published for the same area as the total before it. "weight": by which a figure of that total was weighted. After the total of a region's own row: what each of its places is to it, such as "counted" or "old".
column-age = "current", or "old" where the newest figure no longer stands for today; empty without a figure.
column-last_status = The status of a figure that is too old.
column-last_value = A figure that is too old, with its bound and range.
column-last_period = The period of a figure that is too old.
column-others = How many other figures there are for this cell, by other reporters or in other sources.
column-questioned = Why the figure is doubtful; empty where it is not.
column-note = What a reader must know beside the figure; for a total, what it covers.
column-locator = Where in the source.
column-indicator_name = The indicator's name.
column-area_name = The area's name.
column-reporter_name = The reporter's name.
column-source_title = The source's title.
column-edition = The identity of the edition that answers.

reporter-kind-ngo = non-governmental organisation
reporter-kind-un = United Nations or another intergovernmental agency
reporter-kind-government = government, or agency of the European Union
reporter-kind-academic = researchers, in a reviewed publication
reporter-kind-press = press
reporter-kind-reference = encyclopedia or list without known authors
reporter-kind-network = network or coalition

# Heads of the columns of the wide CSV and of plain text.
head-group = Group
head-code = Code
head-area = Area
head-indicator = Indicator
head-figure = Figure
head-period = Period
head-reporter = Reporter
head-sources = Sources
head-notes = Notes
head-edition = Edition
head-by = by { $reporters }
head-unit = { $name }, { $unit }
head-split = { $name }, { $split }
head-period-of = { $name }: period
head-sources-of = { $name }: sources
head-notes-of = { $name }: notes

# Plain text.
text-legend = Legend
text-notes = Notes
text-sources = Sources
text-edition = Edition: { $edition }
text-link = Link: { $address }
text-others-sign = +2
text-others = how many other figures there are for the cell; they are kept and can be seen side by side
text-source-terms = terms: { $terms }
text-source-licence = licence: { $licence }
text-note-sign = n1
text-note = the number of a note
text-source-sign = [1]
text-source = the number of a source

text-cite = Cite as: { $citation }

# A part of a page of another site, and of a LaTeX document. The second is a comment beside the packages that are needed.
fragment-link = Permanent link to this table
latex-scripts = Other scripts than the Latin one need XeLaTeX or LuaLaTeX, and a font that has them.

# The workbook: the names of its sheets (at most 31 characters, none of []:*?/\), and heads.
sheet-table = Table
sheet-findings = Findings
sheet-notes = Notes
sheet-sources = Sources
sheet-codebook = Codebook
head-number = Number
head-note = Note
head-marks = Period, notes, sources
head-marks-of = { $name }: period, notes, sources

cite-table = { $site }: { $title }. { $edition }. { $address } (accessed { $accessed }).
