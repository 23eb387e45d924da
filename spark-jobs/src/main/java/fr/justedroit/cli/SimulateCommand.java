package fr.justedroit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.config.Cafs;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.Problems;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.simulation.DeliveryForm;
import fr.justedroit.simulation.DeliveryTarget;
import fr.justedroit.simulation.Description;
import fr.justedroit.simulation.ExtractDelivery;
import fr.justedroit.simulation.LifeStory;
import fr.justedroit.simulation.Proposal;
import fr.justedroit.simulation.Repere;
import fr.justedroit.simulation.Scenario;
import fr.justedroit.simulation.SimulateJob;
import fr.justedroit.simulation.SimulationRequest;
import fr.justedroit.simulation.TruthTarget;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Delivers a synthetic France into a synthetic root. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Delivers a synthetic France, the same for the same seed; only into a root stamped as synthetic.",
            "With --next, delivers one more month that answers the proposals in the root: agents, controls, commissions.",
            "With --describe or --trace, only prints: no root is read or written."
        })
final class SimulateCommand extends WritingCommand {
    private static final TableId DEPOT = TableId.national(Zone.DEPOT, "livraison");
    private static final String MEMORY = "simulation.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--mois",
            required = true,
            paramLabel = "A..B",
            description = "Month or range of months to deliver.")
    private String months;

    @Option(names = "--caf", split = ",", paramLabel = "LIST", description = "CAFs (default: all of conf/caf.yaml).")
    private List<String> cafs;

    @Option(
            names = "--dossiers",
            defaultValue = "50000",
            paramLabel = "N",
            description = "Dossiers in all, shared out by the CAFs' sizes (default: ${DEFAULT-VALUE}).")
    private int dossiers;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--format",
            defaultValue = "csv",
            paramLabel = "FORM",
            description = "How the files are written, ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); same rows.")
    private DeliveryForm format;

    @Option(
            names = "--scenario",
            defaultValue = "base",
            paramLabel = "NAME",
            description = "File of conf/simulation (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--verite",
            paramLabel = "URI",
            description = "Where the truth goes, outside the root; required but with --next.")
    private String truth;

    @Option(names = "--next", description = "Answer the proposals of the root in this month's delivery.")
    private boolean next;

    @Option(
            names = "--describe",
            description = "Print the main marginals of the scenario in the first month beside public figures, and its"
                    + " planted effects.")
    private boolean describe;

    @Option(
            names = "--trace",
            paramLabel = "N",
            description = "Tell one life month by month, in French: the one at place N of the first CAF, to the last"
                    + " month.")
    private Integer trace;

    SimulateCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        List<String> wanted = Months.parse(months);
        if (describe || trace != null) {
            print(wanted);
            return 0;
        }
        checkOptions();
        try (Workplace place = open("simulate", months)) {
            place.checkSynthetic();
            SimulationRequest request = next ? answer(place, wanted) : first(place, wanted);
            if (place.isDry()) {
                foresee(place, request, wanted);
                return 0;
            }
            long start = host.clock().millis();
            place.progress().accept(request.cafs().size() + " CAFs, " + wanted.size() + " month(s)");
            SimulateJob.Result result = job(place, request).execute();
            long rows =
                    result.lignes().values().stream().mapToLong(Long::longValue).sum();
            UnitOutcome outcome = new UnitOutcome(
                    Unit.ofMonth(months),
                    UnitOutcome.State.FAIT,
                    Optional.empty(),
                    0,
                    rows,
                    0,
                    host.clock().millis() - start,
                    "",
                    "");
            place.ended("simulate", "livraison", List.of(outcome));
            place.progress().accept(rows + " rows delivered");
            return 0;
        }
    }

    /** What the scenario gives, or one of its lives; nothing is delivered. */
    private void print(List<String> wanted) {
        Problems problems = new Problems();
        Cafs known = Settings.read(config(), problems).cafs();
        problems.check();
        List<String> codes = cafs == null ? List.copyOf(known.byCode().keySet()) : cafs;
        codes.forEach(known::known);
        if (describe) {
            List<Repere> reperes = Repere.parse(text("reperes"));
            new Description(scenario(), seed, codes, dossiers, month(wanted, 0))
                    .lines(reperes)
                    .forEach(host.out()::println);
        }
        if (trace != null) {
            Map<String, Integer> sizes = new TreeMap<>();
            sizes(known, codes).forEach(size -> sizes.put(size.caf(), size.dossiers()));
            LifeStory.tell(scenario(), seed, sizes, codes.get(0), trace, month(wanted, wanted.size() - 1))
                    .forEach(host.out()::println);
        }
    }

    private void foresee(Workplace place, SimulationRequest request, List<String> wanted) {
        SimulateJob.check(scenario(), request);
        List<String> names = new ArrayList<>(ExtractDelivery.fileNames(format));
        for (SimulationRequest.CafSize caf : request.cafs()) {
            for (String month : wanted) {
                for (String name : names) {
                    place.door()
                            .files()
                            .write(
                                    access(place, AccessKind.CREATION),
                                    DEPOT,
                                    month + "/" + caf.caf() + "/" + name,
                                    new byte[0]);
                }
            }
        }
        if (truth != null) {
            foresight().unforeseen("simulate: the truth goes to " + truth + ", outside the root.");
        }
    }

    private void checkOptions() {
        if (!next && truth == null) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--verite",
                    "raison", "The truth of the simulated lives must lie outside the root, where no job can read it.",
                    "remede", "Give --verite URI.");
        }
        if (truth != null
                && truth.replaceFirst("^file:/*", "/").startsWith(root().replaceFirst("^file:/*", "/") + "/")) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--verite", "raison", "It lies under the root.", "remede", "Give a folder elsewhere.");
        }
    }

    private SimulateJob job(Workplace place, SimulationRequest request) {
        FileDoor.Sink depot = place.door().files().sink(access(place, AccessKind.CREATION), DEPOT);
        FileDoor.Sink outside = truth == null ? null : FileDoor.outside(truth);
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(place.door().spark().sparkContext());
        return new SimulateJob(context, scenario(), request, new Depot(depot), new Beside(outside));
    }

    private Access access(Workplace place, AccessKind kind) {
        return place.access(Room.SIMULATION, Purpose.SIMULATION, kind);
    }

    private Scenario scenario() {
        try {
            return Scenario.parse(text(scenario), this::text);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.CONFIGURATION.with("nombre", "some", "liste", "  " + e.getMessage());
        }
    }

    private String text(String name) {
        try {
            return Files.readString(config().resolve("simulation").resolve(name + ".yaml"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--scenario",
                    "raison",
                    "conf/simulation/" + name + ".yaml cannot be read.",
                    "remede",
                    "Use the name of a file of that folder.");
        }
    }

    /** The first deliveries of a root; what they were made from is remembered for --next. */
    private SimulationRequest first(Workplace place, List<String> wanted) {
        List<String> codes = place.cafs(cafs, wanted);
        List<SimulationRequest.CafSize> sizes = sizes(place.settings().cafs(), codes);
        SimulationRequest request = new SimulationRequest(
                seed, sizes, month(wanted, 0), month(wanted, 0), month(wanted, wanted.size() - 1), List.of(), format);
        ObjectNode memory = JSON.createObjectNode();
        memory.put("seed", seed).put("scenario", scenario).put("premier", wanted.get(0));
        memory.put("dernier", wanted.get(wanted.size() - 1));
        ObjectNode byCaf = memory.putObject("caf");
        sizes.forEach(size -> byCaf.put(size.caf(), size.dossiers()));
        place.door()
                .files()
                .write(
                        access(place, AccessKind.CREATION),
                        DEPOT,
                        MEMORY,
                        (memory.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private List<SimulationRequest.CafSize> sizes(Cafs known, List<String> codes) {
        double all = codes.stream()
                .mapToDouble(code -> known.byCode().get(code).weight())
                .sum();
        List<SimulationRequest.CafSize> sizes = new ArrayList<>();
        int left = dossiers;
        for (int i = 0; i < codes.size(); i++) {
            double weight = known.byCode().get(codes.get(i)).weight();
            int size = i == codes.size() - 1 ? left : (int) Math.round(dossiers * weight / all);
            sizes.add(new SimulationRequest.CafSize(codes.get(i), Math.max(1, size)));
            left -= size;
        }
        return sizes;
    }

    private SimulationRequest answer(Workplace place, List<String> wanted) {
        JsonNode memory = memory(place);
        scenario = memory.path("scenario").asText();
        List<SimulationRequest.CafSize> sizes = new ArrayList<>();
        memory.path("caf")
                .properties()
                .forEach(entry -> sizes.add(new SimulationRequest.CafSize(
                        entry.getKey(), entry.getValue().asInt())));
        YearMonth answered = YearMonth.parse(memory.path("dernier").asText()).plusMonths(1);
        List<Proposal> proposals = SimulationRequest.answerable(proposals(place, sizes), answered);
        YearMonth first = month(wanted, 0);
        return new SimulationRequest(
                memory.path("seed").asLong(),
                sizes,
                YearMonth.parse(memory.path("premier").asText()),
                first,
                month(wanted, wanted.size() - 1),
                proposals.stream()
                        .filter(proposal -> proposal.mois().isBefore(first))
                        .toList(),
                format);
    }

    private JsonNode memory(Workplace place) {
        String text = place.door()
                .files()
                .readText(access(place, AccessKind.CONSULTATION), DEPOT, MEMORY)
                .orElseThrow(() -> ErrorCode.STATE_MISSING.with(
                        "quoi", "There is nothing to go on from.",
                        "raison", "The root was never filled by 'simulate', which remembers seed and sizes.",
                        "remede", "Run 'simulate --mois A..B' first."));
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("depot/" + MEMORY + " is not JSON");
        }
    }

    private List<Proposal> proposals(Workplace place, List<SimulationRequest.CafSize> sizes) {
        List<String> codes = sizes.stream().map(SimulationRequest.CafSize::caf).toList();
        List<Row> rows = place.door()
                .open(
                        access(place, AccessKind.CONSULTATION),
                        Read.of(Zone.RESULTAT, "proposition", codes)
                                .columns("mois", "caf", "dossier_id", "origine", "proba_inclusion"))
                .collectAsList();
        return rows.stream()
                .map(row -> new Proposal(
                        YearMonth.parse(row.getString(0)),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.isNullAt(4) ? "" : Decimals.twelve(row.getDouble(4))))
                .toList();
    }

    private static YearMonth month(List<String> months, int i) {
        return YearMonth.parse(months.get(i));
    }

    /** Files of a delivery, under {@code depot/<mois>/<caf>/}. */
    private record Depot(FileDoor.Sink sink) implements DeliveryTarget {
        @Override
        public OutputStream create(YearMonth mois, String caf, String fileName) throws IOException {
            return sink.create(mois + "/" + caf + "/" + fileName);
        }
    }

    /** Files of the truth, outside the root; nowhere when --next is not asked to keep it. */
    private record Beside(FileDoor.Sink sink) implements TruthTarget {
        @Override
        public OutputStream create(YearMonth mois, String caf, String fileName) throws IOException {
            return sink == null ? OutputStream.nullOutputStream() : sink.create(mois + "/" + caf + "/" + fileName);
        }
    }
}
