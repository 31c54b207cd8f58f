#include "client/input/archive_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <istream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "archive.h"
#include "archive_entry.h"

namespace trialmatch::client {
namespace {

constexpr size_t kPiece = size_t{256} << 10;

struct StandardInput {
  std::istream& in;
  std::vector<char> buffer = std::vector<char>(kPiece);
};

la_ssize_t ReadInput(archive* reader, void* data, const void** bytes) {
  auto& input = *static_cast<StandardInput*>(data);
  input.in.read(input.buffer.data(), static_cast<std::streamsize>(input.buffer.size()));
  if (input.in.bad()) {
    archive_set_error(reader, EIO, "it could not be read");
    return ARCHIVE_FATAL;
  }
  *bytes = input.buffer.data();
  return input.in.gcount();
}

int CloseInput(archive*, void* data) {
  delete static_cast<StandardInput*>(data);
  return ARCHIVE_OK;
}

std::string Text(const char* text) { return text == nullptr ? "" : text; }

}  // namespace

ArchiveReader::ArchiveReader(const ArchiveLimits& limits)
    : limits_(limits),
      archive_(archive_read_new(), [](archive* reader) { archive_read_free(reader); }),
      buffer_(kPiece) {
  // By name, since the set of all would call programs for some.
  archive_read_support_filter_gzip(archive_.get());
  archive_read_support_filter_xz(archive_.get());
  archive_read_support_filter_bzip2(archive_.get());
  archive_read_support_filter_zstd(archive_.get());
  archive_read_support_format_tar(archive_.get());
  archive_read_support_format_zip(archive_.get());
  archive_read_support_format_raw(archive_.get());
  archive_read_support_format_empty(archive_.get());
}

ArchiveReader::~ArchiveReader() = default;

absl::StatusOr<std::unique_ptr<ArchiveReader>> ArchiveReader::Open(const std::string& path,
                                                                   std::istream& standard_input,
                                                                   const ArchiveLimits& limits) {
  std::unique_ptr<ArchiveReader> reader(new ArchiveReader(limits));
  archive* const opened = reader->archive_.get();
  const int result = path == "-" ? archive_read_open(opened, new StandardInput{standard_input}, nullptr,
                                                     ReadInput, CloseInput)
                                 : archive_read_open_filename(opened, path.c_str(), kPiece);
  if (result == ARCHIVE_OK) return reader;
  const int error = archive_errno(opened);
  const std::string reason = error > 0 ? std::strerror(error) : Text(archive_error_string(opened));
  return error == ENOENT ? absl::NotFoundError(reason) : absl::UnavailableError(reason);
}

absl::Status ArchiveReader::Fault(int result) {
  ended_ = ended_ || result == ARCHIVE_FATAL;
  readable_ = false;
  return absl::DataLossError(absl::StrCat("is damaged: ", Text(archive_error_string(archive_.get()))));
}

absl::Status ArchiveReader::CheckLimits() {
  consumed_ = std::max(consumed_, archive_filter_bytes(archive_.get(), -1));
  const int64_t unpacked = std::max(unpacked_, archive_filter_bytes(archive_.get(), 0));
  if (plain_) return absl::OkStatus();
  absl::Status status;
  if (unpacked > limits_.free_bytes && unpacked / limits_.ratio >= std::max<int64_t>(consumed_, 1)) {
    status = absl::ResourceExhaustedError(
        absl::StrCat("unpacks to more than ", limits_.ratio, " times its size: refused as an archive bomb"));
  }
  if (of_entry_ > limits_.entry_bytes) {
    status = absl::ResourceExhaustedError(absl::StrCat("a file in it has more than ", limits_.entry_bytes,
                                                       " bytes: refused as an archive bomb"));
  }
  if (!status.ok()) {
    ended_ = true;
    readable_ = false;
  }
  return status;
}

absl::StatusOr<bool> ArchiveReader::Next(Entry& entry) {
  // What was not read is unpacked all the same, where the limits see it.
  while (readable_) {
    const auto rest = Read();
    if (!rest.ok() && ended_) return rest.status();
    if (!rest.ok() || rest->empty()) break;
  }
  if (ended_) return false;
  archive_entry* header = nullptr;
  const int result = archive_read_next_header(archive_.get(), &header);
  const bool first = !std::exchange(begun_, true);
  of_entry_ = 0;
  if (result == ARCHIVE_EOF) {
    readable_ = false;
    ended_ = true;
    entry = {};
    const bool empty_file = archive_format(archive_.get()) == ARCHIVE_FORMAT_EMPTY;
    // Nothing but zeros is such an archive too.
    if (first && !empty_file) return absl::InvalidArgumentError("is an archive without a file in it");
    return first;
  }
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return Fault(ARCHIVE_FATAL);
  if (const absl::Status status = CheckLimits(); !status.ok()) return status;
  entry = {};
  readable_ = true;
  if (archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW) {
    plain_ = archive_filter_code(archive_.get(), 0) == ARCHIVE_FILTER_NONE;
    return true;
  }
  entry.name = Text(archive_entry_pathname_utf8(header));
  if (entry.name.empty()) entry.name = Text(archive_entry_pathname(header));
  if (archive_entry_is_data_encrypted(header) != 0) {
    entry.unreadable = "it is encrypted";
  } else if (archive_entry_hardlink(header) != nullptr || archive_entry_filetype(header) == AE_IFLNK) {
    entry.unreadable = "it is a link";
  } else if (archive_entry_filetype(header) != AE_IFREG && archive_entry_filetype(header) != AE_IFDIR) {
    entry.unreadable = "it is no regular file";
  }
  readable_ = entry.unreadable.empty();
  return true;
}

absl::StatusOr<absl::string_view> ArchiveReader::Read() {
  if (!readable_) return absl::string_view();
  const la_ssize_t count = archive_read_data(archive_.get(), buffer_.data(), buffer_.size());
  if (count < 0) return Fault(static_cast<int>(count));
  unpacked_ += count;
  of_entry_ += count;
  if (const absl::Status status = CheckLimits(); !status.ok()) return status;
  return absl::string_view(buffer_.data(), static_cast<size_t>(count));
}

}  // namespace trialmatch::client
