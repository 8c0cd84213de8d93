# A tree of odd names with s3cmd: copied, listed, checked, copied within S3, linked to, deleted. copy-tree.sh TREE
set -euo pipefail

tree=$1
bucket=made-by-s3cmd
# The only client here that does not read AWS_ENDPOINT_URL.
host=${AWS_ENDPOINT_URL#http://}

step() { echo "$1"; }
fail() { echo "failed: $1" >&2; exit 1; }
# same WHAT GOT EXPECTED
same() { [ "$2" = "$3" ] || fail "$1: got $2, expected $3"; }
s3() { s3cmd --no-ssl --host "$host" --host-bucket "$host" --no-progress "$@"; }
quietly() { s3 --quiet "$@"; }

step 'a bucket is made'
quietly mb s3://$bucket
[[ $(s3 ls) == *s3://$bucket ]] || fail 'the bucket is not listed'

step 'a tree of odd names goes up'
quietly sync "$tree/" s3://$bucket/tree/

step 'it is listed'
s3 ls --recursive s3://$bucket/tree/ | sed -E 's/^.{16} +[0-9]+ +s3:\/\/[^/]+\/tree\///' | LC_ALL=C sort >listed
(cd "$tree" && find . -type f -printf '%P\n') | LC_ALL=C sort | cmp - listed || fail 'the listing differs'
same 'folders' "$(s3 ls s3://$bucket/tree/wild | awk '{print $1, $2}')" "DIR s3://$bucket/tree/wild/"

step 'it is the same by its MD5 sums'
same 'the second sync' "$(s3 sync "$tree/" s3://$bucket/tree/)" ''

step 'it comes back'
mkdir tree copy
quietly get --recursive s3://$bucket/tree/ tree/
diff -r "$tree" tree || fail 'the tree differs'

step 'it is copied within S3'
quietly cp --recursive s3://$bucket/tree/ s3://$bucket/copy/
quietly get --recursive s3://$bucket/copy/ copy/
diff -r "$tree" copy || fail 'the copied tree differs'

step 'what is known of an object is told'
s3 info "s3://$bucket/tree/sizes/one" >info
grep -q "MD5 sum: *$(md5sum <"$tree/sizes/one" | cut -d' ' -f1)" info || fail 'info says another MD5 sum'
s3 info s3://$bucket >info
grep -q 'Location: *us-east-1' info || fail 'info says another region'

step 'keys that are no paths'
for key in 'a//b' '../up/./here/..'; do
  printf %s "$key" >key
  quietly put key "s3://$bucket/$key"
  same "$key" "$(quietly get "s3://$bucket/$key" -)" "$key"
  link=$(s3 signurl "s3://$bucket/$key" +60)
  same "the link to $key" "$(curl --silent --fail --path-as-is "${link/https:/http:}")" "$key"
done

step 'everything is removed'
quietly del --recursive --force s3://$bucket
same 'what is left' "$(s3 ls --recursive s3://$bucket)" ''
quietly rb s3://$bucket
s3 ls s3://$bucket 2>/dev/null && fail 'the bucket is still there'
echo "passed: $(s3cmd --version), 9 steps"
