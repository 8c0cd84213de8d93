import type { Difference, Named } from './difference.ts'
import { minioForms } from './minio-forms.ts'
import { minioSettings } from './minio-settings.ts'

const API = 'https://docs.aws.amazon.com/AmazonS3/latest/API'
const GUIDE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide'
const INTEGRITY = `${GUIDE}/checking-object-integrity.html`
const THRESHOLDS = 'https://min.io/docs/minio/linux/operations/concepts/thresholds.html'
const UNSEEN = 'not in the documents'

const ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']
const MISMATCH = '400 XAmzContentChecksumMismatch'

/** The same of several behaviours. */
const all = (says: readonly string[], gives: unknown): Record<string, unknown> =>
  Object.fromEntries(says.map((each) => [each, gives]))

const buckets: Difference[] = [
  {
    group: 'buckets',
    minio: 'does not say the ARN of a new bucket',
    because: 'The header is from 2025.',
    aws: 'embedded',
    source: `${API}/API_CreateBucket.html`,
    gives: { 'a new bucket says its ARN': false },
  },
  {
    group: 'buckets',
    minio: 'refuses any other region than its own with InvalidRegion, and takes its own by name, us-east-1 too',
    because: 'A MinIO has one region.',
    aws: 'embedded',
    source: `${API}/API_CreateBucket.html`,
    gives: {
      ...all(['the LocationConstraint says the region', 'EU is another name of eu-west-1'], ['400 InvalidRegion']),
      ...all(
        ['the LocationConstraint mars is refused', 'the LocationConstraint Not A Region is refused'],
        '400 InvalidRegion',
      ),
      'the LocationConstraint us-east-1 is refused': '200',
    },
  },
  {
    group: 'buckets',
    minio: 'takes names that AWS keeps for itself',
    because: 'It has neither aliases nor internationalised names to keep apart.',
    aws: 'embedded',
    source: `${GUIDE}/bucketnamingrules.html`,
    gives: all(['the name xn--abc is refused', 'the name abc-s3alias is refused'], '200'),
  },
  {
    group: 'buckets',
    minio: 'answers 409 to who makes a bucket again',
    because: 'That AWS answers 200 is for us-east-1 alone, for the sake of old clients; elsewhere it does the same.',
    aws: 'embedded',
    source: `${API}/API_CreateBucket.html`,
    gives: { 'making a bucket again changes nothing': ['409 BucketAlreadyOwnedByYou', ['a']] },
  },
  {
    group: 'buckets',
    minio: 'reads past a document type in front of XML',
    because: 'Go’s reader of XML knows no entities, so that none can do harm.',
    aws: 'unknown',
    source: UNSEEN,
    gives: { 'the document <!DOCTYPE a><CreateBucketConfiguration/> is refused': '200' },
  },
  {
    group: 'buckets',
    minio: 'does not look at the owner that a client expects',
    because: 'It has no accounts.',
    aws: 'embedded',
    source: `${GUIDE}/bucket-owner-condition.html`,
    gives: all(
      ['a bucket of another owner than expected is refused', 'an expected owner that is no account is refused'],
      '200',
    ),
  },
  {
    group: 'buckets',
    minio: 'lists all buckets, whatever prefix, page size or token is given',
    because: 'Pages of buckets came to S3 in 2024.',
    aws: 'embedded',
    source: `${API}/API_ListBuckets.html`,
    gives: {
      'ListBuckets shows those with a prefix': ['a', 'b', 'c'],
      'ListBuckets goes page by page': [['a', 'b', 'c'], []],
      ...all(
        ['max-buckets=0', 'max-buckets=10001', 'continuation-token=x'].map((query) => `ListBuckets refuses ${query}`),
        '200',
      ),
    },
  },
]

const objects: Difference[] = [
  {
    group: 'writing',
    minio: 'gives metadata beyond ASCII back in the encoding of RFC 2047',
    because: 'Headers are not safe for other bytes.',
    aws: 'MinIO',
    source: `${GUIDE}/UsingMetadata.html`,
    gives: { 'metadata in UTF-8 comes back byte by byte': '=?UTF-8?q?gr=C3=B6=C3=9Fe_=E9=8D=B5?=' },
  },
  {
    group: 'writing',
    minio: 'stores application/octet-stream where the type is empty',
    because: 'An empty header is one that is not there, for which it looks at the ending of the key.',
    aws: 'unknown',
    source: UNSEEN,
    gives: { 'an object with an empty type is binary/octet-stream': 'application/octet-stream' },
  },
  {
    group: 'writing',
    minio: 'forgets an Expires that is no date',
    because: 'It stores a time and not a text.',
    aws: 'embedded',
    source: `${API}/API_GetObject.html`,
    gives: all(['Expires 0 comes back as it was sent', 'Expires never comes back as it was sent'], undefined),
  },
  {
    group: 'writing',
    minio: 'knows the storage classes STANDARD and REDUCED_REDUNDANCY only',
    because: 'They are ways to spread an object over its disks.',
    aws: 'embedded',
    source: `${GUIDE}/storage-class-intro.html`,
    gives: { 'the storage class comes back': '400 InvalidStorageClass' },
  },
  {
    group: 'copies',
    minio: 'knows the storage classes STANDARD and REDUCED_REDUNDANCY only',
    because: 'They are ways to spread an object over its disks.',
    aws: 'embedded',
    source: `${GUIDE}/storage-class-intro.html`,
    gives: { 'a storage class does not come from the source': '400 InvalidStorageClass' },
  },
  {
    group: 'writing',
    minio: 'encrypts nothing unless it was given keys, and refuses to use KMS without',
    because: 'It needs a key server of its own, which a container for tests has not.',
    aws: 'embedded',
    source: `${GUIDE}/default-bucket-encryption.html`,
    gives: {
      'an object is encrypted with keys of S3 unless asked for otherwise': undefined,
      'a KMS key comes back with what is encrypted with it': '501 NotImplemented',
    },
  },
  {
    group: 'writing',
    minio: 'refuses metadata below 2 KB too',
    because: 'It counts the prefix x-amz-meta- of each name.',
    aws: 'embedded',
    source: `${GUIDE}/UsingMetadata.html`,
    gives: { '2 KB of metadata are taken': '400 MetadataTooLarge' },
  },
  {
    group: 'writing',
    minio: 'reads past access control lists',
    because: 'It has policies instead.',
    aws: 'embedded',
    source: `${GUIDE}/about-object-ownership.html`,
    gives: { 'the access control list public-read is refused': '200' },
  },
  {
    group: 'reading',
    minio: 'answers with blanks where the query has a line break for a header',
    because: 'Go’s server replaces line breaks in headers.',
    aws: 'unknown',
    source: UNSEEN,
    gives: { 'a line break in the query becomes no header': ['200', undefined] },
  },
  {
    group: 'keys',
    minio:
      'takes no key that is not a path on a disk: no empty part, no dots, no part of more than 255 bytes; a slash in front is lost',
    because: 'Keys are paths of its disks.',
    aws: 'embedded',
    source: `${GUIDE}/object-keys.html and ${THRESHOLDS}`,
    gives: {
      'the key "a//b" is put, read and listed': '400 XMinioInvalidObjectName',
      'the key "/a" is put, read and listed': [true, true, false],
      ...all(
        ['../x', './x', 'a/../b'].map((key) => `the key "${key}" is put, read and listed`),
        '400 XMinioInvalidResourceName',
      ),
      ...all(['a key of 1,024 bytes', 'a key of 512 characters of two bytes each'], '400 XMinioInvalidObjectName'),
    },
  },
  {
    group: 'keys',
    minio: 'answers a path that is no UTF-8 as one whose signature is wrong, and one that is malformed without XML',
    because: 'Go’s server reads the path before MinIO does.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: {
      'the path %zz is no key': '400',
      'the path %E9 is no key': '403 SignatureDoesNotMatch',
      'the path % is no key': '400',
    },
  },
  {
    group: 'errors',
    minio: 'has other answers to requests that make no sense',
    because: 'Go’s server answers some before MinIO sees them, and MinIO has no error of its own for the others.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: {
      'GET /%zz is refused': '400',
      'GET //key is refused': '400 BadRequest',
      'PATCH /BUCKET/key is refused': '400 BadRequest',
      'DELETE / is refused': '400 BadRequest',
    },
  },
  {
    group: 'listing',
    minio: 'does not list objects below the key of another object, though they can be read',
    because: 'A folder of its disks is an object or holds some; its makers call this undefined (minio/minio#20834).',
    aws: 'embedded',
    source: `${GUIDE}/object-keys.html and ${THRESHOLDS}`,
    gives: { 'a key may begin as another one does, up to a slash': ['a'] },
  },
  {
    group: 'listing',
    minio: 'does not list the kind of an object’s checksum',
    because: 'The elements are from 2022 and 2025.',
    aws: 'embedded',
    source: `${API}/API_Object.html`,
    gives: { 'an object is listed with the kind of its checksum': [[undefined, undefined]] },
  },
  {
    group: 'listing',
    minio: 'echoes a page size above 1,000, and takes one of any number of digits',
    because: 'It cuts the page off later.',
    aws: 'embedded',
    source: `${API}/API_ListObjectsV2.html`,
    gives: { 'a page has at most 1,000 rows': { MaxKeys: 5000 }, 'max-keys=9999999999 is refused': '200' },
  },
]

const bodies: Difference[] = [
  {
    group: 'bodies',
    minio: 'takes a payload hash that is none, and the name of an unknown form, for the hash of other bytes',
    because: 'It only compares.',
    aws: 'embedded',
    source: `${API}/sigv4-auth-using-authorization-header.html`,
    gives: all(
      ['of a payload hash that is none are refused', 'in chunks of a form that is not known'],
      ['400 XAmzContentSHA256Mismatch', undefined],
    ),
  },
  {
    group: 'bodies',
    minio: 'has codes of its own for framing that is wrong',
    because: 'The codes of AWS are in no document; those here are what its users report.',
    aws: 'unknown',
    source: UNSEEN,
    gives: {
      'in chunks without their decoded length': ['400 IncompleteBody', undefined],
      'in more bytes than the decoded length says': ['400 ExcessData', undefined],
      'in a chunk whose size is no number': ['400 BadRequest', undefined],
      'in chunks without the trailing header that was announced': ['400 BadRequest', undefined],
    },
  },
  {
    group: 'bodies',
    minio: 'says XAmzContentChecksumMismatch of a wrong checksum, where S3 says BadDigest',
    because: 'It took the name from that of payload hashes.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: { 'in chunks whose trailing checksum is of other bytes': [MISMATCH, undefined] },
  },
  {
    group: 'bodies',
    minio: 'takes chunks of any size',
    because: 'It has no reason not to.',
    aws: 'embedded',
    source: `${API}/sigv4-streaming.html`,
    gives: { 'as a stream in pieces below 8 KB, which are refused': '200' },
  },
  {
    group: 'checksums',
    minio: 'says XAmzContentChecksumMismatch of a wrong checksum, where S3 says BadDigest',
    because: 'It took the name from that of payload hashes.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: all(
      ALGORITHMS.map((name) => `${name} of other bytes is refused, wherever it stands, and nothing is stored`),
      [MISMATCH, MISMATCH, []],
    ),
  },
  {
    group: 'checksums',
    minio:
      'says InvalidArgument of a checksum that is none, takes an empty one for none, and finds neither in a trailing header',
    because: 'It reads trailing headers when all bytes are there, and compares.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: all(
      ALGORITHMS.map((name) => `${name} is refused where it is none, in a header and in a trailing one`),
      [['200', MISMATCH], ...Array.from({ length: 4 }, () => ['400 InvalidArgument', MISMATCH])],
    ),
  },
  {
    group: 'checksums',
    minio: 'adds no checksum to an object that has none',
    because: 'S3 does so since December 2024.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: { 'no checksum becomes a CRC64NVME': [undefined, undefined, undefined] },
  },
  {
    group: 'checksums',
    minio: 'reads past checksums of other kinds',
    because: 'It does not know them. The SDK of 2026 knows some that the embedded S3 refuses as well.',
    aws: 'unknown',
    source: UNSEEN,
    gives: all(
      ['sha512', 'md5', 'xxhash64', 'xxhash3', 'xxhash128', 'rot13'].map(
        (name) => `a checksum of another kind is refused: ${name}`,
      ),
      ['200', '200'],
    ),
  },
  {
    group: 'checksums',
    minio: 'does not hold the announced algorithm against the checksum, and refuses others with codes of its own',
    because: 'It looks for the checksum alone.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: {
      'two checksums are refused': '400 InvalidArgument',
      'an algorithm without a checksum is refused': '200',
      'another algorithm than that of the checksum is refused': '200',
      'a trailing header that never comes is refused': MISMATCH,
    },
  },
  {
    group: 'checksums',
    minio: 'does not tell the two values of Content-MD5',
    because: 'Its errors have no elements of their own.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: { 'Content-MD5 of other bytes is refused, with both values': ['400 BadDigest', undefined, undefined] },
  },
]

const conditional: Difference[] = [
  {
    group: 'ranges',
    minio: 'tells the range that cannot be satisfied in its own words',
    because: 'It writes what it has understood.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: { 'a range that cannot be satisfied is told, with the size of the object': ['11--1', '11'] },
  },
  {
    group: 'ranges',
    minio: 'refuses a range that ends before it begins',
    because: 'It calls unsatisfiable what is invalid.',
    aws: 'embedded',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-14.2',
    gives: { 'bytes=5-2 is as good as none': '416 InvalidRange' },
  },
  {
    group: 'ranges',
    minio: 'answers 206 to the end of an empty object',
    because: 'It takes the end that there is.',
    aws: 'unknown',
    source: UNSEEN,
    gives: { 'bytes=-1 of an empty object cannot be satisfied': '206' },
  },
  {
    group: 'ranges',
    minio: 'has other errors for part numbers that are none',
    because: 'One is of its administration, the other is not caught.',
    aws: 'embedded',
    source: `${API}/API_GetObject.html`,
    gives: {
      'part 0 is refused': '400 XMinioAdminInvalidArgument',
      'a part that is no number is refused': '500 InternalError',
    },
  },
  {
    group: 'conditions',
    minio: 'knows one ETag in a condition, and no weak ones',
    because: 'It compares the header as a whole.',
    aws: 'unknown',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-13.1',
    gives: {
      'If-Match of one ETag of several: GET and HEAD are 200': [412, 412],
      'If-None-Match of the ETag, weakly: GET and HEAD are 304': [200, 200],
    },
  },
  {
    group: 'conditions',
    minio: 'looks at If-Modified-Since also when there is an If-None-Match',
    because: 'It tries one condition after the other.',
    aws: 'unknown',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2',
    gives: { 'If-None-Match of another ETag, whatever the time: GET and HEAD are 200': [304, 304] },
  },
  {
    group: 'conditions',
    minio: 'does not name the condition that failed',
    because: 'Its errors have no elements of their own.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: { 'a condition that fails is named': ['PreconditionFailed', undefined] },
  },
  {
    group: 'conditions',
    minio: 'writes on condition that the object has not a certain ETag',
    because: 'It does as HTTP says; S3 takes an asterisk only.',
    aws: 'embedded',
    source: `${GUIDE}/conditional-writes.html`,
    gives: { 'If-None-Match of an ETag is not for writing': '200' },
  },
]

const changing: Difference[] = [
  {
    group: 'copies',
    minio: 'does not tell the checksum of a copy, nor make one of another kind',
    because: 'A copy keeps the checksum of its source, which HEAD tells.',
    aws: 'embedded',
    source: `${API}/API_CopyObject.html`,
    gives: {
      'a copy has the checksum of its source, and says so': [undefined, undefined, 'NhCmhg=='],
      'a copy has a checksum of another kind where that is asked for': [undefined, undefined],
      'an unknown checksum algorithm is refused': '200',
    },
  },
  {
    group: 'copies',
    minio: 'copies without looking at a condition on the destination',
    because: 'It knows those on the source.',
    aws: 'embedded',
    source: `${API}/API_CopyObject.html`,
    gives: { 'on condition of a destination of an ETag, where there is none': '200' },
  },
  {
    group: 'copies',
    minio: 'does not look at the owner that a client expects',
    because: 'It has no accounts.',
    aws: 'embedded',
    source: `${GUIDE}/bucket-owner-condition.html`,
    gives: { 'a source of another owner than expected is refused': '200' },
  },
  {
    group: 'copies',
    minio: 'has other errors for sources that are none',
    because: 'It reads the source as a bucket and a key, and looks for them.',
    aws: 'unknown',
    source: UNSEEN,
    gives: {
      'the source "%zz/a" is refused': '400 InvalidBucketName',
      'the source "bucket/a?versionId=3" is refused': '404 NoSuchVersion',
    },
  },
  {
    group: 'deletes',
    minio: 'deletes without looking at the ETag that a client demands',
    because: 'Conditional deletes came to S3 in 2025.',
    aws: 'embedded',
    source: `${GUIDE}/conditional-deletes.html`,
    gives: {
      'DeleteObject with If-Match of another ETag leaves the object': ['204', []],
      'DeleteObjects leaves an object of another ETag, and tells of it': [[], []],
    },
  },
  {
    group: 'deletes',
    minio: 'has a code of its own for a key that is too long',
    because: 'It is one of those that are no path on a disk.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: { 'DeleteObjects goes on after a key that is too long': [['a'], ['XMinioInvalidObjectName']] },
  },
  {
    group: 'deletes',
    minio: 'asks for a digest of the document by another code, and does not verify it',
    because: 'Reading the document does not go through what verifies bodies of objects.',
    aws: 'embedded',
    source: `${API}/API_DeleteObjects.html`,
    gives: {
      'the document needs a digest': '400 MissingContentMD5',
      'the digest of the document is verified as a checksum': '200',
      'the digest of the document is verified as Content-MD5': '200',
    },
  },
  {
    group: 'deletes',
    minio: 'is content with documents that are not quite right, and tells of each key without a name',
    because: 'It takes out of the document what it knows.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: {
      'the document "" is refused': '411 MissingContentLength',
      ...all(
        ['<Delete><Object/></Delete>', '<Delete><Object><Key></Key></Object></Delete>'].map(
          (document) => `the document "${document}" is refused`,
        ),
        '200 XMinioInvalidObjectName',
      ),
      ...all(
        [
          '<Remove><Object><Key>a</Key></Object></Remove>',
          '<!DOCTYPE a><Delete><Object><Key>a</Key></Object></Delete>',
        ].map((document) => `the document "${document}" is refused`),
        '200',
      ),
    },
  },
]

const COMPOSITE: [name: string, value: string][] = [
  ['CRC32', 'YJxjKA==-2'],
  ['CRC32C', 'bO4SRg==-2'],
  ['SHA1', 'I0EA61Mi+4/ID8xCVnGYE9IhdHU=-2'],
  ['SHA256', '2DsLqL3+KQL8t7qjTyqQd+c1dVgfCsi4RjhtXgnyWHw=-2'],
]
const FULL: [name: string, value: string][] = [
  ['CRC32', 'aSZ2Hg=='],
  ['CRC32C', '/uLerA=='],
  ['CRC64NVME', 'rlTQea2WBzU='],
]

const uploads: Difference[] = [
  {
    group: 'uploads',
    minio: 'leaves the slashes of a key as they are in the Location of an upload',
    because: 'It is a URL as it would be written by hand.',
    aws: 'embedded',
    source: `${API}/API_CompleteMultipartUpload.html`,
    gives: { 'an upload says where the object is, in its bucket, its key encoded': [1, '/%C3%BC'] },
  },
  {
    group: 'uploads',
    minio: 'lists uploads in the order in which they began, and knows no delimiter among them',
    because: 'It has them in memory, and not by key.',
    aws: 'embedded',
    source: `${API}/API_ListMultipartUploads.html`,
    gives: {
      ...all(
        [1, 2, 100].map((pageSize) => `uploads are all listed by key, once, in pages of ${pageSize}`),
        [['b', 'a/1', 'b', 'c/2/3', 'd', 'a/1'], 6],
      ),
      'uploads are grouped by a delimiter': [['b', 'a/1', 'b', 'c/2/3', 'd', 'a/1'], []],
    },
  },
  {
    group: 'uploads',
    minio: 'takes a part that is named twice, twice',
    because: 'It looks for numbers that fall, and not for those that stay.',
    aws: 'embedded',
    source: `${API}/API_CompleteMultipartUpload.html`,
    gives: { 'a part that is named twice is refused': '200' },
  },
  {
    group: 'uploads',
    minio: 'does not tell which part is too small',
    because: 'Its errors have no elements of their own.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: {
      'a small part is refused with its number and the sizes': {
        ProposedSize: undefined,
        MinSizeAllowed: undefined,
        PartNumber: undefined,
      },
    },
  },
  {
    group: 'uploads',
    minio: 'has other errors for documents that name no part',
    because: 'It reads what it knows, and then misses the parts.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: {
      ...all(
        ['', '<CompleteMultipartUpload/>', '<Delete/>'].map((body) => `the document "${body}" is refused`),
        '400 InvalidRequest',
      ),
      'the document "<CompleteMultipartUpload><Part/></CompleteMultipartUpload>" is refused': '400 InvalidPart',
    },
  },
  {
    group: 'uploads',
    minio: 'does not look at the size that is expected of the object',
    because: 'The header is from 2025.',
    aws: 'embedded',
    source: `${API}/API_CompleteMultipartUpload.html`,
    gives: { 'another size than expected is refused': '200' },
  },
  {
    group: 'uploads',
    minio: 'answers 204 to whoever aborts an upload that is not there, or is of another key',
    because: 'What is to be gone is gone.',
    aws: 'embedded',
    source: `${API}/API_AbortMultipartUpload.html`,
    gives: {
      'aborting twice is an error': '204',
      'an upload is known under its own key only': ['404 NoSuchUpload', '404 NoSuchUpload', '204'],
    },
  },
  {
    group: 'uploads',
    minio: 'lists uploads of a whole bucket or of one key, and none below a prefix',
    because: 'It finds them on its disks by the hash of their key.',
    aws: 'embedded',
    source: `${API}/API_ListMultipartUploads.html`,
    gives: { 'uploads below a prefix are listed': false },
  },
  {
    group: 'uploads',
    minio: 'says InvalidPart of numbers below 1',
    because: 'There is no such part.',
    aws: 'embedded',
    source: `${API}/API_UploadPart.html`,
    gives: all(['part 0 is refused', 'part -1 is refused'], '400 InvalidPart'),
  },
  {
    group: 'checksums of uploads',
    minio: 'does not tell the type of the checksum when an upload is completed, only later',
    because: 'The element is from 2025.',
    aws: 'embedded',
    source: `${API}/API_CompleteMultipartUpload.html`,
    gives: {
      ...Object.fromEntries(
        COMPOSITE.map(([name, value]) => [
          `${name} is made of those of the parts`,
          [
            [value, undefined],
            [value, 'COMPOSITE'],
          ],
        ]),
      ),
      ...Object.fromEntries(
        FULL.map(([name, value]) => [
          `${name} is of all bytes where that is asked for, and verified`,
          [MISMATCH, value, undefined],
        ]),
      ),
    },
  },
  {
    group: 'checksums of uploads',
    minio: 'adds no checksum to an object that has none',
    because: 'S3 does so since December 2024.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: { 'a checksum is a CRC64NVME of all bytes where nobody asks': [undefined, undefined] },
  },
  {
    group: 'checksums of uploads',
    minio: 'says InvalidArgument where S3 says InvalidRequest of checksums that do not fit the upload',
    because: 'All that is wrong with a header is an argument to it.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: all(
      [
        'a part with a checksum of another kind is refused',
        'a part without a checksum is refused',
        'a SHA256 of all bytes is refused',
        'a type without a kind is refused',
        'an unknown kind is refused',
      ],
      '400 InvalidArgument',
    ),
  },
  {
    group: 'checksums of uploads',
    minio: 'says XAmzContentChecksumMismatch of a wrong checksum, where S3 says BadDigest',
    because: 'It took the name from that of payload hashes.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: all(
      [
        'a part with a checksum of other bytes is refused',
        'a checksum of other bytes is refused where the upload has no kind',
        'a checksum of the object must be of the kind of the upload',
      ],
      MISMATCH,
    ),
  },
  {
    group: 'checksums of uploads',
    minio: 'says InvalidPart where a part is named without its checksum, and takes one where the upload has no kind',
    because: 'It compares what is named with what it has stored.',
    aws: 'embedded',
    source: `${API}/API_CompleteMultipartUpload.html`,
    gives: {
      'a part that is named without its checksum is refused': '400 InvalidPart',
      'a part is not named with a checksum where the upload has no kind': '200',
    },
  },
  {
    group: 'checksums of uploads',
    minio: 'takes a CRC64NVME as composite, and a type that changes on the way',
    because: 'It does as the upload was created, whatever is asked for later; a CRC64NVME is always of all bytes.',
    aws: 'embedded',
    source: INTEGRITY,
    gives: all(['a composite CRC64NVME is refused', 'the type cannot change on the way'], '200'),
  },
]

const listings: Difference[] = [
  {
    group: 'listing, version 1',
    minio: 'says where to go on behind every page that is not the last, with a note to itself in it',
    because: 'It remembers listings that it has begun.',
    aws: 'embedded',
    source: `${API}/API_ListObjects.html`,
    gives: {
      'NextMarker is said where there is a delimiter, and not else': [
        ['b/1[minio_cache:v2,return:]', true],
        ['b/[minio_cache:v2,return:]', true],
        ['c[minio_cache:v2,return:]', true],
      ],
      'encoding-type=url encodes keys, prefixes and markers': [
        [['a+b%2Bc/'], ['a+b%2Bd'], 'a+b', 'a+b%2Bd%5Bminio_cache%3Av2%2Creturn%3A%5D', 'url'],
        [['a+b%2Be'], 'a+b%2Bd'],
      ],
    },
  },
  {
    group: 'listing, version 1',
    minio: 'refuses a marker that does not begin with the prefix',
    because: 'No page of its own ends there.',
    aws: 'embedded',
    source: `${API}/API_ListObjects.html`,
    gives: { 'a marker in front of the prefix changes nothing': 'NotImplemented' },
  },
]

const questions: Difference[] = [
  {
    group: 'attributes',
    minio: 'knows no attribute whose name has a blank in front of it, as the SDK writes a list',
    because: 'It takes the header apart at the commas only.',
    aws: 'embedded',
    source: `${API}/API_GetObjectAttributes.html`,
    gives: { 'an object says what is asked of it, its ETag without quotes': 'InvalidArgument' },
  },
  {
    group: 'attributes',
    minio: 'says InvalidArgument where no attribute is asked for',
    because: 'No attribute is one whose name is empty.',
    aws: 'unknown',
    source: UNSEEN,
    gives: { 'a question without attributes is refused': '400 InvalidArgument' },
  },
  {
    group: 'attributes',
    minio: 'lists parts without checksums too',
    because: 'It knows their sizes.',
    aws: 'embedded',
    source: `${API}/API_GetObjectAttributesParts.html`,
    gives: {
      'parts without checksums are counted': [
        2,
        [
          { PartNumber: 1, Size: 5_242_880 },
          { PartNumber: 2, Size: 3 },
        ],
      ],
    },
  },
  {
    group: 'tagging',
    minio: 'takes letters of ASCII only',
    because: 'Its pattern has no others.',
    aws: 'embedded',
    source: `${GUIDE}/object-tagging.html`,
    gives: { 'tags are encoded as in a URL': 'NoSuchKey' },
  },
  {
    group: 'tagging',
    minio: 'has other errors for a header that is malformed, and takes an equals sign in a value',
    because: 'It reads the header as Go reads a query.',
    aws: 'embedded',
    source: 'https://github.com/aws/aws-cli/issues/2841',
    gives: {
      'a tag twice is refused': '400 InvalidTag',
      'a value with an equals sign that is not encoded is refused': '200',
      'a malformed encoding is refused': '400 XMinioInvalidObjectName',
    },
  },
  {
    group: 'tagging',
    minio: 'takes keys that AWS keeps for itself',
    because: 'It gives no tags of its own.',
    aws: 'embedded',
    source: 'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/custom-tags.html',
    gives: all(['a key of AWS is refused', 'a set with a key of AWS is refused'], '200'),
  },
  {
    group: 'tagging',
    minio: 'reads past what a document lacks, and fails at one of another name',
    because: 'Go’s reader of XML leaves empty what is not there.',
    aws: 'embedded',
    source: `${API}/API_PutObjectTagging.html`,
    gives: {
      ...all(
        ['<Tagging/>', '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>'].map(
          (document) => `the document ${document} is refused`,
        ),
        '200',
      ),
      'the document <TagSet/> is refused': '500 InternalError',
    },
  },
  {
    group: 'access',
    minio: 'shows an access control list with an owner who has no name, and refuses others as not implemented',
    because: 'It has policies instead.',
    aws: 'embedded',
    source: `${GUIDE}/about-object-ownership.html`,
    gives: {
      'a bucket and its objects are their owner’s, and nobody else’s': [false, false, false],
      ...all(['PUT /a?acl: public-read is refused', 'PUT ?acl: public-read is refused'], '501 NotImplemented'),
      ...all(
        ['PUT of an object: a grant in a header is refused', 'PUT of an object: nothing to put is refused'],
        '400 MalformedXML',
      ),
      'PUT of an object: a document that lets all people read is refused': '200',
    },
  },
  {
    group: 'access',
    minio: 'does not look at the owner that a client expects',
    because: 'It has no accounts.',
    aws: 'embedded',
    source: `${GUIDE}/bucket-owner-condition.html`,
    gives: {
      ...all(
        [
          'GET ?list-type=2',
          'GET ',
          'GET ?acl',
          'GET ?versioning',
          'GET /a',
          'PUT /a',
          'GET /a?tagging',
          'POST /a?uploads',
        ].map((request) => `${request}: another owner than expected is refused`),
        '200',
      ),
      'DELETE /a: another owner than expected is refused': '204',
    },
  },
  {
    group: 'settings of buckets',
    minio: 'says of a bucket without a policy that it is not public',
    because: 'That is what a policy would be asked for.',
    aws: 'embedded',
    source: `${API}/API_GetBucketPolicyStatus.html`,
    gives: { 'a new bucket has no policyStatus': '200' },
  },
  {
    group: 'settings of buckets',
    minio: 'writes a setting that is not there in another document',
    because: 'It answers this question always in the same words.',
    aws: 'embedded',
    source: `${API}/API_GetBucketLogging.html`,
    gives: { 'a new bucket has an empty logging': ['200', false] },
  },
  {
    group: 'settings of buckets',
    minio: 'encrypts nothing of its own accord, and has neither a block of the public nor a choice of owners',
    because: 'They came to S3 in 2018 and later, and S3 has them on since 2023.',
    aws: 'embedded',
    source: `${GUIDE}/default-bucket-encryption.html and ${GUIDE}/access-control-block-public-access.html`,
    gives: {
      'a new bucket is encrypted with keys of S3': 'ServerSideEncryptionConfigurationNotFoundError',
      'a new bucket blocks the public': 'NotImplemented',
      'the owner of a new bucket owns what is in it': 'NotImplemented',
    },
  },
  {
    group: 'settings of buckets',
    minio: 'does not say of every setting that its bucket is missing',
    because: 'It looks for the setting, and not for the bucket.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: {
      'a missing bucket has no tagging': '404 NoSuchTagSet',
      'a missing bucket has no object-lock': '404 ObjectLockConfigurationNotFoundError',
    },
  },
]

const partCopies: Difference[] = [
  {
    group: 'copies of parts',
    minio: 'copies no part into an upload with a checksum',
    because: 'It wants the checksum of the part from the client, who cannot know it.',
    aws: 'embedded',
    source: `${API}/API_UploadPartCopy.html`,
    gives: all(
      [
        'a copied part has a checksum of the kind of its upload',
        'an object has the checksum of its copied parts’ checksums',
      ],
      'InvalidArgument',
    ),
  },
  {
    group: 'copies of parts',
    minio: 'has other errors for a range behind the end and for part 0',
    because: 'It takes the range for one of a read, and the number for one of a part that is not there.',
    aws: 'unknown',
    source: UNSEEN,
    gives: {
      'the range bytes=5-6 of five bytes is refused': '416 InvalidRange',
      'the part number 0 is refused': '400 InvalidPart',
    },
  },
  {
    group: 'copies of parts',
    minio: 'does not look at the owner that a client expects of the source',
    because: 'It has no accounts.',
    aws: 'embedded',
    source: `${GUIDE}/bucket-owner-condition.html`,
    gives: { 'a source of another owner than expected is refused': '200' },
  },
]

/** MinIO of 2025-09-07, the last that its makers published as an image. */
export const MINIO_DIFFERENCES: Difference[] = [
  ...buckets,
  ...objects,
  ...bodies,
  ...conditional,
  ...changing,
  ...listings,
  ...questions,
  ...uploads,
  ...partCopies,
  ...minioSettings,
  ...minioForms,
]

/** What Outcrop answers before a request reaches the S3 behind it, as the embedded S3 does. */
export const ANSWERED_BY_THE_DOOR: Named = {
  bodies: ['in chunks of a form that is not known'],
  keys: ['the path %zz is no key', 'the path % is no key'],
  errors: ['GET /%zz is refused'],
}
