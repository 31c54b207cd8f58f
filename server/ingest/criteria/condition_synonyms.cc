#include "ingest/criteria/synonym_tables.h"

namespace trialmatch::criteria {
namespace {

// clang-format off: one name a row.
constexpr SynonymRow kRows[] = {
    {"hiv infections",
     "hiv|hiv infection|hiv positive|hiv positivity|hiv infected|hiv seropositive|hiv seropositivity|"
     "hiv disease|human immunodeficiency virus|human immunodeficiency virus infection|"
     "human immunodeficiency virus disease|human immunodeficiency virus ( hiv ) infection|"
     "human immunodeficiency virus ( hiv )|human immunodeficiency virus seropositivity|"
     "hiv seropositive status|known hiv|hiv 1 infection|hiv 1 seropositivity|hiv 1 infected|"
     "infection with hiv|infection with human immunodeficiency virus|"
     "infection with human immunodeficiency virus ( hiv )|infected with hiv|"
     "infected with human immunodeficiency virus|seropositive for hiv|seropositivity for hiv|hiv 1|"
     "hiv positive status|human immunodeficiency virus positive|"
     "human immunodeficiency virus positivity|human immunodeficiency virus infections|hiv / aids|"
     "human immunodeficiency virus type 1 infection"},
    {"acquired immunodeficiency syndrome", "aids|acquired immune deficiency syndrome"},
    {"hepatitis b",
     "hepatitis b infection|hepatitis b virus infection|hbv infection|hbv|infection with hepatitis b|"
     "hepatitis b virus|hepatitis b virus ( hbv ) infection|hepatitis b virus ( hbv )|"
     "hepatitis b ( hbv )|hepatitis b infections|infection with hepatitis b virus"},
    {"hepatitis c",
     "hepatitis c infection|hepatitis c virus infection|hcv infection|hcv|infection with hepatitis c|"
     "hepatitis c virus|hepatitis c virus ( hcv ) infection|hepatitis c virus ( hcv )|"
     "hepatitis c ( hcv )|hepatitis c infections|infection with hepatitis c virus"},
    {"tuberculosis", "tb|tuberculosis infection"},
    {"heart failure", "congestive heart failure|chf|cardiac failure"},
    {"myocardial infarction", "mi|heart attack"},
    {"ischemic attack transient", "tia|transient ischemic attack"},
    {"stroke", "cva|cerebrovascular accident"},
    {"venous thrombosis", "dvt|deep vein thrombosis|deep venous thrombosis"},
    {"atrial fibrillation", "afib"},
    {"hypertension", "high blood pressure|arterial hypertension"},
    {"coronary artery disease", "cad"},
    {"pulmonary disease chronic obstructive", "copd|chronic obstructive pulmonary disease"},
    {"diabetes mellitus", "diabetes"},
    {"diabetes mellitus type 1",
     "type 1 diabetes|type 1 diabetes mellitus|type i diabetes|type i diabetes mellitus|"
     "insulin dependent diabetes mellitus|t1dm"},
    {"diabetes mellitus type 2",
     "type 2 diabetes|type 2 diabetes mellitus|type ii diabetes|type ii diabetes mellitus|t2dm|t2d"},
    {"seizures", "seizure"},
    {"epilepsy", "seizure disorder"},
    {"parkinson disease", "parkinsons disease"},
    {"alzheimer disease", "alzheimers disease"},
    {"crohn disease", "crohns disease"},
    {"cushing syndrome", "cushings syndrome"},
    {"addison disease", "addisons disease"},
    {"hepatolenticular degeneration", "wilsons disease|wilson disease"},
    {"gilbert disease", "gilberts syndrome|gilbert syndrome|gilberts disease"},
    {"down syndrome", "downs syndrome"},
    {"prostatic hyperplasia", "bph|benign prostatic hyperplasia"},
    {"kidney failure chronic", "end stage renal disease|esrd|chronic renal failure|chronic kidney failure"},
    {"renal insufficiency chronic", "chronic kidney disease|ckd"},
    {"acute kidney injury", "acute renal failure"},
    {"renal insufficiency",
     "renal failure|renal impairment|kidney impairment|impaired renal function|impaired kidney function"},
    {"kidney diseases",
     "kidney disease|renal disease|renal diseases|kidney disorder|renal disorder|renal disorders|"
     "kidney disorders"},
    {"liver diseases",
     "liver disease|hepatic disease|hepatic disorder|liver disorder|liver disorders|hepatic diseases|"
     "hepatic disorders"},
    {"liver cirrhosis", "cirrhosis|hepatic cirrhosis"},
    {"heart diseases",
     "cardiac disease|heart disease|cardiac diseases|cardiac disorder|cardiac disorders|"
     "heart disorder"},
    {"lung diseases",
     "lung disease|pulmonary disease|pulmonary diseases|lung disorder|pulmonary disorder|"
     "pulmonary disorders"},
    {"alcoholism",
     "alcohol abuse|alcohol dependence|alcohol addiction|alcohol use disorder|alcoholic|"
     "chronic alcoholism|alcohol dependency|abuse of alcohol|ethanol abuse|alcohol misuse"},
    {"substance related disorders",
     "drug abuse|substance abuse|drug addiction|drug dependence|substance dependence|"
     "substance use disorder|substance use disorders|drug or alcohol abuse|alcohol or drug abuse|"
     "drug / alcohol abuse|drug and alcohol abuse|alcohol and drug abuse|alcohol or substance abuse|"
     "substance or alcohol abuse|drug or alcohol dependence|alcohol or drug dependence|"
     "drug dependency|illicit drug abuse|drug or alcohol addiction|alcohol or drug addiction|"
     "alcohol and / or drug abuse|drug and / or alcohol abuse|alcohol or other substance abuse|"
     "drug or substance abuse|abuse of drugs or alcohol|abuse of alcohol or drugs|"
     "substance abuse disorder|substance misuse|alcohol or other drug abuse|"
     "addiction to alcohol or drugs|addiction|substance addiction|alcohol or other drug dependence|"
     "alcohol or drug use disorder|chemical dependency|abuse alcohol or drugs"},
    {"depressive disorder major", "major depression|major depressive disorder|mdd"},
    {"attention deficit disorder with hyperactivity", "adhd|attention deficit hyperactivity disorder"},
    {"stress disorders post traumatic", "ptsd|posttraumatic stress disorder|post traumatic stress disorder"},
    {"arthritis rheumatoid", "rheumatoid arthritis"},
    {"lupus erythematosus systemic", "systemic lupus erythematosus|sle"},
    {"arthritis psoriatic", "psoriatic arthritis"},
    {"colitis ulcerative", "ulcerative colitis"},
    {"inflammatory bowel diseases", "ibd|inflammatory bowel disease"},
    {"peptic ulcer", "peptic ulcer disease"},
    {"gastroesophageal reflux", "gerd|gastroesophageal reflux disease"},
    {"enterocolitis necrotizing", "nec|necrotizing enterocolitis"},
    {"hypoxia ischemia brain", "hypoxic ischemic encephalopathy"},
    {"hernia diaphragmatic", "diaphragmatic hernia"},
    {"hernias diaphragmatic congenital", "congenital diaphragmatic hernia"},
    {"ductus arteriosus patent", "patent ductus arteriosus"},
    {"hypertension pulmonary", "pulmonary hypertension"},
    {"angina unstable", "unstable angina|unstable angina pectoris"},
    {"glaucoma angle closure", "narrow angle glaucoma|angle closure glaucoma|closed angle glaucoma"},
    {"mental disorders",
     "psychiatric disorder|psychiatric disorders|psychiatric disease|psychiatric illness|"
     "mental illness|mental disorder|psychiatric diseases|mental disease|psychiatric conditions|"
     "psychiatric condition"},
    {"autoimmune diseases",
     "autoimmune disease|autoimmune disorder|autoimmune disorders|auto immune disease|"
     "auto immune disorder|autoimmune condition|auto immune diseases"},
    {"thyroid diseases", "thyroid disease|thyroid disorder|thyroid disorders|thyroid dysfunction"},
    {"gastrointestinal diseases",
     "gastrointestinal disease|gastrointestinal disorder|gastrointestinal disorders|gi disorder|"
     "gi disease|gi disorders"},
    {"nervous system diseases",
     "neurologic disease|neurological disease|neurologic disorder|neurological disorder|"
     "neurologic disorders|neurological disorders|neurologic diseases|neurological diseases|"
     "neurologic condition|neurological condition|neurological illness"},
    {"skin diseases",
     "skin disease|skin disorder|skin disorders|dermatologic disease|dermatological disease|"
     "skin condition|dermatologic condition|skin conditions"},
    {"hemorrhagic disorders",
     "bleeding disorder|bleeding disorders|bleeding diathesis|hemorrhagic diathesis|"
     "haemorrhagic diathesis|bleeding diatheses|hemorrhagic disorder"},
    {"blood coagulation disorders",
     "coagulopathy|coagulation disorder|coagulation disorders|clotting disorder|clotting disorders|"
     "coagulopathies|blood clotting disorder|blood clotting disorders|coagulation abnormality|"
     "coagulation abnormalities|blood coagulation disorder"},
    {"immunologic deficiency syndromes",
     "immunodeficiency|immune deficiency|immunodeficiency disease|immunodeficiency disorder|"
     "immunodeficiencies|immunodeficiency syndrome|immunologic deficiency|immunodeficient"},
    {"cardiovascular diseases",
     "cardiovascular disease|cardiovascular disorder|cardiovascular disorders|cvd"},
    {"cerebrovascular disorders",
     "cerebrovascular disease|cerebrovascular disorder|cerebral vascular disease|"
     "cerebrovascular diseases"},
    {"coronary disease", "coronary heart disease|chd|ischemic heart disease|ischaemic heart disease"},
    {"myocardial ischemia", "cardiac ischemia|ischemic cardiac disease"},
    {"angina pectoris", "angina"},
    {"arrhythmias cardiac",
     "arrhythmia|arrhythmias|cardiac arrhythmia|cardiac arrhythmias|cardiac dysrhythmia|dysrhythmia|"
     "dysrhythmias|heart arrhythmia|cardiac rhythm disturbance"},
    {"peripheral vascular diseases", "peripheral vascular disease|pvd"},
    {"peripheral arterial disease", "peripheral artery disease|peripheral arterial occlusive disease|pad"},
    {"pulmonary embolism", "pulmonary embolus|pulmonary emboli|lung embolism"},
    {"venous thromboembolism", "vte|venous thromboembolic disease"},
    {"respiratory insufficiency", "respiratory failure"},
    {"respiratory distress syndrome adult", "acute respiratory distress syndrome|ards"},
    {"respiratory distress syndrome newborn",
     "neonatal respiratory distress syndrome|respiratory distress syndrome of the newborn|"
     "respiratory distress syndrome in the newborn"},
    {"intracranial hemorrhages",
     "intracranial hemorrhage|intracranial haemorrhage|intracranial bleeding|intracranial bleed"},
    {"cerebral hemorrhage",
     "intracerebral hemorrhage|intracerebral haemorrhage|cerebral haemorrhage|cerebral bleeding"},
    {"cerebral intraventricular hemorrhage", "intraventricular hemorrhage|intraventricular haemorrhage|ivh"},
    {"subarachnoid hemorrhage", "subarachnoid haemorrhage|sah"},
    {"bronchopulmonary dysplasia", "bpd"},
    {"retinopathy of prematurity", "rop"},
    {"fetal growth retardation",
     "intrauterine growth restriction|fetal growth restriction|iugr|intrauterine growth retardation"},
    {"pre eclampsia", "preeclampsia|pre eclampsia toxemia"},
    {"diabetes gestational", "gestational diabetes|gestational diabetes mellitus|gdm"},
    {"premature birth", "preterm birth|preterm delivery|premature delivery|preterm labor and delivery"},
    {"obstetric labor premature", "preterm labor|premature labor|preterm labour"},
    {"fetal membranes premature rupture",
     "premature rupture of membranes|prom|preterm premature rupture of membranes|pprom|"
     "premature rupture of the membranes"},
    {"chorioamnionitis", "clinical chorioamnionitis"},
    {"asphyxia neonatorum", "birth asphyxia|perinatal asphyxia|neonatal asphyxia"},
    {"congenital abnormalities",
     "congenital anomaly|congenital anomalies|congenital malformation|congenital malformations|"
     "congenital abnormality|birth defects|birth defect|major congenital anomalies|congenital defects|"
     "congenital defect"},
    {"heart defects congenital",
     "congenital heart disease|congenital heart defect|congenital heart defects|"
     "congenital cardiac disease|congenital heart diseases|congenital cardiac anomalies|"
     "congenital heart malformation"},
    {"chromosome aberrations",
     "chromosomal anomaly|chromosomal anomalies|chromosomal abnormality|chromosomal abnormalities|"
     "chromosome abnormality|chromosome abnormalities|chromosomal aberration|chromosomal aberrations|"
     "chromosomal disorder|chromosomal disorders"},
    {"metabolism inborn errors",
     "inborn error of metabolism|inborn errors of metabolism|inborn metabolic disease"},
    {"metabolic diseases", "metabolic disease|metabolic disorder|metabolic disorders"},
    {"endocrine system diseases",
     "endocrine disease|endocrine disorder|endocrine disorders|endocrinopathy|endocrine diseases|"
     "endocrinological disease"},
    {"hematologic diseases",
     "hematologic disease|hematological disease|hematologic disorder|hematological disorder|"
     "haematological disease|hematological disorders|blood disorder|blood disorders|"
     "hematologic disorders|blood disease|blood dyscrasia|blood dyscrasias|haematological disorder"},
    {"eye diseases",
     "eye disease|ocular disease|eye disorder|ocular disorder|ocular diseases|ophthalmic disease|"
     "eye disorders|ophthalmologic disease|ophthalmological disease"},
    {"bone diseases metabolic", "metabolic bone disease"},
    {"eating disorders", "eating disorder"},
    {"feeding and eating disorders", "eating disorders"},
    {"bipolar disorder",
     "bipolar disease|bipolar affective disorder|manic depression|manic depressive illness"},
    {"schizophrenia", "schizophrenic disorder"},
    {"psychotic disorders", "psychosis|psychotic disorder|psychoses|psychotic illness"},
    {"anxiety disorders", "anxiety disorder"},
    {"personality disorders", "personality disorder"},
    {"obsessive compulsive disorder", "ocd"},
    {"dementia", "senile dementia"},
    {"cognition disorders", "cognitive disorder"},
    {"intellectual disability", "mental retardation"},
    {"craniocerebral trauma", "head trauma|head injury|head injuries"},
    {"brain injuries traumatic", "traumatic brain injury|tbi"},
    {"spinal cord injuries", "spinal cord injury|sci"},
    {"multiple sclerosis relapsing remitting", "relapsing remitting multiple sclerosis|rrms"},
    {"amyotrophic lateral sclerosis", "als"},
    {"restless legs syndrome", "rls|restless leg syndrome"},
    {"sleep apnea syndromes", "sleep apnea|sleep apnoea"},
    {"sleep apnea obstructive",
     "obstructive sleep apnea|osa|obstructive sleep apnoea|obstructive sleep apnea syndrome"},
    {"sleep initiation and maintenance disorders", "insomnia"},
    {"sleep wake disorders", "sleep disorder|sleep disorders"},
    {"migraine disorders", "migraine|migraines|migraine headache|migraine headaches"},
    {"osteoarthritis knee", "knee osteoarthritis|osteoarthritis of the knee"},
    {"osteoarthritis hip", "hip osteoarthritis|osteoarthritis of the hip"},
    {"spondylitis ankylosing", "ankylosing spondylitis"},
    {"arthritis juvenile", "juvenile idiopathic arthritis|jia|juvenile rheumatoid arthritis"},
    {"scleroderma systemic", "systemic sclerosis|scleroderma"},
    {"sjogrens syndrome", "sjogren syndrome|sjögrens syndrome"},
    {"dermatitis atopic", "atopic dermatitis"},
    {"anemia sickle cell", "sickle cell disease|sickle cell anemia|sickle cell anaemia|scd"},
    {"glucosephosphate dehydrogenase deficiency",
     "glucose 6 phosphate dehydrogenase deficiency|g6pd deficiency|"
     "glucose 6 phosphate dehydrogenase ( g6pd ) deficiency"},
    {"purpura thrombocytopenic idiopathic",
     "idiopathic thrombocytopenic purpura|immune thrombocytopenic purpura|itp|immune thrombocytopenia"},
    {"hepatitis b chronic",
     "chronic hepatitis b|chronic hbv|chronic hepatitis b infection|chronic hbv infection|"
     "chronic hepatitis b virus infection|chb"},
    {"hepatitis c chronic",
     "chronic hepatitis c|chronic hcv|chronic hepatitis c infection|chronic hcv infection|"
     "chronic hepatitis c virus infection|chc"},
    {"hepatitis autoimmune", "autoimmune hepatitis"},
    {"non alcoholic fatty liver disease", "nonalcoholic fatty liver disease|nafld"},
    {"diabetic ketoacidosis", "dka|ketoacidosis diabetic"},
    {"diabetic neuropathies", "diabetic neuropathy"},
    {"diabetic nephropathies", "diabetic nephropathy|diabetic kidney disease"},
    {"peripheral nervous system diseases",
     "peripheral neuropathy|peripheral neuropathies|peripheral nerve disease"},
    {"hyperlipidemias", "hyperlipidemia|hyperlipidaemia"},
    {"dyslipidemias", "dyslipidemia|dyslipidaemia"},
    {"hypoglycemia", "hypoglycaemia|hypoglycemic episode|hypoglycemic episodes"},
    {"hyperkalemia", "hyperkalaemia"},
    {"anemia", "anaemia"},
    {"obesity", "obese"},
    {"malnutrition", "malnourished"},
    {"malabsorption syndromes", "malabsorption|malabsorption syndrome"},
    {"intestinal obstruction", "bowel obstruction"},
    {"intestinal perforation", "bowel perforation|gastrointestinal perforation"},
    {"gastrointestinal hemorrhage",
     "gastrointestinal bleeding|gi bleeding|gastrointestinal bleed|gi bleed|"
     "gastrointestinal haemorrhage|gi hemorrhage"},
    {"stomach ulcer", "gastric ulcer|gastric ulcers"},
    {"urinary tract infections", "uti|urinary infection"},
    {"urinary retention", "retention of urine"},
    {"macular degeneration", "age related macular degeneration|amd|armd"},
    {"glaucoma open angle", "open angle glaucoma|primary open angle glaucoma|poag"},
    {"retinal vein occlusion", "rvo"},
    {"communicable diseases", "infectious disease|infectious diseases"},
    {"bacterial infections", "bacterial infection"},
    {"virus diseases", "viral infection|viral infections|viral disease"},
    {"mycoses", "fungal infection|fungal infections"},
    {"covid 19", "sars cov 2 infection|covid19|coronavirus disease 2019|covid 19 infection"},
    {"sepsis", "septicemia|septicaemia|blood stream infection|bloodstream infection"},
    {"hepatitis viral human", "viral hepatitis"},
    {"hypersensitivity", "allergy|allergies|allergic disease"},
    {"drug hypersensitivity",
     "drug allergy|drug allergies|allergic reaction to drugs|drug hypersensitivity reaction"},
    {"anaphylaxis", "anaphylactic reaction|anaphylactic shock|anaphylactic reactions"},
    {"fractures bone", "fracture|fractures|bone fracture|bone fractures"},
    {"suicide attempted", "suicide attempt|suicide attempts|attempted suicide|suicidal attempt"},
    {"depressive disorder", "depression|clinical depression|depressive illness"},
    {"substance withdrawal syndrome", "drug withdrawal"},
    {"opioid related disorders",
     "opioid dependence|opioid use disorder|opioid abuse|opioid addiction|opiate dependence"},
    {"cocaine related disorders", "cocaine dependence|cocaine abuse|cocaine use disorder"},
    {"tobacco use disorder", "nicotine dependence|nicotine addiction"},
    {"prehypertension", "pre hypertension"},
    {"shock septic", "septic shock"},
    {"shock cardiogenic", "cardiogenic shock"},
    {"sudden infant death", "sids"},
    {"infant premature diseases", "diseases of prematurity"},
    {"hydrops fetalis", "fetal hydrops"},
    {"pneumonia bacterial", "bacterial pneumonia"},
    {"pneumocystis pneumonia", "pneumocystis carinii pneumonia|pcp|pneumocystis jirovecii pneumonia"},
    {"pneumonia pneumocystis",
     "pneumocystis carinii pneumonia|pcp|pneumocystis jirovecii pneumonia|pneumocystis carinii pneumonia ( "
     "pcp )"},
    {"cytomegalovirus infections", "cmv infection|cytomegalovirus infection|cmv"},
    {"cytomegalovirus retinitis", "cmv retinitis"},
    {"herpes simplex", "hsv infection|herpes simplex infection|herpes simplex virus infection"},
    {"herpes zoster", "shingles|zoster"},
    {"herpes genitalis", "genital herpes"},
    {"syphilis", "lues"},
    {"gonorrhea", "gonococcal infection"},
    {"chlamydia infections", "chlamydia|chlamydial infection"},
    {"papillomavirus infections", "hpv infection|human papillomavirus infection"},
    {"macular edema", "macular oedema"},
    {"cataract", "cataracts"},
    {"retinal detachment", "detached retina"},
    {"vitreous hemorrhage", "vitreous haemorrhage"},
    {"diabetic retinopathy", "retinopathy diabetic"},
    {"edema", "oedema"},
    {"dyspnea", "shortness of breath"},
    {"heart arrest", "cardiac arrest"},
    {"long qt syndrome", "congenital long qt syndrome|prolonged qt syndrome"},
    {"heart valve diseases",
     "valvular heart disease|heart valve disease|valvular disease|cardiac valve disease|valvular heart "
     "diseases"},
    {"cardiomyopathies", "cardiomyopathy"},
    {"aortic aneurysm abdominal", "abdominal aortic aneurysm"},
    {"thrombosis", "thrombus"},
    {"hypotension orthostatic", "orthostatic hypotension|postural hypotension"},
    {"syncope", "fainting"},
    {"pheochromocytoma", "phaeochromocytoma"},
    {"hyperthyroidism", "overactive thyroid"},
    {"hypothyroidism", "underactive thyroid"},
    {"adrenal insufficiency", "adrenal failure"},
    {"pancreatitis chronic", "chronic pancreatitis"},
    {"celiac disease", "coeliac disease|celiac sprue"},
    {"short bowel syndrome", "short gut syndrome"},
    {"gastroparesis", "delayed gastric emptying"},
    {"irritable bowel syndrome", "ibs"},
    {"cholelithiasis", "gallstone disease"},
    {"kidney calculi", "kidney stones|renal stones|renal calculi|kidney stone"},
    {"nephrolithiasis", "renal stone disease"},
    {"glomerulonephritis iga", "iga nephropathy"},
    {"polycystic kidney diseases", "polycystic kidney disease"},
    {"polycystic ovary syndrome", "pcos|polycystic ovarian syndrome"},
    {"leiomyoma", "uterine fibroids|fibroids"},
    {"menstruation disturbances", "menstrual disorders"},
    {"amenorrhea", "amenorrhoea"},
    {"paget disease of bone", "pagets disease of bone"},
    {"osteonecrosis", "avascular necrosis"},
    {"fibromyalgia", "fibromyalgia syndrome"},
    {"guillain barre syndrome", "guillain barré syndrome"},
    {"autistic disorder", "autism"},
    {"autism spectrum disorder", "autism spectrum disorders|asd"},
    {"tourette syndrome", "tourettes syndrome|tourettes disorder|tourette disorder"},
    {"huntington disease", "huntingtons disease"},
    {"brain diseases", "encephalopathy"},
    {"hypertension portal", "portal hypertension"},
    {"esophageal and gastric varices", "esophageal varices|oesophageal varices"},
    {"cholangitis sclerosing", "primary sclerosing cholangitis"},
    {"liver cirrhosis biliary", "primary biliary cirrhosis"},
    {"hemochromatosis", "haemochromatosis"},
    {"hemophilia a", "hemophilia|haemophilia"},
    {"thalassemia", "thalassaemia"},
    {"neutropenia", "granulocytopenia"},
    {"graft vs host disease", "gvhd|graft versus host disease|graft versus host disease ( gvhd )"},
    {"hepatic insufficiency",
     "hepatic impairment|liver impairment|impaired hepatic function|impaired liver function"},
    {"liver failure", "hepatic failure"},
    {"panic disorder", "panic disorders"},
    {"pelvic inflammatory disease", "pid"},
    {"psychoses substance induced", "drug induced psychosis"},
};
// clang-format on

}  // namespace

absl::Span<const SynonymRow> ConditionSynonyms() { return kRows; }

}  // namespace trialmatch::criteria
