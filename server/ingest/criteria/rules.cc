#include "ingest/criteria/clock_rules.h"
#include "ingest/criteria/consent_rule.h"
#include "ingest/criteria/fact_rules.h"
#include "ingest/criteria/observation_rules.h"
#include "ingest/criteria/performance_rule.h"
#include "ingest/criteria/rule.h"
#include "ingest/criteria/state_rules.h"

namespace trialmatch::criteria {

absl::Span<const Rule> Rules() {
  static constexpr Rule kRules[] = {
      {"age", ReadAge, 98},
      {"sex-and-age", ReadSexAndAge, 97},
      {"gestation", ReadGestation, 95},
      {"newborn-clock", ReadNewbornClock, 95},
      {"observation", ReadObservation, 96},
      {"performance-status", ReadPerformance, 98},
      {"reproductive-state", ReadReproductiveState, 97},
      {"consent", ReadConsent, 97},
      {"trial-participation", ReadParticipation, 95},
      {"sex", ReadSex, 97},
      {"fact", ReadFact, 93},
  };
  return kRules;
}

}  // namespace trialmatch::criteria
