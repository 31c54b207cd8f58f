#include "terminology/plain_table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "terminology/builtin_concepts.h"
#include "terminology/cut_edges.h"
#include "terminology/formats/gzip.h"
#include "terminology/formats/release_reader.h"
#include "terminology/loaded_terminology.h"
#include "terminology/plain_table_parser.h"
#include "terminology/table_text.h"

namespace trialmatch {
namespace {

namespace fs = std::filesystem;

// The endings of the files of releases; a plain table ends in ".tsv", as a release may too.
bool IsReleaseName(absl::string_view name) {
  constexpr absl::string_view kEnds[] = {".txt", ".bin", ".obo", ".csv", ".RRF"};
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](absl::string_view end) { return absl::EndsWith(name, end); });
}

bool IsTerminologyName(absl::string_view name) {
  if (absl::StartsWith(name, "LICENSE") || absl::StartsWith(name, "README")) return false;
  absl::ConsumeSuffix(&name, ".gz");
  return absl::EndsWith(name, ".tsv") || IsReleaseName(name);
}

// The paths of the files in `folder` that may be of a terminology.
absl::StatusOr<std::vector<fs::path>> ListTables(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  uintmax_t total = 0;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (!IsTerminologyName(it->path().filename().string()) || it->is_directory(error)) continue;
    total += it->file_size(error);
    if (error) {
      return absl::UnavailableError(absl::StrCat("cannot read ", it->path().string(), ": ", error.message()));
    }
    if (total > kMaxReleaseBytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the files of ", folder, " have more than ", kMaxReleaseBytes, " bytes together"));
    }
    paths.push_back(it->path());
  }
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
    return absl::NotFoundError(absl::StrCat("no such folder: ", folder));
  }
  if (error) return absl::UnavailableError(absl::StrCat("cannot list ", folder, ": ", error.message()));
  if (paths.empty()) return absl::NotFoundError(absl::StrCat("no terminology file in ", folder));
  return paths;
}

// In one piece, since a release has hundreds of megabytes.
absl::StatusOr<std::string> ReadWhole(const fs::path& path) {
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (error || !in.is_open() || size > kMaxReleaseBytes) {
    return absl::UnavailableError(absl::StrCat("cannot read ", path.string()));
  }
  std::string content(static_cast<size_t>(size), '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (static_cast<size_t>(in.gcount()) != content.size() || in.peek() != std::ifstream::traits_type::eof()) {
    return absl::UnavailableError(absl::StrCat("changed while it was read: ", path.string()));
  }
  return content;
}

// Unpacks a file whose name ends in ".gz"; false when it cannot be unpacked.
bool Unpack(uint32_t index, TableFile& file, LoadIssues& issues) {
  if (!absl::EndsWith(file.name, ".gz")) return true;
  absl::StatusOr<std::string> text = Gunzip(file.content, kMaxReleaseBytes);
  if (!text.ok()) {
    issues.Error({index, 0}, absl::StrCat("left out: ", text.status().message()));
    return false;
  }
  file.content = *std::move(text);
  return true;
}

// The rows of all files, whose content is unpacked.
TableRows ReadRows(std::vector<TableFile>& files, LoadIssues& issues) {
  std::vector<absl::string_view> tables(files.size());
  std::vector<ReleaseFile> releases;
  for (uint32_t i = 0; i < files.size(); ++i) {
    if (!Unpack(i, files[i], issues)) continue;
    absl::string_view name = files[i].name;
    absl::ConsumeSuffix(&name, ".gz");
    if (FormatOf(name, files[i].content) != ReleaseFormat::kNone) {
      issues.MarkRelease(i);
      releases.push_back({i, name, files[i].content});
    } else if (IsReleaseName(name)) {
      issues.Warning({i, 0}, "left out: no known form of a terminology");
    } else {
      tables[i] = files[i].content;
    }
  }
  TableRows rows = ParsePlainTables(tables, issues);
  ReadReleases(releases, rows, issues);
  ApplyCuts(rows, issues);
  return rows;
}

}  // namespace

LoadedTables LoadPlainTables(std::vector<TableFile> files) {
  files.push_back({kBuiltinTableName, kBuiltinTable});
  std::sort(files.begin(), files.end(), [](const TableFile& a, const TableFile& b) {
    return std::tie(a.name, a.content) < std::tie(b.name, b.content);
  });
  std::vector<std::string> names;
  std::vector<absl::string_view> hashed;
  for (const TableFile& file : files) {
    names.push_back(file.name);
    hashed.push_back(file.name);
    hashed.push_back(file.content);
  }
  std::string revision = ContentHash(hashed);
  LoadIssues issues(std::move(names));
  TableRows rows = ReadRows(files, issues);
  files = {};  // what they say is in the rows
  LoadedTables loaded;
  loaded.terminology = std::make_shared<LoadedTerminology>(std::move(revision), std::move(rows), issues);
  issues.Finish();
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
    absl::StatusOr<std::string> content = ReadWhole(path);
    if (!content.ok()) return content.status();
    files.push_back({path.filename().string(), *std::move(content)});
  }
  return LoadPlainTables(std::move(files));
}

}  // namespace trialmatch
