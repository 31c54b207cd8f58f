"""The shared registry records, and what the service reads from them.

Shared data lie beside the project's folder; `skip_without_data` ends a check where they are absent.
"""

import gzip
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

DATA = pathlib.Path(__file__).resolve().parents[2].parent / "shared" / "data"
SKIPPED = 77


def skip_without_data(*names):
    for name in names:
        if not (DATA / name).exists():
            print("skipped: shared data not present")
            sys.exit(SKIPPED)


class Records:
    """The records of the shared registry, unpacked into a folder of its own while it lives."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self._folder.name)
        with tarfile.open(DATA / "registry" / "ctgov-xml.tar.xz") as archive:
            archive.extractall(folder)
        self.xml = sorted(folder.rglob("*.xml"))
        self.jsonl = folder / "studies.jsonl"
        with gzip.open(DATA / "registry" / "ctgov-v2-studies.jsonl.gz") as packed:
            self.jsonl.write_bytes(packed.read())
        return self

    def __exit__(self, *_):
        self._folder.cleanup()


def read_all(program, files, *options):
    """(source, answer) of every record of `files`, as `read_records` prints them."""
    arguments = [program, *options, *map(str, files)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout:
            source, _, answer = line.partition("\t")
            yield source, json.loads(answer)
    if process.returncode != 0:
        raise RuntimeError(f"{program} ended with {process.returncode}")
