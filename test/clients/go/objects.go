package main

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"sort"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
)

const partSize = 5 << 20

var (
	bucket  = aws.String("made-by-go")
	oddKeys = []string{"a b", "a+b", "100%", "%41", "üñï/日本語/🌧️", "../up/./here/..", "a//b", "/", strings.Repeat("k", 1024)}
)

func makeBucket() {
	must(objects.CreateBucket(background, &s3.CreateBucketInput{Bucket: bucket}))
	must(objects.HeadBucket(background, &s3.HeadBucketInput{Bucket: bucket}))
}

func put(key string, body []byte) {
	must(objects.PutObject(background, &s3.PutObjectInput{
		Bucket: bucket, Key: &key, Body: bytes.NewReader(body), Metadata: map[string]string{"made-by": "go"},
	}))
}

func get(key string) []byte {
	object := must(objects.GetObject(background, &s3.GetObjectInput{Bucket: bucket, Key: &key}))
	defer object.Body.Close()
	return must(io.ReadAll(object.Body))
}

func keysBelow(prefix string) (keys []string) {
	pages := s3.NewListObjectsV2Paginator(objects, &s3.ListObjectsV2Input{
		Bucket: bucket, Prefix: &prefix, MaxKeys: aws.Int32(4),
	})
	for pages.HasMorePages() {
		for _, object := range must(pages.NextPage(background)).Contents {
			keys = append(keys, *object.Key)
		}
	}
	return keys
}

func tryOddKeys() {
	sorted := append([]string{}, oddKeys...)
	sort.Strings(sorted)
	for _, key := range oddKeys {
		put(key, []byte(key))
	}
	same("keys", keysBelow(""), sorted)
	for _, key := range oddKeys {
		same("object", string(get(key)), key)
		same("link", fetchLink(key), key)
		source := *bucket + "/" + url.PathEscape(key)
		must(objects.CopyObject(background, &s3.CopyObjectInput{Bucket: bucket, Key: aws.String("copy"), CopySource: &source}))
		copied := must(objects.HeadObject(background, &s3.HeadObjectInput{Bucket: bucket, Key: aws.String("copy")}))
		same("metadata of the copy", copied.Metadata, map[string]string{"made-by": "go"})
		same("copy", string(get("copy")), key)
	}
	removeAllObjects()
	same("keys", len(keysBelow("")), 0)
}

func fetchLink(key string) string {
	link := must(s3.NewPresignClient(objects).PresignGetObject(background, &s3.GetObjectInput{Bucket: bucket, Key: &key}))
	answer := must(http.Get(link.URL))
	defer answer.Body.Close()
	return string(must(io.ReadAll(answer.Body)))
}

func uploadInParts() {
	key := aws.String("large")
	upload := must(objects.CreateMultipartUpload(background, &s3.CreateMultipartUploadInput{
		Bucket: bucket, Key: key, ChecksumAlgorithm: s3types.ChecksumAlgorithmCrc32,
	})).UploadId
	whole := bytes.Repeat([]byte("0123456789abcdef"), partSize*5/2/16)
	var parts []s3types.CompletedPart
	for begin, number := 0, int32(1); begin < len(whole); begin, number = begin+partSize, number+1 {
		part := must(objects.UploadPart(background, &s3.UploadPartInput{
			Bucket: bucket, Key: key, UploadId: upload, PartNumber: aws.Int32(number),
			Body: bytes.NewReader(whole[begin:min(begin+partSize, len(whole))]),
		}))
		parts = append(parts, s3types.CompletedPart{PartNumber: aws.Int32(number), ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32})
	}
	must(objects.CompleteMultipartUpload(background, &s3.CompleteMultipartUploadInput{
		Bucket: bucket, Key: key, UploadId: upload, MultipartUpload: &s3types.CompletedMultipartUpload{Parts: parts},
	}))
	same("the object of three parts", bytes.Equal(get("large"), whole), true)
}

func removeAllObjects() {
	var identifiers []s3types.ObjectIdentifier
	for _, key := range keysBelow("") {
		identifiers = append(identifiers, s3types.ObjectIdentifier{Key: aws.String(key)})
	}
	deleted := must(objects.DeleteObjects(background, &s3.DeleteObjectsInput{
		Bucket: bucket, Delete: &s3types.Delete{Objects: identifiers},
	}))
	same("what is deleted", len(deleted.Deleted), len(identifiers))
}

func removeAll() {
	removeAllObjects()
	must(objects.DeleteBucket(background, &s3.DeleteBucketInput{Bucket: bucket}))
	_, err := objects.HeadBucket(background, &s3.HeadBucketInput{Bucket: bucket})
	refused[*s3types.NotFound](err, "NotFound")
}
