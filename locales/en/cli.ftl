### The program: help, settings, and what it says when something goes wrong.

## Help

cli-about = Tidemark: the open observatory for harm reduction.
cli-usage =
    tidemark [serve] [SETTINGS]
      tidemark table QUERY [OPTIONS]
      tidemark chart QUERY [OPTIONS]
      tidemark profile AREA [OPTIONS]
      tidemark report QUERY|edition|profiles -o FILE
      tidemark check DIRECTORY
      tidemark edition show [OPTIONS]
      tidemark user add NAME --role administrator
      tidemark backup DIRECTORY
      tidemark doctor
cli-help = Shows this help.
cli-version = Shows the version.
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-settings = Settings (also in a file and in the environment: see docs/settings.md)

cli-serve-about = Serves the observatory: pages, files and the API. This is what “tidemark” alone does.
cli-serve-usage = tidemark serve [SETTINGS]
cli-serve-listening = Tidemark is at http://{ $address }/

cli-table-about = Prints the table that answers a query, with its sources.
cli-table-usage = tidemark table QUERY [OPTIONS]
cli-table-query = What is asked, such as “indicators=nsp_available&areas=BGR”; an address of a table does as well.
cli-table-format = text (the default), pdf (for paper), xlsx (a workbook), csv (a row a finding), wide-csv (as displayed), parquet, json, compact or cells (small JSON), markdown, latex or fragment (HTML for another site).
cli-table-lang = The language of the table, as a tag such as “en”.
cli-table-output = The file to write to, instead of printing.
cli-table-written = Written: { $path }
cli-profile-about = Prints the profile of a place or the overview of a region as a PDF.
cli-profile-usage = tidemark profile AREA [OPTIONS]
cli-profile-area = A place such as BGR, a region such as region:HRI/EURASIA, or world.
cli-report-about = Prints a document as a PDF: any table, every profile, or a whole edition.
cli-report-usage =
    tidemark report QUERY -o FILE
      tidemark report edition -o FILE
      tidemark report profiles [--areas AREAS] -o DIRECTORY
cli-report-what = A query, as for “tidemark table”; “edition” for all of an edition as a book; “profiles” for the profile of every place.
cli-report-areas = Only the profiles of these places, such as “BGR,region:HRI/ASIA”.
cli-report-lang = The language of the document, as a tag such as “en”.
cli-report-output = The file to write to, instead of printing.
cli-report-output-of = The file to write to; for profiles, a directory.
cli-report-more = The documents are described in docs/reports.md.
cli-report-chapter = { $done } of { $all }: { $name }
cli-report-setting = Setting the pages.
cli-progress-reading = Reading the evidence.
cli-progress-answering = Answering the query.
cli-progress-drawing = Drawing the picture.
cli-report-written = { $count ->
    [one] Wrote one profile to { $directory }.
   *[other] Wrote { $count } profiles to { $directory }.
}
cli-table-more = The grammar of queries is described in docs/queries.md.

cli-map-about = Draws a map of the table that answers a query: one indicator, at one time.
cli-map-usage = tidemark map QUERY [OPTIONS]
cli-map-query = What is asked, such as “indicators=nsp_available&areas=region:HRI/EURASIA”; an address of a map does as well.
cli-map-format = svg (the default) or png; without it, as the name of the file ends.
cli-map-more = The grammar of queries is described in docs/queries.md, maps in docs/pictures.md.
cli-picture-look = The colours: light (the default), dark, or print (black and white).
cli-picture-width = How wide the picture is, in pixels: 320 to 2400, 720 where it is not given.
cli-picture-lang = The language of the picture, as a tag such as “en”.
cli-chart-about = Draws the chart that fits the answer to a query, or says why a kind would mislead.
cli-chart-usage = tidemark chart QUERY [OPTIONS]
cli-chart-query = What is asked, as for a table; an address of a table or a chart does as well.
cli-chart-kind = line, bar, dots, multiples, share, slope, units or scatter; the one that fits best where it is not given.
cli-chart-more = What charts show, and what they refuse, is described in docs/pictures.md.
cli-chart-fitting = These kinds fit: { $kinds }

cli-check-about = Checks evidence in its text form, and tells every problem with file, line and mend.
cli-check-usage = tidemark check DIRECTORY
cli-check-directory = The directory with the evidence.
cli-check-more = Says nothing where nothing is wrong. The text form is described in docs/data-format.md.
cli-check-found = { $count ->
    [one] One problem.
   *[other] { $count } problems.
}

cli-edition-about = Says what an edition is made of.
cli-edition-usage = tidemark edition COMMAND [OPTIONS]
cli-edition-show-about = Shows the identity, title and date of the edition, and how much it holds.
cli-edition-show-usage = tidemark edition show [OPTIONS]
cli-edition-export-about = Writes the edition as text files, from which it can be built again with the same identity.
cli-edition-export-usage = tidemark edition export DIRECTORY [OPTIONS]
cli-diff-about = Prints what differs between two editions, as CSV: a row a finding, or a row a cell of the newest figures.
cli-diff-usage = tidemark edition diff BEFORE AFTER [OPTIONS]
cli-diff-before = The earlier edition: a directory, published or in the text form; “bundled”; or its identity.
cli-diff-after = The later edition, named in the same way.
cli-diff-cells = Compares what cells of the newest figures show, rather than every finding.
cli-edition-list-about = Lists the editions that would be served, the current one first.
cli-edition-list-usage = tidemark edition list [SETTINGS]
cli-edition-build-about = Publishes the evidence as an edition, in a directory of its own that its identity names.
cli-edition-build-usage = tidemark edition build DIRECTORY [OPTIONS]
cli-edition-verify-about = Checks that published editions are what was published, to the last byte.
cli-edition-verify-usage = tidemark edition verify DIRECTORY
cli-edition-editions = The directory of editions; it is made where there is none. What is published there already stays as it is.
cli-edition-verified-directory = A published edition, or a directory of editions.
cli-edition-reconstruct = Publishes what of the evidence had been published by a year that this file names.
cli-edition-which = The edition, by its identity or at least 8 of its first digits; the current one where none is named.
cli-edition-directory = A directory that does not exist yet; it is made whole or not at all.
cli-edition-without-unread = Takes the edition without figures whose terms nobody has read. It has an identity of its own.

## What stands for a value in the help

cli-value-address = ADDRESS
cli-value-email = ADDRESS@HOST
cli-value-keys = KEYS
cli-value-person = PERSON
cli-value-role = ROLE
cli-value-text = TEXT
cli-value-url = URL
cli-value-area = AREA
cli-value-areas = AREAS
cli-value-directory = DIRECTORY
cli-value-edition = EDITION
cli-value-file = FILE
cli-value-format = FORMAT
cli-value-kind = KIND
cli-value-lang = TAG
cli-value-listen = ADDRESS:PORT
cli-value-log-format = text|json
cli-value-log-level = LEVEL
cli-value-look = COLOURS
cli-value-name = NAME
cli-value-number = NUMBER
cli-value-peer = connection|forwarded
cli-value-query = QUERY
cli-value-seconds = SECONDS
cli-value-what = QUERY|edition|profiles
cli-value-unread-terms = keep|leave_out

## Settings

cli-setting-place = [{ $variable }]
cli-setting-place-default = [{ $variable }; default: { $default }]
cli-setting-config = The file with settings. Without it, tidemark.toml in the data directory is read where there is one. [TIDEMARK_CONFIG]
cli-setting-server-listen = Where the site listens: an address and a port.
cli-setting-server-base-address = Where the site is found from outside, such as https://data.example.org, for permanent links.
cli-setting-server-site-name = The name of the site.
cli-setting-server-peer-address = Whose address counts against limits: that of the connection, or the last one of X-Forwarded-For, as set by one proxy in front.
cli-setting-server-timeout-seconds = How long one answer may take.
cli-setting-evidence-data-dir = The directory with the evidence, instead of the bundled one.
cli-setting-evidence-editions-dir = A directory of published editions. The newest is the current one; new ones are picked up while the site runs.
cli-setting-evidence-overlay = A file with what was decided about published figures since: those that were withdrawn.
cli-setting-evidence-memory = How many megabytes editions other than the current one may take in memory while nobody asks for them.
cli-setting-evidence-unread-terms = Whether figures whose terms nobody has read are kept, or left out of the edition.
cli-setting-pictures-borders = A file with the borders of maps, as TopoJSON, instead of those of Natural Earth.
cli-setting-print-fonts-dir = A directory with fonts for letters that those which come along lack.
cli-setting-limits-pages-per-minute = How many pages one address may ask for in a minute, or “none” for no limit.
cli-setting-limits-pages-burst = How many pages one address may ask for at once.
cli-setting-limits-tables-per-minute = How many tables one address may ask for in a minute, or “none” for no limit.
cli-setting-limits-tables-burst = How many tables one address may ask for at once.
cli-setting-limits-page-cells = How many cells one page may show.
cli-setting-limits-file-cells = How many cells one file may hold.
cli-setting-log-level = How much the server logs: off, error, warn, info, debug or trace.
cli-setting-log-format = Whether the log is written for people or for programs.

## Settings that do not fit

cli-misfit-listen = “{ $value }” is not an address with a port, such as 127.0.0.1:8080.
cli-misfit-base-address = “{ $value }” is not the address of a site, such as https://data.example.org.
cli-misfit-site-name = A site needs a name.
cli-misfit-peer-address = “{ $value }” is neither “connection” nor “forwarded”.
cli-misfit-count = “{ $value }” is not a whole number above zero.
cli-misfit-per-minute = “{ $value }” is neither a whole number above zero nor “none”.
cli-misfit-megabytes = “{ $value }” is not a whole number of megabytes.
cli-misfit-unread-terms = “{ $value }” is neither “keep” nor “leave_out”.
cli-misfit-log-level = “{ $value }” is none of off, error, warn, info, debug and trace.
cli-misfit-log-format = “{ $value }” is neither “text” nor “json”.

cli-settings-unknown = There is no setting “{ $name }”.
cli-settings-unknown-variable = There is no setting with the variable “{ $name }”.
cli-settings-kind = “{ $name }” takes a text or a whole number.
cli-settings-not-text = The value is not text.
cli-settings-syntax = This is not TOML: { $problem }
cli-settings-unreadable = The file cannot be read: { $problem }

## Arguments that do not fit

cli-usage-unknown-argument = There is no argument “{ $argument }” here.
cli-usage-unknown-command = There is no command “{ $command }”.
cli-usage-missing-command = A command is missing: { $commands }.
cli-usage-missing-argument = An argument is missing: { $argument }.
cli-usage-missing-value = A value is missing: { $argument }.
cli-usage-invalid-value = “{ $value }” is not a value of { $argument }. Choose from: { $choices }.
cli-usage-given-twice = “{ $argument }” cannot be given here, or not twice.
cli-usage-not-text = An argument is not text.
cli-usage-other = The arguments cannot be read: { $problem }.
cli-usage-more = “--help” shows what can be written.

## What went wrong

cli-problem = Error: { $what }
cli-problem-at = { $place }: { $what }
cli-nearest = nearest: { $suggestions }
cli-error-directory = { $path } cannot be read: { $cause }. Name a directory with evidence in its text form (docs/data-format.md).
cli-error-fonts = { $path } cannot be read: { $cause }. Name a directory with fonts.
cli-error-evidence =
    { $count ->
        [one] The evidence has a problem, so it is not served.
       *[other] The evidence has { $count } problems, so it is not served.
    } Run “tidemark check” on its directory to see every problem with its mend.
cli-error-edition = There is no edition “{ $asked }” here. The current one is { $current }.
cli-error-too-large = The table would have at least { $cells } cells, and at most { $limit } are made. Ask for fewer areas, indicators or periods at a time.
cli-error-no-area = “{ $written }” names no place or region of this edition. Write a place such as BGR, a region such as region:HRI/EURASIA, or world.
cli-error-file = { $path } cannot be written: { $cause }
cli-error-exists = { $path } is there already, and nothing is overwritten. Name a directory that does not exist yet.
cli-error-listen = Cannot listen on { $address }: { $cause }
cli-error-other = { $cause }

## Edition

cli-edition-listed = { $identity }  { $date }  { $findings }  { $title }
cli-edition-built = Published in { $directory }.
cli-edition-there = It was published in { $directory } already, and is sound.
cli-edition-verified = { $identity } is sound: { $title }, findings { $findings }.
cli-edition-verify-nothing = There is no published edition in { $directory }.
cli-edition-exported = Wrote { $files } files to { $directory }.
cli-edition-line = { $label }: { $value }
cli-edition-identity = Edition
cli-edition-title = Title
cli-edition-date = Date
cli-edition-indicators = Indicators
cli-edition-places = Places
cli-edition-sources = Sources
cli-edition-findings = Findings
cli-edition-memory = In memory, bytes a finding: columns { $columns }, texts { $texts }
cli-edition-by-theme = By theme
cli-edition-theme = { $label }: indicators { $indicators }, findings { $findings }
cli-edition-by-terms = By terms of the sources
cli-edition-terms = { $label }: sources { $sources }, findings { $findings }
cli-edition-terms-open = Openly licensed
cli-edition-terms-facts_only = Facts are taken and cited, wording is not
cli-edition-terms-unread = Terms nobody has read
cli-edition-terms-non_commercial = Only for non-commercial use

## The store

cli-user-about = Adds those who may sign in before anybody can invite, and lets them in again.
cli-user-usage =
    tidemark user add NAME [OPTIONS]
      tidemark user link PERSON
      tidemark user reset PERSON
cli-user-add-about = Adds a person, and prints the link by which they sign in. Makes the store where there is none.
cli-user-add-usage = tidemark user add NAME [--email ADDRESS] [--role ROLE]...
cli-user-name = What they are called here; any name will do.
cli-user-email = Where messages reach them, if anywhere.
cli-user-role = A role: administrator, editor, librarian, campaigner, reviewer, reviewer:BGR or correspondent:BGR. May be given several times.
cli-user-added = Added { $person }. Whoever opens this link within 20 minutes, and presses its button, is them:
cli-user-link-about = Prints a new link for a person who cannot come in.
cli-user-link-usage = tidemark user link PERSON
cli-user-reset-about = Lets a person in again who has lost their passkeys or authenticator app: removes them, ends all sessions, and prints a new link. Be sure that it is them who asks.
cli-user-reset-usage = tidemark user reset PERSON
cli-user-person = The number of the person, as “tidemark user add” and the page of people show it.
cli-migrate-about = Brings the store to where this version wants it, and makes it where there is none.
cli-migrate-usage = tidemark migrate [SETTINGS]
cli-migrate-step = Took step { $number }, { $name }.
cli-migrate-done = { $store } is at step { $step }.
cli-backup-about = Writes the whole store, as it is at one moment, to a directory that is not there yet. It may be in use meanwhile.
cli-backup-usage = tidemark backup DIRECTORY
cli-backup-directory = The directory of the backup.
cli-backup-done = { $path } holds { $rows } rows, and was read again.
cli-backup-keys = The keys are not in it. To read what is personal, these are needed: { $keys }
cli-restore-about = Restores a backup to a store that is empty or not there, of either engine.
cli-restore-usage = tidemark restore DIRECTORY --database-url URL
cli-restore-done = Restored { $rows } rows of { $made } to { $store }.
cli-doctor-about = Says what is wrong with the store, and what to do.
cli-doctor-usage = tidemark doctor [SETTINGS]
cli-doctor-well = well: { $what }: { $stands }
cli-doctor-wrong = WRONG: { $what }: { $why }
cli-doctor-to-do = { "  " }to do: { $what }
cli-keys-about = The master keys, without which nothing personal in the store can be read.
cli-keys-usage =
    tidemark keys new
      tidemark keys rotate
cli-keys-new-about = Prints a new key.
cli-keys-new-usage = tidemark keys new
cli-keys-rotate-about = Puts a new key before the others in the file of keys, and wraps everybody's key in it. Interrupted, it goes on when it is run again.
cli-keys-rotate-usage = tidemark keys rotate [SETTINGS]
cli-keys-some = { $people } people so far.
cli-keys-done = The key is { $key } now. Start every process of the site again, so that they know it; keep the older ones in { $file } as long as you keep backups from before.
cli-setting-store-url = Where what is written is kept: sqlite:PATH or postgres://USER@HOST/DATABASE.
cli-setting-store-keys-file = A file with the master keys, a line a key, the current one first.
cli-setting-store-keys = The master keys themselves, separated by commas; better in the environment, where others do not see them.
cli-setting-mail-from = The address that messages come from.
cli-setting-mail-site = What the site is called in messages: something that says nothing to who looks over a shoulder.
cli-setting-mail-smtp = The mail server: smtps://USER:PASSWORD@HOST, or smtp:// for STARTTLS; better in the environment. Without it, messages go to a folder.
cli-setting-mail-folder = The folder that messages go to, as .eml files, where there is no server.
cli-setting-mail-ca-file = A file with certificates that are trusted in place of the public ones.
cli-setting-mail-dkim-selector = The selector of the key that messages are signed with.
cli-setting-mail-dkim-key-file = That key, as PEM: Ed25519 or RSA.
cli-misfit-store-url = “{ $value }” is no address of a store, such as sqlite:desk/store.db or postgres://user@host/database.
cli-setting-store-blobs = Where files are kept: file:PATH or s3://BUCKET/PREFIX.
cli-misfit-blobs = “{ $value }” is no place for files, such as file:desk/files or s3://bucket/prefix.
cli-setting-sign-in-issuer = An organisation whose people come in by way of it (OpenID Connect): its issuer, as it writes that itself.
cli-setting-sign-in-client-id = What the site is called there.
cli-setting-sign-in-client-secret = How the site shows who it is there; better in the environment.
cli-setting-sign-in-organisation = What the organisation is called on the page where people sign in.
