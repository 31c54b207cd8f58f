// Version of this program, which every answer names.
#ifndef TRIALMATCH_SERVICE_BUILD_VERSION_H_
#define TRIALMATCH_SERVICE_BUILD_VERSION_H_

namespace trialmatch {

// From CMakeLists.txt.
inline constexpr char kBuildVersion[] = TRIALMATCH_VERSION;

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_BUILD_VERSION_H_
