/**
 * The paths of all operations of Bedrock and Bedrock Runtime, with their labels: the front door sorts requests by them, and has
 * no need of the SDK's client for that. They are held against the client by a test.
 */
export const OPERATION_URIS = [
  '/advanced-prompt-optimization-job/batch-delete',
  '/advanced-prompt-optimization-jobs',
  '/advanced-prompt-optimization-jobs/{jobIdentifier}',
  '/advanced-prompt-optimization-jobs/{jobIdentifier}/stop',
  '/async-invoke',
  '/async-invoke/{invocationArn}',
  '/automated-reasoning-policies',
  '/automated-reasoning-policies/{policyArn}',
  '/automated-reasoning-policies/{policyArn}/build-workflows',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}/annotations',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}/cancel',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}/result-assets',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}/scenarios',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}/test-cases/{testCaseId}/test-results',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}/test-results',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowId}/test-workflows',
  '/automated-reasoning-policies/{policyArn}/build-workflows/{buildWorkflowType}/start',
  '/automated-reasoning-policies/{policyArn}/export',
  '/automated-reasoning-policies/{policyArn}/test-cases',
  '/automated-reasoning-policies/{policyArn}/test-cases/{testCaseId}',
  '/automated-reasoning-policies/{policyArn}/versions',
  '/create-foundation-model-agreement',
  '/custom-models',
  '/custom-models/create-custom-model',
  '/custom-models/{modelIdentifier}',
  '/data-retention',
  '/delete-foundation-model-agreement',
  '/enforcedGuardrailsConfiguration',
  '/enforcedGuardrailsConfiguration/{configId}',
  '/evaluation-job/{jobIdentifier}/stop',
  '/evaluation-jobs',
  '/evaluation-jobs/batch-delete',
  '/evaluation-jobs/{jobIdentifier}',
  '/foundation-model-availability/{modelId}',
  '/foundation-models',
  '/foundation-models/{modelIdentifier}',
  '/guardrail/{guardrailIdentifier}/version/{guardrailVersion}/apply',
  '/guardrails',
  '/guardrails/{guardrailIdentifier}',
  '/imported-models',
  '/imported-models/{modelIdentifier}',
  '/inference-profiles',
  '/inference-profiles/{inferenceProfileIdentifier}',
  '/list-foundation-model-agreement-offers/{modelId}',
  '/listTagsForResource',
  '/logging/modelinvocations',
  '/marketplace-model/endpoints',
  '/marketplace-model/endpoints/{endpointArn}',
  '/marketplace-model/endpoints/{endpointArn}/registration',
  '/marketplace-model/endpoints/{endpointIdentifier}/registration',
  '/model-copy-jobs',
  '/model-copy-jobs/{jobArn}',
  '/model-customization-jobs',
  '/model-customization-jobs/{jobIdentifier}',
  '/model-customization-jobs/{jobIdentifier}/stop',
  '/model-customization/custom-model-deployments',
  '/model-customization/custom-model-deployments/{customModelDeploymentIdentifier}',
  '/model-import-jobs',
  '/model-import-jobs/{jobIdentifier}',
  '/model-invocation-job',
  '/model-invocation-job/{jobIdentifier}',
  '/model-invocation-job/{jobIdentifier}/stop',
  '/model-invocation-jobs',
  '/model/{modelId}/converse',
  '/model/{modelId}/converse-stream',
  '/model/{modelId}/count-tokens',
  '/model/{modelId}/invoke',
  '/model/{modelId}/invoke-with-bidirectional-stream',
  '/model/{modelId}/invoke-with-response-stream',
  '/prompt-routers',
  '/prompt-routers/{promptRouterArn}',
  '/provisioned-model-throughput',
  '/provisioned-model-throughput/{provisionedModelId}',
  '/provisioned-model-throughputs',
  '/resource-policy',
  '/resource-policy/{resourceArn}',
  '/tagResource',
  '/untagResource',
  '/use-case-for-model-access',
]

const LABEL = /\{[A-Za-z]+\}/

/** What stands between, before and behind the labels of a path. */
export const splitAtLabels = (uri: string): string[] => uri.split(LABEL)

const toPattern = (uri: string): string =>
  splitAtLabels(uri)
    .map((text) => RegExp.escape(text))
    .join('[^/?]+')

const toUrlPattern = (uris: string[]): RegExp => new RegExp(`^(?:${uris.map(toPattern).join('|')})(?:\\?|$)`)

let anyOperation: RegExp | undefined

/** Whether an operation, of whatever method, is at a URL's path. */
export const isOperationPath = (url: string): boolean => (anyOperation ??= toUrlPattern(OPERATION_URIS)).test(url)
