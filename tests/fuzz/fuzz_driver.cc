// Runs a fuzz target (LLVMFuzzerTestOneInput) on seeded mutations of its corpus, with any compiler:
//   target [corpus file or folder]...
// TRIALMATCH_FUZZ_RUNS and TRIALMATCH_FUZZ_SEED override number and seed. A fault shows as a crash or a
// report of a sanitizer; repeat the run with TRIALMATCH_FUZZ_KEEP_INPUT=FILE to find the input there.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;
using Random = std::mt19937_64;

constexpr size_t kMaxInput = 1 << 16;

uint64_t FromEnvironment(const char* name, uint64_t fallback) {
  const char* text = std::getenv(name);
  return text == nullptr ? fallback : std::strtoull(text, nullptr, 10);
}

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

std::vector<std::string> ReadCorpus(int argc, char** argv) {
  std::vector<std::string> corpus = {""};
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      corpus.push_back(ReadFile(argv[i]));
      continue;
    }
    std::vector<fs::path> paths(fs::directory_iterator(argv[i]), fs::directory_iterator{});
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) corpus.push_back(ReadFile(path));
  }
  return corpus;
}

size_t Below(Random& random, size_t end) { return end == 0 ? 0 : random() % end; }

// Where a line of `text` begins and how long it is, without its end.
std::pair<size_t, size_t> LineAt(const std::string& text, size_t at) {
  const size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const size_t begin = before == std::string::npos ? 0 : before + 1;
  return {begin, std::min(text.find('\n', begin), text.size()) - begin};
}

// A whole line without braces, so that text in blocks mostly stays well-formed.
std::string SimpleLine(const std::string& text, Random& random) {
  const auto [begin, length] = LineAt(text, Below(random, text.size()));
  const std::string line = text.substr(begin, length);
  return line.find_first_of("{}") == std::string::npos ? line + "\n" : "";
}

// Takes a line out, puts one of another input in, or gives a number of it another value.
void MutateLine(std::string& input, const std::vector<std::string>& corpus, Random& random) {
  const auto [begin, length] = LineAt(input, Below(random, input.size()));
  const bool block = input.substr(begin, length).find_first_of("{}") != std::string::npos;
  const int choice = static_cast<int>(random() % 3);
  if (choice == 0 && !block) {
    input.erase(begin, length + 1);
  } else if (choice == 1) {
    input.insert(begin, SimpleLine(corpus[Below(random, corpus.size())], random));
  } else {
    static const char* const kNumbers[] = {"0",    "-1", "1", "29", "2147483647", "-9223372036854775808",
                                           "1e30", "0.1"};
    const size_t digit = input.find_first_of("0123456789", begin);
    if (digit == std::string::npos || digit >= begin + length) return;
    const size_t end = std::min(input.find_first_not_of("0123456789.", digit), input.size());
    input.replace(digit, end - digit, kNumbers[Below(random, std::size(kNumbers))]);
  }
}

// One small change of bytes: flip, set, insert, remove, double or splice; of lines as often.
void Mutate(std::string& input, const std::vector<std::string>& corpus, Random& random) {
  const size_t at = Below(random, input.size());
  switch (random() % 12) {
    case 0:
      if (!input.empty()) input[at] = static_cast<char>(input[at] ^ (1 << (random() % 8)));
      return;
    case 1:
      if (!input.empty()) input[at] = static_cast<char>(random());
      return;
    case 2:
      input.insert(at, 1 + Below(random, 8), static_cast<char>(random()));
      return;
    case 3:
      input.erase(at, 1 + Below(random, 16));
      return;
    case 4:
      input.insert(at, input.substr(at, 1 + Below(random, 64)));
      return;
    case 5: {
      const std::string& other = corpus[Below(random, corpus.size())];
      const size_t from = Below(random, other.size());
      input.insert(at, other.substr(from, 1 + Below(random, 256)));
      return;
    }
    default:
      MutateLine(input, corpus, random);
  }
}

// Kept on disk while it runs, so that a crash leaves it behind.
void Run(const std::string& input, const char* keep) {
  if (keep != nullptr) std::ofstream(keep, std::ios::binary) << input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  const uint64_t runs = FromEnvironment("TRIALMATCH_FUZZ_RUNS", 20'000);
  const uint64_t seed = FromEnvironment("TRIALMATCH_FUZZ_SEED", 1);
  const char* keep = std::getenv("TRIALMATCH_FUZZ_KEEP_INPUT");
  const std::vector<std::string> corpus = ReadCorpus(argc, argv);
  std::cout << "seed " << seed << ", " << runs << " runs, " << corpus.size() << " inputs in the corpus\n";
  for (const std::string& input : corpus) Run(input, keep);
  Random random(seed);
  for (uint64_t i = 0; i < runs; ++i) {
    std::string input = corpus[Below(random, corpus.size())];
    for (size_t changes = 1 + Below(random, 4); changes > 0; --changes) Mutate(input, corpus, random);
    if (input.size() > kMaxInput) input.resize(kMaxInput);
    Run(input, keep);
  }
  return 0;
}
