#include "ingest/criteria/text_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/criteria/abbreviations.h"
#include "ingest/criteria/clock_rules.h"
#include "ingest/criteria/headings.h"
#include "ingest/criteria/item_reader.h"
#include "ingest/criteria/item_words.h"
#include "ingest/criteria/labels.h"
#include "ingest/criteria/leads.h"
#include "ingest/criteria/line_tree.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/reading_hash.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {
namespace {

// Where what is read belongs.
struct Place {
  bool exclusion = false;
  int group = -1;        // -1: the whole trial
  bool readable = true;  // false: beneath words that nobody understands
  Context context;
};

struct Group {
  std::string key, title;
  size_t start = 0, end = 0;  // of its heading
  std::vector<v1::Criterion> inclusion, exclusion;
};

class TextReader {
 public:
  TextReader(const Concepts& concepts, v1::Trial& trial)
      : text_(trial.eligibility_text()),
        reader_{concepts, trial, {}, TakesNewbornsOnly(trial), {}},
        tree_(BuildLineTree(text_)),
        trial_(trial) {
    reader_.abbreviations = FindAbbreviations(tree_.lines, text_);
    bare_labels_ = std::any_of(tree_.lines.begin(), tree_.lines.end(), UsesBareLabels);
    CountGroups(tree_.roots);
  }

  void Run() {
    Walk(tree_.roots, Place{});
    Store();
  }

 private:
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
        groups_.push_back({key, title, tokens.front().start, tokens.back().end, {}, {}});
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

  v1::Criterion Read(Tokens tokens, const Place& place) {
    if (!place.readable)
      return Unread(text_, tokens.front().start, tokens.back().end, "what is above it is not understood");
    reader_.context = place.context;
    return ReadItem(tokens, place.exclusion, reader_, text_).criterion;
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
    const Lead lead = place.readable ? LeadOf(tokens, place.exclusion) : Lead{};
    if (lead.kind == LeadKind::kUnknown) return AddWhole(node, place);
    Place beneath = place;
    beneath.exclusion = place.exclusion || lead.kind == LeadKind::kExcluded;
    if (lead.context.topic != Topic::kNone) beneath.context.topic = lead.context.topic;
    if (lead.context.window) beneath.context.window = lead.context.window;
    beneath.context.history = lead.context.history;
    const bool joins = lead.kind == (beneath.exclusion ? LeadKind::kAllOf : LeadKind::kAnyOf);
    if (!joins) {
      AddHeading(tokens, place);
      return Walk(node.children, beneath);
    }
    std::vector<v1::Criterion> parts;
    for (const LineNode& child : node.children) {
      const Tokens words = tree_.lines[child.line];
      parts.push_back(child.children.empty() ? Read(words, beneath) : Whole(child));
    }
    AddJoined(std::move(parts), tokens.front().start, EndOf(node), beneath.exclusion, place);
  }

  // A line that nobody understands with the lines beneath it. One that ends with a colon introduces them: it
  // is their heading, and part of the criterion's text all the same.
  void AddWhole(const LineNode& node, const Place& place) {
    v1::Criterion whole = Whole(node);
    const Tokens tokens = tree_.lines[node.line];
    if (tokens.back().Is(":") && place.readable) {
      AddHeading(tokens, place);
      whole.mutable_source()->set_start(
          static_cast<int32_t>(tree_.lines[node.children.front().line].front().start));
    }
    AddCriterion(std::move(whole), place);
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
        if (!section->verdict) place.context = outer.context;
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
      if (const Label label = LabelOf(tokens, bare_labels_ && !place.exclusion);
          label.tokens == tokens.size() && place.readable) {
        AddHeading(tokens, place);
        // A topic without lines of its own is that of the lines behind it.
        if (label.topic != Topic::kAllowed) place.context.topic = label.topic;
        if (label.topic != Topic::kNone) here.context.topic = label.topic;
        if (label.kept && node.children.empty()) {
          i = WalkBehind(nodes, i, label, here);
        } else {
          WalkLabelled(node, tokens, label, here);
        }
        continue;
      }
      if (!node.children.empty()) {
        AddBlock(node, tokens, here);
        continue;
      }
      if (IntroducesNothing(tokens, here)) {
        AddHeading(tokens, place);
        continue;
      }
      if (OpensUnindentedList(tokens, here.exclusion)) {
        AddItem(tokens, here);
        place.readable = false;  // up to the next heading
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

  // Whether the record is one that sets its labels apart by nothing but lines.
  static bool UsesBareLabels(const std::vector<Token>& line) {
    static const auto* const signs = new Phrases(
        "prior concurrent therapy | patient characteristics | prior / concurrent therapy | concurrent "
        "medication");
    Cursor cursor(line);
    while (cursor.Peek().Is("-")) cursor.Advance();
    return signs->Take(cursor) && cursor.left() <= 2;
  }

  void AddNotes(const LineNode& node, const Place& place) {
    const Tokens tokens = tree_.lines[node.line];
    AddPassage(tokens.front().start, tokens.back().end, v1::PASSAGE_USE_NOTE, place);
    for (const LineNode& child : node.children) AddNotes(child, place);
  }

  // "Patients must have adequate organ function:" before lines that do not stand beneath it: they say it all.
  static bool IntroducesNothing(Tokens tokens, const Place& place) {
    if (!tokens.back().Is(":") || !place.readable) return false;
    const Lead lead = LeadOf(tokens, place.exclusion);
    const bool same_side =
        lead.kind == LeadKind::kHeading || (place.exclusion && lead.kind == LeadKind::kExcluded);
    return same_side && !lead.context.window && !lead.context.history && lead.context.topic == Topic::kNone;
  }

  // Beneath "Age:" the words "18 and over" speak of age; beneath "Allowed:" nothing keeps anybody out.
  void WalkLabelled(const LineNode& node, Tokens words_of_label, const Label& label, const Place& place) {
    if (label.topic == Topic::kAllowed) {
      for (const LineNode& child : node.children) AddNotes(child, place);
      return;
    }
    if (!label.kept) return Walk(node.children, place);
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
      std::vector<Token> words(words_of_label.begin(), words_of_label.end());
      words.insert(words.end(), tokens.begin(), tokens.end());
      reader_.context = place.context;
      v1::Criterion read = ReadItem(words, place.exclusion, reader_, text_).criterion;
      if (read.has_unstructured() || !LeaveOutLabel(text_, tokens.front().start, read)) {
        read = Read(tokens, place);
      } else {
        read.set_text(absl::StrCat(PlainText(text_, words_of_label.front().start, words_of_label.back().end),
                                   " ", read.text()));
      }
      AddCriterion(std::move(read), place);
    }
  }

  // Lines that stand behind their label, not beneath it; the last of them.
  size_t WalkBehind(const std::vector<LineNode>& nodes, size_t at, const Label& label, const Place& place) {
    LineNode labelled{nodes[at].line, {}};
    size_t last = at;
    while (bare_labels_ && last + 1 < nodes.size() && nodes[last + 1].children.empty()) {
      const Tokens tokens = tree_.lines[nodes[last + 1].line];
      if (SectionOf(tokens) || GroupOf(tokens) || LabelOf(tokens, !place.exclusion).tokens == tokens.size())
        break;
      labelled.children.push_back(nodes[++last]);
    }
    WalkLabelled(labelled, tree_.lines[nodes[at].line], label, place);
    return last;
  }

  // A cohort that asks nothing would take everybody.
  void KeepOpen(Group& group) {
    if (!group.inclusion.empty() || !group.exclusion.empty()) return;
    group.inclusion.push_back(Unread(text_, group.start, group.end, "nothing was read of this group"));
    ids_.Assign(group.inclusion.back());
  }

  void Store() {
    const auto fill = [](std::vector<v1::Criterion>& from,
                         google::protobuf::RepeatedPtrField<v1::Criterion>* to) {
      for (v1::Criterion& criterion : from) *to->Add() = std::move(criterion);
    };
    fill(inclusion_, trial_.mutable_inclusion_criteria());
    fill(exclusion_, trial_.mutable_exclusion_criteria());
    for (size_t i = 0; i < groups_.size() && groups_.size() > 1; ++i) {
      KeepOpen(groups_[i]);
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
  bool bare_labels_ = false;
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
