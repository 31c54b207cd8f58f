// Something wrong or doubtful in what a caller sent.
#ifndef TRIALMATCH_DOMAIN_ISSUE_H_
#define TRIALMATCH_DOMAIN_ISSUE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace trialmatch {

// kError: cannot be used. kWarning: can, but is probably not meant so.
enum class Severity : uint8_t { kError, kWarning };

// `field` is a path from the request ("trial.cohorts[1].inclusion_criteria[0].clock.min.unit"); `description`
// never holds a value of a patient.
struct Issue {
  std::string field;
  std::string description;
  Severity severity = Severity::kError;
  std::string criterion_id = {};  // where the issue is about one
};

using Issues = std::vector<Issue>;

inline bool HasErrors(const Issues& issues) {
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::kError) return true;
  }
  return false;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_ISSUE_H_
