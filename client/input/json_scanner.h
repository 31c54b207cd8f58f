// Finds where one JSON object ends, without parsing it.
#ifndef TRIALMATCH_CLIENT_INPUT_JSON_SCANNER_H_
#define TRIALMATCH_CLIENT_INPUT_JSON_SCANNER_H_

#include <string>
#include <vector>

#include "client/input/byte_cursor.h"

namespace trialmatch::client {

// Knows strings and brackets, not the grammar: whoever parses the object says what else is wrong with it.
// While the cursor keeps, a member "resultsSection" of the object is left out: it is most of a record that
// has one, and no service reads it. Not thread safe.
class JsonScanner {
 public:
  enum class End {
    // The cursor stands behind the object.
    kWhole,
    // The text ended within it, or (see `lines`) its line, or another object began at the start of a line
    // where
    // none may be. The cursor stands there.
    kBroken,
    // It has a member "studies" that is a list: a page of records. The cursor stands in the list.
    kPage,
  };

  // `lines`: an object must end on its line. `cursor` must outlive the scanner.
  JsonScanner(ByteCursor& cursor, bool lines) : cursor_(cursor), lines_(lines) {}

  // The cursor stands on '{'. `may_be_page`: else kPage is never returned.
  End ScanObject(bool may_be_page);
  // The cursor stands behind the list of a page: the rest of the page's object.
  End ScanRestOfPage();

  // Whether the last object has a member that only a study of ClinicalTrials.gov has.
  bool is_study() const { return is_study_; }

 private:
  End Scan();
  void RestOfString();
  void Key();
  // After a member's colon.
  void Value();
  // Of the outermost object; true: the comma behind it was passed.
  bool EndOfMember();
  bool ObjectMayBegin() const;

  ByteCursor& cursor_;
  const bool lines_;
  bool may_be_page_ = false;
  bool rest_of_page_ = false;
  bool is_study_ = false;
  bool list_is_page_ = false;
  // Left out: the member we are in; with it a comma before it, or else the one behind it.
  bool leaving_out_ = false;
  bool left_comma_out_ = false;
  // Open brackets; deeper ones than are useful are only counted.
  std::string open_;
  size_t deeper_ = 0;
  char previous_ =
      '{';  // the last byte outside of strings that is no blank; '"' for a string, '0' for a scalar
  std::string key_;
  size_t key_at_ = 0;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_JSON_SCANNER_H_
