"""The Parquet file of an edition, read where it is by the programs that people read such files with.

Polars and DuckDB ask for the parts they need; what they find must be what the CSV of the same edition says, finding by finding.

    python parquet.py http://127.0.0.1:8080/ LOG-OF-THE-SITE
"""

import csv
import io
import json
import pathlib
import sys
import urllib.request
from collections import Counter
from decimal import Decimal

import duckdb
import duckdb_extension_httpfs
import polars

# Columns that both files have, under the same names; an absent value is null in one and empty in the other.
COMMON = [
    "indicator", "area", "reference", "round", "dimensions", "reporter", "source",
    "status", "value", "bound", "low", "high",
]
INDICATOR = "nsp_available"
ROUTE = 'route="/api/v1/editions/{edition}/{*path}"'


def main(site, log):
    compare_table(site)
    edition = get_json(site, "api/v1/editions")["editions"][0]
    address = f"{site}api/v1/editions/current/observations.parquet"
    rows = read_csv(site)
    assert len(rows) == edition["observations"] > 20_000, (len(rows), edition)
    assert {row["edition"] for row in rows} == {edition["edition"]}
    for name, reader in [("Polars", Polars(address)), ("DuckDB", DuckDB(address))]:
        before = answers(log)
        compare(reader, rows)
        parts, wholes = (now - then for now, then in zip(answers(log), before, strict=True))
        assert parts > 0, f"{name} asked for no part of the file"
        assert wholes == 0, f"{name} was sent the whole file {wholes} times"
        print(f"{name}: {len(rows)} findings as in the CSV, from {parts} parts")


def compare_table(site):
    """A table as Parquet holds what its CSV says, an absent value as null."""
    query = "api/v1/table?indicators=nsp_available,pwid_hiv_prevalence,dp_drug_executions&areas=scheme:HRI&totals=shown&format="
    with urllib.request.urlopen(f"{site}{query}csv") as answer:
        rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))
    with urllib.request.urlopen(f"{site}{query}parquet") as answer:
        frame = polars.read_parquet(io.BytesIO(answer.read()))
    numbers = frame.drop_in_place("number").to_list()
    assert frame.columns == list(rows[0]), frame.columns
    assert len(rows) > 500, len(rows)
    texts = [tuple(value or "" for value in row) for row in frame.iter_rows()]
    assert texts == [tuple(unguarded(value) for value in row.values()) for row in rows]
    exact = [row["value"] for row in rows if row["status"] == "value" and row["value"]]
    assert [float(value) for value in exact] == [number for number in numbers if number is not None]
    print(f"a table: {len(rows)} findings as in the CSV, {len(exact)} numbers")


def unguarded(value):
    """A text that the CSV guards against being taken for a formula."""
    return value.removeprefix("'")


class Polars:
    def __init__(self, address):
        self.frame = polars.scan_parquet(address)

    def statuses(self, indicator):
        chosen = self.frame.filter(polars.col("indicator") == indicator)
        return dict(chosen.group_by("status").len().collect().iter_rows())

    def findings(self):
        return self.frame.select(*COMMON, "number").collect().iter_rows()


class DuckDB:
    def __init__(self, address):
        # The package holds the extension: nothing is fetched from anywhere else.
        settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        self.database = duckdb.connect(config=settings)
        package = pathlib.Path(next(iter(duckdb_extension_httpfs.__path__)))
        extension = next(package.rglob(f"v{duckdb.__version__}/*.duckdb_extension"))
        self.database.execute(f"LOAD '{extension}'")
        self.address = address

    def ask(self, what, *given):
        return self.database.execute(what.replace("FILE", f"'{self.address}'"), given).fetchall()

    def statuses(self, indicator):
        return dict(self.ask("SELECT status, count(*) FROM FILE WHERE indicator = ? GROUP BY status", indicator))

    def findings(self):
        columns = ", ".join(f'"{column}"' for column in [*COMMON, "number"])
        return self.ask(f"SELECT {columns} FROM FILE")


def compare(reader, rows):
    expected = Counter(row["status"] for row in rows if row["indicator"] == INDICATOR)
    assert len(expected) > 1, expected
    assert reader.statuses(INDICATOR) == expected, (reader.statuses(INDICATOR), expected)
    found = list(reader.findings())
    said = Counter(tuple(cell or "" for cell in row[:-1]) for row in found)
    known = Counter(tuple(unescaped(row[column]) for column in COMMON) for row in rows)
    assert said == known, (list((said - known).items())[:3], list((known - said).items())[:3])
    numbers = [row for row in found if row[-1] is not None]
    assert len(numbers) > 10_000, len(numbers)
    value = COMMON.index("value")
    wrong = [row for row in numbers if row[-1] != float(Decimal(row[value]))]
    assert not wrong, wrong[:3]


def unescaped(cell):
    """Without the apostrophe that keeps spreadsheets from taking a text for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell


def read_csv(site):
    with urllib.request.urlopen(f"{site}api/v1/observations.csv", timeout=60) as answer:
        return list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))


def get_json(site, path):
    with urllib.request.urlopen(site + path, timeout=60) as answer:
        return json.load(answer)


def answers(log):
    """How many parts of files, and how many whole ones, the site says it has sent."""
    lines = [line for line in pathlib.Path(log).read_text().splitlines() if ROUTE in line and "method=GET" in line]
    return sum("status=206" in line for line in lines), sum("status=200" in line for line in lines)


main(sys.argv[1], sys.argv[2])
