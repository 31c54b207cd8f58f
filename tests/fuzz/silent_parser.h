// Reads a message from any bytes, in any of the forms that callers use, without a word.
#ifndef TRIALMATCH_TESTS_FUZZ_SILENT_PARSER_H_
#define TRIALMATCH_TESTS_FUZZ_SILENT_PARSER_H_

#include <string>

#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"

namespace trialmatch {

// Text format where it parses (what parses of it counts), else the binary form.
inline bool ParseAnyForm(const std::string& input, google::protobuf::Message& message) {
  class Silent final : public google::protobuf::io::ErrorCollector {
    void AddError(int, google::protobuf::io::ColumnNumber, const std::string&) override {}
  } silent;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&silent);
  parser.AllowPartialMessage(true);
  if (parser.ParseFromString(input, &message)) return true;
  message.Clear();
  return message.ParseFromString(input);
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_FUZZ_SILENT_PARSER_H_
