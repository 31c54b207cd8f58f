#include "ingest/criteria/ability_rule.h"
#include "ingest/criteria/clock_rules.h"
#include "ingest/criteria/consent_rule.h"
#include "ingest/criteria/contraception_rule.h"
#include "ingest/criteria/fact_rules.h"
#include "ingest/criteria/habit_rule.h"
#include "ingest/criteria/judgement_rule.h"
#include "ingest/criteria/life_expectancy_rule.h"
#include "ingest/criteria/observation_rules.h"
#include "ingest/criteria/performance_rule.h"
#include "ingest/criteria/rule.h"
#include "ingest/criteria/state_rules.h"
#include "ingest/criteria/test_result_rule.h"

namespace trialmatch::criteria {

absl::Span<const Rule> Rules() {
  static constexpr Rule kRules[] = {
      {"age", ReadAge, 98, true},
      {"sex-and-age", ReadSexAndAge, 97, true},
      {"gestation", ReadGestation, 95, true},
      {"newborn-clock", ReadNewbornClock, 95, true},
      {"observation", ReadObservation, 96},
      {"performance-status", ReadPerformance, 98},
      {"reproductive-state", ReadReproductiveState, 97},
      {"consent", ReadConsent, 97},
      {"ability", ReadAbility, 95},
      {"contraception", ReadContraception, 95},
      {"test-result", ReadTestResult, 96},
      {"life-expectancy", ReadLifeExpectancy, 97, true},
      {"trial-participation", ReadParticipation, 95},
      {"sex", ReadSex, 97},
      {"habit", ReadHabit, 95},
      {"fact", ReadFact, 93},
      {"judgement", ReadJudgement, 95},
  };
  return kRules;
}

}  // namespace trialmatch::criteria
