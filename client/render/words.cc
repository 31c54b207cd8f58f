#include "client/render/words.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "client/text/utf8.h"

namespace trialmatch::client {
namespace {

// "not yet recruiting" of PREFIX_NOT_YET_RECRUITING; empty for a value that this client does not know.
std::string LowerWords(const std::string& name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(absl::StripPrefix(name, prefix), {{"_", " "}}));
}

std::string OrNumber(std::string word, int number) {
  return word.empty() ? absl::StrCat("value ", number) : word;
}

}  // namespace

std::string VerdictWord(v1::Verdict verdict) {
  return OrNumber(std::string(absl::StripPrefix(v1::Verdict_Name(verdict), "VERDICT_")), verdict);
}

Tone VerdictTone(v1::Verdict verdict) {
  if (verdict == v1::VERDICT_ELIGIBLE) return Tone::kGood;
  return verdict == v1::VERDICT_INELIGIBLE ? Tone::kBad : Tone::kOpen;
}

std::string VerdictMark(v1::Verdict verdict, const Style& style) {
  if (verdict == v1::VERDICT_ELIGIBLE) return style.Good();
  return verdict == v1::VERDICT_INELIGIBLE ? style.Bad() : style.Open();
}

std::string TruthWord(v1::Truth truth) {
  return OrNumber(LowerWords(v1::Truth_Name(truth), "TRUTH_"), truth);
}

std::string AvailabilityWord(v1::RecruitmentAvailability availability) {
  if (availability == v1::RECRUITMENT_AVAILABILITY_UNSPECIFIED) return "unknown";
  return OrNumber(LowerWords(v1::RecruitmentAvailability_Name(availability), "RECRUITMENT_AVAILABILITY_"),
                  availability);
}

std::string StatusWord(v1::RecruitmentStatus status) {
  if (status == v1::RECRUITMENT_STATUS_UNSPECIFIED) return "unknown";
  if (status == v1::RECRUITMENT_STATUS_ACTIVE_NOT_RECRUITING) return "active, not recruiting";
  return OrNumber(LowerWords(v1::RecruitmentStatus_Name(status), "RECRUITMENT_STATUS_"), status);
}

std::string PhaseWords(const v1::Trial& trial) {
  std::vector<std::string> words;
  for (const int phase : trial.phases()) {
    const std::string name = LowerWords(v1::Phase_Name(phase), "PHASE_");
    words.push_back(OrNumber(absl::StrReplaceAll(name, {{"phase", "phase "}}), phase));
  }
  return absl::StrJoin(words, "/");
}

std::string SiteWords(const v1::Site& site) {
  std::vector<std::string> parts;
  for (const std::string& part : {site.facility(), site.city(), site.region(), site.country()}) {
    if (!part.empty()) parts.push_back(OneLine(part));
  }
  if (parts.empty()) parts.push_back(OneLine(site.id()));
  return absl::StrJoin(parts, ", ");
}

std::string Kilometres(double km) { return absl::StrFormat("%.1f km", km); }

std::string TimeWords(const google::protobuf::Timestamp& time, const std::string& zone) {
  absl::TimeZone loaded;
  if (!absl::LoadTimeZone(zone, &loaded)) loaded = absl::UTCTimeZone();
  const absl::Time instant = absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
  return absl::FormatTime(absl::RFC3339_full, instant, loaded);
}

std::string ShortName(const std::string& resource_name) {
  return OneLine(resource_name.substr(resource_name.find('/') + 1));
}

}  // namespace trialmatch::client
