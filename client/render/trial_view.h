// Trials and applications.
#ifndef TRIALMATCH_CLIENT_RENDER_TRIAL_VIEW_H_
#define TRIALMATCH_CLIENT_RENDER_TRIAL_VIEW_H_

#include <string>

#include "client/render/style.h"
#include "trialmatch/v1/application.pb.h"
#include "trialmatch/v1/application_service.pb.h"
#include "trialmatch/v1/trial.pb.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch::client {

// One trial: facts, criteria by cohort, sites, source.
std::string RenderTrial(const v1::Trial& trial, const Style& style);

// A page, and how many there are.
std::string RenderTrials(const v1::ListTrialsResponse& response, const Style& style);

// One line.
std::string RenderApplication(const v1::Application& application);

std::string RenderApplications(const v1::ListApplicationsResponse& response, const Style& style);

// One line an issue, each after "source: ".
std::string RenderTrialIssue(const std::string& source, const v1::TrialIssue& issue, const Style& style);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RENDER_TRIAL_VIEW_H_
