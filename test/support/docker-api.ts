import type { RequestListener } from 'node:http'
import type { Engine } from '../../emulator/doctor/docker.ts'

export const MINIO_IMAGE = 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z'

/** Docker's HTTP API, as far as it is asked: it has the image of MinIO, and a reaper of its own name. */
export const dockerApi =
  (os = 'linux'): RequestListener =>
  ({ url = '' }, response) => {
    const path = decodeURIComponent(url)
    if (path === '/version') response.end(JSON.stringify({ Version: '28.1.1', Os: os, Arch: 'arm64' }))
    else if (path === `/images/${MINIO_IMAGE}/json`) response.end('{"Id":"sha256:1"}')
    else if (path.startsWith('/images/json?')) response.end(path.includes('our/ryuk') ? '[{"Id":"sha256:2"}]' : '[]')
    else if (path.includes('broken')) response.writeHead(500).end('{"message":"the disk is broken"}')
    else response.writeHead(404).end('{"message":"No such image"}')
  }

export const NO_ENGINE: Engine = { target: undefined, name: '', isForLinux: false, silent: [] }
