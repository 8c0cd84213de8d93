"""The life of batch jobs with boto3, as ../README.md lists it, against whatever the environment points to."""

import json
import os
import time
import urllib.request

import boto3
from botocore.exceptions import ClientError

MODEL = "amazon.titan-embed-text-v2:0"
ROLE = "arn:aws:iam::000000000000:role/any"
BUCKET = "made-by-boto3"
ODD_KEYS = ["a b", "a+b", "100%", "%41", "üñï/日本語/🌧️", "../up/./here/..", "a//b", "/", "k" * 1024]

s3 = boto3.client("s3")
bedrock = boto3.client("bedrock")


def records(count):
    lines = ({"recordId": f"REC{n:08}", "modelInput": {"inputText": f"text {n}", "dimensions": 256}} for n in range(count))
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def read(key, **options):
    return s3.get_object(Bucket=BUCKET, Key=key, **options)["Body"].read()


def keys(prefix=""):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix, PaginationConfig={"PageSize": 4})
    return [found["Key"] for page in pages for found in page.get("Contents", [])]


def create(name, key):
    return bedrock.create_model_invocation_job(
        jobName=name,
        roleArn=ROLE,
        modelId=MODEL,
        inputDataConfig={"s3InputDataConfig": {"s3Uri": f"s3://{BUCKET}/{key}"}},
        outputDataConfig={"s3OutputDataConfig": {"s3Uri": f"s3://{BUCKET}/out/"}},
        tags=[{"key": "team", "value": "a+b = c@d: e"}],
    )["jobArn"]


def wait(arn, status):
    deadline = time.monotonic() + 60
    while (job := bedrock.get_model_invocation_job(jobIdentifier=arn))["status"] != status:
        assert job["status"] in ("Submitted", "Validating", "Scheduled", "InProgress", "Stopping"), job
        assert time.monotonic() < deadline, f"not {status} after a minute: {job}"
        time.sleep(0.05)
    return job


def refusal(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return type(error).__name__, error.response["ResponseMetadata"]["HTTPStatusCode"]
    return "nothing was refused"


def a_bucket_is_made():
    s3.create_bucket(Bucket=BUCKET)
    assert BUCKET in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    s3.head_bucket(Bucket=BUCKET)


def objects_of_odd_keys_come_back():
    for key in ODD_KEYS:
        s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode(), Metadata={"made-by": "boto3"})
    assert keys() == sorted(ODD_KEYS, key=str.encode), keys()
    for key in ODD_KEYS:
        assert read(key) == key.encode(), key
        assert s3.head_object(Bucket=BUCKET, Key=key)["Metadata"] == {"made-by": "boto3"}
        link = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key})
        assert urllib.request.urlopen(link).read() == key.encode(), link
        s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": key})
        assert read("copy") == key.encode(), key
    deleted = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in [*ODD_KEYS, "copy"]]})
    assert len(deleted["Deleted"]) == len(ODD_KEYS) + 1, deleted
    assert keys() == []


def a_large_file_goes_up_and_down_in_parts():
    with open("large", "wb") as file:
        file.write(os.urandom(20_000_000))
    s3.upload_file("large", BUCKET, "large")
    assert s3.head_object(Bucket=BUCKET, Key="large")["ETag"].endswith('-3"')
    s3.download_file(BUCKET, "large", "large-again")
    assert open("large", "rb").read() == open("large-again", "rb").read()


def a_job_is_created_and_completes():
    s3.put_object(Bucket=BUCKET, Key="in/100.jsonl", Body=records(100))
    s3.put_object(Bucket=BUCKET, Key="in/20000.jsonl", Body=records(20_000))
    job = wait(create("first", "in/100.jsonl"), "Completed")
    counts = [job[f"{name}RecordCount"] for name in ("total", "processed", "success", "error")]
    assert counts == [100, 100, 100, 0], job
    assert job["submitTime"] <= job["endTime"] < job["jobExpirationTime"], job
    assert (job["jobName"], job["roleArn"], job["modelId"].endswith(MODEL)) == ("first", ROLE, True), job


def a_job_is_stopped():
    arn = create("second", "in/20000.jsonl")
    bedrock.stop_model_invocation_job(jobIdentifier=arn)
    assert "endTime" in wait(arn, "Stopped")
    assert refusal(bedrock.stop_model_invocation_job, jobIdentifier=arn) == ("ValidationException", 400)


def jobs_are_listed():
    paginator = bedrock.get_paginator("list_model_invocation_jobs")

    def names(**filters):
        pages = paginator.paginate(**filters, PaginationConfig={"PageSize": 1})
        return [job["jobName"] for page in pages for job in page["invocationJobSummaries"]]

    assert names() == ["second", "first"], names()
    assert names(sortBy="CreationTime", sortOrder="Ascending") == ["first", "second"]
    assert names(statusEquals="Completed") == ["first"]
    assert names(nameContains="eco") == ["second"]
    assert names(submitTimeAfter="2100-01-01T00:00:00Z") == []


def tags_are_read_and_changed():
    arn = bedrock.list_model_invocation_jobs(nameContains="first")["invocationJobSummaries"][0]["jobArn"]
    bedrock.tag_resource(resourceARN=arn, tags=[{"key": "stage", "value": "test"}])
    bedrock.untag_resource(resourceARN=arn, tagKeys=["team"])
    tags = bedrock.list_tags_for_resource(resourceARN=arn)["tags"]
    assert tags == [{"key": "stage", "value": "test"}], tags


def output_is_downloaded():
    arn = bedrock.list_model_invocation_jobs(nameContains="first")["invocationJobSummaries"][0]["jobArn"]
    folder = f"out/{arn.rpartition('/')[2]}"
    assert keys(folder) == [f"{folder}/100.jsonl.out", f"{folder}/manifest.json.out"], keys(folder)
    output = read(f"{folder}/100.jsonl.out")
    lines = [json.loads(line) for line in output.splitlines()]
    assert {line["recordId"] for line in lines} == {f"REC{n:08}" for n in range(100)}
    assert {len(line["modelOutput"]["embedding"]) for line in lines} == {256}
    assert json.loads(read(f"{folder}/manifest.json.out"))["successRecordCount"] == 100
    assert read(f"{folder}/100.jsonl.out", Range="bytes=10-19") == output[10:20]


def what_cannot_be_is_an_exception_of_its_own():
    arn = "arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/zzzzzzzzzzzz"
    unknown = {"jobIdentifier": arn}
    assert refusal(bedrock.get_model_invocation_job, **unknown) == ("ResourceNotFoundException", 404)
    assert refusal(create, name="-", key="in/100.jsonl") == ("ValidationException", 400)
    assert refusal(read, key="not there") == ("NoSuchKey", 404)
    assert refusal(s3.delete_bucket, Bucket=BUCKET) == ("ClientError", 409)


def everything_is_removed():
    for key in keys():
        s3.delete_object(Bucket=BUCKET, Key=key)
    s3.delete_bucket(Bucket=BUCKET)
    assert refusal(s3.head_bucket, Bucket=BUCKET) == ("ClientError", 404)


steps = [
    a_bucket_is_made,
    objects_of_odd_keys_come_back,
    a_large_file_goes_up_and_down_in_parts,
    a_job_is_created_and_completes,
    a_job_is_stopped,
    jobs_are_listed,
    tags_are_read_and_changed,
    output_is_downloaded,
    what_cannot_be_is_an_exception_of_its_own,
    everything_is_removed,
]
for step in steps:
    print(step.__name__.replace("_", " "), flush=True)
    step()
print(f"passed: boto3 {boto3.__version__}, {len(steps)} steps")
