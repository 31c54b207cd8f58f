#include "terminology/concept_codes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "terminology/code_places.h"
#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CodePlaces, FindsWhatWasAddedAndNothingElse) {
  std::vector<Code> codes;
  for (int i = 0; i < 5000; ++i) codes.push_back(i % 2 == 0 ? A(std::to_string(i)) : B(std::to_string(i)));
  CodePlaces places(codes.size());
  for (uint32_t i = 0; i < codes.size(); ++i) places.Add(codes[i], i);
  const auto code_at = [&](uint32_t place) -> const Code& { return codes[place]; };
  for (uint32_t i = 0; i < codes.size(); ++i) {
    EXPECT_EQ(places.Find(codes[i], code_at), i);
    EXPECT_EQ(places.Find(i % 2 == 0 ? B(std::to_string(i)) : A(std::to_string(i)), code_at), std::nullopt);
  }
  EXPECT_EQ(CodePlaces().Find(codes[0], code_at), std::nullopt);
}

// Two concepts, one of which has another code by two maps, and a map that leads to nothing.
TableRows Rows() {
  TableRows rows;
  rows.systems = {{{}, "urn:a", "A", "", "", false, false, false},
                  {{}, "urn:b", "B", "", "", false, false, false}};
  rows.concepts = {{{0, 1}, A("2"), "Two", {}, {}}, {{0, 2}, A("1"), "One", {}, {}}};
  rows.maps = {{{0, 3}, A("1"), B("x"), MapKind::kExact},
               {{0, 4}, B("x"), B("y"), MapKind::kExact},
               {{0, 5}, B("v"), B("w"), MapKind::kExact}};
  return rows;
}

TEST(ConceptCodes, KeepsEachCodeOnceAscending) {
  const TableRows rows = Rows();
  LoadIssues issues({"test"});
  const ConceptCodes codes(BuildConceptNodes(rows, issues));
  EXPECT_THAT(codes.All(), ElementsAre(A("1"), A("2"), B("v"), B("w"), B("x"), B("y")));
  EXPECT_EQ(codes.ConceptCount(), 2u);
  EXPECT_THAT(codes.Of(0), ElementsAre(A("1"), B("x"), B("y")));
  EXPECT_THAT(codes.Of(1), ElementsAre(A("2")));
}

TEST(ConceptCodes, FindsTheCodesOfConceptsAndTheirNames) {
  const TableRows rows = Rows();
  LoadIssues issues({"test"});
  const ConceptCodes codes(BuildConceptNodes(rows, issues));
  EXPECT_EQ(codes.PlaceOf(A("2")), 1u);
  EXPECT_EQ(codes.PlaceOf(B("y")), 5u);
  EXPECT_EQ(codes.PlaceOf(B("v")), ConceptCodes::kNowhere) << "of no concept";
  EXPECT_EQ(codes.PlaceOf(B("z")), ConceptCodes::kNowhere);
  EXPECT_EQ(codes.NameAt(0), "One");
  EXPECT_EQ(codes.NameAt(1), "Two");
  EXPECT_THAT(codes.NameAt(5), IsEmpty());
}

}  // namespace
}  // namespace trialmatch
