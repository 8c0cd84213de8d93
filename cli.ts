import { enableCompileCache } from 'node:module'
import packageJson from 'outcrop/package.json' with { type: 'json' }

// Before anything is loaded that it is to keep.
enableCompileCache()
const { Command, CommanderError } = await import('commander')
const { addEmulatorCommands } = await import('./emulator/cli.ts')
const { forgetBlankVariables } = await import('./emulator/cli-options.ts')
const { ConfigError } = await import('./emulator/config.ts')
const { addDemoCommand } = await import('./examples/cli.ts')
const { addFixturesCommands } = await import('./fixtures/cli.ts')
const { addTranslateCommands } = await import('./translator/cli.ts')

const USAGE_ERROR = 2

const toOneLine = (text: string): string =>
  `${text
    .trim()
    .replace(/^error: /, 'outcrop: ')
    .replaceAll('\n', ' ')}\n`

forgetBlankVariables(process.env)

const program = new Command('outcrop')
  .description(packageJson.description)
  .version(packageJson.version)
  .showSuggestionAfterError()
  .enablePositionalOptions()
  .configureOutput({ outputError: (text, write) => write(toOneLine(text)) })
  .exitOverride()
addEmulatorCommands(program)
addDemoCommand(program)
addTranslateCommands(program)
addFixturesCommands(program)
for (const command of program.commands) command.copyInheritedSettings(program).exitOverride()

// Otherwise a misspelt command would be an argument too many of `start`, which is the default.
function checkCommand(name = 'help'): void {
  const names = program.commands.map((command) => command.name())
  if (!name.startsWith('-') && ![...names, 'help'].includes(name))
    throw new ConfigError(`there is no command ${name}; the commands are ${names.join(', ')}`)
}

try {
  checkCommand(process.argv[2])
  await program.parseAsync()
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`outcrop: ${error.message}\n`)
    process.exitCode = USAGE_ERROR
  } else if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR
  else throw error
}
