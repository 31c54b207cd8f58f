// The whole server: stores, catalog, services and their ports.
#ifndef TRIALMATCH_SERVICE_SERVER_H_
#define TRIALMATCH_SERVICE_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "terminology/terminology.h"

namespace trialmatch {

struct ServerOptions {
  // Where the services are, "host:port"; port 0: a free one.
  std::string listen = "127.0.0.1:0";
  // Where health alone is, for probes; empty: nowhere. A plain port on the main server would expose every
  // method.
  std::string health_listen;
  // Path of the SQLite file; ":memory:": nothing is kept.
  std::string store = ":memory:";
  // Folder of trials (see seed_trials.h) with which an empty store begins; empty: with none.
  std::string seed_trials;
  // Matches at once beyond which as many calls and all streams wait, and further calls are refused. At least
  // 1.
  int max_concurrent_matches = 64;
  // Open streams, each of which holds a thread, beyond which new ones are refused. At least 1.
  int max_streams = 256;
  // How often old versions of trials are removed from the store.
  absl::Duration compaction_interval = absl::Minutes(1);
  // Of one message.
  // 16 MiB of content, and what stands around it.
  int max_message_bytes = (16 << 20) + (64 << 10);
};

// Serves from the moment it is made. Safe for use by any number of threads.
class Server {
 public:
  // FailedPrecondition or Unavailable, with the reason, when the store cannot be opened or a port not be
  // bound.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       std::shared_ptr<const Terminology> terminology);
  virtual ~Server() = default;

  virtual int port() const = 0;
  // 0 when there is none.
  virtual int health_port() const = 0;

  // Tidies store and catalog up now and wholly, besides doing so now and then, and returns when that is done.
  // Not during or after a drain. An error of the store; the next time may do better.
  virtual absl::Status Compact() = 0;

  // Says NOT_SERVING and goes on serving for `delay` (so that balancers notice). Then lets no new call and no
  // new connection in, tells the open connections to go elsewhere, ends every stream after the message in
  // progress, waits at most `grace` for the calls in flight and shuts down. True iff all of them ended by
  // themselves. Once.
  virtual bool Drain(absl::Duration delay, absl::Duration grace) = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_SERVER_H_
