/** The body of every error of OpenAI's API; all four members are always there. */
export interface OpenAIErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null }
}
