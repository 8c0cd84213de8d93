package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
)

const model = "amazon.titan-embed-text-v2:0"

// Of the job that completes.
var jobArn *string

func records(count int) []byte {
	var lines bytes.Buffer
	for n := range count {
		fmt.Fprintf(&lines, `{"recordId":"REC%08d","modelInput":{"inputText":"text %d","dimensions":256}}`+"\n", n, n)
	}
	return lines.Bytes()
}

func create(name, key string) (*bedrock.CreateModelInvocationJobOutput, error) {
	return jobs.CreateModelInvocationJob(background, &bedrock.CreateModelInvocationJobInput{
		JobName: &name,
		ModelId: aws.String(model),
		RoleArn: aws.String("arn:aws:iam::000000000000:role/any"),
		InputDataConfig: &types.ModelInvocationJobInputDataConfigMemberS3InputDataConfig{
			Value: types.ModelInvocationJobS3InputDataConfig{S3Uri: aws.String("s3://" + *bucket + "/" + key)},
		},
		OutputDataConfig: &types.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig{
			Value: types.ModelInvocationJobS3OutputDataConfig{S3Uri: aws.String("s3://" + *bucket + "/out/")},
		},
		Tags: []types.Tag{{Key: aws.String("team"), Value: aws.String("a+b = c@d: e")}},
	})
}

func wait(arn *string, status types.ModelInvocationJobStatus) (job *bedrock.GetModelInvocationJobOutput) {
	eventually(string(status), func() bool {
		job = must(jobs.GetModelInvocationJob(background, &bedrock.GetModelInvocationJobInput{JobIdentifier: arn}))
		return job.Status == status
	})
	return job
}

func completeJob() {
	put("in/100.jsonl", records(100))
	put("in/20000.jsonl", records(20_000))
	jobArn = must(create("first", "in/100.jsonl")).JobArn
	job := wait(jobArn, types.ModelInvocationJobStatusCompleted)
	counts := []int64{*job.TotalRecordCount, *job.ProcessedRecordCount, *job.SuccessRecordCount, *job.ErrorRecordCount}
	same("counts", counts, []int64{100, 100, 100, 0})
	same("times", job.SubmitTime.Before(*job.EndTime) && job.EndTime.Before(*job.JobExpirationTime), true)
	same("model", strings.HasSuffix(*job.ModelId, model), true)
}

func stopJob() {
	arn := must(create("second", "in/20000.jsonl")).JobArn
	must(jobs.StopModelInvocationJob(background, &bedrock.StopModelInvocationJobInput{JobIdentifier: arn}))
	same("end of the stopped job", wait(arn, types.ModelInvocationJobStatusStopped).EndTime != nil, true)
	_, err := jobs.StopModelInvocationJob(background, &bedrock.StopModelInvocationJobInput{JobIdentifier: arn})
	refused[*types.ValidationException](err, "ValidationException")
}

func names(filters bedrock.ListModelInvocationJobsInput) (names []string) {
	filters.MaxResults = aws.Int32(1)
	pages := bedrock.NewListModelInvocationJobsPaginator(jobs, &filters)
	for pages.HasMorePages() {
		for _, job := range must(pages.NextPage(background)).InvocationJobSummaries {
			names = append(names, *job.JobName)
		}
	}
	return names
}

func listJobs() {
	type filters = bedrock.ListModelInvocationJobsInput
	same("all", names(filters{}), []string{"second", "first"})
	ascending := filters{SortBy: types.SortJobsByCreationTime, SortOrder: types.SortOrderAscending}
	same("the oldest first", names(ascending), []string{"first", "second"})
	same("the completed", names(filters{StatusEquals: types.ModelInvocationJobStatusCompleted}), []string{"first"})
	same("eco", names(filters{NameContains: aws.String("eco")}), []string{"second"})
	same("the future", len(names(filters{SubmitTimeAfter: aws.Time(time.Now().Add(time.Hour))})), 0)
}

func changeTags() {
	stage := types.Tag{Key: aws.String("stage"), Value: aws.String("test")}
	must(jobs.TagResource(background, &bedrock.TagResourceInput{ResourceARN: jobArn, Tags: []types.Tag{stage}}))
	must(jobs.UntagResource(background, &bedrock.UntagResourceInput{ResourceARN: jobArn, TagKeys: []string{"team"}}))
	listed := must(jobs.ListTagsForResource(background, &bedrock.ListTagsForResourceInput{ResourceARN: jobArn}))
	same("tags", listed.Tags, []types.Tag{stage})
}

func downloadOutput() {
	folder := "out/" + (*jobArn)[strings.LastIndex(*jobArn, "/")+1:]
	same("keys", keysBelow(folder), []string{folder + "/100.jsonl.out", folder + "/manifest.json.out"})
	ids := map[string]bool{}
	for line := range bytes.Lines(get(folder + "/100.jsonl.out")) {
		var record struct {
			RecordId    string
			ModelOutput struct{ Embedding []float64 }
		}
		check(json.Unmarshal(line, &record))
		same("dimensions", len(record.ModelOutput.Embedding), 256)
		ids[record.RecordId] = true
	}
	for n := range 100 {
		same("record", ids[fmt.Sprintf("REC%08d", n)], true)
	}
	same("records", len(ids), 100)
	var manifest struct{ SuccessRecordCount int }
	check(json.Unmarshal(get(folder+"/manifest.json.out"), &manifest))
	same("manifest", manifest.SuccessRecordCount, 100)
}

func seeErrors() {
	unknown := aws.String("arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/zzzzzzzzzzzz")
	_, err := jobs.GetModelInvocationJob(background, &bedrock.GetModelInvocationJobInput{JobIdentifier: unknown})
	refused[*types.ResourceNotFoundException](err, "ResourceNotFoundException")
	_, err = create("-", "in/100.jsonl")
	refused[*types.ValidationException](err, "ValidationException")
	_, err = objects.GetObject(background, &s3.GetObjectInput{Bucket: bucket, Key: aws.String("not there")})
	refused[*s3types.NoSuchKey](err, "NoSuchKey")
}
