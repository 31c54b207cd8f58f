#include "wire/trial_reader.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/wire/wire_test_support.h"
#include "wire/limits.h"
#include "wire/resource_name.h"
#include "wire/text_hash.h"
#include "wire/trial_ids.h"
#include "wire/trial_normalizer.h"

namespace trialmatch {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kNamed[] = "name: 'trials/T' title: 't' ";

Trial ReadSound(const std::string& text) {
  IssueSink sink;
  Trial trial = ReadTrial(FromText<v1::Trial>(absl::StrCat(kNamed, text)), sink);
  EXPECT_THAT(ErrorFields(sink.issues()), IsEmpty()) << text;
  return trial;
}

class TrialFaultTest : public ::testing::TestWithParam<FaultCase> {};

TEST_P(TrialFaultTest, NamesEveryField) {
  IssueSink sink("trial");
  ReadTrial(FromText<v1::Trial>(GetParam().text), sink);
  std::vector<std::string> expected;
  for (const std::string& member : GetParam().errors) expected.push_back("trial." + member);
  EXPECT_EQ(ErrorFields(sink.issues()), expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, TrialFaultTest,
    ::testing::ValuesIn(std::vector<FaultCase>{
        {"Empty", "", {"name", "title"}},
        {"Name", "name: 'NCT1' title: 't'", {"name"}},
        {"NameSyntax", "name: 'trials/a b' title: 't'", {"name"}},
        {"Enums",
         "name: 'trials/T' title: 't' status: 99 phases: 0 phases: 99 study_type: 99 sex: 99 "
         "healthy_volunteers: 99",
         {"status", "phases[0]", "phases[1]", "study_type", "sex", "healthy_volunteers"}},
        {"SexIndeterminate", "name: 'trials/T' title: 't' sex: SEX_INDETERMINATE", {"sex"}},
        {"AgeUnits",
         "name: 'trials/T' title: 't' minimum_age { value: 1 } maximum_age { value: 28 }",
         {"minimum_age.unit", "maximum_age.unit"}},
        {"AgeTurned",
         "name: 'trials/T' title: 't' minimum_age { value: 18 unit: TIME_UNIT_YEAR } "
         "maximum_age { value: 100 unit: TIME_UNIT_MONTH }",
         {"minimum_age"}},
        {"Conditions",
         "name: 'trials/T' title: 't' conditions {} conditions { text: 'x' code {} }",
         {"conditions[0].text", "conditions[1].code.system", "conditions[1].code.code"}},
        {"Cohorts",
         "name: 'trials/T' title: 't' cohorts { id: 'a' status: 99 conditions {} exclusion_criteria { any_of "
         "{} } } "
         "cohorts { id: 'a' } cohorts { id: '/' } cohorts { id: 'eligibility-text' }",
         {"cohorts[0].status", "cohorts[0].conditions[0].text",
          "cohorts[0].exclusion_criteria[0].any_of.criteria", "cohorts[1].id", "cohorts[2].id",
          "cohorts[3].id"}},
        {"SameIdInTwoCohorts",
         "name: 'trials/T' title: 't' cohorts { inclusion_criteria { id: 'x' text: 't' judgement {} } } "
         "cohorts { inclusion_criteria { id: 'x' text: 't' judgement {} } }",
         {"cohorts[1].inclusion_criteria[0].id"}},
        {"Sites",
         "name: 'trials/T' title: 't' sites { id: 'a' country_code: 'esp' coordinates { latitude: nan } "
         "status: 99 } "
         "sites { id: 'a' coordinates { longitude: 181 } }",
         {"sites[0].country_code", "sites[0].coordinates.latitude", "sites[0].status", "sites[1].id",
          "sites[1].coordinates.longitude"}},
        {"Dates",
         "name: 'trials/T' title: 't' timeline { first_submitted: '1' launched: '2' last_updated: '3' "
         "estimated_completion: '4' } source { current_as_of: '2024-13' }",
         {"timeline.first_submitted", "timeline.launched", "timeline.estimated_completion",
          "timeline.last_updated", "source.current_as_of"}},
        {"Keyword", "name: 'trials/T' title: 't' keywords: ''", {"keywords[0]"}},
        {"InOrder",
         "inclusion_criteria { any_of {} } exclusion_criteria { clock {} } cohorts { status: 99 } title: 't'",
         {"name", "inclusion_criteria[0].any_of.criteria", "exclusion_criteria[0].clock.clock",
          "exclusion_criteria[0].clock", "cohorts[0].status"}},
    }),
    [](const auto& info) { return std::string(info.param.name); });

TEST(TrialReaderTest, ReadsTheFullSample) {
  IssueSink sink;
  const Trial trial = ReadTrial(FromFile<v1::Trial>("full_trial.textproto"), sink);
  ASSERT_THAT(sink.issues(), IsEmpty());
  EXPECT_EQ(trial.id, "NCT1");
  EXPECT_EQ(trial.title, "Title");
  EXPECT_EQ(trial.status, RecruitmentStatus::kRecruiting);
  EXPECT_THAT(trial.phases, ElementsAre(Phase::kPhase1, Phase::kPhase2));
  EXPECT_EQ(trial.study_type, StudyType::kInterventional);
  EXPECT_EQ(trial.healthy_volunteers, HealthyVolunteers::kNotAccepted);
  EXPECT_THAT(trial.conditions, ElementsAre(Code{"urn:x", "diabetes"}, Code{"urn:x", "type-2"}));
  EXPECT_EQ(trial.sex, Sex::kFemale);
  EXPECT_TRUE(trial.gender_based);
  EXPECT_EQ(trial.age.min, (ClockBound{18, TimeUnit::kYear, std::nullopt, true}));
  EXPECT_EQ(trial.age.max, (ClockBound{75, TimeUnit::kYear}));
  EXPECT_EQ(trial.criteria.inclusion[0].id, "sex");
  EXPECT_EQ(trial.criteria.inclusion[1].id, "minimum-age");
  EXPECT_EQ(trial.criteria.inclusion[2].id, "maximum-age");
  EXPECT_EQ(trial.criteria.inclusion[3].id, "all");
  EXPECT_EQ(trial.criteria.exclusion[0].id, "excluded");
  ASSERT_EQ(trial.cohorts.size(), 1u);
  EXPECT_EQ(trial.cohorts[0].status, RecruitmentStatus::kSuspended);
  EXPECT_THAT(trial.cohorts[0].conditions, ElementsAre(Code{"urn:x", "type-2"}));
  EXPECT_EQ(trial.cohorts[0].criteria.inclusion[0].id, "a1");
  EXPECT_EQ(trial.cohorts[0].criteria.exclusion[0].id, "a2");
  ASSERT_EQ(trial.sites.size(), 1u);
  EXPECT_EQ(trial.sites[0].country_code, "ES");
  EXPECT_EQ(trial.sites[0].coordinates->latitude, 40.4);
  EXPECT_EQ(trial.sites[0].status, RecruitmentStatus::kRecruiting);
  EXPECT_EQ(trial.last_updated->ToString(), "2024-05-19");
}

TEST(TrialReaderTest, ACohortWithoutAStatusHasTheTrials) {
  const Trial trial = ReadSound("status: RECRUITMENT_STATUS_COMPLETED cohorts {}");
  EXPECT_EQ(trial.cohorts[0].status, RecruitmentStatus::kCompleted);
}

TEST(TrialReaderTest, SexAllIsNoCriterion) {
  const Trial trial = ReadSound("sex: SEX_ALL inclusion_criteria { text: 't' judgement {} }");
  ASSERT_EQ(trial.criteria.inclusion.size(), 1u);
  EXPECT_EQ(trial.criteria.inclusion[0].id, "inclusion-1");
}

TEST(TrialReaderTest, ATrialWithoutCriteriaIsOneUnstructuredOneTiedToTheText) {
  const Trial trial = ReadSound("eligibility_text: 'abc'");
  ASSERT_EQ(trial.criteria.inclusion.size(), 1u);
  EXPECT_EQ(trial.criteria.inclusion[0].id, kEligibilityTextCriterionId);
  EXPECT_EQ(trial.criteria.inclusion[0].text_hash, HashText("abc"));
  const Trial cohorts = ReadSound("eligibility_text: 'abc' cohorts { id: 'a' }");
  EXPECT_EQ(cohorts.cohorts[0].criteria.inclusion[0].id, "eligibility-text.a");
  EXPECT_EQ(cohorts.cohorts[0].criteria.inclusion[0].text_hash, HashText("abc"));
}

constexpr char kWithoutIds[] = R"pb(
  inclusion_criteria {
    any_of {
      criteria { judgement {} }
      criteria { not { judgement {} } }
    }
  }
  inclusion_criteria {
    if_then {
      condition { judgement {} }
      consequence { judgement {} }
    }
  }
  exclusion_criteria {
    id: "inclusion-2.1"
    at_least {
      k: 1
      criteria { judgement {} }
    }
  }
  cohorts {
    exclusion_criteria { judgement {} }
    exclusion_criteria { all_of { criteria { judgement {} } } }
  }
  cohorts {
    id: "bpd"
    inclusion_criteria { judgement {} }
  }
  sites {}
  sites { id: "site-3" }
  sites {}
)pb";

void CollectIds(const std::vector<Criterion>& criteria, std::vector<std::string>& ids) {
  for (const Criterion& criterion : criteria) {
    ids.push_back(criterion.id);
    if (const auto* combination = std::get_if<Combination>(&criterion.kind))
      CollectIds(combination->children, ids);
  }
}

TEST(TrialReaderTest, IdsComeFromPositions) {
  const Trial trial = ReadSound(kWithoutIds);
  std::vector<std::string> ids;
  CollectIds(trial.criteria.inclusion, ids);
  EXPECT_THAT(ids, ElementsAre("inclusion-1", "inclusion-1.1", "inclusion-1.2", "inclusion-1.2.1",
                               "inclusion-2", "inclusion-2.1-2", "inclusion-2.2"));
  ids.clear();
  CollectIds(trial.criteria.exclusion, ids);
  CollectIds(trial.cohorts[0].criteria.exclusion, ids);
  CollectIds(trial.cohorts[1].criteria.inclusion, ids);
  EXPECT_THAT(ids, ElementsAre("inclusion-2.1", "exclusion-1.1", "cohort-1.exclusion-1",
                               "cohort-1.exclusion-2", "cohort-1.exclusion-2.1", "bpd.inclusion-1"));
  EXPECT_EQ(trial.cohorts[0].id, "cohort-1");
  EXPECT_EQ(trial.sites[0].id, "site-1");
  EXPECT_EQ(trial.sites[2].id, "site-3-2");
}

TEST(TrialReaderTest, LongPositionsAreStillIds) {
  v1::Trial trial = FromText<v1::Trial>(kNamed);
  v1::Cohort& cohort = *trial.add_cohorts();
  cohort.set_id(std::string(kMaxIdBytes, 'c'));
  for (int i = 0; i < 2; ++i) {
    cohort.add_inclusion_criteria()->mutable_judgement();
    cohort.mutable_inclusion_criteria(i)->set_text("t");
  }
  IssueSink sink;
  ReadTrial(trial, sink);
  EXPECT_THAT(sink.issues(), IsEmpty());
  AssignIds(trial);
  EXPECT_TRUE(IsId(cohort.inclusion_criteria(0).id()));
  EXPECT_NE(cohort.inclusion_criteria(0).id(), cohort.inclusion_criteria(1).id());
}

TEST(TrialNormalizerTest, WhatIsStoredCarriesTheIdsThatAreRead) {
  v1::Trial message = FromText<v1::Trial>(absl::StrCat(kNamed, kWithoutIds));
  const Trial raw = ReadSound(kWithoutIds);
  EXPECT_FALSE(HasAllIds(message));
  NormalizeTrial(message);
  EXPECT_TRUE(HasAllIds(message));
  IssueSink sink;
  const Trial stored = ReadTrial(message, sink);
  std::vector<std::string> raw_ids, stored_ids;
  CollectIds(raw.criteria.inclusion, raw_ids);
  CollectIds(stored.criteria.inclusion, stored_ids);
  EXPECT_EQ(raw_ids, stored_ids);
  EXPECT_EQ(message.inclusion_criteria(0).any_of().criteria(1).not_().id(), "inclusion-1.2.1");
  v1::Trial twice = message;
  NormalizeTrial(twice);
  EXPECT_TRUE(MessageDifferencer::Equals(message, twice));
}

TEST(TrialNormalizerTest, SetsHashesAndClearsWhatTheServiceKnows) {
  v1::Trial trial = FromFile<v1::Trial>("full_trial.textproto");
  NormalizeTrial(trial);
  EXPECT_EQ(trial.inclusion_criteria(0).text_hash(), HashText("All"));
  EXPECT_EQ(trial.inclusion_criteria(3).if_then().condition().text_hash(), HashText("Judge"));
  EXPECT_EQ(trial.cohorts(0).exclusion_criteria(0).text_hash(), HashText("t"));
  EXPECT_EQ(trial.inclusion_criteria(24).relative().criterion().text_hash(), "");
  EXPECT_EQ(trial.patients_applied(), 0);
  EXPECT_FALSE(trial.has_create_time());
  EXPECT_FALSE(trial.has_update_time());
  EXPECT_EQ(trial.etag(), "e");
}

TEST(ResourceNameTest, TakesTheIdOfAName) {
  EXPECT_EQ(TrialIdOf("trials/NCT1.a_b-c"), "NCT1.a_b-c");
  for (const char* name : {"", "trials/", "NCT1", "trials/a/b", "Trials/a", "trials/ä", "applications/a"}) {
    EXPECT_FALSE(TrialIdOf(name)) << name;
  }
  EXPECT_FALSE(TrialIdOf("trials/" + std::string(kMaxIdBytes + 1, 'a')));
  EXPECT_TRUE(TrialIdOf("trials/" + std::string(kMaxIdBytes, 'a')));
  EXPECT_EQ(TrialName("x"), "trials/x");
  EXPECT_EQ(ApplicationIdOf(ApplicationName("x")), "x");
}

}  // namespace
}  // namespace trialmatch
