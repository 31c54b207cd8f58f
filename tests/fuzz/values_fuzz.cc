// Any text as a decimal, a date, a zone, a unit or a full-text query: what is accepted reads back as itself.
#include <string>

#include "domain/as_of.h"
#include "domain/decimal.h"
#include "domain/recorded_time.h"
#include "domain/unit.h"
#include "storage/full_text_query.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto decimal = trialmatch::Decimal::Parse(text);
  if (decimal.ok() && *trialmatch::Decimal::Parse(decimal->ToString()) != *decimal) __builtin_trap();
  const auto time = trialmatch::RecordedTime::Parse(text);
  if (time.ok() && !(*trialmatch::RecordedTime::Parse(time->ToString()) == *time)) __builtin_trap();
  (void)trialmatch::ParseOffsetMinutes(text);
  (void)trialmatch::Unit::Parse(text);
  (void)trialmatch::ToFts5Query(text);
  return 0;
}
