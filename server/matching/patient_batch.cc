#include "matching/patient_batch.h"

namespace trialmatch {

Truth PatientBatch::AskOf(uint32_t row, const Criterion& criterion,
                          absl::FunctionRef<bool(CodeId)> wanted) const {
  // No consent and no attestation is for a trial without an id.
  static const auto* const kNoTrial = new std::string;
  const uint32_t position = people_.PositionOf(row);
  const Patient patient = archive_.Restore(position, wanted, *kNoTrial);
  const PatientView view(patient, archive_.OptionsOf(position), terminology_);
  return EvaluateCriterion(criterion, *kNoTrial, view, nullptr);
}

Truth PatientBatch::AskOf(uint32_t row, const Trial& trial) const {
  const uint32_t position = people_.PositionOf(row);
  const Patient patient = archive_.Restore(
      position, [](CodeId) { return true; }, trial.id);
  return Evaluate(trial, PatientView(patient, archive_.OptionsOf(position), terminology_));
}

size_t PatientBatch::BytesUsed() const {
  return archive_.BytesUsed() + columns_.BytesUsed() + people_.BytesUsed() + statements_.BytesUsed();
}

void PatientBatchBuilder::Add(const Patient& patient, const EvaluationOptions& options) {
  const PatientView view(patient, options, batch_->terminology_);
  const uint32_t position = batch_->archive_.Add(view);
  batch_->columns_.Add(position, view);
  batch_->people_.Add(view, batch_->archive_.OptionsId(position));
  batch_->statements_.Add(position, view);
}

std::unique_ptr<const PatientBatch> PatientBatchBuilder::Build() && {
  batch_->people_.Finish();
  batch_->columns_.Finish(batch_->people_.row_of());
  batch_->statements_.Finish(batch_->people_);
  batch_->archive_.Finish();
  batch_->codes_ = std::make_unique<const BatchCodes>(batch_->archive_.codes(), batch_->terminology_);
  return std::move(batch_);
}

}  // namespace trialmatch
