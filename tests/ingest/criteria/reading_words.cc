#include "tests/ingest/criteria/reading_words.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "ingest/criteria/text_reader.h"
#include "terminology/plain_table.h"
#include "tests/support/source_folder.h"

namespace trialmatch::criteria {
namespace {

constexpr char kMesh[] = R"(system	h	urn:trialmatch:mesh-heading	MeSH headings
concept	h:Cardiovascular Diseases	Cardiovascular Diseases
concept	h:Stroke	Stroke	h:Cardiovascular Diseases
concept	h:Myocardial Infarction	Myocardial Infarction	h:Cardiovascular Diseases
concept	h:Heart Failure	Heart Failure	h:Cardiovascular Diseases
concept	h:Virus Diseases	Virus Diseases
concept	h:HIV Infections	HIV Infections	h:Virus Diseases
concept	h:Neoplasms	Neoplasms
concept	h:Skin Neoplasms	Skin Neoplasms	h:Neoplasms
concept	h:Nutritional and Metabolic Diseases	Nutritional and Metabolic Diseases
concept	h:Diabetes Mellitus, Type 1	Diabetes Mellitus, Type 1	h:Nutritional and Metabolic Diseases
concept	h:Diabetes Mellitus, Type 2	Diabetes Mellitus, Type 2	h:Nutritional and Metabolic Diseases
concept	h:Gout	Gout	h:Nutritional and Metabolic Diseases
concept	h:Heterocyclic Compounds	Heterocyclic Compounds
concept	h:Fluconazole	Fluconazole	h:Heterocyclic Compounds
concept	h:Penicillins	Penicillins	h:Heterocyclic Compounds
concept	h:Therapeutics	Therapeutics
concept	h:Renal Dialysis	Renal Dialysis	h:Therapeutics
)";

const Terminology& SampleTerminology() {
  static const LoadedTables* const tables = [] {
    std::vector<TableFile> files = {{"mesh.tsv", kMesh}};
    for (const auto& entry : std::filesystem::directory_iterator(InSource("deploy/sample/terminology"))) {
      std::ifstream file(entry.path(), std::ios::binary);
      files.push_back(
          {entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(file), {})});
    }
    return new LoadedTables(LoadPlainTables(std::move(files)));
  }();
  return *tables->terminology;
}

std::string Names(const v1::ConceptSet& set) {
  // The sample has some of the same names: MeSH's are enough.
  std::string words = set.include(0).code().display();
  for (const v1::ConceptEntry& entry : set.include()) {
    if (entry.code().system() == "urn:trialmatch:mesh-heading") words = entry.code().display();
  }
  for (const v1::ConceptEntry& entry : set.exclude())
    absl::StrAppend(&words, " but not ", entry.code().display());
  return words;
}

std::string Window(const v1::TimeWindow& window) {
  return absl::StrCat(" from ", window.start().count(),
                      absl::StrReplaceAll(v1::TimeUnit_Name(window.start().unit()), {{"TIME_UNIT_", " "}}));
}

template <typename Fact>
std::string When(const Fact& fact) {
  if (fact.has_window()) return Window(fact.window());
  if (fact.status() == v1::FACT_STATUS_EVER) return " ever";
  return fact.status() == v1::FACT_STATUS_ACTIVE ? " now" : "";
}

std::string Fact(const char* kind, const v1::FactCriterion& fact) {
  std::string grade;
  if (fact.has_grade())
    grade = absl::StrCat(" ", fact.grade().scale(), " ", fact.grade().min(), "..", fact.grade().max());
  return absl::StrCat(kind, " ", Names(fact.concepts()), grade, When(fact));
}

template <typename Range>
std::string Bounds(const Range& range) {
  std::string words;
  if (range.has_min())
    absl::StrAppend(&words, " ", range.min().exclusive() ? ">" : ">=", range.min().value());
  if (range.has_max())
    absl::StrAppend(&words, " ", range.max().exclusive() ? "<" : "<=", range.max().value());
  return words;
}

std::string Observed(const v1::ObservationCriterion& observation) {
  std::string words = absl::StrCat("observation ", observation.concepts().include(0).code().code());
  if (observation.has_coded()) absl::StrAppend(&words, " ", Names(observation.coded()));
  if (observation.has_quantity())
    absl::StrAppend(&words, Bounds(observation.quantity()), " ", observation.quantity().unit());
  if (observation.has_normal_limit()) {
    absl::StrAppend(&words, Bounds(observation.normal_limit()),
                    observation.normal_limit().limit() == v1::NORMAL_LIMIT_UPPER ? " ULN" : " LLN");
  }
  return observation.has_window() ? words + Window(observation.window()) : words;
}

std::string States(const v1::ReproductiveCriterion& criterion) {
  std::vector<std::string> names;
  for (const int state : criterion.states()) {
    names.push_back(absl::StrReplaceAll(v1::ReproductiveState_Name(static_cast<v1::ReproductiveState>(state)),
                                        {{"REPRODUCTIVE_STATE_", ""}}));
  }
  return absl::StrJoin(names, "/");
}

std::string List(const char* name, const v1::CriterionList& list) {
  std::vector<std::string> parts;
  for (const v1::Criterion& part : list.criteria()) parts.push_back(WordsOf(part));
  return absl::StrCat(name, "(", absl::StrJoin(parts, "; "), ")");
}

std::string OnlyOf(const google::protobuf::RepeatedPtrField<v1::Criterion>& list) {
  std::vector<std::string> parts;
  for (const v1::Criterion& criterion : list) parts.push_back(WordsOf(criterion));
  return absl::StrJoin(parts, " + ");
}

}  // namespace

v1::Trial ReadSample(absl::string_view text) {
  static const Concepts* const concepts = new Concepts(SampleTerminology());
  v1::Trial trial;
  trial.set_eligibility_text(std::string(text));
  v1::TrialCondition& condition = *trial.add_conditions();
  condition.set_text("Gout");
  condition.mutable_code()->set_system("urn:trialmatch:mesh-heading");
  condition.mutable_code()->set_code("Gout");
  condition.mutable_code()->set_display("Gout");
  ReadEligibilityText(*concepts, trial);
  return trial;
}

std::string WordsOf(const v1::Criterion& criterion) {
  switch (criterion.kind_case()) {
    case v1::Criterion::kAllOf:
      return List("all", criterion.all_of());
    case v1::Criterion::kAnyOf:
      return List("any", criterion.any_of());
    case v1::Criterion::kNot:
      return absl::StrCat("not ", WordsOf(criterion.not_()));
    case v1::Criterion::kIfThen:
      return absl::StrCat("if ", WordsOf(criterion.if_then().condition()), " then ",
                          WordsOf(criterion.if_then().consequence()));
    case v1::Criterion::kCondition:
      return Fact("condition", criterion.condition());
    case v1::Criterion::kProcedure:
      return Fact("procedure", criterion.procedure());
    case v1::Criterion::kMedication:
      return Fact("medication", criterion.medication());
    case v1::Criterion::kAllergy:
      return Fact("allergy", criterion.allergy());
    case v1::Criterion::kLifestyle:
      return Fact("lifestyle", criterion.lifestyle());
    case v1::Criterion::kAbility:
      return Fact("ability", criterion.ability());
    case v1::Criterion::kPlan:
      return Fact("plan", criterion.plan());
    case v1::Criterion::kObservation:
      return Observed(criterion.observation());
    case v1::Criterion::kReproductiveState:
      return absl::StrCat("state ", States(criterion.reproductive_state()));
    case v1::Criterion::kConsent:
      return criterion.consent().kind() == v1::CONSENT_KIND_WILLINGNESS ? "willingness" : "consent";
    case v1::Criterion::kUnstructured:
      return absl::StrCat("text \"", criterion.text(), "\"");
    default:
      return std::string(criterion.GetDescriptor()->FindFieldByNumber(criterion.kind_case())->name());
  }
}

std::string Inclusion(absl::string_view line) {
  return OnlyOf(ReadSample(absl::StrCat("Inclusion Criteria:\n\n* ", line)).inclusion_criteria());
}

std::string Exclusion(absl::string_view line) {
  return OnlyOf(ReadSample(absl::StrCat("Exclusion Criteria:\n\n* ", line)).exclusion_criteria());
}

}  // namespace trialmatch::criteria
