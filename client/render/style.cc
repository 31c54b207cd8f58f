#include "client/render/style.h"

#include "absl/strings/str_cat.h"

namespace trialmatch::client {

std::string Style::Paint(Tone tone, absl::string_view text) const {
  if (!view_.colour || text.empty()) return std::string(text);
  absl::string_view code;
  switch (tone) {
    case Tone::kPlain:
      return std::string(text);
    case Tone::kGood:
      code = "32";
      break;
    case Tone::kBad:
      code = "31";
      break;
    case Tone::kOpen:
      code = "33";
      break;
    case Tone::kDim:
      code = "2";
      break;
    case Tone::kBold:
      code = "1";
      break;
  }
  return absl::StrCat("\x1b[", code, "m", text, "\x1b[0m");
}

std::string Style::Branch(bool last) const {
  if (view_.utf8) return last ? "└─ " : "├─ ";
  return last ? "`- " : "|- ";
}

std::string Style::Below(bool last) const {
  if (last) return "   ";
  return view_.utf8 ? "│  " : "|  ";
}

}  // namespace trialmatch::client
