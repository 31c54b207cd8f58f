#include "wire/trial_texts.h"

#include "wire/limits.h"
#include "wire/value_reader.h"

namespace trialmatch {

void CheckKeywords(const v1::Trial& trial, IssueSink& sink) {
  if (!CheckCount(trial.keywords_size(), kMaxListed, "keywords", sink)) return;
  for (int i = 0; i < trial.keywords_size(); ++i) {
    Field in(sink, "keywords", i);
    CheckRequired(trial.keywords(i), kMaxLineBytes, "", sink);
  }
}

void CheckOfficials(const v1::Trial& trial, IssueSink& sink) {
  if (!CheckCount(trial.officials_size(), kMaxListed, "officials", sink)) return;
  for (int i = 0; i < trial.officials_size(); ++i) {
    Field in(sink, "officials", i);
    CheckLength(trial.officials(i).name(), kMaxLineBytes, "name", sink);
    CheckLength(trial.officials(i).role(), kMaxLineBytes, "role", sink);
    CheckLength(trial.officials(i).affiliation(), kMaxLineBytes, "affiliation", sink);
  }
}

void CheckSource(const v1::Source& source, IssueSink& sink) {
  Field in(sink, "source");
  CheckLength(source.name(), kMaxLineBytes, "name", sink);
  CheckLength(source.uri(), kMaxLineBytes, "uri", sink);
  ReadTime(source.current_as_of(), "current_as_of", sink);
  if (!CheckCount(source.inferences_size(), kMaxListed, "inferences", sink)) return;
  for (int i = 0; i < source.inferences_size(); ++i) {
    Field at(sink, "inferences", i);
    CheckLength(source.inferences(i), kMaxTextBytes, "", sink);
  }
}

void CheckTitles(const v1::Trial& trial, IssueSink& sink) {
  CheckLength(trial.etag(), kMaxCodeBytes, "etag", sink);
  CheckRequired(trial.title(), kMaxLineBytes, "title", sink);
  CheckLength(trial.official_title(), kMaxLineBytes, "official_title", sink);
  CheckLength(trial.plain_summary(), kMaxLongTextBytes, "plain_summary", sink);
  CheckLength(trial.official_summary(), kMaxLongTextBytes, "official_summary", sink);
  Field in(sink, "sponsor");
  CheckLength(trial.sponsor().name(), kMaxLineBytes, "name", sink);
  CheckLength(trial.sponsor().description(), kMaxTextBytes, "description", sink);
}

void CheckSiteTexts(const v1::Site& site, IssueSink& sink) {
  CheckLength(site.facility(), kMaxLineBytes, "facility", sink);
  CheckLength(site.city(), kMaxLineBytes, "city", sink);
  CheckLength(site.region(), kMaxLineBytes, "region", sink);
  CheckLength(site.country(), kMaxLineBytes, "country", sink);
}

std::optional<RecordedTime> ReadTimeline(const v1::Timeline& timeline, IssueSink& sink) {
  Field in(sink, "timeline");
  ReadTime(timeline.first_submitted(), "first_submitted", sink);
  ReadTime(timeline.launched(), "launched", sink);
  ReadTime(timeline.estimated_completion(), "estimated_completion", sink);
  return ReadTime(timeline.last_updated(), "last_updated", sink);
}

}  // namespace trialmatch
