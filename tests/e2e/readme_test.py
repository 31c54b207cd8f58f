#!/usr/bin/env python3
"""Runs every command that README.md shows and compares what comes out, to the letter.

  readme_test.py BIN_DIR            the test
  readme_test.py BIN_DIR --update   writes the present output into README.md

A block begins with ```console; its lines that begin with "$ " are commands, the others their output. The server under
test serves the sample on a free port.
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def start_server(bin_dir, scratch):
    server = subprocess.Popen(
        [bin_dir / "trialmatch-server", "--listen=127.0.0.1:0", f"--store={scratch}/trials.db",
         "--terminology=deploy/sample/terminology", "--seed_trials=deploy/sample/trials"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    line = server.stdout.readline()
    if not line.startswith("listening on "):
        server.kill()
        sys.exit("the server did not start")
    return server, line.removeprefix("listening on ").strip()


def run_block(block, bin_dir, address):
    """The block as the commands in it would print it now."""
    lines = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        words = shlex.split(line[2:])
        if words[0] != "trialmatch":
            sys.exit(f"README.md shows a command that this test does not know: {words[0]}")
        done = subprocess.run([bin_dir / words[0], *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False,
                              env={"TRIALMATCH_SERVER": address, "LANG": "C.UTF-8"})
        lines += [line, *(done.stdout + done.stderr).splitlines()]
    return "\n".join(lines) + "\n"


def main():
    bin_dir = pathlib.Path(sys.argv[1]).resolve()
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        server, address = start_server(bin_dir, scratch)
        try:
            actual = BLOCK.sub(lambda match: run_block(match.group(), bin_dir, address), text)
        finally:
            server.terminate()
            server.wait()
    if "--update" in sys.argv:
        README.write_text(actual, encoding="utf-8")
        return 0
    blocks = BLOCK.findall(text)
    wrong = [shown for shown, real in zip(blocks, BLOCK.findall(actual)) if shown != real]
    for shown in wrong:
        print("README.md shows what does not come out:\n" + shown)
    print(f"{len(blocks) - len(wrong)} of {len(blocks)} blocks hold")
    return 1 if wrong or not blocks else 0


if __name__ == "__main__":
    sys.exit(main())
