#include "ingest/criteria/synonyms.h"

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace trialmatch::criteria {
namespace {

using Map = absl::flat_hash_map<absl::string_view, absl::string_view>;

const Map& Table() {
  static const Map* const table = new Map{
      {"hiv", "hiv infections"},
      {"hiv infection", "hiv infections"},
      {"hiv positive", "hiv infections"},
      {"hiv positivity", "hiv infections"},
      {"hiv infected", "hiv infections"},
      {"hiv seropositive", "hiv infections"},
      {"hiv seropositivity", "hiv infections"},
      {"hiv disease", "hiv infections"},
      {"human immunodeficiency virus", "hiv infections"},
      {"human immunodeficiency virus infection", "hiv infections"},
      {"aids", "acquired immunodeficiency syndrome"},
      {"acquired immune deficiency syndrome", "acquired immunodeficiency syndrome"},
      {"hepatitis b infection", "hepatitis b"},
      {"hepatitis b virus infection", "hepatitis b"},
      {"hbv infection", "hepatitis b"},
      {"hbv", "hepatitis b"},
      {"hepatitis c infection", "hepatitis c"},
      {"hepatitis c virus infection", "hepatitis c"},
      {"hcv infection", "hepatitis c"},
      {"hcv", "hepatitis c"},
      {"tb", "tuberculosis"},
      {"congestive heart failure", "heart failure"},
      {"chf", "heart failure"},
      {"cardiac failure", "heart failure"},
      {"mi", "myocardial infarction"},
      {"heart attack", "myocardial infarction"},
      {"tia", "ischemic attack transient"},
      {"transient ischemic attack", "ischemic attack transient"},
      {"cva", "stroke"},
      {"cerebrovascular accident", "stroke"},
      {"dvt", "venous thrombosis"},
      {"deep vein thrombosis", "venous thrombosis"},
      {"deep venous thrombosis", "venous thrombosis"},
      {"afib", "atrial fibrillation"},
      {"high blood pressure", "hypertension"},
      {"arterial hypertension", "hypertension"},
      {"cad", "coronary artery disease"},
      {"copd", "pulmonary disease chronic obstructive"},
      {"chronic obstructive pulmonary disease", "pulmonary disease chronic obstructive"},
      {"diabetes", "diabetes mellitus"},
      {"type 1 diabetes", "diabetes mellitus type 1"},
      {"type 1 diabetes mellitus", "diabetes mellitus type 1"},
      {"type i diabetes", "diabetes mellitus type 1"},
      {"type i diabetes mellitus", "diabetes mellitus type 1"},
      {"insulin dependent diabetes mellitus", "diabetes mellitus type 1"},
      {"t1dm", "diabetes mellitus type 1"},
      {"type 2 diabetes", "diabetes mellitus type 2"},
      {"type 2 diabetes mellitus", "diabetes mellitus type 2"},
      {"type ii diabetes", "diabetes mellitus type 2"},
      {"type ii diabetes mellitus", "diabetes mellitus type 2"},
      {"t2dm", "diabetes mellitus type 2"},
      {"t2d", "diabetes mellitus type 2"},
      {"seizure", "seizures"},
      {"seizure disorder", "epilepsy"},
      {"parkinsons disease", "parkinson disease"},
      {"alzheimers disease", "alzheimer disease"},
      {"crohns disease", "crohn disease"},
      {"hodgkins disease", "hodgkin disease"},
      {"hodgkins lymphoma", "hodgkin disease"},
      {"hodgkin lymphoma", "hodgkin disease"},
      {"non hodgkins lymphoma", "lymphoma non hodgkin"},
      {"non hodgkin lymphoma", "lymphoma non hodgkin"},
      {"nhl", "lymphoma non hodgkin"},
      {"acute lymphoblastic leukemia", "precursor cell lymphoblastic leukemia lymphoma"},
      {"acute myeloid leukemia", "leukemia myeloid acute"},
      {"acute myelogenous leukemia", "leukemia myeloid acute"},
      {"chronic lymphocytic leukemia", "leukemia lymphocytic chronic b cell"},
      {"chronic myeloid leukemia", "leukemia myelogenous chronic bcr abl positive"},
      {"chronic myelogenous leukemia", "leukemia myelogenous chronic bcr abl positive"},
      {"cushings syndrome", "cushing syndrome"},
      {"addisons disease", "addison disease"},
      {"wilsons disease", "hepatolenticular degeneration"},
      {"wilson disease", "hepatolenticular degeneration"},
      {"gilberts syndrome", "gilbert disease"},
      {"gilbert syndrome", "gilbert disease"},
      {"downs syndrome", "down syndrome"},
      {"breast cancer", "breast neoplasms"},
      {"lung cancer", "lung neoplasms"},
      {"prostate cancer", "prostatic neoplasms"},
      {"ovarian cancer", "ovarian neoplasms"},
      {"colon cancer", "colonic neoplasms"},
      {"rectal cancer", "rectal neoplasms"},
      {"colorectal cancer", "colorectal neoplasms"},
      {"pancreatic cancer", "pancreatic neoplasms"},
      {"gastric cancer", "stomach neoplasms"},
      {"stomach cancer", "stomach neoplasms"},
      {"skin cancer", "skin neoplasms"},
      {"thyroid cancer", "thyroid neoplasms"},
      {"bph", "prostatic hyperplasia"},
      {"benign prostatic hyperplasia", "prostatic hyperplasia"},
      {"end stage renal disease", "kidney failure chronic"},
      {"esrd", "kidney failure chronic"},
      {"chronic renal failure", "kidney failure chronic"},
      {"chronic kidney failure", "kidney failure chronic"},
      {"chronic kidney disease", "renal insufficiency chronic"},
      {"ckd", "renal insufficiency chronic"},
      {"acute renal failure", "acute kidney injury"},
      {"renal failure", "renal insufficiency"},
      {"kidney disease", "kidney diseases"},
      {"renal disease", "kidney diseases"},
      {"liver disease", "liver diseases"},
      {"hepatic disease", "liver diseases"},
      {"cirrhosis", "liver cirrhosis"},
      {"hepatic cirrhosis", "liver cirrhosis"},
      {"cardiac disease", "heart diseases"},
      {"lung disease", "lung diseases"},
      {"pulmonary disease", "lung diseases"},
      {"alcohol abuse", "alcoholism"},
      {"alcohol dependence", "alcoholism"},
      {"drug abuse", "substance related disorders"},
      {"substance abuse", "substance related disorders"},
      {"drug addiction", "substance related disorders"},
      {"major depression", "depressive disorder major"},
      {"major depressive disorder", "depressive disorder major"},
      {"mdd", "depressive disorder major"},
      {"adhd", "attention deficit disorder with hyperactivity"},
      {"attention deficit hyperactivity disorder", "attention deficit disorder with hyperactivity"},
      {"ptsd", "stress disorders post traumatic"},
      {"posttraumatic stress disorder", "stress disorders post traumatic"},
      {"post traumatic stress disorder", "stress disorders post traumatic"},
      {"rheumatoid arthritis", "arthritis rheumatoid"},
      {"systemic lupus erythematosus", "lupus erythematosus systemic"},
      {"sle", "lupus erythematosus systemic"},
      {"psoriatic arthritis", "arthritis psoriatic"},
      {"ulcerative colitis", "colitis ulcerative"},
      {"ibd", "inflammatory bowel diseases"},
      {"inflammatory bowel disease", "inflammatory bowel diseases"},
      {"peptic ulcer disease", "peptic ulcer"},
      {"gerd", "gastroesophageal reflux"},
      {"gastroesophageal reflux disease", "gastroesophageal reflux"},
      {"nec", "enterocolitis necrotizing"},
      {"necrotizing enterocolitis", "enterocolitis necrotizing"},
      {"hypoxic ischemic encephalopathy", "hypoxia ischemia brain"},
      {"diaphragmatic hernia", "hernia diaphragmatic"},
      {"congenital diaphragmatic hernia", "hernias diaphragmatic congenital"},
      {"patent ductus arteriosus", "ductus arteriosus patent"},
      {"pulmonary hypertension", "hypertension pulmonary"},
      {"unstable angina", "angina unstable"},
      {"unstable angina pectoris", "angina unstable"},
      {"narrow angle glaucoma", "glaucoma angle closure"},
  };
  return *table;
}

// Every beginning of a name that ends with a word.
const absl::flat_hash_set<absl::string_view>& Beginnings() {
  static const auto* const beginnings = [] {
    auto* set = new absl::flat_hash_set<absl::string_view>;
    for (const auto& [name, canonical] : Table()) {
      for (size_t blank = name.find(' '); blank != absl::string_view::npos;
           blank = name.find(' ', blank + 1)) {
        set->insert(name.substr(0, blank));
      }
    }
    return set;
  }();
  return *beginnings;
}

}  // namespace

bool MayBeCanonical(absl::string_view words) { return Beginnings().contains(words); }

absl::string_view CanonicalName(absl::string_view words) {
  const auto found = Table().find(words);
  return found == Table().end() ? words : found->second;
}

}  // namespace trialmatch::criteria
