#include "client/render/table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/text/utf8.h"

namespace trialmatch::client {
namespace {

constexpr int kGap = 2;
constexpr int kLeastElastic = 10;

std::string RenderRow(const std::vector<Cell>& cells, const std::vector<Column>& columns,
                      const std::vector<int>& widths, const Style& style) {
  std::string line;
  int owed = 0;  // spaces that only a further cell makes necessary
  for (size_t i = 0; i < cells.size(); ++i) {
    std::string text = cells[i].text;
    if (style.view().width > 0) text = CutToWidth(text, widths[i], style.Ellipsis());
    const int padding = std::max(0, widths[i] - DisplayWidth(text));
    if (columns[i].right) owed += padding;
    if (!text.empty()) {
      absl::StrAppend(&line, std::string(static_cast<size_t>(owed), ' '), style.Paint(cells[i].tone, text));
      owed = 0;
    } else if (columns[i].right) {
      owed -= padding;
    }
    owed += kGap + (columns[i].right && !text.empty() ? 0 : padding);
  }
  return line + "\n";
}

}  // namespace

void Table::Add(std::vector<Cell> cells) {
  for (Cell& cell : cells) cell.text = OneLine(cell.text);
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::vector<int> Table::Widths(const View& view) const {
  std::vector<int> widths;
  int total = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int width = std::max(columns_[i].least, DisplayWidth(columns_[i].title));
    for (const auto& row : rows_) width = std::max(width, DisplayWidth(row[i].text));
    widths.push_back(width);
    total += width + (i > 0 ? kGap : 0);
  }
  // One column at a time, the widest elastic one first, so that they end up alike.
  while (view.width > 0 && total > view.width) {
    int* widest = nullptr;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].elastic && widths[i] > kLeastElastic && (widest == nullptr || widths[i] > *widest)) {
        widest = &widths[i];
      }
    }
    if (widest == nullptr) break;
    --*widest;
    --total;
  }
  return widths;
}

std::string Table::Render(const Style& style) const {
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.push_back({column.title, Tone::kBold});
  return RenderRow(titles, columns_, Widths(style.view()), style) + RenderRows(style);
}

std::string Table::RenderRows(const Style& style) const {
  const std::vector<int> widths = Widths(style.view());
  std::string text;
  for (const auto& row : rows_) absl::StrAppend(&text, RenderRow(row, columns_, widths, style));
  return text;
}

}  // namespace trialmatch::client
