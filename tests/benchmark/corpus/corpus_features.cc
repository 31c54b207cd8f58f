#include "tests/benchmark/corpus/corpus_features.h"

#include <iterator>

#include "domain/builtin_codes.h"

namespace trialmatch {
namespace {

constexpr const char* kOperators[] = {"all of", "any of", "not", "if-then", "at least"};
constexpr const char* kCategories[] = {
    "condition",          "coded fact",   "procedure",           "medication", "allergy", "variant",
    "reproductive state", "care setting", "trial participation", "lifestyle",  "ability", "plan"};
constexpr const char* kClocks[] = {"age", "gestational age", "postmenstrual age", "corrected age",
                                   "length of pregnancy"};
constexpr const char* kSelections[] = {"latest",  "any value", "all values",    "minimum",
                                       "maximum", "change",    "percent change"};
constexpr const char* kPolicies[] = {"", "stay unknown", "assume absent", "assume present"};
constexpr const char* kStatuses[] = {"ever", "active", "resolved"};
constexpr const char* kExpected[] = {"amount", "multiple of a limit", "coded result"};
constexpr const char* kConsents[] = {"informed consent", "assent", "willingness"};
constexpr const char* kLinks[] = {"caused by", "after"};
constexpr const char* kAttributes[] = {"sex at birth", "administrative gender", "gender identity"};

// Collects the features of one leaf.
struct Reader {
  std::vector<std::string>& features;

  void If(bool has, const char* name) const {
    if (has) features.push_back(name);
  }
  void Window(const Rare<AnchoredWindow>& window) const {
    if (!window) return;
    features.push_back(window->anchor ? "anchored window" : "window");
    If(!window->window.start, "window open to the past");
  }
  void Concepts(const ConceptSet& set) const {
    If(set.include.size() > 1, "several concepts");
    If(!set.exclude.empty(), "exception");
    bool alone = false;
    for (const ConceptEntry& entry : set.include) alone |= !entry.with_descendants;
    If(alone, "without descendants");
  }

  void operator()(const Combination&) const {}
  void operator()(const ClockCriterion& clock) const {
    features.push_back(kClocks[static_cast<int>(clock.clock)]);
    const ClockRange& range = clock.range;
    If((range.min && range.min->exclusive) || (range.max && range.max->exclusive), "exclusive age");
    If((range.min && range.min->unit < TimeUnit::kMonth) || (range.max && range.max->unit < TimeUnit::kMonth),
       "age in days or weeks");
  }
  void operator()(const SexCriterion& sex) const {
    features.push_back("sex");
    features.push_back(kAttributes[static_cast<int>(sex.attribute)]);
  }
  void operator()(const FactCriterion& fact) const {
    features.push_back(kCategories[static_cast<int>(fact.category)]);
    features.push_back(kStatuses[static_cast<int>(fact.status)]);
    Window(fact.window);
    Concepts(fact.concepts);
    If(fact.subjects[0] != Subject::kPatient, "of a relative");
    If(fact.grade.has_value(), "grade");
    If(fact.body_site.has_value(), "body site");
    If(fact.side != Side::kUnspecified, "side");
    If(fact.occurrences.min != 1, "count");
    If(fact.refutation_freshness.has_value(), "freshness");
    If(fact.dose.has_value(), "dose");
    If(fact.line_of_therapy.has_value(), "line of therapy");
    If(fact.response.has_value(), "response");
  }
  void operator()(const ObservationCriterion& observation) const {
    const bool score = observation.concepts.include[0].code.system() == kBuiltinSystem;
    features.push_back(score ? "performance status" : "observation");
    features.push_back(kSelections[static_cast<int>(observation.selection)]);
    features.push_back(kExpected[observation.expected->index()]);
    Window(observation.window);
    If(observation.method.has_value(), "method");
  }
  void operator()(const DoseStabilityCriterion&) const { features.push_back("stable dose"); }
  void operator()(const RelationCriterion& relation) const {
    features.push_back("relation");
    features.push_back(kLinks[static_cast<int>(relation.kind)]);
  }
  void operator()(const ConsentCriterion& consent) const {
    features.push_back("consent");
    features.push_back(kConsents[static_cast<int>(consent.kind)]);
  }
  void operator()(const UnstructuredCriterion& text) const {
    features.push_back(text.judgement ? "judgement" : "unstructured");
  }
};

}  // namespace

std::vector<std::string> FeaturesOf(const Criterion& leaf) {
  std::vector<std::string> features;
  std::visit(Reader{features}, leaf.kind);
  if (leaf.absence_policy != AbsencePolicy::kInherit) {
    features.push_back(kPolicies[static_cast<int>(leaf.absence_policy)]);
  }
  return features;
}

std::string OperatorName(Operator op) { return kOperators[static_cast<int>(op)]; }

std::vector<std::string> AllFeatures() {
  std::vector<std::string> all = {"window",
                                  "anchored window",
                                  "window open to the past",
                                  "several concepts",
                                  "exception",
                                  "without descendants",
                                  "exclusive age",
                                  "age in days or weeks",
                                  "sex",
                                  "of a relative",
                                  "grade",
                                  "body site",
                                  "side",
                                  "count",
                                  "freshness",
                                  "dose",
                                  "line of therapy",
                                  "response",
                                  "observation",
                                  "performance status",
                                  "method",
                                  "stable dose",
                                  "relation",
                                  "consent",
                                  "judgement",
                                  "unstructured",
                                  "sex at birth",
                                  "gender identity"};
  const auto add = [&all](const auto& names) { all.insert(all.end(), std::begin(names), std::end(names)); };
  add(kOperators);
  add(kClocks);
  add(kSelections);
  add(kStatuses);
  add(kExpected);
  add(kConsents);
  add(kLinks);
  for (const char* category : kCategories) {
    if (std::string(category) != "coded fact") all.push_back(category);
  }
  all.insert(all.end(), {"stay unknown", "assume absent", "assume present"});
  return all;
}

}  // namespace trialmatch
