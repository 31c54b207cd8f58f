#include "client/console.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace trialmatch::client {
namespace {

bool WantsColour(const Console& console, ColourChoice choice, bool is_terminal) {
  if (choice != ColourChoice::kAuto) return choice == ColourChoice::kAlways;
  return is_terminal && console.Variable("NO_COLOR").empty() && console.Variable("TERM") != "dumb";
}

bool LocaleIsUtf8(const Console& console) {
  // The first that is set counts, as in setlocale(3).
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string value = absl::AsciiStrToLower(console.Variable(name));
    if (!value.empty()) {
      return absl::StrContains(value, "utf-8") || absl::StrContains(value, "utf8");
    }
  }
  return false;
}

}  // namespace

std::string Console::Variable(const std::string& name) const {
  const auto found = environment.find(name);
  return found == environment.end() ? "" : found->second;
}

View Console::OutView(ColourChoice choice) const {
  return {.width = out_is_terminal ? width : 0,
          .colour = WantsColour(*this, choice, out_is_terminal),
          .utf8 = LocaleIsUtf8(*this)};
}

View Console::ErrView(ColourChoice choice) const {
  return {.width = err_is_terminal ? width : 0,
          .colour = WantsColour(*this, choice, err_is_terminal),
          .utf8 = LocaleIsUtf8(*this)};
}

}  // namespace trialmatch::client
