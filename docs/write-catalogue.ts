// Writes docs/catalogue.md from the catalogue: node docs/write-catalogue.ts
import { writeFileSync } from 'node:fs'
import type { FoundationModel } from '../emulator/catalogue/foundation-model.ts'
import { GEOGRAPHIES } from '../emulator/catalogue/geographies.ts'
import { FOUNDATION_MODELS } from '../emulator/catalogue/models/index.ts'

const INTRODUCTION = `# Models, and which of them a batch takes

This page is printed from the catalogue in \`emulator/catalogue/\` (\`node docs/write-catalogue.ts\`; a test holds it against the
data). ListFoundationModels, GetFoundationModel, ListInferenceProfiles and GetInferenceProfile answer from it, and
CreateModelInvocationJob refuses what it does not have, in the words of AWS:

| \`modelId\`                                                             | what Create says                                                                        |
| --------------------------------------------------------------------- | --------------------------------------------------------------------------------------- |
| is unknown, or a profile or an ARN that the region cannot call        | \`The provided model identifier is invalid.\`                                             |
| is of a model that no batch takes, or that nobody answers here        | \`Batch inference is not supported for the requested model\`                              |
| is bare, and the region takes the model in a batch by a profile alone | \`Batch inference is not supported for model … in region …\` (setting \`profileOnly\`)      |

\`--relaxed batchModels\` lifts this rule: every model that is answered here then runs, however it is named. The log names the
rule when it refuses a job.

What is in the catalogue was published by AWS or by somebody who asked it; the sources stand in the files. It is a picture of
November 2026: AWS's list changes by the week. Which region has which model is recorded for batch inference only, as far as it
is known; ListFoundationModels has all models in every region. Times of the life cycle are there where somebody published them.
`

const CONFIGURATION = `## Models of your own

\`models\` in the file of \`--config\`, or in the options of \`startOutcrop()\`, adds to the catalogue or changes it:

\`\`\`json
{
  "models": {
    "foundationModels": [{ "modelId": "acme.chat-v1:0", "baseModelId": "anthropic.claude-3-haiku-20240307-v1:0", "profiles": ["us"] }],
    "inferenceProfiles": [
      {
        "inferenceProfileArn": "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl",
        "baseModelId": "amazon.nova-lite-v1:0",
        "inferenceProfileName": "team-a"
      }
    ],
    "customModels": [
      {
        "modelArn": "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl",
        "modelName": "support-tone"
      }
    ]
  }
}
\`\`\`

- \`baseModelId\` is the foundation model as which it answers: it says the format. It may be left out where the id or the ARN says
  it.
- A foundation model may have \`modelName\`, \`providerName\`, \`inputModalities\`, \`outputModalities\`, \`inferenceTypesSupported\`,
  \`customizationsSupported\`, \`responseStreamingSupported\`, \`status\`, \`profiles\`, \`batch\` and \`batchRegions\`. With an id of the
  catalogue it changes that model: \`{ "modelId": "anthropic.claude-sonnet-5" }\` makes batches take it.
- A profile may have \`inferenceProfileName\`, \`description\`, \`createdAt\`, \`updatedAt\`; a custom model \`customizationType\`,
  \`modelStatus\`, \`creationTime\`, \`ownerAccountId\`, \`jobName\`, \`jobArn\`, \`failureMessage\`. Only an \`Active\` one runs.
- Profiles and custom models exist in the region of their ARN, for every account: local credentials rarely have the right one.
- Batch inference takes no provisioned throughput and no imported model: AWS's own pattern of \`modelId\` refuses their ARNs.
`

const EVIDENCE = {
  quota: 'owns a quota for batch jobs',
  page: "AWS's page on batch support",
  job: 'a published job',
  configured: 'configured',
} as const

const quoted = (text: string): string => `\`${text}\``

function howIn({ inferenceTypesSupported, batchRegions, profiles }: FoundationModel): string {
  const bare = inferenceTypesSupported.includes('ON_DEMAND')
    ? [batchRegions === undefined ? 'bare' : `bare in ${batchRegions.join(', ')}`]
    : []
  return [...bare, ...profiles.map((prefix) => quoted(`${prefix}.`))].join(', ')
}

const toRow = (model: FoundationModel): string =>
  `| ${quoted(model.modelId)} | ${howIn(model)} | ${EVIDENCE[model.batch!]} |`

/** The page, before it is formatted. */
export function cataloguePage(): string {
  const [batch, others] = [true, false].map((takes) =>
    FOUNDATION_MODELS.filter((model) => (model.batch !== undefined) === takes),
  ) as [FoundationModel[], FoundationModel[]]
  const regions = Object.entries(GEOGRAPHIES).map(
    ([prefix, { destinations }]) =>
      `| ${quoted(`${prefix}.`)} | ${destinations.map((region) => region || 'all, and the one that calls').join(', ')} |`,
  )
  const listed = others
    .filter(({ inferenceTypesSupported }) => !inferenceTypesSupported.every((type) => type === 'PROVISIONED'))
    .map(({ modelId }) => quoted(modelId))
  return [
    INTRODUCTION,
    CONFIGURATION,
    '## What a batch takes\n',
    ['| model | named | known because it, or by |', '| --- | --- | --- |', ...batch.map(toRow)].join('\n'),
    '\n## Where profiles send requests\n',
    ['| prefix | regions |', '| --- | --- |', ...regions].join('\n'),
    '\n## What no batch takes\n',
    `Or nobody has said that one does; and none takes the ids of provisioned throughput. ${listed.join(', ')}.\n`,
  ].join('\n')
}

if (process.argv[1] === import.meta.filename) writeFileSync(new URL('catalogue.md', import.meta.url), cataloguePage())
