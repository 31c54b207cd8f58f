#include "ingest/ctgov/country_codes.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"

namespace trialmatch::ctgov {
namespace {

struct Country {
  absl::string_view name;  // lower case
  absl::string_view code;
};

// By the bytes of the name.
// clang-format off
constexpr Country kCountries[] = {
    {"afghanistan", "AF"}, {"albania", "AL"}, {"algeria", "DZ"}, {"american samoa", "AS"}, {"andorra", "AD"},
    {"angola", "AO"}, {"anguilla", "AI"}, {"antarctica", "AQ"}, {"antigua and barbuda", "AG"},
    {"argentina", "AR"}, {"armenia", "AM"}, {"aruba", "AW"}, {"australia", "AU"}, {"austria", "AT"},
    {"azerbaijan", "AZ"}, {"bahamas", "BS"}, {"bahrain", "BH"}, {"bangladesh", "BD"}, {"barbados", "BB"},
    {"belarus", "BY"}, {"belgium", "BE"}, {"belize", "BZ"}, {"benin", "BJ"}, {"bermuda", "BM"},
    {"bhutan", "BT"}, {"bolivia", "BO"}, {"bolivia, plurinational state of", "BO"},
    {"bosnia and herzegovina", "BA"}, {"botswana", "BW"}, {"bouvet island", "BV"}, {"brazil", "BR"},
    {"british indian ocean territory", "IO"}, {"british virgin islands", "VG"}, {"brunei", "BN"},
    {"brunei darussalam", "BN"}, {"bulgaria", "BG"}, {"burkina faso", "BF"}, {"burma", "MM"},
    {"burundi", "BI"}, {"cabo verde", "CV"}, {"cambodia", "KH"}, {"cameroon", "CM"}, {"canada", "CA"},
    {"cape verde", "CV"}, {"cayman islands", "KY"}, {"central african republic", "CF"}, {"chad", "TD"},
    {"chile", "CL"}, {"china", "CN"}, {"christmas island", "CX"}, {"colombia", "CO"}, {"comoros", "KM"},
    {"congo", "CG"}, {"congo, the democratic republic of the", "CD"}, {"cook islands", "CK"},
    {"costa rica", "CR"}, {"croatia", "HR"}, {"cuba", "CU"}, {"curaçao", "CW"}, {"cyprus", "CY"},
    {"czech republic", "CZ"}, {"czechia", "CZ"}, {"côte d'ivoire", "CI"},
    {"democratic republic of the congo", "CD"}, {"denmark", "DK"}, {"djibouti", "DJ"}, {"dominica", "DM"},
    {"dominican republic", "DO"}, {"east timor", "TL"}, {"ecuador", "EC"}, {"egypt", "EG"},
    {"el salvador", "SV"}, {"equatorial guinea", "GQ"}, {"eritrea", "ER"}, {"estonia", "EE"},
    {"eswatini", "SZ"}, {"ethiopia", "ET"}, {"falkland islands", "FK"}, {"falkland islands (malvinas)", "FK"},
    {"faroe islands", "FO"}, {"federated states of micronesia", "FM"}, {"fiji", "FJ"}, {"finland", "FI"},
    {"france", "FR"}, {"french guiana", "GF"}, {"french polynesia", "PF"}, {"gabon", "GA"}, {"gambia", "GM"},
    {"georgia", "GE"}, {"germany", "DE"}, {"ghana", "GH"}, {"gibraltar", "GI"}, {"greece", "GR"},
    {"greenland", "GL"}, {"grenada", "GD"}, {"guadeloupe", "GP"}, {"guam", "GU"}, {"guatemala", "GT"},
    {"guernsey", "GG"}, {"guinea", "GN"}, {"guinea-bissau", "GW"}, {"guyana", "GY"}, {"haiti", "HT"},
    {"holy see (vatican city state)", "VA"}, {"honduras", "HN"}, {"hong kong", "HK"}, {"hungary", "HU"},
    {"iceland", "IS"}, {"india", "IN"}, {"indonesia", "ID"}, {"iran", "IR"},
    {"iran, islamic republic of", "IR"}, {"iraq", "IQ"}, {"ireland", "IE"},
    {"islamic republic of iran", "IR"}, {"isle of man", "IM"}, {"israel", "IL"}, {"italy", "IT"},
    {"jamaica", "JM"}, {"japan", "JP"}, {"jersey", "JE"}, {"jordan", "JO"}, {"kazakhstan", "KZ"},
    {"kenya", "KE"}, {"kiribati", "KI"}, {"korea, democratic people's republic of", "KP"},
    {"korea, republic of", "KR"}, {"kuwait", "KW"}, {"kyrgyzstan", "KG"},
    {"lao people's democratic republic", "LA"}, {"laos", "LA"}, {"latvia", "LV"}, {"lebanon", "LB"},
    {"lesotho", "LS"}, {"liberia", "LR"}, {"libya", "LY"}, {"libyan arab jamahiriya", "LY"},
    {"liechtenstein", "LI"}, {"lithuania", "LT"}, {"luxembourg", "LU"}, {"macao", "MO"}, {"macau", "MO"},
    {"macedonia, the former yugoslav republic of", "MK"}, {"madagascar", "MG"}, {"malawi", "MW"},
    {"malaysia", "MY"}, {"maldives", "MV"}, {"mali", "ML"}, {"malta", "MT"}, {"marshall islands", "MH"},
    {"martinique", "MQ"}, {"mauritania", "MR"}, {"mauritius", "MU"}, {"mayotte", "YT"}, {"mexico", "MX"},
    {"micronesia", "FM"}, {"moldova", "MD"}, {"moldova, republic of", "MD"}, {"monaco", "MC"},
    {"mongolia", "MN"}, {"montenegro", "ME"}, {"montserrat", "MS"}, {"morocco", "MA"}, {"mozambique", "MZ"},
    {"myanmar", "MM"}, {"namibia", "NA"}, {"nauru", "NR"}, {"nepal", "NP"}, {"netherlands", "NL"},
    {"new caledonia", "NC"}, {"new zealand", "NZ"}, {"nicaragua", "NI"}, {"niger", "NE"}, {"nigeria", "NG"},
    {"niue", "NU"}, {"norfolk island", "NF"}, {"north korea", "KP"}, {"north macedonia", "MK"},
    {"northern mariana islands", "MP"}, {"norway", "NO"}, {"oman", "OM"}, {"pakistan", "PK"}, {"palau", "PW"},
    {"palestine", "PS"}, {"palestinian territories, occupied", "PS"}, {"palestinian territory", "PS"},
    {"palestinian territory, occupied", "PS"}, {"panama", "PA"}, {"papua new guinea", "PG"},
    {"paraguay", "PY"}, {"peru", "PE"}, {"philippines", "PH"}, {"pitcairn", "PN"}, {"poland", "PL"},
    {"portugal", "PT"}, {"puerto rico", "PR"}, {"qatar", "QA"}, {"republic of korea", "KR"},
    {"republic of moldova", "MD"}, {"romania", "RO"}, {"russia", "RU"}, {"russian federation", "RU"},
    {"rwanda", "RW"}, {"réunion", "RE"}, {"saint kitts and nevis", "KN"}, {"saint lucia", "LC"},
    {"saint martin", "MF"}, {"saint vincent and the grenadines", "VC"}, {"samoa", "WS"}, {"san marino", "SM"},
    {"sao tome and principe", "ST"}, {"saudi arabia", "SA"}, {"senegal", "SN"}, {"serbia", "RS"},
    {"seychelles", "SC"}, {"sierra leone", "SL"}, {"singapore", "SG"}, {"slovakia", "SK"}, {"slovenia", "SI"},
    {"solomon islands", "SB"}, {"somalia", "SO"}, {"south africa", "ZA"}, {"south korea", "KR"},
    {"south sudan", "SS"}, {"spain", "ES"}, {"sri lanka", "LK"}, {"st barthelemy", "BL"}, {"st helena", "SH"},
    {"st lucia", "LC"}, {"st vincent", "VC"}, {"sudan", "SD"}, {"suriname", "SR"}, {"swaziland", "SZ"},
    {"sweden", "SE"}, {"switzerland", "CH"}, {"syria", "SY"}, {"syrian arab republic", "SY"},
    {"taiwan", "TW"}, {"taiwan, province of china", "TW"}, {"tajikistan", "TJ"}, {"tanzania", "TZ"},
    {"tanzania, united republic of", "TZ"}, {"thailand", "TH"}, {"the bahamas", "BS"},
    {"the democratic republic of the congo", "CD"}, {"the former yugoslav republic of macedonia", "MK"},
    {"the gambia", "GM"}, {"timor-leste", "TL"}, {"togo", "TG"}, {"tokelau", "TK"}, {"tonga", "TO"},
    {"trinidad and tobago", "TT"}, {"tunisia", "TN"}, {"turkey", "TR"}, {"turkey (türkiye)", "TR"},
    {"turkmenistan", "TM"}, {"tuvalu", "TV"}, {"türkiye", "TR"}, {"u.s. virgin islands", "VI"},
    {"uganda", "UG"}, {"ukraine", "UA"}, {"united arab emirates", "AE"}, {"united kingdom", "GB"},
    {"united states", "US"}, {"united states of america", "US"}, {"uruguay", "UY"},
    {"us minor outlying islands", "UM"}, {"uzbekistan", "UZ"}, {"vanuatu", "VU"}, {"vatican city", "VA"},
    {"venezuela", "VE"}, {"venezuela, bolivarian republic of", "VE"}, {"viet nam", "VN"}, {"vietnam", "VN"},
    {"virgin islands (u.s.)", "VI"}, {"western sahara", "EH"}, {"yemen", "YE"}, {"zambia", "ZM"},
    {"zimbabwe", "ZW"}, {"Åland islands", "AX"},
};
// clang-format on

}  // namespace

absl::string_view CountryCodeOf(absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  const Country* found = std::lower_bound(
      std::begin(kCountries), std::end(kCountries), lower,
      [](const Country& country, const std::string& wanted) { return country.name < wanted; });
  return found != std::end(kCountries) && found->name == lower ? found->code : "";
}

}  // namespace trialmatch::ctgov
