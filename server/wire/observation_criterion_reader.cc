#include "wire/observation_criterion_reader.h"

#include <optional>
#include <utility>

#include "domain/builtin_codes.h"
#include "wire/enum_reader.h"
#include "wire/fact_details.h"
#include "wire/range_reader.h"
#include "wire/trial_enums.h"

namespace trialmatch {
namespace {

void ReadExpected(const v1::ObservationCriterion& message, ObservationCriterion& read, IssueSink& sink) {
  switch (message.expected_case()) {
    case v1::ObservationCriterion::kQuantity: {
      Field in(sink, "quantity");
      read.expected = ReadQuantityRange(message.quantity(), sink);
      return;
    }
    case v1::ObservationCriterion::kNormalLimit: {
      Field in(sink, "normal_limit");
      read.expected = ReadNormalLimitRange(message.normal_limit(), sink);
      return;
    }
    case v1::ObservationCriterion::kCoded: {
      Field in(sink, "coded");
      read.expected = ReadConceptSet(message.coded(), sink);
      return;
    }
    case v1::ObservationCriterion::EXPECTED_NOT_SET:
      break;
  }
  sink.Error("expects nothing: set quantity, normal_limit or coded");
}

void CheckSelection(const v1::ObservationCriterion& message, Selection selection, IssueSink& sink) {
  const bool change = selection == Selection::kChange || selection == Selection::kPercentChange;
  const bool extreme = selection == Selection::kMinimum || selection == Selection::kMaximum;
  if (change && !message.has_quantity())
    sink.ErrorAt("selection", "is a change, which only quantity measures");
  if (extreme && message.has_coded()) sink.ErrorAt("selection", "is an extreme, which codes do not have");
  if (selection == Selection::kPercentChange && message.has_quantity() && message.quantity().unit() != "%") {
    sink.ErrorAt("quantity.unit", "is not \"%\", the unit of a change in per cent");
  }
}

std::optional<Bound> ScoreBound(const std::optional<int>& score) {
  if (!score) return std::nullopt;
  return Bound{Decimal(*score), /*exclusive=*/false};
}

}  // namespace

ObservationCriterion ReadObservation(const v1::ObservationCriterion& message, const Subjects& subjects,
                                     IssueSink& sink) {
  ObservationCriterion read;
  read.subjects = subjects;
  read.concepts = ReadRequiredConcepts(message.has_concepts(), message.concepts(), "concepts", sink);
  ReadExpected(message, read, sink);
  read.selection = ReadEnum(kSelections, message.selection(), "selection", sink).value_or(Selection::kLatest);
  CheckSelection(message, read.selection, sink);
  if (message.has_window()) {
    Field in(sink, "window");
    read.window = ReadWindow(message.window(), subjects, sink);
  }
  read.method = ReadOptionalConcepts(message.has_method(), message.method(), "method", sink);
  return read;
}

ObservationCriterion ReadPerformance(const v1::PerformanceCriterion& message, IssueSink& sink) {
  ObservationCriterion read;
  if (auto code = ReadBuiltinCode(message.scale(), "scale", sink)) {
    read.concepts.include.push_back({*std::move(code), /*with_descendants=*/true});
  }
  if (message.has_score()) {
    Field in(sink, "score");
    const CountRange score = ReadCountRange(message.score(), 0, HighestScore(message.scale()), sink);
    read.expected = QuantityRange{ScoreBound(score.min), ScoreBound(score.max), kScoreUnit};
  } else {
    sink.ErrorAt("score", "is required");
  }
  if (message.has_window()) {
    Field in(sink, "window");
    read.window = ReadWindow(message.window(), read.subjects, sink);
  }
  return read;
}

}  // namespace trialmatch
