/** What the S3 API answers with when it refuses: rendered as XML. */
export class S3Error extends Error {
  readonly code: string
  readonly status: number
  /** What it is about: further elements of the answer, such as `Key` or `BucketName`. */
  readonly resource: Record<string, string>
  constructor(code: string, status: number, message: string, resource: Record<string, string> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.resource = resource
  }
}

const invalidRequest = (message: string): S3Error => new S3Error('InvalidRequest', 400, message)
const badRequest = (message: string): S3Error => new S3Error('BadRequest', 400, message)

// Buckets

export const noSuchBucket = (bucket: string): S3Error =>
  new S3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket })

export const bucketAlreadyExists = (bucket: string): S3Error =>
  new S3Error(
    'BucketAlreadyExists',
    409,
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    { BucketName: bucket },
  )

export const bucketAlreadyOwnedByYou = (bucket: string): S3Error =>
  new S3Error(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
    { BucketName: bucket },
  )

export const bucketNotEmpty = (bucket: string): S3Error =>
  new S3Error('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty', { BucketName: bucket })

export const invalidBucketName = (bucket: string): S3Error =>
  new S3Error('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: bucket })

export const illegalLocationConstraint = (constraint: string): S3Error =>
  new S3Error(
    'IllegalLocationConstraintException',
    400,
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  )

export const invalidLocationConstraint = (constraint: string): S3Error =>
  new S3Error('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
    LocationConstraint: constraint,
  })

/** The request names another owner of the bucket than it has. */
export const notTheOwner = (): S3Error => new S3Error('AccessDenied', 403, 'Access Denied')

/** UNVERIFIED text; the code is AWS's. */
export const invalidBucketOwner = (account: string): S3Error =>
  new S3Error(
    'InvalidBucketOwnerAWSAccountID',
    400,
    `The value of the expected bucket owner parameter must be an AWS Account ID... [${account}]`,
  )

/** AWS: buckets have no ACLs unless one asks for them, since April 2023. */
export const aclNotSupported = (): S3Error =>
  new S3Error('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs')

export const missingSecurityHeader = (header: string): S3Error =>
  new S3Error('MissingSecurityHeader', 400, 'Your request was missing a required header', { MissingHeaderName: header })

// What buckets do not have

/** AWS: codes and texts are those of a bucket that was never told otherwise. */
const unset =
  (code: string, message: string) =>
  (bucket: string): S3Error =>
    new S3Error(code, 404, message, { BucketName: bucket })

export const noSuchBucketPolicy = unset('NoSuchBucketPolicy', 'The bucket policy does not exist')
export const noSuchCorsConfiguration = unset('NoSuchCORSConfiguration', 'The CORS configuration does not exist')
export const noSuchTagSet = unset('NoSuchTagSet', 'The TagSet does not exist')
export const noSuchLifecycleConfiguration = unset(
  'NoSuchLifecycleConfiguration',
  'The lifecycle configuration does not exist',
)
export const noSuchWebsiteConfiguration = unset(
  'NoSuchWebsiteConfiguration',
  'The specified bucket does not have a website configuration',
)
export const noSuchReplicationConfiguration = unset(
  'ReplicationConfigurationNotFoundError',
  'The replication configuration was not found',
)
export const noSuchLockConfiguration = unset(
  'ObjectLockConfigurationNotFoundError',
  'Object Lock configuration does not exist for this bucket',
)

export const noSuchPublicAccessBlock = unset(
  'NoSuchPublicAccessBlockConfiguration',
  'The public access block configuration was not found',
)
export const noSuchOwnershipControls = unset(
  'OwnershipControlsNotFoundError',
  'The bucket ownership controls were not found',
)

export const noObjectLock = (): S3Error => invalidRequest('Bucket is missing Object Lock Configuration')

// What buckets are told

export const missingRequestBody = (): S3Error => new S3Error('MissingRequestBodyError', 400, 'Request Body is empty')

export const malformedPolicy = (message: string): S3Error => new S3Error('MalformedPolicy', 400, message)

/** The code is MinIO's, which takes its codes from AWS; UNVERIFIED. */
export const policyTooLarge = (limit: number): S3Error =>
  new S3Error('PolicyTooLarge', 400, 'Policy exceeds the maximum allowed document size.', {
    MaxSizeAllowed: String(limit),
  })

/** AWS: a bucket that blocks public policies, as new ones do, takes none. */
export const publicPolicyBlocked = (bucket: string, account: string): S3Error =>
  new S3Error(
    'AccessDenied',
    403,
    `User: arn:aws:iam::${account}:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  )

/** What would make a bucket behave as none of ours does. */
export const settingNotImplemented = (operation: string, why: string): S3Error =>
  new S3Error(
    'NotImplemented',
    501,
    `Outcrop does not implement ${operation}: ${why}. An S3 that can do it may stand behind Outcrop (--s3 minio, or --s3 with its URL)`,
  )

export const invalidSetting = (message: string): S3Error => invalidRequest(message)

// Objects

export const noSuchKey = (key: string): S3Error =>
  new S3Error('NoSuchKey', 404, 'The specified key does not exist.', { Key: key })

export const keyTooLong = (size: number): S3Error =>
  new S3Error('KeyTooLongError', 400, 'Your key is too long', { Size: String(size), MaxSizeAllowed: '1024' })

export const preconditionFailed = (condition: string): S3Error =>
  new S3Error('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  })

/** Not a failure, but nothing to send. */
export const notModified = (headers: { etag: string; lastModifiedAt: number }): S3Error => new NotModified(headers)

export class NotModified extends S3Error {
  readonly headers: Record<string, string>
  constructor({ etag, lastModifiedAt }: { etag: string; lastModifiedAt: number }) {
    super('NotModified', 304, 'Not Modified')
    this.headers = { ETag: etag, 'Last-Modified': new Date(lastModifiedAt).toUTCString() }
  }
}

export const invalidRange = (range: string, size: number): S3Error =>
  new S3Error('InvalidRange', 416, 'The requested range is not satisfiable', {
    RangeRequested: range,
    ActualObjectSize: String(size),
  })

export const invalidPartNumber = (partNumber: number, actual: number): S3Error =>
  new S3Error('InvalidPartNumber', 416, 'The requested partnumber is not satisfiable', {
    PartNumberRequested: String(partNumber),
    ActualPartCount: String(actual),
  })

export const rangeAndPartNumber = (): S3Error =>
  invalidRequest('Cannot specify both Range header and partNumber query parameter')

export const noSuchVersion = (): S3Error =>
  new S3Error('InvalidArgument', 400, 'Invalid version id specified', { ArgumentName: 'versionId' })

export const metadataTooLarge = (size: number): S3Error =>
  new S3Error('MetadataTooLarge', 400, 'Your metadata headers exceed the maximum allowed metadata size', {
    Size: String(size),
    MaxSizeAllowed: '2048',
  })

export const invalidStorageClass = (storageClass: string): S3Error =>
  new S3Error('InvalidStorageClass', 400, 'The storage class you specified is not valid', {
    StorageClassRequested: storageClass,
  })

export const copyOntoItself = (): S3Error =>
  invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  )

export const copySourceTooLarge = (limit: number): S3Error =>
  invalidRequest(`The specified copy source is larger than the maximum allowable size for a copy source: ${limit}`)

export const malformedCopyRange = (range: string): S3Error =>
  invalidArgument(
    'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
    'x-amz-copy-source-range',
    range,
  )

export const copyRangeBehindEnd = (): S3Error =>
  invalidRequest('The specified copy range is invalid for the source object size')

export const copyRangeTooLong = (range: string, size: number): S3Error =>
  invalidArgument(`Range specified is not valid for source object of size: ${size}`, 'x-amz-copy-source-range', range)

export const missingAttributeNames = (): S3Error =>
  invalidRequest(
    'The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty',
  )

// Tags

export const malformedTaggingHeader = (header: string): S3Error =>
  invalidArgument(
    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    'x-amz-tagging',
    header,
  )

export const tooManyTags = (what: 'Object' | 'Bucket', limit: number): S3Error =>
  badRequest(`${what} tags cannot be greater than ${limit}`)

export const invalidTag = (message: string, tag: { TagKey?: string; TagValue?: string } = {}): S3Error =>
  new S3Error('InvalidTag', 400, message, tag)

// Multipart uploads

export const noSuchUpload = (uploadId: string): S3Error =>
  new S3Error(
    'NoSuchUpload',
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: uploadId },
  )

export const invalidPart = (uploadId: string, part: { PartNumber?: string; ETag?: string } = {}): S3Error =>
  new S3Error(
    'InvalidPart',
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: uploadId, ...part },
  )

export const invalidPartOrder = (uploadId: string): S3Error =>
  new S3Error(
    'InvalidPartOrder',
    400,
    'The list of parts was not in ascending order. Parts must be ordered by part number.',
    { UploadId: uploadId },
  )

export const entityTooSmall = (size: number, minimum: number, partNumber: number, etag: string): S3Error =>
  new S3Error('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
    ProposedSize: String(size),
    MinSizeAllowed: String(minimum),
    PartNumber: String(partNumber),
    ETag: etag,
  })

export const wrongChecksumKind = (expected: string | undefined, actual: string | undefined): S3Error =>
  invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected?.toLowerCase() ?? 'null'}, actual checksum Type: ${actual?.toLowerCase() ?? 'null'}`,
  )

export const missingPartChecksum = (algorithm: string, partNumber: number): S3Error =>
  invalidRequest(
    `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${partNumber} in the request.`,
  )

export const wrongChecksumMode = (type: string): S3Error =>
  invalidRequest(
    `The upload was created using the ${type} checksum mode. The complete request must use the same checksum mode.`,
  )

/** UNVERIFIED text. */
export const wrongObjectSize = (): S3Error =>
  invalidRequest("The provided 'x-amz-mp-object-size' header does not match what was computed.")

export const checksumTypeNotPossible = (type: string, algorithm: string): S3Error =>
  invalidRequest(`The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`)

/** UNVERIFIED text. */
export const checksumTypeWithoutAlgorithm = (): S3Error =>
  invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.')

// Bodies

export const incompleteBody = (): S3Error =>
  new S3Error('IncompleteBody', 400, 'The request body terminated unexpectedly')

export const missingContentLength = (): S3Error =>
  new S3Error('MissingContentLength', 411, 'You must provide the Content-Length HTTP header.')

export const entityTooLarge = (size: number, limit: number): S3Error =>
  new S3Error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size', {
    ProposedSize: String(size),
    MaxSizeAllowed: String(limit),
  })

export const malformedXml = (): S3Error =>
  new S3Error(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  )

/** AWS: seen by users of streams that hand out small pieces, with every SDK that sends them on as they come. */
export const chunkTooSmall = (chunk: number, size: number): S3Error =>
  new S3Error('InvalidChunkSizeError', 403, 'Only the last chunk is allowed to have a size less than 8192 bytes', {
    Chunk: String(chunk),
    BadChunkSize: String(size),
  })

export const malformedTrailer = (): S3Error =>
  new S3Error(
    'MalformedTrailerError',
    400,
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  )

/** UNVERIFIED text. */
export const malformedChunk = (): S3Error => invalidRequest('The chunks of the body are not well-formed.')

// Forms

/** AWS: what is posted to a bucket is a form. */
export const notAForm = (): S3Error =>
  preconditionFailed('Bucket POST must be of the enclosure-type multipart/form-data')

export const malformedForm = (): S3Error =>
  new S3Error('MalformedPOSTRequest', 400, 'The body of your POST request is not well-formed multipart/form-data.')

/** AWS: with its own spelling. */
export const tooMuchBeforeFile = (limit: number): S3Error =>
  new S3Error(
    'MaxPostPreDataLengthExceeded',
    400,
    'Your POST request fields preceeding the upload file was too large.',
    { MaxPostPreDataLengthBytes: String(limit) },
  )

export const missingFormField = (name: string): S3Error =>
  invalidArgument(
    `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
    name,
    '',
  )

export const invalidFormPolicy = (reason: string): S3Error =>
  new S3Error('InvalidPolicyDocument', 400, `Invalid Policy: ${reason}`)

export const againstFormPolicy = (reason: string): S3Error =>
  new S3Error('AccessDenied', 403, `Invalid according to Policy: ${reason}`)

export const uploadTooSmall = (size: number, minimum: number): S3Error =>
  new S3Error('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
    ProposedSize: String(size),
    MinSizeAllowed: String(minimum),
  })

// Checksums

export const badMd5 = (expected: string, calculated: string): S3Error =>
  new S3Error('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.', {
    ExpectedDigest: expected,
    CalculatedDigest: calculated,
  })

export const badChecksum = (algorithm: string): S3Error =>
  new S3Error('BadDigest', 400, `The ${algorithm} you specified did not match the calculated checksum.`)

export const badContentSha256 = (expected: string, calculated: string): S3Error =>
  new S3Error(
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { ClientComputedContentSHA256: expected, S3ComputedContentSHA256: calculated },
  )

export const invalidMd5 = (value: string): S3Error =>
  new S3Error('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.', { 'Content-MD5': value })

export const invalidChecksum = (name: string, place: 'header' | 'trailing header'): S3Error =>
  invalidRequest(`Value for ${name} ${place} is invalid.`)

export const severalChecksums = (): S3Error =>
  invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.')

export const checksumWithoutValue = (): S3Error =>
  invalidRequest(
    'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
  )

export const unknownChecksum = (): S3Error =>
  invalidRequest(
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  )

export const unknownTrailer = (): S3Error =>
  invalidRequest('The value specified in the x-amz-trailer header is not supported')

export const missingDigest = (): S3Error =>
  invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*')

// Requests

export const invalidArgument = (message: string, name: string, value: string): S3Error =>
  new S3Error('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value })

export const invalidUri = (uri: string): S3Error =>
  new S3Error('InvalidURI', 400, "Couldn't parse the specified URI.", { URI: uri })

export const methodNotAllowed = (method: string): S3Error =>
  new S3Error('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.', { Method: method })

export const originNeeded = (): S3Error => badRequest('Insufficient information. Origin request header needed.')

export const unknownRequestMethod = (method: string | undefined): S3Error =>
  badRequest(`Invalid Access-Control-Request-Method: ${method ?? 'null'}`)

export const corsNotEnabled = (method: string): S3Error =>
  new S3Error('AccessForbidden', 403, 'CORSResponse: CORS is not enabled for this bucket.', {
    Method: method,
    ResourceType: 'BUCKET',
  })

/** AWS: with its own spelling. */
export const corsNotAllowed = (method: string, resourceType: 'BUCKET' | 'OBJECT'): S3Error =>
  new S3Error(
    'AccessForbidden',
    403,
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    { Method: method, ResourceType: resourceType },
  )

/** A request that Outcrop itself lets nobody make. */
export const requestRefused = (message: string): S3Error => new S3Error('AccessDenied', 403, message)

export const operationNotImplemented = (operation: string): S3Error =>
  new S3Error('NotImplemented', 501, `Outcrop does not implement the operation ${operation}`)

export const headerNotImplemented = (header: string): S3Error =>
  new S3Error('NotImplemented', 501, 'A header you provided implies functionality that is not implemented', {
    Header: header,
  })

/** AWS has no such answer; it never runs out of room. */
export const diskFull = (): S3Error =>
  new S3Error('InsufficientStorage', 507, 'There is no room on the disk of Outcrop')

export const internalError = (): S3Error =>
  new S3Error('InternalError', 500, 'We encountered an internal error. Please try again.')
