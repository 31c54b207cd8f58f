#include "matching/evidence_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "domain/builtin_codes.h"

namespace trialmatch {
namespace {

constexpr size_t kNamedEntries = 3;

// "A, B or C"; beyond the first few only their number.
std::string NameList(const std::vector<ConceptEntry>& entries, const Terminology& terminology) {
  std::vector<std::string> names;
  for (const ConceptEntry& entry : entries) {
    if (names.size() == kNamedEntries) break;
    names.push_back(NameOf(entry.code, terminology));
  }
  const size_t others = entries.size() - names.size();
  if (others > 0) names.push_back(others == 1 ? "1 other" : absl::StrCat(others, " others"));
  if (names.empty()) return "";
  if (names.size() == 1) return names.front();
  const std::string last = names.back();
  names.pop_back();
  return absl::StrCat(absl::StrJoin(names, ", "), " or ", last);
}

// Whether a window's end is the anchor itself.
bool IsZero(const std::optional<CalendarOffset>& offset) { return offset && offset->count == 0; }
bool IsPast(const std::optional<CalendarOffset>& offset) { return offset && offset->count < 0; }
bool IsFuture(const std::optional<CalendarOffset>& offset) { return offset && offset->count > 0; }

std::string FormatNowWindow(const TimeWindow& window) {
  const auto& [start, end, point] = window;
  if (!start && !end) return "";
  if (IsPast(start) && !IsPast(end)) {
    if (!IsFuture(end)) return absl::StrCat("in the last ", FormatOffset(*start));
    return absl::StrCat("from ", FormatOffset(*start), " ago to ", FormatOffset(*end), " from now");
  }
  if (IsPast(end)) {
    if (!start) return absl::StrCat("at least ", FormatOffset(*end), " ago");
    return absl::StrCat("from ", FormatOffset(*start), " to ", FormatOffset(*end), " ago");
  }
  if (IsZero(end)) return start ? "today" : "until today";
  if (!end)
    return IsZero(start) ? "from today" : absl::StrCat("at least ", FormatOffset(*start), " from now");
  if (!start) return absl::StrCat("until ", FormatOffset(*end), " from now");
  if (IsZero(start)) return absl::StrCat("in the next ", FormatOffset(*end));
  return absl::StrCat("from ", FormatOffset(*start), " to ", FormatOffset(*end), " from now");
}

std::string FormatAround(const TimeWindow& window, absl::string_view anchor) {
  const auto& [start, end, point] = window;
  const auto place = [&](const CalendarOffset& offset) {
    if (offset.count == 0) return std::string(anchor);
    return absl::StrCat(FormatOffset(offset), offset.count < 0 ? " before " : " after ", anchor);
  };
  if (!start && !end) return "";
  if (!start) return IsZero(end) ? absl::StrCat("up to ", anchor) : absl::StrCat("up to ", place(*end));
  if (!end) return absl::StrCat("from ", place(*start), " on");
  if (IsZero(start) && IsZero(end)) return absl::StrCat("on the day of ", anchor);
  if (IsZero(start) && IsFuture(end)) return absl::StrCat("within ", place(*end));
  if (IsZero(end) && IsPast(start)) return absl::StrCat("within ", place(*start));
  return absl::StrCat("from ", place(*start), " to ", place(*end));
}

}  // namespace

std::string NameOf(const Code& code, const Terminology& terminology) {
  std::string name = terminology.DisplayName(code);
  return name.empty() ? code.code() : name;
}

std::string NameOf(const ConceptSet& set, const Terminology& terminology) {
  std::string names = NameList(set.include, terminology);
  if (set.exclude.empty()) return names;
  return absl::StrCat(names, " (except ", NameList(set.exclude, terminology), ")");
}

FactReference Refer(const Fact& fact) { return {fact.id, fact.category, fact.code, DateOf(fact)}; }

std::string FormatAmount(absl::string_view number, absl::string_view unit) {
  const bool plain = unit.empty() || unit == "1" || unit == kScoreUnit;
  return plain ? std::string(number) : absl::StrCat(number, " ", unit);
}

std::string FormatAmount(const Rational& number, absl::string_view unit) {
  return FormatAmount(FormatRational(number), unit);
}

std::string FormatQuantity(const Quantity& quantity) {
  constexpr const char* kSigns[] = {"", "<", "≤", "≥", ">"};
  const char* sign = kSigns[static_cast<int>(quantity.comparator)];
  return FormatAmount(absl::StrCat(sign, quantity.value.ToString()), quantity.unit);
}

std::string FormatInterval(const ValueInterval& value, absl::string_view unit) {
  const auto& lower = value.lower();
  const auto& upper = value.upper();
  if (!lower && !upper) return "anything";
  if (value.IsPoint()) return FormatAmount(lower->value, unit);
  if (!lower) {
    return FormatAmount(absl::StrCat(upper->closed ? "≤" : "<", FormatRational(upper->value)), unit);
  }
  if (!upper) {
    return FormatAmount(absl::StrCat(lower->closed ? "≥" : ">", FormatRational(lower->value)), unit);
  }
  return absl::StrCat("between ", FormatRational(lower->value), " and ", FormatAmount(upper->value, unit));
}

std::string FormatRange(const QuantityRange& range) { return FormatBounds(range.min, range.max, range.unit); }

std::string FormatBounds(const std::optional<Bound>& min, const std::optional<Bound>& max,
                         absl::string_view suffix) {
  const auto lower = [&] { return absl::StrCat(min->exclusive ? "> " : "≥ ", min->value.ToString()); };
  const auto upper = [&] { return absl::StrCat(max->exclusive ? "< " : "≤ ", max->value.ToString()); };
  std::string text;
  if (!min && !max) {
    text = "any";
  } else if (!max) {
    text = lower();
  } else if (!min) {
    text = upper();
  } else if (min->exclusive || max->exclusive) {
    text = absl::StrCat(lower(), " and ", upper());
  } else if (min->value == max->value) {
    text = absl::StrCat("exactly ", min->value.ToString());
  } else {
    text = absl::StrCat(min->value.ToString(), " to ", max->value.ToString());
  }
  return FormatAmount(text, suffix);
}

absl::string_view NameOf(Subject subject) {
  constexpr const char* kNames[] = {"patient", "mother",      "father",         "sibling",
                                    "child",   "grandparent", "other relative", "partner"};
  return kNames[static_cast<int>(subject)];
}

std::string OfWhom(const Person& person) {
  if (person == Person{}) return "";
  const absl::string_view name = NameOf(person.subject);
  if (!MayBeSeveral(person.subject)) return absl::StrCat(" of the ", name);
  if (!person.IsUnlisted()) return absl::StrCat(" of ", name, " ", person.number);
  return absl::StrCat(" of ", name == "other relative" ? "an " : "a ", name, " not listed");
}

Evidence GenderAssumption() {
  Evidence assumption;
  assumption.kind = EvidenceKind::kAssumption;
  assumption.reason = EvidenceReason::kAdministrativeGender;
  assumption.text = "administrative gender serves for sex at birth, by the request";
  return assumption;
}

std::string FormatOffset(const CalendarOffset& offset) {
  // Negated as unsigned: the least number has no positive twin.
  const uint64_t count =
      offset.count < 0 ? 0 - static_cast<uint64_t>(offset.count) : static_cast<uint64_t>(offset.count);
  return absl::StrCat(count, " ", UnitName(offset.unit), count == 1 ? "" : "s");
}

std::string FormatWindow(const AnchoredWindow& window, const Terminology& terminology) {
  if (!window.anchor) return FormatNowWindow(window.window);
  const std::string name = NameOf(window.anchor->concepts, terminology);
  const bool at_end = window.window.anchor_point == AnchorPoint::kEnd;
  return FormatAround(window.window, at_end ? absl::StrCat("the end of ", name) : name);
}

}  // namespace trialmatch
