// The files in one archive, or the one in a compressed or plain file.
#ifndef TRIALMATCH_CLIENT_INPUT_ARCHIVE_READER_H_
#define TRIALMATCH_CLIENT_INPUT_ARCHIVE_READER_H_

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/input/byte_source.h"

struct archive;

namespace trialmatch::client {

// When a compressed file is refused as a bomb.
struct ArchiveLimits {
  // Bytes unpacked for each byte of the file, beyond `free_bytes`. Registry records come to 5 to 30.
  int64_t ratio = 250;
  int64_t free_bytes = int64_t{64} << 20;
  // Bytes of one file in it.
  int64_t entry_bytes = int64_t{64} << 30;
};

// Zip, tar, gzip, xz, bzip2 and zstd, known by their content; anything else is one plain file. Reads as it
// goes: nothing is unpacked to memory or disk. What lies in an archive within the archive is not looked at.
// Not thread safe.
class ArchiveReader : public ByteSource {
 public:
  struct Entry {
    // The file's name in the archive; empty: the file is no archive, but itself or compressed.
    std::string name;
    // Empty, or why its bytes cannot be read.
    std::string unreadable;
  };

  // `path` for the file, or `standard_input` where it is "-", which must outlive the reader.
  static absl::StatusOr<std::unique_ptr<ArchiveReader>> Open(const std::string& path,
                                                             std::istream& standard_input,
                                                             const ArchiveLimits& limits);
  ~ArchiveReader() override;

  // Goes to the next file; false: no more. DataLoss: the archive is damaged; ResourceExhausted: it is a bomb;
  // InvalidArgument: there is no file in it. Each ends it.
  absl::StatusOr<bool> Next(Entry& entry);
  // Of the file that Next went to. Errors as Next, but for damage of this file alone, behind which Next goes
  // on.
  absl::StatusOr<absl::string_view> Read() override;

 private:
  explicit ArchiveReader(const ArchiveLimits& limits);

  // What libarchive says; `result` tells whether it can go on.
  absl::Status Fault(int result);
  absl::Status CheckLimits();

  const ArchiveLimits limits_;
  std::unique_ptr<archive, std::function<void(archive*)>> archive_;
  std::vector<char> buffer_;
  bool begun_ = false;
  bool plain_ = false;
  bool readable_ = false;  // the entry, so far
  bool ended_ = false;     // there is no next file
  int64_t consumed_ = 0;   // furthest in the file
  int64_t unpacked_ = 0;
  int64_t of_entry_ = 0;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_ARCHIVE_READER_H_
