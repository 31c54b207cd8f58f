#include "tests/client/make_archive.h"

#include <cstdlib>
#include <iostream>

#include "archive.h"
#include "archive_entry.h"

namespace trialmatch::client {
namespace {

void Need(archive* made, int result) {
  if (result == ARCHIVE_OK) return;
  std::cerr << "make_archive: " << archive_error_string(made) << "\n";
  std::abort();
}

la_ssize_t Append(archive*, void* out, const void* bytes, size_t count) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), count);
  return static_cast<la_ssize_t>(count);
}

}  // namespace

std::string MakeArchive(const std::string& format, const std::string& filter,
                        const std::vector<ArchivedFile>& files) {
  std::string bytes;
  archive* made = archive_write_new();
  Need(made, archive_write_set_format_by_name(made, format.c_str()));
  if (filter != "none") Need(made, archive_write_add_filter_by_name(made, filter.c_str()));
  archive_write_set_bytes_in_last_block(made, 1);
  Need(made, archive_write_open(made, &bytes, nullptr, Append, nullptr));
  for (const auto& [name, content] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, name.back() == '/' ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    Need(made, archive_write_header(made, entry));
    if (archive_write_data(made, content.data(), content.size()) < 0) Need(made, ARCHIVE_FATAL);
    archive_entry_free(entry);
  }
  Need(made, archive_write_close(made));
  archive_write_free(made);
  return bytes;
}

}  // namespace trialmatch::client
