// Reads dated facts.
#ifndef TRIALMATCH_WIRE_FACT_READER_H_
#define TRIALMATCH_WIRE_FACT_READER_H_

#include <string>
#include <vector>

#include "domain/fact.h"
#include "domain/patient.h"
#include "trialmatch/v1/patient.pb.h"
#include "wire/issue_sink.h"
#include "wire/record_ids.h"

namespace trialmatch {

// Of the patient or of one relative, in whose field the sink stands. Facts entered in error are left out,
// whatever else they say.
class FactReader {
 public:
  // `prefix` stands before generated ids: "" or "relatives-1.".
  FactReader(const Person& person, std::string prefix, RecordIds& ids, IssueSink& sink)
      : person_(person), prefix_(std::move(prefix)), ids_(ids), sink_(sink) {}

  void ReadFacts(const v1::PatientProfile& profile, std::vector<Fact>& facts);
  void ReadFacts(const v1::Relative& relative, std::vector<Fact>& facts);
  void ReadTestedGenes(const google::protobuf::RepeatedPtrField<v1::TestedGene>& genes,
                       std::vector<TestedGene>& tested);

 private:
  // The id of the record at `index` of its list.
  std::string TakeId(const std::string& given, const char* list, int index);
  template <typename Message>
  void ReadLists(const Message& lists, std::vector<Fact>& facts);
  template <typename Message>
  void ReadCommon(const Message& message, Fact& fact);
  template <typename Message>
  void ReadQualifiers(const Message& message, Fact& fact);
  template <typename Message>
  void ReadSpecific(const Message& message, Fact& fact);
  void ReadGrades(const google::protobuf::RepeatedPtrField<v1::Grade>& grades, Fact& fact);
  void ReadLinks(const google::protobuf::RepeatedPtrField<v1::FactLink>& links,
                 const std::string& own_given_id, Fact& fact);

  const Person person_;
  const std::string prefix_;
  RecordIds& ids_;
  IssueSink& sink_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_FACT_READER_H_
