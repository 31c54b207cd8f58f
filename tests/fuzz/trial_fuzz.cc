// Any bytes as a trial: read without a crash; a sound one keeps its meaning when it is normalized twice, and
// its index agrees with its definition.
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "matching/evaluator.h"
#include "matching/trial_index.h"
#include "terminology/plain_table.h"
#include "tests/fuzz/silent_parser.h"
#include "tests/support/match_truths.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckTrial(v1::Trial& message) {
  NormalizeTrial(message);
  v1::Trial again = message;
  NormalizeTrial(again);
  Require(again.SerializeAsString() == message.SerializeAsString());
  IssueSink sink("trial");
  const auto trial = std::make_shared<const Trial>(ReadTrial(message, sink));
  if (sink.errors() > 0) return;
  static const LoadedTables tables = LoadPlainTables({});
  const Patient patient;
  EvaluationOptions options;
  options.as_of = AsOf{absl::FromUnixSeconds(1'700'000'000), absl::UTCTimeZone()};
  const PatientView view(patient, options, *tables.terminology);
  const std::vector<TrialPointer> trials = {trial};
  Require(MatchTruths(*BuildTrialIndex(trials, *tables.terminology), view, trials) ==
          MatchTruths(*BuildPlainIndex(trials), view, trials));
  Require(Explain(*trial, view).truth == Evaluate(*trial, view));
}

}  // namespace
}  // namespace trialmatch

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  trialmatch::v1::Trial trial;
  const std::string input(reinterpret_cast<const char*>(data), size);
  if (trialmatch::ParseAnyForm(input, trial)) trialmatch::CheckTrial(trial);
  return 0;
}
