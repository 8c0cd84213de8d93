# A tree of odd names with rclone: copied, listed, checked, copied within S3, linked to, deleted. copy-tree.sh TREE
set -euo pipefail

tree=$1
bucket=made-by-rclone
# A remote that is called `outcrop`; its credentials and region are those of the environment.
export RCLONE_CONFIG_OUTCROP_TYPE=s3 RCLONE_CONFIG_OUTCROP_PROVIDER=Other RCLONE_CONFIG_OUTCROP_ENV_AUTH=true \
  RCLONE_CONFIG_OUTCROP_ENDPOINT=$AWS_ENDPOINT_URL
# Otherwise rclone wants hundreds of megabytes before it uploads and copies in parts.
export RCLONE_S3_UPLOAD_CUTOFF=5Mi RCLONE_S3_COPY_CUTOFF=5Mi RCLONE_S3_CHUNK_SIZE=5Mi

step() { echo "$1"; }
fail() { echo "failed: $1" >&2; exit 1; }
# same WHAT GOT EXPECTED
same() { [ "$2" = "$3" ] || fail "$1: got $2, expected $3"; }
# Otherwise two names of the tree are one to rclone.
remote() { rclone --config /dev/null --retries 1 --log-level ERROR --no-unicode-normalization "$@"; }

step 'a bucket is made'
remote mkdir outcrop:$bucket
same 'buckets' "$(remote lsf outcrop:)" "$bucket/"

step 'a tree of odd names goes up'
remote copy "$tree" outcrop:$bucket/tree

step 'it is listed'
remote lsf --recursive --files-only outcrop:$bucket/tree | LC_ALL=C sort >listed
(cd "$tree" && find . -type f -printf '%P\n') | LC_ALL=C sort | cmp - listed || fail 'the listing differs'

step 'it is checked, by its hashes and by its bytes'
remote check "$tree" outcrop:$bucket/tree
remote check --download "$tree" outcrop:$bucket/tree
remote touch "outcrop:$bucket/tree/added"
remote check "$tree" outcrop:$bucket/tree 2>/dev/null && fail 'what was added is not seen'
remote deletefile "outcrop:$bucket/tree/added"

step 'it comes back'
remote sync outcrop:$bucket/tree tree
diff -r "$tree" tree || fail 'the tree differs'

step 'it is copied within S3'
remote copy outcrop:$bucket/tree outcrop:$bucket/copy
remote check outcrop:$bucket/tree outcrop:$bucket/copy
remote copy outcrop:$bucket/copy copy
diff -r "$tree" copy || fail 'the copied tree differs'

step 'it is linked to'
same 'the link' "$(curl --silent --fail "$(remote link "outcrop:$bucket/tree/a+b/c+.txt")" | sha256sum)" "$(sha256sum <"$tree/a+b/c+.txt")"

step 'everything is removed'
remote delete outcrop:$bucket/copy
remote purge outcrop:$bucket
same 'buckets' "$(remote lsf outcrop:)" ''
echo "passed: $(rclone version | head -n 1), 8 steps"
