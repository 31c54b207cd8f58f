#include "ingest/criteria/qualified.h"

#include <algorithm>
#include <iterator>

#include "ingest/criteria/cursor.h"
#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {
namespace {

// In the words before it these may change what a measurement says: its sign, its time, whose it is, or
// whether it is asked at all.
constexpr absl::string_view kGoverning[] = {
    // not
    "no", "not", "non", "without", "never", "neither", "nor", "cannot", "absence", "free", "lack", "unable",
    "rather", "instead", "refuse", "refusal",
    // if, or some of it
    "or", "and", "either", "if", "unless", "except", "excluding", "excluded", "exclude", "other", "when",
    "where", "should", "may", "can", "could", "including", "includes", "include", "such", "for", "in",
    "following", "one",
    // another time
    "history", "diagnosed", "diagnosis", "first", "initially", "initial", "prior", "previous", "previously",
    "past", "before", "after", "during", "until", "ever", "recent", "recently", "recovered", "resolved",
    "former", "formerly", "once", "had", "was", "were", "planned", "expected", "within", "last", "change",
    "increase", "decrease", "rise", "drop", "reduction", "loss", "gain",
    // some of the patients only, beside whom the list has others with bounds of their own
    "women", "woman", "men", "man", "female", "females", "male", "males", "girls", "boys", "adult", "adults",
    "adolescent", "adolescents", "pediatric", "elderly", "track", "arm", "group", "cohort", "stratum", "part",
    "phase", "randomization", "randomisation", "controls", "control", "only", "age", "ages", "aged", "years",
    "months", "weeks", "days",
    // somebody else
    "mother", "father", "parent", "parents", "mothers", "sibling", "siblings", "family", "relative",
    "relatives", "partner", "partners", "donor", "donors", "fetus", "maternal", "paternal", "child",
    "children"};

bool ChangesMeaning(Tokens words) {
  return std::any_of(words.begin(), words.end(), [](const Token& token) {
    if (token.kind == TokenKind::kSign) return !token.Is("(") && !token.Is(")") && !token.Is("-");
    return std::any_of(std::begin(kGoverning), std::end(kGoverning),
                       [&token](absl::string_view word) { return token.Is(word); });
  });
}

// The tokens of the joint that begins here; 0: none does.
size_t JointAt(Tokens rest, bool exclusion) {
  Cursor cursor(rest);
  // An inclusion may have a colon behind those of whom alone it asks the measurement: "Gilbert's disease: …".
  if (exclusion && cursor.Take(":")) return cursor.at();
  TakeAny<
      "with | with a | with an | as defined by | defined by | defined as | , defined as | "
      ", as defined by | as evidenced by | as indicated by | , i . e . | i . e .">(cursor);
  return cursor.at();
}

bool Balanced(Tokens tokens) {
  int depth = 0;
  for (const Token& token : tokens) {
    depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth == 0;
}

// "anemia (hemoglobin < 9 g/dL)"
std::vector<Qualified> SplitBracket(Tokens item) {
  if (item.size() < 4 || !item.back().Is(")")) return {};
  size_t open = item.size() - 1;
  for (int depth = 0; open > 0; --open) {
    depth += item[open].Is(")") ? 1 : item[open].Is("(") ? -1 : 0;
    if (depth == 0) break;
  }
  if (open == 0) return {};
  return {{item.subspan(0, open), item.subspan(open + 1, item.size() - open - 2)}};
}

}  // namespace

std::vector<Qualified> SplitQualified(Tokens item, bool exclusion) {
  std::vector<Qualified> splits = SplitBracket(item);
  for (size_t i = item.size(); i-- > 1;) {
    const size_t joint = JointAt(item.subspan(i), exclusion);
    if (joint > 0 && i + joint < item.size()) splits.push_back({item.subspan(0, i), item.subspan(i + joint)});
  }
  const auto useless = [](const Qualified& split) {
    return split.measurement.empty() || ChangesMeaning(split.words) || !Balanced(split.words) ||
           !Balanced(split.measurement);
  };
  splits.erase(std::remove_if(splits.begin(), splits.end(), useless), splits.end());
  return splits;
}

}  // namespace trialmatch::criteria
