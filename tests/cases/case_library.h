// The decision cases: read from their files, and compared with what came out. Every leg (definition, index,
// running service) shares the comparison, which works on the answer as it goes over the wire.
#ifndef TRIALMATCH_TESTS_CASES_CASE_LIBRARY_H_
#define TRIALMATCH_TESTS_CASES_CASE_LIBRARY_H_

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "match_case.pb.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch {

// `name` is the file's: "clocks/day_maximum_exceeded". The trial of the case has a name.
struct DecisionCase {
  std::string name;
  testing::MatchCase match_case;

  // For GoogleTest, which would print bytes.
  friend void PrintTo(const DecisionCase& one, std::ostream* stream) { *stream << one.name; }
};

// `problems` says what could not be read, each with its file; a sound library has none.
struct CaseLibrary {
  std::vector<DecisionCase> cases;  // in the order of their names
  std::shared_ptr<const Terminology> terminology;
  std::vector<std::string> problems;
};

// Reads everything once.
const CaseLibrary& TheCaseLibrary();

// One case in text format. Appends to `problems` what is wrong with it: text that does not parse, and members
// that every case must have.
testing::MatchCase ParseCase(absl::string_view name, const std::string& text,
                             std::vector<std::string>& problems);

// How a full answer differs from the expectation, a sentence each; empty: it does not.
std::vector<std::string> Differences(const testing::Expectation& expected, const v1::TrialMatch& actual);

// "clocks_day_maximum_exceeded": the name as GoogleTest takes it.
std::string TestNameOf(const DecisionCase& decision_case);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_CASES_CASE_LIBRARY_H_
