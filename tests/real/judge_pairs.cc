// judge_pairs: reads lines "RECORD<tab>AGE<tab>UNIT<tab>SEX<tab>DATE" (UNIT a TimeUnit, SEX a Sex or empty)
// and prints for each the verdict of the definition on the record's age bounds and sex alone, for a patient
// of that age at that date, of whom nothing else is known.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "ingest/registry_record.h"
#include "matching/evaluator.h"
#include "terminology/plain_table.h"
#include "wire/patient_reader.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

constexpr absl::CivilDay kToday(2026, 1, 1);

v1::PatientProfile ProfileOf(const std::vector<std::string>& cells) {
  v1::PatientProfile profile;
  auto& stated = *profile.mutable_birth()->mutable_stated_age();
  int64_t age = 0;
  if (!absl::SimpleAtoi(cells[1], &age)) std::exit(2);
  stated.set_value(age);
  v1::TimeUnit unit;
  if (!v1::TimeUnit_Parse("TIME_UNIT_" + cells[2], &unit)) std::exit(2);
  stated.set_unit(unit);
  stated.set_stated_on(cells[4]);
  v1::Sex sex;
  if (!cells[3].empty() && v1::Sex_Parse("SEX_" + cells[3], &sex)) profile.set_sex_at_birth(sex);
  return profile;
}

const char* Judge(const std::string& line, const Terminology& terminology) {
  const std::vector<std::string> cells = absl::StrSplit(line, '\t');
  if (cells.size() != 5) std::exit(2);
  std::ifstream file(cells[0], std::ios::binary);
  v1::RegistryRecord record;
  record.set_content(std::string(std::istreambuf_iterator<char>(file), {}));
  ReadRecord read = ReadRegistryRecord(record, terminology);
  if (!read.trial || HasErrors(read.issues)) return "UNREADABLE";
  // Of what it asks nothing is left but age and sex.
  read.trial->clear_inclusion_criteria();
  read.trial->clear_exclusion_criteria();
  read.trial->clear_cohorts();
  NormalizeTrial(*read.trial);
  IssueSink sink;
  const Trial trial = ReadTrial(*read.trial, sink);
  const Patient patient = ReadPatient(ProfileOf(cells), sink);
  if (sink.errors() > 0) return "UNREADABLE";
  EvaluationOptions options;
  const absl::TimeZone utc = absl::UTCTimeZone();
  options.as_of = AsOf{absl::FromCivil(kToday, utc), utc};
  return Evaluate(trial, PatientView(patient, options, terminology)) == Truth::kFalse ? "INELIGIBLE"
                                                                                      : "POSSIBLE";
}

}  // namespace
}  // namespace trialmatch

int main() {
  const trialmatch::LoadedTables tables = trialmatch::LoadPlainTables({});
  std::string line;
  while (std::getline(std::cin, line)) std::cout << trialmatch::Judge(line, *tables.terminology) << "\n";
}
