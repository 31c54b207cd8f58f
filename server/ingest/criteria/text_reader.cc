#include "ingest/criteria/text_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/criteria/abbreviations.h"
#include "ingest/criteria/headings.h"
#include "ingest/criteria/item_reader.h"
#include "ingest/criteria/item_words.h"
#include "ingest/criteria/leads.h"
#include "ingest/criteria/line_tree.h"
#include "ingest/criteria/reading_hash.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {
namespace {

// Where what is read belongs.
struct Place {
  bool exclusion = false;
  int group = -1;        // -1: the whole trial
  bool readable = true;  // false: beneath words that nobody understands
};

struct Group {
  std::string key, title;
  std::vector<v1::Criterion> inclusion, exclusion;
};

class TextReader {
 public:
  TextReader(const Concepts& concepts, v1::Trial& trial)
      : text_(trial.eligibility_text()),
        reader_{concepts, trial, {}, TakesNewbornsOnly(trial)},
        tree_(BuildLineTree(text_)),
        trial_(trial) {
    reader_.abbreviations = FindAbbreviations(tree_.lines, text_);
    CountGroups(tree_.roots);
  }

  void Run() {
    Walk(tree_.roots, Place{});
    Store();
  }

 private:
  static bool TakesNewbornsOnly(const v1::Trial& trial) {
    if (!trial.has_maximum_age()) return false;
    const v1::ClockBound& age = trial.maximum_age();
    switch (age.unit()) {
      case v1::TIME_UNIT_YEAR:
        return age.value() <= 1;
      case v1::TIME_UNIT_MONTH:
        return age.value() <= 12;
      case v1::TIME_UNIT_WEEK:
        return age.value() <= 52;
      case v1::TIME_UNIT_DAY:
        return age.value() <= 366;
      default:
        return true;
    }
  }

  // What the text calls its groups. One group alone is none: the words may mean anything.
  void CountGroups(const std::vector<LineNode>& nodes) {
    for (const LineNode& node : nodes) {
      const Tokens tokens = tree_.lines[node.line];
      std::string key, title;
      if (const std::optional<GroupHeading> group = GroupOf(tokens)) {
        key = group->key;
        title = PlainText(text_, tokens[0].start, tokens[group->tokens - 1].start);
      } else if (const std::optional<SectionHeading> section = SectionOf(tokens)) {
        key = section->group;
        title = key;
      }
      const auto known = [&](const Group& group) { return group.key == key; };
      if (!key.empty() && std::none_of(groups_.begin(), groups_.end(), known))
        groups_.push_back({key, title, {}, {}});
      CountGroups(node.children);
    }
  }

  void SetGroup(const std::string& key, Place& place) const {
    if (key.empty()) {
      place.group = -1;
      return;
    }
    const auto found =
        std::find_if(groups_.begin(), groups_.end(), [&](const Group& group) { return group.key == key; });
    if (groups_.size() < 2 || found == groups_.end()) {
      place.readable = false;
    } else {
      place.group = static_cast<int>(found - groups_.begin());
    }
  }

  v1::Passage& AddPassage(size_t start, size_t end, v1::PassageUse use, const Place& place) {
    v1::Passage& passage = *reading_.add_passages();
    passage.set_start(static_cast<int32_t>(start));
    passage.set_end(static_cast<int32_t>(end));
    passage.set_use(use);
    if (place.group >= 0) passage.set_cohort(CohortId(place.group));
    return passage;
  }

  void AddHeading(Tokens tokens, const Place& place) {
    if (!tokens.empty()) AddPassage(tokens.front().start, tokens.back().end, v1::PASSAGE_USE_HEADING, place);
  }

  static std::string CohortId(int group) { return absl::StrCat("group-", group + 1); }

  void AddCriterion(v1::Criterion criterion, const Place& place) {
    v1::Passage& passage =
        AddPassage(criterion.source().start(), criterion.source().end(),
                   place.exclusion ? v1::PASSAGE_USE_EXCLUSION : v1::PASSAGE_USE_INCLUSION, place);
    ids_.Assign(criterion);
    passage.set_reading_hash(ReadingHash({&criterion}));
    std::vector<v1::Criterion>& inclusion = place.group < 0 ? inclusion_ : groups_[place.group].inclusion;
    std::vector<v1::Criterion>& exclusion = place.group < 0 ? exclusion_ : groups_[place.group].exclusion;
    (place.exclusion ? exclusion : inclusion).push_back(std::move(criterion));
  }

  v1::Criterion Read(Tokens tokens, const Place& place) const {
    if (!place.readable)
      return Unread(text_, tokens.front().start, tokens.back().end, "what is above it is not understood");
    return ReadItem(tokens, place.exclusion, reader_, text_).criterion;
  }

  // "1) … 2) … 3) …" within one line.
  static std::vector<Tokens> Enumerated(Tokens tokens) {
    std::vector<size_t> starts;
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      const bool number =
          tokens[i].kind == TokenKind::kNumber && tokens[i].text == absl::StrCat(starts.size() + 1);
      const bool closed = tokens[i + 1].Is(")") && tokens[i + 1].glued;
      const bool opens = i == 0 || tokens[i - 1].Is(";") || tokens[i - 1].Is(":") || tokens[i - 1].Is(",") ||
                         tokens[i - 1].Is(".");
      if (number && closed && opens) starts.push_back(i);
    }
    std::vector<Tokens> items;
    if (starts.size() < 2 || starts[0] != 0) {
      if (starts.size() == 1 && starts[0] == 0 && tokens.size() > 2) return {tokens.subspan(2)};
      return {tokens};
    }
    for (size_t i = 0; i < starts.size(); ++i) {
      const size_t end = i + 1 < starts.size() ? starts[i + 1] : tokens.size();
      if (starts[i] + 2 < end) items.push_back(tokens.subspan(starts[i] + 2, end - starts[i] - 2));
    }
    return items;
  }

  void AddItem(Tokens tokens, const Place& place) {
    if (tokens.empty()) return;
    for (const Tokens item : Enumerated(tokens)) {
      if (IsNote(item)) {
        AddPassage(item.front().start, item.back().end, v1::PASSAGE_USE_NOTE, place);
      } else {
        AddCriterion(Read(item, place), place);
      }
    }
  }

  static bool EndsWithOr(Tokens tokens) {
    while (!tokens.empty() && (tokens.back().Is(".") || tokens.back().Is(",") || tokens.back().Is(";")))
      tokens.remove_suffix(1);
    return !tokens.empty() && tokens.back().Is("or");
  }
  static bool BeginsWithOr(Tokens tokens) { return !tokens.empty() && tokens.front().Is("or"); }

  // Items that "or" joins, as one.
  void AddAlternatives(const std::vector<LineNode>& nodes, size_t first, size_t last, const Place& place) {
    std::vector<v1::Criterion> parts;
    for (size_t i = first; i <= last; ++i) {
      Tokens tokens = tree_.lines[nodes[i].line];
      if (BeginsWithOr(tokens)) tokens.remove_prefix(1);
      while (!tokens.empty() && (EndsWithOr(tokens) || tokens.back().Is(",") || tokens.back().Is(";")))
        tokens.remove_suffix(1);
      if (!tokens.empty()) parts.push_back(Read(tokens, place));
    }
    AddJoined(std::move(parts), tree_.lines[nodes[first].line].front().start,
              tree_.lines[nodes[last].line].back().end, false, place);
  }

  void AddJoined(std::vector<v1::Criterion> parts, size_t start, size_t end, bool all, const Place& place) {
    if (parts.empty()) return;
    if (parts.size() == 1) return AddCriterion(std::move(parts[0]), place);
    v1::Criterion joined;
    joined.set_text(PlainText(text_, start, end));
    joined.mutable_source()->set_start(static_cast<int32_t>(start));
    joined.mutable_source()->set_end(static_cast<int32_t>(end));
    joined.mutable_source()->set_rule(all ? "and" : "or");
    joined.mutable_source()->set_confidence_percent(95);
    auto& list = all ? *joined.mutable_all_of() : *joined.mutable_any_of();
    for (v1::Criterion& part : parts) *list.add_criteria() = std::move(part);
    AddCriterion(std::move(joined), place);
  }

  // A line with lines beneath it.
  void AddBlock(const LineNode& node, Tokens tokens, const Place& place) {
    const Lead lead = place.readable ? LeadOf(tokens) : Lead::kUnknown;
    Place beneath = place;
    switch (lead) {
      case Lead::kExcluded:
        beneath.exclusion = true;
        AddHeading(tokens, place);
        return Walk(node.children, beneath);
      case Lead::kHeading:
        AddHeading(tokens, place);
        return Walk(node.children, beneath);
      case Lead::kAnyOf:
      case Lead::kAllOf: {
        const bool all = lead == Lead::kAllOf;
        if (all != place.exclusion) {
          AddHeading(tokens, place);
          return Walk(node.children, beneath);
        }
        std::vector<v1::Criterion> parts;
        for (const LineNode& child : node.children) {
          const Tokens words = tree_.lines[child.line];
          parts.push_back(child.children.empty() ? Read(words, place) : Whole(child));
        }
        return AddJoined(std::move(parts), tokens.front().start, EndOf(node), all, place);
      }
      case Lead::kUnknown:
        return AddCriterion(Whole(node), place);
    }
  }

  size_t EndOf(const LineNode& node) const {
    return node.children.empty() ? tree_.lines[node.line].back().end : EndOf(node.children.back());
  }

  v1::Criterion Whole(const LineNode& node) const {
    return Unread(text_, tree_.lines[node.line].front().start, EndOf(node),
                  "no rule reads how its parts belong together");
  }

  void Walk(const std::vector<LineNode>& nodes, Place place) {
    const Place outer = place;
    for (size_t i = 0; i < nodes.size(); ++i) {
      const LineNode& node = nodes[i];
      Tokens tokens = tree_.lines[node.line];
      if (const std::optional<SectionHeading> section = SectionOf(tokens)) {
        place.exclusion = section->exclusion;
        place.readable = outer.readable;
        SetGroup(section->group, place);
        AddHeading(tokens.subspan(0, section->tokens), place);
        AddItem(tokens.subspan(section->tokens), place);
        Walk(node.children, place);
        continue;
      }
      Place here = place;
      if (const std::optional<GroupHeading> group = GroupOf(tokens)) {
        SetGroup(group->key, here);
        if (!here.readable) {
          AddCriterion(Whole(node), place);
          continue;
        }
        AddHeading(tokens.subspan(0, group->tokens), here);
        AddItem(tokens.subspan(group->tokens), here);
        Walk(node.children, here);
        continue;
      }
      if (IsNote(tokens) && node.children.empty()) {
        AddPassage(tokens.front().start, tokens.back().end, v1::PASSAGE_USE_NOTE, place);
        continue;
      }
      if (const size_t label = LabelOf(tokens); label == tokens.size() && place.readable) {
        AddHeading(tokens, place);
        WalkLabelled(node, tokens, here);
        continue;
      }
      if (!node.children.empty()) {
        AddBlock(node, tokens, here);
        continue;
      }
      size_t last = i;
      while (!place.exclusion && last + 1 < nodes.size() && nodes[last + 1].children.empty() &&
             (EndsWithOr(tree_.lines[nodes[last].line]) || BeginsWithOr(tree_.lines[nodes[last + 1].line]))) {
        ++last;
      }
      if (last > i) {
        AddAlternatives(nodes, i, last, here);
        i = last;
      } else {
        AddItem(tokens, here);
      }
    }
  }

  // Beneath "Age:" the words "18 and over" speak of age.
  void WalkLabelled(const LineNode& node, Tokens label, const Place& place) {
    const bool kept =
        !label.empty() && (label[0].Is("age") || label[0].Is("ages") || label[0].Is("performance"));
    if (!kept) return Walk(node.children, place);
    for (const LineNode& child : node.children) {
      Tokens tokens = tree_.lines[child.line];
      if (IsNote(tokens) && child.children.empty()) {
        AddPassage(tokens.front().start, tokens.back().end, v1::PASSAGE_USE_NOTE, place);
        continue;
      }
      if (!child.children.empty()) {
        AddCriterion(Whole(child), place);
        continue;
      }
      std::vector<Token> words(label.begin(), label.end());
      words.insert(words.end(), tokens.begin(), tokens.end());
      v1::Criterion read = ReadItem(words, place.exclusion, reader_, text_).criterion;
      if (read.has_unstructured()) read = Read(tokens, place);
      AddCriterion(std::move(read), place);
    }
  }

  void Store() {
    const auto fill = [](std::vector<v1::Criterion>& from,
                         google::protobuf::RepeatedPtrField<v1::Criterion>* to) {
      for (v1::Criterion& criterion : from) *to->Add() = std::move(criterion);
    };
    fill(inclusion_, trial_.mutable_inclusion_criteria());
    fill(exclusion_, trial_.mutable_exclusion_criteria());
    for (size_t i = 0; i < groups_.size() && groups_.size() > 1; ++i) {
      v1::Cohort& cohort = *trial_.add_cohorts();
      cohort.set_id(CohortId(static_cast<int>(i)));
      cohort.set_title(groups_[i].title.substr(0, 2'000));
      fill(groups_[i].inclusion, cohort.mutable_inclusion_criteria());
      fill(groups_[i].exclusion, cohort.mutable_exclusion_criteria());
    }
    reading_.set_rules_version(kRulesVersion);
    *trial_.mutable_eligibility_reading() = std::move(reading_);
  }

  const std::string text_;
  Reader reader_;
  const LineTree tree_;
  v1::Trial& trial_;
  std::vector<Group> groups_;
  std::vector<v1::Criterion> inclusion_, exclusion_;
  v1::EligibilityReading reading_;
  CriterionIds ids_;
};

}  // namespace

void ReadEligibilityText(const Concepts& concepts, v1::Trial& trial) {
  if (trial.eligibility_text().empty()) return;
  TextReader(concepts, trial).Run();
}

}  // namespace trialmatch::criteria
