import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { outcrop } from '../support/cli.ts'
import { temporaryFolder } from '../support/store.ts'
import { chatLine } from '../support/translation.ts'

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const square = new URL('../../fixtures/families/claude-messages/tools/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, square), 'utf8')

const translate = (commandArguments: string[], input: string) =>
  outcrop(['translate', ...commandArguments], {}, input).ended

describe('outcrop translate input', () => {
  test('turns lines into records, and says on stderr what was lost', async () => {
    const { code, stdout, stderr } = await translate(['input', '--model', HAIKU], read('in.openai.jsonl'))

    expect({ code, stdout }).toEqual({ code: 0, stdout: read('in.bedrock.jsonl') })
    expect(stderr).toBe(
      'outcrop: max_tokens changed in 1 line: Claude needs a limit; it is sent 4096.\noutcrop: 1 line, 1 record, 0 refused\n',
    )
  })

  test('ends with 1 when lines were refused, and writes them to a file', async () => {
    using folder = temporaryFolder()
    const errors = join(folder.path, 'errors.jsonl')
    const input = chatLine({ logprobs: true }, 'bad') + chatLine({ max_tokens: 1 }, 'good')

    const { code, stdout, stderr } = await translate(['input', '--model', HAIKU, '--errors', errors], input)

    expect(code).toBe(1)
    expect(stdout).toContain('"recordId":"good"')
    expect(stderr).toBe('outcrop: 2 lines, 1 record, 1 refused\n')
    expect(JSON.parse(readFileSync(errors, 'utf8'))).toMatchObject({ custom_id: 'bad', response: { status_code: 400 } })
  })

  test('shows refused lines on stderr where there is no file for them', async () => {
    const { stderr } = await translate(['input', '--model', HAIKU], chatLine({ logprobs: true }, 'bad'))

    expect(stderr).toContain('outcrop: refused: {"id":"batch_req_')
  })

  test('drops what it is told to drop', async () => {
    const { code, stderr } = await translate(
      ['input', '--model', HAIKU, '--unsupported', 'drop'],
      chatLine({ logprobs: true }),
    )

    expect(code).toBe(0)
    expect(stderr).toContain('outcrop: logprobs dropped in 1 line: ')
  })

  test('refuses a file of more lines than OpenAI takes, where it is told to', async () => {
    const lines = Array.from({ length: 50_001 }, (_, index) => chatLine({ max_tokens: 1 }, `${index}`)).join('')
    const { code, stderr } = await translate(['input', '--model', HAIKU, '--openai-limits'], lines)

    expect(code).toBe(2)
    expect(stderr).toContain('outcrop: the file: maximum_requests_exceeded: ')
  })

  test('makes several records of a line where it is told to', async () => {
    const { stdout } = await translate(['input', '--model', HAIKU, '--fan-out'], chatLine({ n: 2 }))

    expect(stdout.match(/"recordId"/g)).toHaveLength(2)
  })

  test.each([
    ['a broken line', '{\n', 'outcrop: line 1: invalid_json_line: This line is not parseable as valid JSON.\n'],
    ['nothing', '', 'outcrop: the file: empty_file: The input file is empty.'],
  ])('ends with 2 on %s', async (_name, input, message) => {
    const { code, stderr } = await translate(['input', '--model', HAIKU], input)

    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  test('takes nothing for a good split of a file where it is told to, and nothing else', async () => {
    const options = ['input', '--model', HAIKU, '--allow-empty']

    expect(await translate(options, '')).toMatchObject({ code: 0, stderr: 'outcrop: 0 lines, 0 records, 0 refused\n' })
    expect(await translate(options, '{\n')).toMatchObject({ code: 2 })
  })

  test.skipIf(!existsSync('/dev/full'))('ends with 2 where the disk is full, never with 1', async () => {
    const { code, stderr } = await translate(
      ['input', '--model', HAIKU, '--errors', '/dev/full'],
      chatLine({ logprobs: true }),
    )

    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('outcrop: ENOSPC: no space left') })
  })
})

test('a reader that leaves before the end makes the output unusable, and the refused lines are whole', async () => {
  using folder = temporaryFolder()
  const errors = join(folder.path, 'errors.jsonl')
  const lines = Array.from({ length: 20_000 }, (_, index) => chatLine({ user: 'x'.repeat(100) }, `line-${index}`))
  const input = chatLine({ logprobs: true }, 'refused') + lines.join('')
  const { process: filter, ended } = outcrop(['translate', 'input', '--model', HAIKU, '--errors', errors], {}, input)

  filter.stdout!.once('data', () => filter.stdout!.destroy())
  const { code, stderr } = await ended

  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'outcrop: who reads standard output left before the end: what was read of it is not the whole\n',
  })
  expect(JSON.parse(readFileSync(errors, 'utf8'))).toMatchObject({ custom_id: 'refused' })
})

test('what a file says is one line, and nothing that a terminal would obey', async () => {
  const model = 'a\nb\u001b]0;c\u0007\u009b2J\u202ed'
  const { stderr } = await translate(['input', '--model', HAIKU], chatLine({}, 'a') + chatLine({ model }, 'b'))

  expect(stderr.split('\n')[0]).toContain(`outcrop: line 2: mismatched_model: The provided model 'a b ]0;c 2J d' does`)
})

describe('outcrop translate output', () => {
  test('turns records into lines', async () => {
    using folder = temporaryFolder()
    const errors = join(folder.path, 'errors.jsonl')
    const options = ['--model', HAIKU, '--model-name', 'the-model', '--created', '1767225600', '--errors', errors]

    const { code, stdout, stderr } = await translate(['output', ...options], read('out.bedrock.jsonl'))

    expect({ code, stdout, errors: readFileSync(errors, 'utf8') }).toEqual({
      code: 1,
      stdout: read('out.openai.jsonl'),
      errors: read('out.errors.jsonl'),
    })
    expect(stderr).toBe('outcrop: 2 lines, 1 failed; 115 tokens in, 7 out, 0.000075 dollars\n')
  })

  test('ends with 2 on what are no records', async () => {
    const { code, stderr } = await translate(['output', '--model', HAIKU], 'x\n')

    expect(code).toBe(2)
    expect(stderr).toContain('outcrop: line 1 is no record: it is no JSON object')
  })

  test('names the first lines that are no records, and counts the rest', async () => {
    const { stderr } = await translate(['output', '--model', HAIKU], 'x\n'.repeat(1500))

    expect(stderr.match(/^outcrop: line \d+ is no record/gm)).toHaveLength(20)
    expect(stderr).toContain('outcrop: and 1480 more lines that are no record\n')
  })

  test('ends with 2 on a record that is too long for a memory', async () => {
    const { code, stderr } = await translate(['output', '--model', HAIKU], 'x'.repeat(2 ** 26 + 1))

    expect({ code, stderr }).toEqual({ code: 2, stderr: 'outcrop: line 1 is longer than 67108864 bytes\n' })
  })

  test('says that a price is not known', async () => {
    const record = read('out.bedrock.jsonl').split('\n')[0]!
    const { stderr } = await translate(['output', '--model', 'anthropic.claude-future-9'], `${record}\n`)

    expect(stderr).toContain('115 tokens in, 7 out, at a price that is not known')
  })
})

test.each([
  [
    ['input', '--model', 'nobody.knows'],
    /^outcrop: nothing says which family the model "nobody.knows" belongs to; name the foundation model instead, .*\n$/,
  ],
  [['input'], /^outcrop: required option '--model <id>' not specified\n$/],
  [['input', '--model', HAIKU, '--errors', '/nonexistent/e'], /^outcrop: .*\/nonexistent\/e.*\n$/],
  [['output', '--model', HAIKU, '--input', '/nonexistent/i'], /^outcrop: .*\/nonexistent\/i.*\n$/],
  [['output', '--model', HAIKU, '--created', 'now'], /^outcrop: --created now is not a number of seconds\n$/],
  [['input', '--model', HAIKU, '--unsupported', 'maybe'], /^outcrop: .*Allowed choices are error, drop\.\n$/],
])('outcrop translate %j is one line and ends with 2', async (commandArguments, message) => {
  const { code, stdout, stderr } = await translate(commandArguments, '')

  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) })
})
