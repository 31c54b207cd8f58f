#include "client/input/entry_reader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace trialmatch::client {
namespace {

constexpr char kUnknownKind[] = "not a kind of file that is read";

std::string NameOf(const std::string& path) { return path == "-" ? "standard input" : path; }

absl::Status Named(const absl::Status& status, const std::string& source) {
  return {status.code(), absl::StrCat(source, ": ", status.message())};
}

bool IsHidden(absl::string_view path) {
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    if (part.size() > 1 && part[0] == '.' && part != "..") return true;
  }
  return false;
}

// JSON or XML, by its first bytes; nothing at all is too.
bool LooksLikeRecords(absl::string_view begin) {
  absl::ConsumePrefix(&begin, "\xEF\xBB\xBF");
  begin = absl::StripLeadingAsciiWhitespace(begin);
  return begin.empty() || absl::StrContains("{[<\x1e", begin[0]);
}

}  // namespace

// The bytes of an entry whose first piece was looked at.
class EntryReader::Content : public ByteSource {
 public:
  Content(ByteSource& rest, absl::string_view first, std::string source)
      : rest_(rest), first_(first), source_(std::move(source)) {}
  absl::StatusOr<absl::string_view> Read() override {
    if (!first_.empty()) return std::exchange(first_, {});
    absl::StatusOr<absl::string_view> next = rest_.Read();
    if (!next.ok()) return Named(next.status(), source_);
    return next;
  }

 private:
  ByteSource& rest_;
  absl::string_view first_;
  const std::string source_;
};

EntryReader::EntryReader(std::istream& standard_input, OnPassedOver on_passed_over,
                         const ArchiveLimits& limits)
    : in_(standard_input), on_passed_over_(std::move(on_passed_over)), limits_(limits) {}

EntryReader::~EntryReader() = default;

absl::Status EntryReader::Add(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-") {
      inputs_.push_back(path);
    } else if (std::filesystem::is_directory(path, error)) {
      const absl::Status status = AddFolder(path);
      if (!status.ok()) return status;
    } else if (std::filesystem::exists(path, error)) {
      inputs_.push_back(path);
    } else {
      return absl::NotFoundError(
          absl::StrCat(path, ": ", error ? error.message() : "No such file or directory"));
    }
  }
  return absl::OkStatus();
}

absl::Status EntryReader::AddFolder(const std::string& path) {
  std::error_code error;
  std::vector<std::string> found;
  for (auto it = std::filesystem::recursive_directory_iterator(path, error);
       !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    const std::string name = it->path().string();
    const bool hidden = IsHidden(it->path().filename().string());
    if (hidden) {
      if (it->is_directory(error)) it.disable_recursion_pending();
      on_passed_over_(name, "hidden");
    } else if (it->is_regular_file(error)) {
      if (KindOfFile(name) == FileKind::kUnknown && WithoutCompression(name) == name) {
        on_passed_over_(name, kUnknownKind);
      } else {
        found.push_back(name);
      }
    }
  }
  if (error) return absl::UnavailableError(absl::StrCat(path, ": ", error.message()));
  if (found.empty()) {
    return absl::NotFoundError(
        absl::StrCat(path,
                     ": no .json, .jsonl, .xml, .textproto, .txtpb, .pb or .binpb file, "
                     "and no archive, in this folder"));
  }
  std::sort(found.begin(), found.end());
  std::move(found.begin(), found.end(), std::back_inserter(inputs_));
  return absl::OkStatus();
}

std::optional<absl::StatusOr<Entry>> EntryReader::Next() {
  while (archive_ != nullptr || next_ < inputs_.size()) {
    if (archive_ == nullptr) {
      const std::string& path = inputs_[next_++];
      auto opened = ArchiveReader::Open(path, in_, limits_);
      if (!opened.ok()) return Named(opened.status(), NameOf(path));
      archive_ = *std::move(opened);
    }
    ArchiveReader::Entry found;
    const absl::StatusOr<bool> more = archive_->Next(found);
    if (!more.ok() || !*more) archive_.reset();
    if (!more.ok()) return Named(more.status(), NameOf(inputs_[next_ - 1]));
    if (!*more) continue;
    if (auto entry = Open(found)) return entry;
  }
  return std::nullopt;
}

std::optional<absl::StatusOr<Entry>> EntryReader::Open(const ArchiveReader::Entry& found) {
  const std::string& path = inputs_[next_ - 1];
  const bool packed = !found.name.empty();
  Entry entry;
  entry.source = packed ? absl::StrCat(NameOf(path), ": ", found.name) : NameOf(path);
  if (packed && absl::EndsWith(found.name, "/")) return std::nullopt;
  entry.kind = KindOfFile(packed ? found.name : path);
  std::string reason = found.unreadable;
  if (packed && reason.empty()) {
    if (IsHidden(found.name)) {
      reason = "hidden";
    } else if (entry.kind == FileKind::kArchive || WithoutCompression(found.name) != found.name) {
      reason = "an archive within an archive is not opened";
    } else if (entry.kind == FileKind::kUnknown) {
      reason = kUnknownKind;
    }
  }
  if (!reason.empty()) {
    on_passed_over_(entry.source, reason);
    return std::nullopt;
  }
  if (entry.kind == FileKind::kArchive) {
    return absl::InvalidArgumentError(absl::StrCat(entry.source, ": is no archive that can be read"));
  }
  const auto first = archive_->Read();
  if (!first.ok()) {
    archive_.reset();
    return Named(first.status(), entry.source);
  }
  if (entry.kind == FileKind::kUnknown) {
    entry.kind = path == "-" || LooksLikeRecords(*first) ? FileKind::kRecords : FileKind::kMessage;
  }
  content_ = std::make_unique<Content>(*archive_, *first, entry.source);
  entry.bytes = content_.get();
  return entry;
}

}  // namespace trialmatch::client
