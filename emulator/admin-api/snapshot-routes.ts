import type { AddRoutes } from './admin-api.ts'
import { Snapshot, takeSnapshot } from './snapshot.ts'

const schema = {
  summary: 'the state, for a report of a fault',
  response: { 200: Snapshot },
}

export const addSnapshotRoutes: AddRoutes = (app, context) => {
  app.get('/_outcrop/snapshot', { schema }, () => takeSnapshot(context))
}
