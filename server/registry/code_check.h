// Whether the codes of a trial are those of the loaded terminologies.
#ifndef TRIALMATCH_REGISTRY_CODE_CHECK_H_
#define TRIALMATCH_REGISTRY_CODE_CHECK_H_

#include "absl/strings/string_view.h"
#include "terminology/terminology.h"
#include "wire/issue_sink.h"
#include "wire/trial_reader.h"

namespace trialmatch {

// Reports, each at its field beneath `root`: criteria that name a code, a system, a scale or a grade that is
// not loaded, a lowest grade above the highest, concept sets without members, and bounds of measurements in
// units that do not convert to those in which the terminology says that they are measured (errors). A
// condition of the trial, being a label, with a code that its loaded system does not have is an error too; of
// a system that is not loaded it is a warning. What ReadTrial reports is not said again.
void CheckCodes(const v1::Trial& trial, absl::string_view root, const Terminology& terminology,
                IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_CODE_CHECK_H_
