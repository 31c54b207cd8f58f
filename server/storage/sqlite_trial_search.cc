#include "storage/sqlite_trial_search.h"

#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "storage/full_text_query.h"
#include "storage/sqlite_statement.h"

namespace trialmatch {
namespace {

constexpr size_t kMaxFilterValues = 1000;

// One weight a column of trial_search, in its order: trial_id, title, conditions, keywords, sponsor, summary,
// eligibility. The eligibility text is long and names many diseases that the trial is not about.
constexpr absl::string_view kRank = "bm25(trial_search, 10.0, 10.0, 8.0, 6.0, 3.0, 2.0, 1.0)";

using Value = std::variant<int64_t, absl::string_view>;

// SQL text made of fixed pieces only, and the values for its parameters.
struct Condition {
  std::string sql;
  std::vector<Value> values;
};

std::string AnyOf(const std::vector<std::string>& values, Condition& condition) {
  condition.values.insert(condition.values.end(), values.begin(), values.end());
  return absl::StrCat(" IN (", absl::StrJoin(std::vector<absl::string_view>(values.size(), "?"), ","), ")");
}

void AddColumn(absl::string_view column, const std::vector<std::string>& values, Condition& condition) {
  if (values.empty()) return;
  absl::StrAppend(&condition.sql, " AND t.", column, AnyOf(values, condition));
}

void AddLabels(LabelKind kind, const std::vector<std::string>& values, Condition& condition) {
  if (values.empty()) return;
  absl::StrAppend(
      &condition.sql,
      " AND EXISTS (SELECT 1 FROM live_trial_labels l WHERE l.trial_key = t.trial_key AND l.kind = ",
      static_cast<int>(kind), " AND l.value", AnyOf(values, condition), ")");
}

absl::StatusOr<Condition> ToCondition(const TrialColumnFilter& filter) {
  const size_t count =
      filter.statuses.size() + filter.study_types.size() + filter.phases.size() + filter.countries.size();
  if (count > kMaxFilterValues) {
    return absl::InvalidArgumentError(absl::StrCat("the filter has more than ", kMaxFilterValues, " values"));
  }
  Condition condition;
  AddColumn("status", filter.statuses, condition);
  AddColumn("study_type", filter.study_types, condition);
  AddLabels(LabelKind::kPhase, filter.phases, condition);
  AddLabels(LabelKind::kCountry, filter.countries, condition);
  if (filter.updated_from.has_value()) {
    condition.sql += " AND t.update_micros >= ?";
    condition.values.emplace_back(absl::ToUnixMicros(*filter.updated_from));
  }
  if (filter.updated_before.has_value()) {
    condition.sql += " AND t.update_micros < ?";
    condition.values.emplace_back(absl::ToUnixMicros(*filter.updated_before));
  }
  return condition;
}

void Bind(const Condition& condition, SqliteStatement& statement) {
  for (const Value& value : condition.values) {
    std::visit([&statement](auto bound) { statement.Bind(bound); }, value);
  }
}

absl::Status ReadCount(SqliteStatement& statement, TrialPage& page) {
  const absl::StatusOr<bool> row = statement.Step();
  if (row.ok() && *row) page.total_size = statement.Int(0);
  return row.status();
}

absl::Status ReadIds(SqliteStatement& statement, TrialPage& page) {
  while (true) {
    const absl::StatusOr<bool> row = statement.Step();
    if (!row.ok() || !*row) return row.status();
    page.trial_ids.push_back(statement.Text(0));
  }
}

}  // namespace

absl::StatusOr<TrialPage> ListTrials(SqliteConnection& connection, const TrialListRequest& request) {
  constexpr absl::string_view kOperation = "list trials";
  if (request.limit < 0) return absl::InvalidArgumentError("list trials: the limit is negative");
  const absl::StatusOr<Condition> condition = ToCondition(request.filter);
  if (!condition.ok()) return condition.status();
  TrialPage page;
  SqliteStatement count(connection, kOperation,
                        absl::StrCat("SELECT count(*) FROM live_trials t WHERE 1", condition->sql));
  Bind(*condition, count);
  if (absl::Status status = ReadCount(count, page); !status.ok()) return status;
  if (request.limit == 0) return page;
  SqliteStatement list(connection, kOperation,
                       absl::StrCat("SELECT t.trial_id FROM live_trials t WHERE t.trial_id > ?",
                                    condition->sql, " ORDER BY t.trial_id LIMIT ?"));
  list.Bind(request.after_id);
  Bind(*condition, list);
  list.Bind(request.limit);
  if (absl::Status status = ReadIds(list, page); !status.ok()) return status;
  return page;
}

absl::StatusOr<TrialPage> SearchTrials(SqliteConnection& connection, const TrialSearchRequest& request) {
  constexpr absl::string_view kOperation = "search trials";
  if (request.limit < 0) return absl::InvalidArgumentError("search trials: the limit is negative");
  if (request.offset < 0) return absl::InvalidArgumentError("search trials: the offset is negative");
  const absl::StatusOr<std::string> query = ToFts5Query(request.text);
  if (!query.ok()) return query.status();
  const absl::StatusOr<Condition> condition = ToCondition(request.filter);
  if (!condition.ok()) return condition.status();
  // CROSS JOIN keeps the order: the rare side, the texts that match, leads.
  const std::string from = absl::StrCat(
      " FROM trial_search CROSS JOIN live_trials t ON t.trial_key = trial_search.rowid "
      "WHERE trial_search MATCH ?",
      condition->sql);
  TrialPage page;
  SqliteStatement count(connection, kOperation, absl::StrCat("SELECT count(*)", from));
  Bind(*condition, count.Bind(*query));
  if (absl::Status status = ReadCount(count, page); !status.ok()) return status;
  if (request.limit == 0) return page;
  SqliteStatement search(
      connection, kOperation,
      absl::StrCat("SELECT t.trial_id", from, " ORDER BY ", kRank, ", t.trial_id LIMIT ? OFFSET ?"));
  Bind(*condition, search.Bind(*query));
  search.Bind(request.limit).Bind(request.offset);
  if (absl::Status status = ReadIds(search, page); !status.ok()) return status;
  return page;
}

}  // namespace trialmatch
