// Many patients in little memory: what they share is kept once, and each can be had back.
#ifndef TRIALMATCH_MATCHING_PATIENT_ARCHIVE_H_
#define TRIALMATCH_MATCHING_PATIENT_ARCHIVE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "matching/interned.h"
#include "matching/patient_view.h"

namespace trialmatch {

// A recorded code as a fact of one category. Dense from 0.
using CodeId = uint32_t;
struct CategoryCode {
  FactCategory category = FactCategory::kCondition;
  Code code;
};

using FactValue = std::variant<std::monostate, Quantity, Code>;

// Immutable once filled, and then safe for use by any number of threads.
class PatientArchive {
 public:
  // A fact in numbers; of times and `rest` 0 stands for none.
  struct ArchivedFact {
    CodeId code;
    uint32_t qualifiers;  // all that is not named here
    uint32_t start, end, recorded_at;
    uint32_t value;
    uint32_t rest;  // id, links, the length of a pregnancy
  };

  // The next position. Of the facts only those that the view has are kept.
  uint32_t Add(const PatientView& view);
  // Gives back what only adding needs.
  void Finish();

  size_t size() const { return people_.size(); }
  absl::Span<const ArchivedFact> FactsOf(uint32_t position) const {
    const uint32_t first = first_facts_[position];
    return absl::MakeConstSpan(facts_).subspan(first, first_facts_[position + 1] - first);
  }
  const EvaluationOptions& OptionsOf(uint32_t position) const { return options_[people_[position].options]; }
  uint32_t OptionsId(uint32_t position) const { return people_[position].options; }

  // The patient, equal to the one that was added in all that any criterion depends on. Of the facts only
  // those of the wanted codes; consents and attestations for `trial` only.
  Patient Restore(uint32_t position, absl::FunctionRef<bool(CodeId)> wanted, const std::string& trial) const;
  // A fact of that code with those qualifiers, without times and value.
  Fact Prototype(CodeId code, uint32_t qualifiers) const;

  CodeId IdOf(FactCategory category, const Code& code);
  const std::vector<CategoryCode>& codes() const { return codes_.values(); }
  const FactValue& ValueAt(uint32_t value) const { return values_[value]; }

  size_t BytesUsed() const;

 private:
  struct Statements {
    std::vector<Person> relatives;
    std::vector<Subject> all_listed;
    std::vector<TestedGene> tested_genes;
    std::vector<Completeness> completeness;
  };
  struct Decisions {
    std::vector<Consent> consents;
    std::vector<Attestation> attestations;
  };
  struct Rest {
    std::string id;
    std::vector<FactLink> links;
    std::optional<GestationalAge> gestation;
    std::optional<RecordedTime> gestation_on;
  };
  using Birth = std::variant<std::monostate, RecordedTime, StatedAge>;
  struct PersonRecord {
    uint32_t birth, options, statements, gestational_age;
    Sex sexes[3];  // at birth, administrative gender, gender identity
  };

  uint32_t TimeId(const std::optional<RecordedTime>& time);
  uint32_t QualifiersId(const Fact& fact);
  uint32_t StatementsId(const Patient& patient);
  void AddFact(const Fact& fact, uint32_t rest);
  void AddFacts(const PatientView& view);
  void AddDecisions(const Patient& patient);

  Interned<CategoryCode> codes_;
  Interned<Fact> qualifiers_;
  Interned<std::optional<RecordedTime>> times_;
  Interned<FactValue> values_;
  Interned<Birth> births_;
  Interned<EvaluationOptions> options_;
  Interned<Statements> statements_;
  Interned<std::optional<GestationalAge>> gestational_ages_;
  std::vector<PersonRecord> people_;
  std::vector<uint32_t> first_facts_ = {0};
  std::vector<ArchivedFact> facts_;
  std::vector<Rest> rests_ = std::vector<Rest>(1);
  absl::flat_hash_map<uint32_t, Decisions> decisions_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PATIENT_ARCHIVE_H_
