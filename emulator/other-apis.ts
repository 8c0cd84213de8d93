/** An error of an API that is not built: its headers and its body. */
interface ErrorParts {
  headers: Record<string, string>
  body: string
}

/** In the envelope of OpenAI's API. */
export const openAIError = (message: string, type: string, code: string): ErrorParts => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { message, type, param: null, code } }),
})
