#include "client/loadtest/mix.h"

#include <map>
#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace trialmatch::client::loadtest {
namespace {

using ::testing::HasSubstr;

std::string ErrorOf(const std::string& text) {
  const auto mix = ParseMix(text);
  return mix.ok() ? "" : std::string(mix.status().message());
}

TEST(Mix, IsParsed) {
  const auto mix = ParseMix("match=8,check,screen=1000");
  ASSERT_TRUE(mix.ok()) << mix.status();
  ASSERT_EQ(mix->size(), 3u);
  EXPECT_EQ((*mix)[0].method, Method::kMatch);
  EXPECT_EQ((*mix)[0].weight, 8);
  EXPECT_EQ((*mix)[1].method, Method::kCheck);
  EXPECT_EQ((*mix)[1].weight, 1);
  EXPECT_EQ((*mix)[2].method, Method::kScreen);
  EXPECT_EQ((*mix)[2].weight, 1000);
}

TEST(Mix, EveryMethodHasItsName) {
  for (const Method method : kMethods) {
    const auto mix = ParseMix(NameOf(method));
    ASSERT_TRUE(mix.ok()) << mix.status();
    EXPECT_EQ(mix->front().method, method);
  }
}

TEST(Mix, MistakesAreNamed) {
  EXPECT_THAT(ErrorOf("mtach=1"), HasSubstr("did you mean"));
  EXPECT_THAT(ErrorOf("match=0"), HasSubstr("from 1 to 1000"));
  EXPECT_THAT(ErrorOf("match=1001"), HasSubstr("from 1 to 1000"));
  EXPECT_THAT(ErrorOf("match="), HasSubstr("from 1 to 1000"));
  EXPECT_THAT(ErrorOf("match=1=2"), HasSubstr("from 1 to 1000"));
  EXPECT_THAT(ErrorOf("match=1,match=2"), HasSubstr("match is given twice"));
  EXPECT_THAT(ErrorOf(""), HasSubstr("is none of"));
  EXPECT_THAT(ErrorOf("match=1,"), HasSubstr("is none of"));
}

TEST(Deck, EveryRoundHasTheSharesInAnOrderOfItsOwn) {
  Deck deck(*ParseMix("match=8,check=1,list=1"), 1);
  std::vector<std::vector<Method>> rounds(20);
  for (auto& round : rounds) {
    std::map<Method, int> counts;
    for (int i = 0; i < 10; ++i) {
      round.push_back(deck.Next());
      ++counts[round.back()];
    }
    EXPECT_EQ(counts[Method::kMatch], 8);
    EXPECT_EQ(counts[Method::kCheck], 1);
    EXPECT_EQ(counts[Method::kList], 1);
  }
  EXPECT_NE(std::set(rounds.begin(), rounds.end()).size(), 1u);
}

TEST(Deck, TheSeedDecides) {
  const auto deal = [](uint64_t seed) {
    Deck deck(*ParseMix("match=5,check=5"), seed);
    std::vector<Method> dealt;
    for (int i = 0; i < 30; ++i) dealt.push_back(deck.Next());
    return dealt;
  };
  EXPECT_EQ(deal(3), deal(3));
  EXPECT_NE(deal(3), deal(4));
}

}  // namespace
}  // namespace trialmatch::client::loadtest
