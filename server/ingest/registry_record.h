// Records of trial registries as trials of the contract.
#ifndef TRIALMATCH_INGEST_REGISTRY_RECORD_H_
#define TRIALMATCH_INGEST_REGISTRY_RECORD_H_

#include <cstddef>
#include <optional>

#include "domain/issue.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/trial.pb.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {

inline constexpr size_t kMaxRecordBytes = size_t{8} << 20;

struct ReadRecord {
  std::optional<v1::Trial> trial;  // absent where the bytes are no record
  Issues issues;                   // paths begin with "record"; with an error the trial must not be stored
};

// Never fails but by issues; the same record gives the same trial. Any number of threads.
ReadRecord ReadRegistryRecord(const v1::RegistryRecord& record, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_INGEST_REGISTRY_RECORD_H_
