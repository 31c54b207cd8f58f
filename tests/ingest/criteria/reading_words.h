// Readings in short words, for tests.
#ifndef TRIALMATCH_TESTS_INGEST_CRITERIA_READING_WORDS_H_
#define TRIALMATCH_TESTS_INGEST_CRITERIA_READING_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::criteria {

// The trial that a text is read into, with the sample's terminology and a few headings of MeSH; the record's
// condition is "Gout".
v1::Trial ReadSample(absl::string_view text);

// "condition Stroke ever", "any(observation 718-7 <9 g/dL; not consent)": what a criterion says.
std::string WordsOf(const v1::Criterion& criterion);

// The only inclusion or exclusion that one line is read into.
std::string Inclusion(absl::string_view line);
std::string Exclusion(absl::string_view line);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_TESTS_INGEST_CRITERIA_READING_WORDS_H_
