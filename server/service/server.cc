#include "service/server.h"

#include <algorithm>
#include <future>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "grpc/grpc.h"
#include "grpcpp/ext/channelz_service_plugin.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/impl/server_builder_option.h"
#include "grpcpp/impl/server_builder_plugin.h"
#include "grpcpp/resource_quota.h"
#include "registry/trial_registry.h"
#include "service/grpc_services.h"
#include "service/load_log.h"
#include "service/logger.h"
#include "service/reflection.h"
#include "service/seed_trials.h"
#include "service/store_compactor.h"
#include "service/store_lock.h"
#include "storage/sqlite_stores.h"

namespace trialmatch {
namespace {

// Threads beyond the matches, the calls that wait for one and the streams: for calls that are refused, for
// reads of the catalog and for writes.
constexpr int kSpareThreads = 64;
// Threads that wait for the next call. Two at least: with one, each call that it takes has to wake or make
// another. Some stay for the next burst.
constexpr int kLeastPollers = 2;
constexpr int kMostPollers = 16;
// After the last call: for answers still on their way; an open health watch may take all of it.
constexpr absl::Duration kFlushTime = absl::Seconds(2);
// Longer times would lie behind the end of the clock.
constexpr absl::Duration kLongestGrace = absl::Hours(24 * 365);
// A peer that vanished without a word must not hold its streams for ever.
constexpr int kKeepaliveMillis = 60'000;
constexpr int kKeepaliveTimeoutMillis = 20'000;
// Between two lines of the log while the catalog is read.
constexpr absl::Duration kLoadLogInterval = absl::Seconds(3);
// What all messages being read may take together.
constexpr size_t kMaxMessageMemory = size_t{1} << 30;

const std::vector<std::string>& ServiceNames() {
  static const auto* names = new std::vector<std::string>{
      "grpc.channelz.v1.Channelz",           "grpc.health.v1.Health",
      "grpc.reflection.v1.ServerReflection", "trialmatch.v1.ApplicationService",
      "trialmatch.v1.EligibilityService",    "trialmatch.v1.TrialService",
  };
  return *names;
}

void Initialize() {
  static const bool once = [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::channelz::experimental::InitChannelzService();
    return true;
  }();
  (void)once;
}

absl::StatusOr<std::unique_ptr<grpc::Server>> Build(grpc::ServerBuilder& builder, const std::string& address,
                                                    int& port) {
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMillis);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMillis);
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || port == 0) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", address));
  }
  return server;
}

// Takes away what every server of the process gets otherwise: channelz.
class HealthOnly final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    plugins->clear();
  }
};

void SetServing(grpc::Server* server, bool serving) {
  if (server == nullptr) return;
  grpc::HealthCheckServiceInterface* health = server->GetHealthCheckService();
  if (health == nullptr) return;
  health->SetServingStatus(serving);
  for (const std::string& name : ServiceNames()) health->SetServingStatus(name, serving);
}

class GrpcServer final : public Server {
 public:
  GrpcServer(const ServerOptions& options, StoreLock lock, SqliteStores stores,
             std::unique_ptr<TrialRegistry> registry)
      : lock_(std::move(lock)),
        stores_(std::move(stores)),
        registry_(std::move(registry)),
        limiter_(options.max_concurrent_matches),
        gate_(options.max_streams),
        eligibility_handler_(*registry_, limiter_),
        trial_handler_(*registry_, *stores_.trials, *stores_.applications),
        application_handler_(registry_->catalog(), *stores_.applications),
        services_(),
        compactor_(*registry_, options.compaction_interval) {
    services_.push_back(MakeEligibilityService(eligibility_handler_, gate_));
    services_.push_back(MakeTrialService(trial_handler_, gate_));
    services_.push_back(MakeApplicationService(application_handler_, gate_));
    services_.push_back(MakeReflection(ReflectionVersion::kV1, ServiceNames()));
    services_.push_back(MakeReflection(ReflectionVersion::kV1Alpha, ServiceNames()));
  }

  ~GrpcServer() override {
    if (server_ != nullptr) Drain(absl::ZeroDuration(), absl::ZeroDuration());
  }

  absl::Status Listen(const ServerOptions& options) {
    grpc::ServerBuilder builder;
    grpc::ResourceQuota quota("server");
    quota.SetMaxThreads(2 * options.max_concurrent_matches + options.max_streams + kSpareThreads);
    quota.Resize(kMaxMessageMemory);
    builder.SetResourceQuota(quota);
    builder.SetMaxReceiveMessageSize(options.max_message_bytes);
    builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, kLeastPollers);
    builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, kMostPollers);
    for (const auto& service : services_) builder.RegisterService(service.get());
    absl::StatusOr<std::unique_ptr<grpc::Server>> server = Build(builder, options.listen, port_);
    if (!server.ok()) return server.status();
    server_ = *std::move(server);
    if (!options.health_listen.empty()) {
      grpc::ServerBuilder health_builder;
      health_builder.SetOption(std::make_unique<HealthOnly>());
      health_builder.RegisterService(health_reflection_.get());
      absl::StatusOr<std::unique_ptr<grpc::Server>> health =
          Build(health_builder, options.health_listen, health_port_);
      if (!health.ok()) return health.status();
      health_server_ = *std::move(health);
    }
    SetServing(server_.get(), true);
    SetServing(health_server_.get(), true);
    return absl::OkStatus();
  }

  int port() const override { return port_; }
  int health_port() const override { return health_port_; }

  absl::Status Compact() override { return registry_->Compact(TrialRegistry::Extent::kWhole).status(); }

  bool Drain(absl::Duration delay, absl::Duration grace) override {
    SetServing(server_.get(), false);
    SetServing(health_server_.get(), false);
    absl::SleepFor(delay);
    gate_.Close();
    // Begun at once, and not after the last call: it tells every connection to go elsewhere and lets calls in
    // flight go on. It takes them all for done only when the health watches have ended too.
    auto shutdown = std::async(std::launch::async, [&] {
      server_->Shutdown(absl::ToChronoTime(absl::Now() + std::min(grace, kLongestGrace) + kFlushTime));
    });
    const bool idle = gate_.WaitIdle(grace);
    const bool flushed =
        idle && shutdown.wait_for(absl::ToChronoNanoseconds(kFlushTime)) == std::future_status::ready;
    if (!flushed) grpc_server_cancel_all_calls(server_->c_server());
    shutdown.get();
    if (health_server_ != nullptr) health_server_->Shutdown(absl::ToChronoTime(absl::Now() + kFlushTime));
    server_->Wait();
    server_.reset();
    health_server_.reset();
    return idle;
  }

 private:
  StoreLock lock_;
  SqliteStores stores_;
  std::unique_ptr<TrialRegistry> registry_;
  MatchLimiter limiter_;
  CallGate gate_;
  EligibilityHandler eligibility_handler_;
  TrialHandler trial_handler_;
  ApplicationHandler application_handler_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  // The library wants one service of its own kind on a server; this one tells of health alone.
  std::unique_ptr<grpc::Service> health_reflection_ =
      MakeReflection(ReflectionVersion::kV1, {"grpc.health.v1.Health"});
  StoreCompactor compactor_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<grpc::Server> health_server_;
  int port_ = 0;
  int health_port_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      std::shared_ptr<const Terminology> terminology) {
  Initialize();
  absl::StatusOr<StoreLock> lock = StoreLock::Take(options.store);
  if (!lock.ok()) return lock.status();
  absl::StatusOr<SqliteStores> stores = OpenSqliteStores(options.store);
  if (!stores.ok()) return stores.status();
  LoadLog log(kLoadLogInterval);
  auto registry = TrialRegistry::Open(*stores->trials, std::move(terminology),
                                      [&](size_t loaded, size_t total) { log.Report(loaded, total); });
  if (!registry.ok()) return registry.status();
  log.Finish((*registry)->catalog().Current()->size());
  if (!options.seed_trials.empty()) {
    absl::Status status = SeedTrials(options.seed_trials, absl::Now(), **registry);
    if (!status.ok()) return status;
  }
  if (!(*registry)->unresolved().empty()) {
    Log(LogSeverity::kWarning, "trials_unresolved",
        {{"count", absl::StrCat((*registry)->unresolved().size())},
         {"trials", absl::StrJoin((*registry)->unresolved(), " ")}});
  }
  auto server =
      std::make_unique<GrpcServer>(options, *std::move(lock), *std::move(stores), *std::move(registry));
  if (absl::Status status = server->Listen(options); !status.ok()) return status;
  return server;
}

}  // namespace trialmatch
