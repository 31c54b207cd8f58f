#include "matching/batch_asked_leaves.h"

#include "matching/batch_fact_sources.h"
#include "matching/evaluator.h"

namespace trialmatch {
namespace {

constexpr double kCostOfAsking = 500;

using RowLists = std::vector<std::pair<const std::vector<uint32_t>*, RowCursor>>;

// All rows with anything of the codes: of the patient's own, of relatives, and of tested genes.
RowLists RowsWith(const std::vector<CodeId>& codes, const PatientBatch& batch) {
  RowLists lists;
  for (const CodeId code : codes) {
    const CodeColumns& columns = batch.columns().Of(code);
    for (const auto* rows :
         {&columns.present.rows, &columns.refuted.rows, &columns.relatives, &columns.tested}) {
      if (!rows->empty()) lists.emplace_back(rows, RowCursor());
    }
  }
  return lists;
}

double CostOf(const RowLists& lists) {
  double rows = 0;
  for (const auto& [list, cursor] : lists) rows += static_cast<double>(list->size());
  return kCostOfAsking * rows;
}

// Of asking for groups, or for those of a plane, who are few.
double CostOfPlane(const RowPlane* asked, bool everyone, const PatientBatch& batch) {
  const auto all = static_cast<double>(batch.size());
  return kCostOfAsking * (everyone ? all : asked == nullptr ? all / 100 : all / 50);
}

std::vector<bool> Marked(const std::vector<CodeId>& codes, size_t count) {
  std::vector<bool> marked(count);
  for (const CodeId code : codes) marked[code] = true;
  return marked;
}

FactCriterion OfPatient(FactCriterion criterion) {
  criterion.subjects = {Subject::kPatient};
  return criterion;
}

// Of one of whom nothing is recorded, where the request assumes so.
Truth OfNobody(const Criterion& leaf, AbsencePolicy assumed, const PatientBatch& batch) {
  const Patient nobody;
  EvaluationOptions options;
  options.as_of = batch.people().todays().front().sample;
  options.absence_default = assumed;
  return EvaluateCriterion(leaf, "", PatientView(nobody, options, batch.terminology()), nullptr);
}

}  // namespace

BatchAskedLeaf::BatchAskedLeaf(const Criterion& leaf, const std::vector<CodeId>& related,
                               const RowPlane* asked, Default by_default, const PatientBatch& batch)
    : leaf_(leaf),
      batch_(batch),
      asked_(asked),
      default_(by_default),
      wanted_(Marked(related, batch.archive().codes().size())),
      related_(RowsWith(related, batch)),
      cost_(CostOf(related_) + (asked == nullptr && !by_default.ask_everyone
                                    ? 0
                                    : CostOfPlane(asked, by_default.ask_everyone, batch))) {}

void BatchAskedLeaf::Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                          ScreenWork& work) {
  truths.SetAll(default_.truth, block.words());
  ask_.Clear(block.words());
  for (uint32_t w = 0; w < block.words(); ++w) {
    if (asked_ != nullptr) ask_.words[w] = asked_->From(block.begin)[w];
    if (default_.ask_everyone) ask_.words[w] = ~Word{0};
    if (default_.where == nullptr) continue;
    const Word where = default_.where->From(block.begin)[w];
    const Word possible = default_.otherwise == Truth::kFalse ? 0 : where;
    const Word certain = default_.otherwise == Truth::kTrue ? where : 0;
    truths.possible.words[w] = (truths.possible.words[w] & ~where) | possible;
    truths.certain.words[w] = (truths.certain.words[w] & ~where) | certain;
  }
  for (auto& [rows, cursor] : related_) MarkRows(*rows, cursor, block, ask_, work);
  AskEach(
      block, ask_, mask,
      [&](uint32_t row) { return batch_.AskOf(row, leaf_, [&](CodeId code) { return wanted_[code]; }); },
      truths, work);
}

BatchGroupedLeaf::BatchGroupedLeaf(const Criterion& leaf, const std::vector<CodeId>& related, bool by_family,
                                   FactCategory category, const PatientBatch& batch)
    : leaf_(leaf),
      batch_(batch),
      by_family_(by_family),
      category_(category),
      open_(OfNobody(leaf, AbsencePolicy::kUnknown, batch)),
      absent_(OfNobody(leaf, AbsencePolicy::kAssumeAbsent, batch)),
      assumed_(OfNobody(leaf, AbsencePolicy::kAssumePresent, batch)),
      wanted_(Marked(related, batch.archive().codes().size())),
      related_(RowsWith(related, batch)),
      cost_(CostOf(related_) + CostOfPlane(nullptr, false, batch)) {}

Truth BatchGroupedLeaf::AskWithoutFacts(uint32_t row) const {
  return batch_.AskOf(row, leaf_, [](CodeId) { return false; });
}

void BatchGroupedLeaf::SetDefaults(const RowBlock& block, BlockTruths& truths) const {
  const Word* absent = batch_.people().assumes_absent().From(block.begin);
  const Word* present = batch_.people().assumes_present().From(block.begin);
  const auto spread = [](bool bit) { return bit ? ~Word{0} : Word{0}; };
  for (uint32_t w = 0; w < block.words(); ++w) {
    const Word open = ~absent[w] & ~present[w];
    const auto where = [&](bool if_open, bool if_absent, bool if_present) {
      return (open & spread(if_open)) | (absent[w] & spread(if_absent)) | (present[w] & spread(if_present));
    };
    truths.possible.words[w] =
        where(open_ != Truth::kFalse, absent_ != Truth::kFalse, assumed_ != Truth::kFalse);
    truths.certain.words[w] = where(open_ == Truth::kTrue, absent_ == Truth::kTrue, assumed_ == Truth::kTrue);
  }
}

Truth BatchGroupedLeaf::OfGroup(uint32_t row, uint64_t group, ScreenWork& work) {
  const auto [entry, is_new] = of_groups_.try_emplace(group, Truth::kUnknown);
  if (is_new) {
    entry->second = AskWithoutFacts(row);
    ++work.asked;
  }
  return entry->second;
}

void BatchGroupedLeaf::SetGroups(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                                 ScreenWork& work) {
  const BatchPeople& people = batch_.people();
  const auto set = [&](uint32_t row, uint64_t group) {
    const uint32_t offset = row - block.begin;
    if (mask.Has(offset) && !ask_.Has(offset)) truths.Set(offset, OfGroup(row, group, work));
  };
  if (by_family_) {
    const Word* has = people.has_family().From(block.begin);
    for (uint32_t w = 0; w < block.words(); ++w) {
      for (Word word = has[w]; word != 0; word &= word - 1) {
        const uint32_t row = block.begin + w * kWordBits + static_cast<uint32_t>(std::countr_zero(word));
        set(row, people.FamilyOf(row));
      }
    }
    return;
  }
  const BatchStatements::OfCategory& of = batch_.statements().Of(category_);
  size_t place = statements_.SeekTo(of.rows, block.begin);
  for (; place < of.rows.size() && of.rows[place] < block.end; ++place) {
    const uint32_t row = of.rows[place];
    const uint64_t assumed = people.assumes_absent().Has(row) ? 1 : people.assumes_present().Has(row) ? 2 : 0;
    set(row, uint64_t{of.groups[place]} * 3 + assumed);
  }
  statements_.Set(place);
}

void BatchGroupedLeaf::Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                            ScreenWork& work) {
  ask_.Clear(block.words());
  for (auto& [rows, cursor] : related_) MarkRows(*rows, cursor, block, ask_, work);
  SetDefaults(block, truths);
  SetGroups(block, mask, truths, work);
  AskEach(
      block, ask_, mask,
      [&](uint32_t row) { return batch_.AskOf(row, leaf_, [&](CodeId code) { return wanted_[code]; }); },
      truths, work);
}

BatchRelationLeaf::BatchRelationLeaf(const Criterion& leaf, const RelationCriterion& criterion,
                                     const PatientBatch& batch)
    : leaf_(leaf),
      batch_(batch),
      own_effect_(OfPatient(*criterion.effect)),
      own_cause_(OfPatient(*criterion.cause)),
      effect_(own_effect_, leaf.absence_policy, batch),
      cause_(own_cause_, leaf.absence_policy, batch) {}

void BatchRelationLeaf::Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                             ScreenWork& work) {
  effect_.Find(block, mask, truths, work);
  for (uint32_t w = 0; w < block.words(); ++w) {
    narrowed_.words[w] = mask.words[w] & truths.possible.words[w];
  }
  cause_.Find(block, narrowed_, of_cause_, work);
  for (uint32_t w = 0; w < block.words(); ++w) {
    truths.possible.words[w] &= of_cause_.possible.words[w];
    ask_.words[w] = truths.certain.words[w] & of_cause_.certain.words[w];
    truths.certain.words[w] = 0;
  }
  // What is assumed to be present is related to nothing.
  effect_.KeepMatched(block, ask_);
  cause_.KeepMatched(block, ask_);
  AskEach(
      block, ask_, mask, [&](uint32_t row) { return batch_.AskOf(row, leaf_, [](CodeId) { return true; }); },
      truths, work);
}

BatchEitherLeaf::BatchEitherLeaf(std::unique_ptr<Criterion> first, std::unique_ptr<Criterion> second,
                                 const PatientBatch& batch)
    : first_criterion_(std::move(first)),
      second_criterion_(std::move(second)),
      first_(MakeBatchLeaf(*first_criterion_, batch)),
      second_(MakeBatchLeaf(*second_criterion_, batch)) {}

void BatchEitherLeaf::Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                           ScreenWork& work) {
  first_->Find(block, mask, truths, work);
  second_->Find(block, mask, of_second_, work);
  for (uint32_t w = 0; w < block.words(); ++w) {
    truths.possible.words[w] |= of_second_.possible.words[w];
    truths.certain.words[w] |= of_second_.certain.words[w];
  }
}

}  // namespace trialmatch
