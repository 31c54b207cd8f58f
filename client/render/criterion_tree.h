// Criteria as a tree with marks and evidence.
#ifndef TRIALMATCH_CLIENT_RENDER_CRITERION_TREE_H_
#define TRIALMATCH_CLIENT_RENDER_CRITERION_TREE_H_

#include <string>

#include "client/render/style.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch::client {

// The criteria of one list: inclusions and exclusions apart. At the top a mark says whether the criterion is
// met (an exclusion that is false is met); beneath, where the answer does not tell what a node combines, each
// shows its truth.
std::string RenderCriteria(const google::protobuf::RepeatedPtrField<v1::CriterionResult>& criteria,
                           const std::string& indent, const Style& style);

// One piece of evidence: its text, and value, threshold, distance and path where they are set.
std::string RenderEvidence(const v1::Evidence& evidence, const std::string& indent, const Style& style);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RENDER_CRITERION_TREE_H_
