// The lines of an eligibility text as its author meant them.
#ifndef TRIALMATCH_INGEST_CRITERIA_TEXT_LINES_H_
#define TRIALMATCH_INGEST_CRITERIA_TEXT_LINES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch::criteria {

// How a line is marked as an element of a list.
enum class Marker : uint8_t { kNone, kBullet, kNumber, kLetter, kRoman };

struct TextLine {
  size_t start = 0, end = 0;  // bytes of the text, without marker, indentation and blanks at the end
  size_t indentation = 0;     // columns before the marker, or before the text where there is none
  Marker marker = Marker::kNone;
  bool after_blank = false;  // an empty line, or nothing, comes before it
};

// In order; none is empty. A line that the registry wrapped is one with what it goes on with: old records are
// wrapped at about 90 columns, without a marker on what follows.
std::vector<TextLine> SplitLines(absl::string_view text);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_TEXT_LINES_H_
