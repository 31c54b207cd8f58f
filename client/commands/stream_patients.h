// `match --patients` and `screen`: the patients of files through a stream, the answers as they come.
#ifndef TRIALMATCH_CLIENT_COMMANDS_STREAM_PATIENTS_H_
#define TRIALMATCH_CLIENT_COMMANDS_STREAM_PATIENTS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "client/commands/command_context.h"
#include "client/progress.h"
#include "client/rpc/patient_stream.h"
#include "client/text/utf8.h"

namespace trialmatch::client {

// Prints each answer without an error as JSON, or else by `print`, which is false when nothing more can be
// printed; `finish` is called when the stream came to its end and is not JSON. A patient that cannot be read
// or answered is reported and the others go on; the exit code is that of the gravest fault. `doing` is the
// word of the progress line ("patients matched").
template <typename Request, typename Response, typename Opening>
ExitCode StreamPatients(const CommandContext& context, grpc::ClientContext& call,
                        grpc::ClientReaderWriterInterface<Request, Response>& stream, const Opening& opening,
                        DocumentReader& reader, const std::string& doing,
                        absl::FunctionRef<bool(const Response&)> print, absl::FunctionRef<void()> finish) {
  Progress progress(context.console, doing);
  int64_t answers = 0;
  ExitCode worst = kExitOk;
  PatientStreamHandlers<Response> handlers;
  handlers.on_bad_document = [&](const absl::Status& status) {
    progress.Clear();
    worst = Worse(worst, context.ReportInput(status));
  };
  handlers.on_answer = [&](const Response& answer) {
    progress.Clear();
    bool go_on = true;
    if (context.options.json) {
      go_on = context.PrintJson(answer, JsonLayout::kOneLine);
      if (answer.has_error()) worst = Worse(worst, ExitCodeOf(answer.error()));
    } else if (answer.has_error()) {
      worst = Worse(worst, context.Report(answer.error(), OneLine(answer.key())));
    } else {
      go_on = print(answer);
    }
    progress.Show(++answers);
    return go_on;
  };
  const google::rpc::Status error =
      RunPatientStream(call, stream, opening, reader, context.options.timeout, handlers);
  progress.Clear();
  if (error.code() != 0) return Worse(worst, context.Report(error));
  if (!context.options.json) finish();
  return worst;
}

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_COMMANDS_STREAM_PATIENTS_H_
