// Any bytes as an eligibility text: read without a crash, twice the same; the passages lie in the text, one
// behind another; and every criterion is one that the contract takes.
#include <cstdlib>
#include <iostream>
#include <string>

#include "absl/strings/match.h"
#include "ingest/criteria/text_reader.h"
#include "ingest/utf8.h"
#include "terminology/plain_table.h"
#include "tests/support/source_folder.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

void Require(bool condition, const std::string& what) {
  if (condition) return;
  std::cerr << what << "\n";
  std::abort();
}

v1::Trial Read(const std::string& text) {
  static const LoadedTables* const tables =
      new LoadedTables(*LoadTerminologyFolder(InSource("deploy/sample/terminology")));
  static const criteria::Concepts* const concepts = new criteria::Concepts(*tables->terminology);
  v1::Trial trial;
  trial.set_name("trials/T");
  trial.set_title("T");
  trial.set_eligibility_text(text);
  criteria::ReadEligibilityText(*concepts, trial);
  return trial;
}

void CheckText(const std::string& text) {
  v1::Trial trial = Read(text);
  Require(trial.SerializeAsString() == Read(text).SerializeAsString(), "read in two ways");
  int last = 0;
  for (const v1::Passage& passage : trial.eligibility_reading().passages()) {
    Require(passage.start() >= last && passage.end() > passage.start(), "passages overlap");
    last = passage.end();
  }
  Require(last <= static_cast<int>(text.size()), "a passage ends behind the text");
  NormalizeTrial(trial);
  IssueSink sink("trial");
  ReadTrial(trial, sink);
  for (const Issue& issue : sink.issues()) {
    Require(issue.severity == Severity::kWarning || absl::StrContains(issue.description, "more than"),
            issue.field + ": " + issue.description);
  }
}

}  // namespace
}  // namespace trialmatch

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (trialmatch::IsUtf8(text)) trialmatch::CheckText(text);  // a record that is not is refused
  return 0;
}
