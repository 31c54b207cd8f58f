#!/usr/bin/env python3
"""The fence holds in this tree, and sees each kind of violation when it is planted in another."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import include_fence  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent


class PlantedTest(unittest.TestCase):
    """Each case is a whole small tree: {path: text}."""

    def violations(self, files):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            for path, text in {"server/CMakeLists.txt": "", "client/CMakeLists.txt": "", **files}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return include_fence.check(root)

    def assert_clean(self, path, *includes):
        text = "".join(f"#include {include}\n" for include in includes)
        self.assertEqual(self.violations({path: text}), [])

    def assert_found(self, path, include, reason):
        found = self.violations({path: f"// first line\n  #  include {include}  // why\n"})
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(f"{path}:2: "), found)
        self.assertIn(reason, found[0])

    def test_every_pair_of_folders_follows_the_table(self):
        allowed = {
            "domain": "", "terminology": "domain", "matching": "domain terminology",
            "catalog": "domain terminology matching", "storage": "", "ingest": "domain terminology",
            "wire": "domain", "registry": "domain terminology wire ingest storage catalog",
            "service": "domain terminology matching catalog storage ingest wire registry",
        }
        self.assertEqual(set(allowed), set(include_fence.TABLE))
        for folder, names in allowed.items():
            for other in allowed:
                with self.subTest(folder=folder, other=other):
                    path, include = f"server/{folder}/a.cc", f'"{other}/b.h"'
                    if other == folder or other in names.split():
                        self.assert_clean(path, include)
                    else:
                        self.assert_found(path, include, f"{folder} must not include {other}/")

    def test_std_and_abseil_are_open_to_all(self):
        for folder in include_fence.TABLE:
            self.assert_clean(f"server/{folder}/a.h", "<vector>", "<cstdint>", '"absl/strings/string_view.h"')

    def test_libraries_are_open_to_their_folders_only(self):
        allowed = {
            '"trialmatch/v1/trial.pb.h"': {"ingest", "wire", "service"},
            "<google/protobuf/message.h>": {"ingest", "wire", "service"},
            '"google/rpc/status.pb.h"': {"ingest", "wire", "service"},
            '"trialmatch/v1/trial_service.grpc.pb.h"': {"service"},
            "<grpcpp/grpcpp.h>": {"service"},
            "<grpc/grpc.h>": {"service"},
            "<sqlite3.h>": {"storage"},
            "<openssl/sha.h>": {"wire"},
            '"rapidjson/reader.h"': {"ingest"},
            '"pugixml.hpp"': {"ingest"},
            '"re2/re2.h"': {"ingest"},
            "<boost/multiprecision/cpp_int.hpp>": {"domain"},
            "<boost/regex.hpp>": set(),
            "<unistd.h>": {"service"},
            '"rapidjson/document.h"': {"ingest"},
            '"pugixml.hpp"': {"ingest"},
            '"re2/re2.h"': {"ingest"},
            '"tests/support/builders.h"': set(),
            '"truth.h"': set(),
            '"../domain/truth.h"': set(),
        }
        for include, folders in allowed.items():
            for folder in include_fence.TABLE:
                with self.subTest(folder=folder, include=include):
                    if folder in folders:
                        self.assert_clean(f"server/{folder}/a.cc", include)
                    else:
                        self.assert_found(f"server/{folder}/a.cc", include, f"{folder} must not include")

    def test_the_engine_uses_no_clock_console_or_files(self):
        for include in ("<chrono>", "<ctime>", "<iostream>", '"absl/time/clock.h"'):
            for folder in ("domain", "terminology", "matching", "catalog"):
                self.assert_found(f"server/{folder}/a.cc", include, "must not use clock, console or files")
            self.assert_clean("server/service/a.cc", include)
        self.assert_found("server/matching/a.cc", "<fstream>", "must not use clock, console or files")
        self.assert_clean("server/terminology/a.cc", "<fstream>")

    def test_main_wires_everything(self):
        self.assert_clean("server/main.cc", '"service/server.h"', '"storage/store.h"', "<grpcpp/grpcpp.h>")
        self.assert_found("server/main.cc", '"client/table.h"', "main.cc must not include")

    def test_client_includes_no_server_header(self):
        self.assert_clean("client/a.cc", '"trialmatch/v1/trial.grpc.pb.h"', "<grpcpp/grpcpp.h>", "<unistd.h>")
        self.assertEqual(self.violations({"client/a.cc": '#include "b.h"\n#include "client/b.h"\n',
                                          "client/b.h": ""}), [])
        self.assert_found("client/a.cc", '"domain/truth.h"', "client must not include domain/")
        self.assert_found("client/a.cc", '"server/domain/truth.h"', "client must not include")
        self.assert_found("client/a.cc", '"../server/domain/truth.h"', "client must not include")
        self.assert_found("client/a.cc", "<sqlite3.h>", "client must not include sqlite")

    def test_a_computed_include_is_refused(self):
        self.assert_found("server/domain/a.cc", "HEADER", "must name its file")

    def test_a_library_of_a_part_of_a_folder_is_that_folder(self):
        self.assertEqual(self.violations({"server/service/CMakeLists.txt": "LINKS trialmatch_ingest_fhir\n"}), [])
        found = self.violations({"server/matching/CMakeLists.txt": "LINKS trialmatch_ingest_fhir PkgConfig::RE2\n"})
        self.assertEqual([line.split(": ")[1] for line in found],
                         ["matching must not link ingest", "matching must not link re2"])

    def test_links_follow_the_table(self):
        def found(links):
            return self.violations({"server/matching/CMakeLists.txt":
                                    f"trialmatch_library(matching\n  SOURCES a.cc\n  LINKS {links})\n"})
        self.assertEqual(found("trialmatch_terminology absl::strings"), [])
        for link in ("trialmatch_catalog", "trialmatch_proto", "trialmatch_grpc", "gRPC::grpc++",
                     "protobuf::libprotobuf", "SQLite::SQLite3", "OpenSSL::Crypto"):
            self.assertEqual(len(found(link)), 1, link)

    def test_unknown_entries_are_found(self):
        for path, reason in (("util/a.md", "util:1: not an entry of the top level"),
                             ("notes.txt", "notes.txt:1: not an entry of the top level"),
                             ("server/util/a.h", "server/util:1: not an entry of the include table"),
                             ("server/flags.cc", "server/flags.cc:1: not an entry of the include table"),
                             ("server/domain/a.hpp", "server/domain/a.hpp:1: sources here are .h and .cc")):
            self.assertEqual(self.violations({path: ""}), [reason])
        self.assertEqual(self.violations({".ci/run": "", "LICENSE": "", "build/x/y.cc": "#include <sqlite3.h>\n"}),
                         [])

    def test_lengths(self):
        for path, most in (("server/domain/a.h", 120), ("client/a.cc", 400), ("tests/domain/a_test.cc", 400)):
            self.assertEqual(self.violations({path: "\n" * most}), [])
            self.assertEqual(self.violations({path: "\n" * (most + 1)}),
                             [f"{path}:{most + 1}: {most + 1} lines; at most {most}: split it"])


class ThisTreeTest(unittest.TestCase):
    def test_holds(self):
        found = include_fence.check(ROOT)
        self.assertFalse(found, "\n" + "\n".join(found))


if __name__ == "__main__":
    unittest.main()
