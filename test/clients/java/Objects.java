import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What the steps do with S3, in a bucket of their own. */
final class Objects implements AutoCloseable {
    private static final int PART_SIZE = 5 * 1024 * 1024;
    // In the order of their bytes, which is the order of a listing.
    private static final List<String> ODD_KEYS = List.of(
            "%41", "../up/./here/..", "/", "100%", "a b", "a+b", "a//b", "k".repeat(1024), "üñï/日本語/🌧️");

    final String bucket;
    private final S3Client s3 = S3Client.create();
    private final S3Presigner presigner = S3Presigner.create();

    Objects(String bucket) {
        this.bucket = bucket;
    }

    void makeBucket() {
        s3.createBucket(request -> request.bucket(bucket));
        s3.headBucket(request -> request.bucket(bucket));
    }

    void put(String key, byte[] body) {
        s3.putObject(request -> request.bucket(bucket).key(key).metadata(Map.of("made-by", "java")), RequestBody.fromBytes(body));
    }

    byte[] get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }

    List<String> keysBelow(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix).maxKeys(4))
                .contents().stream().map(S3Object::key).toList();
    }

    void tryOddKeys() throws Exception {
        for (var key : ODD_KEYS) put(key, key.getBytes(UTF_8));
        Check.same("keys", keysBelow(""), ODD_KEYS);
        for (var key : ODD_KEYS) {
            Check.same("object", new String(get(key), UTF_8), key);
            Check.same("link", fetchLink(key), key);
            s3.copyObject(request -> request.sourceBucket(bucket).sourceKey(key).destinationBucket(bucket).destinationKey("copy"));
            Check.same("metadata of the copy", s3.headObject(request -> request.bucket(bucket).key("copy")).metadata(), Map.of("made-by", "java"));
            Check.same("copy", new String(get("copy"), UTF_8), key);
        }
        removeAllObjects();
        Check.same("keys", keysBelow(""), List.of());
    }

    private String fetchLink(String key) throws Exception {
        var link = presigner.presignGetObject(request ->
                request.signatureDuration(Duration.ofMinutes(1)).getObjectRequest(object -> object.bucket(bucket).key(key)));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(link.url().toURI()).build(), BodyHandlers.ofString()).body();
    }

    void uploadInParts() {
        var whole = "0123456789abcdef".repeat(PART_SIZE * 5 / 2 / 16).getBytes(UTF_8);
        var id = s3.createMultipartUpload(request ->
                request.bucket(bucket).key("large").checksumAlgorithm(ChecksumAlgorithm.CRC32)).uploadId();
        var parts = new ArrayList<CompletedPart>();
        for (int begin = 0, number = 1; begin < whole.length; begin += PART_SIZE, number++)
            parts.add(uploadPart(id, number, Arrays.copyOfRange(whole, begin, Math.min(begin + PART_SIZE, whole.length))));
        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key("large").uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        Check.same("the object of three parts", Arrays.equals(get("large"), whole), true);
    }

    private CompletedPart uploadPart(String id, int number, byte[] bytes) {
        var part = s3.uploadPart(request -> request.bucket(bucket).key("large").uploadId(id).partNumber(number)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32), RequestBody.fromBytes(bytes));
        return CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build();
    }

    private void removeAllObjects() {
        var identifiers = keysBelow("").stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        var deleted = s3.deleteObjects(request -> request.bucket(bucket).delete(all -> all.objects(identifiers))).deleted();
        Check.same("what is deleted", deleted.size(), identifiers.size());
    }

    void removeAll() throws Exception {
        Check.refused(S3Exception.class, "BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket(bucket)));
        removeAllObjects();
        s3.deleteBucket(request -> request.bucket(bucket));
        Check.refused(NoSuchBucketException.class, "NoSuchBucket", () -> keysBelow(""));
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
