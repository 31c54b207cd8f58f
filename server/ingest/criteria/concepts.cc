#include "ingest/criteria/concepts.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/criteria/synonyms.h"
#include "terminology/name_index.h"
#include "terminology/system_uris.h"

namespace trialmatch::criteria {
namespace {

// A name of more words is a sentence.
constexpr size_t kMostWords = 12;

// The top headings of MeSH's categories C and F03, D, and E01 to E06.
constexpr std::pair<absl::string_view, ConceptKind> kMeshRoots[] = {
    {"Infections", ConceptKind::kCondition},
    {"Bacterial Infections and Mycoses", ConceptKind::kCondition},
    {"Virus Diseases", ConceptKind::kCondition},
    {"Parasitic Diseases", ConceptKind::kCondition},
    {"Neoplasms", ConceptKind::kCondition},
    {"Musculoskeletal Diseases", ConceptKind::kCondition},
    {"Digestive System Diseases", ConceptKind::kCondition},
    {"Stomatognathic Diseases", ConceptKind::kCondition},
    {"Respiratory Tract Diseases", ConceptKind::kCondition},
    {"Otorhinolaryngologic Diseases", ConceptKind::kCondition},
    {"Nervous System Diseases", ConceptKind::kCondition},
    {"Eye Diseases", ConceptKind::kCondition},
    {"Male Urogenital Diseases", ConceptKind::kCondition},
    {"Female Urogenital Diseases and Pregnancy Complications", ConceptKind::kCondition},
    {"Urogenital Diseases", ConceptKind::kCondition},
    {"Cardiovascular Diseases", ConceptKind::kCondition},
    {"Hemic and Lymphatic Diseases", ConceptKind::kCondition},
    {"Congenital, Hereditary, and Neonatal Diseases and Abnormalities", ConceptKind::kCondition},
    {"Skin and Connective Tissue Diseases", ConceptKind::kCondition},
    {"Nutritional and Metabolic Diseases", ConceptKind::kCondition},
    {"Endocrine System Diseases", ConceptKind::kCondition},
    {"Immune System Diseases", ConceptKind::kCondition},
    {"Disorders of Environmental Origin", ConceptKind::kCondition},
    {"Pathological Conditions, Signs and Symptoms", ConceptKind::kCondition},
    {"Occupational Diseases", ConceptKind::kCondition},
    {"Chemically-Induced Disorders", ConceptKind::kCondition},
    {"Wounds and Injuries", ConceptKind::kCondition},
    {"Mental Disorders", ConceptKind::kCondition},
    {"Behavioral Symptoms", ConceptKind::kCondition},
    {"Inorganic Chemicals", ConceptKind::kMedication},
    {"Organic Chemicals", ConceptKind::kMedication},
    {"Heterocyclic Compounds", ConceptKind::kMedication},
    {"Polycyclic Compounds", ConceptKind::kMedication},
    {"Macromolecular Substances", ConceptKind::kMedication},
    {"Hormones, Hormone Substitutes, and Hormone Antagonists", ConceptKind::kMedication},
    {"Enzymes and Coenzymes", ConceptKind::kMedication},
    {"Carbohydrates", ConceptKind::kMedication},
    {"Lipids", ConceptKind::kMedication},
    {"Amino Acids, Peptides, and Proteins", ConceptKind::kMedication},
    {"Nucleic Acids, Nucleotides, and Nucleosides", ConceptKind::kMedication},
    {"Biological Factors", ConceptKind::kMedication},
    {"Pharmaceutical Preparations", ConceptKind::kMedication},
    {"Chemical Actions and Uses", ConceptKind::kMedication},
    {"Surgical Procedures, Operative", ConceptKind::kProcedure},
    {"Therapeutics", ConceptKind::kProcedure},
    {"Diagnosis", ConceptKind::kProcedure},
};

// The tops of the concepts that no release has.
constexpr std::pair<absl::string_view, ConceptKind> kSampleRoots[] = {
    {"clinical-finding", ConceptKind::kCondition},
    {"any-medication", ConceptKind::kMedication},
    {"procedure", ConceptKind::kProcedure},
};

// Systems of one kind of fact only.
constexpr std::pair<const char*, ConceptKind> kWholeSystems[] = {
    {kIcd10CmUri, ConceptKind::kCondition},
    {kDiseaseOntologyUri, ConceptKind::kCondition},
    {kRxNormUri, ConceptKind::kMedication},
};

// The word in its other number; empty where it has none that is sure.
std::string OtherNumber(absl::string_view word) {
  if (word.size() < 4) return "";
  if (absl::ConsumeSuffix(&word, "ies")) return absl::StrCat(word, "y");
  if (absl::EndsWith(word, "ss") || absl::EndsWith(word, "us") || absl::EndsWith(word, "is")) return "";
  if (absl::EndsWith(word, "s")) return std::string(absl::StripSuffix(word, "s"));
  if (absl::EndsWith(word, "y") && !absl::EndsWith(word, "ay") && !absl::EndsWith(word, "ey")) {
    return absl::StrCat(absl::StripSuffix(word, "y"), "ies");
  }
  return absl::StrCat(word, "s");
}

}  // namespace

void AddConcept(const Code& code, const Terminology& terminology, v1::ConceptSet& set) {
  v1::Code& added = *set.add_include()->mutable_code();
  added.set_system(code.system());
  added.set_code(code.code());
  added.set_display(terminology.DisplayName(code));
}

Concepts::Concepts(const Terminology& terminology) : terminology_(terminology) {
  for (const auto& [heading, kind] : kMeshRoots) {
    std::string words;
    for (const std::string& word : NameWords(heading))
      absl::StrAppend(&words, words.empty() ? "" : " ", word);
    for (const Code& code : terminology.Names().Named(words)) {
      const std::optional<ConceptId> id = terminology.Find(code);
      const bool mesh = code.system() == kMeshUri || code.system() == kMeshHeadingUri;
      if (mesh && id) roots_[*id] = kind;
    }
  }
  for (const auto& [code, kind] : kSampleRoots) {
    const std::optional<ConceptId> id = terminology.Find(Code(kSampleUri, std::string(code)));
    if (id) roots_[*id] = kind;
  }
}

ConceptKind Concepts::KindOf(const Code& code, ConceptId id) const {
  for (const auto& [system, kind] : kWholeSystems) {
    if (code.system() == system) return kind;
  }
  for (const ConceptId ancestor : terminology_.Ancestors(id)) {
    const auto root = roots_.find(ancestor);
    if (root != roots_.end()) return root->second;
  }
  return ConceptKind::kOther;
}

std::optional<NamedConcept> Concepts::Resolve(absl::string_view words) const {
  const absl::string_view canonical = CanonicalName(words);
  NamedConcept found;
  absl::flat_hash_map<absl::string_view, ConceptId> of_system;
  absl::flat_hash_set<ConceptId> included;
  for (const absl::string_view name : {words, canonical}) {
    for (const Code& code : terminology_.Names().Named(name)) {
      const std::optional<ConceptId> id = terminology_.Find(code);
      const ConceptKind kind = id && terminology_.Has(code) ? KindOf(code, *id) : ConceptKind::kOther;
      if (kind == ConceptKind::kOther) continue;
      const auto [known, is_new] = of_system.try_emplace(code.system(), *id);
      if (!is_new && known->second != *id) return std::nullopt;  // two things of one name
      if (found.set.include_size() > 0 && kind != found.kind) return std::nullopt;
      found.kind = kind;
      if (!included.insert(*id).second) continue;
      const Code& shown = PreferredCode(code, *id);
      AddConcept(shown, terminology_, found.set);
    }
    if (words == canonical) break;
  }
  return found.set.include_size() > 0 ? std::optional<NamedConcept>(std::move(found)) : std::nullopt;
}

// Of MeSH the descriptor id, where the heading has one.
const Code& Concepts::PreferredCode(const Code& code, ConceptId id) const {
  if (code.system() != kMeshHeadingUri) return code;
  for (const Code& same : terminology_.CodesOf(id)) {
    if (same.system() == kMeshUri && terminology_.Has(same)) return same;
  }
  return code;
}

std::optional<NamedConcept> Concepts::Longest(const Cursor& cursor,
                                              const Abbreviations& abbreviations) const {
  std::optional<NamedConcept> longest;
  std::string words;
  for (size_t length = 1; length <= kMostWords && length <= cursor.left(); ++length) {
    const Token& token = cursor.Peek(length - 1);
    // Names are words; a stroke or a bracket within one is too rare to be worth a mistake.
    if (token.kind == TokenKind::kSign) break;
    const size_t before = words.size();
    absl::StrAppend(&words, words.empty() ? "" : " ", token.text);
    std::optional<NamedConcept> found = Resolve(words);
    if (!found) {
      const std::string other = OtherNumber(token.text);
      if (!other.empty())
        found =
            Resolve(absl::StrCat(absl::string_view(words).substr(0, before), before == 0 ? "" : " ", other));
    }
    if (!found && length == 1) {
      const auto expansion = abbreviations.find(token.text);
      if (expansion != abbreviations.end()) found = Resolve(expansion->second);
    }
    if (found) {
      found->tokens = length;
      longest = std::move(found);
    }
    if (!terminology_.Names().GoesOn(words) && !MayBeCanonical(words)) break;
  }
  return longest;
}

std::vector<Code> Concepts::Loaded(absl::Span<const Code> codes) const {
  std::vector<Code> loaded;
  for (const Code& code : codes) {
    if (terminology_.Has(code)) loaded.push_back(code);
  }
  return loaded;
}

}  // namespace trialmatch::criteria
