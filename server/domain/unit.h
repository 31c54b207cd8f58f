// A unit of measure: a UCUM expression, understood.
#ifndef TRIALMATCH_DOMAIN_UNIT_H_
#define TRIALMATCH_DOMAIN_UNIT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "domain/affine_map.h"
#include "domain/rational.h"
#include "domain/ucum/parser.h"

namespace trialmatch {

// An immutable value, cheap to copy, safe to share between threads.
class Unit {
 public:
  // Reads a case-sensitive UCUM expression: "mg/dL", "10*9/L", "mL/min/{1.73_m2}", "[degF]". InvalidArgument
  // for anything else (limits and causes: see ucum/parser.h); the error never repeats the text. The unit "1"
  // is unity; an empty text is an error. Parsed units are remembered, so that a second reading is one lookup.
  static absl::StatusOr<Unit> Parse(absl::string_view expression);

  const std::string& expression() const { return data_->expression; }

  // What UCUM says it measures, in base units: "m-3.g" for mg/dL, "" for mmol/mol, for % and for mol.
  // Equal texts are commensurable in UCUM. Arbitrary units, and scales such as [pH] or B, are a dimension
  // each.
  const std::string& dimension() const { return data_->dimension; }
  // From a value in this unit to one in the base units of `dimension`.
  const AffineMap& to_base() const { return data_->to_base; }

  // What the product compares without knowing the analyte: as `dimension`, but counting mol, eq, osm, %,
  // [ppm], [HPF] and their like as dimensions of their own, telling mg/g from mL/L, and with the annotations.
  // Units of one kind are values of one line; to_kind() takes them there ("canonical value").
  const std::string& kind() const { return data_->kind; }
  const AffineMap& to_kind() const { return data_->to_kind; }

  // On a scale of its own (Cel, [degF], [pH], dB), and hence not part of a product.
  bool is_special() const { return data_->parsed.special; }
  // Has a unit like [IU] or [arb'U] in it.
  bool is_arbitrary() const { return data_->parsed.arbitrary; }
  // A dimensionless ratio of something to something (%, mmol/mol, mg/g, [ppm]); a plain number is none.
  bool is_ratio() const { return data_->is_ratio; }
  const std::vector<ucum::Annotation>& annotations() const { return data_->parsed.annotations; }
  const ucum::Form& form() const { return data_->parsed.form; }

  // Same expression, letter by letter.
  friend bool operator==(const Unit& a, const Unit& b) { return a.expression() == b.expression(); }

 private:
  struct Data {
    std::string expression;
    ucum::Expression parsed;
    std::string dimension;
    std::string kind;
    AffineMap to_base;
    AffineMap to_kind;
    bool is_ratio = false;
  };
  explicit Unit(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  static std::shared_ptr<const Data> MakeData(absl::string_view expression, ucum::Expression parsed);

  std::shared_ptr<const Data> data_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_UNIT_H_
