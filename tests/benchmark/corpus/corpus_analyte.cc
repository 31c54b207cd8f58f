#include "tests/benchmark/corpus/corpus_analyte.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/benchmark/corpus/corpus_random.h"

namespace trialmatch {
namespace {

// name|unit|scale|low|high|bounds|weight|other unit|numerator|denominator|other scale|molar mass
// Weights follow the share of real trials that bound it (measure_registry.py), in hundredths of a per cent.
constexpr const char* kMeasured[] = {
    "ALT|U/L|0|7|55|40 60 80 100 120 150 200|1200||||",
    "AST|U/L|0|8|48|40 60 80 100 120 150 200|1200||||",
    "Creatinine|mg/dL|1|6|13|12 13 14 15 16 18 20 25 30|2293|umol/L|8842|1000|0|113.12",
    "Platelets|10*9/L|0|150|400|20 25 30 50 75 80 90 100 120 125 150 400 450|2227|10*3/uL|1|1|0|",
    "Bilirubin|mg/dL|1|2|12|10 12 13 15 18 20 25 30|2208|umol/L|171|100|0|584.66",
    "Neutrophils|10*9/L|1|18|77|5 7 10 12 15 18 20|1742|/uL|100|1|0|",
    "Creatinine clearance|mL/min|0|80|140|20 25 30 40 45 50 60 70 80 90|1490||||",
    "Hemoglobin|g/dL|1|120|175|70 75 80 85 90 95 100 105 110 115 120 130|1363|g/L|1|1|0|",
    "Symptom score|{score}|0|0|10|3 4 5 6 7 8 10 12 14 15 16 18 20 22 25|1166||||",
    "Leukocytes|10*9/L|1|40|110|20 25 30 35 40 100 120|864|10*3/uL|1|1|1|",
    "Body mass index|kg/m2|1|185|250|180 185 190 200 230 250 270 280 300 320 350 400 450|677||||",
    "Ejection fraction|%|0|55|70|25 30 35 40 45 50 55|624||||",
    "Systolic blood pressure|mm[Hg]|0|90|130|80 85 90 95 100 120 130 140 150 160 180 200|599||||",
    "Diastolic blood pressure|mm[Hg]|0|60|85|50 60 80 85 90 95 100 105 110|535||||",
    "Hemoglobin A1c|%|1|40|57|57 60 65 70 75 80 85 90 95 100 105 110 120|529||||",
    "Alkaline phosphatase|U/L|0|44|147|100 150 200 250 300|528||||",
    "Body weight|kg|0|50|90|30 35 40 45 50 60 70 80 100 110 120|474|g|1000|1|0|",
    "FEV1 of predicted|%|0|80|120|25 30 40 50 60 70 80|465||||",
    "CD4 cells|/uL|0|500|1500|50 100 200 250 300 350 400 500|427||||",
    "QTc|ms|0|350|450|440 450 460 470 480 500|400||||",
    "HIV RNA|{copies}/mL|0|0|50|20 40 50 200 400 500 1000 5000 10000|313||||",
    "Glucose|mg/dL|0|70|99|70 100 110 126 140 180 200 240 250 270|285|mmol/L|555|1000|1|180.156",
    "INR|{INR}|1|8|12|12 13 14 15 17 18 20 25 30|243||||",
    "Albumin|g/dL|1|35|50|20 25 28 30 32 35|214|g/L|1|1|0|",
    "Temperature|Cel|1|361|375|375 378 380 383 385 390|207||||",
    "PSA|ng/mL|1|0|40|2 10 20 25 40 50 100 200|168||||",
    "Heart rate|/min|0|60|100|40 45 50 55 60 90 95 100 110 120|141||||",
    "Triglycerides|mg/dL|0|40|150|150 200 300 350 400 500 1000|140|mmol/L|1129|10000|1|885.7",
    "Calcium|mg/dL|1|85|105|80 85 102 105 110 115 120|121|mmol/L|2495|10000|1|40.078",
    "LDL cholesterol|mg/dL|0|50|130|70 100 115 130 160 190|85|mmol/L|2586|10000|1|386.65",
    "Mini mental state|{score}|0|27|30|10 12 14 16 18 20 21 23 24 25 26 27 28|84||||",
    "Potassium|mmol/L|1|35|51|30 33 35 50 53 55|73||||",
    "Oxygen saturation|%|0|95|100|88 90 92 93 94 95|71||||",
    "Height|cm|0|150|190|130 140 145 150 155|40|m|1|1|2|",
    "Birth weight|g|0|2500|4200|500 750 1000 1250 1500 1800 2000 2500|40|kg|1|1|3|",
    "Apgar score|{score}|0|7|10|3 5 6 7|25||||",
    "C-reactive protein|mg/L|0|0|8|3 5 8 10 20 50 100|60|mg/dL|1|1|1|",
    "TSH|m[IU]/L|1|4|40|1 3 4 40 45 50 100|50||||",
    "Ferritin|ng/mL|0|12|300|15 20 30 50 100 300 500 1000|50||||",
    "Proteinuria|g/d|1|0|2|3 5 10 20 30 35|60|mg/d|100|1|0|",
};

struct Template {
  const char* unit;
  int scale;
  int64_t step;
};
constexpr Template kMadeUp[] = {{"mg/dL", 1, 5},   {"mmol/L", 1, 2}, {"U/L", 0, 20}, {"ng/mL", 0, 10},
                                {"pg/mL", 0, 25},  {"g/L", 0, 5},    {"%", 0, 5},    {"{score}", 0, 2},
                                {"10*9/L", 1, 5},  {"ug/L", 0, 10},  {"cm", 1, 5},   {"mm[Hg]", 0, 10},
                                {"mL/min", 0, 10}, {"s", 1, 10}};

int64_t Number(absl::string_view text, int64_t otherwise) {
  int64_t number = otherwise;
  if (!text.empty() && !absl::SimpleAtoi(text, &number)) std::abort();
  return number;
}

CorpusAnalyte Measured(const char* row) {
  const std::vector<std::string> cells = absl::StrSplit(row, '|');
  CorpusAnalyte analyte;
  analyte.name = cells[0];
  analyte.unit = cells[1];
  analyte.scale = static_cast<int>(Number(cells[2], 0));
  analyte.low = Number(cells[3], 0);
  analyte.high = Number(cells[4], 0);
  for (const absl::string_view bound : absl::StrSplit(cells[5], ' '))
    analyte.bounds.push_back(Number(bound, 0));
  analyte.weight = static_cast<uint32_t>(Number(cells[6], 1));
  analyte.other_unit = cells[7];
  analyte.numerator = Number(cells[8], 1);
  analyte.denominator = Number(cells[9], 1);
  analyte.other_scale = static_cast<int>(Number(cells[10], 0));
  if (cells.size() > 11) analyte.molar_mass = cells[11];
  return analyte;
}

CorpusAnalyte MadeUp(uint32_t number) {
  const Template& like = kMadeUp[number % std::size(kMadeUp)];
  const uint64_t bits = MixBits(number);
  CorpusAnalyte analyte;
  analyte.name = absl::StrCat("Analyte ", number);
  analyte.unit = like.unit;
  analyte.scale = like.scale;
  analyte.low = like.step * static_cast<int64_t>(bits % 4);
  analyte.high = analyte.low + like.step * static_cast<int64_t>(3 + bits / 8 % 6);
  for (int i = 0; i < 7; ++i) analyte.bounds.push_back(analyte.low + like.step * (i + 1));
  analyte.weight = 3 + static_cast<uint32_t>(600 / (number + 5));
  analyte.far = number % 6 == 5;
  return analyte;
}

}  // namespace

Decimal ScaledDecimal(int64_t value, int scale) {
  const absl::StatusOr<Decimal> decimal = Decimal::Parse(absl::StrCat(value, "e", -scale));
  if (!decimal.ok()) std::abort();
  return *decimal;
}

Decimal CorpusAnalyte::Value(int64_t scaled) const { return ScaledDecimal(scaled, scale); }

Quantity CorpusAnalyte::In(int64_t scaled, bool other) const {
  if (!other || other_unit.empty()) return {Value(scaled), Comparator::kNone, unit};
  return {ScaledDecimal(scaled * numerator / denominator, other_scale), Comparator::kNone, other_unit};
}

std::vector<CorpusAnalyte> MakeCorpusAnalytes(const std::string& system, uint32_t count) {
  std::vector<CorpusAnalyte> analytes;
  for (uint32_t i = 0; i < count; ++i) {
    analytes.push_back(i < std::size(kMeasured) ? Measured(kMeasured[i])
                                                : MadeUp(i - static_cast<uint32_t>(std::size(kMeasured))));
    analytes.back().code = {system, absl::StrCat("L", i)};
  }
  return analytes;
}

}  // namespace trialmatch
