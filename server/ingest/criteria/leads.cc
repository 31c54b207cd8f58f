#include "ingest/criteria/leads.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace trialmatch::criteria {
namespace {

// "Adequate organ function, as defined by the following": the lines beneath it say what is adequate.
bool IsAdequateFunction(absl::string_view text) {
  constexpr absl::string_view kBefore[] = {
      "adequate ",           "acceptable ",    "sufficient ",  "patients must have adequate ",
      "must have adequate ", "have adequate ", "has adequate "};
  constexpr absl::string_view kFunctions[] = {"organ function",
                                              "organ and marrow function",
                                              "bone marrow function",
                                              "hepatic function",
                                              "liver function",
                                              "renal function",
                                              "hematologic function",
                                              "marrow function",
                                              "bone marrow reserve",
                                              "laboratory values",
                                              "laboratory parameters",
                                              "kidney function",
                                              "hematological function",
                                              "coagulation",
                                              "hepatic and renal function",
                                              "renal and hepatic function",
                                              "laboratory results",
                                              "organ functions",
                                              "hematopoietic function",
                                              "cardiac function"};
  constexpr absl::string_view kBehind[] = {"",
                                           " defined as",
                                           " as defined by",
                                           " as defined below",
                                           " as follows",
                                           " as defined by the following",
                                           " , defined as",
                                           " , defined as follows",
                                           " defined as follows",
                                           " as indicated by",
                                           " as evidenced by",
                                           " including",
                                           " defined by",
                                           " , as defined by",
                                           " , as indicated by",
                                           " , including",
                                           " defined as the following",
                                           " as evidenced by the following",
                                           " as defined as",
                                           " , as evidenced by",
                                           " as demonstrated by",
                                           " with the following",
                                           " , as follows"};
  const auto rest_behind = [&text](absl::Span<const absl::string_view> pieces) {
    for (const absl::string_view piece : pieces) {
      if (absl::ConsumePrefix(&text, piece)) return true;
    }
    return false;
  };
  if (!rest_behind(kBefore) || !rest_behind(kFunctions)) return false;
  return std::find(std::begin(kBehind), std::end(kBehind), text) != std::end(kBehind);
}

}  // namespace

Lead LeadOf(absl::Span<const Token> line) {
  const bool colon = !line.empty() && line.back().Is(":");
  if (colon) line.remove_suffix(1);
  const std::string text = WordsOf(line);
  const auto is = [&text](std::initializer_list<absl::string_view> phrases) {
    return std::find(phrases.begin(), phrases.end(), text) != phrases.end();
  };
  if (is({"at least one of the following",
          "one of the following",
          "any of the following",
          "one or more of the following",
          "any one of the following",
          "either of the following",
          "at least one of the following criteria",
          "any one or more of the following",
          "must have at least one of the following",
          "must have one of the following",
          "meets one of the following criteria",
          "patients must have at least one of the following",
          "has at least one of the following",
          "at least 1 of the following",
          "1 of the following",
          "one of the following criteria",
          "meets at least one of the following criteria",
          "any of the following conditions",
          "any of the following criteria",
          "have one of the following",
          "patients with any of the following",
          "presence of any of the following",
          "history of any of the following",
          "any of these conditions",
          "subjects with any of the following",
          "the following",
          "patients with the following",
          "patients with the following conditions",
          "presence of any of the following conditions"})) {
    return text == "the following" || text.find("with the following") != std::string::npos ? Lead::kHeading
                                                                                           : Lead::kAnyOf;
  }
  if (is({"all of the following", "both of the following", "meets all of the following criteria",
          "all of the following criteria", "must have all of the following", "each of the following",
          "must meet all of the following", "must meet all of the following criteria",
          "meet all of the following criteria", "all the following"})) {
    return Lead::kAllOf;
  }
  if (is({"excluded", "exclusions", "exclude", "patients excluded", "not allowed", "not permitted",
          "prohibited"}) ||
      (text.find("are excluded") != std::string::npos && text.find("following") != std::string::npos &&
       line.size() <= 10)) {
    return Lead::kExcluded;
  }
  if (is({"required", "included", "as follows", "the following criteria", "meets the following criteria",
          "patients must have", "must have", "subjects must have", "general", "other", "laboratory values",
          "patients must have the following", "patients must have the following laboratory values",
          "required laboratory values", "laboratory criteria", "laboratory", "concurrent conditions"})) {
    return Lead::kHeading;
  }
  return IsAdequateFunction(text) ? Lead::kHeading : Lead::kUnknown;
}

}  // namespace trialmatch::criteria
