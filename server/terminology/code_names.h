// The names of codes while an index of them is made.
#ifndef TRIALMATCH_TERMINOLOGY_CODE_NAMES_H_
#define TRIALMATCH_TERMINOLOGY_CODE_NAMES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace trialmatch {

// Texts, and the place of the code that each names, in one block, since there are a great many.
class CodeNames {
 public:
  struct Entry {
    size_t begin = 0;
    uint32_t code = 0;
    uint16_t length = 0;
  };

  // Makes room for so many, so that growing never takes twice the room.
  CodeNames(size_t names, size_t bytes) {
    entries_.reserve(names);
    text_.reserve(bytes);
  }

  // Nothing when it is empty or too long.
  void Add(absl::string_view text, uint32_t code) {
    if (text.empty() || text.size() > UINT16_MAX) return;
    entries_.push_back({text_.size(), code, static_cast<uint16_t>(text.size())});
    absl::StrAppend(&text_, text);
  }
  // By text and code, each once.
  void Sort() {
    std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
      const int order = TextOf(a).compare(TextOf(b));
      return order != 0 ? order < 0 : a.code < b.code;
    });
    const auto same = [this](const Entry& a, const Entry& b) {
      return a.code == b.code && TextOf(a) == TextOf(b);
    };
    entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
  }

  const std::vector<Entry>& entries() const { return entries_; }
  absl::string_view TextOf(const Entry& entry) const {
    return absl::string_view(text_).substr(entry.begin, entry.length);
  }
  size_t bytes() const { return text_.size(); }

 private:
  std::string text_;
  std::vector<Entry> entries_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CODE_NAMES_H_
