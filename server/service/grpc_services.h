// The services on the transport: the one place that knows the server API of gRPC. Synchronous, since that is
// by far the simplest to read; measurement may change it without touching a handler.
#ifndef TRIALMATCH_SERVICE_GRPC_SERVICES_H_
#define TRIALMATCH_SERVICE_GRPC_SERVICES_H_

#include <memory>

#include "grpcpp/impl/service_type.h"
#include "service/application_handler.h"
#include "service/call_gate.h"
#include "service/eligibility_handler.h"
#include "service/trial_handler.h"

namespace trialmatch {

// The handler and the gate outlive the service.
std::unique_ptr<grpc::Service> MakeEligibilityService(const EligibilityHandler& handler, CallGate& gate);
std::unique_ptr<grpc::Service> MakeTrialService(TrialHandler& handler, CallGate& gate);
std::unique_ptr<grpc::Service> MakeApplicationService(ApplicationHandler& handler, CallGate& gate);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_GRPC_SERVICES_H_
