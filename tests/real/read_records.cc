// read_records [--terminology FOLDER] FILE...: reads registry records as the service does and prints one line
// for each: where it came from, a tab, and a ValidateTrialResponse in JSON. A file of JSON lines (.jsonl) has
// one record a line, any other file is one.
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/registry_record.h"
#include "terminology/plain_table.h"
#include "wire/answer_writer.h"

namespace trialmatch {
namespace {

void Print(const std::string& source, const std::string& content, const Terminology& terminology) {
  v1::RegistryRecord record;
  record.set_content(content);
  ReadRecord read = ReadRegistryRecord(record, terminology);
  v1::ValidateTrialResponse response;
  for (const Issue& issue : read.issues) *response.add_issues() = WriteTrialIssue(issue);
  if (read.trial) *response.mutable_trial() = *std::move(read.trial);
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(response, &json, options);
  if (!status.ok()) {
    std::cerr << source << ": " << status.ToString() << "\n";
    std::exit(1);
  }
  std::cout << source << '\t' << json << '\n';
}

int Run(int argc, char** argv) {
  LoadedTables tables = LoadPlainTables({});
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--terminology" && i + 1 < argc) {
      absl::StatusOr<LoadedTables> loaded = LoadTerminologyFolder(argv[++i]);
      if (!loaded.ok()) {
        std::cerr << loaded.status() << "\n";
        return 1;
      }
      tables = *std::move(loaded);
      continue;
    }
    std::ifstream file(argument, std::ios::binary);
    if (!file) {
      std::cerr << argument << ": cannot be read\n";
      return 1;
    }
    if (!absl::EndsWith(argument, ".jsonl")) {
      Print(argument, std::string(std::istreambuf_iterator<char>(file), {}), *tables.terminology);
      continue;
    }
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      Print(absl::StrCat(argument, ":", number), line, *tables.terminology);
    }
  }
  return 0;
}

}  // namespace
}  // namespace trialmatch

int main(int argc, char** argv) { return trialmatch::Run(argc, argv); }
