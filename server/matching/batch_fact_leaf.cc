#include "matching/batch_fact_leaf.h"

#include <algorithm>

#include "matching/biology_rule.h"
#include "matching/concept_match.h"
#include "matching/fact_evaluator.h"

namespace trialmatch {
namespace {

constexpr double kCostOfAsking = 500;  // in facts of a column
// Columns of so many codes are on their way from memory at once.
constexpr size_t kSourcesAhead = 8;

bool IsPlainPresence(const FactCriterion& criterion) {
  return criterion.occurrences.min == 1 && !criterion.occurrences.max;
}

bool IsAnchored(const FactCriterion& criterion) { return criterion.window && criterion.window->anchor; }

Word Spread(bool bit) { return bit ? ~Word{0} : 0; }

}  // namespace

BatchFactLeaf::BatchFactLeaf(const FactCriterion& criterion, AbsencePolicy policy, const PatientBatch& batch)
    : criterion_(criterion),
      policy_(policy),
      batch_(batch),
      terms_(TermsOf(criterion, batch.people())),
      wanted_(batch.archive().codes().size()) {
  asked_.absence_policy = policy;
  asked_.kind = criterion;
  // A set of which everything is excluded is covered by any refutation, related or not.
  const bool has_members = !batch.terminology().Members(criterion.concepts).empty();
  asks_all_related_ = !IsPlainPresence(criterion) || IsAnchored(criterion) || !has_members;
  const std::vector<CodeId> codes = has_members
                                        ? batch.codes().RelatedTo(criterion.category, criterion.concepts)
                                        : batch.codes().AllOf(criterion.category);
  for (const CodeId code : codes) AddCode(code);
  if (IsAnchored(criterion)) AddAnchor();
  for (const RefutedSource& source : refuted_) next_refuted_.push_back(source.NextRow());
  const NobodyView man(batch, Sex::kMale, {});
  ruled_out_ = RuledOutByBiology(criterion, Person{}, man.view());
  partly_ruled_out_ = WithoutRuledOut(criterion, Person{}, man.view()).has_value();
  const bool measured =
      criterion.category == FactCategory::kVariant || criterion.category == FactCategory::kObservation;
  if (policy == AbsencePolicy::kInherit && !measured) {
    covered_ = batch.statements().FindCovered(criterion, batch.people());
  }
  const NobodyView nobody(batch, Sex::kUnrecorded, {});
  const auto truth_by = [&](AbsencePolicy assumed) {
    return EvaluateFact(criterion, assumed, nobody.view(), nullptr);
  };
  open_ = truth_by(AbsencePolicy::kUnknown);
  absent_ = truth_by(AbsencePolicy::kAssumeAbsent);
  assumed_ = truth_by(AbsencePolicy::kAssumePresent);
}

void BatchFactLeaf::AddCode(CodeId code) {
  wanted_[code] = true;
  const CodeColumns& columns = batch_.columns().Of(code);
  if (!columns.tested.empty()) asked_rows_.push_back({&columns.tested, {}});
  cost_ += kCostOfAsking * static_cast<double>(columns.tested.size());
  const size_t facts = columns.present.rows.size() + columns.refuted.rows.size();
  cost_ += (asks_all_related_ ? kCostOfAsking : 1) * static_cast<double>(facts) + 1;
  if (asks_all_related_) {
    if (!columns.present.rows.empty()) asked_rows_.push_back({&columns.present.rows, {}});
    if (!columns.refuted.rows.empty()) asked_rows_.push_back({&columns.refuted.rows, {}});
    return;
  }
  if (!columns.present.rows.empty()) {
    const Truth truth =
        MatchConcept(batch_.archive().codes()[code].code, criterion_.concepts, batch_.terminology()).truth;
    if (truth != Truth::kFalse) present_.emplace_back(code, truth, criterion_, batch_);
  }
  if (!columns.refuted.rows.empty()) refuted_.emplace_back(code, criterion_, batch_);
}

// Who has an anchor may have another absence than who has none.
void BatchFactLeaf::AddAnchor() {
  const FactCriterion& anchor = *criterion_.window->anchor;
  for (const CodeId code : batch_.codes().AllOf(anchor.category)) {
    wanted_[code] = true;
  }
  for (const CodeId code : batch_.codes().AllOf(criterion_.category)) wanted_[code] = true;
  for (const CodeId code : batch_.codes().RelatedTo(anchor.category, anchor.concepts)) {
    const CodeColumns& columns = batch_.columns().Of(code);
    if (!columns.present.rows.empty()) anchor_rows_.push_back({&columns.present.rows, {}});
  }
}

void BatchFactLeaf::Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                         ScreenWork& work) {
  if (!collected_) CollectPresent(work);
  if (!planes_are_clear_) planes_.Clear(kBlockWords);
  planes_are_clear_ = !Scan(block, mask, work);
  Decide(block, truths);
  const bool nobody_asked = planes_are_clear_ && present_planes_.ask.words().empty() &&
                            (covered_ == nullptr || !covered_->any_must_ask);
  if (nobody_asked) return;
  planes_are_clear_ = false;
  CollectAsked(block);
  AskEach(
      block, planes_.ask, mask,
      [&](uint32_t row) { return batch_.AskOf(row, asked_, [&](CodeId code) { return wanted_[code]; }); },
      truths, work);
}

void BatchFactLeaf::CollectPresent(ScreenWork& work) {
  collected_ = true;
  present_planes_.certain = RowPlane(batch_.size());
  present_planes_.possible = RowPlane(batch_.size());
  for (size_t i = 0; i < present_.size(); ++i) {
    present_[std::min(i + kSourcesAhead, present_.size() - 1)].Prefetch();
    present_[i].Collect(terms_, present_planes_);
    work.facts += present_[i].size();
  }
}

bool BatchFactLeaf::Scan(const RowBlock& block, const BlockPlane& mask, ScreenWork& work) {
  const uint64_t before = work.facts;
  for (size_t i = 0; i < next_refuted_.size(); ++i) {
    if (next_refuted_[i] >= block.end) continue;
    refuted_[i].Scan(block, mask, terms_, planes_, work);
    next_refuted_[i] = refuted_[i].NextRow();
  }
  for (RowList& list : anchor_rows_) MarkRows(*list.rows, list.cursor, block, planes_.ask, work);
  if (!anchor_rows_.empty()) {
    // Without a statement about the criterion's own facts an anchor changes nothing.
    const Word* stated = batch_.statements().Of(criterion_.category).has.From(block.begin);
    for (uint32_t w = 0; w < block.words(); ++w) planes_.ask.words[w] &= stated[w];
  }
  for (RowList& list : asked_rows_) MarkRows(*list.rows, list.cursor, block, planes_.ask, work);
  return work.facts != before;
}

void BatchFactLeaf::Decide(const RowBlock& block, BlockTruths& truths) const {
  const BatchPeople& people = batch_.people();
  const Word* by_default = people.assumes_absent().From(block.begin);
  const Word* present_by_default = people.assumes_present().From(block.begin);
  const Word* covered = covered_ == nullptr ? nullptr : covered_->certainly.From(block.begin);
  const Word* infertile = people.infertile().From(block.begin);
  const Word all_absent = Spread(policy_ == AbsencePolicy::kAssumeAbsent);
  const Word all_present = Spread(policy_ == AbsencePolicy::kAssumePresent);
  const Word ruled_out = Spread(ruled_out_);
  const Word* match = present_planes_.certain.From(block.begin);
  const Word* may_match = present_planes_.possible.From(block.begin);
  const Word* settles =
      present_planes_.settles.words().empty() ? nullptr : present_planes_.settles.From(block.begin);
  const auto may = [](Truth truth) { return Spread(truth != Truth::kFalse); };
  const auto is = [](Truth truth) { return Spread(truth == Truth::kTrue); };
  for (uint32_t w = 0; w < block.words(); ++w) {
    Word absent = all_absent, present = all_present;
    if (covered != nullptr) {
      absent = covered[w] | by_default[w];
      present = present_by_default[w] & ~covered[w];
    }
    absent |= (infertile[w] & ruled_out) | planes_.absent.words[w];
    if (settles != nullptr) absent |= settles[w];
    present &= ~absent & ~planes_.elsewhere.words[w];
    const Word open = ~absent & ~present;
    const Word none = ~may_match[w];
    const Word certain = (absent & is(absent_)) | (present & is(assumed_)) | (open & is(open_));
    const Word possible = (absent & may(absent_)) | (present & may(assumed_)) | (open & may(open_));
    truths.certain.words[w] = match[w] | (none & certain);
    truths.possible.words[w] = ~none | possible;
  }
}

void BatchFactLeaf::CollectAsked(const RowBlock& block) {
  const Word* infertile = batch_.people().infertile().From(block.begin);
  const bool statements_ask = covered_ != nullptr && covered_->any_must_ask;
  const Word* match = present_planes_.certain.From(block.begin);
  const Word* may_match = present_planes_.possible.From(block.begin);
  const RowPlane& present_asks = present_planes_.ask;
  const Word* present_ask = present_asks.words().empty() ? nullptr : present_asks.From(block.begin);
  for (uint32_t w = 0; w < block.words(); ++w) {
    const Word certain = match[w];
    // A refutation may settle what only may match; several may cover together what none does alone.
    Word ask = planes_.absent.words[w] & may_match[w] & ~certain;
    ask |= planes_.parts.words[w] & ~planes_.absent.words[w];
    if (partly_ruled_out_) ask |= planes_.refuted.words[w] & infertile[w];
    if (present_ask != nullptr) ask |= present_ask[w];
    if (statements_ask) ask |= covered_->must_ask.From(block.begin)[w];
    planes_.ask.words[w] |= ask;
    if (!asks_all_related_) planes_.ask.words[w] &= ~certain;
  }
}

}  // namespace trialmatch
