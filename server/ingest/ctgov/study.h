// A study as ClinicalTrials.gov tells it, whichever of its formats it came in.
#ifndef TRIALMATCH_INGEST_CTGOV_STUDY_H_
#define TRIALMATCH_INGEST_CTGOV_STUDY_H_

#include <optional>
#include <string>
#include <vector>

namespace trialmatch::ctgov {

struct Point {
  double latitude = 0, longitude = 0;  // degrees
};

struct StudySite {
  std::string facility, city, state, country;
  std::string status;  // the site's own; empty: not told
  std::optional<Point> point;
};

struct StudyOfficial {
  std::string name, role, affiliation;
};

// A MeSH heading that the registry gave to the study's conditions. `id` is empty in the legacy format.
struct MeshTerm {
  std::string id, name;
};

// Where each field that may be wrong stands, for people: each format has its own names.
struct StudyPaths {
  const char *nct_id, *brief_title, *overall_status, *study_type, *phases, *sex, *minimum_age, *maximum_age,
      *healthy_volunteers, *first_submitted, *start_date, *last_update, *completion_date, *version_date,
      *mesh_terms, *locations;
};

// Every string is trimmed text in UTF-8, empty where the record has no such field; words and dates are as
// written. Texts of several lines keep their lines, without what the format adds to them (indentation,
// escapes).
struct Study {
  const StudyPaths* paths = nullptr;
  std::string nct_id;
  std::string brief_title, official_title;
  std::string brief_summary, detailed_description;
  std::string lead_sponsor;
  std::string overall_status, study_type;
  std::vector<std::string> phases, keywords, conditions;
  std::vector<MeshTerm> mesh_terms;  // the study's own; never their ancestors
  std::string sex, minimum_age, maximum_age;
  std::optional<bool> gender_based, healthy_volunteers;
  std::string unknown_healthy_volunteers;  // the word, where it is none of the known
  std::string eligibility_text;
  std::string first_submitted, start_date, last_update, completion_date;
  std::string version_date;  // day at which the record was current
  std::vector<StudySite> sites;
  std::vector<StudyOfficial> officials;
};

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_STUDY_H_
