// Every kind of bad trial is refused with the path of the field, by every call that takes trials.
#include <limits>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAreArray;

const char kShock[] = R"(concepts { include { code { system: "urn:trialmatch:sample" code: "shock" } } })";
const char kWeight[] = R"(concepts { include { code { system: "http://loinc.org" code: "29463-7" } } })";
const char kFirst[] = "trial.inclusion_criteria[0]";

struct BadTrial {
  std::string about;
  v1::Trial trial;
  std::vector<std::string> fields;
};

v1::Trial WithText(const std::string& text) {
  return Parse<v1::Trial>(R"(name: "trials/BAD" title: "Bad" )" + text);
}

v1::Trial WithCriterion(const std::string& kind) {
  return WithText(absl::StrCat(R"(inclusion_criteria { id: "c" )", kind, " }"));
}

v1::Trial WithNesting(int levels) {
  v1::Trial trial = WithText("");
  v1::Criterion* criterion = trial.add_inclusion_criteria();
  for (int level = 1; level < levels; ++level) criterion = criterion->mutable_not_();
  criterion->mutable_judgement();
  return trial;
}

std::string NestedPath(int levels) {
  std::string path = kFirst;
  for (int level = 1; level < levels; ++level) path += ".not";
  return path;
}

v1::Trial WithSite(double latitude, double longitude) {
  v1::Trial trial = WithText(R"(sites { id: "s" })");
  trial.mutable_sites(0)->mutable_coordinates()->set_latitude(latitude);
  trial.mutable_sites(0)->mutable_coordinates()->set_longitude(longitude);
  return trial;
}

v1::Trial WithUnknownNumbers() {
  v1::Trial trial = WithText("");
  trial.set_status(static_cast<v1::RecruitmentStatus>(77));
  trial.set_sex(static_cast<v1::Sex>(-1));
  return trial;
}

std::vector<BadTrial> BadTrials() {
  const std::string first = kFirst;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto observe = [](const std::string& expected) {
    return WithCriterion(absl::StrCat("observation { ", kWeight, " ", expected, " }"));
  };
  return {
      {"no title", Parse<v1::Trial>(R"(name: "trials/BAD")"), {"trial.title"}},
      {"an age without a unit", WithText("minimum_age { value: 18 }"), {"trial.minimum_age.unit"}},
      {"a clock without a unit",
       WithCriterion("clock { clock: CLOCK_AGE min { value: 1 } }"),
       {first + ".clock.min.unit"}},
      {"ages the wrong way round",
       WithText(
           "minimum_age { value: 3 unit: TIME_UNIT_YEAR } maximum_age { value: 2 unit: TIME_UNIT_YEAR }"),
       {"trial.minimum_age"}},
      {"a code system that is not loaded",
       WithCriterion(R"(condition { concepts { include { code { system: "urn:other" code: "x" } } } })"),
       {first + ".condition.concepts.include[0].code"}},
      {"a code that the system does not have",
       WithCriterion(
           R"(condition { concepts { include { code { system: "urn:trialmatch:sample" code: "x" } } } })"),
       {first + ".condition.concepts.include[0].code"}},
      {"an empty any-of", WithCriterion("any_of {}"), {first + ".any_of.criteria"}},
      {"no kind", WithCriterion(""), {first}},
      {"more than there are",
       WithCriterion(
           R"(at_least { k: 3 criteria { id: "a" judgement {} } criteria { id: "b" judgement {} } })"),
       {first + ".at_least.k"}},
      {"at least none",
       WithCriterion(R"(at_least { criteria { id: "a" judgement {} } })"),
       {first + ".at_least.k"}},
      {"a range the wrong way round",
       observe(R"(quantity { min { value: "2" } max { value: "1" } unit: "kg" })"),
       {first + ".observation.quantity.min"}},
      {"a range without bounds", observe(R"(quantity { unit: "kg" })"), {first + ".observation.quantity"}},
      {"a unit of another dimension",
       observe(R"(quantity { min { value: "2" } unit: "mmol/L" })"),
       {first + ".observation.quantity.unit"}},
      {"a unit that is none",
       observe(R"(quantity { min { value: "2" } unit: "stones" })"),
       {first + ".observation.quantity.unit"}},
      {"not a number",
       observe(R"(quantity { min { value: "NaN" } unit: "kg" })"),
       {first + ".observation.quantity.min.value"}},
      {"a number with a comma",
       observe(R"(quantity { min { value: "1,5" } unit: "kg" })"),
       {first + ".observation.quantity.min.value"}},
      {"a scale that is not loaded",
       WithCriterion(absl::StrCat("condition { ", kShock, R"( grade { scale: "no-such" min: "1" } })")),
       {first + ".condition.grade.scale"}},
      {"a grade that the scale does not have",
       WithCriterion(absl::StrCat("condition { ", kShock, R"( grade { scale: "severity" min: "awful" } })")),
       {first + ".condition.grade.min"}},
      {"a set that excludes all it includes",
       WithCriterion(R"(condition { concepts {
         include { code { system: "urn:trialmatch:sample" code: "shock" } }
         exclude { code { system: "urn:trialmatch:sample" code: "shock" } } } })"),
       {first + ".condition.concepts"}},
      {"dates that are none",
       WithText(R"(timeline { last_updated: "2024-02-30" } source { current_as_of: "yesterday" })"),
       {"trial.timeline.last_updated", "trial.source.current_as_of"}},
      {"a latitude that is not a number", WithSite(nan, 0), {"trial.sites[0].coordinates.latitude"}},
      {"a place off the earth",
       WithSite(90.5, -180.5),
       {"trial.sites[0].coordinates.latitude", "trial.sites[0].coordinates.longitude"}},
      {"numbers that no enumeration has", WithUnknownNumbers(), {"trial.status", "trial.sex"}},
      {"a title beyond its length",
       Parse<v1::Trial>(absl::StrCat(R"(name: "trials/BAD" title: ")", std::string(2001, 't'), "\"")),
       {"trial.title"}},
      {"a text beyond its length",
       WithCriterion(absl::StrCat("judgement {} text: \"", std::string(20001, 't'), "\"")),
       {first + ".text"}},
      {"nesting of 33 levels", WithNesting(33), {NestedPath(33)}},
      {"an id that is used twice",
       WithText(R"(inclusion_criteria { id: "c" text: "x" judgement {} }
                   exclusion_criteria { id: "c" text: "x" judgement {} })"),
       {"trial.exclusion_criteria[0].id"}},
      {"a cohort's faults too",
       WithText(R"(cohorts { id: "a" title: "A" } cohorts { id: "a" title: "B"
                   inclusion_criteria { id: "c" all_of {} } })"),
       {"trial.cohorts[1].id", "trial.cohorts[1].inclusion_criteria[0].all_of.criteria"}},
  };
}

class BadTrialTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new TestServer(ServerOptions()); }
  static void TearDownTestSuite() { delete server_; }

  inline static TestServer* server_ = nullptr;
};

void ExpectInvalid(const grpc::Status& status, const std::vector<std::string>& fields) {
  const CallFailure failure = FailureOf(status);
  EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  EXPECT_THAT(failure.fields, ElementsAreArray(fields)) << status.error_message();
}

TEST_F(BadTrialTest, IsNeitherCreatedNorUpdatedNorImported) {
  for (const BadTrial& bad : BadTrials()) {
    SCOPED_TRACE(bad.about);
    v1::CreateTrialRequest create;
    *create.mutable_trial() = bad.trial;
    ExpectInvalid(server_->Call(&TrialStub::CreateTrial, create).status, bad.fields);

    v1::UpdateTrialRequest update;
    *update.mutable_trial() = bad.trial;
    update.set_allow_missing(true);
    ExpectInvalid(server_->Call(&TrialStub::UpdateTrial, update).status, bad.fields);

    v1::ValidateTrialRequest validate;
    *validate.mutable_trial() = bad.trial;
    std::vector<std::string> errors;
    const auto answer = server_->Ok(&TrialStub::ValidateTrial, validate);
    for (const auto& issue : answer.issues()) {
      if (issue.severity() == v1::ISSUE_SEVERITY_ERROR) errors.push_back(issue.field());
    }
    EXPECT_THAT(errors, ElementsAreArray(bad.fields));

    grpc::ClientContext context;
    v1::ImportTrialsResponse imported;
    const auto stream = server_->stub<TrialStub>().ImportTrials(&context, &imported);
    v1::ImportTrialsRequest message;
    *message.mutable_trial() = bad.trial;
    stream->Write(message);
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
    EXPECT_EQ(imported.failed(), 1);

    EXPECT_EQ(server_->Revision(), 0);
  }
}

TEST_F(BadTrialTest, IsTakenOnceItIsMended) {
  TestServer server{ServerOptions()};
  int64_t revision = 0;
  for (const v1::Trial& trial : {WithNesting(32), WithSite(90, -180), WithText("")}) {
    v1::UpdateTrialRequest request;
    *request.mutable_trial() = trial;
    request.set_allow_missing(true);
    EXPECT_EQ(server.Ok(&TrialStub::UpdateTrial, request).catalog_revision(), ++revision);
  }
}

}  // namespace
}  // namespace trialmatch
