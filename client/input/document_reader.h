// One document after the other from files, folders, JSON lines and standard input.
#ifndef TRIALMATCH_CLIENT_INPUT_DOCUMENT_READER_H_
#define TRIALMATCH_CLIENT_INPUT_DOCUMENT_READER_H_

#include <cstddef>
#include <fstream>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/input/document.h"

namespace trialmatch::client {

// A document with the key that answers carry.
struct KeyedDocument {
  // File name without folders; with ":line" for JSON lines; the line number alone on standard input.
  std::string key;
  Document document;
};

// Reads lazily: of JSON lines, one line at a time. Standard input ("-") is JSON lines here. Not thread safe.
class DocumentReader {
 public:
  // `standard_input` must outlive the reader.
  explicit DocumentReader(std::istream& standard_input) : in_(standard_input) {}

  // Adds files, and folders as all their files with a known extension, in the order of their paths and below.
  // A path that does not exist, or a folder without such a file, is NotFound.
  absl::Status Add(const std::vector<std::string>& paths);

  // Files to read; one file of JSON lines, and standard input, may hold many documents.
  size_t file_count() const { return files_.size(); }

  // Whether there is just one file, which holds one document.
  bool single() const;

  // The next document, or what is wrong with it (reading goes on with the next call); nothing: no more.
  std::optional<absl::StatusOr<KeyedDocument>> Next();

 private:
  absl::Status AddFolder(const std::string& path);
  // The next line that is not blank; nothing: no more.
  std::optional<absl::StatusOr<KeyedDocument>> NextLine();

  std::istream& in_;
  std::vector<std::string> files_;
  size_t next_ = 0;
  // The JSON lines that are being read: standard input or `file_`.
  std::istream* lines_ = nullptr;
  std::ifstream file_;
  std::string lines_name_;  // empty: standard input
  std::string lines_path_;
  int line_ = 0;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_DOCUMENT_READER_H_
