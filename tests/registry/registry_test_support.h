// What the tests of registry/ share: a small terminology, and trials from text.
#ifndef TRIALMATCH_TESTS_REGISTRY_REGISTRY_TEST_SUPPORT_H_
#define TRIALMATCH_TESTS_REGISTRY_REGISTRY_TEST_SUPPORT_H_

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "terminology/plain_table.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch {

inline constexpr char kTestTable[] = R"(
system;s;urn:s;Test concepts;1;one
system;x;urn:x;Other concepts;1;one
concept;s:disease;Disease
concept;s:rare-disease;Rare disease;s:disease
concept;s:birth-weight;Birth weight
concept;s:weight-at-birth;Weight at birth;s:birth-weight
concept;s:glucose;Glucose
concept;s:sodium;Sodium
concept;s:fever;Fever
unit;s:birth-weight;g
unit;s:glucose;mmol/L
unit;s:sodium;mmol/L
analyte;s:glucose;180.156
scale;stage;I;1
scale;stage;II;2
scale;stage;III;30..32
scale;stage;IIIB;31
)";

// Rows with ";" for a tab.
inline std::shared_ptr<const Terminology> TestTerminology(const std::string& rows = kTestTable) {
  std::vector<TableFile> files;
  files.push_back({"test.tsv", absl::StrReplaceAll(rows, {{";", "\t"}})});
  LoadedTables tables = LoadPlainTables(std::move(files));
  EXPECT_EQ(tables.error_count, 0u) << (tables.issues.empty() ? "" : tables.issues[0].reason);
  return tables.terminology;
}

inline v1::Trial TrialFromText(const std::string& text) {
  v1::Trial trial;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &trial)) << text;
  return trial;
}

// A sound trial with one inclusion.
inline v1::Trial SoundTrial(const std::string& id, const std::string& title = "A trial",
                            const std::string& code = "disease") {
  return TrialFromText(absl::StrCat(R"(name: "trials/)", id, R"(" title: ")", title, R"("
      inclusion_criteria { text: "Has it." condition { concepts { include {
        code { system: "urn:s" code: ")",
                                    code, R"(" } } } } })"));
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_REGISTRY_REGISTRY_TEST_SUPPORT_H_
