#include "client/loadtest/dispatcher.h"

#include <optional>
#include <utility>

#include "absl/time/time.h"

namespace trialmatch::client::loadtest {

Dispatcher::Dispatcher(const std::vector<Target>& targets, Deck deck, Lines& lines, Recorder& recorder,
                       Nanos timeout, int64_t most_in_flight)
    : targets_(targets),
      lines_(lines),
      recorder_(recorder),
      timeout_(timeout),
      most_in_flight_(most_in_flight),
      deck_(std::move(deck)),
      next_request_(targets.size()) {
  for (size_t i = 0; i < targets.size(); ++i) target_of_[targets[i].method] = i;
}

void Dispatcher::Call(Nanos intended, std::function<void()> then) {
  recorder_.Issued(intended, Now() - intended);
  Shot shot{.target = 0, .request = 0, .line = 0, .intended = intended, .then = std::move(then)};
  {
    const absl::MutexLock lock(&mutex_);
    shot.target = last_target_ = target_of_.at(deck_.Next());
    shot.request = next_request_[shot.target]++ % targets_[shot.target].requests.requests.size();
    shot.line = next_line_++ % lines_.server().size();
    ++open_;
    if (in_flight_ >= most_in_flight_) {
      recorder_.Held(intended);
      held_.push_back(std::move(shot));
      return;
    }
    ++in_flight_;
  }
  Send(std::move(shot));
}

void Dispatcher::Send(Shot shot) {
  const Prepared& requests = targets_[shot.target].requests;
  const size_t request = shot.request;
  const Nanos deadline = shot.intended + timeout_;
  Line& line = *lines_.server()[shot.line];
  line.Send(requests, request, deadline,
            [this, shot = std::move(shot)](const Outcome& outcome) { Ended(shot, outcome); });
}

void Dispatcher::Ended(const Shot& shot, const Outcome& outcome) {
  recorder_.Ended(shot.target, shot.intended, outcome);
  std::optional<Shot> next;
  {
    const absl::MutexLock lock(&mutex_);
    if (held_.empty()) {
      --in_flight_;
    } else {
      next = std::move(held_.front());
      held_.pop_front();
    }
  }
  if (next) Send(*std::move(next));
  if (shot.then) shot.then();
  EndOne();
}

void Dispatcher::Control(Nanos intended, std::function<void()> then) {
  recorder_.Issued(intended, Now() - intended);
  const Prepared* echo = nullptr;
  {
    const absl::MutexLock lock(&mutex_);
    echo = &targets_[last_target_].echo;
    ++open_;
  }
  // The control is not held back: it tells of the machine, not of the server.
  lines_.control()->Send(*echo, 0, intended + timeout_,
                         [this, intended, then = std::move(then)](const Outcome& outcome) {
                           recorder_.Ended(targets_.size(), intended, outcome);
                           if (then) then();
                           EndOne();
                         });
}

void Dispatcher::EndOne() {
  const absl::MutexLock lock(&mutex_);
  --open_;
}

bool Dispatcher::AwaitIdle(Nanos moment) {
  const absl::MutexLock lock(&mutex_);
  const auto idle = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return open_ == 0; };
  return mutex_.AwaitWithTimeout(absl::Condition(&idle), absl::Nanoseconds(moment - Now()));
}

}  // namespace trialmatch::client::loadtest
