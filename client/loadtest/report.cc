#include "client/loadtest/report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "client/loadtest/words.h"
#include "client/render/table.h"

namespace trialmatch::client::loadtest {
namespace {

std::string DescribeMix(const std::vector<Share>& mix) {
  return absl::StrJoin(mix, ",", [](std::string* out, const Share& share) {
    absl::StrAppend(out, NameOf(share.method), "=", share.weight);
  });
}

std::string DescribeSetup(const Report& report) {
  const RunPlan& plan = report.setup.plan;
  const std::string arrivals = plan.arrivals == Arrivals::kPoisson ? " (Poisson)" : " (constant)";
  std::string loop;
  if (!report.setup.find_rate.empty()) {
    loop = absl::StrCat("search for the highest rate", arrivals);
  } else if (plan.rate > 0) {
    loop = absl::StrCat("open loop at ", Rate(plan.rate), arrivals);
  } else {
    loop = absl::StrCat("closed loop of ", plan.concurrency);
  }
  return absl::StrCat("Server ", report.server, ", ", report.setup.connections, " connection",
                      report.setup.connections == 1 ? "" : "s", "; ", DescribeMix(plan.mix), "; ",
                      report.patients, " patients; seed ", plan.seed, "\n", loop, " for ",
                      Duration(static_cast<double>(plan.duration)), " after ",
                      Duration(static_cast<double>(plan.warmup)), " of warm-up\n");
}

std::string DescribeRates(const Results& results) {
  std::string text;
  if (results.offered) absl::StrAppend(&text, "Offered ", Rate(*results.offered), ", achieved ");
  absl::StrAppend(&text, results.offered ? "" : "Achieved ", Rate(results.achieved), "; ",
                  results.all.calls(), " calls, ", results.all.errors(), " errors (",
                  Percent(results.all.error_share()), ")");
  if (results.held > 0) absl::StrAppend(&text, ", ", results.held, " held back");
  return absl::StrCat(text, "; generator ", absl::StrFormat("%.2f", results.cores), " cores\n");
}

std::string DescribeCodes(const Results& results) {
  std::string text;
  const auto describe = [&text](const Series& series) {
    if (series.errors() == 0) return;
    absl::StrAppend(&text, "Errors of ", series.name, ": ",
                    absl::StrJoin(series.codes, ", ",
                                  [](std::string* out, const auto& code) {
                                    absl::StrAppend(out, CodeName(code.first), " ", code.second);
                                  }),
                    "\n");
  };
  for (const Series& series : results.methods) describe(series);
  if (results.control) describe(*results.control);
  return text;
}

std::vector<Cell> Row(const std::string& name, int64_t calls, int64_t errors, const Histogram& latency) {
  std::vector<Cell> cells = {{name, Tone::kPlain},
                             {absl::StrCat(calls), Tone::kPlain},
                             {absl::StrCat(errors), errors > 0 ? Tone::kBad : Tone::kDim}};
  const auto add = [&](double nanos) {
    cells.push_back({latency.empty() ? "-" : Duration(nanos), Tone::kPlain});
  };
  add(static_cast<double>(latency.least()));
  add(latency.mean());
  for (const Quantile& quantile : kQuantiles) add(static_cast<double>(latency.Percentile(quantile.share)));
  add(static_cast<double>(latency.greatest()));
  return cells;
}

std::vector<Cell> RatioRow(const Histogram& server, const Histogram& control) {
  std::vector<Cell> cells = {{"all / control", Tone::kDim}, {"", Tone::kPlain}, {"", Tone::kPlain}};
  const auto add = [&cells](double a, double b) {
    cells.push_back({b > 0 ? absl::StrFormat("%.2f", a / b) : "-", Tone::kDim});
  };
  add(static_cast<double>(server.least()), static_cast<double>(control.least()));
  add(server.mean(), control.mean());
  for (const Quantile& q : kQuantiles) {
    add(static_cast<double>(server.Percentile(q.share)), static_cast<double>(control.Percentile(q.share)));
  }
  add(static_cast<double>(server.greatest()), static_cast<double>(control.greatest()));
  return cells;
}

std::string RenderLatencies(const Results& results, const Style& style) {
  std::vector<Column> columns = {
      {"latency"}, {"calls", true}, {"errors", true}, {"min", true}, {"mean", true}};
  for (const Quantile& quantile : kQuantiles) columns.push_back({quantile.title, true});
  columns.push_back({"max", true});
  Table table(columns);
  const auto add = [&table](const Series& series) {
    table.Add(Row(series.name, series.calls(), series.errors(), series.latency));
  };
  for (const Series& series : results.methods) add(series);
  if (results.methods.size() > 1) add(results.all);
  if (results.control) {
    add(*results.control);
    table.Add(RatioRow(results.all.latency, results.control->latency));
  }
  if (!results.lateness.empty()) {
    table.Add(Row("(issued late)", results.lateness.count(), 0, results.lateness));
  }
  return table.Render(style);
}

std::string RenderTries(const Report& report, const Style& style) {
  Table table({{"try", true},
               {"rate", true},
               {"achieved", true},
               {"errors", true},
               {"p50", true},
               {"p99", true},
               {"control p99", true},
               {"held"}});
  for (size_t i = 0; i < report.tries.size(); ++i) {
    const auto& [rate, held, results] = report.tries[i];
    const Histogram& latency = results.all.latency;
    table.Add(
        {{absl::StrCat(i + 1)},
         {Rate(rate)},
         {Rate(results.achieved)},
         {Percent(results.all.error_share())},
         {Duration(static_cast<double>(latency.Percentile(0.5)))},
         {Duration(static_cast<double>(latency.Percentile(0.99)))},
         {results.control ? Duration(static_cast<double>(results.control->latency.Percentile(0.99))) : "-"},
         {held ? style.Good() : style.Bad(), held ? Tone::kGood : Tone::kBad}});
  }
  return table.Render(style);
}

std::string DescribeSearch(const Report& report) {
  const std::string wanted = absl::StrJoin(
      report.setup.find_rate, ", ", [](std::string* out, const Condition& c) { out->append(c.text()); });
  if (report.found_rate == 0) return absl::StrCat("No rate was found that holds ", wanted, "\n");
  return absl::StrCat("Highest rate that holds ", wanted, ": ", Rate(report.found_rate), ", as follows\n");
}

}  // namespace

std::string RenderReport(const Report& report, const Style& style) {
  std::string text = DescribeSetup(report);
  if (!report.tries.empty()) {
    absl::StrAppend(&text, "\n", RenderTries(report, style), DescribeSearch(report));
    if (report.found_rate == 0) return text;
  }
  absl::StrAppend(&text, DescribeRates(report.results), "\n", RenderLatencies(report.results, style),
                  DescribeCodes(report.results));
  absl::StrAppend(
      &text,
      style.Paint(Tone::kDim, absl::StrFormat("percentiles within %.2g%%", Histogram::kRelativeError * 100)),
      "\n");
  const std::string doubts = Doubts(report.results);
  if (!doubts.empty()) absl::StrAppend(&text, style.Paint(Tone::kOpen, doubts), "\n");
  return text;
}

std::string Doubts(const Results& results) {
  const Nanos late = results.lateness.Percentile(0.99);
  const Nanos p99 = results.all.latency.Percentile(0.99);
  if (late > kMillisecond && late > p99 / 10) {
    return absl::StrCat("Doubtful: 1% of the calls were issued ", Duration(static_cast<double>(late)),
                        " late or more; that is the generator's, or the machine's, and not the server's");
  }
  if (results.control && results.control->latency.Percentile(0.99) > p99 / 2 && p99 > kMillisecond) {
    return "Doubtful: the control is nearly as slow as the server; that is the machine's time";
  }
  return "";
}

}  // namespace trialmatch::client::loadtest
