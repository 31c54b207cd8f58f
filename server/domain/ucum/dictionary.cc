#include "domain/ucum/dictionary.h"

#include <utility>

#include "domain/ucum/parser.h"

namespace trialmatch::ucum {
namespace {

// The offset of the zero of a straight scale above absolute zero, counted in the scale's own steps.
std::optional<Rational> ZeroInOwnSteps(absl::string_view function) {
  if (function == "Cel") return Rational(27315, 100);
  if (function == "degF") return Rational(45967, 100);
  if (function == "degRe") return Rational(27315 * 4, 100 * 5);
  return std::nullopt;
}

}  // namespace

const Dictionary& Dictionary::Get() {
  static const Dictionary& dictionary = *new Dictionary;  // never destroyed: other statics may still parse
  return dictionary;
}

Dictionary::Dictionary() {
  for (const PrefixRow& row : Prefixes()) {
    if (std::optional<Rational> value = ParseRational(row.value)) {
      prefixes_.emplace_back(row.code, *value);
    } else {
      unreadable_.emplace_back(row.code);
    }
  }
  for (absl::string_view code : BaseUnits()) AddBaseUnit(code);
  // Definitions may name units that stand further down in the table.
  std::vector<const UnitRow*> waiting;
  for (const UnitRow& row : Units()) waiting.push_back(&row);
  for (size_t before = waiting.size() + 1; waiting.size() < before;) {
    before = waiting.size();
    std::erase_if(waiting, [this](const UnitRow* row) { return AddUnit(*row); });
  }
  for (const UnitRow* row : waiting) unreadable_.emplace_back(row->code);
}

void Dictionary::AddBaseUnit(absl::string_view code) {
  const SymbolId id = static_cast<SymbolId>(symbols_.size());
  if (code == "g") gram_ = id;
  symbols_.push_back({.code = code, .kind = Symbol::Kind::kBase});
  atoms_.emplace(code, Atom{.metric = true, .form = {.powers = {{id, 1, 1}}}});
}

bool Dictionary::ReadDefinition(const UnitRow& row, Atom* atom) const {
  const std::optional<Rational> value = ParseRational(row.value);
  absl::StatusOr<Expression> unit = ParseExpression(row.unit, *this);
  if (!value.has_value() || !unit.ok()) return false;
  atom->form = std::move(unit->form);
  atom->form.factor *= *value;
  return true;
}

void Dictionary::Name(const UnitRow& row, Symbol::Kind kind, const Rational& number, Atom* atom) {
  const SymbolId id = static_cast<SymbolId>(symbols_.size());
  if (row.code == "mol") mole_ = id;
  symbols_.push_back({.code = row.code, .kind = kind, .fraction = row.fraction, .number = number});
  atom->form = {.factor = 1, .powers = {{id, 1, 1}}};
}

bool Dictionary::AddUnit(const UnitRow& row) {
  Atom atom{.metric = row.metric, .special = !row.function.empty(), .arbitrary = row.arbitrary};
  if (!ReadDefinition(row, &atom)) return false;
  const Form reduced = Reduce(atom.form, *this);
  if (atom.special) {
    if (std::optional<Rational> zero = ZeroInOwnSteps(row.function)) {
      atom.offset = *zero * atom.form.factor;
    } else {
      Name(row, Symbol::Kind::kOpaque, 1, &atom);
    }
  } else if (atom.arbitrary) {
    // [IU] is another spelling of [iU]; all others are defined by nothing but themselves.
    if (reduced.powers.empty()) Name(row, Symbol::Kind::kOpaque, 1, &atom);
  } else if (reduced.powers.empty() && !row.number) {
    Name(row, Symbol::Kind::kCounted, reduced.factor, &atom);
  }
  atoms_.emplace(row.code, std::move(atom));
  return true;
}

std::optional<Atom> Dictionary::Find(absl::string_view code) const {
  if (const auto exact = atoms_.find(code); exact != atoms_.end()) return exact->second;
  for (const auto& [prefix, value] : prefixes_) {
    if (code.substr(0, prefix.size()) != prefix) continue;
    const auto rest = atoms_.find(code.substr(prefix.size()));
    if (rest == atoms_.end() || !rest->second.metric) continue;
    Atom atom = rest->second;
    atom.form.factor *= value;
    return atom;
  }
  return std::nullopt;
}

Form Reduce(const Form& form, const Dictionary& dictionary) {
  Form reduced{.factor = form.factor};
  for (const Power& power : form.powers) {
    const Symbol& symbol = dictionary.symbol(power.symbol);
    if (symbol.kind == Symbol::Kind::kCounted) {
      reduced.factor *= IntegerPower(symbol.number, power.total);
    } else if (power.total != 0) {
      reduced.powers.push_back({power.symbol, power.total, 0});
    }
  }
  return reduced;
}

}  // namespace trialmatch::ucum
