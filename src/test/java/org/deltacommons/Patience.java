package org.deltacommons;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Ends a run that stands still, and says where: a test that waits for ever would take the whole
/// check with it, which then says nothing. A test waits in ways that no interrupt ends, so its
/// process ends. The longest takes three minutes on a quiet machine.
public final class Patience implements TestExecutionListener {

    private static final Duration MOST = Duration.ofMinutes(20);
    private static final Duration LOOKS = Duration.ofSeconds(10);
    private static final int STUCK = 3;

    /// What a test waits for comes within a moment; whoever gives up after seconds finds out how
    /// fast the machine is.
    private static final Duration ANYTHING = Duration.ofMinutes(2);

    private volatile long since = System.nanoTime();
    private volatile String what = "nothing yet";
    private volatile boolean over;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        goesOn("the plan");
        Awaitility.setDefaultTimeout(ANYTHING);
        Thread.ofPlatform().name("patience").daemon(true).start(this::watch);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        over = true;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        goesOn(test.getUniqueId());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        goesOn("after " + test.getUniqueId());
    }

    private void goesOn(String now) {
        what = now;
        since = System.nanoTime();
    }

    private void watch() {
        try {
            while (!over) {
                Thread.sleep(LOOKS);
                if (System.nanoTime() - since > MOST.toNanos()) {
                    System.err.printf(
                            "Nothing has happened for %s in %s:%n%s%n", MOST, what, threads());
                    // Maven reads what is printed here, and forgets what it has not read by the
                    // end.
                    Thread.sleep(LOOKS);
                    Runtime.getRuntime().halt(STUCK);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// All of them, the virtual ones too.
    private static String threads() {
        try {
            Path file = Files.createTempDirectory("threads").resolve("threads.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(file);
        } catch (IOException failed) {
            return failed.toString();
        }
    }
}
