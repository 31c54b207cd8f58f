// The URIs of the code systems whose releases are read, as FHIR names them.
#ifndef TRIALMATCH_TERMINOLOGY_SYSTEM_URIS_H_
#define TRIALMATCH_TERMINOLOGY_SYSTEM_URIS_H_

namespace trialmatch {

inline constexpr char kMeshUri[] = "http://id.nlm.nih.gov/mesh";
// Headings whose descriptor id is not known: the code is the heading itself.
inline constexpr char kMeshHeadingUri[] = "urn:trialmatch:mesh-heading";
// Of the concepts that cut_edges.h adds.
inline constexpr char kCutEdgesUri[] = "urn:trialmatch:cut-edges";
inline constexpr char kDiseaseOntologyUri[] = "http://purl.obolibrary.org/obo/doid.owl";
inline constexpr char kIcd10CmUri[] = "http://hl7.org/fhir/sid/icd-10-cm";
inline constexpr char kIcd10Uri[] = "http://hl7.org/fhir/sid/icd-10";
inline constexpr char kSnomedUri[] = "http://snomed.info/sct";
inline constexpr char kLoincUri[] = "http://loinc.org";
inline constexpr char kRxNormUri[] = "http://www.nlm.nih.gov/research/umls/rxnorm";
// Of the concepts that no release has; deploy/sample/terminology ships them.
inline constexpr char kSampleUri[] = "urn:trialmatch:sample";
// Of drug classes whose table does not name another.
inline constexpr char kDrugClassUri[] = "urn:trialmatch:drug-class";

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_SYSTEM_URIS_H_
