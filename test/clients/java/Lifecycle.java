import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.util.VersionInfo;

/** The life of batch jobs with the AWS SDK for Java, as ../README.md lists it, against whatever the environment points to. */
final class Lifecycle {
    public static void main(String[] arguments) throws Exception {
        try (var objects = new Objects("made-by-java"); var jobs = new Jobs(objects)) {
            Map<String, Check.Action> steps = new LinkedHashMap<>();
            steps.put("a bucket is made", objects::makeBucket);
            steps.put("objects of odd keys come back", objects::tryOddKeys);
            steps.put("a large object goes up in parts", objects::uploadInParts);
            steps.put("a job is created and completes", jobs::completeJob);
            steps.put("a job is stopped", jobs::stopJob);
            steps.put("jobs are listed", jobs::listJobs);
            steps.put("tags are read and changed", jobs::changeTags);
            steps.put("output is downloaded", jobs::downloadOutput);
            steps.put("what cannot be is an exception of its own", jobs::seeErrors);
            steps.put("everything is removed", objects::removeAll);
            for (var step : steps.entrySet()) {
                System.out.println(step.getKey());
                step.getValue().run();
            }
            System.out.println("passed: AWS SDK for Java " + VersionInfo.SDK_VERSION + ", " + steps.size() + " steps");
        }
    }
}
