// Small terminologies for tests, written as rows.
#ifndef TRIALMATCH_TESTS_TERMINOLOGY_TABLES_H_
#define TRIALMATCH_TESTS_TERMINOLOGY_TABLES_H_

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "terminology/plain_table.h"

namespace trialmatch {

// Rows with ";" for a tab, so that a test can be read.
inline LoadedTables LoadRows(std::initializer_list<absl::string_view> rows) {
  std::string text;
  for (absl::string_view row : rows) absl::StrAppend(&text, absl::StrReplaceAll(row, {{";", "\t"}}), "\n");
  std::vector<TableFile> files;
  files.push_back({"test.tsv", std::move(text)});
  return LoadPlainTables(std::move(files));
}

// "line severity reason" of every issue.
inline std::vector<std::string> Texts(const LoadedTables& tables) {
  std::vector<std::string> texts;
  for (const LoadIssue& issue : tables.issues) {
    texts.push_back(absl::StrCat(issue.line, issue.severity == LoadSeverity::kError ? " error " : " warning ",
                                 issue.reason));
  }
  return texts;
}

inline Code A(absl::string_view code) { return {"urn:a", std::string(code)}; }
inline Code B(absl::string_view code) { return {"urn:b", std::string(code)}; }

inline ConceptEntry Alone(Code code) { return {std::move(code), false}; }
inline ConceptEntry Deep(Code code) { return {std::move(code), true}; }

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_TERMINOLOGY_TABLES_H_
