#include "ingest/criteria/line_tree.h"

#include <optional>
#include <utility>

#include "ingest/criteria/headings.h"
#include "ingest/criteria/paragraphs.h"
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

// Makes of every paragraph lines of its topics and sentences, beneath its label.
void SplitParagraphs(absl::string_view text, std::vector<LineNode>& nodes, LineTree& tree) {
  for (LineNode& node : nodes) {
    if (!node.children.empty()) {
      SplitParagraphs(text, node.children, tree);
      continue;
    }
    const std::vector<Token> line = tree.lines[node.line];
    const std::vector<Topical> topics = SplitParagraph(line, text);
    if (topics.empty()) continue;
    const auto add = [&tree](absl::Span<const Token> tokens, std::vector<LineNode>& to) {
      tree.lines.emplace_back(tokens.begin(), tokens.end());
      to.push_back({tree.lines.size() - 1, {}});
    };
    tree.lines[node.line].assign(topics[0].label.begin(), topics[0].label.end());
    for (const Topical& topic : topics) {
      if (&topic != &topics[0]) add(topic.label, node.children);
      std::vector<LineNode>& to = &topic == &topics[0] ? node.children : node.children.back().children;
      for (const absl::Span<const Token> item : topic.items) add(item, to);
    }
  }
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
    // "Excluded:" is of what stands above it.
    const std::optional<SectionHeading> heading = SectionOf(tree.lines[i]);
    const bool section = heading && !(heading->verdict && tree.lines[i].back().Is(":"));
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
  SplitParagraphs(text, tree.roots, tree);
  return tree;
}

}  // namespace trialmatch::criteria
