// The benchmark on a tiny corpus, as its tests run it.
#ifndef TRIALMATCH_TESTS_BENCHMARK_TINY_RUN_H_
#define TRIALMATCH_TESTS_BENCHMARK_TINY_RUN_H_

#include <sstream>
#include <string>
#include <utility>

#include "rapidjson/document.h"
#include "tests/benchmark/bench/report.h"
#include "tests/benchmark/bench/run.h"
#include "tests/benchmark/bench/world.h"
#include "tests/benchmark/calls/call_measurements.h"
#include "tests/benchmark/calls/call_world.h"

namespace trialmatch::bench {

inline Setup TinySetup() {
  Setup setup;
  setup.trials = 2'000;
  setup.few_trials = 500;
  setup.rounds = 2;
  setup.patients = 10;
  setup.batch_patients = 500;
  setup.verdicts = 40'000;
  setup.repeats = 0;
  return setup;
}

// What a run leaves behind.
struct TinyRun {
  explicit TinyRun(const Setup& setup) {
    World world(setup, progress);
    CallWorld calls(world);
    Measurements measurements = MakeEngineMeasurements(world);
    for (auto& one : MakeCallMeasurements(calls)) measurements.push_back(std::move(one));
    results = RunRounds(world, measurements);
    table = RenderTable({"a machine", "a build", "a path", "a day"}, setup, results);
    text = ResultsAsJson({"a machine", "a build", "a path", "a day"}, setup, results);
    json.Parse(text.c_str());
  }
  std::ostringstream progress;
  Results results;
  std::string table, text;
  rapidjson::Document json;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_TINY_RUN_H_
