#include "terminology/formats/rxnorm_release.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

constexpr absl::string_view kOwnSource = "RXNORM";

// Columns of RXNCONSO.RRF, RXNREL.RRF and RXNSAB.RRF.
namespace names {
enum : size_t { kRxcui = 0, kSource = 11, kTermType = 12, kName = 14, kSuppress = 16, kColumns = 18 };
}
namespace relations {
enum : size_t {
  kRxcui1 = 0,
  kKind1 = 2,
  kRxcui2 = 4,
  kKind2 = 6,
  kRelation = 7,
  kSource = 10,
  kSuppress = 14,
  kColumns = 16
};
}
namespace sources {
enum : size_t { kAbbreviation = 3, kVersion = 6, kColumns = 24 };
}

bool IsOneOf(absl::string_view text, absl::Span<const absl::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Of whatever is a drug: ingredients (alone, precise, several), brand names, clinical and branded drugs with
// their components, forms and groups, and packs.
constexpr absl::string_view kDrugTypes[] = {"IN",   "PIN",   "MIN",  "BN",    "SCD", "SCDC",
                                            "SCDF", "SCDFP", "SCDG", "SCDGP", "SBD", "SBDC",
                                            "SBDF", "SBDFP", "SBDG", "GPCK",  "BPCK"};
// Other names of a drug.
constexpr absl::string_view kNameTypes[] = {"SY", "TMSY", "PSN", "ET"};

// The first lies beneath the second, and the inverse of that.
struct UpRelation {
  absl::string_view up, down;
};
constexpr UpRelation kUpRelations[] = {{"isa", "inverse_isa"},
                                       {"has_ingredient", "ingredient_of"},
                                       {"has_ingredients", "ingredients_of"},
                                       {"has_precise_ingredient", "precise_ingredient_of"},
                                       {"tradename_of", "has_tradename"},
                                       {"consists_of", "constitutes"},
                                       {"contains", "contained_in"},
                                       {"form_of", "has_form"},
                                       {"has_part", "part_of"},
                                       {"quantified_form_of", "has_quantified_form"}};

// Unsuppressed, or left out of prescribing only because drugs of a stated quantity stand for it.
bool IsCurrent(absl::string_view suppress) { return suppress.empty() || suppress == "N" || suppress == "E"; }

template <size_t kColumns, typename Read>
void ForEachRow(const ReleaseFile& file, LoadIssues& issues, Read read) {
  ForEachLine(file, issues, [&](RowOrigin origin, absl::string_view line) {
    std::array<absl::string_view, kColumns> cells;
    if (SplitLine(line, '|', absl::MakeSpan(cells)) < kColumns) {
      return issues.Error(origin, absl::StrCat("a row has ", kColumns, " cells, each with | after it"));
    }
    read(origin, cells);
  });
}

}  // namespace

RxNormRelease::Drug& RxNormRelease::DrugOf(RowOrigin origin, absl::string_view rxcui) {
  const auto [found, added] = drug_of_rxcui_.emplace(rxcui, drugs_.size());
  if (added) drugs_.push_back({origin, rxcui, "", false, {}});
  return drugs_[found->second];
}

void RxNormRelease::ReadNames(const ReleaseFile& file, LoadIssues& issues) {
  if (!names_.has_value()) names_ = RowOrigin{file.index, 0};
  ForEachRow<names::kColumns>(file, issues, [&](RowOrigin origin, const auto& cells) {
    if (cells[names::kSource] != kOwnSource || !IsCurrent(cells[names::kSuppress])) return;
    const absl::string_view type = cells[names::kTermType], name = cells[names::kName];
    const bool drug = IsOneOf(type, kDrugTypes);
    if (!drug && !IsOneOf(type, kNameTypes)) return;
    if (cells[names::kRxcui].empty() || name.empty()) {
      return issues.Error(origin, "a row has an RXCUI and a name (STR)");
    }
    Drug& of = DrugOf(origin, cells[names::kRxcui]);
    of.synonyms.push_back(name);
    if (!drug) return;
    if (of.name.empty()) {
      of.origin = origin;
      of.name = name;
    }
    of.ingredient = of.ingredient || type == "IN";
  });
}

void RxNormRelease::ReadRelations(const ReleaseFile& file, LoadIssues& issues) {
  if (!relations_.has_value()) relations_ = RowOrigin{file.index, 0};
  ForEachRow<relations::kColumns>(file, issues, [&](RowOrigin origin, const auto& cells) {
    if (cells[relations::kSource] != kOwnSource || cells[relations::kKind1] != "CUI" ||
        cells[relations::kKind2] != "CUI" || !IsCurrent(cells[relations::kSuppress])) {
      return;
    }
    const absl::string_view first = cells[relations::kRxcui1], second = cells[relations::kRxcui2];
    for (const UpRelation& relation : kUpRelations) {
      if (cells[relations::kRelation] == relation.up) up_.push_back({origin, second, first});
      if (cells[relations::kRelation] == relation.down) up_.push_back({origin, first, second});
    }
  });
}

void RxNormRelease::ReadSources(const ReleaseFile& file, LoadIssues& issues) {
  ForEachRow<sources::kColumns>(file, issues, [&](RowOrigin, const auto& cells) {
    if (cells[sources::kAbbreviation] == kOwnSource) version_ = std::string(cells[sources::kVersion]);
  });
}

std::optional<size_t> RxNormRelease::Find(absl::string_view rxcui) const {
  const auto found = drug_of_rxcui_.find(rxcui);
  if (found == drug_of_rxcui_.end() || drugs_[found->second].name.empty()) return std::nullopt;
  return found->second;
}

std::vector<std::vector<uint32_t>> RxNormRelease::Above(LoadIssues& issues) const {
  std::vector<std::vector<uint32_t>> above(drugs_.size());
  for (const Relation& relation : up_) {
    const std::optional<size_t> child = Find(relation.child), parent = Find(relation.parent);
    if (!child.has_value() || !parent.has_value()) {
      issues.Error(relation.origin,
                   absl::StrCat("relates what is no current drug: ",
                                QuoteForIssue(child.has_value() ? relation.parent : relation.child)));
    } else if (drugs_[*child].ingredient) {
      // Whichever way it is meant: an ingredient is not all of what has it.
      issues.Error(relation.origin, absl::StrCat("would put an ingredient beneath another drug; not used: ",
                                                 QuoteForIssue(relation.child)));
    } else {
      above[*child].push_back(static_cast<uint32_t>(*parent));
    }
  }
  return above;
}

void RxNormRelease::AddSystem(ReleaseRows& out) const {
  out.AddSystem(*names_, kRxNormUri, "RxNorm", version_.empty() ? "not stated" : version_);
  if (relations_.has_value()) return;
  out.AddUnlinkedSystem(*names_, kRxNormUri, "RxNorm");
  out.issues().Error(*names_, "no RXNREL.RRF: nothing lies beneath another");
}

void RxNormRelease::Finish(const DrugClasses& classes, ReleaseRows& out) {
  classes.Finish(out, [&](absl::string_view rxcui) { return Find(rxcui).has_value(); });
  if (drugs_.empty()) {
    if (relations_.has_value()) out.issues().Error(*relations_, "left out: RxNorm without RXNCONSO.RRF");
    return;
  }
  AddSystem(out);
  out.Expect(drugs_.size());
  const std::vector<std::vector<uint32_t>> above = Above(out.issues());
  for (size_t i = 0; i < drugs_.size(); ++i) {
    const Drug& drug = drugs_[i];
    if (drug.name.empty()) continue;
    ConceptRow row{drug.origin,
                   Code(kRxNormUri, std::string(drug.rxcui)),
                   std::string(drug.name),
                   classes.ClassesOf(drug.rxcui),
                   {}};
    for (const uint32_t parent : above[i]) {
      if (drugs_[parent].rxcui != drug.rxcui)
        row.parents.emplace_back(kRxNormUri, std::string(drugs_[parent].rxcui));
    }
    for (const absl::string_view synonym : drug.synonyms) row.synonyms.emplace_back(synonym);
    out.AddConcept(std::move(row));
  }
}

}  // namespace trialmatch
