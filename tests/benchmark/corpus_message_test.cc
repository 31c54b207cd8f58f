// Trials of the corpus pass through the wire unchanged, so that a store of them is the corpus.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "registry/code_check.h"
#include "tests/benchmark/corpus/corpus.h"
#include "tests/benchmark/corpus_fingerprint.h"
#include "tests/support/trial_message.h"
#include "wire/text_hash.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

// As the wire reads them: hashes are its own, and a cohort of unknown status has that of its trial.
void HashTexts(std::vector<Criterion>& criteria) {
  for (Criterion& criterion : criteria) {
    criterion.text_hash = HashText(criterion.text);
    if (auto* combination = std::get_if<Combination>(&criterion.kind)) HashTexts(combination->children);
  }
}
Trial AsRead(Trial trial) {
  HashTexts(trial.criteria.inclusion);
  HashTexts(trial.criteria.exclusion);
  for (Cohort& cohort : trial.cohorts) {
    HashTexts(cohort.criteria.inclusion);
    HashTexts(cohort.criteria.exclusion);
    if (cohort.status == RecruitmentStatus::kUnknown) cohort.status = trial.status;
  }
  return trial;
}

TEST(CorpusMessageTest, ATrialReadsBackAsItWasMade) {
  const Corpus corpus(1);
  for (uint64_t n = 0; n < 3000; ++n) {
    for (const Trial& trial : {corpus.MakeTrial(n), corpus.MakeIrrelevantTrial(n)}) {
      const v1::Trial message = TrialMessage(trial);
      IssueSink sink("trial");
      const Trial read = ReadTrial(message, sink);
      CheckCodes(message, "trial", *corpus.terminology(), sink);
      for (const Issue& issue : sink.issues()) {
        ASSERT_EQ(issue.severity, Severity::kWarning)
            << trial.id << " " << issue.field << " " << issue.description;
      }
      ASSERT_EQ(FingerprintOf(read), FingerprintOf(AsRead(trial))) << trial.id;
    }
  }
}

}  // namespace
}  // namespace trialmatch
