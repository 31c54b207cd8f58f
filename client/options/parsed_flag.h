// Flags whose value is parsed by a function that returns a StatusOr.
#ifndef TRIALMATCH_CLIENT_OPTIONS_PARSED_FLAG_H_
#define TRIALMATCH_CLIENT_OPTIONS_PARSED_FLAG_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"

namespace trialmatch::client {

// What `parse` makes of `text`; its error as the library's own, which Run() turns into exit code 2.
template <typename Parse>
auto ParseOrThrow(const std::string& flag, Parse parse, const std::string& text) {
  auto value = parse(text);
  if (!value.ok()) throw CLI::ValidationError(flag, std::string(value.status().message()));
  return *std::move(value);
}

// A flag that may be given once.
template <typename Parse, typename Store>
CLI::Option* AddParsedFlag(CLI::App& app, const std::string& flag, Parse parse, Store store,
                           const std::string& help) {
  return app.add_option_function<std::string>(
      flag, [flag, parse, store](const std::string& text) { store(ParseOrThrow(flag, parse, text)); }, help);
}

// A flag that may be given several times.
template <typename Parse, typename Store>
CLI::Option* AddRepeatedFlag(CLI::App& app, const std::string& flag, Parse parse, Store store,
                             const std::string& help) {
  return app
      .add_option_function<std::vector<std::string>>(
          flag,
          [flag, parse, store](const std::vector<std::string>& texts) {
            for (const std::string& text : texts) store(ParseOrThrow(flag, parse, text));
          },
          help)
      ->allow_extra_args(false);
}

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_OPTIONS_PARSED_FLAG_H_
