import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

final class Check {
    interface Action {
        void run() throws Exception;
    }

    static void same(String what, Object got, Object expected) {
        if (!expected.equals(got)) throw new AssertionError(what + ": got " + got + ", expected " + expected);
    }

    /** Wants an exception of this class, with this code. */
    static void refused(Class<? extends AwsServiceException> type, String code, Action action) throws Exception {
        try {
            action.run();
        } catch (AwsServiceException exception) {
            same("class of " + exception, exception.getClass(), type);
            same("code of " + exception, exception.awsErrorDetails().errorCode(), code);
            return;
        }
        throw new AssertionError(code + " was expected, and nothing was refused");
    }

    /** Asks until the answer is yes, a minute at most. */
    static void eventually(String what, BooleanSupplier isSo) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (!isSo.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) throw new AssertionError(what + ": not so after a minute");
            Thread.sleep(50);
        }
    }
}
