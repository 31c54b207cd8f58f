// Answers about trials.
#ifndef TRIALMATCH_CLIENT_RENDER_MATCH_VIEW_H_
#define TRIALMATCH_CLIENT_RENDER_MATCH_VIEW_H_

#include <cstdint>
#include <string>

#include "client/render/style.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "trialmatch/v1/eligibility_service.pb.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch::client {

// One trial with all of the explanation that the answer holds: header, criteria, cohorts, then what decides,
// what is missing, and what was assumed.
std::string RenderTrialMatch(const v1::TrialMatch& match, const Style& style);

// Ranked trials; the first has rank `first_rank`.
std::string RenderMatchTable(const google::protobuf::RepeatedPtrField<v1::TrialMatch>& matches,
                             int64_t first_rank, const Style& style);

// "3 eligible, 1 undetermined, 9 ineligible"; of the filtered trials, and of the catalog where those differ.
std::string RenderTotals(const v1::MatchTrialsResponse& response, const Style& style);

// Oddities of the profile; empty where there are none.
std::string RenderIssues(const google::protobuf::RepeatedPtrField<v1::ProfileIssue>& issues,
                         const Style& style);

// What the answer is about: as_of, revision, terminologies, build.
std::string RenderContext(const v1::AnswerContext& context, const Style& style);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RENDER_MATCH_VIEW_H_
