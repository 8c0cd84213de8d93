import { TERMINATOR, type V4Signature } from './signature.ts'

/** Reads `<access key id>/<date>/<region>/<service>/aws4_request`; throws what `malformed` makes of a reason. */
export function parseCredential(
  credential: string,
  malformed: (reason: string) => Error,
): Pick<V4Signature, 'accessKeyId' | 'scope'> {
  const [accessKeyId, date, region, service, terminator, ...others] = credential.split('/')
  if (terminator === undefined || others.length > 0 || !region || !service)
    throw malformed('the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".')
  if (!accessKeyId) throw malformed('a non-empty Access Key (AKID) must be provided in the credential.')
  if (!/^[0-9]{8}$/.test(date!))
    throw malformed(`incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`)
  if (terminator !== TERMINATOR)
    throw malformed(`incorrect terminal "${terminator}". This endpoint uses "${TERMINATOR}".`)
  return { accessKeyId, scope: { date: date!, region, service } }
}
