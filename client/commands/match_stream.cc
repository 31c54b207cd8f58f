#include "client/commands/match_stream.h"

#include "absl/strings/str_cat.h"
#include "client/progress.h"
#include "client/render/match_view.h"
#include "client/rpc/patient_stream.h"
#include "client/text/utf8.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

std::string RenderAnswer(const v1::StreamMatchesResponse& answer, const Style& style) {
  const auto& response = answer.response();
  std::string text = absl::StrCat(style.Paint(Tone::kBold, OneLine(answer.key())), "\n",
                                  RenderMatchTable(response.matches(), 1, style));
  for (const auto& match : response.matches()) {
    const bool explained =
        match.criteria_size() > 0 || match.deciding_size() > 0 || match.assumptions_size() > 0;
    if (explained) absl::StrAppend(&text, RenderTrialMatch(match, style));
  }
  return absl::StrCat(text, RenderTotals(response, style), RenderIssues(response.issues(), style), "\n");
}

}  // namespace

ExitCode RunMatchStream(const CommandContext& context, const v1::StreamMatchesOpening& opening,
                        const std::vector<std::string>& paths) {
  DocumentReader reader(context.console.in);
  const absl::Status found = reader.Add(paths);
  if (!found.ok()) return context.ReportInput(found);
  const auto stub = v1::EligibilityService::NewStub(context.Channel());
  grpc::ClientContext call;
  const auto stream = stub->StreamMatches(&call);
  Progress progress(context.console, "patients matched");
  int64_t answers = 0;
  ExitCode worst = kExitOk;
  v1::AnswerContext last;
  PatientStreamHandlers<v1::StreamMatchesResponse> handlers;
  handlers.on_bad_document = [&](const absl::Status& status) {
    progress.Clear();
    worst = Worse(worst, context.ReportInput(status));
  };
  handlers.on_answer = [&](const v1::StreamMatchesResponse& answer) {
    progress.Clear();
    bool go_on = true;
    if (context.options.json) {
      go_on = context.PrintJson(answer, JsonLayout::kOneLine);
      if (answer.has_error()) worst = Worse(worst, ExitCodeOf(answer.error()));
    } else if (answer.has_error()) {
      worst = Worse(worst, context.Report(answer.error(), OneLine(answer.key())));
    } else {
      go_on = context.Print(RenderAnswer(answer, context.OutStyle()));
      last = answer.response().context();
    }
    progress.Show(++answers);
    return go_on;
  };
  const google::rpc::Status error =
      RunPatientStream(call, *stream, opening, reader, context.options.timeout, handlers);
  progress.Clear();
  if (error.code() != 0) return Worse(worst, context.Report(error));
  if (!context.options.json && last.has_as_of()) context.Print(RenderContext(last, context.OutStyle()));
  return worst;
}

}  // namespace trialmatch::client
