#include "ingest/criteria/grade_words.h"

#include <string>
#include <vector>

#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {
namespace {

struct Scale {
  const char* name;
  std::vector<std::string> grades;  // as the terminology has them, from the least
};

const Scale* TakeScale(Cursor& cursor) {
  static const auto* const nyha = new Scale{"NYHA", {"I", "II", "III", "IV"}};
  static const auto* const child_pugh = new Scale{"Child-Pugh", {"A", "B", "C"}};
  static const auto* const ctcae = new Scale{"CTCAE", {"1", "2", "3", "4", "5"}};
  if (TakeAny<"nyha | new york heart association | new york heart association ( nyha ) | nyha functional | "
              "new york heart association functional | new york heart association ( nyha ) functional | "
              "new york heart classification">(cursor))
    return nyha;
  if (TakeAny<"child pugh | child pughs | child turcotte pugh | child">(cursor)) return child_pugh;
  if (TakeAny<"ctcae | nci ctcae | nci ctc | ctc | nci common toxicity criteria | common toxicity criteria">(
          cursor))
    return ctcae;
  return nullptr;
}

// The rank of the grade that stands here, from 0.
std::optional<size_t> TakeRank(Cursor& cursor, const Scale& scale) {
  static const auto* const written = new std::vector<std::vector<std::string>>{
      {"i", "1", "a"}, {"ii", "2", "b"}, {"iii", "3", "c"}, {"iv", "4"}, {"v", "5"}};
  const bool letters = scale.grades.front() == "A";
  for (size_t rank = 0; rank < scale.grades.size(); ++rank) {
    for (const std::string& form : (*written)[rank]) {
      const bool letter = form == "a" || form == "b" || form == "c";
      if (letter == letters && cursor.Take(form)) return rank;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<v1::GradeRange> TakeGrade(Cursor& cursor, const Terminology& terminology) {
  Cursor next = cursor;
  const bool bracket = TakeAny<"( | [">(next);
  const Scale* scale = TakeScale(next);
  if (scale == nullptr) return std::nullopt;
  TakeAny<
      "class | functional class | classification | grade | stage | score | cardiac class | class : | heart "
      "failure class">(next);
  const bool least = TakeAny<">= | at least | greater than or equal to">(next);
  const bool more = !least && TakeAny<"> | greater than | above | more than | higher than">(next);
  const bool most = !least && !more && TakeAny<"<= | at most | up to">(next);
  std::optional<size_t> low = TakeRank(next, *scale), high = low;
  if (!low) return std::nullopt;
  const size_t last = scale->grades.size() - 1;
  Cursor behind = next;
  if (least || TakeAny<"or greater | or higher | or worse | or above | or more">(behind)) {
    if (!least) next = behind;
    high = last;
  } else if (more) {
    if (*low == last) return std::nullopt;
    low = *low + 1;
    high = last;
  } else if (most || TakeAny<"or less | or lower | or better">(behind)) {
    if (!most) next = behind;
    low = 0;
  } else if (TakeAny<"or | - | to | / | and | or class | and class | , or | through | and / or">(behind)) {
    // "II, III or IV" would be a list of three.
    if (const std::optional<size_t> to = TakeRank(behind, *scale); to && *to > *low) {
      high = to;
      next = behind;
    }
  }
  if (bracket && !TakeAny<") | ]">(next)) return std::nullopt;
  v1::GradeRange range;
  range.set_scale(scale->name);
  if (*low > 0) range.set_min(scale->grades[*low]);
  if (*high < last) range.set_max(scale->grades[*high]);
  if (!terminology.Rank(scale->name, scale->grades[*low]) || (*low == 0 && *high == last))
    return std::nullopt;
  cursor = next;
  return range;
}

}  // namespace trialmatch::criteria
