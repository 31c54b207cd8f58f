#include "ingest/ctgov/study_words.h"

#include <array>
#include <cstdint>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"

namespace trialmatch::ctgov {
namespace {

// "NOT_YET_RECRUITING" and "Not yet recruiting" as "not yet recruiting".
std::string Plain(absl::string_view word) {
  std::string plain = absl::AsciiStrToLower(absl::StripAsciiWhitespace(word));
  for (char& c : plain) {
    if (c == '_' || c == ',') c = ' ';
  }
  absl::RemoveExtraAsciiWhitespace(&plain);
  return plain;
}

template <typename Value, size_t N>
std::optional<Value> Find(const std::array<std::pair<const char*, Value>, N>& table, absl::string_view word) {
  const std::string plain = Plain(word);
  for (const auto& [name, value] : table) {
    if (plain == name) return value;
  }
  return std::nullopt;
}

constexpr std::array<std::pair<const char*, v1::RecruitmentStatus>, 16> kStatuses = {{
    {"not yet recruiting", v1::RECRUITMENT_STATUS_NOT_YET_RECRUITING},
    {"recruiting", v1::RECRUITMENT_STATUS_RECRUITING},
    {"enrolling by invitation", v1::RECRUITMENT_STATUS_ENROLLING_BY_INVITATION},
    {"active not recruiting", v1::RECRUITMENT_STATUS_ACTIVE_NOT_RECRUITING},
    {"suspended", v1::RECRUITMENT_STATUS_SUSPENDED},
    {"terminated", v1::RECRUITMENT_STATUS_TERMINATED},
    {"completed", v1::RECRUITMENT_STATUS_COMPLETED},
    {"withdrawn", v1::RECRUITMENT_STATUS_WITHDRAWN},
    {"unknown", v1::RECRUITMENT_STATUS_UNSPECIFIED},
    {"unknown status", v1::RECRUITMENT_STATUS_UNSPECIFIED},
    {"available", v1::RECRUITMENT_STATUS_UNSPECIFIED},
    {"no longer available", v1::RECRUITMENT_STATUS_UNSPECIFIED},
    {"temporarily not available", v1::RECRUITMENT_STATUS_UNSPECIFIED},
    {"approved for marketing", v1::RECRUITMENT_STATUS_UNSPECIFIED},
    {"withheld", v1::RECRUITMENT_STATUS_UNSPECIFIED},
    {"no status", v1::RECRUITMENT_STATUS_UNSPECIFIED},
}};

constexpr std::array<std::pair<const char*, v1::Phase>, 12> kPhaseWords = {{
    {"na", v1::PHASE_NOT_APPLICABLE},
    {"n/a", v1::PHASE_NOT_APPLICABLE},
    {"early phase1", v1::PHASE_EARLY_PHASE1},
    {"early phase 1", v1::PHASE_EARLY_PHASE1},
    {"phase1", v1::PHASE_PHASE1},
    {"phase 1", v1::PHASE_PHASE1},
    {"phase2", v1::PHASE_PHASE2},
    {"phase 2", v1::PHASE_PHASE2},
    {"phase3", v1::PHASE_PHASE3},
    {"phase 3", v1::PHASE_PHASE3},
    {"phase4", v1::PHASE_PHASE4},
    {"phase 4", v1::PHASE_PHASE4},
}};

constexpr std::array<std::pair<const char*, v1::StudyType>, 4> kStudyTypeWords = {{
    {"interventional", v1::STUDY_TYPE_INTERVENTIONAL},
    {"observational", v1::STUDY_TYPE_OBSERVATIONAL},
    {"observational [patient registry]", v1::STUDY_TYPE_OBSERVATIONAL},
    {"expanded access", v1::STUDY_TYPE_EXPANDED_ACCESS},
}};

constexpr std::array<std::pair<const char*, v1::Sex>, 4> kSexWords = {{
    {"all", v1::SEX_ALL},
    {"both", v1::SEX_ALL},
    {"female", v1::SEX_FEMALE},
    {"male", v1::SEX_MALE},
}};

constexpr std::array<std::pair<const char*, v1::TimeUnit>, 12> kAgeUnits = {{
    {"year", v1::TIME_UNIT_YEAR},
    {"years", v1::TIME_UNIT_YEAR},
    {"month", v1::TIME_UNIT_MONTH},
    {"months", v1::TIME_UNIT_MONTH},
    {"week", v1::TIME_UNIT_WEEK},
    {"weeks", v1::TIME_UNIT_WEEK},
    {"day", v1::TIME_UNIT_DAY},
    {"days", v1::TIME_UNIT_DAY},
    {"hour", v1::TIME_UNIT_HOUR},
    {"hours", v1::TIME_UNIT_HOUR},
    {"minute", v1::TIME_UNIT_MINUTE},
    {"minutes", v1::TIME_UNIT_MINUTE},
}};

constexpr std::array<std::pair<const char*, int>, 12> kMonths = {{{"january", 1},
                                                                  {"february", 2},
                                                                  {"march", 3},
                                                                  {"april", 4},
                                                                  {"may", 5},
                                                                  {"june", 6},
                                                                  {"july", 7},
                                                                  {"august", 8},
                                                                  {"september", 9},
                                                                  {"october", 10},
                                                                  {"november", 11},
                                                                  {"december", 12}}};

constexpr int64_t kMaxAge = 1'000'000;  // of the contract's ClockBound

// All digits, of that many places at most.
std::optional<int> NumberOf(absl::string_view text, size_t places) {
  int number = 0;
  if (text.empty() || text.size() > places || !absl::c_all_of(text, absl::ascii_isdigit)) return std::nullopt;
  return absl::SimpleAtoi(text, &number) ? std::optional<int>(number) : std::nullopt;
}

std::optional<std::string> WriteDate(std::optional<int> year, std::optional<int> month,
                                     std::optional<int> day) {
  if (!year || !month || *year < 1000 || *month < 1 || *month > 12) return std::nullopt;
  if (!day) return absl::StrFormat("%04d-%02d", *year, *month);
  const absl::CivilDay civil(*year, *month, *day);
  if (civil.month() != *month || civil.day() != *day) return std::nullopt;  // 30 February
  return absl::StrFormat("%04d-%02d-%02d", *year, *month, *day);
}

// "March 2000", "August 3, 2015".
std::optional<std::string> LegacyDate(absl::string_view text) {
  const std::string plain = Plain(text);
  const std::vector<absl::string_view> parts = absl::StrSplit(plain, ' ');
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  const std::optional<int> month = Find(kMonths, parts[0]), year = NumberOf(parts.back(), 4);
  if (parts.size() == 2) return WriteDate(year, month, std::nullopt);
  const std::optional<int> day = NumberOf(parts[1], 2);
  return day ? WriteDate(year, month, day) : std::nullopt;
}

}  // namespace

std::optional<v1::RecruitmentStatus> StatusOf(absl::string_view word) { return Find(kStatuses, word); }

std::optional<std::vector<v1::Phase>> PhasesOf(absl::string_view word) {
  // "N/A" has the mark that joins two phases.
  if (const auto whole = Find(kPhaseWords, word)) return std::vector<v1::Phase>{*whole};
  std::vector<v1::Phase> phases;
  for (const absl::string_view part : absl::StrSplit(word, '/')) {
    const std::optional<v1::Phase> phase = Find(kPhaseWords, part);
    if (!phase) return std::nullopt;
    phases.push_back(*phase);
  }
  return phases;
}

std::optional<v1::StudyType> StudyTypeOf(absl::string_view word) { return Find(kStudyTypeWords, word); }

std::optional<v1::Sex> SexOf(absl::string_view word) { return Find(kSexWords, word); }

std::string RoleOf(absl::string_view word) {
  std::string role = Plain(word);
  bool begins = true;
  for (char& c : role) {
    if (begins) c = absl::ascii_toupper(c);
    begins = c == ' ';
  }
  return role;
}

AgeBound AgeOf(absl::string_view text) {
  const std::string plain = Plain(text);
  AgeBound age;
  if (plain.empty() || plain == "n/a") return age;
  age.kind = AgeBound::Kind::kWrong;
  const std::vector<absl::string_view> parts = absl::StrSplit(plain, ' ');
  int64_t value = 0;
  if (!absl::SimpleAtoi(parts[0], &value) || value < 0 || value > kMaxAge || parts.size() > 2) {
    age.fault = "is no age: a number and a unit of time are";
  } else if (parts.size() == 1) {
    age.fault = "is an age without a unit";
  } else if (const std::optional<v1::TimeUnit> unit = Find(kAgeUnits, parts[1])) {
    age.kind = AgeBound::Kind::kBound;
    age.bound.set_value(value);
    age.bound.set_unit(*unit);
  } else {
    age.fault = "is an age in a unit that is not known";
  }
  return age;
}

std::optional<std::string> DateOf(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  if (parts.size() == 1) return LegacyDate(text);
  if (parts.size() > 3 || parts[0].size() != 4) return std::nullopt;
  const std::optional<int> year = NumberOf(parts[0], 4), month = NumberOf(parts[1], 2);
  if (parts.size() == 2) return WriteDate(year, month, std::nullopt);
  const std::optional<int> day = NumberOf(parts[2], 2);
  return day ? WriteDate(year, month, day) : std::nullopt;
}

}  // namespace trialmatch::ctgov
