package fr.justedroit.suivi;

import fr.justedroit.cas.FoldCasesJob;
import fr.justedroit.config.Contracts;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Eraser;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.TraceSearch;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Erases suspicions, physically, with a proof (E10): the order is written down beside what it erases; the suspicions leave
 * their table and its old files; cases are folded again as if nothing had been suspected; the bytes are searched; the
 * certificate is written; the order goes. Cut anywhere, the next run ends it. One implementation, whoever orders: a
 * delivery that overturns, an act of the director or of a judge, a restored copy.
 */
public final class EraseJob {
    private static final String SUSPICION = "suspicion";
    private static final String COMMAND = "erase";

    private final Door door;
    private final Settings settings;
    private final Consumer<String> progress;
    private final BiConsumer<String, String> certified;
    private final Certificates certificates;

    /**
     * @param progress takes plain lines, without an identifier
     * @param certified told the CAF and the path of each certificate, for whoever keeps a witness outside the root
     */
    public EraseJob(
            Door door,
            Settings settings,
            Keys keys,
            Clock clock,
            Consumer<String> progress,
            BiConsumer<String, String> certified) {
        this.door = door;
        this.settings = settings;
        this.progress = progress;
        this.certified = certified;
        this.certificates = new Certificates(door, keys, clock);
    }

    /**
     * Erases the suspicions of these controls, and first of all what an earlier run has left. Takes the CAFs' zones from
     * whoever holds them; those that this run holds already stay held.
     *
     * @param month of the certificates
     * @param controls by CAF; one that is not in force is erased already
     * @return how each CAF ended, in the order of the codes. How many were erased is nobody's to know by CAF: it is not there
     */
    public List<UnitOutcome> execute(String month, ErasureRule rule, Map<String, List<String>> controls) {
        return leased(
                controls.keySet(),
                () -> {
                    end(pending(controls.keySet()));
                    Map<String, ErasureOrder> orders = new TreeMap<>();
                    controls.forEach((caf, numbers) ->
                            ordered(month, rule, caf, numbers).ifPresent(order -> orders.put(caf, order)));
                    end(orders);
                },
                month,
                controls.keySet());
    }

    /** Ends what an earlier run has left in these CAFs; costs a look at a folder each. */
    public List<UnitOutcome> resume(Collection<String> cafs) {
        Map<String, ErasureOrder> orders = pending(cafs);
        String month = orders.values().stream()
                .map(ErasureOrder::month)
                .max(String::compareTo)
                .orElse("");
        return orders.isEmpty()
                ? List.of()
                : leased(orders.keySet(), () -> end(pending(orders.keySet())), month, orders.keySet());
    }

    /** Erases every suspicion of these CAFs, which then take their next delivery's picture as the first. */
    public List<UnitOutcome> forget(String month, Collection<String> cafs) {
        Map<String, List<String>> all = new TreeMap<>();
        cafs.forEach(caf -> all.put(caf, new ArrayList<>()));
        inForce(cafs).forEach((caf, rows) -> all.put(caf, new ArrayList<>(rows.keySet())));
        List<UnitOutcome> outcomes = execute(month, ErasureRule.RESTAURATION, all);
        List<Lease> leases = seize(cafs);
        try {
            cafs.forEach(caf -> door.purge(erasure(), TableId.ofCaf(Zone.LOCAL, caf, SUSPICION), List.of("")));
        } finally {
            leases.forEach(door::release);
        }
        return outcomes;
    }

    private List<Lease> seize(Collection<String> cafs) {
        return new TreeSet<>(cafs)
                .stream().map(caf -> door.seize(Zone.LOCAL, caf)).toList();
    }

    private List<UnitOutcome> leased(Collection<String> cafs, Runnable work, String month, Collection<String> units) {
        long start = System.nanoTime();
        List<Lease> leases = seize(cafs);
        try {
            work.run();
        } finally {
            leases.forEach(door::release);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new TreeSet<>(units)
                .stream()
                        .map(caf -> new UnitOutcome(
                                Unit.of(caf, month),
                                UnitOutcome.State.FAIT,
                                Optional.empty(),
                                0,
                                0,
                                0,
                                millis,
                                "",
                                "effacement certifie"))
                        .toList();
    }

    private static Access erasure() {
        return Access.consultation(Room.SUIVI, Purpose.EFFACEMENT, COMMAND).of(AccessKind.EFFACEMENT);
    }

    private static Access writing() {
        return erasure().of(AccessKind.CREATION);
    }

    private static TableId folder(String caf) {
        return TableId.ofCaf(Zone.LOCAL, caf, Door.ERASURE);
    }

    private Map<String, ErasureOrder> pending(Collection<String> cafs) {
        Map<String, ErasureOrder> orders = new TreeMap<>();
        for (String caf : cafs) {
            door.files()
                    .readText(erasure(), folder(caf), Door.ORDER)
                    .ifPresent(text -> orders.put(caf, ErasureOrder.parse(text)));
        }
        return orders;
    }

    /** States in force by control, of CAFs. */
    private Map<String, Map<String, String>> inForce(Collection<String> cafs) {
        Map<String, Map<String, String>> states = new TreeMap<>();
        Dataset<Row> rows =
                door.open(erasure(), Read.of(Zone.LOCAL, SUSPICION, cafs).columns("caf", "controle_id", "etat"));
        rows.collectAsList().forEach(row -> states.computeIfAbsent(row.getString(0), caf -> new TreeMap<>())
                .put(row.getString(1), row.getString(2)));
        return states;
    }

    /** Writes an order down; nothing of it is touched before. */
    private Optional<ErasureOrder> ordered(String month, ErasureRule rule, String caf, List<String> numbers) {
        Map<String, String> states = inForce(List.of(caf)).getOrDefault(caf, Map.of());
        List<String> found =
                numbers.stream().filter(states::containsKey).sorted().toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Set<String> rules = new TreeSet<>();
        found.forEach(number -> rules.add((rule == ErasureRule.NON_RETENUE && "RETENUE".equals(states.get(number))
                        ? ErasureRule.CODE_RETIRE
                        : rule)
                .word()));
        List<String> before = new ArrayList<>();
        for (String table : List.of(SUSPICION, "cas")) {
            before.addAll(door.eraser().filesInForce(Zone.LOCAL, table, caf));
        }
        ErasureOrder order = new ErasureOrder(month, certificates.next(erasure(), month, caf), rules, before, found);
        door.files().write(writing(), folder(caf), Door.ORDER, order.toBytes());
        return Optional.of(order);
    }

    private void end(Map<String, ErasureOrder> orders) {
        if (orders.isEmpty()) {
            return;
        }
        progress.accept("erasing in " + orders.size() + " CAF(s)");
        Dataset<Row> keys = keys(orders);
        Map<String, ErasureOrder> counted = new TreeMap<>(orders);
        counted.values().removeIf(ErasureOrder::isMove);
        long left = counted.isEmpty() ? 0 : left(counted.keySet(), keys(counted));
        Eraser.Result erased = door.eraser().erase(erasure(), Zone.LOCAL, SUSPICION, orders.keySet(), keys);
        FoldCasesJob.Result folded = new FoldCasesJob(door, settings, progress).refold(orders.keySet());
        folded.failures().values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        if (door.isDry()) {
            orders.forEach((caf, order) -> certificates.write(
                    writing(), caf, order, List.of(), List.of(), new TraceSearch.Result(0, 0, 0, Map.of())));
            certificates.count(writing(), orders.values().iterator().next().month(), 0, 0);
            return;
        }
        Map<String, List<String>> texts = new TreeMap<>();
        orders.forEach((caf, order) -> texts.put(caf, order.controls()));
        TraceSearch.Result search = door.traces().search(erasure(), texts, Door.ORDER);
        if (!counted.isEmpty()) {
            certificates.count(
                    writing(),
                    counted.values().iterator().next().month(),
                    erased.rows().entrySet().stream()
                            .filter(unit -> counted.containsKey(unit.getKey().caf()))
                            .mapToLong(Map.Entry::getValue)
                            .sum(),
                    left);
        }
        orders.forEach((caf, order) -> certify(caf, order, search));
        progress.accept("erased and certified in " + orders.size() + " CAF(s)");
    }

    private void certify(String caf, ErasureOrder order, TraceSearch.Result search) {
        List<String> waiting = new ArrayList<>();
        List<String> traces = new ArrayList<>();
        for (String hit : search.hitsOf(caf)) {
            if (!hit.startsWith(Zone.DEPOT.folder() + "/")) {
                traces.add(hit);
            } else if (isOfFrauds(hit)) {
                waiting.add(hit);
            }
        }
        if (!traces.isEmpty()) {
            throw ErrorCode.ERASURE_INCOMPLETE.with(
                    "caf", caf, "nombre", traces.size(), "liste", String.join(", ", traces));
        }
        Set<String> now = new HashSet<>();
        for (String table : List.of(SUSPICION, "cas")) {
            now.addAll(door.eraser().filesInForce(Zone.LOCAL, table, caf));
        }
        List<String> gone =
                order.before().stream().filter(file -> !now.contains(file)).toList();
        Certificates.Written written = certificates.write(writing(), caf, order, gone, waiting, search);
        certified.accept(caf, written.path());
        door.files().delete(erasure(), folder(caf), Door.ORDER);
    }

    /** Is a delivered file one of suspicions; others hold numbers of controls by right. */
    private boolean isOfFrauds(String path) {
        String name = settings.contracts()
                .playing(Contracts.Part.FRAUDE)
                .map(Contracts.Extract::name)
                .orElse("");
        return path.substring(path.lastIndexOf('/') + 1).startsWith(name + ".");
    }

    /** As rows of an RDD: a plan prints a local relation's columns only, and this one not even those. */
    private Dataset<Row> keys(Map<String, ErasureOrder> orders) {
        List<Row> rows = new ArrayList<>();
        orders.forEach((caf, order) -> order.controls().forEach(number -> rows.add(RowFactory.create(caf, number))));
        return door.spark()
                .createDataFrame(
                        JavaSparkContext.fromSparkContext(door.spark().sparkContext())
                                .parallelize(rows, 1),
                        StructType.fromDDL("caf STRING, controle_id STRING"));
    }

    /** How many have left for the national cells before: a cell cannot be undone, so they are counted. */
    private long left(Collection<String> cafs, Dataset<Row> keys) {
        long exits = door.rowsInForce(Zone.LOCAL, "sortie", cafs).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (exits == 0 || door.isDry()) {
            return 0;
        }
        Dataset<Row> gone = door.open(
                Access.consultation(Room.SUIVI, Purpose.SUIVI, COMMAND),
                Read.of(Zone.LOCAL, "sortie", cafs).columns("caf", "controle_id"));
        return gone.join(
                        keys,
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of("caf", "controle_id"))
                                .toSeq(),
                        "left_semi")
                .distinct()
                .count();
    }
}
