// Methods that answer in pages.
#ifndef TRIALMATCH_CLIENT_RPC_PAGED_CALL_H_
#define TRIALMATCH_CLIENT_RPC_PAGED_CALL_H_

#include "client/rpc/unary_call.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace trialmatch::client {

// Calls `method` once, or with `all` until there is no next page, and collects the rows of all pages in the
// first one's answer. The time limit is that of each call.
template <typename Stub, typename Base, typename Request, typename Response, typename Row>
google::rpc::Status CallPages(Stub& stub,
                              grpc::Status (Base::*method)(grpc::ClientContext*, const Request&, Response*),
                              google::protobuf::RepeatedPtrField<Row>* (Response::*rows)(), bool all,
                              Request request, Response& response, absl::Duration timeout) {
  google::rpc::Status error = CallRead(stub, method, request, response, timeout);
  while (all && error.code() == 0 && !response.next_page_token().empty()) {
    // The token belongs to a request that is otherwise the same.
    request.set_page_token(response.next_page_token());
    Response page;
    error = CallRead(stub, method, request, page, timeout);
    if (error.code() != 0) break;
    (response.*rows)()->MergeFrom(*(page.*rows)());
    response.set_next_page_token(page.next_page_token());
  }
  return error;
}

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RPC_PAGED_CALL_H_
