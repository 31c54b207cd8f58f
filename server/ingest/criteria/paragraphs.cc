#include "ingest/criteria/paragraphs.h"

#include "absl/strings/ascii.h"
#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {
namespace {

const Phrases& Openings() {
  static const auto* const openings = new Phrases(
      "disease characteristics : | patient characteristics : | prior concurrent therapy : | "
      "prior / concurrent therapy :");
  return *openings;
}

const Phrases& Topics() {
  static const auto* const topics = new Phrases(
      "age : | sex : | menopausal status : | performance status : | life expectancy : | hematopoietic : | "
      "hepatic : | "
      "renal : | cardiovascular : | pulmonary : | other : | immunologic : | neurologic : | biologic therapy "
      ": | "
      "chemotherapy : | endocrine therapy : | radiotherapy : | surgery : | hormone receptor status : | "
      "metabolic : | "
      "gastrointestinal : | hematologic :");
  return *topics;
}

// Words that begin a sentence of such a paragraph when they are written with a capital.
const Phrases& Starters() {
  static const auto* const starters = new Phrases(
      "no | not | at | fertile | negative | must | more | see | concurrent | prior | recovered | any | "
      "greater | less | "
      "adequate | able | wbc | platelet | platelets | hemoglobin | bilirubin | sgot | sgpt | ast | alt | "
      "creatinine | "
      "absolute | granulocyte | fev1 | dlco | ejection | lvef | pregnant | hiv | patients | measurable | "
      "histologically | "
      "cytologically | karnofsky | ecog | alkaline | transaminases | blood | serum | calcium | albumin | inr "
      "| pt | pft | "
      "brain | bidimensionally | evaluable | confirmed | previously | newly");
  return *starters;
}

// What a word behind them goes on with.
const Phrases& Connectors() {
  static const auto* const connectors = new Phrases(
      "and | or | of | with | the | a | an | for | to | in | by | from | than | at | if | unless | , | : | ( "
      "| / | - | "
      "and / or | no | not | other | any | < | > | <= | >= | = | as | that | who | on | is | are | be | + | "
      "except | "
      "either | [ | per");
  return *connectors;
}

bool IsCapital(const Token& token, absl::string_view text) { return absl::ascii_isupper(text[token.start]); }

size_t TopicAt(absl::Span<const Token> line, size_t at, absl::string_view text) {
  if (!IsCapital(line[at], text)) return 0;
  Cursor cursor(line.subspan(at));
  return Topics().Take(cursor) ? cursor.at() : 0;
}

// The sentences of a topic.
std::vector<absl::Span<const Token>> Sentences(absl::Span<const Token> words, absl::string_view text) {
  std::vector<absl::Span<const Token>> sentences;
  size_t begin = 0;
  int depth = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    depth += words[i].Is("(") - words[i].Is(")");
    if (i == begin || depth > 0) continue;
    const bool starts = IsCapital(words[i], text) && Starters().Has(words.subspan(i, 1)) &&
                        !Connectors().Has(words.subspan(i - 1, 1));
    if (!starts) continue;
    sentences.push_back(words.subspan(begin, i - begin));
    begin = i;
  }
  if (begin < words.size()) sentences.push_back(words.subspan(begin));
  return sentences;
}

}  // namespace

std::vector<Topical> SplitParagraph(absl::Span<const Token> line, absl::string_view text) {
  Cursor cursor(line);
  if (!Openings().Take(cursor) || cursor.left() < 2) return {};
  std::vector<Topical> topics = {{line.subspan(0, cursor.at()), {}}};
  size_t begin = cursor.at();
  const auto close = [&](size_t end) {
    if (end > begin) topics.back().items = Sentences(line.subspan(begin, end - begin), text);
  };
  for (size_t i = begin; i < line.size(); ++i) {
    const size_t label = TopicAt(line, i, text);
    if (label == 0) continue;
    close(i);
    topics.push_back({line.subspan(i, label), {}});
    begin = i + label;
    i = begin - 1;
  }
  close(line.size());
  return topics;
}

}  // namespace trialmatch::criteria
