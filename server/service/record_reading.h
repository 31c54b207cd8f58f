// A registry's record, read for the catalog that is served.
#ifndef TRIALMATCH_SERVICE_RECORD_READING_H_
#define TRIALMATCH_SERVICE_RECORD_READING_H_

#include "absl/status/statusor.h"
#include "ingest/registry_record.h"
#include "registry/trial_registry.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {

// The record's trial with what people corrected in the stored one, whose etag it then carries: a correction
// that comes in between is not written over. A reading of the text that the contract refuses (too many
// cohorts, say) is left out with a warning, and the text stays unstructured. Errors are those of the store.
absl::StatusOr<ReadRecord> ReadForCatalog(const v1::RegistryRecord& record, const TrialRegistry& registry);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_RECORD_READING_H_
