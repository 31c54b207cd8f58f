// `trials import` and `trials validate` of registry records.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/client/make_archive.h"
#include "tests/client/run_client.h"

namespace trialmatch::client {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Json(int id, const std::string& more = "") {
  return absl::StrCat(R"({"protocolSection":{"identificationModule":{"nctId":"NCT)", id, R"("}})", more, "}");
}

std::string Xml(int id) {
  return absl::StrCat("<clinical_study><nct_id>NCT", id, "</nct_id></clinical_study>");
}

class Imports : public ::testing::Test {
 protected:
  ClientRun Run(std::vector<std::string> arguments, Surroundings surroundings = {}) {
    surroundings.environment["TRIALMATCH_SERVER"] = server_.address();
    ClientRun run = RunClient(std::move(arguments), surroundings);
    const std::string folder = ::testing::TempDir();
    run.out = absl::StrReplaceAll(run.out, {{folder, ""}});
    run.err = absl::StrReplaceAll(run.err, {{folder, ""}});
    return run;
  }
  std::vector<std::string> Contents() {
    std::vector<std::string> contents;
    for (const auto& record : server_.trials().records()) contents.push_back(record.content());
    return contents;
  }

  FakeServer server_;
};

TEST_F(Imports, RecordsOfEveryShapeArePassedOnAsTheyAre) {
  const std::string archive =
      WriteFile("all.tar.xz", MakeArchive("pax", "xz",
                                          {{"r/NCT1.xml", "<?xml version=\"1.0\"?>\n" + Xml(1)},
                                           {"page.json", "{\"studies\":[" + Json(2) + "," + Json(3) + "]}"},
                                           {"README", "x"},
                                           {"own.textproto", "name: 'trials/OWN' title: 'own'"}}));
  const std::string lines = WriteFile(
      "more.jsonl.gz",
      MakeArchive("raw", "gzip", {{"x", Json(4, R"(,"resultsSection":{"a":1})") + "\n" + Json(5)}}));
  const ClientRun run =
      Run({"trials", "import", archive, lines, "-"}, {.input = "[" + Json(6) + "]" + Xml(7)});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err, IsEmpty());
  EXPECT_EQ(run.out,
            "Passed over: all.tar.xz: README: not a kind of file that is read\n"
            "8 created, 0 updated, 0 unchanged, 0 failed · catalog revision 9\n");
  EXPECT_THAT(Contents(), ElementsAre("<?xml version=\"1.0\"?>\n" + Xml(1), Json(2), Json(3), Json(4),
                                      Json(5), Json(6), Xml(7)));
  EXPECT_EQ(server_.trials().records()[0].format(), v1::REGISTRY_FORMAT_CTGOV_XML);
  EXPECT_EQ(server_.trials().records()[1].format(), v1::REGISTRY_FORMAT_CTGOV_JSON);
  EXPECT_TRUE(server_.trials().Find("trials/OWN").has_value());
  EXPECT_THAT(Run({"trials", "import", archive}).out, HasSubstr("0 created, 0 updated, 4 unchanged"));
}

TEST_F(Imports, WhatFailsIsNamedByItsPlaceAndTheOthersGoOn) {
  const std::string archive = WriteFile("some.zip", MakeArchive("zip", "none",
                                                                {{"bad.xml", "<clinical_study/>"},
                                                                 {"NCT1.xml", Xml(1)},
                                                                 {"odd.json", Json(2, ",\"x\":\" odd \"")}}));
  const std::string lines =
      WriteFile("some.jsonl", "junk\n" + Json(3) + "\n{\"protocolSection\":{}}\n{\"oops\":1}\n" + Json(4));
  const std::string page = WriteFile("page.json", "{\"studies\":[{\"protocolSection\":{}}]}");
  const ClientRun run = Run({"trials", "import", archive, lines, page});
  EXPECT_EQ(run.code, 3);
  EXPECT_EQ(
      run.out,
      "some.zip: bad.xml: error: trial.title: is required\n"
      "some.jsonl:3: error: trial.title: is required\n"
      "page.json:1:13: error: trial.title: is required\n"
      "some.zip: odd.json: trials/NCT2: warning: trial.phases: an unknown word\n"
      "4 created, 0 updated, 0 unchanged, 3 failed, 2 not sent, 1 with warnings · catalog revision 9\n");
  EXPECT_THAT(run.err,
              AllOf(HasSubstr("some.jsonl:1:1: neither a JSON object nor an XML element begins here"),
                    HasSubstr("some.jsonl:4:2: unknown field \"oops\" of Trial")));
}

TEST_F(Imports, JsonHasTheSumsAndEverySource) {
  const std::string archive = WriteFile("json.zip", MakeArchive("zip", "none",
                                                                {{"README", ""},
                                                                 {"bad.xml", "<clinical_study/>"},
                                                                 {"odd.json", Json(2, ",\"x\":\" odd \"")},
                                                                 {"x.json", "5"}}));
  const ClientRun run = Run({"trials", "import", archive, "--output", "json"});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.out, AllOf(HasSubstr("\"created\": \"1\""), HasSubstr("\"failed\": \"1\""),
                             HasSubstr("\"warned\": \"1\""), HasSubstr("\"source\": \"json.zip: bad.xml\""),
                             HasSubstr("\"source\": \"json.zip: odd.json\"")));
  EXPECT_THAT(run.out, AllOf(HasSubstr("\"position\": \"1\""), HasSubstr("\"passedOverCount\": \"1\""),
                             HasSubstr("\"source\": \"json.zip: README\""),
                             HasSubstr("\"json.zip: x.json:1:1: neither a JSON object")));
}

TEST_F(Imports, WarningsOfManyRecordsAreCountedUnlessAskedFor) {
  std::string text;
  for (int i = 1; i <= 30; ++i) text += Json(i, ",\"x\":\" odd \"") + "\n";
  const ClientRun run = Run({"trials", "import", "-"}, {.input = text});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, AllOf(HasSubstr("standard input:20: trials/NCT20: warning"), Not(HasSubstr("NCT21")),
                             HasSubstr("and 10 more with warnings"), HasSubstr(", 30 with warnings")));
  EXPECT_THAT(Run({"trials", "import", "-", "--warnings"}, {.input = text}).out,
              AllOf(HasSubstr("NCT30: warning"), Not(HasSubstr("more with warnings"))));
}

TEST_F(Imports, BombsAreRefused) {
  const std::string bomb =
      WriteFile("bomb.jsonl.gz", MakeArchive("raw", "gzip", {{"x", std::string(200 << 20, ' ')}}));
  const ClientRun run = Run({"trials", "import", bomb, WriteFile("good.json", Json(1))});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("bomb.jsonl.gz: unpacks to more than 250 times its size"));
  EXPECT_THAT(run.out, HasSubstr("1 created"));
}

// More than two streams' worth of records in two files; the second stream fails.
TEST_F(Imports, AnInterruptedImportGoesOnBehindWhatWasAcknowledged) {
  std::string first = "junk\n";
  std::string second;
  for (int i = 1; i <= 1500; ++i) first += Json(i) + "\n";
  for (int i = 1501; i <= 2600; ++i) second += Json(i) + "\n";
  const std::string a = WriteFile("a.jsonl", first);
  const std::string b = WriteFile("b.jsonl.gz", MakeArchive("raw", "gzip", {{"x", second}}));
  const std::string state = std::filesystem::path(::testing::TempDir()) / "import.state";
  std::filesystem::remove(state);

  server_.trials().FailImportsAfter(2);
  const ClientRun interrupted = Run({"trials", "import", a, b, "--resume", state});
  EXPECT_EQ(interrupted.code, 6) << interrupted.err;
  EXPECT_THAT(interrupted.out, HasSubstr("2000 created"));
  EXPECT_THAT(interrupted.err, HasSubstr("a.jsonl:1:1: neither"));
  ASSERT_TRUE(std::filesystem::exists(state));

  server_.trials().FailImportsAfter(-1);
  const size_t before = server_.trials().records().size();
  const ClientRun resumed = Run({"trials", "import", a, b, "--resume", state});
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_THAT(resumed.out, HasSubstr("0 created, 0 updated, 600 unchanged")) << "of the stream that was lost";
  EXPECT_EQ(server_.trials().records().size() - before, 600u);
  EXPECT_EQ(Contents().back(), Json(2600));
  EXPECT_EQ(server_.trials().records()[before].content(), Json(2001));
  EXPECT_FALSE(std::filesystem::exists(state)) << "all is done";
}

TEST_F(Imports, AStateOfOtherFilesIsRefused) {
  std::string text;
  for (int i = 1; i <= 1500; ++i) text += Json(i) + "\n";
  const std::string a = WriteFile("changing.jsonl", text);
  const std::string state = std::filesystem::path(::testing::TempDir()) / "changing.state";
  std::filesystem::remove(state);
  server_.trials().FailImportsAfter(1);
  ASSERT_EQ(Run({"trials", "import", a, "--resume", state}).code, 6);
  server_.trials().FailImportsAfter(-1);
  WriteFile("changing.jsonl", text + Json(1501));
  const ClientRun changed = Run({"trials", "import", a, "--resume", state});
  EXPECT_EQ(changed.code, 3);
  EXPECT_THAT(changed.err, HasSubstr("of files that changed since"));
  WriteFile("changing.state", "{\"version\": 2}");
  EXPECT_THAT(Run({"trials", "import", a, "--resume", state}).err,
              HasSubstr("is not the state of an import"));
}

TEST_F(Imports, StandardInputCannotBeResumed) {
  const ClientRun run =
      Run({"trials", "import", "-", "--resume", WriteFile("stdin.state", "")}, {.input = Json(1)});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("standard input cannot be read a second time"));
  EXPECT_THAT(Contents(), IsEmpty());
  EXPECT_EQ(Run({"trials", "import", "x", "--dry-run", "--resume", "y"}).code, 2);
}

TEST_F(Imports, ValidateReadsRecordsToo) {
  const std::string archive = WriteFile(
      "check.zip", MakeArchive("zip", "none", {{"bad.xml", "<clinical_study/>"}, {"NCT1.xml", Xml(1)}}));
  const ClientRun run = Run({"trials", "validate", archive});
  EXPECT_EQ(run.code, 3);
  EXPECT_EQ(run.out,
            "check.zip: bad.xml: error: trial.title: is required\n"
            "check.zip: bad.xml: warning: trial.sponsor: nobody runs the trial\n"
            "check.zip: NCT1.xml: warning: trial.sponsor: nobody runs the trial\n");
  const ClientRun applied = Run({"trials", "apply", archive});
  EXPECT_EQ(applied.code, 3);
  EXPECT_THAT(applied.err,
              HasSubstr("check.zip: NCT1.xml: a registry's record; `trialmatch trials import` takes it"));
}

}  // namespace
}  // namespace trialmatch::client
