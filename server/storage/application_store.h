// Who applied to which trial. No profile and no fact of a patient is kept, only the caller's reference.
#ifndef TRIALMATCH_STORAGE_APPLICATION_STORE_H_
#define TRIALMATCH_STORAGE_APPLICATION_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace trialmatch {

enum class ApplicationState { kActive, kWithdrawn };

// There is one per trial and applicant, for ever; times are kept to the microsecond.
struct Application {
  std::string application_id;  // 32 random hexadecimal digits: says nothing of the applicant
  std::string trial_id;
  std::string applicant;
  ApplicationState state = ApplicationState::kActive;
  absl::Time apply_time;                    // of the application that made it active last
  std::optional<absl::Time> withdraw_time;  // set iff withdrawn
};

struct ApplyResult {
  Application application;
  bool created = false;  // false: the applicant had applied before, withdrawn or not
};

struct ApplicationListRequest {
  std::optional<std::string> trial_id;
  std::optional<ApplicationState> state;
  std::string after_id;  // the page starts behind this application; empty: at the first
  int64_t limit = 100;   // >= 0; 0 asks for the total alone
};

struct ApplicationPage {
  std::vector<Application> applications;  // in the order in which they were first made
  int64_t total_size = 0;                 // of all that match, on every page
};

// Thread-safe. Writes return only when durable; none moves the catalog revision. Times are the caller's: the
// store reads no clock. Whether a trial exists is the caller's question. Errors of the storage itself are
// those of TrialStore; no error text holds an applicant.
class ApplicationStore {
 public:
  virtual ~ApplicationStore() = default;

  // Idempotent per trial and applicant: an active application is returned as it is. A withdrawn one becomes
  // active again, same id, with `time` as its apply time; but a `request_id` (empty: none) that this
  // applicant used before for this trial is a late repetition and changes nothing. InvalidArgument: an empty
  // trial or applicant.
  virtual absl::StatusOr<ApplyResult> Apply(absl::string_view trial_id, absl::string_view applicant,
                                            absl::string_view request_id, absl::Time time) = 0;

  // Idempotent: a withdrawn application is returned as it is, with its first withdraw time. NotFound: no
  // such.
  virtual absl::StatusOr<Application> Withdraw(absl::string_view application_id, absl::Time time) = 0;
  virtual absl::StatusOr<Application> Withdraw(absl::string_view trial_id, absl::string_view applicant,
                                               absl::Time time) = 0;

  // NotFound: no such.
  virtual absl::StatusOr<Application> Get(absl::string_view application_id) const = 0;

  // InvalidArgument: a negative limit, or no application has the id `after_id`.
  virtual absl::StatusOr<ApplicationPage> List(const ApplicationListRequest& request) const = 0;

  // How many patients, not calls: different applicants with an active application to the trial, or to any
  // trial.
  virtual absl::StatusOr<int64_t> CountActive(absl::string_view trial_id) const = 0;
  virtual absl::StatusOr<int64_t> CountActive() const = 0;

  // CountActive of every trial that has an active application, by trial id.
  virtual absl::StatusOr<std::map<std::string, int64_t>> CountActiveByTrial() const = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_APPLICATION_STORE_H_
