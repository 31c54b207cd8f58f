// Writes what an answer says.
#ifndef TRIALMATCH_WIRE_ANSWER_WRITER_H_
#define TRIALMATCH_WIRE_ANSWER_WRITER_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "domain/code.h"
#include "domain/evidence.h"
#include "domain/issue.h"
#include "domain/verdict.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {

// The name of a code for people; empty where nobody knows one.
using CodeName = absl::FunctionRef<std::string(const Code&)>;

// Writes verdict, cohorts, criteria, deciding criteria and assumptions into `match`, and nothing else of it:
//   NONE      the verdicts of the trial and of its cohorts;
//   DECIDING  besides them the deciding criteria and the assumptions, and of the criteria those branches,
//   with all
//             their evidence, that lead to a deciding one, so that what is missing is named;
//   FULL      everything.
// UNSPECIFIED is the method's default, which the caller puts in. The same arguments give the same bytes.
void WriteTrialResult(const TrialResult& result, v1::ExplanationLevel level, CodeName name,
                      v1::TrialMatch& match);

v1::Evidence WriteEvidence(const Evidence& evidence, CodeName name);

v1::TrialIssue WriteTrialIssue(const Issue& issue);
v1::ProfileIssue WriteProfileIssue(const Issue& issue);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_ANSWER_WRITER_H_
