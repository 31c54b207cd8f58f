// The files that were named on the command line, and those in their folders and archives.
#ifndef TRIALMATCH_CLIENT_INPUT_ENTRY_READER_H_
#define TRIALMATCH_CLIENT_INPUT_ENTRY_READER_H_

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/input/archive_reader.h"
#include "client/input/file_kind.h"

namespace trialmatch::client {

// A file to be read, now: its bytes are gone with the next call of the reader.
struct Entry {
  // For people: the path, "archive: path in it", or "standard input".
  std::string source;
  // kRecords where the name does not tell and the content looks like it; else kMessage.
  FileKind kind = FileKind::kRecords;
  ByteSource* bytes = nullptr;
};

// Called with every file that is not read, and why.
using OnPassedOver = std::function<void(const std::string& source, const std::string& reason)>;

// Goes through files, folders (in the order of their paths), archives and standard input ("-"), lazily and in
// bounded memory, but for the list of the paths. What a folder or an archive holds besides files of a known
// kind is passed over, and so are hidden files and archives within archives. Not thread safe.
class EntryReader {
 public:
  // `standard_input` must outlive the reader.
  EntryReader(std::istream& standard_input, OnPassedOver on_passed_over, const ArchiveLimits& limits = {});
  ~EntryReader();

  // A path that does not exist, or a folder without a file that can be read, is NotFound.
  absl::Status Add(const std::vector<std::string>& paths);

  // The next file, or what is wrong with one (reading goes on with the next call); nothing: no more. Every
  // text begins with the source.
  std::optional<absl::StatusOr<Entry>> Next();

  // All paths that Add found, "-" for standard input.
  const std::vector<std::string>& inputs() const { return inputs_; }
  // Index of the path that the last answer of Next came from.
  size_t input() const { return next_ == 0 ? 0 : next_ - 1; }
  // Before the first Next: go on at this input.
  void SkipTo(size_t input) { next_ = input; }

 private:
  class Content;

  absl::Status AddFolder(const std::string& path);
  // The entry that `archive_` went to; nothing: it is passed over.
  std::optional<absl::StatusOr<Entry>> Open(const ArchiveReader::Entry& found);

  std::istream& in_;
  const OnPassedOver on_passed_over_;
  const ArchiveLimits limits_;
  std::vector<std::string> inputs_;
  size_t next_ = 0;
  std::unique_ptr<ArchiveReader> archive_;
  std::unique_ptr<Content> content_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_ENTRY_READER_H_
