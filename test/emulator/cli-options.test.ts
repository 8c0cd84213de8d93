import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addEmulatorOptions, forgetBlankVariables } from '../../emulator/cli-options.ts'

test('each option has an environment variable of its name', () => {
  const command = addEmulatorOptions(new Command())
  const variables = Object.fromEntries(command.options.map(({ long, envVar }) => [long, envVar]))
  expect(variables).toMatchObject({
    '--port': 'OUTCROP_PORT',
    '--account-id': 'OUTCROP_ACCOUNT_ID',
    '--log-level': 'OUTCROP_LOG_LEVEL',
    '--s3': 'OUTCROP_S3',
    '--s3-reuse': 'OUTCROP_S3_REUSE',
  })
  for (const name of Object.values(variables)) expect(name).toMatch(/^OUTCROP_[A-Z0-9_]+$/)
})

test('a command can take some of the options', () => {
  const command = addEmulatorOptions(new Command(), ['port'])
  expect(command.options.map(({ long }) => long)).toEqual(['--port'])
})

test('blank variables and switches that are off count as unset', () => {
  const environment = {
    OUTCROP_PORT: '',
    OUTCROP_DATA: '  ',
    OUTCROP_JSON: 'false',
    OUTCROP_RELAXED: '0',
    OUTCROP_S3_REUSE: 'no',
    OUTCROP_SEED: '0',
    OTHER: '',
  }
  forgetBlankVariables(environment)
  expect(environment).toEqual({ OUTCROP_SEED: '0', OTHER: '' })
})
