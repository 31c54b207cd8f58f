#include "ingest/fhir/stages.h"

#include <optional>

#include "absl/strings/match.h"
#include "re2/re2.h"

namespace trialmatch::fhir {
namespace {

constexpr char kScale[] = "tnm-stage";
constexpr char kAjcc[] = "http://cancerstaging.org";

std::string Roman(absl::string_view digit) {
  constexpr absl::string_view kRoman[] = {"0", "I", "II", "III", "IV"};
  return std::string(kRoman[digit[0] - '0']);
}

// "IIIA" of "c3A", "pIIIA", "3A", "IIIA".
std::string FromAjcc(absl::string_view code) {
  static const RE2* const kArabic = new RE2("(?:yc|yp|[cpr])?([0-4])([A-D]?[1-3]?)");
  static const RE2* const kLetters = new RE2("(?:yc|yp|[cpr])?(0|IV|I{1,3})([A-D]?[1-3]?)");
  const re2::StringPiece text(code.data(), code.size());
  std::string group, rest;
  if (RE2::FullMatch(text, *kArabic, &group, &rest)) return Roman(group) + rest;
  if (RE2::FullMatch(text, *kLetters, &group, &rest)) return group + rest;
  return "";
}

std::string FromSnomed(absl::string_view code) {
  if (code == "258215001") return "I";
  if (code == "258219007") return "II";
  if (code == "258224005") return "III";
  if (code == "258228008") return "IV";
  return "";
}

// "III" of "IIIA".
absl::string_view GroupOf(absl::string_view grade) { return grade.substr(0, grade.find_first_not_of("0IV")); }

std::string GradeOf(const Json& stage, const Terminology& terminology) {
  std::string grade = FromAjcc(CodeIn(stage["summary"], kAjcc));
  if (grade.empty()) grade = FromSnomed(CodeIn(stage["summary"], kSnomed));
  return terminology.Rank(kScale, grade) ? grade : "";
}

}  // namespace

bool SetStage(const Json& stages, const Reading& reading, v1::Condition& record) {
  if (!stages) return true;
  std::optional<std::string> finest;
  bool usable = stages.size() > 0;
  for (size_t i = 0; i < stages.size() && usable; ++i) {
    const std::string grade = GradeOf(stages.at(i), reading.terminology);
    usable = !grade.empty();
    if (!finest || (GroupOf(grade) == GroupOf(*finest) && absl::StartsWith(grade, *finest))) finest = grade;
    usable &= GroupOf(grade) == GroupOf(*finest) && absl::StartsWith(*finest, grade);
  }
  if (!usable) {
    reading.findings.Warn(stages, "is left out: not one stage group by a code that the terminology has");
    return false;
  }
  v1::Grade* const added = record.add_grades();
  added->set_scale(kScale);
  added->set_grade(*finest);
  return true;
}

}  // namespace trialmatch::fhir
