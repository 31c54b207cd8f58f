// The flags of methods that answer in pages.
#ifndef TRIALMATCH_CLIENT_OPTIONS_PAGE_FLAGS_H_
#define TRIALMATCH_CLIENT_OPTIONS_PAGE_FLAGS_H_

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/options/flag_values.h"
#include "client/options/parsed_flag.h"

namespace trialmatch::client {

// Adds --page-size, --page-token and --all, which fill `flags->request` and `flags->all_pages`. `rows` is
// what a page has ("Trials").
template <typename Flags>
void AddPageFlags(CLI::App& app, const std::shared_ptr<Flags>& flags, const std::string& rows) {
  AddParsedFlag(
      app, "--page-size", ParsePageSize, [flags](int size) { flags->request.set_page_size(size); },
      absl::StrCat(rows, " a page, 1 to 1000 (default 50)"))
      ->type_name("N");
  auto* token = app.add_option_function<std::string>(
      "--page-token", [flags](const std::string& text) { flags->request.set_page_token(text); },
      "From the previous page; the other flags must be the same");
  token->type_name("TOKEN");
  app.add_flag("--all", flags->all_pages, "Follow the pages to the end")->excludes(token);
}

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_OPTIONS_PAGE_FLAGS_H_
