// Flags of the commands that evaluate patients.
#ifndef TRIALMATCH_CLIENT_OPTIONS_EVALUATION_FLAGS_H_
#define TRIALMATCH_CLIENT_OPTIONS_EVALUATION_FLAGS_H_

#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch::client {

struct EvaluationFlags {
  std::string as_of;
  std::string time_zone;
  // All but as_of.
  v1::EvaluationOptions options;
  v1::ExplanationLevel explanation = v1::EXPLANATION_LEVEL_UNSPECIFIED;

  // The options with as_of; left out where neither flag was given, so that the server fills it in.
  // InvalidArgument where a flag is not a time or a zone.
  absl::StatusOr<v1::EvaluationOptions> Build() const;
};

// Adds the flags to `app`; `flags` must outlive it.
void AddEvaluationFlags(CLI::App& app, EvaluationFlags& flags);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_OPTIONS_EVALUATION_FLAGS_H_
