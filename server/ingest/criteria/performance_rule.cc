#include "ingest/criteria/performance_rule.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "ingest/criteria/amounts.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

struct Scale {
  v1::PerformanceScale scale;
  int step;  // between neighbouring scores
  int most;
};

std::optional<Scale> TakeScale(Cursor& cursor) {
  constexpr Scale kEcog = {v1::PERFORMANCE_SCALE_ECOG, 1, 5};
  Cursor next = cursor;
  TakeAny<"a | an">(next);
  std::optional<Scale> scale;
  if (TakeAny<"ecog | eastern cooperative oncology group | eastern cooperative oncology group ( ecog ) | "
              "zubrod | who | swog | world health organization | world health organization ( who ) | "
              "ecog / who | who / ecog | ecog or zubrod | ecog / zubrod | zubrod / ecog | who ecog | gog">(
          next)) {
    scale = kEcog;
    const bool who = cursor.Peek().Is("who") || cursor.Peek().Is("world");
    Cursor behind = next;
    if (who && !TakeAny<"performance | ps | /">(behind) && !behind.PeekIs(TokenKind::kNumber))
      return std::nullopt;
  } else if (TakeAny<"karnofsky | kps | karnofsky / lansky">(next)) {
    scale = Scale{v1::PERFORMANCE_SCALE_KARNOFSKY, 10, 100};
  } else if (TakeAny<"lansky">(next)) {
    scale = Scale{v1::PERFORMANCE_SCALE_LANSKY, 10, 100};
  } else if (TakeAny<"performance status | performance status ( ps )">(next)) {
    Cursor behind = next;
    TakeAny<": | of | -">(behind);
    if (TakeAny<"ecog | zubrod | who | swog | karnofsky | lansky | "
                "eastern cooperative oncology group ( ecog )">(behind)) {
      TakeAny<": | of | -">(next);
      scale = TakeScale(next);
      if (!scale) return std::nullopt;
    } else {
      scale = kEcog;  // 0 to 5 whoever names them
    }
  }
  if (!scale) return std::nullopt;
  TakeAny<
      "performance status | physical status | physical status score | performance | ps | performance status "
      "score | performance score | "
      "performance status ( ps ) | performance scale | score | index | performance index | "
      "performance status scale | scale | status | ( kps ) | performance status ( kps ) | "
      "performance scale ( kps ) | performance status ( ecog ) | performance status grade | "
      "grade | ( ps ) | performance status ( ecog ps ) | performance status ( pps ) | "
      "play performance status">(next);
  TakeAny<"score | ( kps ) | ( ecog ) | grade | level">(next);
  TakeAny<": | of | is | must be | = | score of | should be | either">(next);
  cursor = next;
  return scale;
}

// "0 or 1", "0, 1, or 2".
std::optional<AmountRange> TakeScores(Cursor& cursor) {
  Cursor next = cursor;
  AmountRange range;
  int last = 0;
  while (next.PeekIs(TokenKind::kNumber)) {
    int score = 0;
    if (!absl::SimpleAtoi(next.Peek().text, &score)) return std::nullopt;
    if (range.min && score != last + 1) return std::nullopt;
    if (!range.min) range.min = Limit{next.Peek().text, "", false};
    range.max = Limit{next.Peek().text, "", false};
    last = score;
    next.Advance();
    cursor = next;
    if (!TakeAny<"or | , | and | , or | , and | /">(next)) break;
  }
  return range.min ? std::optional<AmountRange>(std::move(range)) : std::nullopt;
}

std::optional<std::string> TakePercent(Cursor& cursor) {
  return TakeAny<"% | percent | points">(cursor) ? std::optional<std::string>("%") : std::nullopt;
}

// An inclusive bound of whole scores.
std::optional<int> ScoreOf(const Limit& limit, bool lower) {
  int score = 0;
  if (!absl::SimpleAtoi(limit.value, &score)) return std::nullopt;
  return limit.exclusive ? score + (lower ? 1 : -1) : score;
}

}  // namespace

std::optional<Statement> ReadPerformance(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  const std::optional<Scale> scale = TakeScale(next);
  if (!scale) return std::nullopt;
  std::optional<AmountRange> range = TakeRange(next, TakePercent);
  if (!range) range = TakeScores(next);
  if (!range) return std::nullopt;
  Statement statement;
  statement.self_contained = true;
  v1::PerformanceCriterion& performance = *statement.criterion.mutable_performance_status();
  performance.set_scale(scale->scale);
  for (const bool lower : {true, false}) {
    const std::optional<Limit>& limit = lower ? range->min : range->max;
    if (!limit) continue;
    const std::optional<int> score = ScoreOf(*limit, lower);
    if (!score || *score < 0 || *score > scale->most) return std::nullopt;
    lower ? performance.mutable_score()->set_min(*score) : performance.mutable_score()->set_max(*score);
  }
  const v1::CountRange& told = performance.score();
  if (told.has_min() && told.has_max() && told.min() > told.max()) return std::nullopt;  // "ECOG 2-0"
  TakeAny<
      "on the ecog scale | on the ecog performance scale | ( ecog ) | by ecog | "
      "on the eastern cooperative oncology group ( ecog ) scale | on ecog performance scale">(next);
  if (const std::optional<v1::TimeWindow> window = TakeWindow(next)) *performance.mutable_window() = *window;
  TakeNow(next);
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
