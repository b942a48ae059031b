// The list of all routes, longer than 300 lines because each takes two.
import { acknowledgeIncidentRoute } from './alerts/acknowledge-incident.ts';
import { createChannelRoute, deleteChannelRoute, listChannelsRoute, updateChannelRoute } from './alerts/channels.ts';
import { deleteRuleRoute } from './alerts/delete-rule.ts';
import { listDeliveriesRoute, retryDeliveryRoute } from './alerts/deliveries.ts';
import { listIncidentsRoute } from './alerts/list-incidents.ts';
import { listRulesRoute } from './alerts/list-rules.ts';
import { muteRoute, unmuteRoute } from './alerts/mutes.ts';
import { previewRule } from './alerts/preview-rule.ts';
import { createRuleRoute, updateRuleRoute } from './alerts/save-rule.ts';
import { testChannelRoute } from './alerts/test-channel.ts';
import { decideApproval } from './approvals/decide-approval.ts';
import { decideApprovals } from './approvals/decide-approvals.ts';
import { getApprovalRoute } from './approvals/get-approval.ts';
import { listApprovalsRoute } from './approvals/list-approvals.ts';
import { listRememberedRoute, revokeRememberedRoute } from './approvals/remembered-choices.ts';
import { bindSlotRoute } from './bindings/bind-slot.ts';
import { listBindings } from './bindings/list-bindings.ts';
import { authorizeConnectionRoute } from './connections/authorize-connection.ts';
import { createConnectionRoute } from './connections/create-connection.ts';
import { deleteConnectionRoute } from './connections/delete-connection.ts';
import { getConnectionRoute } from './connections/get-connection.ts';
import { getRateRoute } from './connections/get-rate.ts';
import { listChoicesRoute } from './connections/list-choices.ts';
import { listConnectionsRoute } from './connections/list-connections.ts';
import { listFieldsRoute } from './connections/list-fields.ts';
import { revokeConnectionRoute } from './connections/revoke-connection.ts';
import { testConnectionRoute } from './connections/test-connection.ts';
import { updateConnectionRoute } from './connections/update-connection.ts';
import { listConnectors } from './connectors/list-connectors.ts';
import type { Endpoint } from './endpoint.ts';
import { createEnvironmentRoute } from './environments/create-environment.ts';
import { deleteEnvironmentRoute } from './environments/delete-environment.ts';
import { listEnvironmentsRoute } from './environments/list-environments.ts';
import { updateEnvironmentRoute } from './environments/update-environment.ts';
import { streamEventsRoute } from './events/stream-events.ts';
import { changeFailureGroupRoute } from './failures/change-failure-group.ts';
import { checkRetry } from './failures/check-retry.ts';
import { ignoreFailures, resolveFailures } from './failures/close-failures.ts';
import { decideFailure } from './failures/decide-failure.ts';
import { exportFailures } from './failures/export-failures.ts';
import { getFailureRoute } from './failures/get-failure.ts';
import { getFailureGroupRoute } from './failures/get-failure-group.ts';
import { getJobRoute } from './failures/get-job.ts';
import { importFailures } from './failures/import-failures.ts';
import { listFailureGroupsRoute } from './failures/list-failure-groups.ts';
import { listFailuresRoute } from './failures/list-failures.ts';
import { lookForEffectRoute } from './failures/look-for-effect.ts';
import { previewReplacement } from './failures/preview-replacement.ts';
import { reopenFailures } from './failures/reopen-failures.ts';
import { retryFailures } from './failures/retry-failures.ts';
import { startJob } from './failures/start-job.ts';
import { createFlowTestRoute } from './flow-tests/create-flow-test.ts';
import { deleteFlowTestRoute } from './flow-tests/delete-flow-test.ts';
import { getFlowTestRoute } from './flow-tests/get-flow-test.ts';
import { listFlowTestsRoute } from './flow-tests/list-flow-tests.ts';
import { makeFlowTestRoute } from './flow-tests/make-flow-test.ts';
import { runFlowTestsRoute } from './flow-tests/run-flow-tests.ts';
import { saveFlowTestRoute } from './flow-tests/save-flow-test.ts';
import { archiveFlowRoute } from './flows/archive-flow.ts';
import { checkFlowRoute } from './flows/check-flow.ts';
import { createFlowRoute } from './flows/create-flow.ts';
import { deleteFlowRoute } from './flows/delete-flow.ts';
import { deployFlowRoute } from './flows/deploy-flow.ts';
import { getFlowMarkdown, getFlowPage } from './flows/document-flow.ts';
import { duplicateFlowRoute } from './flows/duplicate-flow.ts';
import { exportFlow } from './flows/export-flow.ts';
import { exportFlows } from './flows/export-flows.ts';
import { getFlowRoute } from './flows/get-flow.ts';
import { getVersion } from './flows/get-version.ts';
import { listDeploymentsRoute } from './flows/list-deployments.ts';
import { listFlowsRoute } from './flows/list-flows.ts';
import { listVersionsRoute } from './flows/list-versions.ts';
import { runFlow } from './flows/run-flow.ts';
import { saveFlow } from './flows/save-flow.ts';
import { unarchiveFlowRoute } from './flows/unarchive-flow.ts';
import { undeployFlowRoute } from './flows/undeploy-flow.ts';
import { getHealthz } from './health/get-healthz.ts';
import { getReadyz } from './health/get-readyz.ts';
import { listHistory } from './history/list-history.ts';
import { listHooksRoute } from './hooks/list-hooks.ts';
import { subscribeHook } from './hooks/subscribe-hook.ts';
import { unsubscribeHook } from './hooks/unsubscribe-hook.ts';
import { searchJourney } from './journey/search-journey.ts';
import { cleanUpNow } from './keeping/clean-up.ts';
import { endLookRoute } from './keeping/end-look.ts';
import { erasePerson } from './keeping/erase-person.ts';
import { exportPerson } from './keeping/export-person.ts';
import { getKeeping } from './keeping/get-keeping.ts';
import { getPersonReport } from './keeping/get-person-report.ts';
import { listPersonJobsRoute } from './keeping/list-person-jobs.ts';
import { saveKeepingRoute } from './keeping/save-keeping.ts';
import { startLookRoute } from './keeping/start-look.ts';
import { deleteOAuthClientRoute, listOAuthClientsRoute, putOAuthClientRoute } from './oauth/oauth-clients.ts';
import { getOverview } from './overview/get-overview.ts';
import { listHeld } from './overview/list-held.ts';
import { getRecordRoute } from './records/get-record.ts';
import { listRecordsRoute } from './records/list-records.ts';
import { cancelRun } from './runs/cancel-run.ts';
import { getProgress } from './runs/get-progress.ts';
import { getRunRoute } from './runs/get-run.ts';
import { getTimeline } from './runs/get-timeline.ts';
import { listRunsRoute } from './runs/list-runs.ts';
import { previewReplay } from './runs/preview-replay.ts';
import { replayRun } from './runs/replay-run.ts';
import { capturePageRoute } from './samples/capture-page.ts';
import { captureRecordRoute } from './samples/capture-record.ts';
import { changeSampleRoute } from './samples/change-sample.ts';
import { createSampleRoute } from './samples/create-sample.ts';
import { deleteSampleRoute } from './samples/delete-sample.ts';
import { getListenerRoute } from './samples/get-listener.ts';
import { getSampleRoute } from './samples/get-sample.ts';
import { listSamplesRoute } from './samples/list-samples.ts';
import { listenRoute } from './samples/listen.ts';
import { stopListeningRoute } from './samples/stop-listening.ts';
import { tryFlowRoute } from './samples/try-flow.ts';
import { addFaultRoute, clearFaultsRoute, listFaultsRoute } from './sandbox/faults.ts';
import { getSandbox } from './sandbox/get-sandbox.ts';
import { listSandboxCalls } from './sandbox/list-calls.ts';
import { listSystems } from './sandbox/list-systems.ts';
import { readTable } from './sandbox/read-table.ts';
import { resetSandbox } from './sandbox/reset-sandbox.ts';
import { sendSandboxEvent } from './sandbox/send-event.ts';
import { getSession } from './session/get-session.ts';
import { listPeople } from './session/list-people.ts';
import { signIn } from './session/sign-in.ts';
import { signOut } from './session/sign-out.ts';
import { createOwner } from './setup/create-owner.ts';
import { listTemplatesRoute } from './templates/list-templates.ts';
import { startFromTemplate } from './templates/use-template.ts';
import { createToken } from './tokens/create-token.ts';
import { listTokens } from './tokens/list-tokens.ts';
import { revokeToken } from './tokens/revoke-token.ts';
import { downloadTracingRoute, listEntriesRoute } from './tracings/tracing-entries.ts';
import { getTracingRoute, listTracingsRoute, startTracingRoute, stopTracingRoute } from './tracings/tracings.ts';
import { getTriggerRoute } from './triggers/get-trigger.ts';
import { listOccurrences } from './triggers/list-occurrences.ts';
import { listTriggerStates } from './triggers/list-trigger-states.ts';
import { listTriggersRoute } from './triggers/list-triggers.ts';
import { getImpactRoute } from './versions/get-impact.ts';
import { restoreVersionRoute } from './versions/restore-version.ts';

/** Every endpoint of the API, in the order of its documentation. */
export const endpoints: readonly Endpoint[] = [
  getHealthz,
  getReadyz,

  createOwner,

  signIn,
  getSession,
  listPeople,
  signOut,

  listTokens,
  createToken,
  revokeToken,

  listConnectors,

  getSandbox,
  listSystems,
  readTable,
  listSandboxCalls,
  listFaultsRoute,
  addFaultRoute,
  clearFaultsRoute,
  sendSandboxEvent,
  resetSandbox,

  listEnvironmentsRoute,
  createEnvironmentRoute,
  updateEnvironmentRoute,
  deleteEnvironmentRoute,

  listConnectionsRoute,
  getConnectionRoute,
  getRateRoute,
  createConnectionRoute,
  updateConnectionRoute,
  testConnectionRoute,
  listChoicesRoute,
  listFieldsRoute,
  authorizeConnectionRoute,
  revokeConnectionRoute,
  deleteConnectionRoute,

  listOAuthClientsRoute,
  putOAuthClientRoute,
  deleteOAuthClientRoute,

  listFlowsRoute,
  createFlowRoute,
  getFlowRoute,
  saveFlow,
  archiveFlowRoute,
  unarchiveFlowRoute,
  deleteFlowRoute,
  duplicateFlowRoute,
  exportFlow,
  exportFlows,
  getFlowPage,
  getFlowMarkdown,
  checkFlowRoute,
  listVersionsRoute,
  getVersion,
  restoreVersionRoute,
  getImpactRoute,

  listFlowTestsRoute,
  getFlowTestRoute,
  createFlowTestRoute,
  saveFlowTestRoute,
  deleteFlowTestRoute,
  runFlowTestsRoute,
  makeFlowTestRoute,

  listDeploymentsRoute,
  deployFlowRoute,
  undeployFlowRoute,
  subscribeHook,
  unsubscribeHook,
  listHooksRoute,
  runFlow,

  listTemplatesRoute,
  startFromTemplate,

  listSamplesRoute,
  createSampleRoute,
  captureRecordRoute,
  capturePageRoute,
  listenRoute,
  getListenerRoute,
  stopListeningRoute,
  getSampleRoute,
  changeSampleRoute,
  deleteSampleRoute,
  tryFlowRoute,

  listBindings,
  bindSlotRoute,

  listTriggersRoute,
  getTriggerRoute,
  listTriggerStates,
  listOccurrences,

  getOverview,
  listHeld,
  searchJourney,

  listRunsRoute,
  getRunRoute,
  getProgress,
  getTimeline,
  cancelRun,
  previewReplay,
  replayRun,

  listRecordsRoute,
  getRecordRoute,

  listFailuresRoute,
  listFailureGroupsRoute,
  getFailureGroupRoute,
  changeFailureGroupRoute,
  exportFailures,
  importFailures,
  checkRetry,
  previewReplacement,
  startJob,
  getJobRoute,
  getFailureRoute,
  retryFailures,
  resolveFailures,
  ignoreFailures,
  reopenFailures,
  decideFailure,
  lookForEffectRoute,

  listApprovalsRoute,
  decideApprovals,
  getApprovalRoute,
  decideApproval,
  listRememberedRoute,
  revokeRememberedRoute,

  listIncidentsRoute,
  acknowledgeIncidentRoute,
  listRulesRoute,
  createRuleRoute,
  previewRule,
  updateRuleRoute,
  deleteRuleRoute,
  muteRoute,
  unmuteRoute,
  listChannelsRoute,
  createChannelRoute,
  updateChannelRoute,
  testChannelRoute,
  deleteChannelRoute,
  listDeliveriesRoute,
  retryDeliveryRoute,

  getKeeping,
  saveKeepingRoute,
  cleanUpNow,
  startLookRoute,
  listPersonJobsRoute,
  getPersonReport,
  exportPerson,
  erasePerson,
  endLookRoute,

  listTracingsRoute,
  startTracingRoute,
  getTracingRoute,
  stopTracingRoute,
  listEntriesRoute,
  downloadTracingRoute,

  listHistory,

  streamEventsRoute,
];
