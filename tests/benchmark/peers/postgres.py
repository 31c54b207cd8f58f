"""postgres.py PEER_TRIALS TRIALS SOCKET_FOLDER USER SCRATCH: which trials are not ruled out for a patient, by
PostgreSQL and by our index: agreement, CPU of each, and the ratio.

PostgreSQL answers with two values and has the truths of all leaves given, as rows; our index finds those itself,
answers with three values, counts and ranks. So the ratio is the least that can be said.
"""

import os
import pathlib
import statistics
import subprocess
import sys

PATIENTS = 20
ROUNDS = 7
MOST_MILLIS = 300  # a slower answer is no measure
TABLES = ("trial", "need", "node", "leaf", "refuted", "answer")


def level(depth, deepest):
    """The trees of one depth that hold, counted by what they are part of."""
    of = "parent" if depth else "trial"
    if depth == deepest:
        children, held = "", "held"
    else:
        children = f"LEFT JOIN level{depth + 1} AS child ON child.parent = t.node"
        held = "held + coalesce(child.n, 0)"
    return f"""level{depth} AS MATERIALIZED (
  SELECT t.{of}, count(*) AS n FROM reached AS t {children}
  WHERE t.depth = {depth} AND {held} >= t.k GROUP BY t.{of})"""


def query(deepest):
    """First what rules a trial out at once; the trees, from the leaves up, only of the trials that are left."""
    levels = ",\n".join(level(depth, deepest) for depth in range(deepest, -1, -1))
    return f"""CREATE FUNCTION not_ruled_out(asked int) RETURNS SETOF int LANGUAGE sql STABLE AS $$
WITH alive AS MATERIALIZED (
  SELECT t.trial, t.trees FROM trial t WHERE NOT EXISTS (
    SELECT FROM (SELECT unnest(o.trials) AS trial FROM refuted r JOIN trials_of o USING (literal)
                 WHERE r.patient = asked) gone
    WHERE gone.trial = t.trial)),
lost AS MATERIALIZED (
  SELECT node, count(*) AS n FROM (
    SELECT unnest(o.nodes) AS node FROM refuted r JOIN nodes_of o USING (literal) WHERE r.patient = asked) each
  GROUP BY node),
reached AS MATERIALIZED (
  SELECT t.node, t.trial, t.parent, t.depth, t.k, t.literals - coalesce(lost.n, 0) AS held
  FROM alive JOIN tree t USING (trial) LEFT JOIN lost USING (node) WHERE alive.trees > 0),
{levels}
SELECT alive.trial FROM alive LEFT JOIN level0 USING (trial) WHERE coalesce(level0.n, 0) = alive.trees
$$"""


class Session:
    """One psql, and so one backend, whose CPU the kernel counts."""

    def __init__(self, folder, user):
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", user, "-d", "postgres"]
        self.psql = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.backend = self.ask("SELECT pg_backend_pid()")[0]

    def ask(self, sql):
        print(f"{sql};\n\\echo --end--", file=self.psql.stdin, flush=True)
        lines = []
        for line in self.psql.stdout:
            if line.rstrip("\n") == "--end--":
                return lines
            lines.append(line.rstrip("\n"))
        sys.exit("postgres.py: PostgreSQL ended")

    def run_file(self, path):
        return self.ask(f"\\i {path}\nSELECT 1")

    def cpu_millis(self):
        """Of the backend, without the user's other processes; to a nanosecond."""
        return int(pathlib.Path(f"/proc/{self.backend}/schedstat").read_text().split()[0]) / 1e6


def load(session, folder):
    here = pathlib.Path(__file__).parent
    session.run_file(here / "tables.sql")
    for table in TABLES:
        session.ask(f"\\copy {table} FROM '{folder}/{table}.tsv'\nSELECT 1")
    session.run_file(here / "index.sql")
    deepest = int(session.ask("SELECT coalesce(max(depth), 0) FROM tree")[0])
    session.ask(query(deepest))


def differing(session):
    """Patients for whom the answers are not the same set."""
    return session.ask(f"""SELECT p FROM generate_series(0, {PATIENTS - 1}) p WHERE EXISTS (
  (SELECT not_ruled_out(p) EXCEPT SELECT trial FROM answer WHERE patient = p) UNION ALL
  (SELECT trial FROM answer WHERE patient = p EXCEPT SELECT not_ruled_out(p)))""")


def round_millis(session):
    """CPU of the median patient."""
    each = []
    for patient in range(PATIENTS):
        before = session.cpu_millis()
        session.ask(f"SELECT count(*) FROM not_ruled_out({patient})")
        each.append(session.cpu_millis() - before)
    return statistics.median(each)


def main(program, trials, sockets, user, scratch):
    folder = os.path.join(scratch, "trials")
    os.mkdir(folder)
    ours = subprocess.Popen([program, trials, str(PATIENTS), folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            text=True)
    if ours.stdout.readline() != "ready\n":
        sys.exit(2)
    session = Session(sockets, user)
    load(session, folder)
    wrong = differing(session)
    answers = session.ask("SELECT count(*) FROM answer")[0]
    print(f"PostgreSQL: {trials} trials, {PATIENTS} patients, {answers} trials not ruled out, "
          f"{len(wrong)} patients with another answer than ours")
    if wrong:
        print("VOID: the answers differ")
        return 1
    theirs, own, ratios = [], [], []
    for _ in range(ROUNDS):
        theirs.append(round_millis(session))
        print("match", file=ours.stdin, flush=True)
        own.append(float(ours.stdout.readline()) / 1e3)
        ratios.append(theirs[-1] / own[-1])
    print(f"  CPU of the median patient: {statistics.median(theirs):.1f} ms ({min(theirs):.1f} to {max(theirs):.1f}); "
          f"ours {1e3 * statistics.median(own):.0f} µs ({1e3 * min(own):.0f} to {1e3 * max(own):.0f})")
    credited = "" if statistics.median(theirs) <= MOST_MILLIS else f"; not credited: more than {MOST_MILLIS} ms"
    print(f"  PostgreSQL ÷ ours: {statistics.median(ratios):.0f} ({min(ratios):.0f} to {max(ratios):.0f}), "
          f"target 3000, must 1200{credited}")
    ours.stdin.close()
    ours.wait()
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
