#include "client/options/evaluation_flags.h"

#include <map>

#include "absl/time/clock.h"
#include "client/options/flag_values.h"
#include "client/options/parsed_flag.h"

namespace trialmatch::client {
namespace {

constexpr char kGroup[] = "Evaluation";

absl::StatusOr<v1::ExplanationLevel> ParseExplain(const std::string& word) {
  const auto level = ParseEnumWord(*v1::ExplanationLevel_descriptor(), word);
  if (!level.ok()) return level.status();
  return static_cast<v1::ExplanationLevel>(*level);
}

absl::StatusOr<v1::AbsencePolicy> ParseAbsence(const std::string& word) {
  if (word == "unknown") return v1::ABSENCE_POLICY_UNKNOWN;
  if (word == "absent") return v1::ABSENCE_POLICY_ASSUME_ABSENT;
  if (word == "present") return v1::ABSENCE_POLICY_ASSUME_PRESENT;
  return absl::InvalidArgumentError("\"" + word + "\" is none of unknown, absent, present");
}

}  // namespace

absl::StatusOr<v1::EvaluationOptions> EvaluationFlags::Build() const {
  v1::EvaluationOptions built = options;
  if (as_of.empty() && time_zone.empty()) return built;
  auto moment = ParseAsOf(as_of, time_zone, absl::Now());
  if (!moment.ok()) return moment.status();
  *built.mutable_as_of() = *moment;
  return built;
}

void AddEvaluationFlags(CLI::App& app, EvaluationFlags& flags) {
  app.add_option("--as-of", flags.as_of,
                 "Moment the answer is about: an RFC 3339 time, or a date (its last second); default: now")
      ->type_name("TIME")
      ->group(kGroup);
  app.add_option("--time-zone", flags.time_zone,
                 "Zone that dates are read in: Asia/Shanghai, +08:00; default: that of --as-of, else UTC")
      ->type_name("ZONE")
      ->group(kGroup);
  AddParsedFlag(
      app, "--absence", ParseAbsence,
      [&flags](v1::AbsencePolicy policy) { flags.options.set_absence_default(policy); },
      "What a fact that is not recorded means (default: unknown)")
      ->type_name("unknown|absent|present")
      ->group(kGroup);
  app.add_option_function<std::string>(
         "--normal-limit-table",
         [&flags](const std::string& name) { flags.options.set_normal_limit_table(name); },
         "Table of normal limits for measurements without a reference range")
      ->type_name("NAME")
      ->group(kGroup);
  AddParsedFlag(
      app, "--refutation-freshness", ParseTimeOffset,
      [&flags](const v1::TimeOffset& span) { *flags.options.mutable_refutation_freshness() = span; },
      "How long \"does not have\" still speaks after its date, e.g. 30d, 6mo")
      ->type_name("SPAN")
      ->group(kGroup);
  app.add_flag_callback(
         "--administrative-gender-as-sex", [&flags] { flags.options.set_administrative_gender_as_sex(true); },
         "Let administrative gender serve where sex at birth is not recorded")
      ->group(kGroup);
  AddParsedFlag(
      app, "--explain", ParseExplain, [&flags](v1::ExplanationLevel level) { flags.explanation = level; },
      "How much of the explanation to return")
      ->type_name("none|deciding|full")
      ->group(kGroup);
}

}  // namespace trialmatch::client
