#include "ingest/criteria/synonym_tables.h"

namespace trialmatch::criteria {
namespace {

// clang-format off: one name a row.
constexpr SynonymRow kRows[] = {
    {"hodgkin disease", "hodgkins disease|hodgkins lymphoma|hodgkin lymphoma"},
    {"lymphoma non hodgkin", "non hodgkins lymphoma|non hodgkin lymphoma|nhl"},
    {"precursor cell lymphoblastic leukemia lymphoma",
     "acute lymphoblastic leukemia|acute lymphocytic leukemia"},
    {"leukemia myeloid acute",
     "acute myeloid leukemia|acute myelogenous leukemia|aml|acute myelogenous leukaemia|"
     "acute nonlymphocytic leukemia"},
    {"leukemia lymphocytic chronic b cell", "chronic lymphocytic leukemia"},
    {"leukemia myelogenous chronic bcr abl positive",
     "chronic myeloid leukemia|chronic myelogenous leukemia|cml"},
    {"breast neoplasms",
     "breast cancer|carcinoma of the breast|breast carcinoma|cancer of the breast|mammary carcinoma|"
     "breast cancers"},
    {"lung neoplasms", "lung cancer|carcinoma of the lung|cancer of the lung"},
    {"prostatic neoplasms",
     "prostate cancer|carcinoma of the prostate|cancer of the prostate|prostate carcinoma|"
     "prostatic cancer"},
    {"ovarian neoplasms", "ovarian cancer|carcinoma of the ovary|ovarian carcinoma|cancer of the ovary"},
    {"colonic neoplasms", "colon cancer|carcinoma of the colon|colon carcinoma|cancer of the colon"},
    {"rectal neoplasms", "rectal cancer|carcinoma of the rectum|rectal carcinoma|cancer of the rectum"},
    {"colorectal neoplasms", "colorectal cancer|colorectal carcinoma|cancer of the colon or rectum"},
    {"pancreatic neoplasms",
     "pancreatic cancer|pancreatic carcinoma|cancer of the pancreas|carcinoma of the pancreas"},
    {"stomach neoplasms", "gastric cancer|stomach cancer|gastric carcinoma|cancer of the stomach"},
    {"skin neoplasms", "skin cancer"},
    {"thyroid neoplasms", "thyroid cancer"},
    {"cancer",
     "malignancy|malignancies|malignant disease|malignant tumor|malignant tumour|malignant neoplasm|"
     "cancers|malignant neoplasms|malignant tumors|malignant tumours|malignant diseases|"
     "malignant disorder|neoplastic disease|cancer disease"},
    {"basal cell carcinoma",
     "basal cell skin cancer|basal cell carcinoma of the skin|basal cell cancer|"
     "basal cell skin carcinoma|basal cell cancer of the skin|skin basal cell carcinoma|"
     "basal cell carcinoma of skin"},
    {"secondary malignant neoplasm of brain",
     "brain metastases|brain metastasis|metastases to the brain|metastasis to the brain|"
     "cerebral metastases|cerebral metastasis|metastatic disease to the brain|"
     "metastatic brain disease|brain mets|intracerebral metastases"},
    {"secondary malignant neoplasm of bone",
     "bone metastases|bone metastasis|skeletal metastases|osseous metastases|metastatic bone disease"},
    {"secondary malignant neoplasm of liver and intrahepatic bile duct",
     "liver metastases|liver metastasis|hepatic metastases|hepatic metastasis"},
    {"leukemia", "leukaemia"},
    {"carcinoma non small cell lung",
     "non small cell lung cancer|nsclc|non small cell lung carcinoma|"
     "non small cell carcinoma of the lung|non small cell lung cancer ( nsclc )"},
    {"small cell lung carcinoma", "small cell lung cancer|sclc|small cell carcinoma of the lung"},
    {"uterine cervical neoplasms",
     "cervical cancer|cervical carcinoma|cancer of the cervix|carcinoma of the cervix|"
     "uterine cervical cancer"},
    {"endometrial neoplasms", "endometrial cancer|endometrial carcinoma|cancer of the endometrium"},
    {"urinary bladder neoplasms",
     "bladder cancer|cancer of the bladder|bladder carcinoma|urinary bladder cancer"},
    {"kidney neoplasms", "kidney cancer|renal cancer|cancer of the kidney"},
    {"carcinoma renal cell", "renal cell carcinoma|renal cell cancer|rcc"},
    {"carcinoma hepatocellular", "hepatocellular carcinoma|hcc|hepatocellular cancer"},
    {"liver neoplasms", "liver cancer"},
    {"esophageal neoplasms",
     "esophageal cancer|esophageal carcinoma|oesophageal cancer|cancer of the esophagus"},
    {"head and neck neoplasms", "head and neck cancer|cancer of the head and neck"},
    {"brain neoplasms", "brain tumor|brain tumors|brain tumour|brain cancer"},
    {"testicular neoplasms", "testicular cancer|cancer of the testis"},
    {"sarcoma kaposi", "kaposis sarcoma|kaposi sarcoma|kaposi s sarcoma|ks"},
    {"myelodysplastic syndromes", "myelodysplastic syndrome|mds|myelodysplasia"},
    {"lymphoma t cell cutaneous", "cutaneous t cell lymphoma|ctcl"},
    {"lymphoma large b cell diffuse", "diffuse large b cell lymphoma|dlbcl"},
    {"lymphoma follicular", "follicular lymphoma"},
    {"lymphoma mantle cell", "mantle cell lymphoma"},
    {"melanoma", "malignant melanoma"},
    {"neoplasm metastasis", "metastatic disease|metastases|metastasis|distant metastases|distant metastasis"},
    {"lymphoma", "malignant lymphoma"},
    {"carcinoma in situ", "in situ carcinoma|in situ cancer"},
    {"carcinoma squamous cell", "squamous cell carcinoma|squamous cell cancer"},
    {"neuroblastoma", "neuroblastomas"},
    {"wilms tumor", "wilms tumour|nephroblastoma"},
    {"osteosarcoma", "osteogenic sarcoma"},
    {"sarcoma ewing", "ewing sarcoma|ewings sarcoma"},
    {"glioblastoma", "glioblastoma multiforme|gbm"},
    {"mesothelioma", "malignant mesothelioma"},
};
// clang-format on

}  // namespace

absl::Span<const SynonymRow> NeoplasmSynonyms() { return kRows; }

}  // namespace trialmatch::criteria
