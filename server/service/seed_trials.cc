#include "service/seed_trials.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"

namespace trialmatch {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::vector<fs::path>> ListFiles(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const fs::path extension = it->path().extension();
    if (extension == ".textproto" || extension == ".json") paths.push_back(it->path());
  }
  if (error) return absl::NotFoundError(absl::StrCat("cannot list ", folder, ": ", error.message()));
  std::sort(paths.begin(), paths.end());
  return paths;
}

absl::StatusOr<v1::Trial> ReadTrialFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.is_open() || in.bad()) return absl::UnavailableError(absl::StrCat("cannot read ", path.string()));
  v1::Trial trial;
  const bool parsed = path.extension() == ".json"
                          ? google::protobuf::util::JsonStringToMessage(content, &trial).ok()
                          : google::protobuf::TextFormat::ParseFromString(content, &trial);
  if (!parsed) return absl::InvalidArgumentError(absl::StrCat(path.string(), " is not a trial"));
  return trial;
}

// A line for each.
std::string FaultsOf(const std::vector<ImportOutcome>& outcomes, const std::vector<v1::Trial>& trials) {
  std::string faults;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].kind != ImportOutcome::Kind::kFailed) continue;
    for (const Issue& issue : outcomes[i].issues) {
      if (issue.severity != Severity::kError) continue;
      absl::StrAppend(&faults, "\n", trials[i].name(), ": ", issue.field, ": ", issue.description);
    }
  }
  return faults;
}

}  // namespace

absl::StatusOr<std::vector<v1::Trial>> ReadTrialFolder(const std::string& folder) {
  const absl::StatusOr<std::vector<fs::path>> paths = ListFiles(folder);
  if (!paths.ok()) return paths.status();
  std::vector<v1::Trial> trials;
  for (const fs::path& path : *paths) {
    absl::StatusOr<v1::Trial> trial = ReadTrialFile(path);
    if (!trial.ok()) return trial.status();
    trials.push_back(*std::move(trial));
  }
  return trials;
}

absl::Status SeedTrials(const std::string& folder, absl::Time now, TrialRegistry& registry) {
  if (registry.catalog().Current()->revision() != 0) return absl::OkStatus();
  const absl::StatusOr<std::vector<v1::Trial>> trials = ReadTrialFolder(folder);
  if (!trials.ok()) return trials.status();
  for (const bool dry_run : {true, false}) {
    std::set<std::string> seen;
    const absl::StatusOr<std::vector<ImportOutcome>> outcomes = registry.Import(*trials, dry_run, now, seen);
    if (!outcomes.ok()) return outcomes.status();
    if (const std::string faults = FaultsOf(*outcomes, *trials); !faults.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("trials with errors:", faults));
    }
  }
  return absl::OkStatus();
}

}  // namespace trialmatch
