# The life of batch jobs with the AWS CLI, as ../README.md lists it, and `aws s3` over a tree of odd names: lifecycle.sh TREE
set -euo pipefail

tree=$1
bucket=made-by-aws-cli
model=amazon.titan-embed-text-v2:0

step() { echo "$1"; }
fail() { echo "failed: $1" >&2; exit 1; }
# same WHAT GOT EXPECTED
same() { [ "$2" = "$3" ] || fail "$1: got $2, expected $3"; }

# refused CODE COMMAND...: fails, with this code.
refused() {
  local code=$1 said
  shift
  said=$("$@" 2>&1 >/dev/null) && fail "$* was not refused"
  [[ $said == *"($code)"* ]] || fail "expected $code, got $said"
}

records() {
  for ((n = 0; n < $1; n++)); do
    printf '{"recordId":"REC%08d","modelInput":{"inputText":"text %d","dimensions":256}}\n' $n $n
  done
}

# create NAME FILE: prints the ARN.
create() {
  aws bedrock create-model-invocation-job --job-name "$1" --model-id $model --role-arn arn:aws:iam::000000000000:role/any \
    --input-data-config "s3InputDataConfig={s3Uri=s3://$bucket/$2}" \
    --output-data-config "s3OutputDataConfig={s3Uri=s3://$bucket/out/}" \
    --tags key=team,value=a+b --query jobArn --output text
}

get_job() { aws bedrock get-model-invocation-job --job-identifier "$1" --query "$2" --output text; }

# wait_for ARN STATUS: a minute at most.
wait_for() {
  local deadline=$((SECONDS + 60))
  until [ "$(get_job "$1" status)" = "$2" ]; do [ $SECONDS -lt $deadline ] || fail "not $2 after a minute"; done
}

names() { aws bedrock list-model-invocation-jobs --page-size 1 "$@" --query 'invocationJobSummaries[].jobName' --output text | tr '\t\n' '  '; }

step 'a bucket is made'
aws s3 mb s3://$bucket >/dev/null
aws s3api head-bucket --bucket $bucket >/dev/null
[[ $(aws s3 ls) == *$bucket* ]] || fail 'the bucket is not listed'

step 'a tree of odd names goes up, is listed, and comes back'
aws s3 sync "$tree" s3://$bucket/tree --only-show-errors
same 'the second sync' "$(aws s3 sync "$tree" s3://$bucket/tree)" ''
aws s3 ls --recursive s3://$bucket/tree/ | sed -E 's/^.{19} +[0-9]+ tree\///' | LC_ALL=C sort >listed
(cd "$tree" && find . -type f -printf '%P\n') | LC_ALL=C sort | cmp - listed || fail 'the listing differs'
aws s3 sync s3://$bucket/tree tree --only-show-errors
diff -r "$tree" tree || fail 'the tree differs'
aws s3 cp --recursive s3://$bucket/tree s3://$bucket/copy --only-show-errors
aws s3 cp --recursive s3://$bucket/copy copy --only-show-errors
diff -r "$tree" copy || fail 'the copied tree differs'

step 'keys that are no paths'
for key in 'a//b' '../up/./here/..'; do
  printf %s "$key" | aws s3 cp - "s3://$bucket/$key"
  same "$key" "$(aws s3 cp "s3://$bucket/$key" -)" "$key"
  same "the link to $key" "$(curl --silent --fail --path-as-is "$(aws s3 presign "s3://$bucket/$key")")" "$key"
  aws s3 rm "s3://$bucket/$key" --only-show-errors
done
same 'the link to a file of the tree' \
  "$(curl --silent --fail "$(aws s3 presign "s3://$bucket/tree/a+b/c+.txt" --region eu-central-1)" | sha256sum)" "$(sha256sum <"$tree/a+b/c+.txt")"
aws s3 rm --recursive s3://$bucket --only-show-errors
same 'what is left' "$(aws s3 ls --recursive s3://$bucket || true)" ''

step 'a job is created and completes'
records 100 | aws s3 cp - s3://$bucket/in/100.jsonl
records 20000 | aws s3 cp - s3://$bucket/in/20000.jsonl
first=$(create first in/100.jsonl)
wait_for "$first" Completed
same 'counts' "$(get_job "$first" '[totalRecordCount,processedRecordCount,successRecordCount,errorRecordCount]' | tr '\t' ' ')" '100 100 100 0'

step 'a job is stopped'
second=$(create second in/20000.jsonl)
aws bedrock stop-model-invocation-job --job-identifier "$second"
wait_for "$second" Stopped
refused ValidationException aws bedrock stop-model-invocation-job --job-identifier "$second"

step 'jobs are listed'
same 'all' "$(names)" 'second first '
same 'the oldest first' "$(names --sort-by CreationTime --sort-order Ascending)" 'first second '
same 'the completed' "$(names --status-equals Completed)" 'first '
same 'eco' "$(names --name-contains eco)" 'second '
same 'the future' "$(names --submit-time-after 2100-01-01T00:00:00Z)" ''

step 'tags are read and changed'
aws bedrock tag-resource --resource-arn "$first" --tags key=stage,value=test
aws bedrock untag-resource --resource-arn "$first" --tag-keys team
same 'tags' "$(aws bedrock list-tags-for-resource --resource-arn "$first" --query 'tags[].[key,value]' --output text | tr '\t' ' ')" 'stage test'

step 'output is downloaded'
aws s3 cp --recursive "s3://$bucket/out/${first##*/}/" output --only-show-errors
same 'files' "$(ls output | tr '\n' ' ')" '100.jsonl.out manifest.json.out '
same 'records' "$(grep -o '"recordId":"REC[0-9]*"' output/100.jsonl.out | sort -u | wc -l) $(grep -c '"modelOutput":{"embedding"' output/100.jsonl.out)" '100 100'
grep -q '"successRecordCount":100' output/manifest.json.out || fail 'the manifest counts otherwise'

step 'what cannot be is refused'
refused ResourceNotFoundException get_job "${first%/*}/zzzzzzzzzzzz" status
refused ValidationException create - in/100.jsonl
refused NoSuchKey aws s3api get-object --bucket $bucket --key 'not there' nothing
refused BucketNotEmpty aws s3 rb s3://$bucket

step 'everything is removed'
aws s3 rb --force s3://$bucket >/dev/null
refused 404 aws s3api head-bucket --bucket $bucket
echo "passed: $(aws --version | cut -d' ' -f1), 10 steps"
