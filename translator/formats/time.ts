/** RFC 3339 with milliseconds and `Z`, as the Bedrock API writes its times. */
export const toIsoTime = (epochMilliseconds: number): string => new Date(epochMilliseconds).toISOString()
