import type { FastifyServerOptions } from 'fastify'

const never = (): never => {
  throw new Error('this API has no schemas for Fastify')
}

/** For APIs whose routes have no schemas: the compilers that Fastify loads otherwise are half of what it takes to start. */
export const WITHOUT_SCHEMAS: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: { buildValidator: () => never, buildSerializer: () => never },
}
