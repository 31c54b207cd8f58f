#include "tests/benchmark/bench/machine.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tests/benchmark/bench/cpu_clock.h"

namespace trialmatch::bench {
namespace {

std::string Processor() {
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  while (std::getline(file, line)) {
    if (!absl::StartsWith(line, "model name")) continue;
    return std::string(absl::StripLeadingAsciiWhitespace(line.substr(line.find(':') + 1)));
  }
  return "unknown processor";
}

// Nanoseconds that all cores together were not idle since the system started.
std::optional<int64_t> BusyTime() {
  std::ifstream file("/proc/stat");
  std::string line, name;
  std::getline(file, line);
  std::istringstream words(line);
  int64_t user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0;
  if (!(words >> name >> user >> nice >> system >> idle >> iowait >> irq >> softirq >> steal))
    return std::nullopt;
  return (user + nice + system + irq + softirq + steal) * (1'000'000'000 / sysconf(_SC_CLK_TCK));
}

}  // namespace

std::string DescribeMachine() {
  utsname system{};
  uname(&system);
  return absl::StrCat(Processor(), ", ", std::thread::hardware_concurrency(), " cores, ", system.sysname, " ",
                      system.machine);
}

std::string DescribeBuild() {
#ifdef __OPTIMIZE__
  return absl::StrCat("g++ ", __VERSION__, ", optimised");
#else
  return absl::StrCat("g++ ", __VERSION__, ", NOT optimised");
#endif
}

void OtherWork::Start() {
  all_ = BusyTime();
  own_ = ProcessCpu();
  wall_ = WallClock();
}

std::optional<double> OtherWork::Cores() const {
  const std::optional<int64_t> all = BusyTime();
  if (!all || !all_) return std::nullopt;
  const int64_t others = *all - *all_ - (ProcessCpu() - own_);
  return std::max(0.0, static_cast<double>(others) / static_cast<double>(WallClock() - wall_));
}

int64_t RunCalibration() {
  std::array<uint64_t, 1024> table{};
  const int64_t nanos = CpuOf([&table] {
    uint64_t state = 1;
    for (int i = 0; i < 2'000'000; ++i) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      table[state % table.size()] += state;
    }
  });
  // Nobody reads the table, but the compiler must not know.
  asm volatile("" : : "m"(table));
  return nanos;
}

}  // namespace trialmatch::bench
