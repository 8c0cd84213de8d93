import { escapeXml } from './wire/write-xml.ts'

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

/** In the form of AWS's query APIs, such as STS and IAM. */
export const serviceError = (message: string, code: string): ErrorParts => ({
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></ErrorResponse>`,
})
