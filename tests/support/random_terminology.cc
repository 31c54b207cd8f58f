#include "tests/support/random_terminology.h"

#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "domain/builtin_codes.h"
#include "domain/rational.h"
#include "terminology/plain_table.h"

namespace trialmatch {
namespace {

constexpr int kConcepts = 6;

std::string Row(std::initializer_list<absl::string_view> cells) {
  return absl::StrCat(absl::StrJoin(cells, "\t"), "\n");
}

// A code in a table.
std::string NameIn(const Code& code) {
  return absl::StrCat(code.system() == "urn:a" ? "p:" : "q:", code.code());
}

// Writes concepts into a table; the first two systems belong together, the third stands apart.
class TableMaker {
 public:
  explicit TableMaker(RandomSource& random) : random_(random) {
    text_ =
        absl::StrCat(Row({"system", "p", "urn:a", "A", "1", "one"}),
                     Row({"system", "q", "urn:b", "B", "1", "one"}), Row({"system", "r", "urn:c", "C", "1"}));
  }

  // Each beneath none, one or two of those before it.
  std::vector<Code> AddHierarchy(const std::string& prefix, int count, bool flat = false) {
    std::vector<std::string> names;
    std::vector<Code> codes;
    for (int i = 0; i < count; ++i) {
      const Code code{random_.Chance(70) ? "urn:a" : "urn:b", absl::StrCat(prefix, i)};
      std::string parents;
      if (i > 0 && !flat && random_.Chance(65)) {
        parents = random_.Pick(names);
        if (random_.Chance(25)) absl::StrAppend(&parents, "|", random_.Pick(names));
      }
      names.push_back(NameIn(code));
      absl::StrAppend(&text_, Row({"concept", names.back(), absl::StrCat("Concept ", code.code()), parents}));
      codes.push_back(code);
    }
    // One more that means exactly the same as one of these.
    absl::StrAppend(&text_, Row({"concept", absl::StrCat("r:", prefix), absl::StrCat("Apart ", prefix)}));
    if (random_.Chance(50)) {
      absl::StrAppend(&text_, Row({"map", absl::StrCat("r:", prefix), random_.Pick(names), "exact"}));
    }
    strange_.push_back({"urn:c", prefix});
    return codes;
  }

  void Add(const std::string& row) { text_ += row; }

  std::vector<Code> TakeStrange() && {
    strange_.push_back({"urn:a", "not-loaded"});
    strange_.push_back({"urn:nowhere", "not-loaded"});
    return std::move(strange_);
  }
  const std::string& text() const { return text_; }

 private:
  RandomSource& random_;
  std::string text_;
  std::vector<Code> strange_;
};

std::vector<Code> Builtin(std::initializer_list<const char*> codes) {
  std::vector<Code> all;
  for (const char* code : codes) all.push_back({kBuiltinSystem, code});
  return all;
}

// Ranks, molar mass, a line between two units, normal limits by sex and age.
void AddDetails(const std::vector<Code>& measured, TableMaker& table) {
  for (const char* grade : {"mild\t1", "moderate\t2", "serious\t2..3", "severe\t3", "life-threatening\t4"}) {
    table.Add(Row({"scale", kGradeScale, grade}));
  }
  table.Add(Row({"analyte", NameIn(measured[1]), "100"}));
  table.Add(Row({"conversion", NameIn(measured[2]), "%", "mmol/mol", "10", "-20"}));
  const std::string first = NameIn(measured[1]);
  table.Add(Row({"limit", kLimitTable, first, "male", "6570..", "1", "2", "mg/dL"}));
  table.Add(Row({"limit", kLimitTable, first, "female", "6570..", "1", "2.5", "mg/dL"}));
  table.Add(Row({"limit", kLimitTable, first, "any", "..6569", "1", "2", "mg/dL"}));
  table.Add(Row({"limit", kLimitTable, NameIn(measured[3]), "any", "", "1", "2.5", "kg"}));
}

}  // namespace

RandomTerminology MakeTerminology(RandomSource& random) {
  RandomTerminology terms;
  TableMaker table(random);
  const auto add = [&](FactCategory category, const char* prefix) {
    terms.codes[static_cast<size_t>(category)] = table.AddHierarchy(prefix, kConcepts);
  };
  add(FactCategory::kCondition, "condition");
  add(FactCategory::kProcedure, "procedure");
  add(FactCategory::kMedication, "medication");
  add(FactCategory::kAllergy, "allergy");
  add(FactCategory::kVariant, "variant");
  add(FactCategory::kLifestyle, "lifestyle");
  add(FactCategory::kAbility, "ability");
  add(FactCategory::kPlan, "plan");
  std::vector<Code>& measured = terms.codes[static_cast<size_t>(FactCategory::kObservation)];
  measured = table.AddHierarchy("observation", 5, /*flat=*/true);
  AddDetails(measured, table);
  measured.push_back({kBuiltinSystem, "ECOG"});
  terms.codes[static_cast<size_t>(FactCategory::kReproductiveState)] =
      Builtin({"PREGNANT", "LACTATING", "CHILDBEARING_POTENTIAL", "EFFECTIVE_CONTRACEPTION",
               "HIGHLY_EFFECTIVE_CONTRACEPTION"});
  terms.codes[static_cast<size_t>(FactCategory::kCareSetting)] =
      Builtin({"INPATIENT", "OUTPATIENT", "INTENSIVE_CARE", "NEONATAL_INTENSIVE_CARE"});
  terms.codes[static_cast<size_t>(FactCategory::kTrialParticipation)] =
      Builtin({"INTERVENTIONAL", "OBSERVATIONAL"});
  terms.sites = table.AddHierarchy("site", 4);
  terms.responses = table.AddHierarchy("response", 4);
  terms.methods = table.AddHierarchy("method", 3);
  terms.results = table.AddHierarchy("result", 4);
  terms.terminology = LoadPlainTables({{"random.tsv", table.text()}}).terminology;
  terms.strange = std::move(table).TakeStrange();
  return terms;
}

const std::vector<CalendarOffset>& Lengths() {
  static const std::vector<CalendarOffset> kLengths = {
      {0, TimeUnit::kDay},    {1, TimeUnit::kDay},    {7, TimeUnit::kDay},   {1, TimeUnit::kWeek},
      {28, TimeUnit::kDay},   {4, TimeUnit::kWeek},   {1, TimeUnit::kMonth}, {6, TimeUnit::kMonth},
      {1, TimeUnit::kYear},   {12, TimeUnit::kMonth}, {2, TimeUnit::kYear},  {36, TimeUnit::kHour},
      {90, TimeUnit::kMinute}};
  return kLengths;
}

const std::vector<ClockBound>& Ages() {
  static const std::vector<ClockBound> kAges = {
      {30, TimeUnit::kMinute}, {6, TimeUnit::kHour},    {1, TimeUnit::kDay},   {28, TimeUnit::kDay},
      {4, TimeUnit::kWeek},    {6, TimeUnit::kMonth},   {8, TimeUnit::kYear},  {12, TimeUnit::kYear},
      {18, TimeUnit::kYear},   {216, TimeUnit::kMonth}, {65, TimeUnit::kYear}, {75, TimeUnit::kYear}};
  return kAges;
}

const std::vector<ClockBound>& Gestations() {
  static const std::vector<ClockBound> kGestations = {
      {25, TimeUnit::kWeek}, {30, TimeUnit::kWeek, 6}, {30, TimeUnit::kWeek}, {36, TimeUnit::kWeek, 6},
      {37, TimeUnit::kWeek}, {259, TimeUnit::kDay},    {40, TimeUnit::kWeek}};
  return kGestations;
}

const std::vector<int>& Amounts() {
  static const std::vector<int> kAmounts = {10, 20, 24, 25, 26, 40};
  return kAmounts;
}

const std::vector<std::string>& UnitsOf(const RandomTerminology& terms, const Code& code) {
  static const std::vector<std::vector<std::string>> kUnits = {
      {"mg/dL"}, {"mg/dL", "mmol/L", "g/L"}, {"%", "mmol/mol"}, {"kg", "g"}, {"Cel", "[degF]"}, {"{score}"}};
  const std::vector<Code>& measured = terms.Of(FactCategory::kObservation);
  for (size_t i = 0; i < measured.size(); ++i) {
    if (measured[i] == code) return kUnits[i];
  }
  return kUnits[0];
}

Decimal AmountIn(int tenths, const std::string& unit) {
  static const std::map<std::string, std::pair<Rational, Rational>> kLines = {
      {"mmol/L", {Rational(1, 10), 0}}, {"g/L", {Rational(1, 100), 0}},
      {"mmol/mol", {10, -20}},          {"g", {1000, 0}},
      {"[degF]", {Rational(9, 5), 32}}, {"g/d", {Rational(1, 1000), 0}}};
  Rational value(tenths, 10);
  if (const auto line = kLines.find(unit); line != kLines.end()) {
    value = value * line->second.first + line->second.second;
  }
  const absl::StatusOr<Decimal> exact = Decimal::Parse(FormatRational(value));
  if (!exact.ok()) std::abort();
  return *exact;
}

AsOf PickAsOf(RandomSource& random) {
  const char* instant = random.Pick({"2024-02-29T12:00:00Z", "2024-03-31T06:30:00Z", "2023-12-31T16:10:00Z",
                                     "2025-03-01T00:00:00Z", "2024-11-03T06:00:00Z"});
  const char* zone = random.Pick({"UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York"});
  absl::Time parsed;
  if (!absl::ParseTime(absl::RFC3339_full, instant, &parsed, nullptr)) std::abort();
  const absl::StatusOr<AsOf> as_of = MakeAsOf(parsed, zone);
  if (!as_of.ok()) std::abort();
  return *as_of;
}

}  // namespace trialmatch
