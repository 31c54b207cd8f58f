// A table as a file that both databases load: values between tabs.
#ifndef TRIALMATCH_TESTS_BENCHMARK_PEERS_TABLE_FILE_H_
#define TRIALMATCH_TESTS_BENCHMARK_PEERS_TABLE_FILE_H_

#include <fstream>
#include <initializer_list>
#include <string>

namespace trialmatch::bench {

class TableFile {
 public:
  explicit TableFile(const std::string& path) : file_(path) {}

  void Add(std::initializer_list<int64_t> row) {
    const char* between = "";
    for (const int64_t value : row) {
      file_ << between << value;
      between = "\t";
    }
    file_ << '\n';
  }

  // False where not everything was written.
  bool Close() {
    file_.close();
    return !file_.fail();
  }

 private:
  std::ofstream file_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_PEERS_TABLE_FILE_H_
