// Finds the studies of an XML text of ClinicalTrials.gov, without parsing them.
#ifndef TRIALMATCH_CLIENT_INPUT_XML_SCANNER_H_
#define TRIALMATCH_CLIENT_INPUT_XML_SCANNER_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "client/input/byte_cursor.h"

namespace trialmatch::client {

// One `clinical_study` element after the other, alone in its document or within others, in one document or in
// several that follow each other. Knows tags, comments and sections, not the grammar. Not thread safe.
class XmlScanner {
 public:
  enum class End {
    // Markup, or text within other elements, was passed; the cursor may stand anywhere outside of a study.
    kNothing,
    // A study was passed; the cursor keeps it.
    kStudy,
    // The text ended within a study or another begins within it. The cursor keeps it.
    kBroken,
    // A declaration is too long to be one. Nothing more should be read.
    kRefused,
  };

  // `cursor` must outlive the scanner.
  explicit XmlScanner(ByteCursor& cursor) : cursor_(cursor) {}

  // The cursor stands on '<', or inside(). What a study's document declared before it (`<?xml ...?>`, a
  // document type) is put before the study, so that whoever parses it knows its encoding and sees declared
  // entities. Its `clinical_results` are left out, as with JsonScanner.
  End Scan();

  // Whether an element around the studies is open, or a study begins where the cursor stands.
  bool inside() const { return depth_ > 0 || !begun_.empty(); }
  // Where the last study, or what was refused, begins.
  Place begin() const { return begin_; }
  // Studies so far, whole and broken.
  int64_t studies() const { return studies_; }

 private:
  // Passes '<' and the name behind it with its '/', '?' or '!'.
  std::string TagName();
  // Passes a start tag to its end; true: it has no content.
  bool RestOfTag();
  void SkipBehind(absl::string_view end);
  // Passes what `name` began, if that is no element.
  bool SkipIfNoElement(absl::string_view name);
  // Keeps a declaration in `prolog_`; false: it is too long.
  bool Declaration(absl::string_view name);
  End Study();

  ByteCursor& cursor_;
  std::string prolog_;
  // The name of a tag that was passed already: a study begins, or a document.
  std::string begun_;
  Place begun_at_;
  Place begin_;
  int64_t depth_ = 0;
  int64_t studies_ = 0;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_XML_SCANNER_H_
