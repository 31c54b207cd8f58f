// Patients of the corpus pass through the wire and mean what they meant.
#include "tests/benchmark/calls/patient_message.h"

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "matching/evaluator.h"
#include "tests/benchmark/corpus/corpus.h"
#include "wire/issue_sink.h"
#include "wire/options_reader.h"
#include "wire/patient_reader.h"
#include "wire/value_reader.h"

namespace trialmatch::bench {
namespace {

TEST(PatientMessageTest, APatientReadsBackWithTheSameVerdicts) {
  const Corpus corpus(1);
  const std::vector<TrialPointer> trials = corpus.MakeTrials(400);
  for (uint64_t n = 0; n < 60; ++n) {
    CorpusPatient made = corpus.MakePatient(n);
    made.patient.attestations.clear();
    // Some newborns' completeness ends before their birth, which the wire refuses.
    std::erase_if(made.patient.completeness, [&made](const Completeness& one) {
      return one.from && CertainlyBefore(one.to, *one.from);
    });
    IssueSink sink("");
    const CorpusPatient read{ReadPatient(PatientMessage(made.patient), sink),
                             ReadOptions(OptionsMessage(made.options), absl::InfinitePast(), sink)};
    for (const Issue& issue : sink.issues()) {
      ASSERT_EQ(issue.severity, Severity::kWarning) << n << " " << issue.field << " " << issue.description;
    }
    ASSERT_EQ(read.patient.facts.size(), made.patient.facts.size()) << n;
    const PatientView view = corpus.View(made), read_view = corpus.View(read);
    for (const TrialPointer& trial : trials) {
      ASSERT_EQ(Evaluate(*trial, read_view), Evaluate(*trial, view)) << trial->id << ", patient " << n;
    }
  }
}

}  // namespace
}  // namespace trialmatch::bench
