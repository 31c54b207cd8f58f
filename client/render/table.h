// A table of plain columns.
#ifndef TRIALMATCH_CLIENT_RENDER_TABLE_H_
#define TRIALMATCH_CLIENT_RENDER_TABLE_H_

#include <string>
#include <vector>

#include "client/render/style.h"

namespace trialmatch::client {

struct Column {
  std::string title;
  bool right = false;    // aligned
  bool elastic = false;  // gives way first when the terminal is too narrow
  int least = 0;         // columns, where rows are not known beforehand
};

struct Cell {
  std::string text;
  Tone tone = Tone::kPlain;
};

// Widths follow the longest cell. On a terminal that is too narrow the elastic columns are cut, down to 10
// columns each; elsewhere nothing is.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell a column.
  void Add(std::vector<Cell> cells);

  bool empty() const { return rows_.empty(); }

  // Titles and rows, each line ended; nothing of a row beyond its last cell.
  std::string Render(const Style& style) const;

  // The rows alone: for tables that go on where another one ended.
  std::string RenderRows(const Style& style) const;

 private:
  std::vector<int> Widths(const View& view) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RENDER_TABLE_H_
