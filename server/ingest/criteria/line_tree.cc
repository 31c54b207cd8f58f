#include "ingest/criteria/line_tree.h"

#include <utility>

#include "ingest/criteria/headings.h"
#include "ingest/criteria/text_lines.h"

namespace trialmatch::criteria {
namespace {

constexpr size_t kMaxLevels = 16;

struct Open {
  LineNode* node = nullptr;
  TextLine line;
  bool holds = false;    // ends with a colon, or is a heading
  bool section = false;  // of inclusions or exclusions
};

// Whether `line` lies beneath `open`.
bool Holds(const Open& open, const TextLine& line, bool section) {
  if (section) return false;
  if (open.section) return line.indentation >= open.line.indentation || open.line.marker == Marker::kNone;
  const bool deeper = line.indentation > open.line.indentation;
  if (deeper) return open.holds || (open.line.marker != Marker::kNone && line.marker != Marker::kNone);
  if (line.indentation < open.line.indentation || !open.holds) return false;
  // At the same place: a list beneath its unmarked title, or letters beneath a number.
  if (open.line.marker == Marker::kNone) return line.marker != Marker::kNone;
  return line.marker != Marker::kNone && line.marker != open.line.marker;
}

}  // namespace

LineTree BuildLineTree(absl::string_view text) {
  LineTree tree;
  std::vector<TextLine> lines;
  for (const TextLine& line : SplitLines(text)) {
    std::vector<Token> tokens = Tokenize(text, line.start, line.end);
    if (tokens.empty()) continue;
    tree.lines.push_back(std::move(tokens));
    lines.push_back(line);
  }
  std::vector<Open> open;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool section = SectionOf(tree.lines[i]).has_value();
    while (!open.empty() && !Holds(open.back(), lines[i], section)) open.pop_back();
    std::vector<LineNode>& siblings = open.empty() ? tree.roots : open.back().node->children;
    siblings.push_back({i, {}});
    if (open.size() + 1 >= kMaxLevels) continue;
    // Pointers into `siblings` are of open nodes only: the last of each list, which grows no more while it is
    // open.
    const bool holds = section || tree.lines[i].back().Is(":") || lines[i].marker != Marker::kNone;
    open.push_back({&siblings.back(), lines[i], section || tree.lines[i].back().Is(":"), section});
    if (!holds) open.pop_back();
  }
  return tree;
}

}  // namespace trialmatch::criteria
