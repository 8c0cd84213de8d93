import type { Difference } from './difference.ts'

const API = 'https://docs.aws.amazon.com/AmazonS3/latest/API'
const GUIDE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide'
const UNSEEN = 'not in the documents'

/** Of settings that buckets are told, and of versions. */
export const minioSettings: Difference[] = [
  {
    group: 'listing of versions',
    minio: 'answers a version marker without a key with 501, and takes any other',
    because: 'It looks at the marker only where there are versions.',
    aws: 'embedded',
    source: `${API}/API_ListObjectVersions.html`,
    gives: {
      'a version marker without a key is refused': '501 NotImplemented',
      'an empty version marker is refused': '200',
      'a version that there cannot be is no marker': '200',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'has no CORS rules of buckets',
    because: 'It has one rule for all of them, which its administrator sets.',
    aws: 'embedded',
    source: `${API}/API_PutBucketCors.html`,
    gives: {
      'a bucket is told its cors, and says it again': ['501 NotImplemented', false],
      'a bucket forgets its cors, twice if need be': [
        '501 NotImplemented',
        '501 NotImplemented',
        '404 NoSuchCORSConfiguration',
      ],
      'a setting is refused: no CORS rule': '501 NotImplemented',
      'a setting is refused: a CORS rule without an origin': '501 NotImplemented',
      'a setting is refused: a CORS rule for PATCH': '501 NotImplemented',
      'a setting is refused: an origin with two wildcards': '501 NotImplemented',
      'a setting is refused: 101 CORS rules': '501 NotImplemented',
      'nothing is no cors': '501 NotImplemented',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'takes a question about something that it does not know for one about the bucket itself',
    because: 'So PUT of a block of the public makes a bucket, and DELETE removes it.',
    aws: 'embedded',
    source: `${API}/API_DeletePublicAccessBlock.html and ${API}/API_PutBucketOwnershipControls.html`,
    gives: {
      'a bucket is told its publicAccessBlock, and says it again': ['400 MalformedXML', false],
      'a bucket is told its ownershipControls, and says it again': ['400 MalformedXML', false],
      'a bucket forgets its publicAccessBlock, twice if need be': ['204', '404 NoSuchBucket', '501 NotImplemented'],
      'a bucket forgets its ownershipControls, twice if need be': ['204', '404 NoSuchBucket', '501 NotImplemented'],
      'a missing bucket is not told its publicAccessBlock': '400 MalformedXML',
      'a missing bucket is not told its ownershipControls': '400 MalformedXML',
      'nothing is no publicAccessBlock': '409 BucketAlreadyOwnedByYou',
      'nothing is no ownershipControls': '409 BucketAlreadyOwnedByYou',
      'a bucket that blocks nothing takes a policy for everybody, and says that it is public': [
        '404 NoSuchBucket',
        undefined,
      ],
      'a bucket may be told the requestPayment that it has': '400 MalformedXML',
      'a bucket may be told the logging that it has': '400 MalformedXML',
      'a bucket may be told the accelerate that it has': '400 MalformedXML',
      'a bucket forgets the website that it has not': '200',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'has neither lists of other configurations nor blocks of public policies',
    because: 'They are about what S3 counts and charges, and about who is public, which its own policies say.',
    aws: 'embedded',
    source: `${GUIDE}/access-control-block-public-access.html`,
    gives: {
      'a policy for everybody is blocked': '204',
      'a new bucket has no list of analytics': ['501 NotImplemented', undefined],
      'a new bucket has no list of intelligent-tiering': ['501 NotImplemented', undefined],
      'a new bucket has no list of inventory': ['501 NotImplemented', undefined],
      'a new bucket has no list of metrics': ['501 NotImplemented', undefined],
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'encrypts with a KMS only where it was given one, and nothing of its own accord',
    because: 'The keys are those of a server beside it.',
    aws: 'embedded',
    source: `${GUIDE}/default-bucket-encryption.html`,
    gives: {
      'a bucket is told its encryption, and says it again': ['501 NotImplemented', false],
      'a bucket forgets its encryption, twice if need be': [
        '204',
        '204',
        '404 ServerSideEncryptionConfigurationNotFoundError',
      ],
      'an object is encrypted as its bucket says, unless it says otherwise itself': [
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
      ],
      'a setting is refused: a KMS key without KMS': '400 MalformedXML',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'checks tags of buckets by rules of its own',
    because: 'It knows neither tags of AWS nor what a document lacks.',
    aws: 'embedded',
    source: `${API}/API_PutBucketTagging.html`,
    gives: {
      'a setting is refused: tags without a set': '200',
      'a setting is refused: a tag without a value': '200',
      'a setting is refused: a tag twice': '400 MalformedXML',
      'a setting is refused: a tag of AWS': '200',
      'a setting is refused: 51 tags': '400 MalformedXML',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'checks lifecycles by rules of its own, and before it looks for the bucket',
    because: 'They are rules of its own scanner.',
    aws: 'unknown',
    source: UNSEEN,
    gives: {
      'a setting is refused: no lifecycle rule': '400 InvalidArgument',
      'a setting is refused: a lifecycle rule with another status': '400 InvalidArgument',
      'a setting is refused: a lifecycle rule that does nothing': '400 InvalidArgument',
      'a missing bucket is not told its lifecycle': '200',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'reads nothing as a broken document',
    because: 'It has no error of its own for that.',
    aws: 'embedded',
    source: `${API}/ErrorResponses.html`,
    gives: {
      'nothing is no tagging': '400 MalformedXML',
      'nothing is no lifecycle': '500 InternalError',
      'nothing is no encryption': '400 MalformedXML',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'writes a policy anew, and knows fewer conditions',
    because: 'It acts on its policies, and keeps what it understood.',
    aws: 'embedded',
    source: `${API}/API_GetBucketPolicy.html`,
    gives: {
      'a policy is kept, and forgotten': ['204', false, 'application/json', '204', '404 NoSuchBucketPolicy'],
      'a policy for everybody in one organisation is not blocked': '400 MalformedPolicy',
      'a policy for everybody in any organisation is blocked': '400 MalformedPolicy',
    },
  },
  {
    group: 'settings that buckets are told',
    minio: 'cannot forget a replication that there is not',
    because: 'It looks for the other end first.',
    aws: 'embedded',
    source: `${API}/API_DeleteBucketReplication.html`,
    gives: {
      'a bucket forgets the replication that it has not': '404 XMinioAdminRemoteTargetNotFoundError',
    },
  },
]
