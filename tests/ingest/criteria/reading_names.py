"""Whether two names mean one concept, by their words: loose, for scoring only."""

import re

SYNONYMS = (  # phrase: what it is written as here; longest first where one holds another
    ("alanine aminotransferase", "alt"), ("alanine transaminase", "alt"), ("sgpt", "alt"),
    ("aspartate aminotransferase", "ast"), ("aspartate transaminase", "ast"), ("sgot", "ast"),
    ("gamma glutamyl transferase", "ggt"), ("gamma glutamyltransferase", "ggt"),
    ("international normalized ratio", "inr"), ("glomerular filtration rate", "gfr"), ("egfr", "gfr"),
    ("estimated gfr", "gfr"), ("glycated hemoglobin", "hba1c"), ("glycosylated hemoglobin", "hba1c"),
    ("hemoglobin a1c", "hba1c"), ("white blood cell", "leukocyte"), ("wbc", "leukocyte"), ("anc", "neutrophil"),
    ("absolute neutrophil", "neutrophil"), ("body mass index", "bmi"), ("hepatitis b surface antigen", "hbsag"),
    ("hepatitis b virus surface ag", "hbsag"), ("left ventricular ejection fraction", "ejection fraction"),
    ("lvef", "ejection fraction"), ("cerebrovascular accident", "stroke"), ("transient ischemic attack", "tia"),
    ("heart attack", "myocardial infarction"), ("acquired immunodeficiency syndrome", "aids"),
    ("human immunodeficiency virus", "hiv"), ("high blood pressure", "hypertension"), ("hypertensive", "hypertension"),
    ("intravenous", "iv"), ("breast feeding", "lactating"), ("breastfeeding", "lactating"), ("nursing", "lactating"),
    ("lactation", "lactating"), ("percutaneous coronary intervention", "pci"), ("radiation therapy", "radiotherapy"),
    ("cd4 t cell", "cd4"), ("cd3 cd4 cell", "cd4"), ("pulse rate", "heart rate"), ("ii", "2"), ("i", "1"),
    ("optical coherence tomography", "oct"), ("tumour", "neoplasm"), ("tumor", "neoplasm"), ("cancer", "neoplasm"),
    ("malignancy", "neoplasm"), ("carcinoma", "neoplasm"), ("secondary malignant neoplasm", "metastatic neoplasm"),
    ("malignant neoplasm", "neoplasm"), ("renal", "kidney"), ("hepatic", "liver"),
    ("cardiac", "heart"), ("pulmonary", "lung"), ("ocular", "eye"), ("nonalcoholic", "non alcoholic"),
    ("weight body", "body weight"), ("insufficiency", "failure"), ("impairment", "failure"), ("drug", "medication"),
    ("substance abuse", "medication abuse"), ("smoker", "smoking"), ("azt", "zidovudine"), ("ddi", "didanosine"),
    ("zalcitabine", "dideoxycytidine"), ("foscarnet", "phosphonoformate"), ("rifampicin", "rifampin"),
    ("intrauterine growth restriction", "fetal growth retardation"), ("esrd", "end stage kidney disease"),
    ("intrauterine growth retardation", "fetal growth retardation"), ("tlso", "thoracolumbosacral orthosis"),
    ("hiv disease", "hiv infection"), ("cbd", "cannabidiol"),
)
STOP = set("a an and or of the in to by for with without on at due as other unspecified nos disease disorder disorders "
           "mellitus count level serum plasma blood patient finding history mass volume moles units ratio rate "
           "therapy treatment agent status".split())
# Words of one group contradict one another.
RIVALS = ({"acute", "chronic"}, {"systolic", "diastolic"}, {"direct", "indirect", "total"}, {"left", "right"},
          {"primary", "secondary"}, {"hypothyroidism", "hyperthyroidism"}, {"inpatient", "outpatient"})


def words(name, stop=STOP):
    """Returns the set of a name's word stems, synonyms made one."""
    text = re.sub(r"\[[^]]*\]", " ", name.lower())
    text = text.replace("oedema", "edema").replace("haem", "hem").replace("aemia", "emia")
    text = " " + " ".join(re.findall(r"[a-z0-9]+", text)) + " "
    for phrase, canonical in SYNONYMS:
        for form in (f" {phrase} ", f" {phrase}s "):
            text = text.replace(form, f" {canonical} ")
    found = [word for word in text.split() if word not in stop] or text.split()
    return {stem(word) for word in found}


def stem(word):
    """Plural and adjective endings off; seven letters tell words apart here."""
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:7] if not word[0].isdigit() else word


def marks(stems):
    """Types, letters and degrees: "diabetes type 1", "hepatitis B", "highly effective", "creatinine clearance"."""
    return {word for word in stems if len(word) == 1 or word in ("highly", "benign", "clearan")}


def alike(expected, read, allowed=()):
    """Returns whether a read name means the expected one. allowed: names whose words the read name may also hold
    (qualifiers said in the concept itself)."""
    # "Hemoglobin A1c/Hemoglobin.total in Blood": what is measured stands first.
    if "/" in read and alike(expected, read.partition("/")[0], allowed):
        return True
    # Of "disease" nothing would be left.
    stop = STOP if words(expected, ()) - {stem(word) for word in STOP} else ()
    want, have = words(expected, stop), words(read, stop)
    extra = set().union(*(words(name, stop) for name in allowed)) if allowed else set()
    if marks(want) != marks(have - extra):
        return False
    for group in RIVALS:
        group = {stem(word) for word in group}
        if want & group and have & group and not want & have & group:
            return False
    shared = want & have
    return bool(want) and len(shared) >= 0.6 * len(want) and len(have & (want | extra)) >= 0.5 * len(have)


def mentions(qualifier, named, told=()):
    """Returns whether a qualifier is said: by most of its words in one of the names, or by any of them in a rest that
    is told in the trial's own words."""
    every = words(qualifier, ())
    telling = {word for word in every if (len(word) > 2 and word not in STOP) or word.isdigit()} or every
    enough = len(telling) if len(telling) <= 2 else (len(telling) + 1) // 2
    return (any(len(telling & words(name, ())) >= enough for name in named) or
            any(telling & words(text, ()) for text in told))
