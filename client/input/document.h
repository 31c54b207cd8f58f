// A document as it lies in a file: its text, its format, and where in it something is.
#ifndef TRIALMATCH_CLIENT_INPUT_DOCUMENT_H_
#define TRIALMATCH_CLIENT_INPUT_DOCUMENT_H_

#include <cstddef>
#include <iosfwd>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace trialmatch::client {

enum class Format { kJson, kText, kBinary };

// One message's worth of bytes.
struct Document {
  // For people: path, or "standard input".
  std::string source;
  Format format = Format::kJson;
  std::string content;
  // Line of `source` at which `content` begins.
  int first_line = 1;
};

// Whether `path` names JSON lines, one document a line.
bool IsJsonLines(absl::string_view path);

// Whether the extension of `path` is one that can be read.
bool HasKnownExtension(absl::string_view path);

// The format by the extension of `path` (.json; .textproto, .txtpb; .pb, .binpb), else by `content`: JSON
// when it begins with '{', otherwise text.
Format FormatOf(absl::string_view path, absl::string_view content);

// Reads all of `path`, or of `standard_input` where `path` is "-". NotFound, InvalidArgument (a folder, too
// large) or Unavailable (unreadable); every text begins with the path.
absl::StatusOr<Document> ReadDocument(const std::string& path, std::istream& standard_input);

// InvalidArgument "source:line:column: field: reason" for byte `offset` of the document; `field` may be
// empty. Binary documents give "source: byte N: ...".
absl::Status Fault(const Document& document, size_t offset, absl::string_view field,
                   absl::string_view reason);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_DOCUMENT_H_
