#include "client/input/wire_check.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/input/limits.h"
#include "client/text/utf8.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/wire_format_lite.h"

namespace trialmatch::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;

// A view of a part of the document, at `offset` of it.
struct Part {
  absl::string_view bytes;
  size_t offset;
};

class WireWalker {
 public:
  explicit WireWalker(const Document& document) : document_(document) {}

  absl::Status Walk(Part part, const Descriptor& message, const std::string& path, int depth) const {
    if (depth > kMaxNesting) {
      return Fault(document_, part.offset, path,
                   absl::StrCat("nested more than ", kMaxNesting, " messages deep"));
    }
    google::protobuf::io::CodedInputStream in(reinterpret_cast<const uint8_t*>(part.bytes.data()),
                                              static_cast<int>(part.bytes.size()));
    while (in.CurrentPosition() < static_cast<int>(part.bytes.size())) {
      const size_t at = part.offset + static_cast<size_t>(in.CurrentPosition());
      const uint32_t tag = in.ReadTag();
      const FieldDescriptor* field = message.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
      if (tag == 0 || field == nullptr) {
        return Fault(document_, at, path, absl::StrCat("no ", message.name(), ": unknown field number"));
      }
      const std::string name = absl::StrCat(path, path.empty() ? "" : ".", field->name());
      const absl::Status status = WalkField(in, part, at, *field, tag, name, depth);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  absl::Status WalkField(google::protobuf::io::CodedInputStream& in, Part part, size_t at,
                         const FieldDescriptor& field, uint32_t tag, const std::string& name,
                         int depth) const {
    const auto wire_type = WireFormatLite::GetTagWireType(tag);
    const auto own =
        WireFormatLite::WireTypeForFieldType(static_cast<WireFormatLite::FieldType>(field.type()));
    const bool packed = field.is_packable() && wire_type == WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
    if (wire_type != own && !packed) return Fault(document_, at, name, "the field has another type");
    if (wire_type != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      return WireFormatLite::SkipField(&in, tag) ? absl::OkStatus() : Truncated(at, name);
    }
    uint32_t length = 0;
    if (!in.ReadVarint32(&length)) return Truncated(at, name);
    const auto begin = static_cast<size_t>(in.CurrentPosition());
    if (length > part.bytes.size() - begin || !in.Skip(static_cast<int>(length))) return Truncated(at, name);
    const Part value{part.bytes.substr(begin, length), part.offset + begin};
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      return Walk(value, *field.message_type(), name, depth + 1);
    }
    if (field.type() == FieldDescriptor::TYPE_STRING) {
      if (const auto bad = FirstInvalidUtf8(value.bytes)) {
        return Fault(document_, value.offset + *bad, name, "the text is not valid UTF-8");
      }
    }
    return absl::OkStatus();
  }

  absl::Status Truncated(size_t at, const std::string& name) const {
    return Fault(document_, at, name, "the data end within the field");
  }

  const Document& document_;
};

}  // namespace

absl::Status CheckWire(const Document& document, const Descriptor& message) {
  return WireWalker(document).Walk({document.content, 0}, message, "", 1);
}

}  // namespace trialmatch::client
