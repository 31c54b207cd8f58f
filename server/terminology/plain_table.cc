#include "terminology/plain_table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "terminology/builtin_concepts.h"
#include "terminology/loaded_terminology.h"
#include "terminology/plain_table_parser.h"
#include "terminology/table_text.h"

namespace trialmatch {
namespace {

namespace fs = std::filesystem;

// The paths of the tables in `folder`.
absl::StatusOr<std::vector<fs::path>> ListTables(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  uintmax_t total = 0;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() != ".tsv" || it->is_directory(error)) continue;
    total += it->file_size(error);
    if (error) {
      return absl::UnavailableError(absl::StrCat("cannot read ", it->path().string(), ": ", error.message()));
    }
    if (total > kMaxTableBytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the tables of ", folder, " have more than ", kMaxTableBytes, " bytes together"));
    }
    paths.push_back(it->path());
  }
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
    return absl::NotFoundError(absl::StrCat("no such folder: ", folder));
  }
  if (error) return absl::UnavailableError(absl::StrCat("cannot list ", folder, ": ", error.message()));
  if (paths.empty()) return absl::NotFoundError(absl::StrCat("no *.tsv file in ", folder));
  return paths;
}

}  // namespace

LoadedTables LoadPlainTables(std::vector<TableFile> files) {
  files.push_back({kBuiltinTableName, kBuiltinTable});
  std::sort(files.begin(), files.end(), [](const TableFile& a, const TableFile& b) {
    return std::tie(a.name, a.content) < std::tie(b.name, b.content);
  });
  std::vector<std::string> names;
  std::vector<absl::string_view> contents, hashed;
  for (const TableFile& file : files) {
    names.push_back(file.name);
    contents.push_back(file.content);
    hashed.push_back(file.name);
    hashed.push_back(file.content);
  }
  LoadIssues issues(std::move(names));
  const TableRows rows = ParsePlainTables(contents, issues);
  LoadedTables loaded;
  loaded.terminology = std::make_shared<LoadedTerminology>(ContentHash(hashed), rows, issues);
  loaded.issues = issues.issues();
  loaded.error_count = issues.error_count();
  loaded.warning_count = issues.warning_count();
  return loaded;
}

absl::StatusOr<LoadedTables> LoadTerminologyFolder(const std::string& folder) {
  absl::StatusOr<std::vector<fs::path>> paths = ListTables(folder);
  if (!paths.ok()) return paths.status();
  std::vector<TableFile> files;
  for (const fs::path& path : *paths) {
    std::ifstream in(path, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.is_open() || in.bad()) return absl::UnavailableError(absl::StrCat("cannot read ", path.string()));
    files.push_back({path.filename().string(), std::move(content)});
  }
  return LoadPlainTables(std::move(files));
}

}  // namespace trialmatch
