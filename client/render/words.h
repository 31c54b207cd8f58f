// Enumerators of the contract in words for people.
#ifndef TRIALMATCH_CLIENT_RENDER_WORDS_H_
#define TRIALMATCH_CLIENT_RENDER_WORDS_H_

#include <string>

#include "client/render/style.h"
#include "google/protobuf/timestamp.pb.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::client {

// "ELIGIBLE"; a number where this client does not know the value.
std::string VerdictWord(v1::Verdict verdict);
Tone VerdictTone(v1::Verdict verdict);
std::string VerdictMark(v1::Verdict verdict, const Style& style);

// "true", "false", "unknown".
std::string TruthWord(v1::Truth truth);

// "recruiting", "not recruiting", "unknown".
std::string AvailabilityWord(v1::RecruitmentAvailability availability);

// "active, not recruiting"; "unknown" for the zero.
std::string StatusWord(v1::RecruitmentStatus status);

// "phase 1/phase 2"; empty for none.
std::string PhaseWords(const v1::Trial& trial);

// "Facility, City, Country", of what is known.
std::string SiteWords(const v1::Site& site);

// "12.3 km".
std::string Kilometres(double km);

// RFC 3339 in `zone` ("UTC" where this machine does not have it).
std::string TimeWords(const google::protobuf::Timestamp& time, const std::string& zone);

// "NCT1" of "trials/NCT1"; the text itself where it has no '/'.
std::string ShortName(const std::string& resource_name);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RENDER_WORDS_H_
