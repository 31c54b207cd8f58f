#include "wire/options_reader.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/wire/wire_test_support.h"

namespace trialmatch {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1'716'112'800) + absl::Nanoseconds(5);

EvaluationOptions ReadText(const std::string& text, IssueSink& sink) {
  return ReadOptions(FromText<v1::EvaluationOptions>(text), kNow, sink);
}

TEST(OptionsReaderTest, AMissingMomentIsNowInUtc) {
  IssueSink sink;
  const EvaluationOptions options = ReadText("", sink);
  EXPECT_THAT(sink.issues(), IsEmpty());
  EXPECT_EQ(options.as_of.instant, kNow);
  EXPECT_EQ(options.as_of.zone, absl::UTCTimeZone());
  EXPECT_EQ(options.absence_default, AbsencePolicy::kUnknown);
  EXPECT_EQ(WriteAsOf(options.as_of).time_zone(), "UTC");
  EXPECT_EQ(WriteAsOf(options.as_of).instant().nanos(), 5);
}

TEST(OptionsReaderTest, AZoneAloneIsNowThere) {
  IssueSink sink;
  const EvaluationOptions options = ReadText("as_of { time_zone: 'Asia/Shanghai' }", sink);
  EXPECT_EQ(options.as_of.instant, kNow);
  EXPECT_EQ(options.as_of.zone.name(), "Asia/Shanghai");
}

TEST(OptionsReaderTest, TheEchoIsTheSameMomentAndZone) {
  for (const char* zone : {"UTC", "Asia/Shanghai", "+08:00", "-03:30"}) {
    v1::EvaluationOptions options;
    options.mutable_as_of()->mutable_instant()->set_seconds(-5);
    options.mutable_as_of()->mutable_instant()->set_nanos(999'999'999);
    options.mutable_as_of()->set_time_zone(zone);
    IssueSink sink;
    const v1::AsOf echo = WriteAsOf(ReadOptions(options, kNow, sink).as_of);
    EXPECT_THAT(sink.issues(), IsEmpty());
    EXPECT_TRUE(MessageDifferencer::Equals(echo, options.as_of())) << echo.DebugString();
  }
}

class OptionsFaultTest : public ::testing::TestWithParam<FaultCase> {};

TEST_P(OptionsFaultTest, NamesEveryField) {
  IssueSink sink;
  ReadText(GetParam().text, sink);
  EXPECT_EQ(ErrorFields(sink.issues()), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(All, OptionsFaultTest,
                         ::testing::ValuesIn(std::vector<FaultCase>{
                             {"Zone", "as_of { time_zone: 'Mars/Olympus' }", {"as_of.time_zone"}},
                             {"Instant",
                              "as_of { instant { seconds: 253402300800 nanos: -1 } }",
                              {"as_of.instant.seconds", "as_of.instant.nanos"}},
                             {"YearTenThousandInTheEast",
                              "as_of { instant { seconds: 253402300799 } time_zone: '+08:00' }",
                              {"as_of.instant"}},
                             {"Policy", "absence_default: 9", {"absence_default"}},
                             {"Freshness",
                              "refutation_freshness { count: -1 }",
                              {"refutation_freshness.unit", "refutation_freshness.count"}},
                         }),
                         [](const auto& info) { return std::string(info.param.name); });

class FilterFaultTest : public ::testing::TestWithParam<FaultCase> {};

TEST_P(FilterFaultTest, NamesEveryField) {
  IssueSink sink;
  ReadFilter(FromText<v1::TrialFilter>(GetParam().text), sink);
  EXPECT_EQ(ErrorFields(sink.issues()), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(All, FilterFaultTest,
                         ::testing::ValuesIn(std::vector<FaultCase>{
                             {"Enums",
                              "statuses: 0 phases: 0 phases: 99 study_types: 0 healthy_volunteers: 9",
                              {"statuses[0]", "phases[0]", "phases[1]", "study_types[0]",
                               "healthy_volunteers"}},
                             {"Countries",
                              "country_codes: 'ES' country_codes: '' country_codes: 'Spain'",
                              {"country_codes[1]", "country_codes[2]"}},
                             {"NearNothing", "near {}", {"near.radius_km", "near.center"}},
                             {"NearNaN",
                              "near { center { latitude: nan } radius_km: nan }",
                              {"near.radius_km", "near.center.latitude"}},
                             {"NearTooFar", "near { center {} radius_km: 20041 }", {"near.radius_km"}},
                             {"Names",
                              "conditions {} trials: 'NCT1' trials: ''",
                              {"conditions[0].system", "conditions[0].code", "trials[0]", "trials[1]"}},
                             {"Date", "updated_since: 'yesterday'", {"updated_since"}},
                         }),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(FilterReaderTest, ReadsEveryMember) {
  IssueSink sink;
  const TrialFilter filter = ReadFilter(FromText<v1::TrialFilter>(R"pb(
                                          statuses: RECRUITMENT_STATUS_RECRUITING
                                          phases: PHASE_PHASE2
                                          study_types: STUDY_TYPE_OBSERVATIONAL
                                          country_codes: "ES"
                                          near {
                                            center { latitude: 1 longitude: 2 }
                                            radius_km: 100
                                          }
                                          conditions { system: "urn:x" code: "a" }
                                          trials: "trials/NCT1"
                                          recruiting_only: true
                                          healthy_volunteers: HEALTHY_VOLUNTEERS_ACCEPTED
                                          updated_since: "2024-05"
                                        )pb"),
                                        sink);
  EXPECT_THAT(sink.issues(), IsEmpty());
  EXPECT_THAT(filter.statuses, ElementsAre(RecruitmentStatus::kRecruiting));
  EXPECT_THAT(filter.phases, ElementsAre(Phase::kPhase2));
  EXPECT_THAT(filter.study_types, ElementsAre(StudyType::kObservational));
  EXPECT_THAT(filter.country_codes, ElementsAre("ES"));
  EXPECT_EQ(filter.near->radius_km, 100);
  EXPECT_EQ(filter.near->center.longitude, 2);
  EXPECT_THAT(filter.conditions, ElementsAre(Code{"urn:x", "a"}));
  EXPECT_THAT(filter.trials, ElementsAre("NCT1"));
  EXPECT_TRUE(filter.recruiting_only);
  EXPECT_EQ(filter.healthy_volunteers, HealthyVolunteers::kAccepted);
  EXPECT_EQ(filter.updated_since->ToString(), "2024-05");
  EXPECT_FALSE(filter.empty());
  EXPECT_TRUE(ReadFilter(v1::TrialFilter(), sink).empty());
}

}  // namespace
}  // namespace trialmatch
