#include "wire/code_references.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "wire/issue_sink.h"
#include "wire/limits.h"
#include "wire/range_reader.h"

namespace trialmatch {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// More messages within one another than a valid trial has: criteria in lists take two each.
constexpr int kMaxDepth = 3 * kMaxNesting;

// Where a message stands: only written out for what is found.
struct Path {
  const Path* parent;  // null: the root
  absl::string_view name;
  int index;  // -1: not repeated

  std::string Text() const {
    std::string text = parent == nullptr ? "" : parent->Text();
    if (!text.empty()) text += '.';
    absl::StrAppend(&text, name);
    if (index >= 0) absl::StrAppend(&text, "[", index, "]");
    return text;
  }
};

bool IsReferenceType(const Descriptor* type) {
  return type == v1::Code::descriptor() || type == v1::GradeRange::descriptor() ||
         type == v1::ConceptSet::descriptor() || type == v1::ObservationCriterion::descriptor();
}

// Found by reflection, so that a new kind of criterion cannot be forgotten here: of each type beneath a root
// the members that may have a reference in them, by number.
class ReferenceFields {
 public:
  explicit ReferenceFields(const Descriptor* root) {
    AddTypes(root);
    for (bool grows = true; grows;) {
      grows = false;
      for (auto& [type, fields] : fields_) {
        const std::vector<const FieldDescriptor*> found = Find(type);
        grows |= found.size() > fields.size();
        fields = found;
      }
    }
  }

  const std::vector<const FieldDescriptor*>& Of(const Descriptor* type) const { return fields_.at(type); }

 private:
  void AddTypes(const Descriptor* type) {
    if (!fields_.try_emplace(type).second) return;
    for (int i = 0; i < type->field_count(); ++i) {
      if (type->field(i)->message_type() != nullptr) AddTypes(type->field(i)->message_type());
    }
  }

  std::vector<const FieldDescriptor*> Find(const Descriptor* type) const {
    std::vector<const FieldDescriptor*> found;
    for (int i = 0; i < type->field_count(); ++i) {
      const Descriptor* member = type->field(i)->message_type();
      // What was read and is out of force needs no terminology.
      if (member == nullptr || member == v1::EligibilityReading::descriptor()) continue;
      if (IsReferenceType(member) || !fields_.at(member).empty()) found.push_back(type->field(i));
    }
    std::sort(found.begin(), found.end(),
              [](const FieldDescriptor* a, const FieldDescriptor* b) { return a->number() < b->number(); });
    return found;
  }

  absl::flat_hash_map<const Descriptor*, std::vector<const FieldDescriptor*>> fields_;
};

class Collector {
 public:
  Collector(const ReferenceFields& fields, absl::FunctionRef<bool(const Code&)> wanted,
            std::vector<CodeReference>& found)
      : fields_(fields), wanted_(wanted), found_(found) {}

  void Walk(const Message& message, const Path& path, const std::string& criterion_id, int depth) {
    const Descriptor* type = message.GetDescriptor();
    if (type == v1::Code::descriptor()) {
      const auto& code = static_cast<const v1::Code&>(message);
      code_ = Code(code.system(), code.code());
      if (wanted_(code_)) found_.push_back({path.Text(), criterion_id, code_});
      return;
    }
    if (type == v1::GradeRange::descriptor()) {
      const auto& range = static_cast<const v1::GradeRange&>(message);
      found_.push_back({path.Text(), criterion_id, GradeRange{range.scale(), range.min(), range.max()}});
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
          {path.Text(), criterion_id, ReadConceptSet(static_cast<const v1::ConceptSet&>(message), faults)});
    } else if (type == v1::ObservationCriterion::descriptor()) {
      AddUnit(static_cast<const v1::ObservationCriterion&>(message), path, criterion_id);
    }
  }

 private:
  void WalkMembers(const Message& message, const Path& path, const std::string& criterion_id, int depth) {
    const google::protobuf::Reflection& reflection = *message.GetReflection();
    for (const FieldDescriptor* field : fields_.Of(message.GetDescriptor())) {
      if (!field->is_repeated()) {
        if (!reflection.HasField(message, field)) continue;
        Walk(reflection.GetMessage(message, field), {&path, field->name(), -1}, criterion_id, depth + 1);
        continue;
      }
      const int size = reflection.FieldSize(message, field);
      for (int i = 0; i < size; ++i) {
        Walk(reflection.GetRepeatedMessage(message, field, i), {&path, field->name(), i}, criterion_id,
             depth + 1);
      }
    }
  }

  void AddUnit(const v1::ObservationCriterion& observation, const Path& path,
               const std::string& criterion_id) {
    // A change in per cent has no unit of what is measured.
    if (!observation.has_quantity() || observation.selection() == v1::SELECTION_PERCENT_CHANGE) return;
    IssueSink faults;  // reported by whoever reads the criterion
    found_.push_back(
        {path.Text() + ".quantity.unit", criterion_id,
         UnitReference{ReadConceptSet(observation.concepts(), faults), observation.quantity().unit()}});
  }

  const ReferenceFields& fields_;
  const absl::FunctionRef<bool(const Code&)> wanted_;
  std::vector<CodeReference>& found_;
  Code code_;
};

template <typename Record>
std::vector<CodeReference> Collect(const Record& record, absl::string_view root,
                                   absl::FunctionRef<bool(const Code&)> wanted) {
  static const auto* const kFields = new ReferenceFields(Record::descriptor());
  std::vector<CodeReference> found;
  Collector(*kFields, wanted, found).Walk(record, {nullptr, root, -1}, "", 0);
  return found;
}

}  // namespace

std::vector<CodeReference> CodesOf(const v1::Trial& trial, absl::string_view root) {
  return Collect(trial, root, [](const Code&) { return true; });
}

std::vector<CodeReference> CodesOf(const v1::Patient& patient, absl::string_view root,
                                   absl::FunctionRef<bool(const Code&)> wanted) {
  return Collect(patient, root, wanted);
}

}  // namespace trialmatch
