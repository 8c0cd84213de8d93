import {
  anything,
  boolean,
  float,
  i32,
  i64,
  sequence,
  string,
  struct,
  tagged,
  u32,
  u8,
  untagged,
  variant,
  type Shape,
  type Struct,
} from './serde.ts'

/*
 * OpenAI's chat completion request as the models on Bedrock read it. Which names the top level knows: the service's own list
 * (BerriAI/litellm#16184 of November 2025; `top_k` was not in it in September), and `include_reasoning`, as servers of
 * open models know it. Members further in: OpenAI's documents.
 */

const textPart = struct({ name: 'ChatCompletionRequestMessageContentPartText', required: { text: string } })
const imagePart = struct({
  name: 'ChatCompletionRequestMessageContentPartImage',
  required: {
    image_url: struct({
      name: 'ImageUrl',
      required: { url: string },
      optional: { detail: variant('auto', 'low', 'high') },
    }),
  },
})
const audioPart = struct({
  name: 'ChatCompletionRequestMessageContentPartAudio',
  required: { input_audio: struct({ name: 'InputAudio', required: { data: string, format: variant('wav', 'mp3') } }) },
})
const refusalPart = struct({ name: 'ChatCompletionRequestMessageContentPartRefusal', required: { refusal: string } })

const content = (role: string, parts: Record<string, Shape>): Shape => {
  const name = `ChatCompletionRequest${role}MessageContent`
  return untagged(name, string, sequence(tagged(`${name}Part`, 'type', parts)))
}

const functionCall = struct({ name: 'FunctionCall', required: { name: string, arguments: string } })
const toolCall = struct({
  name: 'ChatCompletionMessageToolCall',
  required: { id: string, type: variant('function'), function: functionCall },
})

const message = (role: string, parts: Record<string, Shape>): Shape =>
  struct({
    name: `ChatCompletionRequest${role}Message`,
    required: { content: content(role, parts) },
    optional: { name: string },
  })

const MESSAGES = {
  developer: message('Developer', { text: textPart }),
  system: message('System', { text: textPart }),
  user: message('User', { text: textPart, image_url: imagePart, input_audio: audioPart }),
  assistant: struct({
    name: 'ChatCompletionRequestAssistantMessage',
    optional: {
      content: content('Assistant', { text: textPart, refusal: refusalPart }),
      refusal: string,
      name: string,
      tool_calls: sequence(toolCall),
      function_call: functionCall,
    },
  }),
  // AWS: a tool's message may not be named (documentation of ReqLLM 1.0, "Bedrock limitation"); the text is UNVERIFIED.
  tool: struct({
    name: 'ChatCompletionRequestToolMessage',
    required: { content: content('Tool', { text: textPart }), tool_call_id: string },
    unknown: 'field',
  }),
  function: struct({
    name: 'ChatCompletionRequestFunctionMessage',
    required: { name: string },
    optional: { content: string },
  }),
}

const functionObject = struct({
  name: 'FunctionObject',
  required: { name: string },
  optional: { description: string, parameters: anything, strict: boolean },
})
const tool = struct({ name: 'ChatCompletionTool', required: { type: variant('function'), function: functionObject } })

const toolChoice = untagged(
  'ChatCompletionToolChoiceOption',
  variant('none', 'auto', 'required'),
  struct({
    name: 'ChatCompletionNamedToolChoice',
    required: { type: variant('function'), function: struct({ name: 'FunctionName', required: { name: string } }) },
  }),
)

const responseFormat = tagged('ResponseFormat', 'type', {
  text: struct({ name: 'ResponseFormatText' }),
  json_object: struct({ name: 'ResponseFormatJsonObject' }),
  json_schema: struct({
    name: 'ResponseFormatJson',
    required: {
      json_schema: struct({
        name: 'ResponseFormatJsonSchema',
        required: { name: string },
        optional: { description: string, schema: anything, strict: boolean },
      }),
    },
  }),
})

const MEMBERS = {
  audio: anything,
  frequency_penalty: float,
  function_call: anything,
  functions: sequence(functionObject),
  include_reasoning: boolean,
  logit_bias: anything,
  logprobs: boolean,
  max_completion_tokens: u32,
  max_tokens: u32,
  metadata: anything,
  modalities: sequence(string),
  model: string,
  n: u8,
  parallel_tool_calls: boolean,
  prediction: anything,
  presence_penalty: float,
  prompt_cache_key: string,
  reasoning_effort: string,
  response_format: responseFormat,
  safety_identifier: string,
  seed: i64,
  service_tier: string,
  stop: untagged('Stop', string, sequence(string)),
  store: boolean,
  stream: boolean,
  stream_options: anything,
  temperature: float,
  text: anything,
  tool_choice: toolChoice,
  tools: sequence(tool),
  top_k: i32,
  top_logprobs: u8,
  top_p: float,
  user: string,
  verbosity: string,
  web_search_options: anything,
}

export const openaiRequest = (unknown: Pick<Struct, 'unknown'>): Shape =>
  struct({
    name: 'CreateChatCompletionRequest',
    required: { messages: sequence(tagged('ChatCompletionRequestMessage', 'role', MESSAGES)) },
    optional: MEMBERS,
    ...unknown,
  })
