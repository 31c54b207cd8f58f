#include "client/options/filter_flags.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/options/flag_values.h"
#include "client/options/parsed_flag.h"

namespace trialmatch::client {
namespace {

constexpr char kGroup[] = "Filter (each narrows; one of a flag's several values is enough)";

// "2" and "phase2" are phase 2, "na" is not applicable.
absl::StatusOr<int> ParsePhase(const std::string& text) {
  if (text.size() == 1 && absl::ascii_isdigit(text[0]))
    return ParseEnumWord(*v1::Phase_descriptor(), "phase" + text);
  if (absl::AsciiStrToLower(text) == "na") return v1::PHASE_NOT_APPLICABLE;
  return ParseEnumWord(*v1::Phase_descriptor(), text);
}

absl::StatusOr<std::string> ParseCountry(const std::string& text) {
  if (text.size() == 2 && absl::ascii_isalpha(text[0]) && absl::ascii_isalpha(text[1])) {
    return absl::AsciiStrToUpper(text);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("\"", text, "\" is not a country's code of two letters, such as CN"));
}

std::string Words(const google::protobuf::EnumDescriptor& type) {
  return absl::StrJoin(EnumWords(type), ", ");
}

}  // namespace

void AddFilterFlags(CLI::App& app, v1::TrialFilter& filter) {
  AddRepeatedFlag(
      app, "--status",
      [](const std::string& w) { return ParseEnumWord(*v1::RecruitmentStatus_descriptor(), w); },
      [&filter](int v) { filter.add_statuses(static_cast<v1::RecruitmentStatus>(v)); },
      "Status of the trial: " + Words(*v1::RecruitmentStatus_descriptor()))
      ->delimiter(',')
      ->type_name("STATUS")
      ->group(kGroup);
  AddRepeatedFlag(
      app, "--phase", ParsePhase, [&filter](int v) { filter.add_phases(static_cast<v1::Phase>(v)); },
      "Phase: 1, 2, 3, 4, early-phase1, na")
      ->delimiter(',')
      ->type_name("PHASE")
      ->group(kGroup);
  AddRepeatedFlag(
      app, "--study-type", [](const std::string& w) { return ParseEnumWord(*v1::StudyType_descriptor(), w); },
      [&filter](int v) { filter.add_study_types(static_cast<v1::StudyType>(v)); },
      "Type of study: " + Words(*v1::StudyType_descriptor()))
      ->delimiter(',')
      ->type_name("TYPE")
      ->group(kGroup);
  AddRepeatedFlag(
      app, "--country", ParseCountry, [&filter](const std::string& code) { filter.add_country_codes(code); },
      "A site in this country: CN, US, ...")
      ->delimiter(',')
      ->type_name("CODE")
      ->group(kGroup);
  AddParsedFlag(
      app, "--near", ParseNear, [&filter](const v1::Near& near) { *filter.mutable_near() = near; },
      "A site within KM of a point")
      ->type_name("LAT,LNG,KM")
      ->group(kGroup);
  AddRepeatedFlag(
      app, "--condition", ParseCode, [&filter](const v1::Code& code) { *filter.add_conditions() = code; },
      "For this condition or one beneath it")
      ->type_name("SYSTEM|CODE")
      ->group(kGroup);
  app.add_flag_callback(
         "--recruiting", [&filter] { filter.set_recruiting_only(true); },
         "Only trials that recruit, with a site that does")
      ->group(kGroup);
  AddParsedFlag(
      app, "--healthy-volunteers",
      [](const std::string& w) { return ParseEnumWord(*v1::HealthyVolunteers_descriptor(), w); },
      [&filter](int v) { filter.set_healthy_volunteers(static_cast<v1::HealthyVolunteers>(v)); },
      "Whether healthy volunteers are accepted")
      ->type_name("accepted|not-accepted")
      ->group(kGroup);
  app.add_option_function<std::string>(
         "--updated-since", [&filter](const std::string& date) { filter.set_updated_since(date); },
         "Last updated on this date or later")
      ->type_name("DATE")
      ->group(kGroup);
}

}  // namespace trialmatch::client
