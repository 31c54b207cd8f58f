// Standard output as a stream that remembers why writing failed.
#ifndef TRIALMATCH_CLIENT_FD_STREAM_H_
#define TRIALMATCH_CLIENT_FD_STREAM_H_

#include <array>
#include <streambuf>

namespace trialmatch::client {

// Writes to a file descriptor, which it does not own. After the first error everything is refused.
class FdStreambuf : public std::streambuf {
 public:
  explicit FdStreambuf(int fd);
  ~FdStreambuf() override;

  // errno of the first failed write; 0: none failed.
  int error() const { return error_; }

 protected:
  int_type overflow(int_type c) override;
  int sync() override;

 private:
  const int fd_;
  int error_ = 0;
  std::array<char, 1 << 14> buffer_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_FD_STREAM_H_
