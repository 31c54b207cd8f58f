#!/usr/bin/env python3
"""The include fence: who may include whom, and what may lie where.

check(root) returns every violation of the tables below as "path:line: reason".
Run as a program it prints them for the tree it stands in.
"""

import pathlib
import re
import sys

# Top-level entries besides dotfiles. build/ is what the presets write; it is ignored by git.
TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "build", "client", "deploy", "proto",
             "server", "tests"}

# What lies in server/ itself.
SERVER_FILES = {"CMakeLists.txt", "README.md", "main.cc"}

# folder: (folders of server/ it may include besides itself, libraries it may include besides std and Abseil).
TABLE = {
    "domain": ((), ("decimal",)),
    "terminology": (("domain",), ("zlib",)),
    "matching": (("domain", "terminology"), ("pages",)),
    "catalog": (("domain", "terminology", "matching"), ()),
    "storage": ((), ("sqlite",)),
    "ingest": (("domain", "terminology"), ("proto", "rapidjson", "pugixml", "re2")),
    "wire": (("domain",), ("proto", "openssl")),
    "registry": (("domain", "terminology", "wire", "ingest", "storage", "catalog"), ()),
    "service": (("domain", "terminology", "matching", "catalog", "storage", "ingest", "wire", "registry"),
                ("proto", "grpc", "system")),
}
MAIN = (tuple(TABLE), ("proto", "grpc", "system"))  # server/main.cc
CLIENT = ((), ("proto", "grpc", "system", "cli11", "rapidjson", "libarchive"))

# What an include path, and a link in a CMakeLists.txt, belongs to. The first match counts.
LIBRARIES = (
    ("absl", r"absl/.+\.h"),
    ("grpc", r"(grpc|grpcpp)/.+|.+\.grpc\.pb\.h"),
    ("proto", r"google/protobuf/.+|.+\.pb\.h"),
    ("decimal", r"boost/multiprecision/.+"),
    ("cli11", r"CLI/CLI\.hpp"),
    ("rapidjson", r"rapidjson/.+\.h"),
    ("pugixml", r"pugixml\.hpp"),
    ("re2", r"re2/.+\.h"),
    ("libarchive", r"archive(_entry)?\.h"),
    ("sqlite", r"sqlite3\.h"),
    ("openssl", r"openssl/.+"),
    ("zlib", r"zlib\.h"),
    ("pages", r"sys/mman\.h"),
    ("system", r"(sys|netinet|arpa)/[a-z]+\.h|(unistd|signal|fcntl|poll|termios|getopt|netdb|sysexits)\.h"),
    ("std", r"[a-z0-9_]+"),
)
LINKS = (("grpc", r"\bgRPC::|\btrialmatch_grpc\b"), ("proto", r"\bprotobuf::|\btrialmatch_proto\b"),
         ("sqlite", r"\bSQLite"), ("openssl", r"\bOpenSSL::"), ("re2", r"\bPkgConfig::RE2\b"),
         ("rapidjson", r"\bPkgConfig::RAPIDJSON\b"), ("pugixml", r"\bpugixml::"), ("zlib", r"\bZLIB::"))

# The engine reads no clock and prints nothing; terminology/ alone reads files.
ENGINE = ("domain", "terminology", "matching", "catalog")
ENGINE_NEVER = {"absl/time/clock.h", "chrono", "ctime", "iostream", "syncstream"}
FILES = {"fstream", "filesystem"}

MAX_LINES = {".h": 120, ".cc": 400}
OTHER_SOURCES = {".c", ".cpp", ".cxx", ".c++", ".hh", ".hpp", ".hxx", ".h++", ".inc", ".inl", ".ipp", ".tcc"}

INCLUDE = re.compile(r"^\s*#\s*(?:include|include_next|import)\b\s*(.*)$")
PATH = re.compile(r'^[<"]([^>"]+)[>"]')


def library_of(path):
    for name, pattern in LIBRARIES:
        if re.fullmatch(pattern, path):
            return name
    return None


def check_include(owner, folder, path, allowed):
    """The reason why a file of `folder` (None: none of server/'s) must not include `path`, or None."""
    folders, libraries = allowed
    head = path.split("/")[0]
    if head in TABLE and "/" in path:
        if head == folder or head in folders:
            return None
        return f"{owner} must not include {head}/ ({path})"
    if folder in ENGINE and (path in ENGINE_NEVER or (path in FILES and folder != "terminology")):
        return f"{owner} must not use clock, console or files ({path})"
    library = library_of(path)
    if library in ("std", "absl") or library in libraries:
        return None
    if library is None:
        return f"{owner} must not include {path}: no folder, and no library of the table"
    return f"{owner} must not include {library} ({path})"


def includes(text):
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            path = PATH.match(found.group(1))
            yield number, path.group(1) if path else None


def check_source(root, file, owner, folder, allowed):
    where = file.relative_to(root)
    text = file.read_text(encoding="utf-8")
    for number, path in includes(text):
        if path is None:
            yield f"{where}:{number}: an include must name its file"
            continue
        if owner == "client" and (root / "client" / path).is_file():
            continue  # the client's own header
        if owner == "client" and path.startswith("client/") and (root / path).is_file():
            continue
        reason = check_include(owner, folder, path, allowed)
        if reason:
            yield f"{where}:{number}: {reason}"


def check_links(root, file, folder):
    """The libraries that server/<folder>/CMakeLists.txt names must be in the table too."""
    folders, libraries = TABLE[folder]
    where = file.relative_to(root)
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0]
        for name in re.findall(r"\btrialmatch_(\w+)", line):
            name = name if name in TABLE else name.split("_")[0]  # trialmatch_ingest_fhir is a part of ingest/
            if name in TABLE and name != folder and name not in folders:
                yield f"{where}:{number}: {folder} must not link {name}"
        for library, pattern in LINKS:
            if re.search(pattern, line) and library not in libraries:
                yield f"{where}:{number}: {folder} must not link {library}"


def check_length(root, file):
    lines = len(file.read_text(encoding="utf-8").splitlines())
    if lines > MAX_LINES[file.suffix]:
        yield f"{file.relative_to(root)}:{lines}: {lines} lines; at most {MAX_LINES[file.suffix]}: split it"


def files_below(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def check_server(root):
    server = root / "server"
    for entry in sorted(server.iterdir()):
        if entry.name not in (TABLE if entry.is_dir() else SERVER_FILES):
            yield f"server/{entry.name}:1: not an entry of the include table"
    for file in files_below(server):
        parts = file.relative_to(server).parts
        folder = parts[0] if len(parts) > 1 else None
        if folder is not None and folder not in TABLE:
            continue  # reported above
        if file.name == "CMakeLists.txt" and folder:
            yield from check_links(root, file, folder)
        elif file.suffix in MAX_LINES:
            allowed = TABLE[folder] if folder else MAIN
            yield from check_source(root, file, folder or "main.cc", folder, allowed)
        elif file.suffix in OTHER_SOURCES:
            yield f"{file.relative_to(root)}:1: sources here are .h and .cc"


def check(root):
    """Every violation below `root`, in the order of the paths within each part of the tree."""
    root = pathlib.Path(root)
    found = [f"{entry.name}:1: not an entry of the top level" for entry in sorted(root.iterdir())
             if entry.name not in TOP_LEVEL and not entry.name.startswith(".")]
    found += check_server(root)
    for file in files_below(root / "client"):
        if file.suffix in MAX_LINES:
            found += check_source(root, file, "client", None, CLIENT)
        elif file.suffix in OTHER_SOURCES:
            found.append(f"{file.relative_to(root)}:1: sources here are .h and .cc")
    for part in ("server", "client", "tests"):
        for file in files_below(root / part):
            if file.suffix in MAX_LINES:
                found += check_length(root, file)
    return found


if __name__ == "__main__":
    violations = check(pathlib.Path(__file__).resolve().parent.parent)
    print("\n".join(violations))
    sys.exit(1 if violations else 0)
