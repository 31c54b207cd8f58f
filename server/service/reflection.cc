#include "service/reflection.h"

#include <atomic>
#include <set>
#include <utility>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpc/health/v1/health.pb.h"
#include "grpc/reflection/v1/reflection.pb.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/support/method_handler.h"
#include "grpcpp/support/sync_stream.h"

namespace trialmatch {
namespace {

namespace reflection = grpc::reflection::v1;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

// The file and everything it needs, each once, the file first.
void AppendFile(const FileDescriptor& file, std::set<const FileDescriptor*>& seen,
                reflection::FileDescriptorResponse& response) {
  if (!seen.insert(&file).second) return;
  google::protobuf::FileDescriptorProto proto;
  file.CopyTo(&proto);
  response.add_file_descriptor_proto(proto.SerializeAsString());
  for (int i = 0; i < file.dependency_count(); ++i) AppendFile(*file.dependency(i), seen, response);
}

void SetError(grpc::StatusCode code, const std::string& message,
              reflection::ServerReflectionResponse& response) {
  response.mutable_error_response()->set_error_code(code);
  response.mutable_error_response()->set_error_message(message);
}

void SetFile(const FileDescriptor* file, reflection::ServerReflectionResponse& response) {
  if (file == nullptr) {
    SetError(grpc::StatusCode::NOT_FOUND, "no such file or symbol", response);
    return;
  }
  std::set<const FileDescriptor*> seen;
  AppendFile(*file, seen, *response.mutable_file_descriptor_response());
}

constexpr int kMaxStreams = 8;

// What the generated code of a service does, with a name that is chosen when the program runs.
class Reflection final : public grpc::Service {
 public:
  Reflection(const char* method, std::vector<std::string> services) : services_(std::move(services)) {
    using Handler = grpc::internal::BidiStreamingHandler<Reflection, reflection::ServerReflectionRequest,
                                                         reflection::ServerReflectionResponse>;
    AddMethod(new grpc::internal::RpcServiceMethod(
        method, grpc::internal::RpcMethod::BIDI_STREAMING,
        new Handler(
            [](Reflection* service, grpc::ServerContext*, Stream* stream) { return service->Admit(*stream); },
            this)));
  }

 private:
  using Stream =
      grpc::ServerReaderWriter<reflection::ServerReflectionResponse, reflection::ServerReflectionRequest>;

  grpc::Status Admit(Stream& stream) {
    grpc::Status status(grpc::StatusCode::RESOURCE_EXHAUSTED, "too many reflection streams are open");
    if (++streams_ <= kMaxStreams) status = Serve(stream);
    --streams_;
    return status;
  }

  grpc::Status Serve(Stream& stream) const {
    reflection::ServerReflectionRequest request;
    while (stream.Read(&request)) {
      reflection::ServerReflectionResponse response;
      response.set_valid_host(request.host());
      *response.mutable_original_request() = request;
      Answer(request, response);
      if (!stream.Write(response)) break;
    }
    return grpc::Status::OK;
  }

  void Answer(const reflection::ServerReflectionRequest& request,
              reflection::ServerReflectionResponse& response) const {
    const DescriptorPool& pool = *DescriptorPool::generated_pool();
    switch (request.message_request_case()) {
      case reflection::ServerReflectionRequest::kFileByFilename:
        return SetFile(pool.FindFileByName(request.file_by_filename()), response);
      case reflection::ServerReflectionRequest::kFileContainingSymbol:
        return SetFile(pool.FindFileContainingSymbol(request.file_containing_symbol()), response);
      case reflection::ServerReflectionRequest::kFileContainingExtension:
        return AnswerExtension(request.file_containing_extension(), response);
      case reflection::ServerReflectionRequest::kAllExtensionNumbersOfType:
        return AnswerExtensionNumbers(request.all_extension_numbers_of_type(), response);
      case reflection::ServerReflectionRequest::kListServices:
        for (const std::string& name : services_) {
          response.mutable_list_services_response()->add_service()->set_name(name);
        }
        return;
      case reflection::ServerReflectionRequest::MESSAGE_REQUEST_NOT_SET:
        return SetError(grpc::StatusCode::INVALID_ARGUMENT, "no request is set", response);
    }
  }

  static void AnswerExtension(const reflection::ExtensionRequest& request,
                              reflection::ServerReflectionResponse& response) {
    const DescriptorPool& pool = *DescriptorPool::generated_pool();
    const auto* type = pool.FindMessageTypeByName(request.containing_type());
    const FieldDescriptor* extension =
        type == nullptr ? nullptr : pool.FindExtensionByNumber(type, request.extension_number());
    SetFile(extension == nullptr ? nullptr : extension->file(), response);
  }

  static void AnswerExtensionNumbers(const std::string& type_name,
                                     reflection::ServerReflectionResponse& response) {
    const DescriptorPool& pool = *DescriptorPool::generated_pool();
    const auto* type = pool.FindMessageTypeByName(type_name);
    if (type == nullptr) return SetError(grpc::StatusCode::NOT_FOUND, "no such type", response);
    std::vector<const FieldDescriptor*> extensions;
    pool.FindAllExtensions(type, &extensions);
    auto& numbers = *response.mutable_all_extension_numbers_response();
    numbers.set_base_type_name(type_name);
    for (const FieldDescriptor* extension : extensions) numbers.add_extension_number(extension->number());
  }

  const std::vector<std::string> services_;
  std::atomic<int> streams_{0};
};

}  // namespace

std::unique_ptr<grpc::Service> MakeReflection(ReflectionVersion version, std::vector<std::string> services) {
  // The library's own health service has no descriptors; naming ours links them in.
  (void)grpc::health::v1::HealthCheckRequest::descriptor();
  const char* const method = version == ReflectionVersion::kV1
                                 ? "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"
                                 : "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
  return std::make_unique<Reflection>(method, std::move(services));
}

}  // namespace trialmatch
