// What a file is read as, by its name.
#ifndef TRIALMATCH_CLIENT_INPUT_FILE_KIND_H_
#define TRIALMATCH_CLIENT_INPUT_FILE_KIND_H_

#include "absl/strings/string_view.h"

namespace trialmatch::client {

enum class FileKind {
  kRecords,  // .json, .xml
  kLines,    // .jsonl, .ndjson
  kMessage,  // one trial: .textproto, .txtpb, .pb, .binpb
  kArchive,  // .zip, .tar and a compressed .tar
  kUnknown,
};

// Compressed files are what is in them: "trials.jsonl.gz" is kLines.
FileKind KindOfFile(absl::string_view name);

// `name` without .gz, .xz, .bz2 or .zst.
absl::string_view WithoutCompression(absl::string_view name);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_FILE_KIND_H_
