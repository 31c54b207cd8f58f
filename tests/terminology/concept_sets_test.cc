#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ConceptSets : public ::testing::Test {
 protected:
  Membership Of(const Code& recorded, const ConceptSet& set) const {
    return tables_.terminology->Classify(recorded, set).membership;
  }

  const LoadedTables tables_ = LoadRows({
      "system ; a ; urn:a ; A ; ; one",
      "concept ; a:neoplasm ; Neoplasm",
      "concept ; a:cancer ; Cancer ; a:neoplasm",
      "concept ; a:skin-disease ; Skin disease",
      "concept ; a:skin-cancer ; Skin cancer ; a:cancer|a:skin-disease",
      "concept ; a:melanoma ; Melanoma ; a:skin-cancer",
      "concept ; a:lung-cancer ; Lung cancer ; a:cancer",
      "concept ; a:asthma ; Asthma",
      // Another publisher's system; only cancer and melanoma are mapped.
      "system ; b ; urn:b ; B",
      "concept ; b:C ; Cancer",
      "concept ; b:C1 ; Sarcoma ; b:C",
      "concept ; b:C43 ; Melanoma ; b:C",
      "concept ; b:J ; Chest disease",
      "map ; a:cancer ; b:C",
      "map ; a:melanoma ; b:C43",
      // Curated with A, and unrelated.
      "system ; d ; urn:d ; D ; ; one",
      "concept ; d:flu ; Influenza",
      // Known only through a map.
      "system ; s ; urn:s ; S",
      "map ; s:1 ; a:asthma",
  });
  const ConceptSet cancer_ = {{Deep(A("cancer"))}, {}};
  const ConceptSet cancer_except_skin_ = {{Deep(A("cancer"))}, {Deep(A("skin-cancer"))}};
};

TEST_F(ConceptSets, ARecordedCodeIsAMemberByItself) {
  EXPECT_THAT(tables_.issues, IsEmpty());
  EXPECT_EQ(Of(A("cancer"), cancer_), Membership::kMember);
  EXPECT_EQ(Of(A("melanoma"), cancer_), Membership::kMember);
  EXPECT_EQ(Of(A("asthma"), cancer_), Membership::kNotMember);
}

TEST_F(ConceptSets, ARecordedAncestorOfAMemberMayBeOne) {
  EXPECT_EQ(Of(A("neoplasm"), cancer_), Membership::kMaybe);
  EXPECT_EQ(Of(A("skin-disease"), cancer_), Membership::kMaybe);
  EXPECT_EQ(Of(A("cancer"), {{Deep(A("melanoma"))}, {}}), Membership::kMaybe);
}

TEST_F(ConceptSets, CancerRecordedDoesNotDecideCancerExceptSkinCancer) {
  EXPECT_EQ(Of(A("cancer"), cancer_except_skin_), Membership::kMaybe);
  EXPECT_EQ(Of(A("lung-cancer"), cancer_except_skin_), Membership::kMember);
  EXPECT_EQ(Of(A("skin-cancer"), cancer_except_skin_), Membership::kNotMember);
  EXPECT_EQ(Of(A("melanoma"), cancer_except_skin_), Membership::kNotMember);
  EXPECT_EQ(Of(A("skin-disease"), cancer_except_skin_), Membership::kMaybe) << "above an excluded code";
}

TEST_F(ConceptSets, WithoutDescendantsOnlyTheCodeItselfCounts) {
  const ConceptSet only = {{Alone(A("cancer"))}, {}};
  EXPECT_EQ(Of(A("cancer"), only), Membership::kMember);
  EXPECT_EQ(Of(A("lung-cancer"), only), Membership::kNotMember);
  EXPECT_EQ(Of(A("neoplasm"), only), Membership::kMaybe);
  const ConceptSet beneath_only = {{Deep(A("cancer"))}, {Alone(A("cancer"))}};
  EXPECT_EQ(Of(A("cancer"), beneath_only), Membership::kMaybe) << "what is beneath it is still a member";
  EXPECT_EQ(Of(A("melanoma"), beneath_only), Membership::kMember);
  const ConceptSet no_melanoma = {{Deep(A("cancer"))}, {Alone(A("melanoma"))}};
  EXPECT_EQ(Of(A("melanoma"), no_melanoma), Membership::kNotMember);
  EXPECT_EQ(Of(A("skin-cancer"), no_melanoma), Membership::kMaybe);
}

TEST_F(ConceptSets, AnUnknownCodeIsSaidToBeUnknown) {
  EXPECT_EQ(Of(A("typo"), cancer_), Membership::kUnknownCode);
  EXPECT_EQ(Of({"urn:elsewhere", "1"}, cancer_), Membership::kUnknownCode);
}

TEST_F(ConceptSets, AnExactEquivalentAnswers) {
  EXPECT_EQ(Of(B("C43"), cancer_), Membership::kMember);
  EXPECT_EQ(Of({"urn:s", "1"}, cancer_), Membership::kNotMember);
}

TEST_F(ConceptSets, NothingFollowsFromAMissingMapBetweenPublishers) {
  EXPECT_EQ(Of(B("J"), cancer_), Membership::kNotMember) << "cancer has its map";
  Classification c = tables_.terminology->Classify(B("J"), {{Deep(A("skin-disease"))}, {}});
  EXPECT_EQ(c.membership, Membership::kMaybe);
  EXPECT_EQ(c.not_decided, NotDecided::kSystemsNotComparable);
  c = tables_.terminology->Classify(B("C1"), cancer_except_skin_);
  EXPECT_EQ(c.membership, Membership::kMaybe) << "beneath the mapped cancer, but skin cancer has no map";
  EXPECT_EQ(c.not_decided, NotDecided::kSystemsNotComparable);
  EXPECT_EQ(Of(B("C1"), cancer_), Membership::kMember);
  EXPECT_EQ(Of(B("C1"), {{Deep(A("melanoma"))}, {}}), Membership::kNotMember) << "the set's code has its map";
  EXPECT_EQ(Of(B("J"), {{Deep(A("skin-disease")), Deep(B("C"))}, {}}), Membership::kNotMember)
      << "the set is written in this system too";
  EXPECT_EQ(Of({"urn:d", "flu"}, cancer_), Membership::kNotMember) << "one group";
}

TEST_F(ConceptSets, ASetThatDoesNotResolveDecidesLittle) {
  const ConceptSet gone = {{Deep(A("lung-cancer")), Deep(A("gone"))}, {}};
  EXPECT_EQ(Of(A("lung-cancer"), gone), Membership::kMember);
  const Classification c = tables_.terminology->Classify(A("asthma"), gone);
  EXPECT_EQ(c.membership, Membership::kMaybe);
  EXPECT_EQ(c.not_decided, NotDecided::kSetNotResolved);
  EXPECT_EQ(Of(A("lung-cancer"), {{Deep(A("cancer"))}, {Deep(A("gone"))}}), Membership::kMaybe);
  EXPECT_FALSE(tables_.terminology->CoveredBy(gone, {A("lung-cancer")}));
}

TEST_F(ConceptSets, RefutationCoversItsDescendantsAndSaysNothingOfAncestors) {
  const Terminology& t = *tables_.terminology;
  EXPECT_TRUE(t.CoveredBy(cancer_, {A("cancer")}));
  EXPECT_TRUE(t.CoveredBy(cancer_, {A("neoplasm")}));
  EXPECT_FALSE(t.CoveredBy(cancer_, {A("lung-cancer"), A("skin-cancer")})) << "cancer itself is a member";
  EXPECT_TRUE(t.CoveredBy({{Deep(A("cancer"))}, {Alone(A("cancer"))}},
                          {A("lung-cancer"), A("skin-cancer"), B("C1")}));
  EXPECT_TRUE(t.CoveredBy({{Deep(A("skin-disease"))}, {Alone(A("skin-disease"))}}, {A("cancer")}));
  EXPECT_TRUE(t.CoveredBy(cancer_, {B("C")})) << "by its equivalent";
  EXPECT_FALSE(t.CoveredBy(cancer_, absl::Span<const Code>()));
  EXPECT_FALSE(t.CoveredBy(cancer_, {A("typo")}));
}

TEST_F(ConceptSets, ASetMayLieBeneathACode) {
  const Terminology& t = *tables_.terminology;
  EXPECT_TRUE(t.SetLiesBeneath(cancer_, A("neoplasm")));
  EXPECT_TRUE(t.SetLiesBeneath(cancer_, A("cancer")));
  EXPECT_FALSE(t.SetLiesBeneath(cancer_, A("skin-cancer")));
  EXPECT_FALSE(t.SetLiesBeneath({{Deep(A("cancer")), Deep(A("asthma"))}, {}}, A("cancer")));
}

TEST_F(ConceptSets, ValidationNamesEveryCodeThatDoesNotResolve) {
  using Reason = ConceptSetProblem::Reason;
  const Terminology& t = *tables_.terminology;
  EXPECT_THAT(t.ValidateSet(cancer_except_skin_), IsEmpty());
  const std::vector<ConceptSetProblem> problems =
      t.ValidateSet({{Deep(A("cancer")), Deep(A("x"))}, {Deep({"urn:no", "y"}), Deep({"urn:s", "1"})}});
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].reason, Reason::kUnknownCode);
  EXPECT_FALSE(problems[0].in_exclude);
  EXPECT_EQ(problems[0].index, 1u);
  EXPECT_EQ(problems[1].reason, Reason::kSystemNotLoaded);
  EXPECT_TRUE(problems[1].in_exclude);
  EXPECT_EQ(problems[1].index, 0u);
  EXPECT_EQ(problems[2].reason, Reason::kSystemNotLoaded) << "known only through a map";
  ASSERT_EQ(t.ValidateSet({{Deep(A("melanoma"))}, {Deep(A("cancer"))}}).size(), 1u);
  EXPECT_EQ(t.ValidateSet({{Deep(A("melanoma"))}, {Deep(A("cancer"))}})[0].reason, Reason::kNoMembers);
  EXPECT_EQ(t.ValidateSet({}).size(), 1u);
}

}  // namespace
}  // namespace trialmatch
