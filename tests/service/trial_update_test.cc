#include "service/trial_update.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "tests/service/call_failure.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

absl::StatusOr<WriteResult> Stored() {
  return WriteResult{Parse<v1::Trial>(R"(
      name: "trials/A" etag: "e1" title: "Old" status: RECRUITMENT_STATUS_RECRUITING gender_based: true
      keywords: "a" keywords: "b" minimum_age { value: 1 unit: TIME_UNIT_WEEK extra_days: 3 }
      sponsor { name: "S" description: "D" })"),
                     5};
}

std::string Merged(const std::string& request) {
  const auto merged = MergeUpdate(Parse<v1::UpdateTrialRequest>(request), Stored());
  EXPECT_TRUE(merged.ok()) << merged.status();
  return merged.ok() ? merged->DebugString() : "";
}

std::string Text(const std::string& trial) { return Parse<v1::Trial>(trial).DebugString(); }

TEST(MergeUpdate, TakesTheWholeTrialWithoutAMask) {
  EXPECT_EQ(Merged(R"(trial { name: "trials/A" title: "New" })"), Text(R"(name: "trials/A" title: "New")"));
}

TEST(MergeUpdate, ReplacesMessagesAndListsWhole) {
  EXPECT_EQ(Merged(R"(trial { name: "trials/A" keywords: "c" sponsor { name: "T" }
                              minimum_age { value: 2 unit: TIME_UNIT_WEEK } }
                      update_mask { paths: "keywords" paths: "sponsor" paths: "minimum_age" })"),
            Text(R"(name: "trials/A" etag: "e1" title: "Old" status: RECRUITMENT_STATUS_RECRUITING
                    gender_based: true keywords: "c" minimum_age { value: 2 unit: TIME_UNIT_WEEK }
                    sponsor { name: "T" })"));
}

TEST(MergeUpdate, EmptiesMaskedFieldsThatAreEmpty) {
  EXPECT_EQ(Merged(R"(trial { name: "trials/A" }
                      update_mask { paths: "title" paths: "status" paths: "gender_based" paths: "keywords"
                                    paths: "minimum_age" paths: "sponsor" })"),
            Text(R"(name: "trials/A" etag: "e1")"));
}

TEST(MergeUpdate, LeavesUnmaskedFieldsThatAreGiven) {
  EXPECT_EQ(Merged(R"(trial { name: "trials/A" title: "New" keywords: "c" } update_mask { paths: "title" })"),
            Text(R"(name: "trials/A" etag: "e1" title: "New" status: RECRUITMENT_STATUS_RECRUITING
                    gender_based: true keywords: "a" keywords: "b"
                    minimum_age { value: 1 unit: TIME_UNIT_WEEK extra_days: 3 }
                    sponsor { name: "S" description: "D" })"));
}

TEST(MergeUpdate, KeepsTheCallersEtag) {
  const auto merged =
      MergeUpdate(Parse<v1::UpdateTrialRequest>(
                      R"(trial { name: "trials/A" etag: "mine" } update_mask { paths: "title" })"),
                  Stored());
  ASSERT_TRUE(merged.ok());
  EXPECT_EQ(merged->etag(), "mine");
}

TEST(MergeUpdate, RefusesPathsThatCannotBeWritten) {
  const auto fields = [](const std::string& mask) {
    return FailureOf(
               MergeUpdate(Parse<v1::UpdateTrialRequest>("update_mask {" + mask + "}"), Stored()).status())
        .fields;
  };
  EXPECT_THAT(fields(R"(paths: "sponsor.name" paths: "title" paths: "update_time")"),
              ElementsAre("update_mask.paths[0]", "update_mask.paths[2]"));
  EXPECT_THAT(fields(R"(paths: "")"), ElementsAre("update_mask.paths[0]"));
  EXPECT_THAT(fields(R"(paths: "*")"), ElementsAre("update_mask.paths[0]"));
}

TEST(MergeUpdate, OfWhatIsMissingIsTheGivenTrialIfAllowed) {
  auto request = Parse<v1::UpdateTrialRequest>(
      R"(trial { name: "trials/A" title: "New" } update_mask { paths: "title" })");
  const absl::StatusOr<WriteResult> missing = absl::NotFoundError("");
  EXPECT_EQ(FailureOf(MergeUpdate(request, missing).status()).reason, "TRIAL_NOT_FOUND");
  request.set_allow_missing(true);
  const auto merged = MergeUpdate(request, missing);
  ASSERT_TRUE(merged.ok());
  EXPECT_EQ(merged->title(), "New");
  EXPECT_EQ(FailureOf(MergeUpdate(request, absl::UnavailableError("")).status()).reason, "STORAGE");
}

TEST(ReadMask, KeepsTheMaskedFieldsAndTheName) {
  const auto masked = [](const std::string& paths) {
    v1::Trial trial = Stored()->trial;
    const auto mask = Parse<google::protobuf::FieldMask>(paths);
    EXPECT_TRUE(CheckReadMask(mask).ok());
    ApplyReadMask(mask, trial);
    return trial.DebugString();
  };
  EXPECT_EQ(masked(R"(paths: "title")"), Text(R"(name: "trials/A" title: "Old")"));
  EXPECT_EQ(masked(R"(paths: "patients_applied")"), Text(R"(name: "trials/A")"));
  EXPECT_EQ(masked(R"(paths: "*")"), Stored()->trial.DebugString());
  EXPECT_EQ(masked(""), Stored()->trial.DebugString());  // has no criteria
  EXPECT_THAT(
      FailureOf(CheckReadMask(Parse<google::protobuf::FieldMask>(R"(paths: "*" paths: "title")"))).fields,
      ElementsAre("read_mask.paths[0]"));
}

}  // namespace
}  // namespace trialmatch
