// The terminal, or what stands in for it, as the commands see it.
#ifndef TRIALMATCH_CLIENT_CONSOLE_H_
#define TRIALMATCH_CLIENT_CONSOLE_H_

#include <iosfwd>
#include <map>
#include <string>

namespace trialmatch::client {

// How to render for a reader.
struct View {
  // Columns of the terminal; 0: none, nothing is cut or wrapped.
  int width = 0;
  bool colour = false;
  // False: plain ASCII marks and lines.
  bool utf8 = false;
};

enum class ColourChoice { kAuto, kAlways, kNever };

// Streams and facts of the process. The streams outlive it; written to by one thread at a time.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  // Of the terminal; 0 where it has none.
  int width = 0;
  std::map<std::string, std::string> environment;

  // The variable's value; empty where it is not set.
  std::string Variable(const std::string& name) const;

  // For standard output: colours only on a terminal without NO_COLOR and TERM=dumb, unless `choice` says
  // otherwise; UTF-8 by LC_ALL, LC_CTYPE and LANG.
  View OutView(ColourChoice choice) const;

  // For standard error, of which only colours matter.
  View ErrView(ColourChoice choice) const;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_CONSOLE_H_
