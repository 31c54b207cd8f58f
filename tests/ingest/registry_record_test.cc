#include "ingest/registry_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/terminology/tables.h"
#include "wire/limits.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kJson[] = R"json({"protocolSection": {
  "identificationModule": {"nctId": "NCT00000001", "briefTitle": "Short", "officialTitle": "Long"},
  "statusModule": {"overallStatus": "RECRUITING", "startDateStruct": {"date": "2020-03"},
    "completionDateStruct": {"date": "2027-01-31"}, "studyFirstSubmitDate": "2020-01-02",
    "lastUpdatePostDateStruct": {"date": "2024-05-19"}},
  "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Sponsor"}},
  "descriptionModule": {"briefSummary": "Plain \\> 1", "detailedDescription": "Official"},
  "conditionsModule": {"conditions": ["Heart Failure", "Weak heart"], "keywords": ["heart"]},
  "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"]},
  "eligibilityModule": {"eligibilityCriteria": "Inclusion Criteria:\n\n* Age \\>= 18 years", "sex": "FEMALE",
    "genderBased": true, "minimumAge": "18 Years", "maximumAge": "75 Years", "healthyVolunteers": false},
  "contactsLocationsModule": {
    "overallOfficials": [{"name": "N, MD", "affiliation": "A", "role": "STUDY_CHAIR"}],
    "locations": [{"facility": "Clinic", "city": "Madrid", "state": "M", "country": "Spain",
                   "status": "RECRUITING", "geoPoint": {"lat": 40.4, "lon": -3.7}}]}},
  "derivedSection": {"miscInfoModule": {"versionHolder": "2024-12-16"},
    "conditionBrowseModule": {"meshes": [{"id": "D006333", "term": "Heart Failure"}, {"id": "D9", "term": "Other"}],
                              "ancestors": [{"id": "D006331", "term": "Heart Diseases"}]}}})json";

constexpr char kXml[] = R"(<?xml version="1.0" encoding="UTF-8"?>
<clinical_study>
  <required_header><download_date>ClinicalTrials.gov processed this data on December 16, 2024</download_date></required_header>
  <id_info><nct_id>NCT00000001</nct_id></id_info>
  <brief_title>Short</brief_title><official_title>Long</official_title>
  <sponsors><lead_sponsor><agency>Sponsor</agency></lead_sponsor></sponsors>
  <brief_summary><textblock>
      Plain &gt; 1&#xD;
  </textblock></brief_summary>
  <detailed_description><textblock>Official</textblock></detailed_description>
  <overall_status>Recruiting</overall_status>
  <start_date>March 2020</start_date><completion_date type="Anticipated">January 31, 2027</completion_date>
  <phase>Phase 1/Phase 2</phase><study_type>Interventional</study_type>
  <condition>Heart Failure</condition><condition>Weak heart</condition>
  <eligibility>
    <criteria><textblock>
        Inclusion Criteria:&#xD;

        * Age &gt;= 18 years&#xD;
    </textblock></criteria>
    <gender>Female</gender><gender_based>Yes</gender_based>
    <minimum_age>18 Years</minimum_age><maximum_age>75 Years</maximum_age>
    <healthy_volunteers>No</healthy_volunteers>
  </eligibility>
  <overall_official><last_name>N, MD</last_name><role>Study Chair</role><affiliation>A</affiliation></overall_official>
  <location><facility><name>Clinic</name><address><city>Madrid</city><state>M</state><country>Spain</country></address></facility>
    <status>Recruiting</status></location>
  <study_first_submitted>January 2, 2020</study_first_submitted>
  <last_update_posted>May 19, 2024</last_update_posted>
  <keyword>heart</keyword>
  <condition_browse><mesh_term>Heart Failure</mesh_term><mesh_term>Other</mesh_term></condition_browse>
</clinical_study>)";

LoadedTables Mesh() {
  return LoadRows({"system ; m ; http://id.nlm.nih.gov/mesh ; MeSH ; 2019",
                   "concept ; m:D006331 ; Heart Diseases",
                   "concept ; m:D006333 ; Heart Failure ; m:D006331"});
}

ReadRecord Read(const std::string& content, const LoadedTables& tables = Mesh()) {
  v1::RegistryRecord record;
  record.set_content(content);
  return ReadRegistryRecord(record, *tables.terminology);
}

std::vector<std::string> Fields(const Issues& issues, Severity severity) {
  std::vector<std::string> fields;
  for (const Issue& issue : issues) {
    if (issue.severity == severity) fields.push_back(issue.field);
  }
  return fields;
}

void ExpectTheStudy(const v1::Trial& trial) {
  EXPECT_EQ(trial.name(), "trials/NCT00000001");
  EXPECT_EQ(trial.title(), "Short");
  EXPECT_EQ(trial.official_title(), "Long");
  EXPECT_EQ(trial.plain_summary(), "Plain > 1");
  EXPECT_EQ(trial.official_summary(), "Official");
  EXPECT_EQ(trial.sponsor().name(), "Sponsor");
  EXPECT_EQ(trial.status(), v1::RECRUITMENT_STATUS_RECRUITING);
  EXPECT_THAT(trial.phases(), ElementsAre(v1::PHASE_PHASE1, v1::PHASE_PHASE2));
  EXPECT_EQ(trial.study_type(), v1::STUDY_TYPE_INTERVENTIONAL);
  EXPECT_EQ(trial.sex(), v1::SEX_FEMALE);
  EXPECT_TRUE(trial.gender_based());
  EXPECT_EQ(trial.minimum_age().value(), 18);
  EXPECT_EQ(trial.maximum_age().unit(), v1::TIME_UNIT_YEAR);
  EXPECT_EQ(trial.healthy_volunteers(), v1::HEALTHY_VOLUNTEERS_NOT_ACCEPTED);
  EXPECT_EQ(trial.eligibility_text(), "Inclusion Criteria:\n\n* Age >= 18 years");
  EXPECT_THAT(trial.keywords(), ElementsAre("heart"));
  ASSERT_EQ(trial.officials_size(), 1);
  EXPECT_EQ(trial.officials(0).name(), "N, MD");
  EXPECT_EQ(trial.officials(0).role(), "Study Chair");
  EXPECT_EQ(trial.officials(0).affiliation(), "A");
  EXPECT_EQ(trial.timeline().first_submitted(), "2020-01-02");
  EXPECT_EQ(trial.timeline().launched(), "2020-03");
  EXPECT_EQ(trial.timeline().last_updated(), "2024-05-19");
  EXPECT_EQ(trial.timeline().estimated_completion(), "2027-01-31");
  EXPECT_EQ(trial.source().name(), "ClinicalTrials.gov");
  EXPECT_EQ(trial.source().uri(), "https://clinicaltrials.gov/study/NCT00000001");
  EXPECT_EQ(trial.source().current_as_of(), "2024-12-16");
  ASSERT_EQ(trial.sites_size(), 1);
  EXPECT_EQ(trial.sites(0).facility(), "Clinic");
  EXPECT_EQ(trial.sites(0).city(), "Madrid");
  EXPECT_EQ(trial.sites(0).region(), "M");
  EXPECT_EQ(trial.sites(0).country(), "Spain");
  EXPECT_EQ(trial.sites(0).country_code(), "ES");
  EXPECT_EQ(trial.sites(0).status(), v1::RECRUITMENT_STATUS_RECRUITING);
}

void ExpectItsConditions(const v1::Trial& trial) {
  ASSERT_EQ(trial.conditions_size(), 3) << "never the ancestors";
  EXPECT_EQ(trial.conditions(0).text(), "Heart Failure");
  EXPECT_EQ(trial.conditions(0).code().code(), "D006333");
  EXPECT_EQ(trial.conditions(0).code().system(), "http://id.nlm.nih.gov/mesh");
  EXPECT_EQ(trial.conditions(1).text(), "Weak heart");
  EXPECT_FALSE(trial.conditions(1).has_code());
  EXPECT_EQ(trial.conditions(2).text(), "Other");
  EXPECT_FALSE(trial.conditions(2).has_code()) << "not in the loaded MeSH";
}

TEST(RegistryRecord, EveryFieldOfAnApiStudyIsFilled) {
  const ReadRecord read = Read(kJson);
  ASSERT_TRUE(read.trial);
  ExpectTheStudy(*read.trial);
  ExpectItsConditions(*read.trial);
  EXPECT_EQ(read.trial->sites(0).coordinates().latitude(), 40.4);
  EXPECT_EQ(read.trial->sites(0).coordinates().longitude(), -3.7);
  EXPECT_THAT(Fields(read.issues, Severity::kWarning),
              ElementsAre("record.derivedSection.conditionBrowseModule.meshes"));
}

TEST(RegistryRecord, TheLegacyXmlOfTheStudySaysTheSame) {
  const ReadRecord read = Read(kXml);
  ASSERT_TRUE(read.trial);
  ExpectTheStudy(*read.trial);
  ExpectItsConditions(*read.trial);
  EXPECT_FALSE(read.trial->sites(0).has_coordinates());
  EXPECT_THAT(Fields(read.issues, Severity::kWarning),
              ElementsAre("record.clinical_study.condition_browse.mesh_term"));
}

TEST(RegistryRecord, WithoutMeshTheConditionsAreTextsAndNobodyIsWarned) {
  const ReadRecord read = Read(kJson, LoadRows({}));
  ASSERT_TRUE(read.trial);
  EXPECT_THAT(read.issues, IsEmpty());
  for (const v1::TrialCondition& condition : read.trial->conditions()) EXPECT_FALSE(condition.has_code());
}

TEST(RegistryRecord, WhatIsAbsentIsNotGuessed) {
  const ReadRecord read = Read(R"({"protocolSection": {"identificationModule": {"nctId": "NCT1"}}})");
  ASSERT_TRUE(read.trial);
  EXPECT_THAT(read.issues, IsEmpty());
  EXPECT_FALSE(read.trial->has_minimum_age());
  EXPECT_FALSE(read.trial->has_maximum_age());
  EXPECT_EQ(read.trial->healthy_volunteers(), v1::HEALTHY_VOLUNTEERS_UNSPECIFIED) << "that is not \"no\"";
  EXPECT_EQ(read.trial->sex(), v1::SEX_UNSPECIFIED);
  EXPECT_FALSE(read.trial->gender_based());
  EXPECT_EQ(read.trial->status(), v1::RECRUITMENT_STATUS_UNSPECIFIED);
}

TEST(RegistryRecord, AnAgeWithoutAUnitIsAnErrorThatNamesTheField) {
  const ReadRecord read = Read(absl::StrReplaceAll(kJson, {{"18 Years", "18"}}));
  EXPECT_THAT(Fields(read.issues, Severity::kError),
              ElementsAre("record.protocolSection.eligibilityModule.minimumAge"));
  EXPECT_FALSE(read.trial->has_minimum_age());
}

TEST(RegistryRecord, UnknownWordsWarnAndUnknownMembersAreNothing) {
  const ReadRecord read = Read(absl::StrReplaceAll(
      kJson, {{"\"RECRUITING\", \"startDateStruct\"", "\"DREAMING\", \"startDateStruct\""},
              {"\"sex\": \"FEMALE\"", "\"sex\": \"SOME\", \"newMember\": {\"a\": [1]}"},
              {"2027-01-31", "soon"},
              {"40.4", "400.4"}}));
  ASSERT_TRUE(read.trial);
  EXPECT_THAT(Fields(read.issues, Severity::kError), IsEmpty());
  EXPECT_THAT(Fields(read.issues, Severity::kWarning),
              ElementsAre("record.protocolSection.statusModule.overallStatus",
                          "record.derivedSection.conditionBrowseModule.meshes",
                          "record.protocolSection.eligibilityModule.sex",
                          "record.protocolSection.contactsLocationsModule.locations[0].geoPoint",
                          "record.protocolSection.statusModule.completionDateStruct.date"));
  EXPECT_EQ(read.trial->status(), v1::RECRUITMENT_STATUS_UNSPECIFIED);
}

TEST(RegistryRecord, MembersOfAnotherTypeAreAsIfTheyWereNotThere) {
  const ReadRecord read =
      Read(R"({"protocolSection": {"identificationModule": {"nctId": 7, "briefTitle": "T"},
      "conditionsModule": {"conditions": "x", "keywords": [1, "k"]}, "statusModule": [], "eligibilityModule": 3,
      "contactsLocationsModule": {"locations": [1, {"geoPoint": {"lat": "x"}}]}}, "derivedSection": null})");
  ASSERT_TRUE(read.trial);
  EXPECT_EQ(read.trial->name(), "");
  EXPECT_EQ(read.trial->title(), "T");
  EXPECT_THAT(read.trial->keywords(), ElementsAre("k"));
  EXPECT_EQ(read.trial->sites_size(), 2);
}

TEST(RegistryRecord, WhatIsNoRecordIsRefusedWithItsPlace) {
  const auto refused = [](const std::string& content) {
    const ReadRecord read = Read(content);
    EXPECT_FALSE(read.trial) << content.substr(0, 60);
    return read.issues.size() == 1 ? read.issues[0].field : "";
  };
  for (const char* content : {"", "hello", "[]", "{}", "{\"protocolSection\": ", "<a/>", "<clinical_study>",
                              "{\"protocolSection\": null}"}) {
    EXPECT_EQ(refused(content), "record.content") << content;
  }
  EXPECT_EQ(refused("<clinical_study><brief_title>\xFF</brief_title></clinical_study>"), "record.content");
  EXPECT_EQ(refused("{" + std::string(kMaxRecordBytes, ' ') + "}"), "record.content");
  v1::RegistryRecord record;
  record.set_format(static_cast<v1::RegistryFormat>(99));
  EXPECT_EQ(ReadRegistryRecord(record, *Mesh().terminology).issues.at(0).field, "record.format");
}

TEST(RegistryRecord, ADocumentTypeIsRefusedSoThatNoEntityCanGrow) {
  const ReadRecord read = Read(
      "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
      "<clinical_study><brief_title>&b;</brief_title></clinical_study>");
  EXPECT_FALSE(read.trial);
  EXPECT_EQ(read.issues.at(0).description, "declares a document type, which such records do not have");
}

TEST(RegistryRecord, DeepXmlIsRefused) {
  std::string deep = "<clinical_study>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  EXPECT_FALSE(Read(deep + "</clinical_study>").trial);
  EXPECT_TRUE(Read("<clinical_study><a><b/></a><c/></clinical_study>").trial);
}

TEST(RegistryRecord, ABlankBeforeAndAMarkOfBytesAreNothing) {
  EXPECT_TRUE(Read(absl::StrCat("\xEF\xBB\xBF \n", kXml)).trial);
  EXPECT_TRUE(Read(absl::StrCat("\xEF\xBB\xBF", kJson)).trial);
}

TEST(RegistryRecord, WhatIsTooLongIsCutButNeverTheEligibilityText) {
  const std::string line(kMaxLineBytes + 1, 'x'), text(kMaxLongTextBytes + 1, 'y');
  const ReadRecord read = Read(absl::StrReplaceAll(kJson, {{"\"Short\"", "\"" + line + "\""},
                                                           {"\"Official\"", "\"" + text + "\""},
                                                           {"\"heart\"", "\"" + line + "\""},
                                                           {"\"Clinic\"", "\"" + line + "\""}}));
  ASSERT_TRUE(read.trial);
  IssueSink sink("trial");
  v1::Trial trial = *read.trial;
  NormalizeTrial(trial);
  ReadTrial(trial, sink);
  EXPECT_EQ(sink.errors(), 0u) << sink.issues()[0].field << " " << sink.issues()[0].description;
  EXPECT_EQ(trial.title().size(), kMaxLineBytes);
  EXPECT_EQ(Fields(read.issues, Severity::kWarning).size(), 5u);

  const ReadRecord long_text =
      Read(absl::StrReplaceAll(kJson, {{"Inclusion Criteria:", absl::string_view(text)}}));
  EXPECT_GT(long_text.trial->eligibility_text().size(), kMaxLongTextBytes);
}

TEST(RegistryRecord, ListsThatAreTooLongFitTheContract) {
  std::string keywords = "\"k\"";
  for (int i = 0; i < kMaxListed; ++i) keywords += ",\"k\"";
  std::string sites = "{}";
  for (int i = 0; i < kMaxSites; ++i) sites += ",{}";
  const ReadRecord read = Read(absl::StrCat(
      R"({"protocolSection": {"identificationModule": {"nctId": "NCT1", "briefTitle": "T"},
          "conditionsModule": {"conditions": [)",
      keywords, R"(], "keywords": [)", keywords, R"(]},
          "contactsLocationsModule": {"locations": [)",
      sites, "]}}}"));
  ASSERT_TRUE(read.trial);
  v1::Trial trial = *read.trial;
  NormalizeTrial(trial);
  IssueSink sink("trial");
  ReadTrial(trial, sink);
  EXPECT_EQ(sink.errors(), 0u);
  EXPECT_EQ(trial.keywords_size(), kMaxListed);
  EXPECT_EQ(trial.conditions_size(), kMaxListed);
  EXPECT_EQ(trial.sites_size(), kMaxSites);
}

}  // namespace
}  // namespace trialmatch
