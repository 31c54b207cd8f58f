#include "client/input/trial_source.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/input/document.h"
#include "client/input/limits.h"
#include "client/input/parse_message.h"

namespace trialmatch::client {

void TrialSource::SkipTo(const TrialPosition& position) {
  skip_ = position_ = position;
  position_.items = 0;
  entries_.SkipTo(position.input);
}

std::optional<absl::StatusOr<TrialItem>> TrialSource::Next() {
  while (true) {
    auto next = NextOfAll();
    if (!next) return std::nullopt;
    const size_t input = entries_.input();
    position_ = {input, input == position_.input ? position_.items + 1 : 1};
    if (input != skip_.input || position_.items > skip_.items) return next;
  }
}

std::optional<absl::StatusOr<TrialItem>> TrialSource::NextOfAll() {
  while (true) {
    if (records_ != nullptr) {
      if (auto record = NextRecord()) return record;
      const absl::Status status = std::exchange(records_, nullptr)->status();
      if (!status.ok()) return status;
    }
    auto entry = entries_.Next();
    if (!entry) return std::nullopt;
    if (!entry->ok()) return entry->status();
    entry_ = **std::move(entry);
    if (entry_.kind == FileKind::kMessage) return WholeEntry();
    records_ =
        std::make_unique<RecordSplitter>(*entry_.bytes, kMaxRecordBytes, entry_.kind == FileKind::kLines);
    first_record_ = true;
  }
}

std::optional<absl::StatusOr<TrialItem>> TrialSource::NextRecord() {
  auto next = records_->Next();
  if (!next) return std::nullopt;
  if (auto* record = std::get_if<RawRecord>(&*next)) {
    auto item = FromRecord(std::move(*record));
    first_record_ = false;
    return item;
  }
  const auto& fault = std::get<RecordFault>(*next);
  const std::string place = fault.at.line == 0 ? "" : absl::StrCat(":", fault.at.line, ":", fault.at.column);
  return absl::InvalidArgumentError(absl::StrCat(entry_.source, place, ": ", fault.reason));
}

std::string TrialSource::SourceOf(const RawRecord& record) const {
  const bool lines = entry_.kind == FileKind::kLines;
  if (first_record_ && record.outermost && !lines && entry_.source != "standard input") return entry_.source;
  std::string source = absl::StrCat(entry_.source, ":", record.begin.line);
  if (record.begin.column != 1) absl::StrAppend(&source, ":", record.begin.column);
  return source;
}

absl::StatusOr<TrialItem> TrialSource::FromRecord(RawRecord record) const {
  TrialItem item;
  item.source = SourceOf(record);
  if (record.kind == RawRecord::Kind::kOtherJson) {
    const Document document{entry_.source, Format::kJson, std::move(record.content),
                            static_cast<int>(record.begin.line)};
    auto trial = ParseTrial(document);
    if (!trial.ok()) return trial.status();
    item.what = *std::move(trial);
    return item;
  }
  v1::RegistryRecord out;
  out.set_format(record.kind == RawRecord::Kind::kStudyXml ? v1::REGISTRY_FORMAT_CTGOV_XML
                                                           : v1::REGISTRY_FORMAT_CTGOV_JSON);
  out.set_content(std::move(record.content));
  item.what = std::move(out);
  return item;
}

absl::StatusOr<TrialItem> TrialSource::WholeEntry() const {
  Document document;
  document.source = entry_.source;
  while (true) {
    const auto piece = entry_.bytes->Read();
    if (!piece.ok()) return piece.status();
    if (piece->empty()) break;
    document.content.append(piece->data(), piece->size());
    if (document.content.size() > kMaxDocumentBytes) {
      return absl::InvalidArgumentError(
          absl::StrCat(entry_.source, ": too large: more than ", kMaxDocumentBytes >> 20, " MiB"));
    }
  }
  document.format = FormatOf(WithoutCompression(entry_.source), document.content);
  if (document.format != Format::kBinary && absl::StartsWith(document.content, "\xEF\xBB\xBF")) {
    document.content.erase(0, 3);
  }
  auto trial = ParseTrial(document);
  if (!trial.ok()) return trial.status();
  return TrialItem{entry_.source, *std::move(trial)};
}

}  // namespace trialmatch::client
