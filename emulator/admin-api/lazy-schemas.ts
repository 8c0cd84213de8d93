import { createRequire } from 'node:module'
import type AjvCompiler from '@fastify/ajv-compiler'
import type { FastifyServerOptions } from 'fastify'

type BuildValidator = AjvCompiler.BuildCompilerFromPool
type Compile = ReturnType<BuildValidator>
type Validate = ReturnType<Compile>

// Validation waits for nobody, so what it loads cannot be imported.
const loadFactory = (): BuildValidator =>
  (createRequire(import.meta.url)('@fastify/ajv-compiler') as () => BuildValidator)()

/** Fastify's own way to check requests, loaded by the first one that is checked, and compiled for each route by its first. */
const buildValidator: BuildValidator = (schemas, options) => {
  let compile: Compile | undefined
  return (route) => {
    let validate: Validate | undefined
    const check = (value: unknown): unknown => {
      validate ??= (compile ??= loadFactory()(schemas, options))(route)
      const result = validate(value)
      check.errors = validate.errors
      return result
    }
    check.errors = undefined as Validate['errors']
    return check as Validate
  }
}

/** Half of what it takes to make an app is for its schemas, and what is asked of it first needs none. */
export const LAZY_SCHEMAS: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: {
    buildValidator,
    // Schemas say what answers are, and leave nothing out of them.
    buildSerializer: () => () => (answer) => JSON.stringify(answer),
  },
}
