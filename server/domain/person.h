// Whose a fact is: the patient's, or that of one of the patient's relatives.
#ifndef TRIALMATCH_DOMAIN_PERSON_H_
#define TRIALMATCH_DOMAIN_PERSON_H_

#include <compare>
#include <cstdint>

#include "absl/container/inlined_vector.h"

namespace trialmatch {

enum class Subject : uint8_t {
  kPatient,
  kMother,
  kFather,
  kSibling,
  kChild,
  kGrandparent,
  kOtherRelative,
  kPartner,
};

// One person. Of the patient, the mother and the father there is one each, number 0; siblings and all others
// are told apart by number, from 1 in the order of the profile.
struct Person {
  // Stands for every one of them whom the profile does not list, and of whom nothing is recorded.
  static constexpr int kUnlisted = -1;

  Subject subject = Subject::kPatient;
  int number = 0;

  bool IsUnlisted() const { return number == kUnlisted; }
  friend auto operator<=>(const Person&, const Person&) = default;
};

// The relationships that a criterion asks of, any of them. Never empty; there are few, and mostly one.
using Subjects = absl::InlinedVector<Subject, 16>;

inline bool MayBeSeveral(Subject subject) { return subject > Subject::kFather; }

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_PERSON_H_
