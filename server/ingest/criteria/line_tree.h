// Which lines of a text stand beneath which.
#ifndef TRIALMATCH_INGEST_CRITERIA_LINE_TREE_H_
#define TRIALMATCH_INGEST_CRITERIA_LINE_TREE_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

struct LineNode {
  size_t line = 0;
  std::vector<LineNode> children;
};

struct LineTree {
  std::vector<std::vector<Token>> lines;  // by number; none is empty
  std::vector<LineNode> roots;
};

// By indentation and markers; a line without a marker holds what follows only if it ends with a colon or is a
// heading. At most 16 levels: what is deeper lies on the last.
// A paragraph of topics (paragraphs.h) becomes lines of its own.
LineTree BuildLineTree(absl::string_view text);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_LINE_TREE_H_
