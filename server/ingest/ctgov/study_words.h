// What the words and dates of a study mean.
#ifndef TRIALMATCH_INGEST_CTGOV_STUDY_WORDS_H_
#define TRIALMATCH_INGEST_CTGOV_STUDY_WORDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::ctgov {

// Words are compared without case, and the API's "NOT_YET_RECRUITING" is the legacy "Not yet recruiting".
// Each is nothing for a word that is not known; the caller says so. Source: the enumerations of the API's
// data structure, and the legacy schema.

// Statuses that the contract has no word for (unknown, those of expanded access) are UNSPECIFIED.
std::optional<v1::RecruitmentStatus> StatusOf(absl::string_view word);
// "Phase 1/Phase 2" are two.
std::optional<std::vector<v1::Phase>> PhasesOf(absl::string_view word);
std::optional<v1::StudyType> StudyTypeOf(absl::string_view word);
std::optional<v1::Sex> SexOf(absl::string_view word);

// "PRINCIPAL_INVESTIGATOR" as "Principal Investigator".
std::string RoleOf(absl::string_view word);

// What an age bound says.
struct AgeBound {
  enum class Kind { kNone, kBound, kWrong };
  Kind kind = Kind::kNone;  // kNone: the field is empty or "N/A"
  v1::ClockBound bound;
  const char* fault = "";  // of kWrong: why
};
// "18 Years", "6 Months", "1 Minute". A number without a unit is wrong: it is never guessed.
AgeBound AgeOf(absl::string_view text);

// A FHIR date ("2000-03", "2015-08-03") of the API's "2000-03" or the legacy "March 2000" and "August 3,
// 2015"; nothing for anything else.
std::optional<std::string> DateOf(absl::string_view text);

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_STUDY_WORDS_H_
