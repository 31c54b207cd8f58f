#include "service/load_log.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/logger.h"

namespace trialmatch {

void LoadLog::Log(absl::string_view event, size_t loaded, size_t total) const {
  trialmatch::Log(LogSeverity::kInfo, event,
                  {{"trials", absl::StrCat(loaded)},
                   {"total", absl::StrCat(total)},
                   {"seconds", absl::StrFormat("%.1f", absl::ToDoubleSeconds(absl::Now() - start_))}});
}

void LoadLog::Report(size_t loaded, size_t total) {
  const absl::Time now = absl::Now();
  if (now < next_) return;
  next_ = now + interval_;
  Log("catalog_loading", loaded, total);
}

void LoadLog::Finish(size_t loaded) const { Log("catalog_loaded", loaded, loaded); }

}  // namespace trialmatch
