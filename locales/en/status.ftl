# The closed list of statuses: words, what prints in a cell, and what it tells the reader.
status-value = figure
status-yes = yes
status-no = no
status-not_known = not known
status-not_applicable = not applicable
status-confidential = confidential
status-no_record = no record
status-withdrawn = withdrawn
status-not_aggregable = not aggregable

symbol-value = figure
symbol-yes = ✓
symbol-no = ✗
symbol-not_known = nk
symbol-not_applicable = n/a
symbol-confidential = conf.
symbol-no_record = —
symbol-withdrawn = withdrawn
symbol-not_aggregable = no total

meaning-value = a figure, level or text that a source gives
meaning-yes = a source says yes: it is available, or it is so
meaning-no = a source says no: it is not available, or it is not so
meaning-not_known = a source says that it is not known
meaning-not_applicable = the question does not arise there
meaning-confidential = known to the source and withheld
meaning-no_record = no source here says anything; this is neither a no nor a zero
meaning-withdrawn = published once and withdrawn
meaning-not_aggregable = the figures cannot honestly be put together

bound-exact = exactly
bound-at_least = at least
bound-more_than = more than
bound-at_most = at most
bound-less_than = less than
bound-approximately = about
