#include "ingest/ctgov/country_codes.h"

#include <gtest/gtest.h>

namespace trialmatch::ctgov {
namespace {

TEST(CountryCodes, KnowsTheRegistrysSpellings) {
  EXPECT_EQ(CountryCodeOf("Spain"), "ES");
  EXPECT_EQ(CountryCodeOf("united states"), "US");
  EXPECT_EQ(CountryCodeOf("Korea, Republic of"), "KR");
  EXPECT_EQ(CountryCodeOf("South Korea"), "KR");
  EXPECT_EQ(CountryCodeOf("Côte D'Ivoire"), "CI");
  EXPECT_EQ(CountryCodeOf("Turkey (Türkiye)"), "TR");
  EXPECT_EQ(CountryCodeOf("Afghanistan"), "AF");
  EXPECT_EQ(CountryCodeOf("Åland Islands"), "AX") << "the last of the table";
}

TEST(CountryCodes, DoesNotGuess) {
  EXPECT_EQ(CountryCodeOf("Former Yugoslavia"), "");
  EXPECT_EQ(CountryCodeOf("Spai"), "");
  EXPECT_EQ(CountryCodeOf(""), "");
  EXPECT_EQ(CountryCodeOf("zzz"), "");
}

}  // namespace
}  // namespace trialmatch::ctgov
