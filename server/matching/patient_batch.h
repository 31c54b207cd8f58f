// Many patients in columns and bit sets, so that one trial is asked of all of them at once (batch_screen.h).
#ifndef TRIALMATCH_MATCHING_PATIENT_BATCH_H_
#define TRIALMATCH_MATCHING_PATIENT_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "matching/batch_codes.h"
#include "matching/batch_columns.h"
#include "matching/batch_people.h"
#include "matching/batch_statements.h"
#include "matching/evaluator.h"
#include "matching/patient_archive.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Immutable and safe for use by any number of threads. A patient is known by its position, in the order of
// adding; within, by its row (see BatchPeople). Nothing of the added patients is needed any more.
class PatientBatch {
 public:
  size_t size() const { return people_.size(); }

  const PatientArchive& archive() const { return archive_; }
  const BatchColumns& columns() const { return columns_; }
  const BatchPeople& people() const { return people_; }
  const BatchStatements& statements() const { return statements_; }
  const BatchCodes& codes() const { return *codes_; }
  const Terminology& terminology() const { return terminology_; }

  // The truth of a criterion for the patient of a row, by the definition. `wanted`: of which codes facts may
  // matter.
  Truth AskOf(uint32_t row, const Criterion& criterion, absl::FunctionRef<bool(CodeId)> wanted) const;
  // Whether the patient qualifies, by the definition, with what was decided for the very trial.
  Truth AskOf(uint32_t row, const Trial& trial) const;

  // An estimate from below, without what the terminology takes.
  size_t BytesUsed() const;

 private:
  friend class PatientBatchBuilder;
  explicit PatientBatch(const Terminology& terminology) : terminology_(terminology), columns_(archive_) {}
  PatientBatch(const PatientBatch&) = delete;
  PatientBatch& operator=(const PatientBatch&) = delete;

  const Terminology& terminology_;
  PatientArchive archive_;
  BatchColumns columns_;
  BatchPeople people_;
  BatchStatements statements_;
  std::unique_ptr<const BatchCodes> codes_;
};

// For one thread.
class PatientBatchBuilder {
 public:
  // The terminology outlives the batch.
  explicit PatientBatchBuilder(const Terminology& terminology) : batch_(new PatientBatch(terminology)) {}

  // The patient at the next position, and how the caller wants the answer. Neither is needed afterwards. At
  // most 2^32 - 2 patients, and as many facts.
  void Add(const Patient& patient, const EvaluationOptions& options);
  // The builder is spent.
  std::unique_ptr<const PatientBatch> Build() &&;

 private:
  std::unique_ptr<PatientBatch> batch_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PATIENT_BATCH_H_
