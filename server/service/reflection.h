// Server reflection, v1 and v1alpha. The library's own speaks v1alpha only, and bounds nothing.
#ifndef TRIALMATCH_SERVICE_REFLECTION_H_
#define TRIALMATCH_SERVICE_REFLECTION_H_

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/impl/service_type.h"

namespace trialmatch {

// The messages of both are the same; older tools know the service by its older name.
enum class ReflectionVersion { kV1, kV1Alpha };

// Answers from the descriptors linked into the program; lists `services`. More than a few streams at once are
// refused with RESOURCE_EXHAUSTED: each holds a thread. Safe for use by any number of threads.
std::unique_ptr<grpc::Service> MakeReflection(ReflectionVersion version, std::vector<std::string> services);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_REFLECTION_H_
