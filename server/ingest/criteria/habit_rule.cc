#include "ingest/criteria/habit_rule.h"

#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"
#include "terminology/system_uris.h"

namespace trialmatch::criteria {

std::optional<Statement> ReadHabit(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  TakeAny<"a | an | the | any | be | be a">(next);
  const bool negative = TakeAny<
      "non | not | no | not be a | not be | not a | not be current | never | must not | do not | does not | "
      "not be a current | "
      "must not be | must be non | must be a non | who do not | without">(next);
  // Who never smoked did not smoke before either.
  const bool never = negative && cursor.rest()[next.at() - cursor.at() - 1].Is("never");
  TakeAny<"a | an">(next);
  const bool past =
      never ||
      TakeAny<
          "history of | former | past | ex | previous | ever | prior | current or past | past or current | "
          "current or previous | current or former | previous or current">(next);
  if (!past) TakeAny<"current | currently | active | actively | habitual | regular | present">(next);
  const bool nonsmoker = TakeAny<"nonsmoker | nonsmokers | nonsmoking">(next);
  if (!nonsmoker &&
      !TakeAny<
          "smoker | smokers | smoking | smoke | smokes | cigarette smoker | cigarette smokers | cigarette "
          "smoking | "
          "tobacco use | use of tobacco | tobacco smoking | tobacco smoker | tobacco smokers | tobacco user "
          "| "
          "tobacco users | smoking habit | smoke cigarettes | smokes cigarettes | use tobacco | uses tobacco "
          "| "
          "use of tobacco products | use tobacco products | tobacco product use | smoking of cigarettes | "
          "smoking tobacco | smoke tobacco | tobacco usage | use of tobacco or nicotine containing products "
          "| "
          "smoking status | use of nicotine products | nicotine use">(next)) {
    return std::nullopt;
  }
  const Code code(kSampleUri, "smoking");
  if (!reader.concepts.terminology().Has(code) || (nonsmoker && negative)) return std::nullopt;
  const std::optional<v1::TimeWindow> window = TakeWindow(next);
  TakeNow(next);
  Statement statement;
  v1::Criterion& criterion =
      negative || nonsmoker ? *statement.criterion.mutable_not_() : statement.criterion;
  v1::FactCriterion& habit = *criterion.mutable_lifestyle();
  AddConcept(code, reader.concepts.terminology(), *habit.mutable_concepts());
  if (window) {
    *habit.mutable_window() = *window;
  } else {
    habit.set_status(past ? v1::FACT_STATUS_EVER : v1::FACT_STATUS_ACTIVE);
  }
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
