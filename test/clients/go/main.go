// The life of batch jobs with the AWS SDK for Go, as ../README.md lists it, against whatever the environment points to.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
)

var (
	background = context.Background()
	jobs       *bedrock.Client
	objects    *s3.Client
)

type step struct {
	name string
	run  func()
}

var steps = []step{
	{"a bucket is made", makeBucket},
	{"objects of odd keys come back", tryOddKeys},
	{"a large object goes up in parts", uploadInParts},
	{"a job is created and completes", completeJob},
	{"a job is stopped", stopJob},
	{"jobs are listed", listJobs},
	{"tags are read and changed", changeTags},
	{"output is downloaded", downloadOutput},
	{"what cannot be is an error of its own", seeErrors},
	{"everything is removed", removeAll},
}

func main() {
	settings, err := config.LoadDefaultConfig(background)
	check(err)
	jobs, objects = bedrock.NewFromConfig(settings), s3.NewFromConfig(settings)
	for _, step := range steps {
		fmt.Println(step.name)
		step.run()
	}
	fmt.Printf("passed: AWS SDK for Go %s, %d steps\n", aws.SDKVersion, len(steps))
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

// must is check for calls that give something.
func must[T any](value T, err error) T {
	check(err)
	return value
}

func fail(what string) {
	fmt.Fprintln(os.Stderr, "failed:", what)
	os.Exit(1)
}

func same(what string, got, expected any) {
	if !reflect.DeepEqual(got, expected) {
		fail(fmt.Sprintf("%s: got %v, expected %v", what, got, expected))
	}
}

// refused wants an error of this code, and of this type where the SDK has one.
func refused[E error](err error, code string) {
	var typed E
	var api smithy.APIError
	if !errors.As(err, &api) || api.ErrorCode() != code || !errors.As(err, &typed) {
		fail(fmt.Sprintf("expected %s as %T, got %v", code, typed, err))
	}
}

// eventually asks until the answer is yes, a minute at most.
func eventually(what string, isSo func() bool) {
	for deadline := time.Now().Add(time.Minute); !isSo(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			fail(what + ": not so after a minute")
		}
	}
}
