#include "client/input/record_splitter.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace trialmatch::client {
namespace {

const ByteClass kAfterGarbage = BytesOf("\n{<]");

bool IsBlank(int c) {
  // 0x1e stands before each record of a JSON text sequence.
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x1e;
}

}  // namespace

std::optional<RecordSplitter::Item> RecordSplitter::Next() {
  while (!ended_) {
    std::optional<Item> item;
    const int c = cursor_.Peek();
    if (c == ByteCursor::kEnd) {
      ended_ = true;
      item = AtEnd();
    } else if (xml_.inside() || (c == '<' && open_.empty())) {
      item = Xml();
    } else if (c == '{') {
      item = Object();
    } else if (c == '[' && open_.empty()) {
      any_ = true;
      open_.push_back({Around::kList, cursor_.place()});
      cursor_.Skip();
    } else if (c == ']' && !open_.empty()) {
      item = EndOfList();
    } else if (!any_ && !any_xml_ && (c == 0xEF || c == 0xBB || c == 0xBF)) {
      cursor_.Skip();  // a byte order mark
    } else if (IsBlank(c) || (c == ',' && !open_.empty())) {
      cursor_.Skip();
      if (c == '\n' && lines_ && !open_.empty() && open_.back().what == Around::kPage) {
        item = RecordFault{open_.back().at, "the page that begins here does not end on its line"};
        open_.clear();
      }
    } else {
      item = Garbage();
    }
    if (item.has_value()) {
      any_ = true;
      return item;
    }
  }
  return std::nullopt;
}

RecordSplitter::Item RecordSplitter::Kept(RawRecord::Kind kind, Place begin) {
  std::string content = cursor_.Take();
  if (cursor_.overflowed()) {
    return RecordFault{begin, absl::StrCat("the record that begins here has more than ", most_, " bytes")};
  }
  return RawRecord{kind, std::move(content), begin, open_.empty() && !xml_.inside()};
}

std::optional<RecordSplitter::Item> RecordSplitter::Object() {
  const Place begin = cursor_.place();
  const bool in_page = !open_.empty() && open_.back().what == Around::kPage;
  cursor_.Keep();
  const JsonScanner::End end = json_.ScanObject(!in_page);
  if (end == JsonScanner::End::kPage) {
    cursor_.Take();
    any_ = true;
    open_.push_back({Around::kPage, begin});
    return std::nullopt;
  }
  if (!status().ok()) {  // it was not broken, the source was
    ended_ = true;
    return std::nullopt;
  }
  const auto kind = json_.is_study() ? RawRecord::Kind::kStudyJson : RawRecord::Kind::kOtherJson;
  Item item = Kept(kind, begin);
  if (end == JsonScanner::End::kBroken && kind == RawRecord::Kind::kStudyJson) {
    return RecordFault{begin, "the record that begins here is not closed"};
  }
  return item;
}

std::optional<RecordSplitter::Item> RecordSplitter::EndOfList() {
  const Open open = open_.back();
  open_.pop_back();
  cursor_.Skip();
  if (open.what == Around::kList || json_.ScanRestOfPage() == JsonScanner::End::kWhole) return std::nullopt;
  if (!status().ok()) return std::nullopt;
  return RecordFault{open.at, "the page that begins here is not closed"};
}

std::optional<RecordSplitter::Item> RecordSplitter::Xml() {
  any_xml_ = true;
  const XmlScanner::End end = xml_.Scan();
  switch (end) {
    case XmlScanner::End::kNothing:
      return std::nullopt;
    case XmlScanner::End::kStudy:
      return Kept(RawRecord::Kind::kStudyXml, xml_.begin());
    case XmlScanner::End::kBroken:
      cursor_.Take();
      if (!status().ok()) return std::nullopt;
      return RecordFault{xml_.begin(), "the clinical_study that begins here is not closed"};
    case XmlScanner::End::kRefused:
      ended_ = true;
      return RecordFault{xml_.begin(),
                         "the declarations of the document are too long; nothing behind them is read"};
  }
  return std::nullopt;
}

RecordSplitter::Item RecordSplitter::Garbage() {
  const Place at = cursor_.place();
  cursor_.Skip();
  cursor_.SkipTo(kAfterGarbage);
  return RecordFault{at, "neither a JSON object nor an XML element begins here"};
}

std::optional<RecordSplitter::Item> RecordSplitter::AtEnd() {
  if (!status().ok()) return std::nullopt;
  if (!open_.empty()) {
    const bool page = open_.back().what == Around::kPage;
    return RecordFault{open_.back().at,
                       absl::StrCat("the ", page ? "page" : "list",
                                    " that begins here is not closed; what follows is missing")};
  }
  if (xml_.inside() && xml_.studies() > 0) {
    return RecordFault{{0, 0}, "an element around the records is not closed; what follows is missing"};
  }
  if (any_xml_ && xml_.studies() == 0) return RecordFault{{0, 0}, "there is no clinical_study element in it"};
  if (!any_ && !lines_) return RecordFault{{0, 0}, "there is no record in it"};
  return std::nullopt;
}

}  // namespace trialmatch::client
