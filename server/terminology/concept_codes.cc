#include "terminology/concept_codes.h"

namespace trialmatch {

ConceptCodes::ConceptCodes(const ConceptNodes& nodes) : places_(nodes.nodes.size()) {
  size_t name_bytes = 0;
  for (const ConceptNode& node : nodes.nodes)
    name_bytes += node.row == nullptr ? 0 : node.row->display.size();
  names_.reserve(name_bytes);
  codes_.reserve(nodes.nodes.size());
  name_begins_.reserve(nodes.nodes.size() + 1);
  for (const ConceptNode& node : nodes.nodes) {
    if (node.concept_class != kNoClass) places_.Add(*node.code, static_cast<uint32_t>(codes_.size()));
    codes_.push_back(*node.code);
    name_begins_.push_back(names_.size());
    if (node.row != nullptr) names_ += node.row->display;
  }
  name_begins_.push_back(names_.size());
  of_concept_.reserve(nodes.classes.size());
  for (const std::vector<uint32_t>& members : nodes.classes) {
    List list{members.front(), static_cast<uint32_t>(members.size())};
    if (list.count > 1) {
      list.first = static_cast<uint32_t>(shared_.size());
      for (const uint32_t node : members) shared_.push_back(codes_[node]);
    }
    of_concept_.push_back(list);
  }
}

uint32_t ConceptCodes::LookUp(const Code& code) const {
  const std::optional<uint32_t> found =
      places_.Find(code, [this](uint32_t place) -> const Code& { return codes_[place]; });
  if (!found.has_value()) return kNowhere;
  code.last_place().Keep(number_, *found);
  return *found;
}

}  // namespace trialmatch
