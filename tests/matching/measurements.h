// A small terminology of measurements and medications.
#ifndef TRIALMATCH_TESTS_MATCHING_MEASUREMENTS_H_
#define TRIALMATCH_TESTS_MATCHING_MEASUREMENTS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "terminology/plain_table.h"

namespace trialmatch {

inline Code M(absl::string_view code) { return {"urn:m", std::string(code)}; }
inline ConceptSet SetOf(absl::string_view code) { return ConceptSet{{{M(code), true}}, {}}; }

inline const Terminology& Measurements() {
  static const LoadedTables& tables = *new LoadedTables([] {
    const char* rows =
        "system;m;urn:m;Measurements;1;one\n"
        "system;other;urn:other;Another publisher;1\n"
        "concept;m:size;size\n"
        "concept;m:weight;birth weight;m:size\n"
        "concept;m:risk;risk of death\n"
        "concept;m:alt;ALT\n"
        "concept;m:glucose;glucose\n"
        "concept;m:hba1c;HbA1c\n"
        "concept;m:temperature;temperature\n"
        "concept;m:serology;serology\n"
        "concept;m:result;result\n"
        "concept;m:positive;positive;m:result\n"
        "concept;m:weakly;weakly positive;m:positive\n"
        "concept;m:negative;negative;m:result\n"
        "concept;m:method;method\n"
        "concept;m:scale;scale;m:method\n"
        "concept;m:estimate;estimate;m:method\n"
        "concept;m:surgery;surgery\n"
        "concept;m:steroid;corticosteroid\n"
        "concept;m:prednisone;prednisone;m:steroid\n"
        "concept;m:prednisone-tablet;prednisone tablet;m:prednisone\n"
        "concept;m:dexamethasone;dexamethasone;m:steroid\n"
        "concept;m:drug;drug\n"
        "concept;other:7;something else\n"
        "analyte;m:glucose;180\n"
        "conversion;m:hba1c;mmol/mol;%;0.09148;2.152\n"
        "limit;adult;m:alt;male;6570..;;50;U/L\n"
        "limit;adult;m:alt;female;6570..;;35;U/L\n"
        "limit;adult;m:glucose;any;;70;100;mg/dL\n";
    std::vector<TableFile> files;
    files.push_back({"measured.tsv", absl::StrReplaceAll(rows, {{";", "\t"}})});
    return LoadPlainTables(std::move(files));
  }());
  return *tables.terminology;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_MATCHING_MEASUREMENTS_H_
