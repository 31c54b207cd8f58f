#include "ingest/criteria/labels.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {
namespace {

// Labels wherever they stand alone on a line, with or without a colon.
const Phrases& Titles() {
  static const auto* const titles = new Phrases(
      "prior concurrent therapy | prior / concurrent therapy | prior and concurrent therapy | prior therapy "
      "| "
      "disease characteristics | patient characteristics | co existing condition | co existing conditions | "
      "coexisting condition | risk behavior | risk behaviors | required | patients must have | performance "
      "status | "
      "life expectancy | menopausal status | hormone receptor status | biologic therapy | endocrine therapy "
      "| "
      "hematopoietic | required laboratory values | laboratory values | laboratory | demographics | "
      "target population | population | age group | study population | patient population | "
      "laboratory findings | laboratory criteria | medical history | general | other | others | "
      "miscellaneous | "
      "adequate organ function | disease related | non disease related | therapy | treatment related | "
      "clinical criteria | diagnostic criteria | laboratory parameters | vital signs | notes | note | "
      "comments | "
      "prohibited therapy | prohibited treatment | prohibited medications | prohibited medication | "
      "other criteria | other conditions | other requirements | patient history | disease status | disease "
      "history | "
      "excluded medications | excluded prior therapy | concomitant therapy");
  return *titles;
}

// Labels only with a colon, or in records that use such bare labels.
const Phrases& Topics() {
  static const auto* const topics = new Phrases(
      "age and reproductive status | hematologic | hematological | hepatic | renal | cardiovascular | "
      "pulmonary | metabolic | hepatic "
      "function | "
      "renal function | liver function | bone marrow function | bone marrow | cardiac | cardiac function | "
      "protocol entry criteria | kidney function | liver | kidney | organ function | labs | sex | gender | "
      "reproductive | informed consent | consent | biochemistry | hematology | chemistry | immunologic | "
      "neurologic | "
      "adequate renal function | adequate hepatic function | adequate liver function | "
      "adequate bone marrow function | coagulation | pregnancy status | age and sex | hematologic function | "
      "adequate hematologic function | chemotherapy | radiotherapy | surgery | age | ages | other therapy | "
      "immunotherapy | radiation therapy | hormonal therapy | psychiatric | gastrointestinal | endocrine | "
      "neurological | respiratory | dermatologic | infectious | fertility | pregnancy | eye | skin | blood | "
      "note to investigators | blood pressure | adequate cardiac function | adequate pulmonary function | "
      "race | "
      "ethnicity | language | pulmonary function | disease | diagnosis | tumor | "
      "subject | patient | exclusions | comorbidities | cardiology | oncology | psychiatry | prior surgery | "
      "concurrent conditions | concurrent condition | symptoms | symptoms and conditions | concomitant "
      "diseases | "
      "concomitant conditions | contraindications");
  return *topics;
}

// Their words are read together with what is beneath them.
const Phrases& Kept() {
  static const auto* const kept = new Phrases(
      "age | ages | performance status | bmi | weight | ecog | ecog performance status | karnofsky | "
      "gestational age | birth weight | life expectancy | age at enrollment | body weight | who performance "
      "status | "
      "karnofsky performance status | zubrod performance status | body mass index");
  return *kept;
}

const Phrases& TreatmentsNow() {
  static const auto* const labels = new Phrases(
      "concurrent medication | concurrent medications | concomitant medication | concomitant medications | "
      "concurrent treatment | concurrent treatments | concurrent therapy | concurrent therapies | "
      "concomitant treatment | prohibited concomitant medications | prohibited concomitant medication");
  return *labels;
}

const Phrases& TreatmentsBefore() {
  static const auto* const labels = new Phrases(
      "prior medication | prior medications | prior treatment | prior treatments | previous medication | "
      "previous treatment");
  return *labels;
}

const Phrases& AllowedLabels() {
  static const auto* const labels = new Phrases(
      "allowed | permitted | concurrent medication : allowed | allowed medications | permitted medications | "
      "concurrent treatment : allowed | prior medication : allowed | prior treatment : allowed | allowed "
      "with caution | "
      "permitted concomitant medications | allowed but not required | recommended | "
      "concurrent medications : allowed | permitted medication | concurrent conditions : allowed | "
      "encouraged");
  return *labels;
}

absl::Span<const Token> WithoutDashes(absl::Span<const Token> line) {
  while (!line.empty() && (line.front().Is("-") || line.front().Is("*"))) line.remove_prefix(1);
  while (!line.empty() && (line.back().Is("-") || line.back().Is("*"))) line.remove_suffix(1);
  return line;
}

size_t ColonOf(absl::Span<const Token> line) {
  size_t i = 0;
  while (i < line.size() && !line[i].Is(":")) ++i;
  return i;
}

// The whole line, colon or not.
std::optional<Label> WholeLine(absl::Span<const Token> line, bool bare) {
  absl::Span<const Token> words = WithoutDashes(line);
  const bool colon = !words.empty() && words.back().Is(":");
  if (colon) words.remove_suffix(1);
  words = WithoutDashes(words);
  Label label{line.size()};
  if (AllowedLabels().Has(words)) {
    label.topic = Topic::kAllowed;
  } else if (TreatmentsNow().Has(words)) {
    label.topic = Topic::kTreatmentNow;
  } else if (TreatmentsBefore().Has(words)) {
    label.topic = Topic::kTreatmentBefore;
  } else if (!Titles().Has(words) && !((colon || bare) && (Topics().Has(words) || Kept().Has(words)))) {
    return std::nullopt;
  }
  label.kept = Kept().Has(words);
  return label;
}

bool SaysNothingElse(absl::string_view text) {
  static const auto* const notes = new Phrases(
      "not specified | none | n / a | na | not applicable | see disease characteristics | not stated | "
      "none specified | no restrictions | no restriction | see general eligibility criteria | "
      "see patient characteristics | any | all | unspecified | none stated | and | or | see biologic therapy "
      "| "
      "see chemotherapy | no age restriction | no age limit | no gender restriction | either sex | both | "
      "male or female | male and female | males and females | both genders | men and women | men or women | "
      "males or females | both sexes | female or male | both male and female | women and men | "
      "recovered from prior therapy allowed | no limitations | no exclusion criteria | see above | "
      "see inclusion criteria | both males and females | not provided | no additional criteria | either "
      "gender | "
      "all races | all ethnicities | any age | menopausal status not specified | hormone receptor status not "
      "specified | "
      "prior concurrent therapy not specified | all ages | see radiotherapy | see surgery | see endocrine "
      "therapy | "
      "no specific exclusion criteria | not available | any sex | any gender | sex not specified | and / or "
      "| "
      "no upper age limit | upper age limit none | patients | subjects | participants | no other "
      "restrictions");
  return notes->Has(text);
}

// Whether words restrict what they permit.
bool IsConditional(absl::string_view padded) {
  for (const absl::string_view but :
       {" not ", " unless ",    " if ",         " provided ", " only ",  " must ",   " except ", " but ",
        " ; ",   " more than ", " as long as ", " at least ", " . ",     " within ", " < ",      " > ",
        " <= ",  " >= ",        " when ",       " however ",  " until ", " should "}) {
    if (absl::StrContains(padded, but)) return true;
  }
  return false;
}

// "Prior chemotherapy allowed", "this does not exclude": without a condition.
bool IsPermission(absl::string_view text) {
  if (absl::StrContains(text, "exclu") || absl::StrContains(text, " not required")) {
    const std::string padded = absl::StrCat(" ", text, " ");
    for (const absl::string_view permission :
         {" are not excluded ", " is not excluded ", " not be excluded ", " does not exclude ",
          " do not exclude ", " not an exclusion ", " not exclusionary ", " not a reason for exclusion ",
          " is not required ", " are not required "}) {
      const size_t at = absl::string_view(padded).find(permission);
      if (at == std::string::npos) continue;
      return !IsConditional(absl::StrCat(padded.substr(0, at), " ", padded.substr(at + permission.size())));
    }
  }
  // "Patients with stage II disease are eligible" is no permission but what is asked.
  for (const absl::string_view end :
       {" allowed", " permitted", " is acceptable", " are acceptable", " not required", " are also eligible",
        " are still eligible", " is okay", " is ok"}) {
    if (!absl::EndsWith(text, end)) continue;
    return !absl::StartsWith(text, "no ") &&
           !IsConditional(absl::StrCat(" ", text.substr(0, text.size() - end.size()), " "));
  }
  return false;
}

}  // namespace

Label LabelOf(absl::Span<const Token> line, bool bare) {
  if (line.size() <= 8) {
    if (const std::optional<Label> label = WholeLine(line, bare)) return *label;
  }
  const size_t colon = ColonOf(line);
  if (colon == line.size() || colon > 6) return {};
  const absl::Span<const Token> words = WithoutDashes(line.subspan(0, colon));
  if (Kept().Has(words)) return {};
  return Titles().Has(words) || Topics().Has(words) ? Label{colon + 1} : Label{};
}

bool IsNote(absl::Span<const Token> line) {
  while (!line.empty() && (line.back().Is(".") || line.back().Is(";"))) line.remove_suffix(1);
  const std::string text = WordsOf(line);
  // "Surgery: not specified".
  const size_t colon = ColonOf(line);
  const bool labelled = colon < line.size() && colon <= 5;
  if (SaysNothingElse(text) || (labelled && SaysNothingElse(WordsOf(WithoutDashes(line.subspan(colon + 1))))))
    return true;
  for (const absl::string_view begin :
       {"for more information regarding", "the above information is not intended",
        "please note that there are"}) {
    if (absl::StartsWith(text, begin)) return true;
  }
  return line.size() >= 2 && line.size() <= 30 && IsPermission(text);
}

}  // namespace trialmatch::criteria
