import { familyOf, isProfileId, toBaseModelId } from '../../translator/formats/models/index.ts'
import { bedrockArn, foundationModelArn, type AccountRegion } from '../arn.ts'
import type { Catalogue, NamedModel } from '../catalogue/index.ts'
import { batchNotInRegion, invalidModel, modelWithoutBatch, profileNeeded } from '../errors.ts'
import type { Limits } from '../limits.ts'
import type { Responder } from '../responders/responder.ts'
import type { Unverified } from '../unverified.ts'
import type { JobRequest } from './job.ts'

/** What a request's model is held against. */
export interface ModelContext {
  catalogue: Catalogue
  limits: Limits
  unverified: Unverified
  findResponder: (request: Pick<JobRequest, 'invocationType'> & { baseModelId: string }) => Responder | undefined
}

/** What a job remembers of its model. */
interface RunModel {
  baseModelId: string
  modelArn: string
}

const WAY_OUT =
  'docs/catalogue.md has the models that AWS takes in a batch; --relaxed batchModels runs every model that is answered here'

/**
 * The model that a job runs. Throws a BedrockError for an id that nobody knows and for a model that AWS's batch inference does
 * not take; without the rule `batchModels`, for one that is not answered here.
 */
export function runModelOf(request: JobRequest, owner: AccountRegion, context: ModelContext): RunModel {
  const { modelId, invocationType } = request
  const isRelaxed = context.limits.isRelaxed('batchModels')
  const named = context.catalogue.resolve(modelId, owner)
  if (named && !isRelaxed) checkBatch(modelId, named, owner, context.unverified)
  const baseModelId = named?.baseModelId ?? (isRelaxed ? toBaseModelId(modelId) : undefined)
  if (baseModelId === undefined || !(named || familyOf(baseModelId)))
    throw invalidModel(isRelaxed ? undefined : WAY_OUT)
  if (!context.findResponder({ baseModelId, invocationType })) throw modelWithoutBatch()
  return { baseModelId, modelArn: modelArnOf(modelId, baseModelId, { named, owner, unverified: context.unverified }) }
}

/**
 * AWS: which models a batch takes depends on the region and on how they are named. What the configuration maps to a model is
 * taken as it stands: whoever has it on AWS knows better than the catalogue.
 */
function checkBatch(
  modelId: string,
  { kind, model }: NamedModel,
  { region }: AccountRegion,
  { profileOnly }: Unverified,
): void {
  if (kind === 'customModel' || !model) return
  if (model.batch === undefined) throw modelWithoutBatch(WAY_OUT)
  if (kind === 'inferenceProfile') return
  const isOnDemand = model.inferenceTypesSupported.includes('ON_DEMAND')
  if (isOnDemand && (model.batchRegions?.includes(region) ?? true)) return
  if (profileOnly === 'invalidIdentifier') throw invalidModel(WAY_OUT)
  throw profileOnly === 'onDemandUnsupported'
    ? profileNeeded(modelId, WAY_OUT)
    : batchNotInRegion(modelId, region, WAY_OUT)
}

interface Naming {
  named: NamedModel | undefined
  owner: AccountRegion
  unverified: Unverified
}

/** AWS: Get and List show an ARN also when the request had a bare id (January 2025). */
function modelArnOf(modelId: string, baseModelId: string, { named, owner, unverified }: Naming): string {
  if (modelId.startsWith('arn:')) return modelId
  const { region, account } = owner
  const isProfile = named ? named.kind === 'inferenceProfile' : isProfileId(modelId)
  if (isProfile && unverified.profileModelId === 'inferenceProfileArn')
    return named?.arn ?? bedrockArn(region, account, `inference-profile/${modelId}`)
  return isProfile || !named ? foundationModelArn(baseModelId, region) : named.arn
}
