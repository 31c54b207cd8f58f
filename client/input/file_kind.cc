#include "client/input/file_kind.h"

#include "absl/strings/match.h"
#include "client/input/document.h"

namespace trialmatch::client {

absl::string_view WithoutCompression(absl::string_view name) {
  for (const absl::string_view extension : {".gz", ".xz", ".bz2", ".zst"}) {
    if (absl::EndsWithIgnoreCase(name, extension)) return name.substr(0, name.size() - extension.size());
  }
  return name;
}

FileKind KindOfFile(absl::string_view name) {
  for (const absl::string_view extension : {".tgz", ".txz", ".tbz2", ".tzst", ".zip"}) {
    if (absl::EndsWithIgnoreCase(name, extension)) return FileKind::kArchive;
  }
  name = WithoutCompression(name);
  if (absl::EndsWithIgnoreCase(name, ".tar")) return FileKind::kArchive;
  if (IsJsonLines(name)) return FileKind::kLines;
  if (absl::EndsWithIgnoreCase(name, ".json") || absl::EndsWithIgnoreCase(name, ".xml")) {
    return FileKind::kRecords;
  }
  return HasKnownExtension(name) ? FileKind::kMessage : FileKind::kUnknown;
}

}  // namespace trialmatch::client
