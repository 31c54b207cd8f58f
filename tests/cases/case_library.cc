#include "tests/cases/case_library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "terminology/plain_table.h"
#include "tests/support/source_folder.h"

namespace trialmatch {
namespace {

const std::string& Folder() {
  static const auto* const kFolder = new std::string(InSource("tests/cases"));
  return *kFolder;
}
constexpr char kSuffix[] = ".textproto";

class Complaints : public google::protobuf::io::ErrorCollector {
 public:
  Complaints(absl::string_view name, std::vector<std::string>& problems) : name_(name), problems_(problems) {}

  void AddError(int line, int column, const std::string& message) override {
    problems_.push_back(absl::StrCat(name_, ":", line + 1, ":", column + 1, ": ", message));
  }

 private:
  const absl::string_view name_;
  std::vector<std::string>& problems_;
};

std::vector<std::filesystem::path> CaseFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(Folder())) {
    if (entry.is_regular_file() && entry.path().extension() == kSuffix) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void LoadTerminology(CaseLibrary& library) {
  absl::StatusOr<LoadedTables> tables = LoadTerminologyFolder(Folder() + "/terminology");
  if (!tables.ok()) {
    library.problems.push_back(std::string(tables.status().message()));
    library.terminology = LoadPlainTables({}).terminology;
    return;
  }
  // A warning lost nothing: the tables hold a cross-reference that must not be used.
  for (const LoadIssue& issue : tables->issues) {
    if (issue.severity != LoadSeverity::kError) continue;
    library.problems.push_back(absl::StrCat(issue.file, ":", issue.line, ": ", issue.reason));
  }
  library.terminology = tables->terminology;
}

CaseLibrary Load() {
  CaseLibrary library;
  LoadTerminology(library);
  for (const std::filesystem::path& file : CaseFiles()) {
    const std::string name = std::filesystem::relative(file, Folder()).replace_extension("").generic_string();
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) {
      library.problems.push_back(absl::StrCat(name, ": cannot be read"));
      continue;
    }
    library.cases.push_back({name, ParseCase(name, text.str(), library.problems)});
  }
  return library;
}

}  // namespace

const CaseLibrary& TheCaseLibrary() {
  static const auto* library = new CaseLibrary(Load());
  return *library;
}

testing::MatchCase ParseCase(absl::string_view name, const std::string& text,
                             std::vector<std::string>& problems) {
  testing::MatchCase match_case;
  google::protobuf::TextFormat::Parser parser;
  Complaints complaints(name, problems);
  parser.RecordErrorsTo(&complaints);
  if (!parser.ParseFromString(text, &match_case)) return match_case;
  const auto require = [&](bool given, absl::string_view member) {
    if (!given) problems.push_back(absl::StrCat(name, ": ", member, " is missing"));
  };
  require(!match_case.description().empty(), "description");
  require(match_case.has_trial(), "trial");
  require(match_case.options().as_of().has_instant(), "options.as_of.instant");
  require(match_case.expect().verdict() != v1::VERDICT_UNSPECIFIED, "expect.verdict");
  if (match_case.trial().name().empty()) match_case.mutable_trial()->set_name("trials/case");
  return match_case;
}

std::string TestNameOf(const DecisionCase& decision_case) {
  return absl::StrReplaceAll(decision_case.name, {{"/", "_"}, {"-", "_"}});
}

}  // namespace trialmatch
