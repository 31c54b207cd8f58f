#include "wire/code_references.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "wire/issue_sink.h"
#include "wire/limits.h"
#include "wire/range_reader.h"

namespace trialmatch {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// More messages within one another than a valid trial has: criteria in lists take two each.
constexpr int kMaxDepth = 3 * kMaxNesting;

// Walks messages by reflection, so that a new kind of criterion cannot be forgotten here.
class Collector {
 public:
  explicit Collector(std::vector<CodeReference>& found) : found_(found) {}

  void Walk(const Message& message, const std::string& path, const std::string& criterion_id, int depth) {
    const google::protobuf::Descriptor* type = message.GetDescriptor();
    if (type == v1::Code::descriptor()) {
      const auto& code = static_cast<const v1::Code&>(message);
      found_.push_back({path, criterion_id, Code{code.system(), code.code()}});
      return;
    }
    if (type == v1::GradeRange::descriptor()) {
      const auto& range = static_cast<const v1::GradeRange&>(message);
      found_.push_back({path, criterion_id, GradeRange{range.scale(), range.min(), range.max()}});
      return;
    }
    if (depth == kMaxDepth) return;
    if (type == v1::Criterion::descriptor()) {
      const std::string& id = static_cast<const v1::Criterion&>(message).id();
      WalkMembers(message, path, id.empty() ? criterion_id : id, depth);
      return;
    }
    WalkMembers(message, path, criterion_id, depth);
    if (type == v1::ConceptSet::descriptor()) {
      IssueSink faults;  // reported by whoever reads the criterion
      found_.push_back(
          {path, criterion_id, ReadConceptSet(static_cast<const v1::ConceptSet&>(message), faults)});
    } else if (type == v1::ObservationCriterion::descriptor()) {
      AddUnit(static_cast<const v1::ObservationCriterion&>(message), path, criterion_id);
    }
  }

 private:
  void WalkMembers(const Message& message, const std::string& path, const std::string& criterion_id,
                   int depth) {
    const google::protobuf::Reflection& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);  // those that are set, by number
    for (const FieldDescriptor* field : fields) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
      const std::string member = absl::StrCat(path, path.empty() ? "" : ".", field->name());
      if (!field->is_repeated()) {
        Walk(reflection.GetMessage(message, field), member, criterion_id, depth + 1);
        continue;
      }
      const int size = reflection.FieldSize(message, field);
      for (int i = 0; i < size; ++i) {
        Walk(reflection.GetRepeatedMessage(message, field, i), absl::StrCat(member, "[", i, "]"),
             criterion_id, depth + 1);
      }
    }
  }

  void AddUnit(const v1::ObservationCriterion& observation, const std::string& path,
               const std::string& criterion_id) {
    // A change in per cent has no unit of what is measured.
    if (!observation.has_quantity() || observation.selection() == v1::SELECTION_PERCENT_CHANGE) return;
    IssueSink faults;  // reported by whoever reads the criterion
    found_.push_back(
        {path + ".quantity.unit", criterion_id,
         UnitReference{ReadConceptSet(observation.concepts(), faults), observation.quantity().unit()}});
  }

  std::vector<CodeReference>& found_;
};

}  // namespace

std::vector<CodeReference> CodesOf(const v1::Trial& trial, absl::string_view root) {
  std::vector<CodeReference> found;
  Collector(found).Walk(trial, std::string(root), "", 0);
  return found;
}

std::vector<CodeReference> CodesOf(const v1::Patient& patient, absl::string_view root) {
  std::vector<CodeReference> found;
  Collector(found).Walk(patient, std::string(root), "", 0);
  return found;
}

}  // namespace trialmatch
