#include "client/input/document.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/input/limits.h"

namespace trialmatch::client {
namespace {

absl::StatusOr<std::string> ReadAll(std::istream& in, const std::string& source) {
  std::string content;
  char buffer[1 << 16];
  while (in.read(buffer, sizeof(buffer)) || in.gcount() > 0) {
    content.append(buffer, static_cast<size_t>(in.gcount()));
    if (content.size() > kMaxDocumentBytes) {
      return absl::InvalidArgumentError(
          absl::StrCat(source, ": too large: more than ", kMaxDocumentBytes >> 20, " MiB"));
    }
  }
  if (in.bad()) return absl::UnavailableError(absl::StrCat(source, ": could not be read"));
  return content;
}

}  // namespace

bool IsJsonLines(absl::string_view path) {
  return absl::EndsWithIgnoreCase(path, ".jsonl") || absl::EndsWithIgnoreCase(path, ".ndjson");
}

bool HasKnownExtension(absl::string_view path) {
  for (absl::string_view extension : {".json", ".textproto", ".txtpb", ".pb", ".binpb"}) {
    if (absl::EndsWithIgnoreCase(path, extension)) return true;
  }
  return IsJsonLines(path);
}

Format FormatOf(absl::string_view path, absl::string_view content) {
  if (absl::EndsWithIgnoreCase(path, ".json") || IsJsonLines(path)) return Format::kJson;
  if (absl::EndsWithIgnoreCase(path, ".textproto") || absl::EndsWithIgnoreCase(path, ".txtpb"))
    return Format::kText;
  if (absl::EndsWithIgnoreCase(path, ".pb") || absl::EndsWithIgnoreCase(path, ".binpb"))
    return Format::kBinary;
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(content), "{") ? Format::kJson : Format::kText;
}

absl::StatusOr<Document> ReadDocument(const std::string& path, std::istream& standard_input) {
  Document document;
  document.source = path == "-" ? "standard input" : path;
  absl::StatusOr<std::string> content;
  if (path == "-") {
    content = ReadAll(standard_input, document.source);
  } else {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": is a folder; one file is expected"));
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      const std::string text = absl::StrCat(path, ": ", std::strerror(errno == 0 ? EIO : errno));
      return errno == ENOENT ? absl::NotFoundError(text) : absl::UnavailableError(text);
    }
    content = ReadAll(file, path);
  }
  if (!content.ok()) return content.status();
  document.content = *std::move(content);
  document.format = FormatOf(path == "-" ? "" : path, document.content);
  // A byte order mark is no part of the text; some editors write one.
  if (document.format != Format::kBinary && absl::StartsWith(document.content, "\xEF\xBB\xBF")) {
    document.content.erase(0, 3);
    document.format = FormatOf(path == "-" ? "" : path, document.content);
  }
  return document;
}

absl::Status Fault(const Document& document, size_t offset, absl::string_view field,
                   absl::string_view reason) {
  const absl::string_view separator = field.empty() ? "" : ": ";
  if (document.format == Format::kBinary) {
    return absl::InvalidArgumentError(
        absl::StrCat(document.source, ": byte ", offset, ": ", field, separator, reason));
  }
  const absl::string_view before = absl::string_view(document.content).substr(0, offset);
  const auto line = document.first_line + std::count(before.begin(), before.end(), '\n');
  const size_t line_start = before.rfind('\n');
  // Columns count bytes, as compilers do.
  const size_t column =
      line_start == absl::string_view::npos ? before.size() + 1 : before.size() - line_start;
  return absl::InvalidArgumentError(
      absl::StrCat(document.source, ":", line, ":", column, ": ", field, separator, reason));
}

}  // namespace trialmatch::client
