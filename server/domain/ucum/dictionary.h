// The symbols that unit expressions are made of, with their meaning.
#ifndef TRIALMATCH_DOMAIN_UCUM_DICTIONARY_H_
#define TRIALMATCH_DOMAIN_UCUM_DICTIONARY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "domain/rational.h"
#include "domain/ucum/form.h"
#include "domain/ucum/table.h"

namespace trialmatch::ucum {

// What a form's powers count.
struct Symbol {
  enum class Kind {
    kBase,     // m, s, g, rad, K, C, cd
    kCounted,  // UCUM reduces it to a bare number, and only its name says of what: mol, eq, %, [HPF], …
    kOpaque,   // commensurable with itself only: arbitrary units, and scales that are not straight lines
  };
  absl::string_view code;
  Kind kind = Kind::kBase;
  bool fraction = false;
  Rational number = 1;  // of kCounted: the number that UCUM reduces it to
};

// One unit of the table. A special unit on a straight line (Cel, [degF]) has the offset of its zero in its
// form's base units: base value = factor × value + offset.
struct Atom {
  bool metric = false;
  bool special = false;
  bool arbitrary = false;
  Form form = {};
  std::optional<Rational> offset = std::nullopt;
};

// Immutable once made, hence safe to use from any thread.
class Dictionary {
 public:
  static const Dictionary& Get();

  // The unit that `code` names, prefixes applied; nothing if UCUM has none. Codes are case-sensitive.
  std::optional<Atom> Find(absl::string_view code) const;

  const Symbol& symbol(SymbolId id) const { return symbols_[id]; }
  SymbolId gram() const { return gram_; }
  SymbolId mole() const { return mole_; }
  // Codes of the table whose definition could not be read: none, as a test states.
  const std::vector<std::string>& unreadable() const { return unreadable_; }

 private:
  Dictionary();
  void AddBaseUnit(absl::string_view code);
  bool AddUnit(const UnitRow& row);
  // The expression's form; false while it names a unit that is not known yet.
  bool ReadDefinition(const UnitRow& row, Atom* atom) const;
  void Name(const UnitRow& row, Symbol::Kind kind, const Rational& number, Atom* atom);

  std::vector<Symbol> symbols_;
  std::vector<std::pair<absl::string_view, Rational>> prefixes_;
  absl::flat_hash_map<absl::string_view, Atom> atoms_;
  std::vector<std::string> unreadable_;
  SymbolId gram_ = 0;
  SymbolId mole_ = 0;
};

// The form as UCUM alone sees it: counted symbols are the numbers they reduce to, cancelled powers are gone.
Form Reduce(const Form& form, const Dictionary& dictionary);

}  // namespace trialmatch::ucum

#endif  // TRIALMATCH_DOMAIN_UCUM_DICTIONARY_H_
