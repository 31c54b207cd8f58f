#include "terminology/formats/release_reader.h"

#include "terminology/formats/disease_release.h"
#include "terminology/formats/drug_classes.h"
#include "terminology/formats/icd10cm_order.h"
#include "terminology/formats/loinc_table.h"
#include "terminology/formats/mesh_release.h"
#include "terminology/formats/release_rows.h"
#include "terminology/formats/rxnorm_release.h"
#include "terminology/formats/snomed_release.h"

namespace trialmatch {

namespace {

// The readers of releases that may have several files.
struct Readers {
  MeshRelease mesh;
  DiseaseRelease diseases;
  SnomedRelease snomed;
  RxNormRelease rxnorm;
  DrugClasses drug_classes;
};

void ReadFile(const ReleaseFile& file, Readers& readers, ReleaseRows& out) {
  LoadIssues& issues = out.issues();
  switch (FormatOf(file.name, file.content)) {
    case ReleaseFormat::kNone:
      return;
    case ReleaseFormat::kMeshTree:
      return readers.mesh.ReadTree(file, issues);
    case ReleaseFormat::kMeshDescriptors:
      return readers.mesh.ReadDescriptors(file, issues);
    case ReleaseFormat::kDiseaseTable:
      return readers.diseases.ReadTable(file, issues);
    case ReleaseFormat::kDiseaseCrossReferences:
      return readers.diseases.ReadCrossReferences(file, issues);
    case ReleaseFormat::kObo:
      return readers.diseases.ReadObo(file, issues);
    case ReleaseFormat::kIcd10CmOrder:
      return ReadIcd10CmOrder(file, out);
    case ReleaseFormat::kSnomedConcepts:
      return readers.snomed.ReadConcepts(file, issues);
    case ReleaseFormat::kSnomedRelationships:
      return readers.snomed.ReadRelationships(file, issues);
    case ReleaseFormat::kSnomedDescriptions:
      return readers.snomed.ReadDescriptions(file, issues);
    case ReleaseFormat::kSnomedOther:
      return issues.Warning(
          {file.index, 0},
          "left out: of SNOMED CT the snapshots of concepts, relationships and descriptions are read");
    case ReleaseFormat::kLoincTable:
      return ReadLoincTable(file, out);
    case ReleaseFormat::kRxNormNames:
      return readers.rxnorm.ReadNames(file, issues);
    case ReleaseFormat::kRxNormRelations:
      return readers.rxnorm.ReadRelations(file, issues);
    case ReleaseFormat::kRxNormSources:
      return readers.rxnorm.ReadSources(file, issues);
    case ReleaseFormat::kDrugClasses:
      return readers.drug_classes.ReadTable(file, issues);
  }
}

}  // namespace

void ReadReleases(const std::vector<ReleaseFile>& files, TableRows& rows, LoadIssues& issues) {
  ReleaseRows out(rows, issues);
  Readers readers;
  for (const ReleaseFile& file : files) ReadFile(file, readers, out);
  readers.diseases.Finish(out, readers.mesh);
  readers.mesh.Finish(out);
  readers.snomed.Finish(out);
  readers.rxnorm.Finish(readers.drug_classes, out);
}

}  // namespace trialmatch
