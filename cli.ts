import { enableCompileCache } from 'node:module'
import { Command, CommanderError } from 'commander'
import packageJson from 'outcrop/package.json' with { type: 'json' }
import { addEmulatorCommands } from './emulator/cli.ts'
import { forgetBlankVariables } from './emulator/cli-options.ts'
import { ConfigError } from './emulator/config.ts'
import { addDemoCommand } from './examples/cli.ts'

const USAGE_ERROR = 2

enableCompileCache()
forgetBlankVariables(process.env)

const program = new Command('outcrop')
  .description(packageJson.description)
  .version(packageJson.version)
  .showSuggestionAfterError()
  .enablePositionalOptions()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'outcrop: ')) })
  .exitOverride()
addEmulatorCommands(program)
addDemoCommand(program)
for (const command of program.commands) command.copyInheritedSettings(program).exitOverride()

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`outcrop: ${error.message}\n`)
    process.exitCode = USAGE_ERROR
  } else if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR
  else throw error
}
