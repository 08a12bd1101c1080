package org.deltacommons.soak;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Firms that apply for vouchers, order and cancel, and a provider that accepts and refuses, all at
/// once and as fast as they are answered: money is held and released, hours are taken and given
/// back, and every order crosses a border twice.
final class Load {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int WORKERS_PER_MACHINE = 2;
    private static final int SLOT_DAYS = 60;

    /// So many orders a firm keeps before it cancels its oldest: time enough for the answer from
    /// across the border.
    private static final int ORDERS_KEPT = 8;

    /// A firm's machine with what it may apply for and order with, and what it has open.
    private record Firm(
            Machine machine,
            String firm,
            String programme,
            String voucher,
            ConcurrentLinkedDeque<String> open) {

        static Firm of(String name, String address, Properties made) {
            return new Firm(
                    new Machine(address, name, made),
                    made.getProperty(name + ".firm"),
                    made.getProperty(name + ".programme"),
                    made.getProperty(name + ".voucher", ""),
                    new ConcurrentLinkedDeque<>());
        }
    }

    private final Memory memory;
    private final long seed;
    private final Machine provider;
    private final List<Firm> firms;
    private final Firm applicant;
    private final List<String> instruments;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger counter = new AtomicInteger();
    private volatile boolean running;

    Load(Memory memory, String address, Properties made, long seed) {
        this.memory = memory;
        this.seed = seed;
        this.provider = new Machine(address, "provider", made);
        this.instruments = List.of(made.getProperty("instruments").split(" "));
        this.applicant = Firm.of(made.getProperty("applicant"), address, made);
        this.firms =
                Arrays.stream(made.getProperty("firms").split(" "))
                        .map(name -> Firm.of(name, address, made))
                        .toList();
    }

    /// Some work for one machine: sends requests until it is told to stop.
    private interface Turn {
        void take(Random chance) throws IOException;
    }

    /// Begins; [#stop] ends it.
    ///
    /// @param leaves whether a worker goes home when its connection is lost, because the server was
    ///   killed; otherwise it goes on, as a client does whose server has lost its database
    List<Thread> start(int round, boolean leaves) {
        running = true;
        List<Thread> workers = new ArrayList<>();
        for (int number = 0; number < WORKERS_PER_MACHINE; number++) {
            for (Firm firm : firms) {
                workers.add(worker(firm.machine(), round, number, leaves, c -> orders(firm, c)));
            }
            workers.add(worker(applicant.machine(), round, number, leaves, _ -> applies()));
            workers.add(worker(provider, round, number, leaves, this::providerActs));
        }
        return workers;
    }

    private Thread worker(Machine machine, int round, int number, boolean leaves, Turn turn) {
        Random chance = new Random(seed * 31 + round * 7919L + (machine + "/" + number).hashCode());
        return Thread.ofVirtual()
                .name(machine + "-" + number)
                .start(() -> {
                    while (running) {
                        try {
                            turn.take(chance);
                        } catch (IOException lost) {
                            if (leaves) {
                                return;
                            }
                        }
                    }
                });
    }

    void stop(List<Thread> workers) throws InterruptedException {
        running = false;
        for (Thread worker : workers) {
            worker.join();
        }
    }

    /// One harmless request of every firm, to see that its province's lane does its work.
    List<Request> probes() {
        return firms.stream()
                .map(firm -> {
                    String mark = mark();
                    return new Request(
                            mark,
                            firm.machine(),
                            "order",
                            "place",
                            null,
                            order(firm, mark, instruments.getFirst(), null, null));
                })
                .toList();
    }

    private String mark() {
        return "soak-%x-%d".formatted(seed, counter.incrementAndGet());
    }

    private void orders(Firm firm, Random chance) throws IOException {
        boolean cancels = firm.open().size() > ORDERS_KEPT && chance.nextBoolean();
        String order = cancels ? firm.open().poll() : null;
        String mark = mark();
        if (order != null) {
            send(firm.machine(), mark, "order", "cancel", order, Map.of("reason", mark));
        } else {
            send(firm.machine(), mark, "order", "place", null, order(firm, mark, chance));
        }
    }

    /// Only one application can be open at a time, so that the two who ask meet in one claim.
    private void applies() throws IOException {
        String application = applicant.open().poll();
        String mark = mark();
        if (application != null) {
            send(applicant.machine(), mark, "voucher", "withdraw", application, Map.of());
        } else {
            Map<String, Object> form =
                    Map.of(
                            "firm",
                            applicant.firm(),
                            "programme",
                            applicant.programme(),
                            "need",
                            mark,
                            "amount",
                            100_000);
            send(applicant.machine(), mark, "voucher", "apply", null, form);
        }
    }

    private Map<String, Object> order(Firm firm, String mark, Random chance) {
        // Few hours, so that orders meet in one.
        Instant from =
                chance.nextInt(3) == 0
                        ? LocalDate.now(ZONE)
                                .plusDays(2L + chance.nextInt(SLOT_DAYS))
                                .atTime(9 + chance.nextInt(8), 0)
                                .atZone(ZONE)
                                .toInstant()
                        : null;
        String instrument = instruments.get(from == null ? 0 : chance.nextInt(instruments.size()));
        return order(firm, mark, instrument, from, chance.nextInt(5) == 0 ? null : firm.voucher());
    }

    private static Map<String, Object> order(
            Firm firm,
            String mark,
            String instrument,
            @Nullable Instant from,
            @Nullable String voucher) {
        Map<String, Object> form = new HashMap<>();
        form.put("resource", instrument);
        form.put("firm", firm.firm());
        form.put("mode", from == null ? "PACKAGE" : "SLOT");
        if (from == null) {
            form.put("units", 1);
        } else {
            form.put("from", from.toString());
            form.put("minutes", 60);
        }
        form.put("purpose", "DEVELOPMENT");
        form.put("description", mark);
        if (voucher != null) {
            form.put("voucher", voucher);
        }
        form.put("waits", false);
        return form;
    }

    /// Takes the first bookings that wait and that nobody here has answered yet.
    private void providerActs(Random chance) throws IOException {
        Optional<JsonNode> worklist = provider.read("/api/v1/worklist?procedure=booking&size=50");
        if (worklist.isEmpty()) {
            return;
        }
        for (JsonNode item : worklist.get().path("items")) {
            String booking = item.get("id").asString();
            if (!running) {
                return;
            }
            if (item.get("state").asString().equals("TAKEN") && answered.add(booking)) {
                String mark = mark();
                if (chance.nextInt(3) == 0) {
                    send(provider, mark, "booking", "refuse", booking, Map.of("why", mark));
                } else {
                    send(provider, mark, "booking", "accept", booking, Map.of("note", mark));
                }
            }
        }
    }

    private void send(
            Machine machine,
            String mark,
            String procedure,
            String step,
            @Nullable String subject,
            Map<String, Object> form)
            throws IOException {
        Request request = new Request(mark, machine, procedure, step, subject, form);
        Memory.Sent sent = memory.remember(request);
        Optional<Answer> answer = machine.send(request);
        answer.ifPresent(told -> learn(sent, told));
    }

    /// Keeps what was answered, in the round or by a later repetition.
    void learn(Memory.Sent sent, Answer told) {
        boolean first = sent.answer().isEmpty();
        sent.acknowledged(told);
        if (first && told.isDone() && sent.request.subject() == null) {
            Stream.concat(firms.stream(), Stream.of(applicant))
                    .filter(firm -> firm.machine() == sent.request.machine())
                    .forEach(firm -> firm.open().add(told.id()));
        }
    }
}
