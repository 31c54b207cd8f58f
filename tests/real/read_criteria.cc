// read_criteria [--terminology FOLDER] FILE: reads the eligibility texts of a file of JSON lines ("nct_id",
// "conditions", "criteria", "min_age", "max_age") and prints for each what
// tests/ingest/criteria/score_reading.py takes.
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "ingest/criteria/analytes.h"
#include "ingest/criteria/synonym_tables.h"
#include "ingest/criteria/text_reader.h"
#include "ingest/ctgov/study_words.h"
#include "ingest/json_document.h"
#include "rapidjson/stringbuffer.h"
#include "rapidjson/writer.h"
#include "terminology/name_words.h"
#include "terminology/plain_table.h"

namespace trialmatch {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

std::string TextAt(const rapidjson::Value& row, const char* member) {
  const rapidjson::Value* value = FindMember(row, member);
  return value != nullptr && value->IsString() ? std::string(value->GetString(), value->GetStringLength())
                                               : "";
}

// What the record says that the trial is for, coded where a terminology has just these words.
void AddConditions(const rapidjson::Value& row, const criteria::Concepts& concepts, v1::Trial& trial) {
  const rapidjson::Value* conditions = FindMember(row, "conditions");
  if (conditions == nullptr || !conditions->IsArray()) return;
  for (const rapidjson::Value& text : conditions->GetArray()) {
    v1::TrialCondition& condition = *trial.add_conditions();
    condition.set_text(text.GetString());
    const std::vector<criteria::Token> words =
        criteria::Tokenize(condition.text(), 0, condition.text().size());
    const std::optional<criteria::NamedConcept> named = concepts.Longest(criteria::Cursor(words), {});
    if (named && named->tokens == words.size()) *condition.mutable_code() = named->set.include(0).code();
  }
}

v1::Trial TrialOf(const rapidjson::Value& row, const criteria::Concepts& concepts) {
  v1::Trial trial;
  trial.set_name(absl::StrCat("trials/", TextAt(row, "nct_id")));
  trial.set_eligibility_text(TextAt(row, "criteria"));
  const ctgov::AgeBound low = ctgov::AgeOf(TextAt(row, "min_age")),
                        high = ctgov::AgeOf(TextAt(row, "max_age"));
  if (low.kind == ctgov::AgeBound::Kind::kBound) *trial.mutable_minimum_age() = low.bound;
  if (high.kind == ctgov::AgeBound::Kind::kBound) *trial.mutable_maximum_age() = high.bound;
  AddConditions(row, concepts, trial);
  return trial;
}

bool HasRest(const v1::Criterion& criterion) {
  if (criterion.has_unstructured()) return true;
  const auto any = [](const auto& list) { return std::any_of(list.begin(), list.end(), HasRest); };
  return (criterion.has_not_() && HasRest(criterion.not_())) || any(criterion.all_of().criteria()) ||
         any(criterion.any_of().criteria());
}

void Member(Writer& writer, const char* name, const std::string& value) {
  writer.Key(name);
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

// By name, the synonyms under which the reader finds it.
const absl::flat_hash_map<std::string, std::vector<std::string>>& Synonyms() {
  static const auto* const synonyms = [] {
    auto* map = new absl::flat_hash_map<std::string, std::vector<std::string>>;
    for (const auto rows :
         {criteria::ConditionSynonyms(), criteria::NeoplasmSynonyms(), criteria::TreatmentSynonyms()}) {
      for (const criteria::SynonymRow& row : rows) (*map)[row.name] = absl::StrSplit(row.synonyms, '|');
    }
    return map;
  }();
  return *synonyms;
}

// Adds, by code, the other names of the concepts of a fact.
void AddNames(const v1::FactCriterion& fact, std::map<std::string, std::vector<std::string>>& names) {
  for (const v1::ConceptEntry& entry : fact.concepts().include()) {
    const auto found = Synonyms().find(JoinedNameWords(entry.code().display()));
    if (found != Synonyms().end()) names[entry.code().code()] = found->second;
  }
}

void AddNames(const v1::ObservationCriterion& observation,
              std::map<std::string, std::vector<std::string>>& names) {
  for (const v1::ConceptEntry& entry : observation.concepts().include()) {
    for (const criteria::NamedAnalyte& analyte : criteria::NamedAnalytes()) {
      const Code code(entry.code().system(), entry.code().code());
      if (absl::c_linear_search(analyte.codes, code)) names[code.code()].emplace_back(analyte.name);
    }
  }
}

void AddNames(const v1::Criterion& criterion, std::map<std::string, std::vector<std::string>>& names) {
  if (criterion.has_not_()) AddNames(criterion.not_(), names);
  for (const v1::Criterion& part : criterion.all_of().criteria()) AddNames(part, names);
  for (const v1::Criterion& part : criterion.any_of().criteria()) AddNames(part, names);
  AddNames(criterion.condition(), names);
  AddNames(criterion.procedure(), names);
  AddNames(criterion.medication(), names);
  AddNames(criterion.allergy(), names);
  AddNames(criterion.observation(), names);
}

void WriteNames(Writer& writer, const v1::Criterion& criterion) {
  std::map<std::string, std::vector<std::string>> names;
  AddNames(criterion, names);
  writer.Key("names");
  writer.StartObject();
  for (const auto& [code, synonyms] : names) {
    writer.Key(code.c_str());
    writer.StartArray();
    for (const std::string& synonym : synonyms) writer.String(synonym.c_str());
    writer.EndArray();
  }
  writer.EndObject();
}

// The criterion that was read from the passage.
const v1::Criterion* CriterionOf(const v1::Passage& passage, const v1::Trial& trial) {
  const auto in = [&](const auto& list) -> const v1::Criterion* {
    for (const v1::Criterion& criterion : list) {
      if (criterion.source().start() == passage.start() && criterion.source().end() == passage.end())
        return &criterion;
    }
    return nullptr;
  };
  const bool exclusion = passage.use() == v1::PASSAGE_USE_EXCLUSION;
  for (const v1::Cohort& cohort : trial.cohorts()) {
    if (cohort.id() == passage.cohort())
      return in(exclusion ? cohort.exclusion_criteria() : cohort.inclusion_criteria());
  }
  return in(exclusion ? trial.exclusion_criteria() : trial.inclusion_criteria());
}

void WritePassage(Writer& writer, const v1::Passage& passage, const v1::Trial& trial) {
  writer.StartObject();
  writer.Key("start");
  writer.Int(passage.start());
  writer.Key("end");
  writer.Int(passage.end());
  const bool note = passage.use() == v1::PASSAGE_USE_NOTE, heading = passage.use() == v1::PASSAGE_USE_HEADING;
  Member(writer, "use", note ? "note" : heading ? "heading" : "criterion");
  for (const v1::Cohort& cohort : trial.cohorts()) {
    if (cohort.id() == passage.cohort()) Member(writer, "cohort", cohort.title());
  }
  const v1::Criterion* criterion = note || heading ? nullptr : CriterionOf(passage, trial);
  if (criterion != nullptr) {
    Member(writer, "polarity", passage.use() == v1::PASSAGE_USE_EXCLUSION ? "exclusion" : "inclusion");
    writer.Key("complete");
    writer.Bool(!HasRest(*criterion));
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string json;
    if (!google::protobuf::util::MessageToJsonString(*criterion, &json, options).ok()) std::exit(1);
    writer.Key("criterion");
    writer.RawValue(json.data(), json.size(), rapidjson::kObjectType);
    WriteNames(writer, *criterion);
  }
  writer.EndObject();
}

void Print(const v1::Trial& trial) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  Member(writer, "trial", trial.name().substr(7));
  writer.Key("reading");
  writer.StartArray();
  for (const v1::Passage& passage : trial.eligibility_reading().passages())
    WritePassage(writer, passage, trial);
  writer.EndArray();
  writer.EndObject();
  std::cout << buffer.GetString() << "\n";
}

int Run(int argc, char** argv) {
  LoadedTables tables = LoadPlainTables({});
  if (argc == 4 && std::string(argv[1]) == "--terminology") {
    absl::StatusOr<LoadedTables> loaded = LoadTerminologyFolder(argv[2]);
    if (!loaded.ok()) {
      std::cerr << loaded.status() << "\n";
      return 1;
    }
    tables = *std::move(loaded);
  } else if (argc != 2) {
    std::cerr << "usage: read_criteria [--terminology FOLDER] FILE\n";
    return 2;
  }
  const criteria::Concepts concepts(*tables.terminology);
  std::ifstream file(argv[argc - 1]);
  for (std::string line; std::getline(file, line);) {
    const absl::StatusOr<JsonDocument> row = JsonDocument::Parse(line);
    if (!row.ok()) {
      std::cerr << row.status() << "\n";
      return 1;
    }
    v1::Trial trial = TrialOf(row->root(), concepts);
    criteria::ReadEligibilityText(concepts, trial);
    Print(trial);
  }
  return 0;
}

}  // namespace
}  // namespace trialmatch

int main(int argc, char** argv) { return trialmatch::Run(argc, argv); }
