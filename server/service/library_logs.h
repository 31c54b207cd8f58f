// What gRPC and Protobuf say to operators, as lines of our own log.
#ifndef TRIALMATCH_SERVICE_LIBRARY_LOGS_H_
#define TRIALMATCH_SERVICE_LIBRARY_LOGS_H_

namespace trialmatch {

// From now on, for the whole process, each of their log lines becomes an event "protobuf" or "grpc" with the
// place in their source. Their texts are left out: they quote the fields and headers that they complain
// about, and these may be a patient's. The place tells what happened, for the versions are the
// distribution's.
void CaptureLibraryLogs();

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_LIBRARY_LOGS_H_
