#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// heart <- chd <- tof; heart <- acquired; congenital <- chd
LoadedTables Hearts() {
  return LoadRows({
      "system ; a ; urn:a ; First ; 7 ; one",
      "system ; b ; urn:b ; Second ; ; one",
      "system ; c ; urn:c ; Never loaded",
      "concept ; a:tof ; Tetralogy of Fallot ; a:chd ; Fallot|TOF",
      "concept ; a:heart ; Heart disease",
      "concept ; a:congenital ; Congenital anomaly",
      "concept ; a:chd ; Congenital heart disease ; a:heart|a:congenital",
      "concept ; a:acquired ; Acquired heart disease ; a:heart",
      "concept ; b:Q20 ; Malformations of the heart",
      "concept ; b:Q20.1 ; Double outlet ; b:Q20",
      "map ; a:chd ; b:Q20",
      "map ; a:tof ; c:99",
  });
}

TEST(ConceptGraph, KnowsItsSystemsConceptsAndNames) {
  const LoadedTables tables = Hearts();
  EXPECT_THAT(Texts(tables), IsEmpty());
  const Terminology& t = *tables.terminology;
  ASSERT_EQ(t.Versions().size(), 3u) << "and the built-in states";
  EXPECT_EQ(t.Versions()[0].system, "urn:a");
  EXPECT_EQ(t.Versions()[0].name, "First");
  EXPECT_EQ(t.Versions()[0].version, "7");
  EXPECT_EQ(t.Versions()[0].concept_count, 5u);
  EXPECT_EQ(t.Versions()[1].concept_count, 2u);
  EXPECT_EQ(t.Versions()[2].system, "urn:trialmatch:builtin");
  EXPECT_TRUE(t.HasSystem("urn:b"));
  EXPECT_FALSE(t.HasSystem("urn:c"));
  EXPECT_TRUE(t.Has(A("tof")));
  EXPECT_FALSE(t.Has(A("TOF")));
  EXPECT_FALSE(t.Has({"urn:c", "99"}));
  EXPECT_EQ(t.DisplayName(A("chd")), "Congenital heart disease");
  EXPECT_EQ(t.DisplayName({"urn:c", "99"}), "Tetralogy of Fallot");
  EXPECT_EQ(t.DisplayName(A("nothing")), "");
}

// A code remembers where it was found, but not for another terminology, and not as another code.
TEST(ConceptGraph, FindsOneCodeInSeveralTerminologiesByTurns) {
  const LoadedTables hearts = Hearts();
  const LoadedTables others = LoadRows({"system ; a ; urn:a ; First", "concept ; a:aorta ; Aorta",
                                        "concept ; a:tof ; Something else ; a:aorta"});
  const Terminology &t = *hearts.terminology, &u = *others.terminology;
  Code tof = A("tof");
  const Code gone = A("chd");
  for (int turn = 0; turn < 3; ++turn) {
    EXPECT_EQ(t.DisplayName(tof), "Tetralogy of Fallot");
    EXPECT_TRUE(t.IsA(tof, gone));
    EXPECT_EQ(u.DisplayName(tof), "Something else");
    EXPECT_TRUE(u.IsA(tof, A("aorta")));
    EXPECT_FALSE(u.Find(gone).has_value());
    EXPECT_FALSE(u.Has(gone));
  }
  const Code copy = tof;
  EXPECT_EQ(copy, A("tof")) << "whether looked up or not";
  EXPECT_EQ(t.Find(copy), t.Find(A("tof")));
  ASSERT_TRUE(t.Has(tof));
  tof = A("acquired");
  EXPECT_EQ(t.DisplayName(tof), "Acquired heart disease");
  EXPECT_FALSE(t.IsA(tof, gone));
  tof = A("chd");
  EXPECT_EQ(t.DisplayName(tof), "Congenital heart disease");
  tof = A("nothing");
  EXPECT_FALSE(t.Has(tof));
  tof = Code{"urn:c", "99"};
  EXPECT_EQ(t.DisplayName(tof), "Tetralogy of Fallot");
}

TEST(ConceptGraph, InfersWhatLiesBeneathWhat) {
  const LoadedTables tables = Hearts();
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(A("tof"), A("tof")));
  EXPECT_TRUE(t.IsA(A("tof"), A("heart")));
  EXPECT_TRUE(t.IsA(A("tof"), A("congenital")));
  EXPECT_FALSE(t.IsA(A("heart"), A("tof")));
  EXPECT_FALSE(t.IsA(A("acquired"), A("congenital")));
  EXPECT_FALSE(t.IsA(A("nothing"), A("nothing")));
  EXPECT_TRUE(t.IsA(B("Q20.1"), A("heart"))) << "through the exact equivalent";
}

TEST(ConceptGraph, AncestorsAndDescendantsAreSortedAndAgree) {
  const LoadedTables tables = Hearts();
  const Terminology& t = *tables.terminology;
  EXPECT_EQ(t.ConceptCount(), 6u + LoadPlainTables({}).terminology->ConceptCount());
  EXPECT_EQ(t.Ancestors(*t.Find(A("tof"))).size(), 4u);
  EXPECT_EQ(t.Descendants(*t.Find(A("heart"))).size(), 5u);
  for (ConceptId x = 0; x < t.ConceptCount(); ++x) {
    EXPECT_TRUE(std::is_sorted(t.Ancestors(x).begin(), t.Ancestors(x).end()));
    EXPECT_TRUE(std::is_sorted(t.Descendants(x).begin(), t.Descendants(x).end()));
    for (ConceptId y = 0; y < t.ConceptCount(); ++y) {
      const auto beneath = t.Descendants(y);
      EXPECT_EQ(t.IsA(x, y), std::find(beneath.begin(), beneath.end(), x) != beneath.end());
    }
  }
}

TEST(ConceptGraph, NamesTheShortestWayUpAndTheEquivalentsOnIt) {
  const LoadedTables tables = Hearts();
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(t.Path(A("tof"), A("heart")), ElementsAre(A("tof"), A("chd"), A("heart")));
  EXPECT_EQ(t.Steps(A("tof"), A("heart")), 2);
  EXPECT_THAT(t.Path(B("Q20.1"), A("heart")), ElementsAre(B("Q20.1"), B("Q20"), A("chd"), A("heart")));
  EXPECT_EQ(t.Steps(B("Q20.1"), A("heart")), 2);
  EXPECT_THAT(t.Path(B("Q20"), A("chd")), ElementsAre(B("Q20"), A("chd")));
  EXPECT_EQ(t.Steps(B("Q20"), A("chd")), 0);
  EXPECT_THAT(t.Path(A("tof"), A("tof")), ElementsAre(A("tof")));
  EXPECT_THAT(t.Path(A("heart"), A("tof")), IsEmpty());
  EXPECT_EQ(t.Steps(A("heart"), A("tof")), std::nullopt);
}

TEST(ConceptGraph, PrefersAShortcutOverALongWay) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "concept ; a:top ; Top",
      "concept ; a:m ; M ; a:top",
      "concept ; a:n ; N ; a:m",
      "concept ; a:x ; X ; a:n|a:top",
  });
  EXPECT_THAT(tables.terminology->Path(A("x"), A("top")), ElementsAre(A("x"), A("top")));
  EXPECT_EQ(tables.terminology->Steps(A("x"), A("top")), 1);
}

// Two ways up that meet, a long one and a short one, and a concept with an equivalent in between.
TEST(ConceptGraph, CountsTheStepsOfAShortestWayToEachAncestor) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "system ; b ; urn:b ; B",
      "concept ; a:top ; Top",
      "concept ; a:l1 ; L1 ; a:top",
      "concept ; a:l2 ; L2 ; a:l1",
      "concept ; a:s ; S ; a:top",
      "concept ; b:s ; The same as S ; b:l2",
      "concept ; b:l2 ; L2 by itself",
      "concept ; a:x ; X ; a:l2|a:s",
      "concept ; a:y ; Y ; a:x|a:l1",
      "map ; a:s ; b:s ; exact",
  });
  EXPECT_THAT(Texts(tables), IsEmpty());
  const Terminology& t = *tables.terminology;
  EXPECT_EQ(t.Steps(A("y"), A("top")), 2) << "by L1";
  EXPECT_EQ(t.Steps(A("x"), A("top")), 2) << "by S";
  EXPECT_EQ(t.Steps(A("y"), B("l2")), 3) << "by S, which is of two systems";
  for (ConceptId x = 0; x < t.ConceptCount(); ++x) {
    const absl::Span<const ConceptId> above = t.Ancestors(x);
    ASSERT_EQ(t.AncestorSteps(x).size(), above.size());
    for (size_t i = 0; i < above.size(); ++i) {
      // Equivalents that stand side by side on the way are one concept.
      std::vector<Code> way = t.Path(t.CodesOf(x)[0], t.CodesOf(above[i])[0]);
      const auto same = [&](const Code& p, const Code& q) { return t.Find(p) == t.Find(q); };
      way.erase(std::unique(way.begin(), way.end(), same), way.end());
      EXPECT_EQ(t.AncestorSteps(x)[i] + 1u, way.size());
    }
  }
}

TEST(ConceptGraph, FindsByNameSynonymAndCodeWithoutCase) {
  const LoadedTables tables = Hearts();
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(t.Search("tof", 10), ElementsAre(A("tof")));
  EXPECT_THAT(t.Search("  FALLOT ", 10), ElementsAre(A("tof")));
  EXPECT_THAT(t.Search("congenital", 10), ElementsAre(A("congenital"), A("chd")));
  EXPECT_THAT(t.Search("congenital", 1), ElementsAre(A("congenital")));
  EXPECT_THAT(t.Search("q20", 10), ElementsAre(B("Q20"), B("Q20.1")));
  EXPECT_THAT(t.Search("allot", 10), IsEmpty());
  EXPECT_THAT(t.Search("", 10), IsEmpty());
}

TEST(ConceptGraph, ListsExactEquivalents) {
  const LoadedTables tables = Hearts();
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(t.ExactEquivalents(A("chd")), ElementsAre(B("Q20")));
  EXPECT_THAT(t.ExactEquivalents({"urn:c", "99"}), ElementsAre(A("tof")));
  EXPECT_THAT(t.ExactEquivalents(A("heart")), IsEmpty());
}

TEST(ConceptGraph, BelievesACrossReferenceOnlyWhereItIsOneToOne) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "system ; b ; urn:b ; B",
      "concept ; a:1 ; A1",
      "concept ; a:2 ; A2",
      "concept ; a:3 ; A3",
      "concept ; b:1 ; B1",
      "concept ; b:2 ; B2",
      "map ; a:1 ; b:1 ; xref",
      "map ; a:2 ; b:2 ; xref",
      "map ; b:2 ; a:3 ; xref",
  });
  EXPECT_THAT(Texts(tables), ElementsAre("9 warning the cross-reference is not one-to-one and not used",
                                         "10 warning the cross-reference is not one-to-one and not used"));
  EXPECT_THAT(tables.terminology->ExactEquivalents(A("1")), ElementsAre(B("1")));
  EXPECT_THAT(tables.terminology->ExactEquivalents(B("2")), IsEmpty());
}

TEST(ConceptGraph, AnExactMapIsBelievedBesideACrossReference) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "system ; b ; urn:b ; B",
      "concept ; a:1 ; A1",
      "concept ; a:2 ; A2",
      "concept ; b:1 ; B1",
      "map ; a:1 ; b:1 ; xref",
      "map ; a:2 ; b:1 ; exact",
  });
  EXPECT_THAT(tables.terminology->ExactEquivalents(B("1")), ElementsAre(A("2")));
  EXPECT_EQ(tables.warning_count, 1u);
}

TEST(ConceptGraph, CutsACycleTheSameWayForEveryOrderOfRows) {
  const LoadedTables one = LoadRows({"system ; a ; urn:a ; A", "concept ; a:1 ; One ; a:3",
                                     "concept ; a:2 ; Two ; a:1", "concept ; a:3 ; Three ; a:2"});
  const LoadedTables two = LoadRows({"concept ; a:3 ; Three ; a:2", "concept ; a:2 ; Two ; a:1",
                                     "concept ; a:1 ; One ; a:3", "system ; a ; urn:a ; A"});
  EXPECT_THAT(Texts(one), ElementsAre("3 error the parent \"1\" is left out: it would close a cycle"));
  EXPECT_THAT(Texts(two), ElementsAre("2 error the parent \"1\" is left out: it would close a cycle"));
  for (const LoadedTables* tables : {&one, &two}) {
    EXPECT_TRUE(tables->terminology->IsA(A("1"), A("2")));
    EXPECT_FALSE(tables->terminology->IsA(A("2"), A("1")));
  }
}

TEST(ConceptGraph, ReportsDanglingOwnAndEquivalentParents) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "system ; b ; urn:b ; B",
      "concept ; a:1 ; One ; a:none|b:1",
      "concept ; a:2 ; Two ; a:2",
      "concept ; a:3 ; Three ; a:4",
      "concept ; a:4 ; Four",
      "map ; a:3 ; b:x",
      "map ; b:x ; a:4",
  });
  EXPECT_THAT(Texts(tables),
              ElementsAre("8 warning two codes of one system are the same by this map",
                          "3 error the parent is not a concept: \"none\"",
                          "3 error the parent is not a concept: \"1\"",
                          "4 error the parent \"2\" is left out: it is the concept itself or the same "
                          "by a map",
                          "5 error the parent \"4\" is left out: it is the concept itself or the same "
                          "by a map"));
  EXPECT_EQ(tables.error_count, 4u);
  EXPECT_EQ(tables.warning_count, 1u);
}

TEST(ConceptGraph, ReportsDuplicates) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "concept ; a:1 ; One",
      "concept ; a:1 ; One",
      "concept ; a:1 ; Uno",
  });
  EXPECT_THAT(Texts(tables), ElementsAre("3 warning the same concept row again: \"1\"",
                                         "4 error the concept has another row already: \"1\""));
  EXPECT_EQ(tables.terminology->DisplayName(A("1")), "One");
  EXPECT_THAT(tables.terminology->Search("uno", 5), IsEmpty());
}

TEST(ConceptGraph, AMapNeedsCodesThatExist) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "system ; b ; urn:b ; B",
      "system ; c ; urn:c ; C",
      "concept ; a:1 ; One",
      "map ; a:1 ; a:typo",
      "map ; b:1 ; c:1",
      "map ; a:1 ; b:7",
      "map ; b:7 ; a:1",
  });
  EXPECT_THAT(Texts(tables), ElementsAre("5 error the system has concepts, but not this one: \"typo\"",
                                         "8 warning the same two codes are mapped already",
                                         "6 warning neither code is a concept, nor the same as one"));
  EXPECT_FALSE(tables.terminology->Find(B("1")).has_value());
  EXPECT_TRUE(tables.terminology->Find(B("7")).has_value());
}

// Without a bound, a chain of n concepts has n * n / 2 pairs.
TEST(ConceptGraph, ChainsBeyondTheBoundAreCutAndReported) {
  std::string text = "system\ta\turn:a\tA\n";
  for (int i = 10000; i < 20000; ++i) {
    absl::StrAppend(&text, "concept\ta:", i, "\tName", i > 10000 ? absl::StrCat("\ta:", i - 1) : "", "\n");
  }
  std::vector<TableFile> files;
  files.push_back({"chain.tsv", text});
  const LoadedTables tables = LoadPlainTables(std::move(files));
  EXPECT_EQ(tables.error_count, 2u);
  EXPECT_EQ(tables.terminology->Ancestors(*tables.terminology->Find(A("14095"))).size(), 4096u);
  EXPECT_EQ(tables.terminology->Ancestors(*tables.terminology->Find(A("14096"))).size(), 1u);
}

}  // namespace
}  // namespace trialmatch
