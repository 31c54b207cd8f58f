// Finds concepts by name.
#ifndef TRIALMATCH_TERMINOLOGY_NAME_INDEX_H_
#define TRIALMATCH_TERMINOLOGY_NAME_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/code.h"
#include "terminology/code_names.h"
#include "terminology/concept_graph.h"
#include "terminology/name_words.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Immutable and safe for any number of threads. `words` are what JoinedNameWords makes of a text: the words
// of NameWords with one space between. Every beginning of a name that ends with a word has a slot of 8 bytes
// in a table of hashes, so that a reader of texts asks for the longest name at a place with one look-up a
// word.
class NameIndex {
 public:
  // Takes the names and synonyms of the rows that `graph` kept; the graph's codes outlive this.
  NameIndex(std::vector<ConceptRow> rows, const ConceptGraph& graph);

  // Exact hits in the order of codes, then names that begin so in the order of names; each code once, at most
  // `limit`.
  std::vector<Code> Search(absl::string_view name, size_t limit) const;

  // The concepts one of whose names or synonyms is exactly these words, ascending. Inverted headings
  // ("Hypertension, Pulmonary") are found in natural order too. Lives as long as the index.
  absl::Span<const Code> Named(absl::string_view words) const;
  // True iff some name begins with these words and goes on with at least one more.
  bool GoesOn(absl::string_view words) const;

 private:
  // A part of text_, and one of codes_.
  struct Spelling {
    uint32_t begin = 0;
    uint32_t code = 0;
    uint16_t length = 0;
  };
  // Words, and the concepts named so: `count` from `first` on, in codes_ if it is one, else in shared_.
  struct Name {
    uint32_t begin = 0;
    uint32_t first = 0;
    uint32_t count = 0;
    uint16_t length = 0;
  };
  // The first of names_ that begins with these many bytes, and some bits of their hash.
  struct Slot {
    uint32_t name = UINT32_MAX;
    uint16_t length = 0;
    uint16_t tag = 0;
  };

  template <typename Part>
  absl::string_view TextOf(const Part& part) const {
    return {text_.data() + part.begin, part.length};
  }
  // Sort these, which name codes by their place in codes_.
  void AddSpellings(CodeNames& spelled);
  void AddNames(CodeNames& named);
  void AddSlots();
  // Every beginning with the first name that has it.
  void ForEachBeginning(absl::FunctionRef<void(uint32_t, absl::string_view)> read) const;
  // The first name that begins with these words.
  std::optional<uint32_t> Find(absl::string_view words) const;

  std::string text_;
  absl::Span<const Code> codes_;     // of the graph, ascending
  std::vector<Code> shared_;         // of names that several concepts have
  std::vector<Spelling> spellings_;  // ascending; lower-case names and codes
  std::vector<Name> names_;          // ascending
  std::vector<Slot> slots_;          // a power of two, open addressing
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_NAME_INDEX_H_
