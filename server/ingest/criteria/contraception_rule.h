// Contraception that a trial asks for.
#ifndef TRIALMATCH_INGEST_CRITERIA_CONTRACEPTION_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_CONTRACEPTION_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Women of childbearing potential must use effective contraception during the study": of those who could
// bear a child. Methods that are named, and what is asked of men, are not read.
std::optional<Statement> ReadContraception(Cursor& cursor, const Reader& reader);

// "Women of childbearing potential": who is asked something.
bool TakeFertileWomen(Cursor& cursor);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_CONTRACEPTION_RULE_H_
