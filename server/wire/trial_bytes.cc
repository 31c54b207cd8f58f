#include "wire/trial_bytes.h"

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace trialmatch {

std::string DeterministicBytes(const v1::Trial& trial) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    trial.SerializeToCodedStream(&coded);
  }  // the streams write their rest as they go
  return bytes;
}

}  // namespace trialmatch
