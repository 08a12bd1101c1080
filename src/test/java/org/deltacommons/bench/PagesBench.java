package org.deltacommons.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.ServerProcess;

/// Pages under eight concurrent users beside a bare Thymeleaf page of the same server: portal,
/// faceted search, an instrument's page, an order's page. Rounds interleaved; of each round's
/// numbers the median counts.
public final class PagesBench {

    private static final int USERS = 8;
    private static final String BARE = "bare";
    private static final long SEED = 7;

    private static final List<String> THINGS =
            List.of(
                    "场发射扫描电镜",
                    "透射电子显微镜",
                    "液相色谱质谱联用仪",
                    "X 射线衍射仪",
                    "核磁共振波谱仪",
                    "流式细胞仪",
                    "原子力显微镜",
                    "热重分析仪",
                    "激光共聚焦显微镜",
                    "疲劳试验机");
    private static final List<String> SAID =
            List.of("", "样品", "我们想看一下", "电池负极", "GeminiSEM", "截面观察", "表征 测试", "安徽", "Talos", "分辨率");
    private static final List<String> CHOICES =
            List.of(
                    "",
                    "&province=310000",
                    "&province=310000&province=340000&mode=SLOT",
                    "&mode=SAMPLE&voucher=yes",
                    "&kind=INSTRUMENT&city=320500",
                    "&sort=price",
                    "&price=b1&mode=SLOT",
                    "&sort=name");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    /// How much is measured.
    ///
    /// @param resources synthetic ones, besides the demonstration's
    /// @param seconds of each page in each round, after as long a warm-up in the first
    record Size(int resources, int rounds, double seconds) {

        static final Size FULL = new Size(100_000, 5, 6);
        static final Size QUICK = new Size(2_000, 2, 1.5);
    }

    /// One page in one round.
    ///
    /// @param rate answers a second
    record Measured(double rate, double p50Ms, double p99Ms) {}

    private final PrintStream out;
    private final Size size;
    private final boolean meaning;

    /// Where each page's list of addresses goes on in the next round.
    private final Map<List<URI>, AtomicInteger> nextOf = new HashMap<>();

    /// @param meaning whether sentences are compared by meaning, too
    private PagesBench(PrintStream out, Size size, boolean meaning) {
        this.out = out;
        this.size = size;
        this.meaning = meaning;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> asked = Arrays.asList(arguments);
        Size size = asked.contains("--quick") ? Size.QUICK : Size.FULL;
        new PagesBench(System.out, size, asked.contains("--meaning")).run();
    }

    /// Runs and prints; for a test of the benchmark itself.
    static void run(PrintStream out, Size size) throws Exception {
        new PagesBench(out, size, false).run();
    }

    private void run() throws Exception {
        Path place = Files.createTempDirectory("delta-bench-pages");
        out.printf(
                "Server and log in %s; loading %,d resources, to be found by words%s ...%n",
                place, size.resources(), meaning ? " and meaning" : "");
        try (Server server =
                Server.start(place, ServerProcess.freePort(), size.resources(), meaning)) {
            Properties made = server.await();
            List<HttpClient> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                users.add(signedIn(server, made.getProperty("username")));
            }
            Map<String, List<URI>> pages = pages(server, made);
            Map<String, List<Measured>> all = new LinkedHashMap<>();
            pages.forEach((name, addresses) -> round(users, addresses));
            for (int round = 0; round < size.rounds(); round++) {
                pages.forEach((name, addresses) ->
                        all.computeIfAbsent(name, n -> new ArrayList<>())
                                .add(round(users, addresses)));
            }
            report(all, made.getProperty("resources"), server.residentMib());
        }
    }

    private static Map<String, List<URI>> pages(Server server, Properties made) {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put(BARE, List.of("/bench/bare"));
        pages.put("portal", List.of("/"));
        pages.put("search", searches());
        pages.put("instrument", List.of("/resources/" + made.getProperty("resource")));
        pages.put("order", List.of("/cases/order/" + made.getProperty("order")));
        Map<String, List<URI>> addresses = new LinkedHashMap<>();
        pages.forEach((name, paths) ->
                addresses.put(
                        name,
                        paths.stream().map(path -> URI.create(server.address() + path)).toList()));
        return addresses;
    }

    /// Eight hundred different questions, so that no kept answer decides what is measured: what is
    /// looked for, something said with it, and a choice of facets or an order.
    private static List<String> searches() {
        List<String> searches = new ArrayList<>();
        for (String thing : THINGS) {
            for (String said : SAID) {
                String text = URLEncoder.encode((said + " " + thing).strip(), UTF_8);
                CHOICES.forEach(choice -> searches.add("/finding?q=" + text + choice));
            }
        }
        Collections.shuffle(searches, new Random(SEED));
        return searches;
    }

    /// Signs in as a person does: the form, its token, the cookie.
    private static HttpClient signedIn(Server server, String username) throws Exception {
        HttpClient client =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        URI address = URI.create(server.address() + "/sign-in");
        String form =
                client.send(
                                HttpRequest.newBuilder(address).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        Matcher token = TOKEN.matcher(form);
        if (!token.find()) {
            throw new IllegalStateException("the sign-in form has no token");
        }
        String body =
                "username="
                        + username
                        + "&password="
                        + server.password(username)
                        + "&_csrf="
                        + URLEncoder.encode(token.group(1), UTF_8);
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 302) {
            throw new IllegalStateException("could not sign in: " + answer.statusCode());
        }
        return client;
    }

    /// Each user asks again as soon as it is answered.
    private Measured round(List<HttpClient> users, List<URI> addresses) {
        AtomicInteger next = nextOf.computeIfAbsent(addresses, all -> new AtomicInteger());
        long from = System.nanoTime();
        long until = from + (long) (size.seconds() * 1e9);
        List<Callable<List<Long>>> work = new ArrayList<>();
        for (HttpClient user : users) {
            work.add(() -> ask(user, addresses, next, until));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(USERS)) {
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> one : threads.invokeAll(work)) {
                nanos.addAll(one.get());
            }
            double seconds = (System.nanoTime() - from) / 1e9;
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Measured(
                    sorted.length / seconds, quantile(sorted, 0.50), quantile(sorted, 0.99));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<Long> ask(
            HttpClient user, List<URI> addresses, AtomicInteger next, long until) throws Exception {
        List<Long> nanos = new ArrayList<>();
        while (System.nanoTime() < until) {
            URI address = addresses.get(next.getAndIncrement() % addresses.size());
            HttpRequest request = HttpRequest.newBuilder(address).build();
            long start = System.nanoTime();
            HttpResponse<byte[]> answer =
                    user.send(request, HttpResponse.BodyHandlers.ofByteArray());
            nanos.add(System.nanoTime() - start);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(address + " answered " + answer.statusCode());
            }
        }
        return nanos;
    }

    private static double quantile(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * part))] / 1e6;
    }

    private static double median(List<Double> some) {
        double[] sorted = some.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void report(Map<String, List<Measured>> all, String resources, double residentMib) {
        out.printf(
                "%n%s resources, %d users, medians of %d rounds of %.1f s%n",
                resources, USERS, size.rounds(), size.seconds());
        out.printf(
                "%-12s %10s %10s %10s %14s%n",
                "page", "answers/s", "p50 ms", "p99 ms", "x bare page");
        List<Measured> bare = all.getOrDefault(BARE, List.of());
        Map<String, double[]> results = new LinkedHashMap<>();
        all.forEach((name, rounds) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < rounds.size(); i++) {
                ratios.add(rounds.get(i).rate() / bare.get(i).rate());
            }
            double rate = median(rounds.stream().map(Measured::rate).toList());
            double p50 = median(rounds.stream().map(Measured::p50Ms).toList());
            double p99 = median(rounds.stream().map(Measured::p99Ms).toList());
            results.put(name, new double[] {p99, median(ratios)});
            out.printf("%-12s %10.0f %10.1f %10.1f %14.2f%n", name, rate, p50, p99, median(ratios));
        });
        out.printf("server, most resident memory so far: %.0f MiB%n%n", residentMib);
        results.forEach((name, values) -> {
            if (!name.equals(BARE)) {
                result(name + "_p99", values[0], "ms");
                result(name + "_vs_bare", values[1], "ratio");
            }
        });
        result("server_resident", residentMib, "MiB");
    }

    private void result(String measure, double value, String unit) {
        out.printf(Locale.ROOT, "RESULT %s %.2f %s%n", measure, value, unit);
    }
}
