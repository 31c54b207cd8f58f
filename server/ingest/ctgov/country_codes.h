// ISO 3166-1 codes of the countries as ClinicalTrials.gov names them.
#ifndef TRIALMATCH_INGEST_CTGOV_COUNTRY_CODES_H_
#define TRIALMATCH_INGEST_CTGOV_COUNTRY_CODES_H_

#include "absl/strings/string_view.h"

namespace trialmatch::ctgov {

// "ES" of "Spain"; empty for a name that is not known or no longer one country ("Former Yugoslavia"). Names
// are compared without ASCII case. Sources: the country table of the time zone database, and the registry's
// own spellings.
absl::string_view CountryCodeOf(absl::string_view name);

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_COUNTRY_CODES_H_
