#include "ingest/criteria/consent_rule.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"

namespace trialmatch::criteria {
namespace {

using Words = absl::flat_hash_set<absl::string_view>;

// A statement of these words alone, consent among them, asks for nothing but consent.
constexpr char kWords[] =
    "informed consent written sign signed signing voluntary voluntarily give gives given giving provide "
    "provides provided providing provision obtain obtained able ability capable willing willingness to and "
    "must have has had having is are be been of form forms icf document patient patients subject subjects "
    "participant participants the a an their his her own by for study participation participate in this "
    "trial before prior any specific procedure procedures entry enrollment enrolment enrolled ( ) , / or "
    "legal legally authorized authorised acceptable effective representative representatives guardian "
    "guardians parent parents parental dated personally who with from each can will should being performed "
    "related according local regulations irb approved approval ethics committee valid proper full freely "
    "agree agreed s he she on take part research adequate appropriate person enter entering into s' at "
    "screening initiation as required all participating mentally and/or subject's individual individuals "
    "volunteer volunteers was inclusion time unable unwilling inability unwillingness refusal refuse refuses "
    "refused lack without not no failure cannot do does did absence decline declined declines missing . ; "
    "either that indicating one both themselves comprehend understand understands understanding understood "
    "aware oral statement investigational nature infants infant childs child good clinical practice gcp ich "
    "harmonisation harmonization international council conference legislation accordance iec ec "
    "institutional review board read reading after protocols protocol independent admission registration up "
    "out documented which includes witnessed whom those only evidenced evidence willingly instructions "
    "treatment hospital caregiver family next kin under directly through its any,";

// Of these words each turns it round.
constexpr char kRefusals[] =
    "unable unwilling inability unwillingness refusal refuse refuses refused lack without not no failure "
    "cannot absence decline "
    "declined declines missing";

const Words& ConsentWords() {
  static const auto* const words = new Words(absl::StrSplit(kWords, ' '));
  return *words;
}

const Words& RefusalWords() {
  static const auto* const words = new Words(absl::StrSplit(kRefusals, ' '));
  return *words;
}

}  // namespace

std::optional<Statement> ReadConsent(Cursor& cursor, const Reader&) {
  bool consent = false, assent = false;
  int refusals = 0;
  for (const Token& token : cursor.rest()) {
    if (token.Is("assent")) {
      assent = true;
      continue;
    }
    if (!ConsentWords().contains(token.text)) return std::nullopt;
    consent = consent || token.Is("consent") || token.Is("icf");
    refusals += RefusalWords().contains(token.text);
  }
  // "Consent and assent where appropriate" depends on the patient; two refusals may cancel each other.
  if (consent == assent || refusals > 2) return std::nullopt;
  Statement statement;
  statement.self_contained = true;
  v1::Criterion& criterion = refusals > 0 ? *statement.criterion.mutable_not_() : statement.criterion;
  criterion.mutable_consent()->set_kind(assent ? v1::CONSENT_KIND_ASSENT : v1::CONSENT_KIND_INFORMED_CONSENT);
  cursor.Advance(cursor.left());
  return statement;
}

}  // namespace trialmatch::criteria
