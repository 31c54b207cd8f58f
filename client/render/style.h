// Colours, marks and lines of a view.
#ifndef TRIALMATCH_CLIENT_RENDER_STYLE_H_
#define TRIALMATCH_CLIENT_RENDER_STYLE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/console.h"

namespace trialmatch::client {

enum class Tone { kPlain, kGood, kBad, kOpen, kDim, kBold };

class Style {
 public:
  explicit Style(const View& view) : view_(view) {}

  const View& view() const { return view_; }

  // `text` in the tone's colour, or as it is where the view has none.
  std::string Paint(Tone tone, absl::string_view text) const;

  // Met, not met, unknown.
  std::string Good() const { return view_.utf8 ? "✓" : "+"; }
  std::string Bad() const { return view_.utf8 ? "✗" : "x"; }
  std::string Open() const { return "?"; }

  // Before an inner or the last branch of a tree, and before what hangs below one.
  std::string Branch(bool last) const;
  std::string Below(bool last) const;

  std::string Bullet() const { return view_.utf8 ? "• " : "- "; }
  std::string Ellipsis() const { return view_.utf8 ? "…" : "..."; }
  // Between two things on one line.
  std::string Dot() const { return view_.utf8 ? " · " : " | "; }

 private:
  View view_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RENDER_STYLE_H_
