// Checks what a trial says to people and matching never reads: it stays in the stored record.
#ifndef TRIALMATCH_WIRE_TRIAL_TEXTS_H_
#define TRIALMATCH_WIRE_TRIAL_TEXTS_H_

#include <optional>

#include "domain/recorded_time.h"
#include "trialmatch/v1/trial.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// The sink stands at the trial. Etag, titles, summaries and sponsor; the title is required.
void CheckTitles(const v1::Trial& trial, IssueSink& sink);
void CheckKeywords(const v1::Trial& trial, IssueSink& sink);
void CheckOfficials(const v1::Trial& trial, IssueSink& sink);
void CheckSource(const v1::Source& source, IssueSink& sink);

// The sink stands at the site.
void CheckSiteTexts(const v1::Site& site, IssueSink& sink);

// Checks all dates and returns that of the last update. The sink stands at the trial.
std::optional<RecordedTime> ReadTimeline(const v1::Timeline& timeline, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_TRIAL_TEXTS_H_
