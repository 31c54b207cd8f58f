// Results for people and for programs.
#ifndef TRIALMATCH_CLIENT_LOADTEST_REPORT_H_
#define TRIALMATCH_CLIENT_LOADTEST_REPORT_H_

#include <string>
#include <vector>

#include "client/loadtest/results.h"
#include "client/loadtest/setup.h"
#include "client/render/style.h"

namespace trialmatch::client::loadtest {

// One run of a search.
struct Try {
  double rate;
  bool held;
  Results results;
};

// All that is reported.
struct Report {
  std::string server;
  const Setup& setup;
  size_t patients = 0;
  // Of the run, or of the try at the rate that was found.
  Results results = {};
  // Of a search, in the order of the tries.
  std::vector<Try> tries = {};
  // The rate that was found; 0: none held.
  double found_rate = 0;
};

// Several lines and a table.
std::string RenderReport(const Report& report, const Style& style);

// One JSON object, indented; latencies in microseconds. Keys are described in the README of this folder.
std::string ReportAsJson(const Report& report);

// What makes the figures doubtful, for people; empty: nothing.
std::string Doubts(const Results& results);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_REPORT_H_
