#include "ingest/criteria/reading_hash.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace trialmatch::criteria {
namespace {

// FNV-1a, which is the same on every machine and in every version.
uint64_t Fingerprint(absl::string_view bytes) {
  uint64_t hash = 14695981039346656037u;
  for (const char c : bytes) hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211u;
  return hash;
}

template <typename Visit>
void ForEachChild(v1::Criterion& criterion, const Visit& visit) {
  if (criterion.has_not_()) visit(*criterion.mutable_not_());
  if (criterion.has_all_of()) {
    for (v1::Criterion& child : *criterion.mutable_all_of()->mutable_criteria()) visit(child);
  }
  if (criterion.has_any_of()) {
    for (v1::Criterion& child : *criterion.mutable_any_of()->mutable_criteria()) visit(child);
  }
  if (criterion.has_at_least()) {
    for (v1::Criterion& child : *criterion.mutable_at_least()->mutable_criteria()) visit(child);
  }
  if (criterion.has_if_then()) {
    visit(*criterion.mutable_if_then()->mutable_condition());
    visit(*criterion.mutable_if_then()->mutable_consequence());
  }
  if (criterion.has_relative()) visit(*criterion.mutable_relative()->mutable_criterion());
}

void LeaveTheMeaning(v1::Criterion& criterion) {
  criterion.clear_id();
  criterion.clear_text_hash();
  criterion.clear_source();
  ForEachChild(criterion, LeaveTheMeaning);
}

void AssignTree(v1::Criterion& criterion, const std::string& id) {
  criterion.set_id(id);
  int number = 0;
  ForEachChild(criterion, [&](v1::Criterion& child) { AssignTree(child, absl::StrCat(id, ".", ++number)); });
}

}  // namespace

std::string ReadingHash(absl::Span<const v1::Criterion* const> criteria) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    for (const v1::Criterion* criterion : criteria) {
      v1::Criterion copy = *criterion;
      LeaveTheMeaning(copy);
      copy.SerializeToCodedStream(&coded);
      coded.WriteString("|");
    }
  }
  return absl::StrFormat("%016x", Fingerprint(bytes));
}

void CriterionIds::Assign(v1::Criterion& criterion) {
  std::string id = absl::StrFormat("t%010x", Fingerprint(criterion.text()) & 0xFFFFFFFFFF);
  const int uses = ++used_[id];
  if (uses > 1) absl::StrAppend(&id, "-", uses);
  AssignTree(criterion, id);
}

}  // namespace trialmatch::criteria
