#include "client/commands/match_stream.h"

#include "absl/strings/str_cat.h"
#include "client/commands/stream_patients.h"
#include "client/render/match_view.h"
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
  v1::AnswerContext last;
  return StreamPatients<v1::StreamMatchesRequest, v1::StreamMatchesResponse>(
      context, call, *stream, opening, reader, "patients matched",
      [&](const v1::StreamMatchesResponse& answer) {
        last = answer.response().context();
        return context.Print(RenderAnswer(answer, context.OutStyle()));
      },
      [&] {
        if (last.has_as_of()) context.Print(RenderContext(last, context.OutStyle()));
      });
}

}  // namespace trialmatch::client
