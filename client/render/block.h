// Indented paragraphs.
#ifndef TRIALMATCH_CLIENT_RENDER_BLOCK_H_
#define TRIALMATCH_CLIENT_RENDER_BLOCK_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/render/style.h"

namespace trialmatch::client {

// What stands before a paragraph; colours and all.
struct Indent {
  std::string first;
  std::string rest;
};

// A paragraph wrapped to the view: `text` in `tone`, then `suffix` dim. Ends the last line.
std::string Paragraph(const Indent& indent, Tone tone, absl::string_view text, absl::string_view suffix,
                      const Style& style);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RENDER_BLOCK_H_
