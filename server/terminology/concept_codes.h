// The codes that a concept graph knows, and their names.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_CODES_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_CODES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/code.h"
#include "domain/last_place.h"
#include "terminology/code_places.h"
#include "terminology/concept_nodes.h"
#include "terminology/concept_set.h"

namespace trialmatch {

// Immutable and safe for any number of threads. Places are indexes of All(). Keeps each code once, and
// nothing of the nodes.
class ConceptCodes {
 public:
  static constexpr uint32_t kNowhere = UINT32_MAX;

  explicit ConceptCodes(const ConceptNodes& nodes);

  absl::Span<const Code> All() const { return codes_; }  // ascending, as the nodes
  size_t ConceptCount() const { return of_concept_.size(); }
  // Ascending.
  absl::Span<const Code> Of(ConceptId id) const {
    const List& list = of_concept_[id];
    return (list.count > 1 ? absl::MakeConstSpan(shared_) : All()).subspan(list.first, list.count);
  }
  // kNowhere when the code is of no concept.
  uint32_t PlaceOf(const Code& code) const {
    const std::optional<uint32_t> known = code.last_place().In(number_);
    return known ? *known : LookUp(code);
  }
  // The name to show; empty for a code that is not loaded.
  absl::string_view NameAt(uint32_t place) const {
    return absl::string_view(names_).substr(name_begins_[place],
                                            name_begins_[place + 1] - name_begins_[place]);
  }

 private:
  // One of codes_, or several of shared_, since nearly all concepts have one code.
  struct List {
    uint32_t first = 0, count = 0;
  };

  uint32_t LookUp(const Code& code) const;

  uint32_t number_ = LastPlace::NewTable();
  CodePlaces places_;
  std::vector<Code> codes_, shared_;
  std::vector<List> of_concept_;
  std::string names_;
  std::vector<size_t> name_begins_;  // of each place, and the end
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_CODES_H_
