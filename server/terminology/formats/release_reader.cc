#include "terminology/formats/release_reader.h"

#include "terminology/formats/disease_release.h"
#include "terminology/formats/icd10cm_order.h"
#include "terminology/formats/mesh_release.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

void ReadReleases(const std::vector<ReleaseFile>& files, TableRows& rows, LoadIssues& issues) {
  ReleaseRows out(rows, issues);
  MeshRelease mesh;
  DiseaseRelease diseases;
  for (const ReleaseFile& file : files) {
    switch (FormatOf(file.name, file.content)) {
      case ReleaseFormat::kMeshTree:
        mesh.ReadTree(file, issues);
        break;
      case ReleaseFormat::kMeshDescriptors:
        mesh.ReadDescriptors(file, issues);
        break;
      case ReleaseFormat::kDiseaseTable:
        diseases.ReadTable(file, issues);
        break;
      case ReleaseFormat::kDiseaseCrossReferences:
        diseases.ReadCrossReferences(file, issues);
        break;
      case ReleaseFormat::kObo:
        diseases.ReadObo(file, issues);
        break;
      case ReleaseFormat::kIcd10CmOrder:
        ReadIcd10CmOrder(file, out);
        break;
      default:
        issues.Warning({file.index, 0}, "left out: this form of a release is not read yet");
        break;
    }
  }
  diseases.Finish(out, mesh);
  mesh.Finish(out);
}

}  // namespace trialmatch
