// Calls of ApplicationService: request in, response out.
#ifndef TRIALMATCH_SERVICE_APPLICATION_HANDLER_H_
#define TRIALMATCH_SERVICE_APPLICATION_HANDLER_H_

#include "absl/status/status.h"
#include "catalog/catalog.h"
#include "service/call_context.h"
#include "storage/application_store.h"
#include "trialmatch/v1/application_service.pb.h"

namespace trialmatch {

// Safe for use by any number of threads. Errors carry the details of call_error.h and never the applicant.
class ApplicationHandler {
 public:
  // Both outlive the handler.
  ApplicationHandler(const Catalog& catalog, ApplicationStore& store) : catalog_(catalog), store_(store) {}

  absl::Status Apply(const v1::ApplyRequest& request, const CallContext& call, v1::ApplyResponse& response);
  absl::Status Withdraw(const v1::WithdrawRequest& request, const CallContext& call,
                        v1::WithdrawResponse& response);
  absl::Status Get(const v1::GetApplicationRequest& request, v1::GetApplicationResponse& response) const;
  absl::Status List(const v1::ListApplicationsRequest& request, v1::ListApplicationsResponse& response) const;

 private:
  const Catalog& catalog_;
  ApplicationStore& store_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_APPLICATION_HANDLER_H_
