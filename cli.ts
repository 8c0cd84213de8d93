import { enableCompileCache } from 'node:module'
import { Command, CommanderError } from 'commander'
import packageJson from 'outcrop/package.json' with { type: 'json' }
import { addEmulatorCommands } from './emulator/cli.ts'
import { forgetBlankVariables } from './emulator/cli-options.ts'
import { ConfigError } from './emulator/config.ts'
import { addDemoCommand } from './examples/cli.ts'
import { addFixturesCommands } from './fixtures/cli.ts'
import { addTranslateCommands } from './translator/cli.ts'

const USAGE_ERROR = 2

const toOneLine = (text: string): string =>
  `${text
    .trim()
    .replace(/^error: /, 'outcrop: ')
    .replaceAll('\n', ' ')}\n`

enableCompileCache()
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
