import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { DURATION_BOUNDS, type DurationCount } from '../journal/request-counts.ts'

/** A figure, under the labels that tell it from others of its metric. */
interface Sample {
  labels?: Record<string, string>
  value: number
}

interface ReadMetric<T> {
  name: string
  help: string
  labelNames?: string[]
  /** Asked whenever the metrics are: counting goes on without prom-client, which a start does not load. */
  read: () => T[]
}

export function addCounter(registry: Registry, { read, ...description }: ReadMetric<Sample>): void {
  const counter = new Counter({
    ...description,
    registers: [registry],
    collect: () => {
      counter.reset()
      for (const { labels = {}, value } of read()) counter.inc(labels, value)
    },
  })
}

export function addGauge(registry: Registry, { read, ...description }: ReadMetric<Sample>): void {
  const gauge = new Gauge({
    ...description,
    registers: [registry],
    collect: () => {
      gauge.reset()
      for (const { labels = {}, value } of read()) gauge.set(labels, value)
    },
  })
}

/** A histogram of what was sorted into classes elsewhere: prom-client's own would be told each duration. */
class ReadHistogram extends Histogram {
  readonly #description: ReadMetric<DurationCount>

  constructor(description: ReadMetric<DurationCount>, registry: Registry) {
    const { name, help } = description
    super({ name, help, buckets: DURATION_BOUNDS, registers: [registry] })
    this.#description = description
  }

  /** What registries ask of a metric, and its get() too, though the types of prom-client have no word of it. */
  async getForPromString() {
    const { name, help, read } = this.#description
    return { name, help, type: 'histogram', values: read().flatMap((durations) => toSamples(name, durations)) }
  }
}

export function addDurations(registry: Registry, description: ReadMetric<DurationCount>): void {
  registry.registerMetric(new ReadHistogram(description, registry))
}

/** Each bucket has what is in it and in all before it. */
function toSamples(name: string, { api, operation, classes, seconds, count }: DurationCount) {
  const labels = { api, operation }
  let within = 0
  const buckets = classes.map((inClass, at) => {
    within += inClass
    return { metricName: `${name}_bucket`, labels: { ...labels, le: DURATION_BOUNDS[at] ?? '+Inf' }, value: within }
  })
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: seconds },
    { metricName: `${name}_count`, labels, value: count },
  ]
}
