#include "tests/benchmark/calls/trial_updates.h"

#include "absl/strings/str_cat.h"
#include "client/loadtest/clock.h"
#include "grpcpp/grpcpp.h"
#include "tests/support/trial_message.h"

namespace trialmatch::bench {
namespace {

// So that one which takes long does not keep the next ones from starting.
constexpr uint64_t kThreads = 4;
// Spreads the updates over the catalog.
constexpr uint64_t kStride = 7'919;

}  // namespace

TrialUpdates::TrialUpdates(const Corpus& corpus, const std::string& address, size_t trials, uint64_t first)
    : corpus_(corpus),
      stub_(v1::TrialService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()))),
      trials_(trials),
      first_(first),
      start_(client::loadtest::Now()) {
  for (uint64_t i = 0; i < kThreads; ++i) threads_.emplace_back([this, i] { Run(i); });
}

TrialUpdates::~TrialUpdates() { Stop(); }

void TrialUpdates::Stop() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

v1::Trial TrialUpdates::MakeUpdate(uint64_t n) const {
  const Trial replaced = corpus_.MakeTrial((first_ + n) * kStride % trials_);
  v1::Trial trial = TrialMessage(corpus_.MakeTrial(trials_ + first_ + n));
  trial.set_name(absl::StrCat("trials/", replaced.id));
  return trial;
}

void TrialUpdates::Run(uint64_t begin) {
  v1::UpdateTrialResponse response;
  for (uint64_t n = begin;; n += kThreads) {
    v1::UpdateTrialRequest request;
    *request.mutable_trial() = MakeUpdate(n);
    client::loadtest::SleepUntil(start_ + static_cast<int64_t>(n) * client::loadtest::kSecond / kPerSecond);
    if (stopping_) return;
    grpc::ClientContext context;
    const bool ok = stub_->UpdateTrial(&context, request, &response).ok();
    ++(ok ? done_ : failed_);
  }
}

}  // namespace trialmatch::bench
