#include "ingest/criteria/ability_rule.h"

#include <string>
#include <vector>

#include "ingest/criteria/phrases.h"
#include "terminology/system_uris.h"

namespace trialmatch::criteria {
namespace {

struct Manner {
  bool able = false, willing = false, negative = false;
};

bool IsSpeech(const Token& token) {
  for (const absl::string_view word :
       {"speak", "speaks", "speaking", "fluent", "fluency", "english", "spanish", "read"}) {
    if (token.Is(word)) return true;
  }
  return false;
}

bool TakeManner(Cursor& cursor, Manner& manner) {
  static const auto* const able = new Phrases(
      "able | capable of | ability | capable | can | the ability | capacity | have the ability | has the "
      "ability | "
      "be able | must be able | physically able | mentally able | is able | are able");
  static const auto* const willing = new Phrases(
      "willing | willingness | agree | agrees | agreement | be willing | must be willing | must agree | is "
      "willing | "
      "are willing | has agreed | have agreed | the willingness | a willingness");
  static const auto* const both = new Phrases(
      "willing and able | able and willing | willing / able | able / willing | ability and willingness | "
      "willingness and ability | be willing and able | is willing and able | are willing and able | "
      "must be willing and able | must be able and willing | willing and capable | be able and willing | "
      "has the willingness and ability | willingness and the ability | are able and willing | is able and "
      "willing");
  static const auto* const unable = new Phrases(
      "unable | inability | cannot | incapable | not able | incapable of | is unable | are unable | lack of "
      "ability | "
      "not capable of | can not | be unable | known inability | an inability | the inability | incapacity");
  static const auto* const unwilling = new Phrases(
      "unwilling | unwillingness | not willing | is unwilling | are unwilling | refusal | lack of "
      "willingness");
  static const auto* const neither = new Phrases(
      "unwilling or unable | unable or unwilling | inability or unwillingness | unwillingness or inability | "
      "unable / unwilling | unwilling / unable | is unwilling or unable | is unable or unwilling | "
      "are unwilling or unable | are unable or unwilling | not willing or able | not able or willing | "
      "unwilling and / or unable | unable and / or unwilling");
  manner = {};
  if (both->Take(cursor)) {
    manner = {true, true, false};
  } else if (neither->Take(cursor)) {
    manner = {true, true, true};
  } else if (unable->Take(cursor)) {
    manner = {true, false, true};
  } else if (unwilling->Take(cursor)) {
    manner = {false, true, true};
  } else if (TakeAny<"does not | do not | who do not | who does not | non">(cursor)) {
    manner = {true, false, true};
  } else if (IsSpeech(cursor.Peek())) {
    manner = {true, false, false};  // "speaks English", "fluent in Spanish": who does can
  } else if (able->Take(cursor)) {
    manner = {true, false, false};
  } else if (willing->Take(cursor)) {
    manner = {false, true, false};
  } else {
    return false;
  }
  return true;
}

// What is done, and the words in which it may be said: one of `keys`, and nothing but `words` besides.
struct Deed {
  const char* code;
  const Phrases keys;
  const Phrases words;
};

constexpr char kTrialWords[] =
    "| its "
    "| to | the | a | an | all | any | of | and | or | with | for | in | on | by | as | per | this | that | "
    "these | their | "
    "his | her | and / or | , | / | ( | ) | study | trial | research | clinical | protocol | protocols | "
    "procedure | "
    "procedures | requirement | requirements | required | require | visit | visits | schedule | schedules | "
    "scheduled | "
    "follow | up | followup | assessment | assessments | evaluation | evaluations | regimen | treatment | "
    "treatments | "
    "therapy | test | tests | testing | instructions | restrictions | prohibitions | plan | plans | "
    "laboratory | other | "
    "specified | related | described | outlined | duration | throughout | during | entire | course | period "
    "| "
    "long | term | stipulated | necessary | examinations | examination | investigator | investigators | be | "
    "activities | "
    "aspects | conditions | demands | guidelines | clinic | including | medication | medications | drug | "
    "directions | "
    "interventions | intervention | data | collection | further | mandated | stated | set | out | forth | "
    "complete | fully | "
    "adequately | reliably | regular | appointments | appointment | monitoring | specific | rules | policies "
    "| program | "
    "provisions | participation | participate | "
    "remain | available | at | from | completion | site | center | elements | parts | components | process | "
    "design | "
    "is | are | will | study's | timely | manner | subject | patient | participant";

const std::vector<Deed>& Deeds() {
  static const auto* const deeds = new std::vector<Deed>{
      {"comply-with-protocol",
       Phrases("comply | complying | compliance | adhere | adherence | follow | cooperate | attend | return "
               "| undergo | "
               "complete | adhering | following | participate | participation"),
       Phrases(std::string("comply | complying | compliance | adhere | adherence | follow | following | "
                           "cooperate | attend | "
                           "return | undergo | complete | adhering ") +
               kTrialWords)},
      {"swallow-oral-medication", Phrases("swallow | oral | orally | swallowing | by mouth"),
       Phrases("swallow | swallowing | take | tolerate | receive | ingest | retain | and | or | oral | "
               "orally | medication | "
               "medications | tablets | tablet | capsules | capsule | pills | pill | whole | intact | to | "
               "the | study | drug | "
               "by | mouth | absorb | drugs | a | large | therapy | medicine | medicines | administered | "
               "reliably | "
               "be | given | agents | agent | formulation | treatment | administration | / | , | size | 0 | "
               "and / or")},
      {"complete-questionnaires", Phrases("questionnaire | questionnaires | diary | diaries"),
       Phrases("complete | fill | out | in | keep | maintain | understand | read | the | study | required | "
               "a | daily | to | and | or | "
               "questionnaire | questionnaires | diary | diaries | of | quality | life | patient | self | "
               "administered | all | "
               "answer | log | e | electronic | an | by | themselves | written | any | symptom | , | for | / "
               "| completing | "
               "keeping | reported | outcomes | pain | use | with | assistance")},
      {"understand-study-nature", Phrases("understand | comprehend | understanding"),
       Phrases("understand | comprehend | understanding | and | or | the | study | nature | purpose | risks "
               "| benefits | of | "
               "protocol | requirements | procedures | potential | this | trial | investigational | "
               "experimental | to | "
               "information | research | its | implications | is | that | , | purposes | instructions | "
               "given | written | "
               "scope | consequences | possible | explained | explanation | a | clinical | all | aims | "
               "associated | with")},
      {"communicate-with-investigator", Phrases("communicate"),
       Phrases("communicate | well | effectively | satisfactorily | with | the | investigator | "
               "investigators | staff | study | "
               "and | or | to | adequately | clearly | personnel | reliably | team | site | research | "
               "verbally | in | a | "
               "meaningful | way")},
      {"understand-study-language",
       Phrases("english | spanish | french | german | language | chinese | danish | dutch | korean | "
               "japanese | mandarin | "
               "italian | swedish | norwegian | hebrew | portuguese"),
       Phrases("speaks | fluency | good | knowledge | proficient | speak | read | write | understand | "
               "communicate | converse | comprehend | in | and | or | "
               "the | english | spanish | "
               "french | german | language | local | fluently | , | / | study | to | well | either | "
               "speaking | reading | chinese | "
               "danish | dutch | korean | japanese | mandarin | italian | swedish | norwegian | hebrew | "
               "portuguese | and / or | "
               "fluent | enough | adequately | at | a | level | understanding | follow | instructions | of | "
               "sufficient")},
  };
  return *deeds;
}

// The deed that the words are about, and about nothing else.
const Deed* DeedOf(absl::Span<const Token> words) {
  for (const Deed& deed : Deeds()) {
    bool key = false, all = true;
    for (size_t i = 0; all && i < words.size();) {
      Cursor at(words.subspan(i));
      Cursor other = at;
      key = deed.keys.Take(at) || key;
      all = deed.words.Take(other);
      i += other.at();
    }
    if (key && all) return &deed;
  }
  return nullptr;
}

v1::Criterion WillingnessOf(bool negative) {
  v1::Criterion criterion;
  v1::Criterion& inner = negative ? *criterion.mutable_not_() : criterion;
  inner.mutable_consent()->set_kind(v1::CONSENT_KIND_WILLINGNESS);
  return criterion;
}

v1::Criterion AbilityOf(const Code& code, bool negative, const Terminology& terminology) {
  v1::Criterion criterion;
  v1::Criterion& inner = negative ? *criterion.mutable_not_() : criterion;
  AddConcept(code, terminology, *inner.mutable_ability()->mutable_concepts());
  return criterion;
}

// One deed that somebody is able, or willing, to do.
std::optional<v1::Criterion> CriterionOf(const Deed& deed, const Manner& manner,
                                         const Terminology& terminology) {
  const Code code(kSampleUri, deed.code);
  // Willingness is to take part; to be willing to read English is something else.
  if (!terminology.Has(code) || (manner.willing && &deed != &Deeds().front())) return std::nullopt;
  v1::Criterion criterion;
  if (manner.able && manner.willing) {
    auto& list = manner.negative ? *criterion.mutable_any_of() : *criterion.mutable_all_of();
    *list.add_criteria() = WillingnessOf(manner.negative);
    *list.add_criteria() = AbilityOf(code, manner.negative, terminology);
  } else if (manner.willing) {
    criterion = WillingnessOf(manner.negative);
  } else {
    criterion = AbilityOf(code, manner.negative, terminology);
  }
  return criterion;
}

// "Able to understand the study and comply with it".
std::optional<v1::Criterion> TwoDeeds(absl::Span<const Token> words, const Manner& manner,
                                      const Terminology& terminology) {
  for (size_t i = 2; i + 2 < words.size(); ++i) {
    const bool joins = words[i].Is("and") || (words[i].Is("or") && manner.negative);
    if (!joins) continue;
    const Deed* first = DeedOf(words.subspan(0, i));
    const Deed* second = first == nullptr ? nullptr : DeedOf(words.subspan(i + 1));
    if (second == nullptr) continue;
    std::optional<v1::Criterion> one = CriterionOf(*first, manner, terminology),
                                 other = CriterionOf(*second, manner, terminology);
    if (!one || !other) return std::nullopt;
    v1::Criterion both;
    auto& list = manner.negative ? *both.mutable_any_of() : *both.mutable_all_of();
    *list.add_criteria() = *std::move(one);
    *list.add_criteria() = *std::move(other);
    return both;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Statement> ReadAbility(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  Manner manner;
  if (!TakeManner(next, manner) || next.left() < 2) return std::nullopt;
  const Terminology& terminology = reader.concepts.terminology();
  const Deed* deed = DeedOf(next.rest());
  std::optional<v1::Criterion> criterion =
      deed == nullptr ? TwoDeeds(next.rest(), manner, terminology) : CriterionOf(*deed, manner, terminology);
  if (!criterion) return std::nullopt;
  cursor.Advance(cursor.left());
  return Statement{*std::move(criterion), /*self_contained=*/true};
}

}  // namespace trialmatch::criteria
