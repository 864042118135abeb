### What is printed: tables, profiles and whole editions on paper.

print-contents = Contents
print-link = Permanent link
print-no-glyph = □ stands for a letter that none of the fonts here has. An operator can add fonts.
print-columns = Columns { $first } to { $last } of { $all }

# Profiles
print-profile = Country profile
print-region = Regional overview
print-place-lede = { $findings ->
    [0] Nothing is recorded of this place in this edition.
    [one] The only finding that is recorded of this place.
   *[other] The newest of { $findings } findings that are recorded of this place. Each keeps its period, its status and its source.
}
print-region-lede = { $count ->
    [0] Which places it holds is not listed in this edition. Grouping: { $grouping }.
    [one] One place. Grouping: { $grouping }.
   *[other] { $count } places. Grouping: { $grouping }.
}
print-services = Services at a glance
print-since = in every report since { $period }
print-changed = What changed since the report before
print-change = { $before } ({ $before-period }), now { $after } ({ $after-period })
print-trends = How figures ran
print-trends-left = The page of this place shows more of them.
print-unknown = What is not known
print-unknown-said = A source says that it is not known:
print-unknown-old = No recent record; what was last known:
print-unknown-silent = No record here, though other places have one:

# A whole edition
book-title = { $edition }
book-table = Services in every place
book-index = Places
book-method = How to read the figures
book-method-statuses = Every cell has an answer
book-method-statuses-text = A blank can mean three things, so there is none. A cell holds a figure, or says yes, no, not known, not applicable, confidential, no record, withdrawn, or that no honest total can be made. “Not known” is what a source says; “no record” is that no source here says anything, and is neither a no nor a zero. A number keeps the digits and the limit with which it was published: “≥ 237” is not 237.
book-method-choice = Sources disagree, and all are kept
book-method-choice-text = A cell shows one finding: the newest that may stand for today and is not in doubt, and of the same year the one of the reporter who ranks first for that indicator. “+2” says that there are two others; they stand side by side behind the permanent link.
book-method-periods = Years and rounds are two things
book-method-periods-text = A figure is about one time and was published at another. Many printed tables give only the second. Such a figure is dated by the round of its reporter, as in “HRI 2020”, and is never listed under a year.
book-method-old = Old is old
book-method-old-text = A figure that is older than two main rounds of its reporter, or than ten years, does not stand for today: the cell says that there is no recent record, and what was last known. Figures of events do not grow old. Nothing is carried from one year to another.
book-method-lists = A list is not a count
book-method-lists-text = Some sources list only a part of the places, or only what changed. Places are counted only where a list is known to be complete and every place in which the question arises has an answer. Otherwise it is said how many places are on record with a yes, and a count that somebody published stands beside it.
book-method-totals = Totals say what they cover
book-method-totals-text = A total says how many places it is made from, of how many, and why the others are left out. Limits stay limits. What has no rule by which it could be added up is not added up, and a part is never added to its whole.
book-method-sources = Every figure leads to its source
book-method-sources-text = Numbers in square brackets point to the list of sources at the end, “n” with a number to the notes. Where a figure is doubtful, it bears a question mark, and a note says why.
