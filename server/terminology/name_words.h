// The words that a name is made of, for finding names in text.
#ifndef TRIALMATCH_TERMINOLOGY_NAME_WORDS_H_
#define TRIALMATCH_TERMINOLOGY_NAME_WORDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch {

// The lower-case words of a name: ASCII letters and digits, and bytes from 0x80 on as they are. An apostrophe
// inside a word is left out ("Crohn's" is "crohns"); every other ASCII character separates. Plurals stay.
std::vector<std::string> NameWords(absl::string_view name);

// The same words, joined with one space.
std::string JoinedNameWords(absl::string_view name);

// An inverted heading in natural order ("Anemia, Hemolytic, Autoimmune" is "Autoimmune Hemolytic Anemia").
// Empty where the name has no comma before a space, or one that does not look like an inversion: more than
// three, or a part that begins with a word such as "and" or "without".
std::optional<std::string> NaturalOrder(absl::string_view name);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_NAME_WORDS_H_
