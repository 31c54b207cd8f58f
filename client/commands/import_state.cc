#include "client/commands/import_state.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace trialmatch::client {
namespace {

constexpr double kVersion = 1;

// FNV-1a: it tells files apart that nobody tries to confuse.
class Fingerprint {
 public:
  void Add(const std::string& text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    hash_ *= 0x100000001b3u;  // the end of the text
  }
  std::string Text() const { return absl::StrCat(absl::Hex(hash_, absl::kZeroPad16)); }

 private:
  uint64_t hash_ = 0xcbf29ce484222325u;
};

absl::StatusOr<std::string> FingerprintOf(const std::vector<std::string>& inputs) {
  Fingerprint fingerprint;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (input == "-")
      return absl::InvalidArgumentError("--resume: standard input cannot be read a second time");
    if (!std::filesystem::is_regular_file(input, error)) {
      return absl::InvalidArgumentError(
          absl::StrCat("--resume: ", input, " is no file that can be read a second time"));
    }
    const auto size = std::filesystem::file_size(input, error);
    const auto changed =
        error ? std::filesystem::file_time_type() : std::filesystem::last_write_time(input, error);
    if (error) return absl::UnavailableError(absl::StrCat(input, ": ", error.message()));
    fingerprint.Add(absl::StrCat(input, "\n", size, "\n", changed.time_since_epoch().count()));
  }
  return fingerprint.Text();
}

std::string TextOf(const google::protobuf::Struct& state, const std::string& field) {
  const auto found = state.fields().find(field);
  return found == state.fields().end() ? "" : found->second.string_value();
}

}  // namespace

absl::StatusOr<TrialPosition> ImportState::Load() {
  if (path_.empty()) return TrialPosition{};
  auto fingerprint = FingerprintOf(inputs_);
  if (!fingerprint.ok()) return fingerprint.status();
  fingerprint_ = *std::move(fingerprint);
  std::error_code error;
  if (!std::filesystem::exists(path_, error)) return TrialPosition{};
  std::ifstream in(path_, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  google::protobuf::Struct state;
  TrialPosition position;
  const bool sound = in.good() && google::protobuf::util::JsonStringToMessage(text.str(), &state).ok() &&
                     state.fields().contains("version") &&
                     state.fields().at("version").number_value() == kVersion &&
                     absl::SimpleAtoi(TextOf(state, "input"), &position.input) &&
                     absl::SimpleAtoi(TextOf(state, "items"), &position.items);
  if (!sound) return absl::InvalidArgumentError(absl::StrCat(path_, ": is not the state of an import"));
  if (TextOf(state, "inputs") != fingerprint_ || position.input >= inputs_.size()) {
    return absl::InvalidArgumentError(absl::StrCat(
        path_,
        ": is the state of an import of other files, or of files that changed since; remove it to "
        "begin anew"));
  }
  return position;
}

absl::Status ImportState::Save(const TrialPosition& position) const {
  if (path_.empty() || position.items == 0) return absl::OkStatus();
  google::protobuf::Struct state;
  auto& fields = *state.mutable_fields();
  fields["version"].set_number_value(kVersion);
  fields["inputs"].set_string_value(fingerprint_);
  fields["input"].set_string_value(absl::StrCat(position.input));
  fields["path"].set_string_value(inputs_[position.input]);  // for people
  fields["items"].set_string_value(absl::StrCat(position.items));
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(state, &text).ok()) {
    return absl::InternalError(absl::StrCat(path_, ": the path of an input has no JSON"));
  }
  const std::string next = path_ + ".new";
  std::ofstream out(next, std::ios::binary | std::ios::trunc);
  out << text << "\n";
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(next, path_, error);
  if (!out || error) return absl::UnavailableError(absl::StrCat(path_, ": could not be written"));
  return absl::OkStatus();
}

absl::Status ImportState::Remove() const {
  std::error_code error;
  if (!path_.empty()) std::filesystem::remove(path_, error);
  return error ? absl::UnavailableError(absl::StrCat(path_, ": ", error.message())) : absl::OkStatus();
}

}  // namespace trialmatch::client
