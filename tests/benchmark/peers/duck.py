"""duck.py PEER_PATIENTS PATIENTS SCRATCH: three-valued verdicts of one trial for many patients by DuckDB, on one
thread: agreement with the definition, and CPU a patient.

DuckDB has the truths of the trial's leaves given, as columns of booleans in memory that may be NULL, whose AND, OR
and NOT are the three-valued ones. Ours finds the leaves in columns of facts itself, so that the ratio with
screen_ns_per_patient of trialmatch-bench is the least that can be said.
"""

import pathlib
import statistics
import subprocess
import sys
import time

import duckdb

ROUNDS = 7


def load(database, number, folder):
    table = f"trial{number}"
    columns = (folder / f"{number}.tsv").open().readline().rstrip("\n").split("\t")
    types = ", ".join(f"'{name}': 'BOOLEAN'" for name in columns)
    database.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{folder}/{number}.tsv', delim='\\t', "
                     f"header=true, columns={{{types}}})")
    return table, (folder / f"{number}.sql").read_text()


def nanos_per_patient(database, sql, patients):
    """CPU of the process, which has one thread."""
    each = []
    for _ in range(ROUNDS):
        before = time.process_time_ns()
        database.execute(sql).fetchall()
        each.append((time.process_time_ns() - before) / patients)
    return statistics.median(each)


def main(program, patients, scratch):
    folder = pathlib.Path(scratch) / "patients"
    folder.mkdir()
    if subprocess.run([program, patients, str(folder)], check=False).returncode != 0:
        return 2
    database = duckdb.connect()
    database.execute("SET threads = 1")
    found, wrong = [], 0
    for number in range(len(list(folder.glob("*.sql")))):
        table, trial = load(database, number, folder)
        wrong += database.execute(
            f"SELECT count(*) FROM {table} WHERE ({trial}) IS DISTINCT FROM verdict").fetchone()[0]
        sql = (f"SELECT count(*) FILTER (v), count(*) FILTER (NOT v), count(*) FILTER (v IS NULL) "
               f"FROM (SELECT ({trial}) AS v FROM {table})")
        found.append(nanos_per_patient(database, sql, int(patients)))
        database.execute(f"DROP TABLE {table}")
    print(f"DuckDB {duckdb.__version__}: {len(found)} trials over {patients} patients each, {wrong} verdicts differ "
          "from the definition")
    if wrong:
        print("VOID: the verdicts differ")
        return 1
    print(f"  CPU: {statistics.median(found):.1f} ns a patient ({min(found):.1f} to {max(found):.1f}); divide by "
          "screen_ns_per_patient of trialmatch-bench: target 10, must 5")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
