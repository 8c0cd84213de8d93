import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.GetModelInvocationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ListModelInvocationJobsRequest;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobSummary;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.SortJobsBy;
import software.amazon.awssdk.services.bedrock.model.SortOrder;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What the steps do with Bedrock. */
final class Jobs implements AutoCloseable {
    private static final String MODEL = "amazon.titan-embed-text-v2:0";

    private final BedrockClient bedrock = BedrockClient.create();
    private final Objects objects;
    /** Of the job that completes. */
    private String jobArn;

    Jobs(Objects objects) {
        this.objects = objects;
    }

    private static String recordId(int n) {
        return String.format("REC%08d", n);
    }

    private static byte[] records(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> """
                        {"recordId":"%s","modelInput":{"inputText":"text %d","dimensions":256}}
                        """.formatted(recordId(n), n))
                .collect(Collectors.joining()).getBytes(UTF_8);
    }

    private String create(String name, String key) {
        var tag = Tag.builder().key("team").value("a+b = c@d: e").build();
        var bucket = "s3://" + objects.bucket + "/";
        return bedrock.createModelInvocationJob(request -> request
                .jobName(name)
                .modelId(MODEL)
                .roleArn("arn:aws:iam::000000000000:role/any")
                .inputDataConfig(input -> input.s3InputDataConfig(s3 -> s3.s3Uri(bucket + key)))
                .outputDataConfig(output -> output.s3OutputDataConfig(s3 -> s3.s3Uri(bucket + "out/")))
                .tags(tag)).jobArn();
    }

    private GetModelInvocationJobResponse get(String arn) {
        return bedrock.getModelInvocationJob(request -> request.jobIdentifier(arn));
    }

    private GetModelInvocationJobResponse await(String arn, ModelInvocationJobStatus status) throws Exception {
        Check.eventually(status.toString(), () -> get(arn).status() == status);
        return get(arn);
    }

    void completeJob() throws Exception {
        objects.put("in/100.jsonl", records(100));
        objects.put("in/20000.jsonl", records(20_000));
        jobArn = create("first", "in/100.jsonl");
        var job = await(jobArn, ModelInvocationJobStatus.COMPLETED);
        var counts = List.of(job.totalRecordCount(), job.processedRecordCount(), job.successRecordCount(), job.errorRecordCount());
        Check.same("counts", counts, List.of(100L, 100L, 100L, 0L));
        Check.same("times", job.submitTime().isBefore(job.endTime()) && job.endTime().isBefore(job.jobExpirationTime()), true);
        Check.same("model", job.modelId().endsWith(MODEL), true);
    }

    void stopJob() throws Exception {
        var arn = create("second", "in/20000.jsonl");
        bedrock.stopModelInvocationJob(request -> request.jobIdentifier(arn));
        Check.same("end of the stopped job", await(arn, ModelInvocationJobStatus.STOPPED).endTime() != null, true);
        Check.refused(ValidationException.class, "ValidationException",
                () -> bedrock.stopModelInvocationJob(request -> request.jobIdentifier(arn)));
    }

    private List<String> names(Consumer<ListModelInvocationJobsRequest.Builder> filters) {
        return bedrock.listModelInvocationJobsPaginator(filters.andThen(request -> request.maxResults(1)))
                .invocationJobSummaries().stream().map(ModelInvocationJobSummary::jobName).toList();
    }

    void listJobs() {
        Check.same("all", names(all -> {}), List.of("second", "first"));
        var ascending = names(request -> request.sortBy(SortJobsBy.CREATION_TIME).sortOrder(SortOrder.ASCENDING));
        Check.same("the oldest first", ascending, List.of("first", "second"));
        Check.same("the completed", names(request -> request.statusEquals(ModelInvocationJobStatus.COMPLETED)), List.of("first"));
        Check.same("eco", names(request -> request.nameContains("eco")), List.of("second"));
        Check.same("the future", names(request -> request.submitTimeAfter(Instant.now().plusSeconds(3600))), List.of());
    }

    void changeTags() {
        var stage = Tag.builder().key("stage").value("test").build();
        bedrock.tagResource(request -> request.resourceARN(jobArn).tags(stage));
        bedrock.untagResource(request -> request.resourceARN(jobArn).tagKeys("team"));
        Check.same("tags", bedrock.listTagsForResource(request -> request.resourceARN(jobArn)).tags(), List.of(stage));
    }

    void downloadOutput() {
        var folder = "out/" + jobArn.substring(jobArn.lastIndexOf('/') + 1);
        Check.same("keys", objects.keysBelow(folder), List.of(folder + "/100.jsonl.out", folder + "/manifest.json.out"));
        var records = new String(objects.get(folder + "/100.jsonl.out"), UTF_8).lines().map(line -> JsonNode.parser().parse(line)).toList();
        for (var record : records)
            Check.same("dimensions", record.field("modelOutput").get().field("embedding").get().asArray().size(), 256);
        var ids = records.stream().map(record -> record.field("recordId").get().asString()).sorted().toList();
        Check.same("records", ids, IntStream.range(0, 100).mapToObj(Jobs::recordId).toList());
        var manifest = JsonNode.parser().parse(new String(objects.get(folder + "/manifest.json.out"), UTF_8));
        Check.same("manifest", manifest.field("successRecordCount").get().asNumber(), "100");
    }

    void seeErrors() throws Exception {
        Check.refused(ResourceNotFoundException.class, "ResourceNotFoundException",
                () -> get("arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/zzzzzzzzzzzz"));
        Check.refused(ValidationException.class, "ValidationException", () -> create("-", "in/100.jsonl"));
        Check.refused(NoSuchKeyException.class, "NoSuchKey", () -> objects.get("not there"));
    }

    @Override
    public void close() {
        bedrock.close();
    }
}
