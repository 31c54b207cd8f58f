// judge_annotated TERMINOLOGY_FOLDER: reads lines "PATIENT<tab>TRIAL", files of a PatientProfile and of a
// Trial in text format, and prints for each criterion of the trial's two lists
// "TRIAL_ID<tab>CRITERION_ID<tab>TRUTH", as the definition says of that patient alone: nothing is assumed
// where nothing is recorded. Ends with 1 and says why where a file cannot be read, or names a code that is
// not loaded.
#include <google/protobuf/text_format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "matching/evaluator.h"
#include "registry/code_check.h"
#include "terminology/plain_table.h"
#include "wire/patient_reader.h"
#include "wire/read_codes.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

// The notes have no dates: the profiles count back from this day.
constexpr absl::CivilSecond kNow(2026, 1, 1, 12, 0, 0);

[[noreturn]] void Fail(const std::string& file, const std::string& why) {
  std::cerr << file << ": " << why << "\n";
  std::exit(1);
}

template <typename Message>
Message ReadMessage(const std::string& file) {
  std::ifstream stream(file);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  Message message;
  if (text.empty() || !google::protobuf::TextFormat::ParseFromString(text, &message)) {
    Fail(file, absl::StrCat("is no ", Message::descriptor()->name()));
  }
  return message;
}

void FailOnErrors(const std::string& file, const IssueSink& sink) {
  std::string all;
  for (const Issue& issue : sink.issues())
    absl::StrAppend(&all, "\n  ", issue.field, ": ", issue.description);
  if (!all.empty()) Fail(file, all);
}

Trial ReadTrialFile(const std::string& file, const Terminology& terminology) {
  auto message = ReadMessage<v1::Trial>(file);
  NormalizeTrial(message);
  IssueSink sink("trial");
  Trial trial = ReadTrial(message, sink);
  CheckCodes(message, "trial", terminology, sink);
  FailOnErrors(file, sink);
  return trial;
}

Patient ReadPatientFile(const std::string& file, const Terminology& terminology) {
  const auto profile = ReadMessage<v1::PatientProfile>(file);
  IssueSink sink("patient");
  Patient patient = ReadPatient(profile, sink);
  FailOnErrors(file, sink);
  std::string unknown;
  const bool known = HoldsForAllCodes(profile, patient, [&](const Code& code) {
    if (terminology.Find(code)) return true;
    unknown = code.code();
    return false;
  });
  if (!known) Fail(file, absl::StrCat("no terminology has the code \"", unknown, "\""));
  return patient;
}

const char* NameOf(Truth truth) {
  return truth == Truth::kTrue ? "TRUE" : truth == Truth::kFalse ? "FALSE" : "UNKNOWN";
}

void Judge(const std::string& patient_file, const std::string& trial_file, const Terminology& terminology) {
  const Trial trial = ReadTrialFile(trial_file, terminology);
  const Patient patient = ReadPatientFile(patient_file, terminology);
  EvaluationOptions options;
  const absl::TimeZone utc = absl::UTCTimeZone();
  options.as_of = AsOf{absl::FromCivil(kNow, utc), utc};
  const PatientView view(patient, options, terminology);
  for (const auto* list : {&trial.criteria.inclusion, &trial.criteria.exclusion}) {
    for (const Criterion& criterion : *list) {
      const Truth truth = EvaluateCriterion(criterion, trial.id, view, nullptr);
      std::cout << trial.id << '\t' << criterion.id << '\t' << NameOf(truth) << '\n';
    }
  }
}

int Run(const std::string& folder) {
  const absl::StatusOr<LoadedTables> tables = LoadTerminologyFolder(folder);
  if (!tables.ok()) Fail(folder, std::string(tables.status().message()));
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<std::string> files = absl::StrSplit(line, '\t');
    if (files.size() != 2) Fail("standard input", "a line without two files");
    Judge(files[0], files[1], *tables->terminology);
  }
  return 0;
}

}  // namespace
}  // namespace trialmatch

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: judge_annotated TERMINOLOGY_FOLDER\n";
    return 2;
  }
  return trialmatch::Run(argv[1]);
}
