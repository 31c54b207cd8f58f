#include "terminology/formats/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {

absl::StatusOr<std::string> Gunzip(absl::string_view packed, size_t max_bytes) {
  if (packed.size() > std::numeric_limits<uInt>::max()) return absl::ResourceExhaustedError("too large");
  z_stream stream = {};
  constexpr int kGzipOnly = 16 + MAX_WBITS;
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return absl::ResourceExhaustedError("no memory to unpack");
  const absl::Cleanup end = [&] { inflateEnd(&stream); };
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string text;
  constexpr size_t kStep = size_t{1} << 20;
  while (true) {
    const size_t before = text.size();
    text.resize(before + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + before);
    stream.avail_out = kStep;
    const int result = inflate(&stream, Z_NO_FLUSH);
    text.resize(before + kStep - stream.avail_out);
    if (text.size() > max_bytes) {
      return absl::ResourceExhaustedError(absl::StrCat("unpacked it has more than ", max_bytes, " bytes"));
    }
    if (result == Z_STREAM_END) {
      if (stream.avail_in == 0) return text;
      if (inflateReset(&stream) != Z_OK) break;
    } else if (result != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0)) {
      break;
    }
  }
  return absl::InvalidArgumentError("it is not a whole gzip file");
}

}  // namespace trialmatch
