// The records of a stream of bytes, one at a time and each as it was written.
#ifndef TRIALMATCH_CLIENT_INPUT_RECORD_SPLITTER_H_
#define TRIALMATCH_CLIENT_INPUT_RECORD_SPLITTER_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "client/input/byte_cursor.h"
#include "client/input/json_scanner.h"
#include "client/input/xml_scanner.h"

namespace trialmatch::client {

// The bytes of one JSON object or one `clinical_study` element.
struct RawRecord {
  enum class Kind {
    kStudyJson,  // of the ClinicalTrials.gov API, version 2
    kStudyXml,
    kOtherJson,  // any other object; it may be broken off
  };
  Kind kind = Kind::kOtherJson;
  std::string content;
  Place begin;
  // Not in a list, a page or another element.
  bool outermost = true;
};

// Bytes that are no record. Reading goes on behind them.
struct RecordFault {
  // Line 0: the text as a whole.
  Place at;
  std::string reason;
};

// Takes one object, a list of objects, pages ({"studies": [...]}), objects that follow each other (JSON
// lines), and XML (XmlScanner), also after each other. Holds one record and one piece of the source at a
// time, however long the text is. Not thread safe.
class RecordSplitter {
 public:
  // A record of more than `most` bytes is a fault. `lines`: an object must end on its line, and the next line
  // is read for itself. `source` must outlive the splitter.
  RecordSplitter(ByteSource& source, size_t most, bool lines)
      : most_(most), lines_(lines), cursor_(source, most), json_(cursor_, lines), xml_(cursor_) {}

  // The next record or fault; nothing: the end, or status() is not OK.
  std::optional<std::variant<RawRecord, RecordFault>> Next();

  // Of the source.
  const absl::Status& status() const { return cursor_.status(); }

 private:
  using Item = std::variant<RawRecord, RecordFault>;
  enum class Around { kList, kPage };

  std::optional<Item> Object();
  std::optional<Item> Xml();
  // A closing bracket.
  std::optional<Item> EndOfList();
  Item Garbage();
  // What is left open or was never found at the end of the source.
  std::optional<Item> AtEnd();
  // What the cursor kept, or why it is no record.
  Item Kept(RawRecord::Kind kind, Place begin);

  const size_t most_;
  const bool lines_;
  ByteCursor cursor_;
  JsonScanner json_;
  XmlScanner xml_;
  struct Open {
    Around what;
    Place at;
  };
  std::vector<Open> open_;
  bool any_ = false;  // records, lists or faults
  bool any_xml_ = false;
  bool ended_ = false;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_RECORD_SPLITTER_H_
