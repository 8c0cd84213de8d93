/**
 * Operations of Bedrock Runtime that share our port because clients use one endpoint for both. None is built; they are
 * listed so that the answer can say their names.
 */
export const RUNTIME_OPERATIONS = [
  { name: 'InvokeModel', method: 'POST', uri: '/model/{modelId}/invoke' },
  { name: 'InvokeModelWithResponseStream', method: 'POST', uri: '/model/{modelId}/invoke-with-response-stream' },
  {
    name: 'InvokeModelWithBidirectionalStream',
    method: 'POST',
    uri: '/model/{modelId}/invoke-with-bidirectional-stream',
  },
  { name: 'Converse', method: 'POST', uri: '/model/{modelId}/converse' },
  { name: 'ConverseStream', method: 'POST', uri: '/model/{modelId}/converse-stream' },
  { name: 'CountTokens', method: 'POST', uri: '/model/{modelId}/count-tokens' },
  { name: 'StartAsyncInvoke', method: 'POST', uri: '/async-invoke' },
  { name: 'GetAsyncInvoke', method: 'GET', uri: '/async-invoke/{invocationArn}' },
  { name: 'ListAsyncInvokes', method: 'GET', uri: '/async-invoke' },
  { name: 'ApplyGuardrail', method: 'POST', uri: '/guardrail/{guardrailIdentifier}/version/{guardrailVersion}/apply' },
] as const
