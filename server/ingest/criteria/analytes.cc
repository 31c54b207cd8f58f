#include "ingest/criteria/analytes.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "ingest/criteria/phrases.h"
#include "terminology/system_uris.h"

namespace trialmatch::criteria {
namespace {

struct Row {
  const char* name;
  const char* codes;  // LOINC or, behind "s:", the sample's own; '|' between them
  const char* unit;
  const char* names;  // tokens as Tokenize writes them, '|' between names
};

// Codes: LOINC 2.77. Each row is one property: a mass concentration and the amount of substance of the same
// analyte convert by its molar mass.
constexpr Row kRows[] = {
    {"hemoglobin", "718-7|20509-6", "", "hemoglobin|haemoglobin|hgb|hb"},
    {"hematocrit", "4544-3|20570-8", "", "hematocrit|haematocrit|hct"},
    {"platelets", "777-3|26515-7|778-1", "", "platelet|platelets|plt|thrombocytes|thrombocyte|platelet cell"},
    {"leukocytes", "6690-2|26464-8", "",
     "white blood cell|white blood cells|wbc|leukocyte|leukocytes|leucocytes|leucocyte|"
     "white cell|white blood|white blood cell ( wbc )"},
    {"neutrophils", "751-8|26499-4", "",
     "absolute neutrophil|anc|neutrophil|neutrophils|absolute neutrophils|granulocyte|"
     "granulocytes|absolute granulocyte|agc|absolute granulocytes|polymorphonuclear neutrophils"},
    {"lymphocytes", "731-0|26474-7", "", "lymphocyte|lymphocytes|absolute lymphocyte|alc"},
    {"eosinophils", "711-2|26449-9", "", "eosinophil|eosinophils|blood eosinophil|blood eosinophils"},
    {"CD4 cells", "24467-3", "",
     "cd4|cd4 cell|cd4 + cell|cd4 +|cd4 t cell|cd4 + t cell|cd4 lymphocyte|cd4 + lymphocyte|"
     "cd4 t lymphocyte"},
    {"HIV RNA", "20447-9|25836-8", "",
     "hiv rna|hiv 1 rna|hiv viral load|plasma hiv rna|plasma hiv 1 rna|hiv rna viral load|hiv 1 viral load"},
    {"creatinine", "2160-0|14682-9|38483-4", "", "creatinine|creat|cr|scr"},
    {"creatinine clearance", "2164-2|35591-7|35594-1", "",
     "creatinine clearance|crcl|clcr|ccr|calculated creatinine clearance|"
     "estimated creatinine clearance|creatinine clearance rate"},
    {"glomerular filtration rate", "62238-1|33914-3|98979-8|48642-3|48643-1|77147-7", "",
     "egfr|gfr|glomerular filtration rate|"
     "estimated glomerular filtration rate|estimated gfr|calculated gfr"},
    {"total bilirubin", "1975-2|14631-6", "",
     "bilirubin|total bilirubin|bilirubin total|total serum bilirubin|tbili|tbil|serum total bilirubin"},
    {"direct bilirubin", "1968-7", "", "direct bilirubin|conjugated bilirubin"},
    {"alanine aminotransferase", "1742-6|1743-4", "",
     "alt|sgpt|alanine aminotransferase|alanine transaminase|alat|"
     "alanine amino transferase|alt ( sgpt )|alt / sgpt|alt sgpt|sgpt ( alt )|sgpt / alt|serum glutamic "
     "pyruvic transaminase|gpt|glutamic pyruvic transaminase|glutamate pyruvate transaminase"},
    {"aspartate aminotransferase", "1920-8|30239-8", "",
     "ast|sgot|aspartate aminotransferase|aspartate transaminase|asat|"
     "aspartate amino transferase|ast ( sgot )|ast / sgot|ast sgot|sgot ( ast )|sgot / ast|serum glutamic "
     "oxaloacetic transaminase|got|glutamic oxaloacetic transaminase"},
    {"alkaline phosphatase", "6768-6", "", "alkaline phosphatase|alp|alk phos|alkp|ap"},
    {"gamma-glutamyltransferase", "2324-2", "",
     "ggt|gamma glutamyl transferase|gamma gt|gamma glutamyltransferase|ggtp"},
    {"lactate dehydrogenase", "2532-0|14804-9", "", "ldh|lactate dehydrogenase|lactic dehydrogenase"},
    {"lipase", "3040-3", "", "lipase"},
    {"amylase", "1798-8", "", "amylase"},
    {"creatine kinase", "2157-6", "", "creatine kinase|cpk|ck|creatine phosphokinase"},
    {"albumin", "1751-7", "", "albumin"},
    {"total protein", "2885-2", "", "total protein"},
    {"INR", "6301-6|34714-6", "1",
     "inr|international normalized ratio|international normalised ratio|prothrombin inr"},
    {"prothrombin time", "5902-2|5964-2", "", "prothrombin time|pt|protime"},
    {"aPTT", "3173-2|14979-9", "",
     "aptt|ptt|activated partial thromboplastin time|partial thromboplastin time|"
     "activated ptt"},
    {"fibrinogen", "3255-7", "", "fibrinogen"},
    {"hemoglobin A1c", "4548-4|17856-6|59261-8", "",
     "hba1c|a1c|hemoglobin a1c|haemoglobin a1c|glycated hemoglobin|"
     "glycosylated hemoglobin|glycated haemoglobin|hb a1c|hgba1c|hgb a1c|glycosylated haemoglobin|hba "
     "1c|glycohemoglobin|"
     "glycated hemoglobin ( hba1c )|glycosylated hemoglobin ( hba1c )|hemoglobin a1c ( hba1c )"},
    {"fasting glucose", "1558-6|1557-8", "",
     "fasting glucose|fasting plasma glucose|fpg|fasting blood glucose|fasting serum glucose|"
     "fasting blood sugar|fbg"},
    {"glucose", "2345-7|2339-0", "", "glucose|blood glucose|plasma glucose|random glucose|blood sugar"},
    {"total cholesterol", "2093-3", "", "total cholesterol|cholesterol"},
    {"LDL cholesterol", "13457-7|18262-6|2089-1", "",
     "ldl|ldl c|ldl cholesterol|low density lipoprotein cholesterol|low density lipoprotein"},
    {"HDL cholesterol", "2085-9", "", "hdl|hdl c|hdl cholesterol|high density lipoprotein cholesterol"},
    {"triglycerides", "2571-8|3043-7", "",
     "triglyceride|triglycerides|tg|serum triglyceride|fasting triglycerides|fasting triglyceride"},
    {"potassium", "2823-3", "", "potassium"},
    {"sodium", "2951-2", "", "sodium"},
    {"calcium", "17861-6", "", "calcium|total calcium"},
    {"magnesium", "19123-9", "", "magnesium"},
    {"phosphate", "2777-1", "", "phosphate|phosphorus|inorganic phosphorus"},
    {"uric acid", "3084-1", "", "uric acid|serum urate|urate|sua"},
    {"urea nitrogen", "3094-0", "", "bun|blood urea nitrogen|urea nitrogen"},
    {"TSH", "3016-3|11580-8", "", "tsh|thyroid stimulating hormone|thyrotropin"},
    {"prostate specific antigen", "2857-1", "", "psa|prostate specific antigen"},
    {"testosterone", "2986-8", "", "testosterone|total testosterone"},
    {"C-reactive protein", "1988-5|30522-7", "", "crp|c reactive protein|hs crp|hscrp"},
    {"erythrocyte sedimentation rate", "4537-7|30341-2", "", "esr|erythrocyte sedimentation rate"},
    {"ferritin", "2276-4", "", "ferritin"},
    {"transferrin saturation", "2502-3", "", "tsat|transferrin saturation"},
    {"25-hydroxyvitamin D", "1989-3|62292-8", "",
     "25 hydroxyvitamin d|25 oh vitamin d|25 ( oh ) d|vitamin d"},
    {"C-peptide", "1986-9", "", "c peptide|fasting c peptide"},
    {"BNP", "30934-4", "", "bnp|brain natriuretic peptide|b type natriuretic peptide"},
    {"NT-proBNP", "33762-6", "", "nt probnp|nt pro bnp|n terminal pro bnp"},
    {"parathyroid hormone", "2731-8", "", "pth|ipth|intact pth|parathyroid hormone"},
    {"left ventricular ejection fraction", "10230-1|8806-2", "",
     "lvef|left ventricular ejection fraction|ejection fraction|"
     "lv ejection fraction|ef"},
    {"QTc interval", "8636-3|76635-2", "", "qtc|qtc interval|corrected qt interval|corrected qt"},
    {"FEV1, percent of predicted", "20152-5", "",
     "percent predicted fev1|fev1 % predicted|fev1 percent predicted"},
    {"systolic blood pressure", "8480-6", "",
     "systolic blood pressure|sbp|systolic bp|systolic|sitting systolic blood pressure|"
     "seated systolic blood pressure|resting systolic blood pressure"},
    {"diastolic blood pressure", "8462-4", "",
     "diastolic blood pressure|dbp|diastolic bp|diastolic|sitting diastolic blood pressure|"
     "seated diastolic blood pressure"},
    {"heart rate", "8867-4", "", "heart rate|hr|pulse|pulse rate|resting heart rate"},
    {"body temperature", "8310-5", "",
     "temperature|body temperature|oral temperature|axillary temperature|fever"},
    {"respiratory rate", "9279-1", "", "respiratory rate|rr|respiration rate|respiratory frequency"},
    {"oxygen saturation", "2708-6|59408-5", "",
     "oxygen saturation|blood oxygen saturation|spo2|sao2|o2 saturation|pulse oximetry|o2 sat|sp o2"},
    {"oxygenation index of Horowitz", "50984-4", "",
     "p / f ratio|pao2 / fio2|pao2 / fio2 ratio|arterial partial pressure of oxygen / fraction of inspired "
     "oxygen ( "
     "pao2 / fio2 )|partial pressure of arterial oxygen to fraction of inspired oxygen ratio"},
    {"body weight", "29463-7|3141-9", "", "weight|body weight|weighs|weighing|weigh"},
    {"intraocular pressure", "56844-4", "",
     "intraocular pressure|iop|ocular pressure|intraocular pressure ( iop )"},
    {"body height", "8302-2", "", "height|body height"},
    {"body mass index", "39156-5", "kg/m2",
     "bmi|bmi index|body mass index|quetelet index|body mass index bmi"},
    {"birth weight", "8339-4", "", "birth weight|birthweight|weight at birth|bw"},
    {"risk of bronchopulmonary dysplasia", "s:bpd-risk-nichd", "%",
     "risk of bpd|risk of bronchopulmonary dysplasia|bpd risk|risk for bpd"},
    {"5 minute Apgar score", "9274-2", "{score}",
     "5 minute apgar score|five minute apgar score|apgar score at 5 minutes|apgar at 5 minutes"},
    {"10 minute Apgar score", "9271-8", "{score}",
     "10 minute apgar score|ten minute apgar score|apgar score at 10 minutes|apgar at 10 minutes"},
};

constexpr char kBefore[] =
    "serum | plasma | blood | baseline | screening | whole blood | peripheral | absolute | a | an | "
    "the | current | resting | mean | measured | calculated";
constexpr char kBehind[] =
    "level | levels | count | counts | concentration | concentrations | value | values | score | "
    "measurement | rate | result | results | cell count | count ( anc )";

struct Table {
  std::vector<NamedAnalyte> analytes;
  absl::flat_hash_map<std::string, size_t> by_name;
  size_t longest = 0;  // tokens of a name

  Table() {
    for (const Row& row : kRows) {
      NamedAnalyte analyte{row.name, {}, row.unit};
      for (absl::string_view code : absl::StrSplit(row.codes, '|')) {
        const bool own = absl::ConsumePrefix(&code, "s:");
        analyte.codes.emplace_back(own ? kSampleUri : kLoincUri, std::string(code));
      }
      for (const absl::string_view name : absl::StrSplit(row.names, '|')) {
        by_name.try_emplace(std::string(name), analytes.size());
        longest = std::max<size_t>(longest, 1 + std::count(name.begin(), name.end(), ' '));
      }
      analytes.push_back(std::move(analyte));
    }
  }
};

const Table& TheTable() {
  static const Table* const table = new Table;
  return *table;
}

// The longest name that begins at the cursor.
const NamedAnalyte* TakeName(Cursor& cursor) {
  const Table& table = TheTable();
  const NamedAnalyte* found = nullptr;
  size_t length = 0;
  std::string words;
  for (size_t i = 0; i < table.longest && i < cursor.left(); ++i) {
    absl::StrAppend(&words, words.empty() ? "" : " ", cursor.Peek(i).text);
    const auto entry = table.by_name.find(words);
    if (entry == table.by_name.end()) continue;
    found = &table.analytes[entry->second];
    length = i + 1;
  }
  cursor.Advance(length);
  return found;
}

}  // namespace

absl::Span<const NamedAnalyte> NamedAnalytes() { return TheTable().analytes; }

const NamedAnalyte* TakeAnalyte(Cursor& cursor) {
  Cursor next = cursor;
  const NamedAnalyte* analyte = TakeName(next);
  while (analyte == nullptr) {
    if (!TakeAny<kBefore>(next)) return nullptr;
    analyte = TakeName(next);
  }
  TakeAny<kBehind>(next);
  // "absolute neutrophil count (ANC)"
  Cursor bracket = next;
  if (bracket.Take("(")) {
    const NamedAnalyte* again = TakeName(bracket);
    if (again == analyte && bracket.Take(")")) next = bracket;
  }
  TakeAny<kBehind>(next);
  cursor = next;
  return analyte;
}

}  // namespace trialmatch::criteria
