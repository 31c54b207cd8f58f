#include "registry/trial_record_codec.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "domain/recorded_time.h"
#include "wire/issue_sink.h"
#include "wire/resource_name.h"
#include "wire/text_hash.h"
#include "wire/trial_bytes.h"

namespace trialmatch {
namespace {

constexpr size_t kEtagLength = 16;

// What decoding a record makes of it: measured on generated trials.
constexpr size_t kDecodedFixedBytes = 1024;
constexpr size_t kDecodedBytesPerByte = 5;

void AppendConditions(const google::protobuf::RepeatedPtrField<v1::TrialCondition>& conditions,
                      std::string& text) {
  for (const v1::TrialCondition& condition : conditions) {
    absl::StrAppend(&text, condition.text(), "\n", condition.code().display(), "\n");
  }
}

SearchText SearchTextOf(const v1::Trial& trial) {
  SearchText text;
  text.title = absl::StrCat(trial.title(), "\n", trial.official_title());
  AppendConditions(trial.conditions(), text.conditions);
  for (const v1::Cohort& cohort : trial.cohorts()) {
    absl::StrAppend(&text.conditions, cohort.title(), "\n");
    AppendConditions(cohort.conditions(), text.conditions);
    absl::StrAppend(&text.summary, cohort.description(), "\n");
  }
  text.keywords = absl::StrJoin(trial.keywords(), "\n");
  text.sponsor = absl::StrCat(trial.sponsor().name(), "\n", trial.sponsor().description());
  for (const v1::Site& site : trial.sites()) {
    absl::StrAppend(&text.sponsor, "\n", site.facility(), " ", site.city(), " ", site.region(), " ",
                    site.country());
  }
  absl::StrAppend(&text.summary, trial.plain_summary(), "\n", trial.official_summary());
  text.eligibility = trial.eligibility_text();
  return text;
}

FilterColumns FilterColumnsOf(const v1::Trial& trial) {
  FilterColumns columns;
  columns.status = v1::RecruitmentStatus_Name(trial.status());
  columns.study_type = v1::StudyType_Name(trial.study_type());
  for (const int phase : trial.phases())
    columns.phases.push_back(v1::Phase_Name(static_cast<v1::Phase>(phase)));
  for (const v1::Site& site : trial.sites()) columns.countries.push_back(site.country_code());
  const auto updated = RecordedTime::Parse(trial.timeline().last_updated());
  if (updated.ok()) columns.update_time = updated->Instants(absl::UTCTimeZone()).earliest;
  return columns;
}

}  // namespace

std::string EtagOf(const v1::Trial& trial) {
  v1::Trial content = trial;
  content.clear_etag();
  content.clear_create_time();
  content.clear_update_time();
  content.clear_patients_applied();
  return HashText(DeterministicBytes(content)).substr(0, kEtagLength);
}

TrialPut EncodeTrial(const v1::Trial& trial) {
  TrialPut put;
  put.trial_id = TrialIdOf(trial.name()).value_or("");
  put.record = DeterministicBytes(trial);
  put.etag = trial.etag();
  put.search = SearchTextOf(trial);
  put.columns = FilterColumnsOf(trial);
  return put;
}

absl::Status ParseRecord(const TrialRecord& record, v1::Trial& trial) {
  if (trial.ParseFromString(record.record)) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("the stored record of ", record.trial_id, " cannot be read"));
}

absl::StatusOr<v1::Trial> DecodeTrial(const TrialRecord& record) {
  v1::Trial trial;
  if (absl::Status status = ParseRecord(record, trial); !status.ok()) return status;
  return trial;
}

absl::StatusOr<Trial> ReadSoundTrial(absl::string_view trial_id, const v1::Trial& stored) {
  IssueSink faults("trial");
  Trial trial = ReadTrial(stored, faults);
  if (faults.errors() == 0) return trial;
  const Issue& first = faults.issues().front();
  return absl::DataLossError(absl::StrCat("the stored record of ", trial_id, " is not sound: ", first.field,
                                          ": ", first.description));
}

size_t StoredBytes(const TrialRecord& record) {
  return kDecodedFixedBytes + kDecodedBytesPerByte * record.record.size();
}

absl::StatusOr<StoredTrial> DecodeStored(const TrialRecord& record) {
  absl::StatusOr<v1::Trial> message = DecodeTrial(record);
  if (!message.ok()) return message.status();
  absl::StatusOr<Trial> trial = ReadSoundTrial(record.trial_id, *message);
  if (!trial.ok()) return trial.status();
  struct Both {
    Trial trial;
    SiteMessages sites;
  };
  const auto both = std::make_shared<const Both>(*std::move(trial), std::move(*message->mutable_sites()));
  return StoredTrial{{both, &both->trial}, {both, &both->sites}};
}

}  // namespace trialmatch
