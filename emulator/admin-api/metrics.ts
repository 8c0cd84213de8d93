import { collectDefaultMetrics, Registry } from 'prom-client'
import { JOB_STATUSES } from '../../translator/formats/bedrock/job-status.ts'
import type { RequestCounts } from '../journal/request-counts.ts'
import type { AdminContext } from './admin-api.ts'
import { addCounter, addDurations, addGauge } from './read-metrics.ts'

/** Heap, event loop, garbage: of the process, whichever server in it is asked. It is never taken apart. */
let ofProcess: Registry | undefined

function processRegistry(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

/** All figures of one server, and of the process that it runs in. */
export function createRegistry(context: AdminContext): Registry {
  const registry = new Registry()
  addGauge(registry, {
    name: 'outcrop_info',
    help: 'Always 1; the version of Outcrop is in a label.',
    labelNames: ['version'],
    read: () => [{ labels: { version: context.version }, value: 1 }],
  })
  addRequestMetrics(registry, context.counts)
  addJobMetrics(registry, context)
  return Registry.merge([registry, processRegistry()])
}

function addRequestMetrics(registry: Registry, counts: RequestCounts): void {
  addCounter(registry, {
    name: 'outcrop_requests_total',
    help: 'Requests that were answered, or given up by their client (status none).',
    labelNames: ['api', 'operation', 'status'],
    read: () => counts.answers.map(({ count, ...labels }) => ({ labels, value: count })),
  })
  addDurations(registry, {
    name: 'outcrop_request_duration_seconds',
    help: 'From the head of a request to the last byte of its answer.',
    read: () => counts.durations,
  })
  addGauge(registry, {
    name: 'outcrop_requests_open',
    help: 'Requests that are being answered.',
    read: () => [{ value: counts.open }],
  })
  addCounter(registry, {
    name: 'outcrop_request_bytes_total',
    help: 'Bytes of the bodies of requests (received) and of answers (sent).',
    labelNames: ['api', 'direction'],
    read: () =>
      counts.bytes.flatMap(({ api, received, sent }) => [
        { labels: { api, direction: 'received' }, value: received },
        { labels: { api, direction: 'sent' }, value: sent },
      ]),
  })
}

function addJobMetrics(registry: Registry, { jobs, jobCounts }: AdminContext): void {
  addGauge(registry, {
    name: 'outcrop_active_jobs',
    help: 'Jobs that are not finished, by their status now.',
    labelNames: ['status'],
    read: () => jobs.countActive().map(({ status, count }) => ({ labels: { status }, value: count })),
  })
  addCounter(registry, {
    name: 'outcrop_job_statuses_total',
    help: 'How often a job came to this status since the start.',
    labelNames: ['status'],
    read: () => JOB_STATUSES.map((status) => ({ labels: { status }, value: jobCounts.statuses[status] })),
  })
  addCounter(registry, {
    name: 'outcrop_records_total',
    help: 'Records of jobs that were processed since the start, succeeded or failed.',
    labelNames: ['outcome'],
    read: () => Object.entries(jobCounts.records).map(([outcome, value]) => ({ labels: { outcome }, value })),
  })
  addCounter(registry, {
    name: 'outcrop_tokens_total',
    help: 'Tokens of these records, input and output.',
    labelNames: ['direction'],
    read: () => Object.entries(jobCounts.tokens).map(([direction, value]) => ({ labels: { direction }, value })),
  })
}
