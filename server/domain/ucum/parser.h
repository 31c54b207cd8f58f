// Reads UCUM's case-sensitive unit expressions.
#ifndef TRIALMATCH_DOMAIN_UCUM_PARSER_H_
#define TRIALMATCH_DOMAIN_UCUM_PARSER_H_

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "domain/rational.h"
#include "domain/ucum/form.h"

namespace trialmatch::ucum {

class Dictionary;

// "{cells}", without the braces. `below` is true where it stands under the line.
struct Annotation {
  std::string text;
  bool below = false;

  friend bool operator==(const Annotation& a, const Annotation& b) = default;
  friend auto operator<=>(const Annotation& a, const Annotation& b) = default;
};

struct Expression {
  Form form;
  std::vector<Annotation> annotations;  // sorted
  std::optional<Rational> offset;       // of a special unit on a straight line: see Atom
  bool special = false;
  bool arbitrary = false;
};

// UCUM's grammar, case-sensitive codes. InvalidArgument, naming the character (from 1) and the cause but
// never the text, for: an empty expression; more than 128 characters, 16 levels of parentheses, an exponent
// beyond 99 or a factor beyond 9 digits; anything but printable ASCII; an unknown symbol; a prefix on a unit
// that takes none; a special unit (Cel, [pH], dB, …) with an exponent or in a product.
absl::StatusOr<Expression> ParseExpression(absl::string_view text, const Dictionary& dictionary);

}  // namespace trialmatch::ucum

#endif  // TRIALMATCH_DOMAIN_UCUM_PARSER_H_
