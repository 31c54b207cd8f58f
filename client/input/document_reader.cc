#include "client/input/document_reader.h"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/input/limits.h"

namespace trialmatch::client {
namespace {

std::string FileName(const std::string& path) { return std::filesystem::path(path).filename().string(); }

// As std::getline, but gives up (false in `fits`) after `most` bytes, so that a file without line ends cannot
// fill the memory; the rest of such a line is skipped. False: no more lines.
bool ReadLine(std::istream& in, size_t most, std::string& line, bool& fits) {
  line.clear();
  fits = true;
  bool any = false;
  for (auto c = in.rdbuf()->sbumpc(); c != std::istream::traits_type::eof(); c = in.rdbuf()->sbumpc()) {
    any = true;
    if (c == '\n') return true;
    if (line.size() < most) {
      line += static_cast<char>(c);
    } else {
      fits = false;
    }
  }
  return any;
}

}  // namespace

absl::Status DocumentReader::Add(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-") {
      files_.push_back(path);
    } else if (std::filesystem::is_directory(path, error)) {
      const absl::Status status = AddFolder(path);
      if (!status.ok()) return status;
    } else if (std::filesystem::exists(path, error)) {
      files_.push_back(path);
    } else {
      return absl::NotFoundError(
          absl::StrCat(path, ": ", error ? error.message() : "No such file or directory"));
    }
  }
  return absl::OkStatus();
}

absl::Status DocumentReader::AddFolder(const std::string& path) {
  std::error_code error;
  std::vector<std::string> found;
  for (auto it = std::filesystem::recursive_directory_iterator(path, error);
       !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    const bool hidden = absl::StartsWith(it->path().filename().string(), ".");
    if (hidden && it->is_directory()) it.disable_recursion_pending();
    if (!hidden && it->is_regular_file() && HasKnownExtension(it->path().string())) {
      found.push_back(it->path().string());
    }
  }
  if (error) return absl::UnavailableError(absl::StrCat(path, ": ", error.message()));
  if (found.empty()) {
    return absl::NotFoundError(
        absl::StrCat(path, ": no .json, .jsonl, .textproto, .txtpb, .pb or .binpb file in this folder"));
  }
  std::sort(found.begin(), found.end());
  files_.insert(files_.end(), found.begin(), found.end());
  return absl::OkStatus();
}

bool DocumentReader::single() const {
  return files_.size() == 1 && files_.front() != "-" && !IsJsonLines(files_.front());
}

std::optional<absl::StatusOr<KeyedDocument>> DocumentReader::Next() {
  while (true) {
    if (lines_ != nullptr) {
      if (auto line = NextLine()) return line;
    }
    if (next_ == files_.size()) return std::nullopt;
    const std::string path = files_[next_++];
    if (path != "-" && !IsJsonLines(path)) {
      absl::StatusOr<Document> document = ReadDocument(path, in_);
      if (!document.ok()) return document.status();
      return KeyedDocument{FileName(path), *std::move(document)};
    }
    line_ = 0;
    lines_ = &in_;
    lines_name_ = path == "-" ? "" : FileName(path);
    lines_path_ = path == "-" ? "standard input" : path;
    if (path != "-") {
      file_ = std::ifstream(path, std::ios::binary);
      if (!file_) {
        lines_ = nullptr;
        return absl::UnavailableError(absl::StrCat(path, ": could not be opened"));
      }
      lines_ = &file_;
    }
  }
}

std::optional<absl::StatusOr<KeyedDocument>> DocumentReader::NextLine() {
  std::string line;
  bool fits = true;
  while (ReadLine(*lines_, kMaxDocumentBytes, line, fits)) {
    ++line_;
    if (line_ == 1 && absl::StartsWith(line, "\xEF\xBB\xBF")) line.erase(0, 3);
    if (!fits) {
      return absl::InvalidArgumentError(
          absl::StrCat(lines_path_, ":", line_, ": too large: more than ", kMaxDocumentBytes >> 20, " MiB"));
    }
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    KeyedDocument next;
    next.key = lines_name_.empty() ? absl::StrCat(line_) : absl::StrCat(lines_name_, ":", line_);
    next.document = {lines_path_, Format::kJson, std::move(line), line_};
    return next;
  }
  lines_ = nullptr;
  return std::nullopt;
}

}  // namespace trialmatch::client
