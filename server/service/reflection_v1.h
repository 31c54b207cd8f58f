// Server reflection v1. The library's own speaks v1alpha only.
#ifndef TRIALMATCH_SERVICE_REFLECTION_V1_H_
#define TRIALMATCH_SERVICE_REFLECTION_V1_H_

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/impl/service_type.h"

namespace trialmatch {

// Answers from the descriptors linked into the program; lists `services`. Safe for use by any number of
// threads.
std::unique_ptr<grpc::Service> MakeReflectionV1(std::vector<std::string> services);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_REFLECTION_V1_H_
