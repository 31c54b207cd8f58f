#include "service/page_token.h"

#include <set>

#include "absl/strings/ascii.h"
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "trialmatch/v1/eligibility_service.pb.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;

PageToken SomeToken() {
  PageToken token;
  token.revision = 7;
  token.request_hash = "abc";
  token.terminology = "tables 1";
  token.position = 1234;
  token.after = "id";
  token.as_of_nanos = -5;
  return token;
}

TEST(PageToken, ComesBackAsItWas) {
  const std::string text = EncodePageToken(SomeToken());
  for (const char c : text) EXPECT_TRUE(absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '=') << c;
  const auto token = DecodePageToken(text, "abc");
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(token->revision, 7);
  EXPECT_EQ(token->terminology, "tables 1");
  EXPECT_EQ(token->position, 1234u);
  EXPECT_EQ(token->after, "id");
  EXPECT_EQ(token->as_of_nanos, -5);
}

TEST(PageToken, IsRefusedWhenChangedCutOrOfAnotherRequest) {
  const std::string text = EncodePageToken(SomeToken());
  const auto reason = [](const std::string& changed, const std::string& hash) {
    return FailureOf(DecodePageToken(changed, hash).status()).reason;
  };
  EXPECT_EQ(reason(text, "abd"), "PAGE_TOKEN_INVALID");
  for (size_t i = 0; i < text.size(); ++i) {
    EXPECT_EQ(reason(text.substr(0, i), "abc"), "PAGE_TOKEN_INVALID") << i;
    std::string changed = text;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_EQ(reason(changed, "abc"), "PAGE_TOKEN_INVALID") << i;
  }
  EXPECT_EQ(reason(std::string(100'000, 'A'), "abc"), "PAGE_TOKEN_INVALID");
}

TEST(RequestHash, DependsOnEverythingButThePage) {
  v1::ListTrialsRequest request;
  std::set<std::string> hashes = {RequestHash(request)};
  request.set_page_size(3);
  request.set_page_token("x");
  EXPECT_TRUE(hashes.contains(RequestHash(request)));
  request.set_query("a");
  EXPECT_TRUE(hashes.insert(RequestHash(request)).second);
  request.mutable_filter();
  EXPECT_TRUE(hashes.insert(RequestHash(request)).second);
  request.mutable_read_mask()->add_paths("title");
  EXPECT_TRUE(hashes.insert(RequestHash(request)).second);
  // Two methods never share a token, even for requests with the same bytes.
  EXPECT_TRUE(hashes.insert(RequestHash(v1::MatchTrialsRequest())).second);
}

TEST(RequestHash, OfAPatientIsTheSameOnEveryPage) {
  v1::MatchTrialsRequest request;
  request.mutable_patient()->mutable_profile()->add_conditions()->mutable_code()->set_code("x");
  request.set_scope(v1::MATCH_SCOPE_ALL);
  const std::string hash = RequestHash(request);
  for (const int size : {0, 7}) {
    for (const char* token : {"", "abc"}) {
      request.set_page_size(size);
      request.set_page_token(token);
      EXPECT_EQ(RequestHash(request), hash) << size << token;
    }
  }
  request.mutable_patient()->mutable_profile()->mutable_conditions(0)->mutable_code()->set_code("y");
  EXPECT_NE(RequestHash(request), hash);
}

TEST(PageSize, Is50UnlessAsked) {
  EXPECT_EQ(PageSize(0).value(), 50);
  EXPECT_EQ(PageSize(1).value(), 1);
  EXPECT_EQ(PageSize(1000).value(), 1000);
  EXPECT_THAT(FailureOf(PageSize(1001).status()).fields, ElementsAre("page_size"));
  EXPECT_THAT(FailureOf(PageSize(-1, "opening.page_size").status()).fields, ElementsAre("opening.page_size"));
}

}  // namespace
}  // namespace trialmatch
