package fr.justedroit.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.errors.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leases on (zone, CAF): a file per epoch, created if absent, renewed by a beat, and ended by a mark. A lease that was
 * not renewed for {@link #LIMIT} is taken over by creating the next epoch; whoever held it finds a higher epoch before
 * its next commit and stops, and the fence that {@link Door} commits on a takeover makes even a commit already prepared
 * fail. Thread-safe.
 */
final class Leases implements AutoCloseable {
    /** How long a lease lives without a beat. */
    static final Duration LIMIT = Duration.ofSeconds(40);

    private static final Duration BEAT = Duration.ofSeconds(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RootFiles files;
    private final Clock clock;
    private final String holder;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();
    private final Map<String, Integer> depths = new ConcurrentHashMap<>();
    private final Thread beat;

    Leases(RootFiles files, Clock clock, String holder) {
        this.files = files;
        this.clock = clock;
        this.holder = holder;
        this.beat = new Thread(this::beatForever, "juste-droit-bail");
        beat.setDaemon(true);
        beat.start();
    }

    /** A lease and whether it was taken from a holder that had not ended it. */
    record Taken(Lease lease, boolean fromAnother) {}

    /**
     * Takes the lease, or fails with LEASE_HELD naming the holder. Taking a lease that this run holds gives it again, and
     * it ends when it has been released as often as it was taken.
     */
    synchronized Taken acquire(Zone zone, String caf) {
        Lease mine = held.get(key(zone, caf));
        if (mine != null) {
            depths.merge(key(zone, caf), 1, Integer::sum);
            return new Taken(mine, false);
        }
        long newest = newestEpoch(zone, caf);
        boolean fromAnother = isOpen(zone, caf, newest);
        if (fromAnother) {
            checkExpired(zone, caf, newest);
        }
        return new Taken(create(zone, caf, newest + 1), fromAnother);
    }

    /** Fails as {@link #acquire} would, and takes nothing: for a dry run. */
    Lease foresee(Zone zone, String caf) {
        long newest = newestEpoch(zone, caf);
        if (isOpen(zone, caf, newest)) {
            checkExpired(zone, caf, newest);
        }
        return new Lease(zone, caf, newest);
    }

    /** Raises the epoch whoever holds the lease: an erasure waits for nobody. */
    synchronized Taken seize(Zone zone, String caf) {
        Lease mine = held.get(key(zone, caf));
        if (mine != null) {
            depths.merge(key(zone, caf), 1, Integer::sum);
            return new Taken(mine, false);
        }
        long newest = newestEpoch(zone, caf);
        return new Taken(create(zone, caf, newest + 1), isOpen(zone, caf, newest));
    }

    /** Was a lease taken and not ended by its holder; 0 is none. */
    private boolean isOpen(Zone zone, String caf, long epoch) {
        return epoch > 0 && !files.exists(file(zone, caf, epoch) + ".fin");
    }

    private Lease create(Zone zone, String caf, long epoch) {
        if (!files.createIfAbsent(file(zone, caf, epoch), content())) {
            throw heldBy(zone, caf, epoch);
        }
        Lease lease = new Lease(zone, caf, epoch);
        held.put(key(zone, caf), lease);
        depths.put(key(zone, caf), 1);
        sweep(zone, caf, epoch);
        return lease;
    }

    /** Does this run hold it. */
    boolean isHeld(Zone zone, String caf) {
        return held.containsKey(key(zone, caf));
    }

    /** The lease that this run holds; a write without one is our own bug. */
    Lease held(Zone zone, String caf) {
        Lease lease = held.get(key(zone, caf));
        if (lease == null) {
            throw new IllegalStateException("no lease is held on " + zone.folder() + " " + caf);
        }
        return lease;
    }

    /** Fails with LEASE_LOST if another run has taken the lease over. */
    void checkHeld(Lease lease) {
        if (newestEpoch(lease.zone(), lease.caf()) != lease.epoch()) {
            held.remove(key(lease.zone(), lease.caf()), lease);
            throw ErrorCode.LEASE_LOST.with("zone", lease.zone().folder(), "caf", lease.caf());
        }
    }

    /** Ends a lease, so that the next run need not wait. */
    synchronized void release(Lease lease) {
        String key = key(lease.zone(), lease.caf());
        if (lease.equals(held.get(key)) && depths.merge(key, -1, Integer::sum) > 0) {
            return;
        }
        end(lease);
    }

    private void end(Lease lease) {
        depths.remove(key(lease.zone(), lease.caf()));
        if (held.remove(key(lease.zone(), lease.caf()), lease)
                && newestEpoch(lease.zone(), lease.caf()) == lease.epoch()) {
            files.createIfAbsent(file(lease.zone(), lease.caf(), lease.epoch()) + ".fin", content());
        }
    }

    @Override
    public void close() {
        beat.interrupt();
        endAll();
    }

    private synchronized void endAll() {
        List.copyOf(held.values()).forEach(this::end);
    }

    /** Forgets what is held and beats no more, as a killed process would; for tests of the takeover. */
    void abandon() {
        beat.interrupt();
        held.clear();
    }

    private void checkExpired(Zone zone, String caf, long epoch) {
        if (age(zone, caf, epoch).compareTo(LIMIT) <= 0) {
            throw heldBy(zone, caf, epoch);
        }
    }

    private RuntimeException heldBy(Zone zone, String caf, long epoch) {
        String text = files.readText(file(zone, caf, epoch)).orElse("{}");
        return ErrorCode.LEASE_HELD.with(
                "zone",
                zone.folder(),
                "caf",
                caf,
                "tenant",
                parse(text).path("tenant").asText("unknown"),
                "age",
                age(zone, caf, epoch).toSeconds());
    }

    private Duration age(Zone zone, String caf, long epoch) {
        String text = files.readText(file(zone, caf, epoch) + ".vie")
                .or(() -> files.readText(file(zone, caf, epoch)))
                .orElse("{}");
        return Duration.ofMillis(clock.millis() - parse(text).path("instant").asLong(0));
    }

    private void beatForever() {
        try {
            while (true) {
                Thread.sleep(BEAT.toMillis());
                for (Lease lease : held.values()) {
                    if (newestEpoch(lease.zone(), lease.caf()) == lease.epoch()) {
                        files.replace(file(lease.zone(), lease.caf(), lease.epoch()) + ".vie", content());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes the files of epochs that nobody can hold any more. */
    private void sweep(Zone zone, String caf, long epoch) {
        for (String name : files.list(folder(zone, caf))) {
            if (number(name) < epoch - 1) {
                files.delete(folder(zone, caf) + "/" + name);
            }
        }
    }

    private long newestEpoch(Zone zone, String caf) {
        return files.list(folder(zone, caf)).stream()
                .mapToLong(Leases::number)
                .max()
                .orElse(0);
    }

    private static long number(String name) {
        int dot = name.indexOf('.');
        return Long.parseLong(dot < 0 ? name : name.substring(0, dot));
    }

    private byte[] content() {
        ObjectNode node = JSON.createObjectNode();
        node.put("tenant", holder);
        node.put("instant", clock.millis());
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw RootFiles.unavailable("reading a lease", e);
        }
    }

    private static String folder(Zone zone, String caf) {
        return ".bail/" + zone.folder() + (caf.isEmpty() ? "" : "-" + caf);
    }

    private static String file(Zone zone, String caf, long epoch) {
        return folder(zone, caf) + "/" + "%012d".formatted(epoch);
    }

    private static String key(Zone zone, String caf) {
        return zone.folder() + "/" + caf;
    }
}
