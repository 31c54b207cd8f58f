#include "wire/read_codes.h"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "wire/fact_lists.h"

namespace trialmatch {
namespace {

template <typename Person>
size_t CountFacts(const Person& person) {
  size_t count = 0;
  ForEachFactList(person, [&](const char*, const auto& list, FactCategory) {
    count += static_cast<size_t>(list.size());
  });
  return count;
}

size_t CountAllFacts(const v1::PatientProfile& profile) {
  size_t count = CountFacts(profile);
  for (const v1::Relative& relative : profile.relatives()) count += CountFacts(relative);
  return count;
}

bool HoldsForCodesOf(const Fact& fact, absl::FunctionRef<bool(const Code&)> holds) {
  const auto holds_if_there = [&](const std::optional<Code>& code) { return !code || holds(*code); };
  const Code* const value = std::get_if<Code>(&fact.value);
  return holds(fact.code) && holds_if_there(fact.body_site) && (value == nullptr || holds(*value)) &&
         holds_if_there(fact.method) && holds_if_there(fact.response);
}

}  // namespace

bool HoldsForAllCodes(const v1::PatientProfile& profile, const Patient& read,
                      absl::FunctionRef<bool(const Code&)> holds) {
  return read.facts.size() == CountAllFacts(profile) &&
         std::all_of(read.facts.begin(), read.facts.end(),
                     [&](const Fact& fact) { return HoldsForCodesOf(fact, holds); }) &&
         std::all_of(read.tested_genes.begin(), read.tested_genes.end(),
                     [&](const TestedGene& gene) { return holds(gene.code); });
}

}  // namespace trialmatch
