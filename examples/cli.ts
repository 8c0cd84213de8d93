import type { Command } from 'commander'

/** `outcrop demo`. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('run five batch jobs of real records through the AWS SDK, and show what happens')
    .action(async () => {
      const { runDemo } = await import('./demo.ts')
      await runDemo((text) => process.stdout.write(text))
    })
}
